"""Figure passports: every number that leaves the department has a code that leads back to it (bar.md M8).

«CT-BC2026-Q4-L1-02» is number 02 of the first version of the fourth reporting quarter of 2026; the same code is printed
in the report, stands in the workbook and opens a page for ever, because a frozen figure never moves.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

# A number, once given, is never given to another figure.
NUMBERS: dict[str, str] = {
    "online_share_headline": "01",
    "online_share_strict": "02",
    "online_share_broad": "03",
    "m3": "04",
    "m2": "05",
    "m1": "06",
    "m0": "07",
    "late": "08",
    "excluded": "09",
    "running": "10",
    "coverage_1_years": "11",
    "coverage_3_years": "12",
    "coverage_5_years": "13",
    "mapped_institutions": "14",
    "never_inspected": "15",
    "raised": "16",
    "thin": "17",
}
_KEYS = {number: key for key, number in NUMBERS.items()}
_CODE = re.compile(r"CT-((?:BC)?\d{4}(?:-Q[1-4])?)-L(\d{1,3})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Passport:
    """One number: what it is, what it counts, what it is a share of."""

    key: str
    code: str
    label: str
    definition: str
    a: int
    b: int | None = None
    words: str = ""

    def as_json(self) -> dict[str, Any]:
        """As it is frozen."""
        return asdict(self)

    @property
    def shown(self) -> str:
        """«50% (2/4)», or the count alone."""
        return f"{self.words} ({self.a}/{self.b})" if self.b is not None else str(self.a)


def code_of(period_code: str, version: int, key: str) -> str:
    """The code of a number."""
    return f"CT-{period_code}-L{version}-{NUMBERS[key]}"


def read_code(code: str) -> tuple[str, int, str] | None:
    """Period, version and key of a code; None for anything else."""
    found = _CODE.fullmatch(code)
    key = _KEYS.get(found[3]) if found else None
    return (found[1], int(found[2]), key) if found and key else None


def passport(stored: Mapping[str, Any]) -> Passport:
    """One number as it was frozen."""
    return Passport(**stored)
