"""Where a signature is seen on the page: above the signer's name, and for the agency on the line of number and date.

Source: Decree 30/2020 Appendix I (place of the signature, of number, symbol and date); practice.md 1 (number and
date come after the personal signature).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import pypdf

_LINE_FROM: Final = re.compile(r"^Số\s*:")
_DATE_FROM: Final = re.compile(r"^[^\d,;:]+,\s*ngày\b")
_PERSONAL_WIDTH: Final = 150
_PERSONAL_HEIGHT: Final = 58
_ABOVE_NAME: Final = 14
_RIGHT_EDGE: Final = 560
_SAME_LINE: Final = 3.0


@dataclass(frozen=True)
class Placement:
    """Where a signature is seen: page from 0 (negative counts from the end), box left-bottom-right-top in points."""

    page: int
    box: tuple[int, int, int, int]


@dataclass(frozen=True)
class NumberLine:
    """Where number and date stand at the head of a document: their left edges and their common base line."""

    number_x: float
    date_x: float
    base: float


@dataclass(frozen=True)
class _Piece:
    text: str
    x: float
    y: float


def place_above_name(pdf: bytes, name: str) -> Placement | None:
    """The room left for signing above the last printing of this name, if the document prints it on a line alone."""
    try:
        pages = pypdf.PdfReader(BytesIO(pdf)).pages
        for number in range(len(pages) - 1, -1, -1):
            for piece in reversed(_pieces(pages[number])):
                if piece.text.casefold() == name.casefold():
                    return Placement(number, _box_above(piece, len(name)))
    except Exception:  # a broken file fails in more ways than its reader names; it has no place then
        return None
    return None


def number_line(pdf: bytes) -> NumberLine | None:
    """The line "Số: …/QĐ-SGDĐT … Lâm Đồng, ngày … tháng … năm …" of the first page."""
    try:
        pieces = _pieces(pypdf.PdfReader(BytesIO(pdf)).pages[0])
    except Exception:  # a broken file fails in more ways than its reader names; it has no place then
        return None
    for piece in pieces:
        if _LINE_FROM.match(piece.text):
            dates = [
                other
                for other in pieces
                if _DATE_FROM.match(other.text) and abs(other.y - piece.y) <= _SAME_LINE
            ]
            return NumberLine(piece.x, dates[0].x, piece.y) if dates else None
    return None


def free_place(earlier: int) -> Placement:
    """Without a printed name: at the foot of the last page, right, left, then the next row up."""
    left = 85 if earlier % 2 else 330
    bottom = 60 + (earlier // 2) * 65
    return Placement(-1, (left, bottom, left + 210, bottom + 60))


def _box_above(piece: _Piece, letters: int) -> tuple[int, int, int, int]:
    middle = piece.x + letters * 3.3
    left = round(min(max(40.0, middle - _PERSONAL_WIDTH / 2), _RIGHT_EDGE - _PERSONAL_WIDTH))
    bottom = round(piece.y) + _ABOVE_NAME
    return left, bottom, left + _PERSONAL_WIDTH, bottom + _PERSONAL_HEIGHT


def _pieces(page: pypdf.PageObject) -> Sequence[_Piece]:
    found: list[_Piece] = []

    def note(text: str, matrix: list[float], text_matrix: list[float], _font: Any, _size: Any) -> None:
        across, up = text_matrix[4], text_matrix[5]
        x = across * matrix[0] + up * matrix[2] + matrix[4]
        y = across * matrix[1] + up * matrix[3] + matrix[5]
        if text.strip():
            found.append(_Piece(text.strip(), x, y))

    page.extract_text(visitor_text=note)
    return found
