"""The working calendar: a year is prepared, filled from the yearly notice, confirmed, and then stands.

Source: Bộ luật Lao động Điều 111 khoản 3, Điều 112; trap 43: the days of Tết come from the yearly decision alone.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from inspections.actions.reference import demand, demand_none, record, setting
from inspections.exceptions import NotReady
from inspections.models import CalendarDay, CalendarYear, SettingChange, User
from inspections.queries.reference_calendar import days_as_rules
from inspections.rules import holidays
from inspections.rules.vietnamese import normalise
from inspections.rules.working_days import CalendarDay as Day
from inspections.rules.working_days import DayKind


def _locked(year: int) -> CalendarYear:
    return CalendarYear.objects.select_for_update(of=("self",)).get(year=year)


def _demand_open(year: CalendarYear) -> None:
    if year.confirmed_at:
        demand(
            _("Lịch năm %(year)s đã xác nhận. Bỏ xác nhận (ghi lý do) trước khi sửa ngày.")
            % {"year": year.year}
        )


def _record(year: int, *, before: str, after: str, reason: str, by: User, now: datetime) -> None:
    record(
        SettingChange.Subject.CALENDAR, str(year), before=before, after=after, reason=reason, by=by, now=now
    )


def day_in_words(day: Day) -> str:
    """A special day as the record of changes tells it."""
    words = f"{day.on:%d/%m/%Y} · {day.kind.label} · {day.name}"
    if day.legal_basis:
        words = f"{words} · {day.legal_basis}"
    return _("%(day)s (chờ xác nhận, chưa áp dụng)") % {"day": words} if day.pending else words


def _as_rule(row: CalendarDay) -> Day:
    return Day(row.on, DayKind(row.kind), row.name, row.legal_basis, row.pending)


def _tidy(day: Day) -> Day:
    return Day(day.on, day.kind, normalise(day.name), normalise(day.legal_basis), day.pending)


def _demand_lawful(day: Day, year: int) -> None:
    demand(
        holidays.day_problem(day, year),
        None if day.name else _("Ghi tên ngày, ví dụ: Tết Nguyên đán."),
    )


def add_year(
    year: int,
    *,
    by: User,
    now: datetime,
    reason: str,
    tet: Sequence[date] = (),
    hung: date | None = None,
    beside_national_day: date | None = None,
) -> CalendarYear:
    """Open a year with the fixed holidays proposed; lunar ones only as they were typed from the notice."""
    with setting(by=by, now=now):
        known = list(CalendarYear.objects.values_list("year", flat=True))
        demand(holidays.year_problem(year, known))
        demand(holidays.typed_days_problem(year, tet, hung, beside_national_day))
        basis = _("Chưa có thông báo nghỉ của năm %(year)s: các ngày là dự kiến") % {"year": year}
        row = CalendarYear.objects.create(year=year, legal_basis=basis)
        days = holidays.proposed_days(year, tet=tet, hung=hung, beside_national_day=beside_national_day)
        CalendarDay.objects.bulk_create(
            CalendarDay(year=row, on=day.on, kind=day.kind, name=day.name, legal_basis=day.legal_basis)
            for day in days
        )
        after = _("mở lịch với %(count)s ngày đề xuất, chưa xác nhận") % {"count": len(days)}
        _record(year, before="", after=after, reason=reason, by=by, now=now)
    return row


def add_day(year: int, *, by: User, now: datetime, day: Day, reason: str) -> CalendarDay:
    """Add a special day to a year that is not confirmed."""
    with setting(by=by, now=now):
        row = _locked(year)
        _demand_open(row)
        day = _tidy(day)
        _demand_lawful(day, year)
        _demand_free(day.on)
        made = CalendarDay.objects.create(
            year=row,
            on=day.on,
            kind=day.kind,
            name=day.name,
            legal_basis=day.legal_basis,
            pending=day.pending,
        )
        _record(year, before="", after=day_in_words(day), reason=reason, by=by, now=now)
    return made


def change_day(old: CalendarDay, *, by: User, now: datetime, day: Day, reason: str) -> CalendarDay:
    """Change a special day of a year that is not confirmed."""
    with setting(by=by, now=now):
        year = _locked(old.year.year)
        _demand_open(year)
        row = _still_there(old.pk)
        before, day = day_in_words(_as_rule(row)), _tidy(day)
        _demand_lawful(day, year.year)
        if day.on != row.on:
            _demand_free(day.on)
        row.on, row.kind, row.name = day.on, day.kind, day.name
        row.legal_basis, row.pending = day.legal_basis, day.pending
        row.save()
        _record(year.year, before=before, after=day_in_words(day), reason=reason, by=by, now=now)
    return row


def remove_day(old: CalendarDay, *, by: User, now: datetime, reason: str) -> None:
    """Take a special day out of a year that is not confirmed."""
    with setting(by=by, now=now):
        year = _locked(old.year.year)
        _demand_open(year)
        row = _still_there(old.pk)
        _record(year.year, before=day_in_words(_as_rule(row)), after="", reason=reason, by=by, now=now)
        row.delete()


def _still_there(pk: int) -> CalendarDay:
    row = CalendarDay.objects.filter(pk=pk).first()
    if row is None:
        raise NotReady([_("Ngày này vừa được người khác bỏ khỏi lịch.")])
    return row


def _demand_free(on: date) -> None:
    taken = CalendarDay.objects.filter(on=on).first()
    if taken:
        demand(
            _("Ngày %(day)s đã có trong lịch: %(name)s. Sửa dòng đó, không ghi lần hai.")
            % {"day": f"{on:%d/%m/%Y}", "name": taken.name}
        )


def confirm_year(year: int, *, by: User, now: datetime, legal_basis: str) -> CalendarYear:
    """A person vouches for the year by its notice; refused while a holiday of Điều 112 is missing."""
    with setting(by=by, now=now):
        row = _locked(year)
        if row.confirmed_at:
            demand(_("Lịch năm %(year)s đã được xác nhận.") % {"year": year})
        basis = normalise(legal_basis)
        demand_none(
            [
                *([] if basis else [_("Ghi căn cứ: số, ngày của thông báo nghỉ lễ, Tết của năm.")]),
                *holidays.missing_sentences(days_as_rules(row)),
            ]
        )
        row.confirmed_at, row.confirmed_by, row.legal_basis = now, by, basis
        row.save()
        after = _("đã xác nhận theo %(basis)s") % {"basis": basis}
        _record(year, before=_("chưa xác nhận"), after=after, reason=basis, by=by, now=now)
    return row


def unconfirm_year(year: int, *, by: User, now: datetime, reason: str) -> CalendarYear:
    """The notice changed, or a day was wrong: dates of the year read "dự kiến" until it is confirmed again."""
    with setting(by=by, now=now):
        row = _locked(year)
        if row.confirmed_at is None:
            demand(_("Lịch năm %(year)s chưa được xác nhận.") % {"year": year})
        before = _("đã xác nhận theo %(basis)s") % {"basis": row.legal_basis}
        row.confirmed_at = row.confirmed_by = None
        row.save()
        _record(year, before=before, after=_("chưa xác nhận"), reason=reason, by=by, now=now)
    return row
