"""Number and symbol of official papers (Nghị định 30/2020/NĐ-CP Điều 15 and Phụ lục I, II.3).

Numbers run from 01 on 1 January to 31 December, one series for paper and electronic documents; a team that issues
papers of its own has its own series. A gap carries a reason elsewhere; it is no error here.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

TEAM_ABBR = "ĐKT"
_NUMBER = re.compile(
    r"^(?:số\s*:?\s*)?(?P<number>\d{1,6})\s*/\s*(?:(?P<year>(?:19|20)\d{2})\s*/\s*)?(?P<symbol>[^\W\d_][^\s/]*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number read from a paper: "05/QĐ-SGDĐT", or with the year of a legal document "217/2025/NĐ-CP"."""

    number: int
    symbol: str
    year: int | None = None

    def __str__(self) -> str:
        return format_number(self.number, f"{self.year}/{self.symbol}" if self.year else self.symbol)


@dataclass(frozen=True, slots=True)
class Series:
    """One run of numbers: who issues (the agency, or one team) in one calendar year."""

    owner: str
    year: int


def document_symbol(type_abbr: str, agency_abbr: str, year: int | None = None, *, unit_abbr: str = "") -> str:
    """Return the symbol: "QĐ-SGDĐT"; a công văn has no type and names its unit, "SGDĐT-GDNN".

    Only legal documents carry the year, "2025/NĐ-CP"; an administrative paper has none.
    """
    parts = [part.strip().upper() for part in (type_abbr, agency_abbr, unit_abbr) if part.strip()]
    if not agency_abbr.strip() or any(re.search(r"[\s/]", part) for part in parts):
        raise ValueError(_("Ký hiệu gồm chữ viết tắt, không có dấu cách và dấu gạch chéo."))
    symbol = "-".join(unicodedata.normalize("NFC", part) for part in parts)
    return f"{year}/{symbol}" if year else symbol


def team_symbol(type_abbr: str) -> str:
    """Return the symbol of a paper that the team issues in its own series: "KH-ĐKT"."""
    return document_symbol(type_abbr, TEAM_ABBR)


def format_number(n: int, symbol: str) -> str:
    """Return number and symbol as printed, a number below ten with a leading zero: "05/QĐ-SGDĐT"."""
    if n < 1:
        raise ValueError(_("Số văn bản bắt đầu từ 01."))
    return f"{n:02d}/{symbol}"


def parse_number(text: str) -> DocumentNumber | None:
    """Read "Số: 05/QĐ-SGDĐT" or "217/2025/NĐ-CP" as a person or a returned file writes it, else None."""
    match = _NUMBER.match(unicodedata.normalize("NFC", text).strip())
    if match is None or int(match["number"]) < 1:
        return None
    year = int(match["year"]) if match["year"] else None
    return DocumentNumber(int(match["number"]), match["symbol"].upper(), year)


def series_for(agency_abbr: str, issued_on: date, *, team_code: str = "") -> Series:
    """Return the series a paper belongs to: its year's, of the team if the team issues it, else the agency's."""
    owner = f"{agency_abbr}/{TEAM_ABBR}/{team_code}" if team_code else agency_abbr
    return Series(owner, issued_on.year)


def next_number(used: Iterable[int]) -> int:
    """Return the next number of one series: 1 in a new year, never one that was used or skipped."""
    return max(used, default=0) + 1


def gaps(used: Iterable[int]) -> tuple[int, ...]:
    """Return the numbers below the highest that no paper carries; each needs a written reason."""
    taken = set(used)
    return tuple(n for n in range(1, max(taken, default=0)) if n not in taken)
