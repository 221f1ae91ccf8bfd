"""«Việc của tôi»: open turns of a person, grouped by due date; a fixed number of statements for any length.

Rows are plain columns, not objects of models: an inbox of two hundred asks is read on every first page of the day.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypedDict

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from inspections.models import Turn
from inspections.models.case import within_reach
from inspections.queries.deadlines import work_calendar
from inspections.rules.absence import instead_of_words
from inspections.rules.deadlines import TimeLeft, time_left
from inspections.rules.roles import Actor, Role
from inspections.rules.working_days import WorkCalendar

LIMIT, LIMIT_OF_OTHERS = 200, 30
OF_THE_TURN = ("case_id", "verb", "subject", "label", "why", "due_on")
OF_THE_CASE = {
    "kind": F("case__kind"),
    "title": F("case__title"),
    "code": F("case__code"),
    "place": F("case__institution__name"),
}
OF_WHO_IS_AWAY = {"absent": F("absence__user__full_name"), "absent_until": F("absence__until_on")}
OF_WHO_IS_ASKED = {"asked_role": F("role"), "asked_name": F("person__full_name")}


class WorkRow(TypedDict):
    """One line: what to do, where, by when, why it is mine."""

    case_id: int
    kind: str
    verb_key: str
    subject: int | None
    verb: str
    title: str
    institution: str
    code: str
    due_on: date | None
    due_text: str
    due_state: str
    why: str
    url: str
    unread: bool


@dataclass
class Worklist:
    """Rows by group: overdue, today, week, later, waiting for others."""

    overdue: list[WorkRow] = field(default_factory=list)
    today: list[WorkRow] = field(default_factory=list)
    week: list[WorkRow] = field(default_factory=list)
    later: list[WorkRow] = field(default_factory=list)
    waiting: list[WorkRow] = field(default_factory=list)

    @property
    def mine(self) -> int:
        """How many rows are asked of the person."""
        return len(self.overdue) + len(self.today) + len(self.week) + len(self.later)


@dataclass
class _Reader:
    """Makes rows for one day; what many rows share is worded once."""

    today: date
    calendar: WorkCalendar
    left: dict[date, TimeLeft] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def row(self, turn: dict[str, Any]) -> WorkRow:
        """A turn as a line of the page."""
        due = self._left(turn["due_on"])
        return WorkRow(
            case_id=turn["case_id"],
            kind=turn["kind"],
            verb_key=turn["verb"],
            subject=turn["subject"],
            verb=self._in_words(turn["label"]),
            title=turn["title"],
            institution=turn["place"] or "",
            code=turn["code"],
            due_on=turn["due_on"],
            due_text=due.text if due else "",
            due_state=due.state if due else "none",
            why=" · ".join(filter(None, [_instead_of(turn), self._in_words(turn["why"])])),
            url="",
            unread=False,
        )

    def row_of_others(self, turns: list[dict[str, Any]]) -> WorkRow:
        """What others are asked to do in one dossier: one line for all of them and for all its units."""
        people = dict.fromkeys(
            " ".join(filter(None, [t["asked_name"] or str(Role(t["asked_role"]).label), _instead_of(t)]))
            for t in turns
        )
        places = list(dict.fromkeys(t["place"] for t in turns if t["place"]))
        more = _(" và %(n)s đơn vị khác") % {"n": len(places) - 1} if len(places) > 1 else ""
        return {
            **self.row(turns[0]),
            "institution": f"{places[0]}{more}" if places else "",
            "why": _("Đang chờ: %(who)s") % {"who": ", ".join(people)},
        }

    def _left(self, due_on: date | None) -> TimeLeft | None:
        if due_on is None:
            return None
        if due_on not in self.left:
            self.left[due_on] = time_left(due_on, self.today, self.calendar)
        return self.left[due_on]

    def _in_words(self, text: str) -> str:
        if text not in self.words:
            self.words[text] = _(text) if text else ""
        return self.words[text]


def _instead_of(turn: dict[str, Any]) -> str:
    """«thay … (vắng đến 27/11)», where a turn waits with a stand-in."""
    return instead_of_words(turn["absent"], turn["absent_until"]) if turn["absent"] else ""


def worklist(actor: Actor, today: date) -> Worklist:
    """Open turns asked of the person, and what the person waits for."""
    reader = _Reader(today, work_calendar(today))
    found = Worklist()
    end_of_week = today + timedelta(days=6 - today.weekday())
    mine = Turn.objects.still_open().asked_of(actor).filter(within_reach(actor, to="case__"))
    mine = mine.filter(
        paused_due_on__isnull=True
    )  # what stands still with its inspection is nobody's task now
    for turn in mine.order_by("due_on", "id").values(*OF_THE_TURN, **OF_THE_CASE, **OF_WHO_IS_AWAY)[:LIMIT]:
        due_on = turn["due_on"]
        if due_on is None or due_on > end_of_week:
            group = found.later
        elif due_on < today:
            group = found.overdue
        else:
            group = found.today if due_on == today else found.week
        group.append(reader.row(turn))
    if not actor.is_institution_side:
        together: dict[tuple[str, str, date | None], list[dict[str, Any]]] = {}
        for turn in _waiting_for_others(actor):
            dossier = turn["code"].split(".")[0]
            together.setdefault((turn["verb"], dossier, turn["due_on"]), []).append(turn)
        found.waiting = [reader.row_of_others(turns) for turns in together.values()]
    return found


def _waiting_for_others(actor: Actor) -> QuerySet[Turn, dict[str, Any]]:
    own = Turn.objects.still_open().filter(
        case__opened_by_id=actor.user_id
    ) | Turn.objects.still_open().filter(case__lead_id=actor.user_id)
    seen = own.filter(within_reach(actor, to="case__")).exclude(person_id=actor.user_id)
    rows = seen.order_by("due_on", "id")
    found: QuerySet[Turn, dict[str, Any]] = rows.values(
        *OF_THE_TURN, **OF_THE_CASE, **OF_WHO_IS_ASKED, **OF_WHO_IS_AWAY
    )
    return found[:LIMIT_OF_OTHERS]
