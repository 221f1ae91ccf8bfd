"""How long inspections take, from the days of their own records: announcement, minutes, result, remedy (domain 15).

A stretch belongs to the year in which it ended. The day it began is not counted, as everywhere in the product.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median


class Stretch(StrEnum):
    """The three stretches that are measured."""

    TO_MINUTES = "minutes"
    TO_RESULT = "result"
    TO_REMEDY = "remedy"


@dataclass(frozen=True, slots=True)
class Course:
    """The days of one inspected party; what has not happened is not there."""

    party_id: int
    name: str
    announced_on: date | None
    minutes_on: date | None
    result_on: date | None
    remedied_on: date | None

    def ends(self, stretch: Stretch) -> tuple[date | None, date | None]:
        """Between which days a stretch runs."""
        return {
            Stretch.TO_MINUTES: (self.announced_on, self.minutes_on),
            Stretch.TO_RESULT: (self.minutes_on, self.result_on),
            Stretch.TO_REMEDY: (self.result_on, self.remedied_on),
        }[stretch]

    def days(self, stretch: Stretch, year: int) -> int | None:
        """How many days it took, if it ended in the year."""
        first, last = self.ends(stretch)
        if first is None or last is None or last.year != year or last < first:
            return None
        return (last - first).days


@dataclass(frozen=True, slots=True)
class Measured:
    """A stretch over a year: how many, the median, the longest and whose it was."""

    stretch: Stretch
    n: int
    median: float | None = None
    longest: int | None = None
    course: Course | None = None


def measured(courses: Iterable[Course], year: int) -> list[Measured]:
    """Each stretch over the parties in which it ended in the year."""
    rows = list(courses)
    return [_measured(rows, stretch, year) for stretch in Stretch]


def _measured(courses: list[Course], stretch: Stretch, year: int) -> Measured:
    taken = [(days, course) for course in courses if (days := course.days(stretch, year)) is not None]
    if not taken:
        return Measured(stretch, 0)
    longest, course = max(taken, key=lambda row: row[0])
    return Measured(stretch, len(taken), median(days for days, _course in taken), longest, course)
