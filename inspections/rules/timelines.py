"""The days of one limit laid out week by week: what is counted, what is not, and the days that matter.

It shows what `deadlines` counted (Bộ luật Dân sự Điều 147, 148) and decides nothing of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from inspections.rules.deadlines import DayUnit, Deadline, Pause, original_end
from inspections.rules.working_days import WorkCalendar

DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Mark:
    """A day that matters and why, in words: the table beside the picture."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """One day: its number in the count (none when it is not counted), whether it is worked, paused or outside."""

    on: date
    number: int | None
    is_rest: bool
    day_name: str
    is_paused: bool
    is_outside: bool
    is_start: bool
    is_end: bool
    marks: tuple[str, ...]

    @property
    def look(self) -> str:
        """The one look of the day, from the strongest reason to the weakest; words say the same beside it."""
        if self.is_outside:
            return "outside"
        if self.is_start:
            return "start"
        if self.is_end:
            return "end"
        if self.is_paused:
            return "paused"
        return "rest" if self.is_rest else "counted"


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from Monday; or, without days, weeks that were paused from one day to another."""

    days: tuple[TimelineDay, ...]
    paused_from: date
    paused_until: date

    @property
    def sentence(self) -> str:
        """What a row of paused weeks says."""
        return _("Tạm dừng cả tuần từ ngày %(from_on)s đến hết ngày %(until_on)s.") % {
            "from_on": f"{self.paused_from:%d/%m/%Y}",
            "until_on": f"{self.paused_until:%d/%m/%Y}",
        }


@dataclass(frozen=True, slots=True)
class Timeline:
    """Weeks to look at and the same in a list of days."""

    weeks: tuple[Week, ...]
    marks: tuple[Mark, ...]


def timeline_of(deadline: Deadline, calendar: WorkCalendar) -> Timeline:
    """Lay out a counted limit: day 0, every counted day, pauses, original end, extended end, rolled end."""
    marks = [Mark(deadline.start_on, _("Ngày bắt đầu, không tính"))]
    if deadline.extension_days:
        original = original_end(deadline, calendar)
        marks.append(Mark(original.nominal_end_on, _("Đủ thời hạn ban đầu")))
        marks.append(Mark(deadline.nominal_end_on, _("Đủ thời hạn đã gia hạn")))
    else:
        marks.append(Mark(deadline.nominal_end_on, _("Đếm đủ thời hạn")))
    marks.append(Mark(deadline.end_on, _("Hết thời hạn")))
    unit, stopping = deadline.rule.unit, deadline.stopping
    days = list(
        _days(deadline.start_on, deadline.nominal_end_on, deadline.end_on, unit, stopping, calendar, marks)
    )
    return Timeline(tuple(_weeks(days)), tuple(marks))


def timeline_between(start_on: date, end_on: date, calendar: WorkCalendar, start: str, end: str) -> Timeline:
    """Lay out a day that a person fixed: the working days from one day to the other."""
    marks = [Mark(start_on, start), Mark(end_on, end)]
    days = list(_days(start_on, end_on, end_on, DayUnit.WORKING_DAY, (), calendar, marks))
    return Timeline(tuple(_weeks(days)), tuple(marks))


def timeline_before(
    last_on: date, event_on: date, unit: DayUnit, calendar: WorkCalendar, last: str, event: str
) -> Timeline:
    """Lay out "at least so many days before": counted back from the event, which is day 0, to the last day to act."""
    marks = [Mark(last_on, last), Mark(event_on, event)]
    days = list(_days(last_on, event_on, event_on, unit, (), calendar, marks))
    back = [
        day.on for day in days if last_on <= day.on < event_on and (unit is DayUnit.DAY or not day.is_rest)
    ]
    numbers = {on: place for place, on in enumerate(reversed(back), start=1)}
    turned = [
        replace(day, number=numbers.get(day.on), is_start=day.on == event_on, is_end=day.on == last_on)
        for day in days
    ]
    return Timeline(tuple(_weeks(turned)), tuple(marks))


def _days(
    start_on: date,
    counted_until: date,
    end_on: date,
    unit: DayUnit,
    stopping: Sequence[Pause],
    calendar: WorkCalendar,
    marks: Iterable[Mark],
) -> Iterator[TimelineDay]:
    words: dict[date, tuple[str, ...]] = {}
    for mark in marks:
        words[mark.on] = (*words.get(mark.on, ()), mark.text)
    first = start_on - timedelta(days=start_on.weekday())
    last = end_on + timedelta(days=DAYS_OF_A_WEEK - 1 - end_on.weekday())
    number = 0
    for place in range((last - first).days + 1):
        on = first + timedelta(days=place)
        paused = start_on < on <= end_on and any(pause.covers(on) for pause in stopping)
        worked = calendar.is_working_day(on)
        counts = start_on < on <= counted_until and not paused and (worked or unit is DayUnit.DAY)
        number += counts
        special = calendar.special_day(on)
        yield TimelineDay(
            on=on,
            number=number if counts else None,
            is_rest=not worked,
            day_name=special.name if special else "",
            is_paused=paused,
            is_outside=not start_on <= on <= end_on,
            is_start=on == start_on,
            is_end=on == end_on,
            marks=words.get(on, ()),
        )


def _weeks(days: Sequence[TimelineDay]) -> Iterator[Week]:
    """Weeks that were paused from Monday to Sunday stand together in one row."""
    paused: list[TimelineDay] = []
    for place in range(0, len(days), DAYS_OF_A_WEEK):
        week = tuple(days[place : place + DAYS_OF_A_WEEK])
        if all(day.is_paused and not day.marks for day in week):
            paused += week
            continue
        if paused:
            yield Week((), paused[0].on, paused[-1].on)
            paused = []
        yield Week(week, week[0].on, week[-1].on)
