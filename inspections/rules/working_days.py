"""Working days of State bodies: Monday to Friday, less holidays and days off, plus make-up Saturdays.

Source: Bộ luật Lao động Điều 111 khoản 3 (compensation), Điều 112 (holidays; the Prime Minister decides the
Tết and Quốc khánh days each year). Tết is never computed here: its days off are data of a yearly notice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class DayKind(StrEnum):
    """Why a day differs from its weekday."""

    HOLIDAY = "holiday"
    COMPENSATORY = "compensatory"
    SWAPPED_OFF = "swapped_off"
    MAKE_UP = "make_up"

    @property
    def label(self) -> "StrPromise":
        """The word of the working calendar."""
        return _LABELS[self]

    @property
    def is_off(self) -> bool:
        """Only a make-up day is worked; the other three are days off."""
        return self is not DayKind.MAKE_UP


_LABELS: dict[DayKind, "StrPromise"] = {
    DayKind.HOLIDAY: _("nghỉ lễ"),
    DayKind.COMPENSATORY: _("nghỉ bù"),
    DayKind.SWAPPED_OFF: _("nghỉ hoán đổi"),
    DayKind.MAKE_UP: _("làm bù"),
}


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A special day; while `pending` its legal basis is not in force and it changes nothing."""

    on: date
    kind: DayKind
    name: str
    legal_basis: str = ""
    pending: bool = False


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The special days of some years, and which years a person has confirmed from the yearly notice."""

    days: Mapping[date, CalendarDay]
    confirmed_years: frozenset[int]

    def special_day(self, on: date) -> CalendarDay | None:
        """Return the special day that is in force on this date; a pending day is none."""
        day = self.days.get(on)
        return None if day is None or day.pending else day

    @property
    def awaited_days(self) -> tuple[CalendarDay, ...]:
        """Days off that some source announces and no act in force orders yet (24/11, Nghị quyết 80-NQ/TW)."""
        return tuple(day for day in self.days.values() if day.pending and day.kind.is_off)

    def with_awaited_days(self) -> "WorkCalendar":
        """Return the same calendar as if what is awaited were in force."""
        awaited = {day.on: replace(day, pending=False) for day in self.awaited_days}
        return WorkCalendar({**self.days, **awaited}, self.confirmed_years)

    def is_working_day(self, on: date) -> bool:
        """A special day says so itself; any other day is worked from Monday to Friday."""
        day = self.special_day(on)
        return on.weekday() < SATURDAY if day is None else not day.kind.is_off

    def next_working_day(self, on: date) -> date:
        """Return `on` if it is worked, else the first working day after it (Bộ luật Dân sự Đ.148.5)."""
        while not self.is_working_day(on):
            on += ONE_DAY
        return on

    def previous_working_day(self, on: date) -> date:
        """Return `on` if it is worked, else the last working day before it."""
        while not self.is_working_day(on):
            on -= ONE_DAY
        return on

    def add_working_days(self, start: date, n: int) -> date:
        """Return the n-th working day after `start`, which is not counted; a negative n counts backward."""
        step = ONE_DAY if n > 0 else -ONE_DAY
        left = abs(n)
        while left:
            start += step
            left -= self.is_working_day(start)
        return start

    def working_days_between(self, a: date, b: date) -> int:
        """Count the working days after `a` up to and including `b`; negative when `b` lies before `a`."""
        if b < a:
            return -self.working_days_between(b, a)
        return sum(self.is_working_day(a + timedelta(days=n)) for n in range(1, (b - a).days + 1))

    def is_confirmed(self, *dates: date) -> bool:
        """Say whether the calendar of every one of these dates' years was confirmed."""
        return all(on.year in self.confirmed_years for on in dates)
