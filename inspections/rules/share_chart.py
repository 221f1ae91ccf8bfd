"""Geometry of the chart through the years: whole numbers, so that the drawing is the same in every language."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

WIDTH, TOP, BASE, FOOT = 340, 26, 176, 200
BAR = 36


@dataclass(frozen=True)
class Column:
    """One year: the figure, what it is made of, the target set for it."""

    year: int
    a: int
    b: int
    words: str
    target: float | None
    target_words: str
    a_url: str
    b_url: str


def chart_of(columns: list[Column]) -> dict[str, Any]:
    """The columns with their places; the words under the drawing say the same."""
    step = WIDTH // len(columns)
    drawn = [_drawn(column, place * step, step) for place, column in enumerate(columns)]
    said = "; ".join(f"{c.year}: {c.words}" for c in columns)
    return {
        "width": WIDTH,
        "foot": FOOT,
        "base": BASE,
        "year_line": BASE + 18,
        "columns": drawn,
        "rows": columns,
        "words": _("Tỷ lệ qua các năm: %(years)s.") % {"years": said},
    }


def _drawn(column: Column, left: int, step: int) -> dict[str, Any]:
    height = _high(column.a * 100 / column.b) if column.b else 0
    aim = None if column.target is None else BASE - _high(column.target)
    return {
        "middle": left + step // 2,
        "x": left + (step - BAR) // 2,
        "y": BASE - height,
        "bar": BAR,
        "height": height,
        "words": column.words if column.b else "–",
        "words_y": BASE - height - 7,
        "year": str(column.year),
        "aim_y": aim,
        "aim_from": left + 6,
        "aim_to": left + step - 6,
    }


def _high(percent: float) -> int:
    return round((BASE - TOP) * percent / 100)
