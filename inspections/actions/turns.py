"""Opening and closing asks; the flow uses these for its main line, actions for asks within a stage."""

from datetime import date, datetime

from inspections.models import Case, Turn, User


def open_turn(
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
    at: datetime,
    by: User | None,
) -> None:
    """Ask a person, or a role of the department or institution, once; asking again changes nothing."""
    department_id = case.department_id if role and institution_id is None else None
    Turn.objects.bulk_create(
        [
            Turn(
                case_id=case.pk,
                verb=verb,
                subject=subject,
                label=label,
                why=why,
                person_id=person_id,
                role="" if person_id else role,
                department_id=department_id,
                institution_id=institution_id,
                due_on=due_on,
                opened_at=at,
                opened_by=by,
            )
        ],
        ignore_conflicts=True,
    )


def close_main_turns(case: Case, *, verbs: set[str], at: datetime, by: User | None) -> None:
    """Close every open ask for these deeds."""
    Turn.objects.filter(case_id=case.pk, verb__in=verbs, closed_at__isnull=True).update(
        closed_at=at, closed_by=by
    )


def close_turn(
    case: Case,
    *,
    verb: str,
    subject: int | None = None,
    person_id: int | None = None,
    at: datetime,
    by: User | None,
) -> None:
    """Close one ask: by deed, and by its subject or person where given."""
    open_ones = Turn.objects.filter(case_id=case.pk, verb=verb, closed_at__isnull=True)
    if subject is not None:
        open_ones = open_ones.filter(subject=subject)
    if person_id is not None:
        open_ones = open_ones.filter(person_id=person_id)
    open_ones.update(closed_at=at, closed_by=by)


def close_all_turns(case: Case, *, at: datetime, by: User | None) -> None:
    """Close every ask of a case that has ended."""
    Turn.objects.filter(case_id=case.pk, closed_at__isnull=True).update(closed_at=at, closed_by=by)
