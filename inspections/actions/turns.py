"""Opening and closing asks; the flow uses these for its main line, actions for asks within a stage."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db.models import Q

from inspections.actions.standing_in import StandIns
from inspections.models import Case, Turn, User
from inspections.queries.people import local_day
from inspections.rules.absence import AbsenceFact, Colleague


@dataclass(frozen=True)
class Rerouted:
    """A turn that went to somebody else because the person asked is away."""

    case: Case
    verb: str
    subject: int | None
    label: str
    absence: AbsenceFact
    acting: Colleague


@dataclass
class TurnBook:
    """Asks that one deed closes and opens: noted while it runs, written in two statements at its end.

    An ask of a person who is away goes at once to who acts for him; ``absences`` are those of the day.
    """

    at: datetime
    by: User | None
    absences: Sequence[AbsenceFact] = ()
    closing: list[Q] = field(default_factory=list)
    opening: list[Turn] = field(default_factory=list)
    rerouted: list[Rerouted] = field(default_factory=list)
    cases: dict[int, Case] = field(default_factory=dict)

    def open(
        self,
        case: Case,
        *,
        verb: str,
        label: str,
        why: str = "",
        person_id: int | None = None,
        role: str = "",
        institution_id: int | None = None,
        subject: int | None = None,
        due_on: date | None = None,
    ) -> None:
        """Ask a person, or a role of the department or institution, once; asking again changes nothing."""
        self.cases[case.pk] = case
        self.opening.append(
            Turn(
                case_id=case.pk,
                verb=verb,
                subject=subject,
                label=label,
                why=why,
                person_id=person_id,
                role="" if person_id else role,
                department_id=case.department_id if role and institution_id is None else None,
                institution_id=institution_id,
                due_on=due_on,
                opened_at=self.at,
                opened_by=self.by,
            )
        )

    def close(
        self, case: Case, *verbs: str, subject: int | None = None, person_id: int | None = None
    ) -> None:
        """Close asks of a case: by deed (none named: all of them), and by their subject or person where given."""
        asked = Q(case_id=case.pk)
        if verbs:
            asked &= Q(verb__in=verbs)
        if subject is not None:
            asked &= Q(subject=subject)
        if person_id is not None:
            asked &= Q(person_id=person_id)
        self.closing.append(asked)

    def pass_on(self, turn: Turn, *, to: int, absence_id: int | None) -> None:
        """Close an ask and open it for somebody else, with the same limit; the old row stays as history."""
        self.closing.append(Q(pk=turn.pk))
        self.opening.append(
            Turn(
                case_id=turn.case_id,
                verb=turn.verb,
                subject=turn.subject,
                label=turn.label,
                why=turn.why,
                person_id=to,
                absence_id=absence_id,
                due_on=turn.due_on,
                opened_at=self.at,
                opened_by=self.by,
            )
        )

    def write(self) -> None:
        """First what is closed, then what is opened."""
        if self.closing:
            asked = Turn.objects.filter(reduce(or_, self.closing), closed_at__isnull=True)
            asked.update(closed_at=self.at, closed_by=self.by)
        if self.opening:
            self._let_others_stand_in()
            Turn.objects.bulk_create(self.opening, ignore_conflicts=True)
        self.closing, self.opening = [], []

    def _let_others_stand_in(self) -> None:
        """New asks of people who are away go to who acts for them."""
        away = {absence.user_id: absence for absence in self.absences}
        people = StandIns(local_day(self.at))
        for turn in self.opening:
            absence, case = away.get(turn.person_id or 0), self.cases.get(turn.case_id)
            acting = people.of(case, absence) if absence and case and turn.absence_id is None else None
            if absence and case and acting:
                turn.person_id, turn.absence_id = acting.user_id, absence.absence_id
                self.rerouted.append(Rerouted(case, turn.verb, turn.subject, turn.label, absence, acting))
