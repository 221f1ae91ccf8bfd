"""Periods of the figure: years and quarters of the reports, and of the calendar (domain 15 «Freeze»; practice.md 6).

Source: Nghị định 09/2019/NĐ-CP Điều 12: data of a yearly report are taken from 15/12 of the year before to 14/12, of a
quarterly one to the 14th of its last month. The closing day is a setting (``report.year_close``), not code.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from inspections.enums import PeriodKind
from inspections.rules.working_days import ONE_DAY

YEAR_CLOSE_KEY, FAMILY_KEY = "report.year_close", "report.figure_periods"
REPORT, CALENDAR = "report", "calendar"
FAMILIES: dict[str, tuple[PeriodKind, PeriodKind]] = {
    REPORT: (PeriodKind.REPORT_YEAR, PeriodKind.REPORT_QUARTER),
    CALENDAR: (PeriodKind.CALENDAR_YEAR, PeriodKind.CALENDAR_QUARTER),
}
YEARS = frozenset({PeriodKind.REPORT_YEAR, PeriodKind.CALENDAR_YEAR})
QUARTERS = (1, 2, 3, 4)
WHOLE_YEAR = 0
FIRST_YEAR, LAST_YEAR = 2000, 2199
_CODE = re.compile(r"(BC)?([0-9]{4})(?:-Q([1-4]))?")


@dataclass(frozen=True, slots=True)
class Close:
    """The last day of a reporting year."""

    day: int = 14
    month: int = 12

    @classmethod
    def of(cls, text: str) -> "Close":
        """«14/12» as the setting says it."""
        day, _slash, month = text.partition("/")
        return cls(int(day), int(month))


DECEMBER_31 = Close(31, 12)


@dataclass(frozen=True, slots=True)
class FigurePeriod:
    """One period; ``number`` is the quarter, 0 the whole year."""

    kind: PeriodKind
    year: int
    number: int
    first: date
    last: date

    @property
    def code(self) -> str:
        """«BC2026», «BC2026-Q4»; of the calendar without BC."""
        mark = "BC" if self.kind in FAMILIES[REPORT] else ""
        return f"{mark}{self.year}" + (f"-Q{self.number}" if self.number else "")

    def words(self) -> str:
        """«Năm 2026 (từ 15/12/2025 đến hết 14/12/2026)»."""
        values = {"n": self.number, "year": self.year, "first": _day(self.first), "last": _day(self.last)}
        if self.number:
            return _("Quý %(n)s năm %(year)s (từ %(first)s đến hết %(last)s)") % values
        return _("Năm %(year)s (từ %(first)s đến hết %(last)s)") % values

    def name(self) -> str:
        """«Quý 4 năm 2026», «Năm 2026»."""
        words = _("Quý %(n)s năm %(year)s") if self.number else _("Năm %(year)s")
        return words % {"n": self.number, "year": self.year}


def period(kind: PeriodKind, year: int, number: int, close: Close) -> FigurePeriod:
    """One period of a kind; the year has number 0, a quarter 1 to 4."""
    end = close if kind in FAMILIES[REPORT] else DECEMBER_31
    if kind in YEARS:
        return FigurePeriod(kind, year, WHOLE_YEAR, _after(year - 1, 4, end), _last(year, 4, end))
    before = (year - 1, 4) if number == 1 else (year, number - 1)
    return FigurePeriod(kind, year, number, _after(*before, end), _last(year, number, end))


def periods(family: str, year: int, close: Close) -> Sequence[FigurePeriod]:
    """The year and its four quarters."""
    whole, quarter = FAMILIES[family]
    return [
        period(whole, year, WHOLE_YEAR, close),
        *(period(quarter, year, number, close) for number in QUARTERS),
    ]


def period_on(kind: PeriodKind, day: date, close: Close) -> FigurePeriod:
    """The period of a kind to which a day belongs; each day has exactly one."""
    numbers = (WHOLE_YEAR,) if kind in YEARS else QUARTERS
    near = (period(kind, year, number, close) for year in (day.year, day.year + 1) for number in numbers)
    return next(one for one in near if one.first <= day <= one.last)


def _last(year: int, quarter: int, close: Close) -> date:
    """The last day of a quarter: the day of the close in the month that lies full quarters before it."""
    months = (year * 12 + close.month - 1) - 3 * (4 - quarter)
    at, month = divmod(months, 12)
    return date(at, month + 1, min(close.day, monthrange(at, month + 1)[1]))


def _after(year: int, quarter: int, close: Close) -> date:
    return _last(year, quarter, close) + ONE_DAY


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def period_by_code(code: str, close: Close) -> FigurePeriod | None:
    """The period that a code names; None for anything else."""
    found = _CODE.fullmatch(code)
    if found is None or not FIRST_YEAR <= int(found[2]) <= LAST_YEAR:
        return None
    whole, quarter = FAMILIES[REPORT if found[1] else CALENDAR]
    number = int(found[3] or WHOLE_YEAR)
    return period(quarter if number else whole, int(found[2]), number, close)
