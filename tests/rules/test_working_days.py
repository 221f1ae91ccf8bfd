"""The working calendar: weekends, holidays, swaps and make-up Saturdays of State bodies."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.rules.working_days import CalendarDay, DayKind, WorkCalendar


def calendar(*days: CalendarDay, confirmed: tuple[int, ...] = (2026,)) -> WorkCalendar:
    return WorkCalendar({day.on: day for day in days}, frozenset(confirmed))


SPECIAL_2026 = (
    CalendarDay(date(2026, 1, 1), DayKind.HOLIDAY, "Tết Dương lịch"),
    CalendarDay(date(2026, 1, 2), DayKind.SWAPPED_OFF, "Nghỉ hoán đổi"),
    CalendarDay(date(2026, 1, 10), DayKind.MAKE_UP, "Làm bù"),
    CalendarDay(date(2026, 4, 26), DayKind.HOLIDAY, "Giỗ Tổ"),
    CalendarDay(date(2026, 4, 27), DayKind.COMPENSATORY, "Nghỉ bù Giỗ Tổ"),
    CalendarDay(date(2026, 11, 24), DayKind.HOLIDAY, "Ngày Văn hóa Việt Nam", pending=True),
)
YEAR_2026 = calendar(*SPECIAL_2026)


@pytest.mark.parametrize(
    ("on", "worked"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), False),
        (date(2026, 1, 1), False),
        (date(2026, 1, 2), False),
        (date(2026, 1, 10), True),
        (date(2026, 4, 27), False),
        (date(2026, 11, 24), True),
    ],
)
def test_a_special_day_overrides_its_weekday_and_a_pending_one_does_not(on: date, worked: bool) -> None:
    assert YEAR_2026.is_working_day(on) is worked


def test_a_pending_holiday_counts_once_it_is_switched_on() -> None:
    switched_on = calendar(CalendarDay(date(2026, 11, 24), DayKind.HOLIDAY, "Ngày Văn hóa Việt Nam"))
    assert not switched_on.is_working_day(date(2026, 11, 24))


def test_the_next_working_day_of_a_working_day_is_itself() -> None:
    assert YEAR_2026.next_working_day(date(2026, 11, 23)) == date(2026, 11, 23)


def test_the_next_working_day_passes_weekend_holiday_and_compensation() -> None:
    assert YEAR_2026.next_working_day(date(2026, 4, 25)) == date(2026, 4, 28)


def test_the_previous_working_day_may_be_a_make_up_saturday() -> None:
    assert YEAR_2026.previous_working_day(date(2026, 1, 11)) == date(2026, 1, 10)


def test_adding_working_days_counts_the_make_up_saturday() -> None:
    assert YEAR_2026.add_working_days(date(2026, 1, 8), 2) == date(2026, 1, 10)


def test_adding_no_working_day_stays_on_the_day() -> None:
    assert YEAR_2026.add_working_days(date(2026, 11, 21), 0) == date(2026, 11, 21)


def test_counting_back_leaves_out_days_off() -> None:
    assert YEAR_2026.add_working_days(date(2026, 1, 5), -1) == date(2025, 12, 31)


def test_days_between_leave_out_the_first_and_count_the_last() -> None:
    assert YEAR_2026.working_days_between(date(2026, 11, 23), date(2026, 11, 26)) == 3
    assert YEAR_2026.working_days_between(date(2026, 11, 26), date(2026, 11, 23)) == -3
    assert YEAR_2026.working_days_between(date(2026, 11, 20), date(2026, 11, 22)) == 0


def test_dates_are_confirmed_only_when_every_year_is() -> None:
    assert YEAR_2026.is_confirmed(date(2026, 12, 31))
    assert not YEAR_2026.is_confirmed(date(2026, 12, 31), date(2027, 1, 4))


def test_each_kind_says_its_name_and_only_make_up_days_are_worked() -> None:
    assert [str(kind.label) for kind in DayKind] == ["nghỉ lễ", "nghỉ bù", "nghỉ hoán đổi", "làm bù"]
    assert [kind for kind in DayKind if not kind.is_off] == [DayKind.MAKE_UP]


days = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@given(days, st.integers(1, 60))
def test_counting_forward_and_measuring_agree(start: date, n: int) -> None:
    end = YEAR_2026.add_working_days(start, n)
    assert YEAR_2026.is_working_day(end)
    assert YEAR_2026.working_days_between(start, end) == n


@given(days)
def test_rolling_lands_on_a_working_day_within_a_few_days(on: date) -> None:
    later, earlier = YEAR_2026.next_working_day(on), YEAR_2026.previous_working_day(on)
    assert earlier <= on <= later
    assert YEAR_2026.is_working_day(later)
    assert YEAR_2026.is_working_day(earlier)
    assert later - earlier <= timedelta(days=6)
