"""What holds for every limit, whatever its start, length, unit, extension, pauses and calendar."""

import re
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from inspections.rules.deadlines import DayUnit, Deadline, DeadlineRule, Pause, due_on
from inspections.rules.working_days import CalendarDay, DayKind, WorkCalendar
from tests.rules.test_deadline_cases import SHIPPED

YEARS = (2025, 2026, 2027, 2028)
A_DATE = re.compile(r"\d{2}/\d{2}/\d{4}")

starts = st.dates(date(2025, 1, 1), date(2027, 12, 31))
lengths = st.integers(1, 45)
extensions = st.integers(0, 10)
units = st.sampled_from(DayUnit)


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """The shipped calendar, or any other with special days thrown in, confirmed for any of the years."""
    if draw(st.booleans()):
        return SHIPPED
    kinds = draw(st.dictionaries(starts, st.sampled_from(DayKind), max_size=30))
    days = {on: CalendarDay(on, kind, "ngày thử", pending=draw(st.booleans())) for on, kind in kinds.items()}
    return WorkCalendar(days, draw(st.frozensets(st.sampled_from(YEARS))))


@st.composite
def pauses(draw: st.DrawFn, start: date) -> list[Pause]:
    """Up to three pauses around a start, before it, within the limit or after it, overlapping or not."""
    found = []
    for _place in range(draw(st.integers(0, 3))):
        first = start + timedelta(days=draw(st.integers(-10, 60)))
        found.append(Pause(first, first + timedelta(days=draw(st.integers(0, 20)))))
    return found


@st.composite
def limits(draw: st.DrawFn) -> tuple[Deadline, WorkCalendar]:
    """A limit and the calendar it was counted on."""
    calendar, start = draw(calendars()), draw(starts)
    deadline = due_on(
        rule(draw(lengths), draw(units)),
        start,
        calendar=calendar,
        pauses=draw(pauses(start)),
        extension_days=draw(extensions),
        pause_stops_clock=draw(st.booleans()),
    )
    return deadline, calendar


def rule(value: int, unit: DayUnit) -> DeadlineRule:
    return DeadlineRule("inspection.limit", value, unit, "NĐ 217/2025 Đ.13.2b", "Thời hạn kiểm tra")


def days_of(deadline: Deadline, calendar: WorkCalendar, until: date) -> list[date]:
    """The days after the start up to one day that the unit of the limit counts, paused or not."""
    after = (deadline.start_on + timedelta(days=n) for n in range(1, (until - deadline.start_on).days + 1))
    return [on for on in after if deadline.rule.unit is DayUnit.DAY or calendar.is_working_day(on)]


def dates_in(*sentences: str) -> set[date]:
    """The dates that sentences tell."""
    found = [text for sentence in sentences for text in A_DATE.findall(sentence)]
    return {datetime.strptime(text, "%d/%m/%Y").date() for text in found}


def is_paused(deadline: Deadline, on: date) -> bool:
    return any(pause.covers(on) for pause in deadline.stopping)


@given(limits())
def test_no_limit_ends_on_a_day_of_rest_or_a_paused_day(drawn: tuple[Deadline, WorkCalendar]) -> None:
    deadline, calendar = drawn
    assert calendar.is_working_day(deadline.end_on)
    assert not is_paused(deadline, deadline.end_on)
    assert deadline.start_on < deadline.nominal_end_on <= deadline.end_on


@given(limits())
def test_between_the_counted_end_and_the_rolled_one_nobody_works(
    drawn: tuple[Deadline, WorkCalendar],
) -> None:
    deadline, calendar = drawn
    for place in range((deadline.end_on - deadline.nominal_end_on).days):
        on = deadline.nominal_end_on + timedelta(days=place)
        assert not calendar.is_working_day(on) or is_paused(deadline, on)


@given(limits())
def test_a_limit_holds_exactly_its_days_its_extension_and_its_paused_days(
    drawn: tuple[Deadline, WorkCalendar],
) -> None:
    deadline, calendar = drawn
    days = days_of(deadline, calendar, deadline.nominal_end_on)
    paused = [on for on in days if is_paused(deadline, on)]
    assert deadline.paused_days == len(paused)
    assert len(days) == deadline.rule.value + deadline.extension_days + len(paused)


