"""Rows of the board of what is open and late: what, whose, since when, why, and where it is moved on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.queries.late import LIMIT, Ask, OpenCase
from inspections.rules.absence import instead_of_words
from inspections.rules.deadlines import time_left
from inspections.rules.handover import refusal_to_hand_over
from inspections.rules.roles import INSTITUTION_READERS, Actor, Role
from inspections.rules.working_days import WorkCalendar
from inspections.views.links import MENDING, deed_url

OWN_LIMIT = "kiem-tra"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, on which day, by which calendar."""

    who: Actor
    today: date
    calendar: WorkCalendar


def ask_row(ask: Ask, reader: Reader) -> dict[str, Any]:
    """One open ask as a line."""
    left = time_left(ask.due_on, reader.today, reader.calendar) if ask.due_on else None
    return {
        "label": _(ask.label),
        "why": _(ask.why) if ask.why else "",
        "since": _("giao ngày %(day)s, chưa làm") % {"day": f"{ask.opened_on:%d/%m/%Y}"}
        if ask.opened_on
        else "",
        "code": ask.code,
        "place": ask.place,
        "phase": ask.phase.label,
        "who": ask.person or (str(Role(ask.role).label) if ask.role else _("chưa giao")),
        "instead_of": instead_of_words(ask.absent, ask.absent_until)
        if ask.absent and ask.absent_until
        else "",
        "left": left.text if left else _("không có hạn"),
        "late": left is not None and left.state == "late",
        "url": _open_url(ask, reader.who),
        "links": _links(ask, reader.who),
    }


def _open_url(ask: Ask, who: Actor) -> str:
    """One's own ask opens its page; the ask of somebody else opens the case; a limit its counting."""
    if ask.verb == LIMIT:
        return reverse("deadline", args=[ask.case_id, OWN_LIMIT])
    if ask.person_id == who.user_id:
        return deed_url(ask.case_id, ask.kind, ask.verb, ask.subject)
    return reverse("case", args=[ask.case_id])


def _links(ask: Ask, who: Actor) -> list[dict[str, str]]:
    """Hand it over, see to what the institution mends; what this person may not do is not offered."""
    found = []
    if ask.verb == LIMIT:
        found.append({"label": _("Mở hồ sơ"), "url": reverse("case", args=[ask.case_id])})
    elif ask.person_id and refusal_to_hand_over(who, ask.person_id, ask.department_id) is None:
        url = f"{reverse('hand_over', args=[ask.person_id])}?viec={ask.pk}"
        found.append({"label": _("Bàn giao"), "url": url})
    if ask.stage in MENDING and (ask.role in INSTITUTION_READERS or ask.role == ""):
        url = reverse("follow_up_unit", args=[ask.case_id])
        found.append({"label": _("Theo dõi, đôn đốc khắc phục"), "url": url})
    return found


def case_row(case: OpenCase, asks: list[Ask], reader: Reader) -> dict[str, Any]:
    """One open dossier or unit: where it stands, whose it is, what is asked next."""
    first = min(asks, key=lambda ask: (ask.due_on or date.max, ask.pk), default=None)
    return {
        "code": case.code,
        "name": case.place or case.title,
        "url": reverse("case", args=[case.pk]),
        "phase": case.phase.label,
        "lead": case.lead,
        "next": ask_row(first, reader) if first else None,
    }
