"""A Word file from a frozen snapshot: A4, margins 20/15/20/30, Times New Roman, page number above from page two.

It is made from the same HTML and the same style sheet as the PDF, so no document needs a second template and the
words are the same. Source: Nghị định 30/2020/NĐ-CP, Phụ lục I; bar.md 60.
"""

import io
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

import cssselect2
import tinyhtml5
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from inspections.documents.layout import render_html

from .cascade import MM, Look, sheet
from .flow import Flow, Mark, NewPage
from .parts import field, paragraph, run, twips, w

TYPEFACE: Final = "Times New Roman"
TEXT_WIDTH: Final = 165 * MM
_SMALL: Final = Look(size=8.0, line=1.0)
_NUMBER: Final = Look(size=14.0, line=1.0, align="center")
_DRAFT, _INVENTED = ("BẢN NHÁP", 84.0, "#e2e2e2"), ("DỮ LIỆU MINH HOẠ", 9.0, "#b00020")
_MARKED: Final = 28.0  # a mark stands in the margin, not across the text


def word_file(template: str, snapshot: Mapping[str, Any], *, draft: bool, code: str = "") -> bytes:
    """Return the document as .docx; a draft and invented data are marked on every page, as in the PDF.

    ``code`` is the code of the frozen snapshot where the number was filled in since.
    """
    page = tinyhtml5.parse(render_html(template, snapshot, draft=draft), namespace_html_elements=False)
    root = cssselect2.ElementWrapper.from_html_root(page)
    body = next(child for child in root.iter_children() if child.local_name == "body")
    made = Document()
    _set_base(made)
    _name(made, page)
    flow = Flow(sheet(), made.part, (snapshot.get("check") or {}).get("url", ""))
    blocks = flow.blocks(body, Look(), TEXT_WIDTH)
    _place(made, blocks)
    about = body.etree_element
    _set_margins(made, flow.marks, code or about.get("data-code", ""), about.get("data-initials", ""))
    return saved(made)


def saved(made: Any) -> bytes:
    """The bytes of a Word file."""
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _set_base(made: Any) -> None:
    """The typeface and size of everything that says nothing else; no look of Word's own."""
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = TYPEFACE, Pt(14)
    fonts = normal.element.rPr.rFonts
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), TYPEFACE)
    normal.element.rPr.append(w("lang", val="vi-VN"))
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance, section.footer_distance = Mm(9), Mm(9)
    section.different_first_page_header_footer = True


def _name(made: Any, page: Any) -> None:
    """Title and author stand in the file's own card."""
    properties = made.core_properties
    properties.title = "".join(page.find(".//title").itertext()).strip()[:255]
    about = {meta.get("name"): meta.get("content", "") for meta in page.iter("meta")}
    properties.author, properties.comments = about.get("author", "")[:255], ""
    properties.language = "vi"


def _place(made: Any, blocks: Sequence[Any]) -> None:
    """Put the blocks into the body; an annex begins a section of its own, numbered from one."""
    body = made.element.body
    last = body.sectPr
    for block in blocks:
        if not isinstance(block, NewPage):
            last.addprevious(block)
            continue
        ended = deepcopy(last)
        last.addprevious(w("p", w("pPr", w("spacing", before=0, after=0, line=20, lineRule="exact"), ended)))
        if block.restart:
            _restart(last)


def _restart(section: Any) -> None:
    """Pages are numbered from one; the element has its place after the margins."""
    for old in section.findall(qn("w:pgNumType")):
        section.remove(old)
    section.find(qn("w:pgMar")).addnext(w("pgNumType", start=1))


def _set_margins(made: Any, marks: Sequence[Mark], code: str, initials: str) -> None:
    """Above: the marks, and the page number from page two; below: room for initials, the code of the print."""
    for number, section in enumerate(made.sections):
        for part, first in ((section.first_page_header, True), (section.header, False)):
            part.is_linked_to_previous = number > 0
            if number == 0:
                _fill(
                    part,
                    [*marked(marks), *([] if first else [paragraph(field("PAGE", _NUMBER, "2"), _NUMBER)])],
                )
        for part in (section.first_page_footer, section.footer):
            part.is_linked_to_previous = number > 0
            if number == 0:
                _fill(part, [_foot(code, initials)])


def _fill(part: Any, paragraphs: Sequence[Any]) -> None:
    holder = part._element
    for old in list(holder):
        holder.remove(old)
    holder.extend(paragraphs or [w("p")])


def marks_of(*, draft: bool, invented: bool) -> list[Mark]:
    """The marks that a document bears whatever its layout: a draft, invented data."""
    found = [_DRAFT] * draft + [_INVENTED] * invented
    return [Mark(words, Look(size=size, colour=colour)) for words, size, colour in found]


def marked(marks: Sequence[Mark]) -> list[Any]:
    """The marks of every page, in their colour, no larger than the margin holds."""
    made = []
    for mark in marks:
        look = Look(
            size=min(mark.look.size, _MARKED), bold=True, colour=mark.look.colour, line=1.0, align="center"
        )
        made.append(paragraph([run(mark.text, look)], look))
    return made


def _foot(code: str, initials: str) -> Any:
    """«Ký từng trang» on the left, «Mã bản in … · trang 1/3» on the right."""
    runs = [run(initials, _SMALL)] if initials else []
    runs.append(w("r", w("tab")))
    runs += [run(f"Mã bản in: {code} · trang ", _SMALL), *field("PAGE", _SMALL, "1"), run("/", _SMALL)]
    runs += field("NUMPAGES", _SMALL, "1")
    properties = w(
        "pPr",
        w("tabs", w("tab", val="right", pos=twips(TEXT_WIDTH))),
        w("spacing", before=0, after=0),
    )
    return w("p", properties, *runs)
