"""Names that follow one another in time: each day has exactly one, without gap and without overlap.

Source: Nghị định 30/2020/NĐ-CP Điều 8, Phụ lục I (a document bears the agency's name of its own day; trap 26).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from inspections.rules.working_days import ONE_DAY


@dataclass(frozen=True, slots=True)
class Period:
    """A name from its first day to its last; without a last day it is the present one."""

    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class AgencyText:
    """What a person typed of the agency: name, letters of its symbols, superior, place, how to reach it."""

    name: str
    short_name: str
    superior: str
    place: str
    address: str = ""
    phone: str = ""
    email: str = ""


def next_start_problem(from_on: date, periods: Sequence[Period]) -> str | None:
    """May a new name begin on this day? It follows the last one, which ends the day before."""
    if not periods:
        return None
    last = max(periods, key=lambda period: period.valid_from)
    if from_on <= last.valid_from:
        return _(
            "Tên mới phải dùng từ ngày sau %(day)s, ngày bắt đầu của tên gần nhất: hai tên không được chồng ngày."
        ) % {"day": f"{last.valid_from:%d/%m/%Y}"}
    if last.valid_until and from_on != last.valid_until + ONE_DAY:
        return _(
            "Tên gần nhất dùng đến hết ngày %(last)s: tên mới phải bắt đầu ngày %(next)s, không để trống ngày nào."
        ) % {
            "last": f"{last.valid_until:%d/%m/%Y}",
            "next": f"{last.valid_until + ONE_DAY:%d/%m/%Y}",
        }
    return None
