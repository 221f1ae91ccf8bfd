"""Small pieces of WordprocessingML: paragraphs, runs, fields, lines, pictures of a code."""

import io
import re
from typing import Any, Final

import segno
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.parts.story import StoryPart
from docx.shared import Mm

from .cascade import MM, Look

TWIPS: Final = 20  # in a point
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ALIGN: Final = {"justify": "both", "center": "center", "right": "right"}


def w(tag: str, *children: Any, **attributes: object) -> Any:
    """One element of the w: vocabulary with its w: attributes."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(child for child in children if child is not None)
    return element


def twips(points: float) -> int:
    """Points in twentieths of a point."""
    return round(points * TWIPS)


def run(text: str, look: Look) -> Any:
    """A run of text in its look; what XML cannot hold is left out."""
    words = w("t")
    words.text = _UNPRINTABLE.sub("", text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return w("r", run_look(look), words)


def line_break(look: Look) -> Any:
    """A new line within a paragraph."""
    return w("r", run_look(look), w("br"))


def run_look(look: Look) -> Any:
    """Weight, slope, colour and size of a run."""
    return w(
        "rPr",
        w("b") if look.bold else None,
        w("i") if look.italic else None,
        w("color", val=_colour(look.colour)) if look.colour else None,
        w("sz", val=round(look.size * 2)),
        w("szCs", val=round(look.size * 2)),
    )


def _colour(value: str) -> str:
    digits = value.lstrip("#")
    return (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits[:3])).upper()


def field(code: str, look: Look, shown: str = "") -> list[Any]:
    """A value that Word counts itself: the page, the number of pages."""
    instruction = w("instrText")
    instruction.text = f" {code} "
    return [
        w("r", run_look(look), w("fldChar", fldCharType="begin")),
        w("r", run_look(look), instruction),
        w("r", run_look(look), w("fldChar", fldCharType="separate")),
        run(shown, look),
        w("r", run_look(look), w("fldChar", fldCharType="end")),
    ]


def paragraph(runs: list[Any], look: Look, *, level: int | None = None, keep: bool = False) -> Any:
    """A paragraph: distance, indent of the first line, alignment; headings carry their level."""
    indent = {"left": twips(look.left)} if look.left else {}
    if look.indent:
        indent["firstLine"] = twips(look.indent)
    properties = w(
        "pPr",
        w("keepNext") if look.keep_next or keep else None,
        w(
            "spacing",
            before=twips(look.before),
            after=twips(look.after),
            line=round(look.line * 240),
            lineRule="auto",
        ),
        w("ind", **indent) if indent else None,
        w("jc", val=_ALIGN[look.align]) if look.align in _ALIGN else None,
        w("outlineLvl", val=level) if level is not None else None,
    )
    return w("p", properties, *runs)


def rule(width: float, room: float, gap: float) -> Any:
    """A thin line of this width in the middle of the room (below the agency's name, the motto, the subject)."""
    side = max(twips((room - width) / 2), 0)
    properties = w(
        "pPr",
        w("pBdr", w("top", val="single", sz=6, space=0, color="000000")),
        w("spacing", before=twips(gap), after=0, line=TWIPS * 2, lineRule="exact"),
        w("ind", left=side, right=side),
        w("rPr", w("sz", val=2)),
    )
    return w("p", properties)


def space(height: float) -> Any:
    """Empty room of this height, for a signature or below a table."""
    properties = w(
        "pPr",
        w("spacing", before=0, after=0, line=max(twips(height), TWIPS), lineRule="exact"),
        w("rPr", w("sz", val=2)),
    )
    return w("p", properties)


def code_picture(address: str, part: StoryPart, words: str, side: float = 17.0) -> Any:
    """The QR symbol of an address as a picture, with its words for who cannot see it."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="png", scale=6, border=0)
    drawn.seek(0)
    inline = part.new_pic_inline(drawn, Mm(side), Mm(side))
    inline.docPr.set("descr", words)
    drawing = w("drawing")
    drawing.append(inline)
    return w("r", drawing)


def millimetres(points: float) -> float:
    """Points in millimetres."""
    return points / MM
