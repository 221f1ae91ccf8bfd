"""Is the working calendar of a year complete? What Bộ luật Lao động Điều 111, 112 asks, never a lunar table.

Điều 112 khoản 1: Tết Dương lịch 01 day (01/01); Tết Âm lịch 05 days; Ngày Chiến thắng 01 day (30/4); Ngày Quốc tế
Lao động 01 day (01/5); Quốc khánh 02 days (02/9 and one day before or after); Giỗ Tổ Hùng Vương 01 day (10/3 lunar).
Khoản 3: the Prime Minister decides the days of Tết and Quốc khánh each year, so they are typed from his notice.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from inspections.rules.vietnamese import fold
from inspections.rules.working_days import ONE_DAY, SATURDAY, CalendarDay, DayKind

TET_DAYS = 5
FIRST_YEAR, LAST_YEAR = 2000, 2100
NATIONAL_DAY = (9, 2)
_TET_WORDS = ("tet nguyen dan", "tet am lich")
_HUNG_WORDS = ("gio to", "hung vuong")
_CITED_DAY = re.compile(r"(\d{1,2})/(\d{1,2})(?:/\d{4})?")
# The names are data of the calendar, written in the record as they stand in the Code; they are not translated.
FIXED_DAYS = ((1, 1, "Tết Dương lịch"), (4, 30, "Ngày Chiến thắng"), (5, 1, "Ngày Quốc tế Lao động"))
TET_NAME, HUNG_NAME, NATIONAL_NAME = "Tết Nguyên đán", "Giỗ Tổ Hùng Vương", "Quốc khánh"
CODE_ARTICLE_112, CODE_ARTICLE_111 = "Bộ luật Lao động Đ.112", "Bộ luật Lao động Đ.111.3"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One holiday of Điều 112: how many days it takes and how many the calendar has."""

    label: str
    wanted: int
    found: int

    @property
    def is_met(self) -> bool:
        """Say whether all its days are there."""
        return self.found >= self.wanted


def requirements(days: Iterable[CalendarDay]) -> list[Requirement]:
    """The six holidays of Điều 112 with what the calendar has of each; pending days count for nothing."""
    holidays = [day for day in days if day.kind is DayKind.HOLIDAY and not day.pending]
    of_the_date = {(day.on.month, day.on.day) for day in holidays}
    national = (NATIONAL_DAY in of_the_date) + bool({(9, 1), (9, 3)} & of_the_date)
    return [
        Requirement(_("Tết Dương lịch (01/01)"), 1, int((1, 1) in of_the_date)),
        Requirement(_("Tết Nguyên đán"), TET_DAYS, sum(_is_named(day, _TET_WORDS) for day in holidays)),
        Requirement(
            _("Giỗ Tổ Hùng Vương (10/3 Âm lịch)"), 1, sum(_is_named(day, _HUNG_WORDS) for day in holidays)
        ),
        Requirement(_("Ngày Chiến thắng (30/4)"), 1, int((4, 30) in of_the_date)),
        Requirement(_("Ngày Quốc tế Lao động (01/5)"), 1, int((5, 1) in of_the_date)),
        Requirement(_("Quốc khánh (02/9 và một ngày liền kề)"), 2, national),
    ]


def _is_named(day: CalendarDay, words: Sequence[str]) -> bool:
    return any(word in fold(day.name) for word in words)


def missing_sentences(days: Iterable[CalendarDay]) -> list[str]:
    """One sentence for each holiday of Điều 112 that is not complete; such a year is not confirmed."""
    sentence = _(
        "Còn thiếu %(label)s: cần %(wanted)s ngày nghỉ lễ, lịch mới có %(found)s (Điều 112 Bộ luật Lao động). "
        "Thêm ngày theo thông báo nghỉ của năm."
    )
    return [
        sentence % {"label": one.label, "wanted": one.wanted, "found": one.found}
        for one in requirements(days)
        if not one.is_met
    ]


def warnings(days: Iterable[CalendarDay]) -> list[str]:
    """What deserves a second look: exchanged days without their pair, a holiday on a rest day without compensation."""
    known = [day for day in days if not day.pending]
    return [*_unpaired(known), *_uncompensated(known)]


def _unpaired(days: list[CalendarDay]) -> Iterator[str]:
    made_up = [day for day in days if day.kind is DayKind.MAKE_UP]
    off = [day for day in days if day.kind is DayKind.SWAPPED_OFF]
    for day in made_up:
        if not _has_pair(day, off, len(made_up)):
            yield _(
                "Ngày làm bù %(day)s chưa có ngày nghỉ hoán đổi tương ứng. Đối chiếu lại thông báo hoán đổi."
            ) % {"day": f"{day.on:%d/%m/%Y}"}
    for day in off:
        if not _has_pair(day, made_up, len(off)):
            yield _(
                "Ngày nghỉ hoán đổi %(day)s chưa có ngày làm bù tương ứng. Đối chiếu lại thông báo hoán đổi."
            ) % {"day": f"{day.on:%d/%m/%Y}"}


def _has_pair(day: CalendarDay, others: list[CalendarDay], of_its_kind: int) -> bool:
    """A day that names its pair has it when that day is there; else there must be as many as of its own kind."""
    cited = {(int(month), int(number)) for number, month in _CITED_DAY.findall(day.name)}
    if cited:
        return any((other.on.month, other.on.day) in cited for other in others)
    return len(others) >= of_its_kind


