"""Deadlines of a case: the calendar in one statement, every date explained by the engine."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from inspections.models import CalendarDay, Case, InspectionDetails
from inspections.queries.people import local_day
from inspections.queries.rules import as_deadline_rule, rule_columns
from inspections.rules import deadlines
from inspections.rules.working_days import CalendarDay as Day
from inspections.rules.working_days import DayKind, WorkCalendar

OF_THE_DAY = ("on", "kind", "name", "legal_basis", "pending")
OF_THE_YEAR = {"year_number": "year__year", "confirmed_at": "year__confirmed_at"}


def _days_around(day: date) -> QuerySet[CalendarDay]:
    """Two years back, two ahead."""
    return CalendarDay.objects.filter(on__range=(day - timedelta(days=730), day + timedelta(days=730)))


def _calendar(rows: Iterable[Mapping[str, Any]]) -> WorkCalendar:
    """The confirmed days of the rows; pending ones only show that a year is not yet confirmed."""
    days = {
        row["on"]: Day(row["on"], DayKind(row["kind"]), row["name"], row["legal_basis"])
        for row in rows
        if not row["pending"]
    }
    return WorkCalendar(days, frozenset(row["year_number"] for row in rows if row["confirmed_at"]))


def work_calendar(around: date) -> WorkCalendar:
    """The confirmed and pending days around a date, in one statement."""
    columns = {name: F(path) for name, path in OF_THE_YEAR.items()}
    return _calendar(list(_days_around(around).values(*OF_THE_DAY, **columns)))


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
    """A deadline counted from a day by a rule of the case: rule and calendar in one statement."""
    columns = {**{name: name for name in OF_THE_DAY}, **OF_THE_YEAR}
    days = ArraySubquery(_days_around(from_on).values(row=JSONObject(**columns)))
    beside = Case.objects.values(days_around=days, **rule_columns(case, key, from_on))
    found: dict[str, Any] = dict(beside.get(pk=case.pk))
    rule = found["frozen_rule"] or found["valid_rule"]
    if rule is None:
        return None
    rows = [{**row, "on": date.fromisoformat(row["on"])} for row in found["days_around"]]
    return deadlines.due_on(as_deadline_rule(rule), from_on, calendar=_calendar(rows))


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
