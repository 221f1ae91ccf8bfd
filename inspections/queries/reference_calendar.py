"""The calendar of a year as the administrator sees it: its days, and how many open matters rest on it (counts only)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery

from inspections.kinds import INSPECTION
from inspections.models import CalendarYear, CaseRule, InspectionDetails, Turn
from inspections.queries.deadlines import PAUSE_KEY, inspection_limit, work_calendar
from inspections.rules.working_days import CalendarDay as Day
from inspections.rules.working_days import DayKind, WorkCalendar


@dataclass(frozen=True, slots=True)
class Reach:
    """How many open inspections and turns have dates in a year; of the former, whose limit would now differ."""

    inspections: int
    would_change: int
    turns: int


def years() -> QuerySet[CalendarYear]:
    """All years with how many special days each has, newest first."""
    return (
        CalendarYear.objects.select_related("confirmed_by")
        .annotate(day_count=Count("days"))
        .order_by("-year")
    )


def days_as_rules(year: CalendarYear) -> list[Day]:
    """The special days of a year as the rules read them."""
    rows = year.days.order_by("on")
    return [Day(row.on, DayKind(row.kind), row.name, row.legal_basis, row.pending) for row in rows]


def reach_of(year: int) -> Reach:
    """Count what rests on the year; limits are counted again with the calendar as it stands now.

    The limit of an inspection that stands still moves with its pause and is not counted again here.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    kept = CaseRule.objects.filter(case_id=OuterRef("case_id"), key=PAUSE_KEY)
    details = (
        InspectionDetails.objects.filter(
            case__kind=INSPECTION.code,
            case__closed_at__isnull=True,
            announced_on__lte=last,
            limit_end_on__gte=first,
        )
        .annotate(clock=Subquery(kept.values("value")[:1]))
        .select_related("case")
        .prefetch_related("case__pauses")
    )
    calendar = work_calendar(first)
    rows = list(details)
    changed = sum(_would_end_elsewhere(row, row.clock != "false", calendar) for row in rows)
    turns = Turn.objects.still_open().filter(due_on__range=(first, last)).count()
    return Reach(len(rows), changed, turns)


def _would_end_elsewhere(row: InspectionDetails, stops_clock: bool, calendar: WorkCalendar) -> bool:
    if row.paused_on:
        return False
    pauses = row.case.pauses.all()
    now = inspection_limit(row, pauses, calendar, pause_stops_clock=stops_clock)
    return now.end_on != row.limit_end_on


def unconfirmed_years() -> QuerySet[CalendarYear]:
    """Years whose dates read "dự kiến"."""
    return CalendarYear.objects.filter(confirmed_at__isnull=True).order_by("year")
