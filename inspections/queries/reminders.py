"""What is due around a day and who holds it now: a fixed number of statements for any number of asks."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from inspections.kinds import InspectionStage
from inspections.models import InspectionDetails, Membership, Reminder, Turn
from inspections.queries.people import local_day, valid_on
from inspections.queries.posts import away_on

Seat = tuple[str, int | None, int | None]


@dataclass(frozen=True)
class DueAsk:
    """Something that is due: an open ask, or the limit of an inspection; ``what`` carries no content of the case."""

    key: str
    what: str
    case_id: int
    case_code: str
    due_on: date
    asked_on: date
    people: frozenset[int]
    seat: Seat | None = None


def open_asks(between: tuple[date, date]) -> list[DueAsk]:
    """Open turns that are due between two days; what is paused has no due day and is not among them."""
    turns = Turn.objects.still_open().filter(due_on__range=between, case__closed_at__isnull=True)
    columns = ("pk", "label", "case_id", "case__code", "due_on", "opened_at", "person_id")
    places = ("role", "department_id", "institution_id")
    return [
        DueAsk(
            key=f"turn:{row['pk']}",
            what=row["label"],
            case_id=row["case_id"],
            case_code=row["case__code"],
            due_on=row["due_on"],
            asked_on=local_day(row["opened_at"]),
            people=frozenset({row["person_id"]} if row["person_id"] else ()),
            seat=None if row["person_id"] else (row["role"], row["department_id"], row["institution_id"]),
        )
        for row in turns.order_by("due_on", "pk").values(*columns, *places)
    ]


def running_limits(between: tuple[date, date], *, today: date, what: str) -> list[DueAsk]:
    """Limits of inspections under way: the team's lead and the issuer know them, or who acts for one who is away."""
    rows = InspectionDetails.objects.filter(
        limit_end_on__range=between, case__stage=InspectionStage.UNDER_WAY
    ).order_by("limit_end_on", "case_id")
    columns = ("case_id", "case__code", "case__lead_id", "issuer_id", "limit_end_on", "announced_on")
    instead = dict(away_on(today).filter(delegate__isnull=False).values_list("user_id", "delegate_id"))
    return [
        DueAsk(
            key=f"limit:{row['case_id']}",
            what=what,
            case_id=row["case_id"],
            case_code=row["case__code"],
            due_on=row["limit_end_on"],
            asked_on=row["announced_on"],
            people=frozenset(
                instead.get(who, who) for who in (row["case__lead_id"], row["issuer_id"]) if who
            ),
        )
        for row in rows.values(*columns)
    ]


def holders_of(seats: Collection[Seat], on: date) -> dict[Seat, frozenset[int]]:
    """Who holds each post on the day, in one statement."""
    reach = Q(pk__in=[])
    departments = {place for _role, place, _institution in seats if place}
    institutions = {place for _role, _department, place in seats if place}
    if departments:
        reach |= Q(department_id__in=departments)
    if institutions:
        reach |= Q(institution_id__in=institutions)
    roles = {role for role, _department, _institution in seats}
    found: dict[Seat, set[int]] = defaultdict(set)
    for row in Membership.objects.filter(reach, valid_on(on), role__in=roles):
        found[(row.role, row.department_id, row.institution_id)].add(row.user_id)
    return {seat: frozenset(found[seat]) for seat in seats}


def already_reminded(keys: Iterable[str]) -> set[tuple[int, str]]:
    """Which person was reminded of which of these."""
    return set(Reminder.objects.filter(key__in=list(keys)).values_list("to_id", "key"))


def had_a_digest(on: date) -> set[int]:
    """People who were reminded on the day: nobody gets a second digest."""
    return set(Reminder.objects.filter(on=on).values_list("to_id", flat=True))
