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
THIN = 1.0  # millimetre: a rule, not a box


HEAD_ENDS, HEAD_SPLIT = 45.0, 98.5  # millimetres: the two columns of the head


@dataclass(frozen=True)
class Word:
    """One word and its box."""

    left: float
    right: float
    top: float
    bottom: float
    text: str


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
            words = [_word(word) for word in line.iter(f"{SPACE}word")]
            lines += [_line(part, here) for part in _columns(words, number)]
    return sorted(lines, key=lambda line: (line.page, line.base, line.left))


def _word(element: ElementTree.Element) -> Word:
    left, top, right, bottom = (
        float(element.get(edge) or 0) * POINT for edge in ("xMin", "yMin", "xMax", "yMax")
    )
    return Word(left, right, top, bottom, unicodedata.normalize("NFC", element.text or ""))


def _columns(words: list[Word], page: int) -> list[list[Word]]:
    """Agency and Quốc hiệu stand side by side at the head: two lines, which a reader of words takes for one."""
    if page > 1 or words[0].top > HEAD_ENDS:
        return [words]
    sides = [[w for w in words if w.left < HEAD_SPLIT], [w for w in words if w.left >= HEAD_SPLIT]]
    return [side for side in sides if side]


def _line(words: list[Word], found: list[Piece]) -> Line:
    left, right = words[0].left, words[-1].right
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    piece = _piece_at(found, left, top, bottom)
    text = " ".join(word.text for word in words)
    return Line(piece.page, left, right, top, piece.y, text, piece.size, piece.font)


def _piece_at(found: list[Piece], left: float, top: float, bottom: float) -> Piece:
    """The run of text that begins where the line begins; its base line stands at four fifths of the box."""
    base = top + (bottom - top) * 0.8
    return min(found, key=lambda piece: 3 * abs(piece.y - base) + abs(piece.x - left))


def rules_of(pdf: bytes) -> list[Rule]:
    """Every thin filled rectangle and every level stroke."""
    reader, found = PdfReader(io.BytesIO(pdf)), []
    for number, page in enumerate(reader.pages, start=1):
        height = float(page.mediabox.height)
        for left, right, y in _level_strokes(page, reader):
            found.append(Rule(number, left * POINT, right * POINT, (height - y) * POINT))
    return found


def _level_strokes(page: Any, reader: PdfReader) -> list[tuple[float, float, float]]:
    pen = _Pen()
    for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
        act = {b"q": pen.keep, b"Q": pen.back, b"cm": pen.turn, b"re": pen.box, b"m": pen.start, b"l": pen.to}
        if operator in act:
            act[operator](*(float(value) for value in operands))
    return pen.found


Matrix = tuple[float, float, float, float, float, float]


def _times(new: list[float], old: Matrix) -> Matrix:
    a, b, c, d, e, f = new
    return (
        a * old[0] + b * old[2], a * old[1] + b * old[3], c * old[0] + d * old[2], c * old[1] + d * old[3],
        e * old[0] + f * old[2] + old[4], e * old[1] + f * old[3] + old[5],
    )  # fmt: skip


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


class _Pen:
    """Follows the drawing operators far enough to know where level lines are."""

    def __init__(self) -> None:
        self.matrix: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self.kept: list[Matrix] = []
        self.at = (0.0, 0.0)
        self.found: list[tuple[float, float, float]] = []

    def keep(self) -> None:
        self.kept.append(self.matrix)

    def back(self) -> None:
        self.matrix = self.kept.pop()

    def turn(self, *new: float) -> None:
        self.matrix = _times(list(new), self.matrix)

    def box(self, x: float, y: float, width: float, height: float) -> None:
        (left, low), (right, high) = _at(self.matrix, x, y), _at(self.matrix, x + width, y + height)
        if 0 < abs(high - low) * POINT < THIN:
            self.found.append((min(left, right), max(left, right), (low + high) / 2))

    def start(self, x: float, y: float) -> None:
        self.at = _at(self.matrix, x, y)

    def to(self, x: float, y: float) -> None:
        end = _at(self.matrix, x, y)
        if abs(end[1] - self.at[1]) * POINT < 0.1:
            self.found.append((min(self.at[0], end[0]), max(self.at[0], end[0]), end[1]))
