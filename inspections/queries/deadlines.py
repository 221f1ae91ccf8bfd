"""Deadlines of a case: the calendar in one statement, every date explained by the engine."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from inspections.models import CalendarDay, Case, InspectionDetails, InspectionPause
from inspections.queries.beside import objects_beside, objects_of, rows_beside
from inspections.queries.people import local_day
from inspections.queries.ready import Ready
from inspections.queries.rules import as_deadline_rule, rule_columns
from inspections.rules import deadlines
from inspections.rules.working_days import CalendarDay as Day
from inspections.rules.working_days import DayKind, WorkCalendar

LIMIT_KEY, PAUSE_KEY = "inspection.limit", "inspection.pause_stops_clock"
OF_THE_DAY = ("on", "kind", "name", "legal_basis", "pending")
OF_THE_YEAR = {"year_number": "year__year", "confirmed_at": "year__confirmed_at"}


def _span(day: date) -> tuple[date, date]:
    """Two years back, two ahead."""
    return day - timedelta(days=730), day + timedelta(days=730)


def _days_between(first: date, last: date) -> QuerySet[CalendarDay]:
    return CalendarDay.objects.filter(on__range=(first, last))


def _calendar(rows: Iterable[Mapping[str, Any]]) -> WorkCalendar:
    """The days of the rows; pending ones change nothing until they are in force."""
    days = {
        row["on"]: Day(row["on"], DayKind(row["kind"]), row["name"], row["legal_basis"], row["pending"])
        for row in rows
    }
    return WorkCalendar(days, frozenset(row["year_number"] for row in rows if row["confirmed_at"]))


def work_calendar(around: date) -> WorkCalendar:
    """The confirmed and pending days around a date, in one statement."""
    columns = {name: F(path) for name, path in OF_THE_YEAR.items()}
    return _calendar(list(_days_between(*_span(around)).values(*OF_THE_DAY, **columns)))


def limit_rule(details: InspectionDetails) -> deadlines.DeadlineRule:
    """Thời hạn kiểm tra as the decision set it (Điều 13)."""
    return deadlines.DeadlineRule(
        LIMIT_KEY,
        details.limit_days or 0,
        deadlines.DayUnit(details.day_unit or "day"),
        _("khoản 2 Điều 13 Nghị định 217/2025/NĐ-CP"),
        _("Thời hạn kiểm tra"),
    )


def limit_deadline(
    details: InspectionDetails, *, announced_on: date, calendar: WorkCalendar
) -> deadlines.Deadline:
    """Thời hạn kiểm tra, counted from the first announcement (Điều 13; trap 3)."""
    return deadlines.due_on(limit_rule(details), announced_on, calendar=calendar)


def inspection_limit(
    details: InspectionDetails,
    pauses: Iterable[InspectionPause],
    calendar: WorkCalendar,
    *,
    pause_stops_clock: bool = True,
    today: date | None = None,
) -> deadlines.Deadline:
    """The limit of an announced inspection with its extension and pauses (Điều 13; domain 14, rules 6, 7).

    A pause that goes on is counted up to ``today``; without a day it is counted by its first day only.
    """
    assert details.announced_on is not None
    return deadlines.due_on(
        limit_rule(details),
        details.announced_on,
        calendar=calendar,
        pauses=[_stood(row, today) for row in pauses],
        extension_days=details.extension_days or 0,
        pause_stops_clock=pause_stops_clock,
    )


def _stood(row: InspectionPause, today: date | None) -> deadlines.Pause:
    return deadlines.Pause(row.from_on, row.until_on or max(row.from_on, today or row.from_on))


def pauses_of(case: Case, *, today: date) -> tuple[deadlines.Pause, ...]:
    """The pauses of the dossier on record; one that goes on, up to today."""
    rows = InspectionPause.objects.filter(case_id=case.root_case_id).order_by("from_on")
    return tuple(_stood(row, today) for row in rows)


def in_other_unit(deadline: deadlines.Deadline, calendar: WorkCalendar) -> deadlines.Deadline:
    """The same limit, were "ngày" read the other way; the law does not say which (trap 4)."""
    days, working = deadlines.DayUnit
    rule = replace(deadline.rule, unit=working if deadline.rule.unit is days else days)
    return deadlines.due_on(
        rule,
        deadline.start_on,
        calendar=calendar,
        pauses=deadline.pauses,
        extension_days=deadline.extension_days,
        pause_stops_clock=deadline.pause_stops_clock,
    )


def limit_as_of(
    case: Case, details: InspectionDetails, *, today: date
) -> tuple[deadlines.Deadline, WorkCalendar] | None:
    """The limit as it stands today and the calendar it was counted on, in one statement; None before day 0."""
    if details.announced_on is None or not details.limit_days:
        return None
    pauses = InspectionPause.objects.filter(case_id=case.root_case_id).order_by("from_on")
    columns = {
        "days_around": _days_beside(*_span(details.announced_on)),
        "pauses_found": objects_beside(pauses),
        **rule_columns(case, PAUSE_KEY, today),
    }
    found: dict[str, Any] = dict(Case.objects.values(**columns).get(pk=case.pk))
    rule = found["frozen_rule"] or found["valid_rule"]
    calendar = _calendar_beside(found["days_around"])
    limit = inspection_limit(
        details,
        objects_of(InspectionPause, found["pauses_found"]),
        calendar,
        pause_stops_clock=rule is None or rule["value"] == "true",
        today=today,
    )
    return limit, calendar


def _days_beside(first: date, last: date) -> ArraySubquery:
    columns = {**{name: name for name in OF_THE_DAY}, **OF_THE_YEAR}
    return rows_beside(_days_between(first, last), **columns)


def _calendar_beside(rows: Iterable[Mapping[str, Any]]) -> WorkCalendar:
    return _calendar([{**row, "on": date.fromisoformat(row["on"])} for row in rows])


def due_by_rule(case: Case, key: str, *, from_on: date) -> deadlines.Deadline | None:
    """A deadline counted from a day by a rule of the case: rule and calendar in one statement."""
    found = _RULE_AND_CALENDAR.ask(case.pk, case.root_case_id, key, from_on, *_span(from_on))[0]
    rule = found["frozen_rule"] or found["valid_rule"]
    if rule is None:
        return None
    calendar = _calendar_beside(found["days_around"])
    return deadlines.due_on(as_deadline_rule(rule), from_on, calendar=calendar)


def _rule_and_calendar(
    pk: int, root_id: int, key: str, on: date, first: date, last: date
) -> QuerySet[Any, dict[str, Any]]:
    columns = {"days_around": _days_beside(first, last), **rule_columns(Case(root_id=root_id), key, on)}
    rows: QuerySet[Any, Any] = Case.objects.order_by().filter(pk=pk)
    return rows.values(**columns)


_RULE_AND_CALENDAR: Ready[dict[str, Any]] = Ready(_rule_and_calendar, int, int, str, date, date, date)


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
