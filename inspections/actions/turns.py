"""Opening and closing asks; the flow uses these for its main line, actions for asks within a stage."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db.models import Q

from inspections.models import Case, Turn, User


@dataclass
class TurnBook:
    """Asks that one deed closes and opens: noted while it runs, written in two statements at its end."""

    at: datetime
    by: User | None
    closing: list[Q] = field(default_factory=list)
    opening: list[Turn] = field(default_factory=list)

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

    def write(self) -> None:
        """First what is closed, then what is opened."""
        if self.closing:
            asked = Turn.objects.filter(reduce(or_, self.closing), closed_at__isnull=True)
            asked.update(closed_at=self.at, closed_by=self.by)
        if self.opening:
            Turn.objects.bulk_create(self.opening, ignore_conflicts=True)
        self.closing, self.opening = [], []
