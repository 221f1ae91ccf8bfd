"""What a signature shows: lines of text in the product's own letters.

Source: Decree 30/2020 Appendix I (number upright, place and date in italics, both in black, on one line);
practice.md 1 (a test certificate is marked wherever it shows).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pyhanko.pdf_utils.content import ResourceType
from pyhanko.pdf_utils.font.api import FontEngine
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import BaseStamp, BaseStampStyle

from inspections.documents.signing.credentials import TEST_MARK
from inspections.documents.signing.lettering import TinosFor
from inspections.documents.signing.placing import NumberLine, Placement

Colour = tuple[float, float, float]

BLACK: Final[Colour] = (0, 0, 0)
BLUE: Final[Colour] = (0.05, 0.15, 0.45)
RED: Final[Colour] = (0.65, 0.05, 0.05)
_LARGE: Final = 13.0
_NORMAL: Final = 9.0
_SMALL: Final = 6.5
_LEADING: Final = 1.25
_EDGE: Final = 2.0
_RIGHT_EDGE: Final = 565


@dataclass(frozen=True)
class Line:
    """One line of text; x and y are measured from the left bottom corner of the box."""

    text: str
    x: float
    y: float
    size: float
    colour: Colour
    italic: bool = False


def stacked(texts: Sequence[str], placement: Placement, colour: Colour) -> tuple[Line, ...]:
    """Lines under one another from the top of the box, made smaller when there are many or long ones."""
    left, bottom, right, top = placement.box
    height, width = top - bottom - 2 * _EDGE, right - left - 2 * _EDGE
    longest = max((len(text) for text in texts), default=1)
    size = min(_NORMAL, height / (_LEADING * max(len(texts), 1)), width / (longest * 0.56))
    return tuple(
        Line(
            text, _EDGE, top - bottom - _EDGE - size * (1 + _LEADING * number), size, _colour_of(text, colour)
        )
        for number, text in enumerate(texts)
    )


def on_number_line(texts: Sequence[str], line: NumberLine) -> tuple[Placement, tuple[Line, ...]]:
    """Number and date stand where the draft left room for them; further lines stand small below the number."""
    left, bottom = round(line.number_x) - 4, round(line.base) - 20
    placement = Placement(0, (left, bottom, _RIGHT_EDGE, round(line.base) + 14))
    base = line.base - bottom
    number, dated, *others = texts
    shown = [
        Line(number, line.number_x - left, base, _LARGE, BLACK),
        Line(dated, line.date_x - left, base, _LARGE, BLACK, italic=True),
    ]
    if others:
        shown.append(Line(" · ".join(others), line.number_x - left, base - 11, _SMALL, RED))
    return placement, tuple(shown)


def _colour_of(text: str, colour: Colour) -> Colour:
    return RED if text == TEST_MARK else colour


@dataclass(frozen=True)
class SignatureStyle(BaseStampStyle):
    """The lines of one signature; `covers_above` whitens the box from this height, where blanks were printed."""

    lines: tuple[Line, ...] = ()
    covers_above: float | None = None

    def create_stamp(
        self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: dict[str, str]
    ) -> BaseStamp:
        """The appearance inside this box."""
        return SignatureStamp(writer, self, box)


class SignatureStamp(BaseStamp):
    """Draws the lines of a signature."""

    style: SignatureStyle

    def _render_inner_content(self) -> list[bytes]:
        commands: list[bytes] = []
        if self.writer is None:
            return commands
        if self.style.covers_above is not None:
            low = self.style.covers_above
            commands.append(b"1 1 1 rg 0 %g %g %g re f" % (low, self.box.width, self.box.height - low))
        for italic, font_name in ((False, "F1"), (True, "F2")):
            lines = [line for line in self.style.lines if line.italic is italic and line.text]
            if lines:
                engine = TinosFor("".join(line.text for line in lines), italic).create_font_engine(
                    self.writer
                )
                commands.extend(self._drawn(line, engine, font_name) for line in lines)
                self.set_resource(ResourceType.FONT, pdf_name(f"/{font_name}"), engine.as_resource())
        return commands

    @staticmethod
    def _drawn(line: Line, engine: FontEngine, font_name: str) -> bytes:
        shaped = engine.shape(line.text).graphics_ops
        colour = b"%g %g %g rg" % line.colour
        start = b"BT /%s %g Tf %g %g Td" % (font_name.encode(), line.size, line.x, line.y)
        return b" ".join((colour, start, shaped, b"ET"))
