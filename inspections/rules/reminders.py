"""On which day a person is reminded of what is due: counted in working days before and after the due day.

The offsets are an internal rule (`reminder.offsets`), kept as data: "-2, 0, 1" is two working days before the due
day, on it, and one working day after it.
"""

import re
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from inspections.rules.deadlines import time_left
from inspections.rules.working_days import WorkCalendar

OFFSETS_KEY = "reminder.offsets"
_NUMBERS = re.compile(r"[+-]?\d+")


def offsets_of(value: str) -> tuple[int, ...]:
    """Read the setting: whole numbers in any order, each once, from the earliest to the latest."""
    return tuple(sorted({int(number) for number in _NUMBERS.findall(value.replace("−", "-"))}))


def reminder_day(due_on: date, offset: int, calendar: WorkCalendar) -> date:
    """The working day of one reminder; the reminder "on the day" of a due day off comes on the day worked before it."""
    return calendar.add_working_days(due_on, offset) if offset else calendar.previous_working_day(due_on)


def reminder_due(
    due_on: date, *, asked_on: date, today: date, offsets: Iterable[int], calendar: WorkCalendar
) -> int | None:
    """The latest reminder whose day has come; none on a day off, and none for what was only just asked.

    A reminder that a standing machine missed is made up for by the next one that runs, never by two at once.
    """
    if not calendar.is_working_day(today):
        return None
    come = [offset for offset in offsets if asked_on < reminder_day(due_on, offset, calendar) <= today]
    return max(come, default=None)


def reminder_of(what: str, case_code: str, due_on: date, *, today: date, calendar: WorkCalendar) -> str:
    """One line of a digest: the ask, the case's code, how much time is left; never a finding or a source."""
    return _("%(what)s · hồ sơ %(code)s · %(left)s") % {
        "what": what,
        "code": case_code,
        "left": time_left(due_on, today, calendar).text,
    }