def _uncompensated(days: list[CalendarDay]) -> Iterator[str]:
    lost = [day for day in days if day.kind is DayKind.HOLIDAY and day.on.weekday() >= SATURDAY]
    given = sum(day.kind is DayKind.COMPENSATORY for day in days)
    if len(lost) > given:
        yield _(
            "Có %(lost)s ngày nghỉ lễ trùng ngày nghỉ hằng tuần (%(days)s) nhưng chỉ có %(given)s ngày nghỉ bù "
            "(khoản 3 Điều 111 Bộ luật Lao động)."
        ) % {
            "lost": len(lost),
            "days": ", ".join(f"{day.on:%d/%m}" for day in lost),
            "given": given,
        }


def day_problem(day: CalendarDay, year: int) -> str | None:
    """What is wrong with one special day, as a sentence; None when it may stand."""
    if day.on.year != year:
        return _("Ngày phải thuộc năm %(year)s.") % {"year": year}
    rest_day = day.on.weekday() >= SATURDAY
    if day.kind is DayKind.MAKE_UP and not rest_day:
        return _("Ngày làm bù phải là thứ Bảy hoặc Chủ nhật; ngày %(day)s là ngày làm việc bình thường.") % {
            "day": f"{day.on:%d/%m/%Y}"
        }
    if day.kind in (DayKind.SWAPPED_OFF, DayKind.COMPENSATORY) and rest_day:
        return _("Ngày %(kind)s phải từ thứ Hai đến thứ Sáu; ngày %(day)s đã là ngày nghỉ hằng tuần.") % {
            "kind": day.kind.label,
            "day": f"{day.on:%d/%m/%Y}",
        }
    return None


def year_problem(year: int, known: Iterable[int]) -> str | None:
    """May the calendar of this year be opened?"""
    years = set(known)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _("Ghi năm từ %(first)s đến %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
    if year in years:
        return _("Lịch năm %(year)s đã có. Mở lịch đó để sửa.") % {"year": year}
    if years and year not in (min(years) - 1, max(years) + 1):
        return _(
            "Lịch các năm phải liền nhau: hiện có từ năm %(first)s đến năm %(last)s. Mở năm liền trước hoặc liền sau."
        ) % {"first": min(years), "last": max(years)}
    return None


def proposed_days(
    year: int,
    *,
    tet: Sequence[date] = (),
    hung: date | None = None,
    beside_national_day: date | None = None,
) -> list[CalendarDay]:
    """The days of a new year: fixed dates of Điều 112 and those a person typed from the notice; nothing is computed
    from a lunar table. A single holiday on a rest day brings its day of compensation (Điều 111 khoản 3); the days of
    Tết, with their compensation, are those of the notice and nothing else.
    """
    holidays = [(date(year, month, day), name) for month, day, name in FIXED_DAYS]
    holidays.append((date(year, *NATIONAL_DAY), NATIONAL_NAME))
    if beside_national_day:
        holidays.append((beside_national_day, f"{NATIONAL_NAME} (ngày liền kề)"))
    if hung:
        holidays.append((hung, HUNG_NAME))
    rows = [CalendarDay(on, DayKind.HOLIDAY, name, CODE_ARTICLE_112) for on, name in sorted(holidays)]
    typed = [CalendarDay(on, DayKind.HOLIDAY, TET_NAME, CODE_ARTICLE_112) for on in sorted(set(tet))]
    return sorted([*rows, *typed, *_compensation(rows, typed)], key=lambda day: day.on)


def _compensation(rows: Sequence[CalendarDay], typed: Sequence[CalendarDay]) -> Iterator[CalendarDay]:
    taken = {day.on for day in (*rows, *typed)}
    for day in rows:
        if day.on.weekday() < SATURDAY:
            continue
        on = day.on + ONE_DAY
        while on.weekday() >= SATURDAY or on in taken:
            on += ONE_DAY
        taken.add(on)
        yield CalendarDay(on, DayKind.COMPENSATORY, f"Nghỉ bù {day.name}", CODE_ARTICLE_111)


def typed_days_problem(
    year: int, tet: Sequence[date], hung: date | None, beside_national_day: date | None
) -> str | None:
    """What is wrong with the days typed for a new year; None when they may stand."""
    every = [*tet, *filter(None, (hung, beside_national_day))]
    if any(on.year != year for on in every):
        return _("Mọi ngày phải thuộc năm %(year)s.") % {"year": year}
    fixed = {day.on for day in proposed_days(year) if day.kind is DayKind.HOLIDAY}
    if len(set(every)) < len(every) or set(every) & fixed:
        return _("Một ngày chỉ được ghi một lần.")
    if tet and len(tet) != TET_DAYS:
        return _("Tết Nguyên đán nghỉ 05 ngày (Điều 112 Bộ luật Lao động): ghi đủ 5 ngày hoặc để trống.")
    national = date(year, *NATIONAL_DAY)
    if beside_national_day and abs(beside_national_day - national) != timedelta(days=1):
        return _("Ngày nghỉ Quốc khánh thứ hai phải là 01/9 hoặc 03/9.")
    return None
