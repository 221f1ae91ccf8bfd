"""How the department reads requests to remedy: the plan, what was reported with its files, every judgement, the effect.

What the unit only drafts stays its own (a plan before it is sent, a report before it is handed in).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.enums import MoreTimeState, RemedyState
from inspections.forms.base import StepForm
from inspections.models import Case, RemedyItem, RemedyRequest
from inspections.queries.deadlines import work_calendar
from inspections.queries.remedies import request_of
from inspections.rules.deadlines import time_left
from inspections.rules.remedies import WAITING_FOR_UNIT
from inspections.rules.roles import Actor
from inspections.rules.working_days import WorkCalendar
from inspections.steps import STEPS, Step
from inspections.views.access import today
from inspections.views.links import deed_url
from inspections.views.portal import file_rows, moment

TONES = {
    RemedyState.REPORTED: "soon",
    RemedyState.RETURNED: "late",
    RemedyState.ACCEPTED: "done",
    RemedyState.ENDED: "quiet",
}
WISH_TONES = {MoreTimeState.GRANTED: "done", MoreTimeState.REFUSED: "late", MoreTimeState.LAPSED: "quiet"}


def day(value: date | None) -> str:
    """«26/11/2026», or nothing."""
    return f"{value:%d/%m/%Y}" if value else ""


def item_rows(case: Case, request: RemedyRequest, on: date) -> list[dict[str, Any]]:
    """Every item of one unit as the department reads it."""
    calendar = work_calendar(on)
    planned = request.planned_at is not None
    return [_row(case, item, planned, on, calendar) for item in request.items.all()]


def _row(case: Case, item: RemedyItem, planned: bool, on: date, calendar: WorkCalendar) -> dict[str, Any]:
    left = time_left(item.due_on, on, calendar) if item.state in WAITING_FOR_UNIT else None
    handed = item.state == RemedyState.REPORTED  # what was judged stands with its judgement
    finding = item.finding
    return {
        "pk": item.pk,
        "position": item.position,
        "text": item.text,
        "basis": item.basis,
        "finding": finding.code if finding else "",
        "state_label": item.get_state_display(),
        "tone": TONES.get(RemedyState(item.state), ""),
        "due": day(item.due_on),
        "first_due": day(item.first_due_on) if item.first_due_on != item.due_on else "",
        "left": left.text if left else "",
        "left_state": left.state if left else "",
        "plan": _plan(item) if planned else {},
        "measure": item.measure if handed else "",
        "done_on": day(item.measure_done_on) if handed else "",
        "files": file_rows(case, item.files.all()),
        "reviews": _reviews(item),
        "wishes": _wishes(item),
        "ended": item.ended_reason,
        "ended_by": item.ended_by.full_name if item.ended_by else "",
        "effect": _effect(item),
    }


def _plan(item: RemedyItem) -> dict[str, str]:
    return {
        "person": item.plan_person,
        "steps": item.plan_steps,
        "done_on": day(item.plan_done_on),
        "cause": item.root_cause,
    }


def _reviews(item: RemedyItem) -> list[dict[str, Any]]:
    return [
        {
            "outcome": row.get_outcome_display(),
            "at": moment(row.reviewed_at),
            "who": row.reviewed_by.full_name,
            "measure": row.measure,
            "text": row.text,
            "new_due": day(row.new_due_on),
        }
        for row in item.reviews.all()
    ]


def _wishes(item: RemedyItem) -> list[dict[str, Any]]:
    return [
        {
            "pk": row.pk,
            "open": row.state == MoreTimeState.ASKED,
            "until": day(row.until_on),
            "reason": row.reason,
            "state_label": row.state_words,
            "tone": WISH_TONES.get(MoreTimeState(row.state), "soon"),
            "granted": day(row.granted_on),
            "decision": row.decision,
            "decided_by": row.decided_by.full_name if row.decided_by else "",
        }
        for row in item.later_dates.all()
    ]


def _effect(item: RemedyItem) -> dict[str, Any]:
    if item.effect_due_on is None:
        return {}
    return {
        "due": day(item.effect_due_on),
        "checked": item.effect_checked_at is not None,
        "holds": item.effect_holds,
        "note": item.effect_note,
        "at": moment(item.effect_checked_at),
        "who": item.effect_checked_by.full_name if item.effect_checked_by else "",
    }


def with_links(rows: Sequence[dict[str, Any]], case: Case, who: Actor, known: Any) -> None:
    """Beside each item and wish: the deeds on it that this person may do at this stage."""
    may = {
        verb
        for verb in ("end_remedy_item", "check_effect", "decide_later_date")
        if _may(case, verb, who, known)
    }
    for row in rows:
        settled = row["tone"] in ("done", "quiet")
        effect = row["effect"]
        if "end_remedy_item" in may and not settled:
            row["end_url"] = deed_url(case.pk, case.kind, "end_remedy_item", row["pk"])
        if "check_effect" in may and effect and not effect["checked"]:
            row["effect_url"] = deed_url(case.pk, case.kind, "check_effect", row["pk"])
        for wish in row["wishes"]:
            if "decide_later_date" in may and wish["open"]:
                wish["url"] = deed_url(case.pk, case.kind, "decide_later_date", wish["pk"])


def _may(case: Case, verb: str, who: Actor, known: Any) -> bool:
    step = STEPS[case.kind].get(verb)
    if step is None or case.stage not in step.stages or step.permission not in who.permissions:
        return False
    return step.refusal(who, known) is None


def review(request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any) -> dict[str, Any]:
    """Beside the form of judgement: each reported item with what was asked, done, handed in and judged before."""
    found = request_of(case.pk)
    rows = item_rows(case, found, today()) if found else []
    asked = {item.pk for item in getattr(form, "item_rows", ())}
    shown = [row for row in rows if row["pk"] in asked]
    for row in shown:
        row["fields"] = [form[f"{name}_{row['pk']}"] for name in ("outcome", "text", "day")]
    return {"items": shown, "follow_url": reverse("follow_up_unit", args=[case.pk])}


def one_item(request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any) -> dict[str, Any]:
    """Beside a form about one item: that item."""
    found = request_of(case.pk)
    rows = item_rows(case, found, today()) if found else []
    return {
        "items": [row for row in rows if row["pk"] == subject.pk],
        "follow_url": reverse("follow_up_unit", args=[case.pk]),
    }


def urging_rows(case: Case, request: RemedyRequest) -> list[dict[str, Any]]:
    """What the clock urged, and the letters that followed."""
    return [
        {
            "on": day(row.on),
            "due": day(row.due_on),
            "when": _when(row.offset),
            "letter": row.document.full_number or row.document.state_words if row.document else "",
            "url": reverse("document", args=[case.pk, row.document_id])
            if row.document and row.document.is_rendered
            else "",
        }
        for row in request.urgings.all()
    ]


def _when(offset: int) -> str:
    if offset == 0:
        return _("đúng hạn")
    text = _("trước hạn %(n)s ngày làm việc") if offset < 0 else _("sau hạn %(n)s ngày làm việc")
    return text % {"n": abs(offset)}
