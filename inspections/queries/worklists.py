"""«Việc của tôi»: open turns of a person, grouped by due date; a fixed number of statements for any length."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from inspections.models import Case, Turn
from inspections.queries.deadlines import work_calendar
from inspections.rules.deadlines import time_left
from inspections.rules.roles import Actor

LIMIT = 200


@dataclass(frozen=True)
class WorkRow:
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
    url: str = ""
    unread: bool = False


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


def worklist(actor: Actor, today: date) -> Worklist:
    """Open turns asked of the person, and what the person waits for."""
    calendar = work_calendar(today)
    found = Worklist()
    end_of_week = today + timedelta(days=6 - today.weekday())
    mine = Turn.objects.still_open().asked_of(actor).filter(case__in=Case.objects.visible_to(actor))
    rows = mine.select_related("case__institution").order_by("due_on", "id")[:LIMIT]
    for turn in rows:
        row = _row(turn, today, calendar)
        if turn.due_on is None or turn.due_on > end_of_week:
            found.later.append(row)
        elif turn.due_on < today:
            found.overdue.append(row)
        elif turn.due_on == today:
            found.today.append(row)
        else:
            found.week.append(row)
    if not actor.is_institution_side:
        found.waiting = [
            replace(_row(turn, today, calendar), why=_("Đang chờ: %(who)s") % {"who": _whom(turn)})
            for turn in _waiting_for_others(actor)
        ]
    return found


def _waiting_for_others(actor: Actor) -> list[Turn]:
    own = Turn.objects.still_open().filter(
        case__opened_by_id=actor.user_id
    ) | Turn.objects.still_open().filter(case__lead_id=actor.user_id)
    seen = own.filter(case__in=Case.objects.visible_to(actor))
    others = seen.exclude(person_id=actor.user_id).select_related("case__institution", "person")
    return list(others.order_by("due_on", "id")[:30])


def _whom(turn: Turn) -> str:
    return turn.person.full_name if turn.person else str(turn.get_role_display())


def _row(turn: Turn, today: date, calendar: object) -> WorkRow:
    left = time_left(turn.due_on, today, calendar) if turn.due_on else None  # type: ignore[arg-type]
    case = turn.case
    return WorkRow(
        case_id=case.pk,
        kind=case.kind,
        verb_key=turn.verb,
        subject=turn.subject,
        verb=_(turn.label),
        title=case.title,
        institution=case.institution.name if case.institution else "",
        code=case.code,
        due_on=turn.due_on,
        due_text=left.text if left else "",
        due_state=left.state if left else "none",
        why=_(turn.why) if turn.why else "",
    )
