"""Read a PDF the way a person does: which words, where on the page, how large, in which typeface."""

import io
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pypdf import PdfReader

from inspections.documents.layout import render_pdf
from tests.documents.examples import example_snapshot

POINT = 25.4 / 72
PAGE_HEIGHT = 297
TOP_MARGIN = 20
BOTTOM_MARGIN = 277


@dataclass(frozen=True)
class Piece:
    """A run of text: page from 1, millimetres from the left and top edges, size in points."""

    page: int
    x: float
    y: float
    size: float
    font: str
    text: str


def pieces(pdf: bytes) -> list[Piece]:
    """Return every run of text with its place."""
    found: list[Piece] = []
    for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages, start=1):

        def note(text: str, cm: Any, tm: Any, font: Any, size: float, number: int = number) -> None:
            if text.strip():
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                real = abs(size * (cm[0] ** 2 + cm[1] ** 2) ** 0.5)
                name = str(font["/BaseFont"]).rpartition("+")[2]
                found.append(Piece(number, x * POINT, PAGE_HEIGHT - y * POINT, round(real, 1), name, text))

        page.extract_text(visitor_text=note)
    return found


def squeeze(text: str) -> str:
    """Drop blanks and differences of capitals: lines are broken where the page ends."""
    return "".join(unicodedata.normalize("NFC", text).casefold().split())


def body_text(pdf: bytes) -> str:
    """Return the text between the margins, squeezed."""
    inside = (piece.text for piece in pieces(pdf) if TOP_MARGIN <= piece.y <= BOTTOM_MARGIN)
    return squeeze("".join(inside))


def whole_text(pdf: bytes) -> str:
    """Return all text, margins included."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def rendered(snapshot: Mapping[str, Any], *, draft: bool = False) -> bytes:
    """Render a snapshot by the template of its kind."""
    return render_pdf(f"{snapshot['kind']}.html", snapshot, draft=draft)


@cache
def example_pdf(kind: str, draft: bool = False) -> bytes:
    """Render the example of a kind once for all tests."""
    return rendered(example_snapshot(kind), draft=draft)
