"""The picture of a limit says what the count says: every day in its week, with its number or the reason it has none."""

from datetime import date, timedelta

from hypothesis import given

from inspections.rules.deadlines import DayUnit, Deadline, Pause, due_on
from inspections.rules.timelines import TimelineDay, timeline_before, timeline_between, timeline_of
from inspections.rules.working_days import WorkCalendar
from tests.rules.test_deadline_cases import SHIPPED
from tests.rules.test_deadline_properties import limits, rule


def days_of(deadline: Deadline, calendar: WorkCalendar = SHIPPED) -> dict[date, TimelineDay]:
    return {day.on: day for week in timeline_of(deadline, calendar).weeks for day in week.days}


def limit(start: date, unit: DayUnit = DayUnit.DAY, extension: int = 0, *pauses: Pause) -> Deadline:
    return due_on(rule(10, unit), start, calendar=SHIPPED, pauses=pauses, extension_days=extension)


def test_weeks_run_from_monday_to_sunday_around_the_limit() -> None:
    weeks = timeline_of(limit(date(2026, 11, 12)), SHIPPED).weeks
    assert [(week.days[0].on, week.days[-1].on) for week in weeks] == [
        (date(2026, 11, 9), date(2026, 11, 15)),
        (date(2026, 11, 16), date(2026, 11, 22)),
        (date(2026, 11, 23), date(2026, 11, 29)),
    ]


def test_every_day_has_its_number_the_first_none_and_the_rolled_end_none() -> None:
    days = days_of(limit(date(2026, 11, 12)))
    assert days[date(2026, 11, 12)].look == "start"
    assert [days[date(2026, 11, 12) + timedelta(days=n)].number for n in range(12)] == [
        None,
        *range(1, 11),
        None,
    ]
    assert days[date(2026, 11, 22)].look == "rest"
    assert days[date(2026, 11, 23)].look == "end"
    assert days[date(2026, 11, 24)].look == "outside"


def test_in_working_days_a_day_off_has_no_number_and_a_make_up_saturday_has_one() -> None:
    days = days_of(limit(date(2026, 8, 20), DayUnit.WORKING_DAY))
    assert days[date(2026, 8, 22)].number == 2
    assert days[date(2026, 8, 22)].day_name == "Làm bù cho ngày 31/8/2026"
    assert days[date(2026, 8, 23)].number is None
    assert days[date(2026, 9, 2)].day_name == "Quốc khánh"


def test_the_marks_name_original_end_extended_end_and_rolled_end() -> None:
    marks = timeline_of(limit(date(2026, 11, 13), DayUnit.DAY, 5), SHIPPED).marks
    assert [(f"{mark.on:%d/%m}", mark.text) for mark in marks] == [
        ("13/11", "Ngày bắt đầu, không tính"),
        ("23/11", "Đủ thời hạn ban đầu"),
        ("28/11", "Đủ thời hạn đã gia hạn"),
        ("30/11", "Hết thời hạn"),
    ]


def test_paused_days_are_shown_as_such_without_a_number() -> None:
    days = days_of(limit(date(2026, 11, 12), DayUnit.DAY, 0, Pause(date(2026, 11, 16), date(2026, 11, 18))))
    assert [days[date(2026, 11, n)].look for n in (15, 16, 18, 19)] == ["rest", "paused", "paused", "counted"]
    assert [days[date(2026, 11, n)].number for n in (15, 16, 18, 19)] == [3, None, None, 4]


def test_a_pause_that_does_not_stop_the_clock_is_not_shown_as_one() -> None:
    pause = Pause(date(2026, 11, 16), date(2026, 11, 18))
    deadline = due_on(
        rule(10, DayUnit.DAY), date(2026, 11, 12), calendar=SHIPPED, pauses=[pause], pause_stops_clock=False
    )
    assert days_of(deadline)[date(2026, 11, 17)].number == 5


def test_months_of_pause_take_one_row() -> None:
    deadline = limit(date(2026, 3, 4), DayUnit.DAY, 0, Pause(date(2026, 3, 6), date(2026, 8, 12)))
    weeks = timeline_of(deadline, SHIPPED).weeks
    together = [week for week in weeks if not week.days]
    assert [week.sentence for week in together] == [
        "Tạm dừng cả tuần từ ngày 09/03/2026 đến hết ngày 09/08/2026."
    ]
    assert len(weeks) == 4


def test_a_day_that_a_person_fixed_is_laid_out_in_working_days() -> None:
    timeline = timeline_between(date(2026, 11, 20), date(2026, 11, 25), SHIPPED, "Ngày gửi", "Hết thời hạn")
    days = {day.on: day for week in timeline.weeks for day in week.days}
    assert [days[date(2026, 11, n)].number for n in range(20, 26)] == [None, None, None, 1, 2, 3]
    assert [mark.text for mark in timeline.marks] == ["Ngày gửi", "Hết thời hạn"]


def test_days_before_an_event_are_counted_back_from_it() -> None:
    timeline = timeline_before(
        date(2026, 11, 5), date(2026, 11, 12), DayUnit.WORKING_DAY, SHIPPED, "Chậm nhất", "Buổi làm việc"
    )
    days = {day.on: day for week in timeline.weeks for day in week.days}
    assert [days[date(2026, 11, n)].number for n in range(5, 13)] == [5, 4, None, None, 3, 2, 1, None]
    assert (days[date(2026, 11, 5)].look, days[date(2026, 11, 12)].look) == ("end", "start")


@given(limits())
def test_the_last_number_is_the_length_of_the_limit_and_stands_on_the_counted_end(
    drawn: tuple[Deadline, WorkCalendar],
) -> None:
    deadline, calendar = drawn
    days = days_of(deadline, calendar)
    assert days[deadline.nominal_end_on].number == deadline.rule.value + deadline.extension_days
    numbers = [day.number for day in days.values() if day.number]
    assert numbers == sorted(set(numbers))
    assert [day.on for day in days.values() if day.is_end] == [deadline.end_on]
    told = {mark.on for mark in timeline_of(deadline, calendar).marks}
    assert {deadline.start_on, deadline.nominal_end_on, deadline.end_on} <= told
