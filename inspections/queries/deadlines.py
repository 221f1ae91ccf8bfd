"""Deadlines of a case: the calendar in one statement, every date explained by the engine."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.models import CalendarDay, Case, InspectionDetails
from inspections.queries.people import local_day
from inspections.queries.rules import as_deadline_rule, rule_for
from inspections.rules import deadlines
from inspections.rules.working_days import CalendarDay as Day
from inspections.rules.working_days import DayKind, WorkCalendar


def work_calendar(around: date) -> WorkCalendar:
    """The confirmed and pending days around a date (two years back, two ahead)."""
    first, last = around - timedelta(days=730), around + timedelta(days=730)
    rows = CalendarDay.objects.filter(on__range=(first, last)).values_list(
        "on", "kind", "name", "legal_basis", "pending", "year__year", "year__confirmed_at"
    )
    days: dict[date, Day] = {}
    confirmed = set()
    for on, kind, name, basis, pending, year, confirmed_at in rows:
        if not pending:
            days[on] = Day(on, DayKind(kind), name, basis)
        if confirmed_at:
            confirmed.add(year)
    return WorkCalendar(days, frozenset(confirmed))


def limit_deadline(
    details: InspectionDetails, *, announced_on: date, calendar: WorkCalendar
) -> deadlines.Deadline:
    """Thời hạn kiểm tra, counted from the first announcement (Điều 13; trap 3)."""
    rule = deadlines.DeadlineRule(
        "inspection.limit",
        details.limit_days or 0,
        deadlines.DayUnit(details.day_unit or "day"),
        _("khoản 2 Điều 13 Nghị định 217/2025/NĐ-CP"),
        _("Thời hạn kiểm tra"),
    )
    return deadlines.due_on(rule, announced_on, calendar=calendar)


def due_by_rule(case: Case, key: str, *, from_on: date) -> deadlines.Deadline | None:
    """A deadline counted from a day by a rule of the case."""
    rule = rule_for(case, key, from_on)
    if rule is None:
        return None
    return deadlines.due_on(as_deadline_rule(rule), from_on, calendar=work_calendar(from_on))


def inspection_details_of(case: Case) -> InspectionDetails:
    """Details of the inspection that a case is or belongs to."""
    root = case.parent if case.parent_id else case
    assert root is not None
    return root.inspection_details


def due_for_turn(case: Case, key: str, *, from_on: datetime) -> date | None:
    """When a turn is due: the inspection's own limit, or a rule counted from today."""
    if key == "limit":
        return inspection_details_of(case).limit_end_on
    found = due_by_rule(case, key, from_on=local_day(from_on))
    return found.end_on if found else None


def today() -> date:
    """The day in Vietnam, for pages; deeds take time as an argument."""
    return timezone.localdate()