@given(limits())
def test_a_pause_moves_the_counted_end_by_exactly_the_paused_days_of_the_unit(
    drawn: tuple[Deadline, WorkCalendar],
) -> None:
    deadline, calendar = drawn
    plain = due_on(
        deadline.rule, deadline.start_on, calendar=calendar, extension_days=deadline.extension_days
    )
    between = days_of(plain, calendar, deadline.nominal_end_on)
    moved = [on for on in between if on > plain.nominal_end_on]
    assert len(moved) == deadline.paused_days


@given(limits(), st.integers(1, 10))
def test_an_extension_never_ends_a_limit_earlier(drawn: tuple[Deadline, WorkCalendar], more: int) -> None:
    deadline, calendar = drawn
    extended = due_on(
        deadline.rule,
        deadline.start_on,
        calendar=calendar,
        pauses=deadline.pauses,
        extension_days=deadline.extension_days + more,
        pause_stops_clock=deadline.pause_stops_clock,
    )
    assert extended.end_on >= deadline.end_on
    assert extended.nominal_end_on > deadline.nominal_end_on


@given(calendars(), starts, st.integers(0, 30), lengths, units, st.data())
def test_a_later_start_never_ends_earlier(
    calendar: WorkCalendar, start: date, later: int, value: int, unit: DayUnit, data: st.DataObject
) -> None:
    stood = data.draw(pauses(start))
    first = due_on(rule(value, unit), start, calendar=calendar, pauses=stood)
    second = due_on(rule(value, unit), start + timedelta(days=later), calendar=calendar, pauses=stood)
    assert first.end_on <= second.end_on


@given(calendars(), starts, lengths, extensions, st.data())
def test_a_limit_in_working_days_never_ends_before_the_same_limit_in_days(
    calendar: WorkCalendar, start: date, value: int, more: int, data: st.DataObject
) -> None:
    stood = data.draw(pauses(start))
    days, working = (
        due_on(rule(value, unit), start, calendar=calendar, pauses=stood, extension_days=more)
        for unit in (DayUnit.DAY, DayUnit.WORKING_DAY)
    )
    assert days.end_on <= working.end_on


@given(limits())
def test_a_limit_is_provisional_just_when_it_touches_a_year_nobody_confirmed(
    drawn: tuple[Deadline, WorkCalendar],
) -> None:
    deadline, calendar = drawn
    touched = {
        (deadline.start_on + timedelta(days=n)).year
        for n in range((deadline.end_on - deadline.start_on).days + 1)
    }
    assert deadline.provisional is bool(touched - calendar.confirmed_years)
    assert ("dự kiến" in deadline.sentence) is deadline.provisional


@given(limits())
def test_the_steps_tell_the_days_of_the_limit_and_no_other(drawn: tuple[Deadline, WorkCalendar]) -> None:
    deadline, calendar = drawn
    told = dates_in(*deadline.steps)
    ends = {deadline.start_on, deadline.nominal_end_on, deadline.end_on}
    stood = {on for pause in deadline.pauses for on in (pause.from_on, pause.until_on)}
    awaited = {day.on for day in calendar.awaited_days} | {deadline.awaited_end_on}
    rolled = calendar.special_day(deadline.nominal_end_on)
    named = dates_in(rolled.name) if rolled else set()
    assert ends <= told <= ends | stood | awaited | named
    assert f"{deadline.end_on:%d/%m/%Y}" in deadline.sentence


@given(limits())
def test_what_is_awaited_is_told_just_when_it_would_move_the_end(
    drawn: tuple[Deadline, WorkCalendar],
) -> None:
    deadline, calendar = drawn
    if deadline.awaited_end_on is not None:
        assert deadline.awaited_end_on != deadline.end_on
        assert calendar.with_awaited_days().is_working_day(deadline.awaited_end_on)
        assert any("nếu được quy định" in step for step in deadline.steps)
