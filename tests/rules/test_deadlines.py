"""Counting of limits (Bộ luật Dân sự Điều 147, 148; Nghị định 217/2025/NĐ-CP Điều 13), worked by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.rules.deadlines import (
    DayUnit,
    Deadline,
    DeadlineRule,
    Pause,
    due_on,
    last_day_before,
    latest_start_before,
    time_left,
)
from inspections.rules.working_days import CalendarDay, DayKind, WorkCalendar

OFF = {
    date(2025, 9, 1): DayKind.HOLIDAY,
    date(2025, 9, 2): DayKind.HOLIDAY,
    date(2026, 1, 1): DayKind.HOLIDAY,
    date(2026, 1, 2): DayKind.SWAPPED_OFF,
    date(2026, 1, 10): DayKind.MAKE_UP,
    **{date(2026, 2, day): DayKind.HOLIDAY for day in range(16, 21)},
    date(2026, 4, 26): DayKind.HOLIDAY,
    date(2026, 4, 27): DayKind.COMPENSATORY,
    date(2026, 4, 30): DayKind.HOLIDAY,
    date(2026, 5, 1): DayKind.HOLIDAY,
    date(2026, 8, 22): DayKind.MAKE_UP,
    date(2026, 8, 31): DayKind.SWAPPED_OFF,
    date(2026, 9, 1): DayKind.HOLIDAY,
    date(2026, 9, 2): DayKind.HOLIDAY,
    date(2027, 1, 1): DayKind.HOLIDAY,
}


def calendar(*more: date) -> WorkCalendar:
    kinds = OFF | dict.fromkeys(more, DayKind.HOLIDAY)
    return WorkCalendar(
        {on: CalendarDay(on, kind, "ngày thử") for on, kind in kinds.items()}, frozenset({2025, 2026})
    )


CALENDAR = calendar()
CULTURE_DAY = date(2026, 11, 24)


def limit(value: int = 10, unit: DayUnit = DayUnit.DAY) -> DeadlineRule:
    return DeadlineRule("inspection.limit", value, unit, "NĐ 217/2025 Đ.13.2b", "Thời hạn kiểm tra")


def end(start: date, value: int, unit: DayUnit, **more: object) -> date:
    return due_on(limit(value, unit), start, calendar=CALENDAR, **more).end_on  # type: ignore[arg-type]


DAY, WORKING = DayUnit.DAY, DayUnit.WORKING_DAY


def test_ten_days_from_12_november_2026_end_on_a_sunday_and_roll_to_monday() -> None:
    deadline = due_on(limit(), date(2026, 11, 12), calendar=CALENDAR)
    assert deadline.nominal_end_on == date(2026, 11, 22)
    assert deadline.end_on == date(2026, 11, 23)


def test_ten_working_days_from_12_november_2026_end_on_thursday_26() -> None:
    assert due_on(limit(unit=WORKING), date(2026, 11, 12), calendar=CALENDAR).end_on == date(2026, 11, 26)


def test_ten_working_days_end_on_friday_27_if_culture_day_is_a_holiday() -> None:
    deadline = due_on(limit(unit=WORKING), date(2026, 11, 12), calendar=calendar(CULTURE_DAY))
    assert deadline.end_on == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("start", "value", "unit", "expected"),
    [
        (date(2026, 11, 12), 1, DAY, date(2026, 11, 13)),
        (date(2026, 11, 13), 1, DAY, date(2026, 11, 16)),
        (date(2026, 11, 13), 1, WORKING, date(2026, 11, 16)),
        (date(2026, 11, 14), 5, WORKING, date(2026, 11, 20)),
        (date(2026, 11, 2), 10, DAY, date(2026, 11, 12)),
        (date(2026, 11, 2), 10, WORKING, date(2026, 11, 16)),
        (date(2026, 4, 16), 10, DAY, date(2026, 4, 28)),
        (date(2026, 4, 24), 3, WORKING, date(2026, 5, 4)),
        (date(2026, 4, 21), 10, DAY, date(2026, 5, 4)),
        (date(2026, 2, 6), 10, DAY, date(2026, 2, 23)),
        (date(2026, 2, 6), 10, WORKING, date(2026, 2, 27)),
        (date(2026, 8, 21), 1, DAY, date(2026, 8, 22)),
        (date(2026, 8, 20), 2, WORKING, date(2026, 8, 22)),
        (date(2026, 8, 21), 10, DAY, date(2026, 9, 3)),
        (date(2025, 8, 22), 10, DAY, date(2025, 9, 3)),
        (date(2025, 12, 31), 1, DAY, date(2026, 1, 5)),
        (date(2025, 12, 31), 5, WORKING, date(2026, 1, 9)),
        (date(2025, 12, 31), 6, WORKING, date(2026, 1, 10)),
        (date(2026, 11, 20), 0, DAY, date(2026, 11, 20)),
        (date(2026, 11, 21), 0, DAY, date(2026, 11, 23)),
        (date(2028, 2, 25), 4, DAY, date(2028, 2, 29)),
        (date(2026, 12, 28), 10, DAY, date(2027, 1, 7)),
    ],
)
def test_a_limit_ends_on_the_day_worked_out_by_hand(
    start: date, value: int, unit: DayUnit, expected: date
) -> None:
    assert end(start, value, unit) == expected


def test_an_extension_adds_to_the_original_end_before_the_roll_over() -> None:
    deadline = due_on(limit(), date(2026, 11, 12), calendar=CALENDAR, extension_days=5)
    assert deadline.nominal_end_on == date(2026, 11, 27)
    assert deadline.end_on == date(2026, 11, 27)


def test_an_extension_in_working_days_adds_working_days() -> None:
    assert end(date(2026, 11, 12), 10, WORKING, extension_days=5) == date(2026, 12, 3)


def test_a_pause_adds_exactly_its_days() -> None:
    pause = Pause(date(2026, 11, 16), date(2026, 11, 18))
    deadline = due_on(limit(), date(2026, 11, 12), calendar=CALENDAR, pauses=[pause])
    assert deadline.nominal_end_on == date(2026, 11, 25)
    assert deadline.paused_days == 3


def test_a_pause_over_a_weekend_adds_only_its_working_days_to_a_limit_in_working_days() -> None:
    pause = Pause(date(2026, 11, 20), date(2026, 11, 23))
    assert end(date(2026, 11, 12), 10, WORKING, pauses=[pause]) == date(2026, 11, 30)


def test_a_pause_changes_nothing_where_the_setting_lets_the_clock_run_and_says_so() -> None:
    deadline = due_on(
        limit(),
        date(2026, 11, 12),
        calendar=CALENDAR,
        pauses=[Pause(date(2026, 11, 16), date(2026, 11, 18))],
        pause_stops_clock=False,
    )
    assert deadline.end_on == date(2026, 11, 23)
    assert "Thời gian tạm dừng vẫn tính vào thời hạn." in deadline.steps


def test_two_pauses_that_overlap_count_each_day_once() -> None:
    pauses = [Pause(date(2026, 11, 16), date(2026, 11, 18)), Pause(date(2026, 11, 18), date(2026, 11, 19))]
    assert due_on(limit(), date(2026, 11, 12), calendar=CALENDAR, pauses=pauses).paused_days == 4


def test_a_pause_on_the_day_reached_by_roll_over_moves_the_end_past_it() -> None:
    pause = Pause(date(2026, 11, 23), date(2026, 11, 24))
    assert end(date(2026, 11, 12), 10, DAY, pauses=[pause]) == date(2026, 11, 25)


def test_a_pause_before_the_start_or_after_the_end_adds_nothing() -> None:
    pauses = [Pause(date(2026, 11, 2), date(2026, 11, 12)), Pause(date(2026, 12, 7), date(2026, 12, 9))]
    assert end(date(2026, 11, 12), 10, DAY, pauses=pauses) == date(2026, 11, 23)


def test_extension_and_pause_add_up() -> None:
    pause = Pause(date(2026, 11, 16), date(2026, 11, 18))
    assert end(date(2026, 11, 12), 10, DAY, pauses=[pause], extension_days=5) == date(2026, 11, 30)


def test_a_pause_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="tạm dừng"):
        Pause(date(2026, 11, 18), date(2026, 11, 16))


def test_a_negative_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="không được âm"):
        due_on(limit(-1), date(2026, 11, 12), calendar=CALENDAR)


def test_the_sentence_names_length_first_day_end_and_source() -> None:
    assert due_on(limit(), date(2026, 11, 12), calendar=CALENDAR).sentence == (
        "Thời hạn kiểm tra: 10 ngày, không tính ngày 12/11/2026, đến hết ngày 23/11/2026, "
        "theo NĐ 217/2025 Đ.13.2b."
    )


def test_the_sentence_tells_extension_pause_and_that_an_unconfirmed_year_is_provisional() -> None:
    pause = Pause(date(2026, 12, 28), date(2026, 12, 29))
    deadline = due_on(limit(), date(2026, 12, 24), calendar=CALENDAR, pauses=[pause], extension_days=5)
    assert deadline.provisional
    assert deadline.sentence == (
        "Thời hạn kiểm tra: 10 ngày, gia hạn 5 ngày, cộng 2 ngày tạm dừng, không tính ngày 24/12/2026, "
        "đến hết ngày 11/01/2027 (dự kiến, lịch làm việc chưa được xác nhận), theo NĐ 217/2025 Đ.13.2b."
    )


def test_an_internal_rule_is_named_in_words_and_never_passed_off_as_law() -> None:
    rule = DeadlineRule("inspection.explanation", 3, WORKING, "[P] nội bộ", "Đơn vị giải trình")
    sentence = due_on(rule, date(2026, 11, 16), calendar=CALENDAR).sentence
    assert sentence == (
        "Đơn vị giải trình: 3 ngày làm việc, không tính ngày 16/11/2026, đến hết ngày 19/11/2026, "
        "theo quy định nội bộ."
    )


def test_the_steps_explain_the_roll_over_with_weekdays() -> None:
    assert due_on(limit(), date(2026, 11, 12), calendar=CALENDAR).steps == (
        "Ngày 12/11/2026 (thứ Năm) không tính; đếm từ ngày liền sau.",
        "Thời hạn 10 ngày, theo NĐ 217/2025 Đ.13.2b.",
        "Đếm đủ vào ngày 22/11/2026 (Chủ nhật).",
        "Ngày đó không làm việc nên thời hạn đến hết ngày làm việc tiếp theo: 23/11/2026 (thứ Hai).",
    )


@pytest.mark.parametrize(
    ("days", "before_on", "unit", "expected"),
    [
        (5, date(2026, 11, 27), WORKING, date(2026, 11, 20)),
        (5, date(2026, 11, 27), DAY, date(2026, 11, 20)),
        (7, date(2026, 11, 29), DAY, date(2026, 11, 20)),
        (1, date(2026, 1, 5), WORKING, date(2025, 12, 31)),
        (9, date(2026, 5, 10), DAY, date(2026, 4, 29)),
        (0, date(2026, 11, 22), DAY, date(2026, 11, 20)),
    ],
)
def test_at_least_n_days_before_falls_on_a_working_day_never_later(
    days: int, before_on: date, unit: DayUnit, expected: date
) -> None:
    assert latest_start_before(days, before_on, unit, CALENDAR) == expected


def test_before_25_december_means_24_december_at_the_latest() -> None:
    assert last_day_before(date(2026, 12, 25)) == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("due", "state", "text"),
    [
        (date(2026, 11, 26), "calm", "còn 3 ngày làm việc · 26/11"),
        (date(2026, 11, 25), "soon", "còn 2 ngày làm việc · 25/11"),
        (date(2026, 11, 23), "soon", "hôm nay · 23/11"),
        (date(2026, 11, 18), "late", "quá hạn 3 ngày làm việc · 18/11"),
    ],
)
def test_time_left_is_told_in_working_days(due: date, state: str, text: str) -> None:
    left = time_left(due, date(2026, 11, 23), CALENDAR)
    assert (left.state, left.text) == (state, text)


def test_a_due_day_of_another_year_is_told_with_its_year() -> None:
    left = time_left(date(2025, 12, 31), date(2026, 1, 6), CALENDAR)
    assert left.text == "quá hạn 2 ngày làm việc · 31/12/2025"


def test_time_left_over_a_weekend_is_told_in_days_not_as_zero() -> None:
    assert time_left(date(2026, 11, 21), date(2026, 11, 20), CALENDAR).text == "còn 1 ngày · 21/11"
    assert time_left(date(2026, 11, 20), date(2026, 11, 21), CALENDAR).text == "quá hạn 1 ngày · 20/11"


starts = st.dates(date(2025, 1, 1), date(2027, 6, 30))
lengths = st.integers(1, 40)
units = st.sampled_from(DayUnit)


def counted(deadline: Deadline) -> int:
    if deadline.rule.unit is DAY:
        return (deadline.nominal_end_on - deadline.start_on).days
    return CALENDAR.working_days_between(deadline.start_on, deadline.nominal_end_on)


@given(starts, lengths, units, st.integers(0, 10))
def test_every_limit_holds_exactly_its_days_and_ends_on_a_working_day(
    start: date, value: int, unit: DayUnit, extension: int
) -> None:
    deadline = due_on(limit(value, unit), start, calendar=CALENDAR, extension_days=extension)
    assert counted(deadline) == value + extension
    assert deadline.nominal_end_on <= deadline.end_on
    assert CALENDAR.is_working_day(deadline.end_on)


@given(starts, lengths, st.integers(1, 15), st.data())
def test_a_pause_within_the_limit_moves_the_counted_end_by_its_length(
    start: date, value: int, length: int, data: st.DataObject
) -> None:
    first = start + timedelta(days=data.draw(st.integers(1, value)))
    pause = Pause(first, first + timedelta(days=length - 1))
    plain = due_on(limit(value), start, calendar=CALENDAR)
    paused = due_on(limit(value), start, calendar=CALENDAR, pauses=[pause])
    assert paused.nominal_end_on == plain.nominal_end_on + timedelta(days=length)


@given(starts, lengths, units)
def test_a_longer_limit_never_ends_earlier(start: date, value: int, unit: DayUnit) -> None:
    assert end(start, value, unit) <= end(start, value + 1, unit)


@given(starts, lengths, units)
def test_acting_on_the_latest_start_leaves_at_least_the_days_asked(
    before_on: date, days: int, unit: DayUnit
) -> None:
    start = latest_start_before(days, before_on, unit, CALENDAR)
    assert CALENDAR.is_working_day(start)
    assert (before_on - start).days >= days
    if unit is WORKING:
        day = timedelta(days=1)
        assert CALENDAR.working_days_between(start - day, before_on - day) == days
