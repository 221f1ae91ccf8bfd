"""Periods of the figure: each day has exactly one, years end on the closing day, quarters on its day (practice.md 6)."""

from datetime import date, timedelta

import pytest

from inspections.enums import PeriodKind
from inspections.rules.figure_periods import CALENDAR, REPORT, Close, period, period_on, periods

CLOSE = Close.of("14/12")


def test_the_reporting_year_ends_on_14_december_and_its_quarters_on_the_14th() -> None:
    year, *quarters = periods(REPORT, 2026, CLOSE)
    assert (year.first, year.last, year.code) == (date(2025, 12, 15), date(2026, 12, 14), "BC2026")
    assert [(one.first, one.last) for one in quarters] == [
        (date(2025, 12, 15), date(2026, 3, 14)),
        (date(2026, 3, 15), date(2026, 6, 14)),
        (date(2026, 6, 15), date(2026, 9, 14)),
        (date(2026, 9, 15), date(2026, 12, 14)),
    ]
    assert quarters[3].code == "BC2026-Q4"
    assert year.words() == "Năm 2026 (từ 15/12/2025 đến hết 14/12/2026)"


def test_the_calendar_knows_whole_years_and_quarters() -> None:
    year, first, *_rest, last = periods(CALENDAR, 2024, CLOSE)
    assert (year.first, year.last, year.code) == (date(2024, 1, 1), date(2024, 12, 31), "2024")
    assert (first.first, first.last) == (date(2024, 1, 1), date(2024, 3, 31))
    assert (last.first, last.last) == (date(2024, 10, 1), date(2024, 12, 31))


@pytest.mark.parametrize("kind", PeriodKind)
def test_each_day_has_exactly_one_period_without_gap(kind: PeriodKind) -> None:
    before = period_on(kind, date(2023, 12, 1), CLOSE)
    for step in range(1, 900):
        day = date(2023, 12, 1) + timedelta(days=step)
        now = period_on(kind, day, CLOSE)
        assert now.first <= day <= now.last
        assert now == before or now.first == before.last + timedelta(days=1)
        assert period(kind, now.year, now.number, CLOSE) == now
        before = now


def test_another_closing_day_moves_every_quarter() -> None:
    _year, *quarters = periods(REPORT, 2026, Close.of("31/10"))
    assert [one.last for one in quarters] == [
        date(2026, 1, 31),
        date(2026, 4, 30),
        date(2026, 7, 31),
        date(2026, 10, 31),
    ]
