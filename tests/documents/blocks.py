"""The lines of text and the drawn rules of a PDF page, with place, size and typeface, in millimetres and points.

Words and their boxes are read by poppler, sizes and typefaces from the page's own operators: two readers that know
nothing of the style sheet.
"""

import io
import subprocess
import unicodedata
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from pypdf import PdfReader
from pypdf.generic import ContentStream

from tests.documents.reading import POINT, Piece, pieces

SPACE = "{http://www.w3.org/1999/xhtml}"
NEAR = 1.0
THIN = 1.0  # millimetre: a rule, not a box


@dataclass(frozen=True)
class Line:
    """One line of text as printed; ``base`` is its base line from the top."""

    page: int
    left: float
    right: float
    top: float
    base: float
    text: str
    size: float
    font: str

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class Rule:
    """A drawn horizontal line."""

    page: int
    left: float
    right: float
    y: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def lines_of(pdf: bytes) -> list[Line]:
    """Every line of text of every page, from top to bottom."""
    done = subprocess.run(["pdftotext", "-bbox-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    found = pieces(pdf)
    lines = []
    for number, page in enumerate(ElementTree.fromstring(done.stdout).iter(f"{SPACE}page"), start=1):
        here = [piece for piece in found if piece.page == number]
        for line in page.iter(f"{SPACE}line"):
            words = list(line.iter(f"{SPACE}word"))
            left, right, top, bottom = (
                float(line.get(edge) or 0) * POINT for edge in ("xMin", "xMax", "yMin", "yMax")
            )
            text = unicodedata.normalize("NFC", " ".join(word.text or "" for word in words))
            piece = _piece_at(here, left, top, bottom)
            lines.append(Line(number, left, right, top, piece.y, text, piece.size, piece.font))
    return sorted(lines, key=lambda line: (line.page, line.base, line.left))


def _piece_at(found: list[Piece], left: float, top: float, bottom: float) -> Piece:
    inside = [piece for piece in found if top - NEAR < piece.y < bottom + NEAR]
    return min(inside, key=lambda piece: abs(piece.x - left))


def rules_of(pdf: bytes) -> list[Rule]:
    """Every thin filled rectangle and every level stroke."""
    reader, found = PdfReader(io.BytesIO(pdf)), []
    for number, page in enumerate(reader.pages, start=1):
        height = float(page.mediabox.height)
        for left, right, y in _level_strokes(page, reader):
            found.append(Rule(number, left * POINT, right * POINT, (height - y) * POINT))
    return found


def _level_strokes(page: Any, reader: PdfReader) -> list[tuple[float, float, float]]:
    matrix, kept, start = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), [], (0.0, 0.0)
    found = []
    for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
        if operator == b"q":
            kept.append(matrix)
        elif operator == b"Q":
            matrix = kept.pop()
        elif operator == b"cm":
            matrix = _times([float(value) for value in operands], matrix)
        elif operator == b"re":
            x, y, width, height = (float(value) for value in operands)
            (left, low), (right, high) = _at(matrix, x, y), _at(matrix, x + width, y + height)
            if 0 < abs(high - low) * POINT < THIN:
                found.append((min(left, right), max(left, right), (low + high) / 2))
        elif operator == b"m":
            start = _at(matrix, *(float(value) for value in operands))
        elif operator == b"l":
            end = _at(matrix, *(float(value) for value in operands))
            if abs(end[1] - start[1]) * POINT < 0.1:
                found.append((min(start[0], end[0]), max(start[0], end[0]), end[1]))
    return found


Matrix = tuple[float, float, float, float, float, float]


def _times(new: list[float], old: Matrix) -> Matrix:
    a, b, c, d, e, f = new
    return (
        a * old[0] + b * old[2], a * old[1] + b * old[3], c * old[0] + d * old[2], c * old[1] + d * old[3],
        e * old[0] + f * old[2] + old[4], e * old[1] + f * old[3] + old[5],
    )  # fmt: skip


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]
