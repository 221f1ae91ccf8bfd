"""Cells of the register of past inspections: what people type becomes a day, a period, a number or a sentence.

Nothing is guessed: a number in a date column is refused although Excel could read it as a day, because nobody saw
it as one (quality.md P13: errors named by cell, with the rule and the mend).
"""

import calendar
import re
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from inspections.rules.past import clean_text, shown
from inspections.rules.vietnamese import fold

Cell = object
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(36_526, 73_051)
_DAY = re.compile(r"^(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00:00)?$")
_SPOKEN = re.compile(r"^(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})$")
_YEAR = re.compile(r"^(?:nam )?(\d{4})$")
_YEARS = re.compile(r"^(?:tu )?(?:nam )?(\d{4})(?: den)?(?: nam)? (\d{4})$")
_TWO_DAYS = re.compile(
    r"^(?:từ)?(?:\s*ngày)?\s*(\d{1,2}[/.]\d{1,2}[/.]\d{4})\s*(?:-|–|—|đến|tới)(?:\s*hết)?(?:\s*ngày)?\s*"
    r"(\d{1,2}[/.]\d{1,2}[/.]\d{4})$",
    re.IGNORECASE,
)
_NONE_AT_ALL = frozenset({"khong", "khong co", "0"})


class Unreadable(Exception):
    """The cell cannot be read; the message is the end of a sentence that begins with the column's name."""


def is_empty(cell: Cell) -> bool:
    """Nothing stands in the cell."""
    return cell is None or (isinstance(cell, str) and not clean_text(cell))


def text_in(cell: Cell) -> str:
    """Words of a cell; a whole number loses the «.0» that Excel adds, a day is written as people write it."""
    if isinstance(cell, bool):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return shown(cell)
    return clean_text(str(cell)) if cell is not None else ""


def day_in(cell: Cell) -> date:
    """The day in a cell: a date of Excel, or text in the order day, month, year."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        raise Unreadable(_number_instead_of_day(cell))
    if not isinstance(cell, str):
        raise Unreadable(_("không phải ngày: nhập dạng 28/02/2024"))
    return _day_in_words(clean_text(cell))


def _number_instead_of_day(number: float) -> str:
    value = text_in(float(number))
    if number in _SERIALS:
        read = shown(_SERIAL_ZERO + timedelta(days=int(number)))
        return _(
            "là số %(value)s, không phải ngày: định dạng ô kiểu ngày (Excel hiểu là %(day)s) hoặc nhập chữ dạng 28/02/2024"
        ) % {
            "value": value,
            "day": read,
        }
    return _("là số %(value)s, không phải ngày: nhập dạng 28/02/2024") % {"value": value}


def _day_in_words(words: str) -> date:
    parts = _DAY.match(words) or _SPOKEN.match(fold(words))
    if parts:
        day, month, year = (int(part) for part in parts.groups())
    elif iso := _ISO.match(words):
        year, month, day = (int(part) for part in iso.groups())
    else:
        raise Unreadable(_("là chữ «%(value)s»: nhập ngày, dạng 28/02/2024") % {"value": words[:40]})
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        raise Unreadable(_("là chữ «%(value)s»: nhập ngày có thật, dạng 28/02/2024") % {"value": words[:40]})
    return date(year, month, day)


def period_in(cell: Cell) -> tuple[date, date]:
    """The period inspected: two days, one year, or two years; a school year is not guessed."""
    words = text_in(cell)
    if one := _YEAR.match(fold(words)):
        return _years(one.group(1), one.group(1))
    if two := _YEARS.match(fold(words)):
        return _years(*two.groups())
    if days := _TWO_DAYS.match(words):
        return _day_in_words(days.group(1)), _day_in_words(days.group(2))
    raise Unreadable(
        _("là «%(value)s»: nhập ngày đầu và ngày cuối, dạng 01/9/2023 - 31/8/2024, hoặc một năm, dạng 2024")
        % {"value": words[:60]}
    )


def _years(first: str, last: str) -> tuple[date, date]:
    if "0000" in (first, last):
        raise Unreadable(_("có năm 0: nhập năm có thật, dạng 2024"))
    return date(int(first), 1, 1), date(int(last), 12, 31)


def count_in(cell: Cell) -> int | None:
    """How many shortcomings and signs of violation; an empty cell means that nobody counted."""
    if is_empty(cell):
        return None
    words = text_in(cell)
    if fold(words) in _NONE_AT_ALL:
        return 0
    if not re.fullmatch(r"[0-9]{1,6}", words):
        raise Unreadable(
            _("là «%(value)s»: nhập số nguyên từ 0 trở lên, không có thì nhập 0") % {"value": words[:40]}
        )
    return int(words)
