"""From the elements of a document to Word's paragraphs and tables, in the same order and with the same words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from .cascade import Look, Sheet, Styled
from .parts import code_picture, line_break, paragraph, rule, run, space
from .parts import field as counted
from .tables import Cell, table

_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_INLINE: Final = frozenset(
    {"span", "strong", "b", "em", "i", "u", "br", "img", "a", "code", "sup", "sub", "small", "abbr"}
)
_LEVELS: Final = {"h1": 0, "h2": 1, "h3": 2}
_LETTER: Final = 0.42  # mean width of a bold letter, in its size
_AFTER_TABLE: Final = 1.0


@dataclass
class Mark:
    """What stands across every page: a draft, invented data."""

    text: str
    look: Look


@dataclass
class Line:
    """A paragraph that is being filled."""

    look: Look
    runs: list[Any] = field(default_factory=list)
    text: str = ""
    ruled: bool = False

    def write(self, text: str, look: Look) -> None:
        """Words, with blanks as a browser would draw them."""
        words = _SPACES.sub(" ", text)
        if not self.text or self.text.endswith((" ", "\n")):
            words = words.lstrip(" ")
        if words:
            self.runs.append(run(words, look))
            self.text += words


@dataclass
class Flow:
    """Walks a document; what it made stands in ``made``, the marks of every page in ``marks``."""

    sheet: Sheet
    part: Any
    address: str = ""
    marks: list[Mark] = field(default_factory=list)

    def blocks(self, element: Any, look: Look, width: float) -> list[Any]:
        """Everything inside an element, as paragraphs, tables and breaks."""
        made: list[Any] = []
        line: Line | None = None
        for kind, child in _content(element):
            if kind == "text" or child.local_name in _INLINE:
                line = line or Line(replace(look, before=0.0, after=0.0))
                self._inline(kind, child, look, line)
                continue
            made += _finished(line, width)
            line = None
            made += self._block(child, look, width)
        return made + _finished(line, width)

    def _block(self, element: Any, outer: Look, width: float) -> list[Any]:
        styled = self.sheet.look(element, outer)
        look = styled.look
        if look.hidden:
            return []
        if look.fixed:
            self.marks.append(Mark(_words(element), look))
            return []
        if element.local_name == "table":
            return [*self._table(element, look, width), space(max(look.after, _AFTER_TABLE))]
        if element.local_name in ("p", "li", *_LEVELS):
            return self._paragraph(element, styled, width)
        inside = [] if look.bordered else self.blocks(element, look, width)
        if look.bordered:
            boxed = Cell(self.blocks(element, look, width - 12), 1, 1, look)
            inside = [table([[boxed]], [width], head=0), space(max(look.after, _AFTER_TABLE))]
        if not inside and look.height:
            inside = [space(look.height)]
        if look.new_page:
            inside.insert(0, NewPage(restart=bool(look.page)))
        return inside

    def _paragraph(self, element: Any, styled: Styled, width: float) -> list[Any]:
        look = styled.look
        line = Line(look)
        _generated(styled.before, line)
        for kind, child in _content(element):
            self._inline(kind, child, look, line)
        _generated(styled.after, line)
        drawn = styled.after if styled.after is not None and styled.after.rule else None
        made = _finished(line, width, level=_LEVELS.get(element.local_name), after=0.0 if drawn else None)
        if drawn is not None:
            made.append(rule(drawn.width or width / 3, width, drawn.before))
            made.append(space(max(look.after, _AFTER_TABLE)))
        return made

    def _inline(self, kind: str, child: Any, look: Look, line: Line) -> None:
        if kind == "text":
            line.write(child, look)
            return
        if child.local_name == "br":
            line.runs.append(line_break(look))
            line.text += "\n"
            return
        if child.local_name == "img":
            if self.address:
                line.runs.append(code_picture(self.address, self.part, child.etree_element.get("alt", "")))
            return
        styled = self.sheet.look(child, look)
        if styled.look.hidden:
            return
        line.ruled = line.ruled or styled.look.rule
        _generated(styled.before, line)
        for inner_kind, inner in _content(child):
            self._inline(inner_kind, inner, styled.look, line)
        _generated(styled.after, line)

    def _table(self, element: Any, look: Look, width: float) -> list[Any]:
        """A table; the columns are those of its first row, the rest of the width is shared by the others."""
        room = width * look.share if look.share else look.width or width
        rows, head = _rows(element)
        drawn = [
            [(cell, self.sheet.look(cell, self._row_look(row, look)).look) for cell in _cells(row)]
            for row in rows
        ]
        columns = _columns(drawn[0] if drawn else [], room)
        made: list[list[Cell]] = []
        for row in drawn:
            line, at = [], 0
            for cell, cell_look in row:
                spans = int(cell.etree_element.get("colspan", 1))
                inner = sum(columns[at : at + spans]) or room
                padding = cell_look.padding[1] + cell_look.padding[3]
                inside = self.blocks(cell, cell_look, inner - padding)
                line.append(Cell(inside, spans, int(cell.etree_element.get("rowspan", 1)), cell_look))
                at += spans
            made.append(line)
        whole = [self.sheet.look(row, look).look.whole or look.whole for row in rows]
        return [table(made, columns, head=head, whole=whole)]

    def _row_look(self, row: Any, look: Look) -> Look:
        return self.sheet.look(row, look).look


@dataclass(frozen=True)
class NewPage:
    """From here a new page, with page numbers from one when it begins an annex."""

    restart: bool


def _content(element: Any) -> Iterator[tuple[str, Any]]:
    """Text and elements inside, in their order."""
    source = element.etree_element
    if source.text:
        yield "text", source.text
    for child in element.iter_children():
        if isinstance(child.etree_element.tag, str):
            yield "element", child
        if child.etree_element.tail:
            yield "text", child.etree_element.tail


def _words(element: Any) -> str:
    return _SPACES.sub(" ", "".join(element.etree_element.itertext())).strip()


def _generated(look: Look | None, line: Line) -> None:
    """What the sheet itself writes: the number of pages; nothing else is text."""
    if look is not None and "counter(pages" in look.content:
        line.runs += counted('NUMPAGES \\# "00"', line.look)
        line.text += "#"


def _finished(
    line: Line | None, width: float, level: int | None = None, after: float | None = None
) -> list[Any]:
    if line is None or not (line.runs and line.text.strip() or _pictures(line)):
        return []
    _without_last_blank(line.runs[-1])
    look = line.look if after is None else replace(line.look, after=after)
    made = [paragraph(line.runs, look, level=level)]
    if line.ruled:
        made.append(rule(min(len(line.text) * look.size * _LETTER, width), width, 1.5))
    return made


def _without_last_blank(last: Any) -> None:
    """A browser draws no blank at the end of a line."""
    for words in last.iter("{*}t"):
        words.text = (words.text or "").rstrip(" ")


def _pictures(line: Line) -> bool:
    return any(next(piece.iter("{*}drawing"), None) is not None for piece in line.runs)


def _rows(element: Any) -> tuple[list[Any], int]:
    """The rows of a table and how many of them are its head."""
    found, head = [], 0
    for child in element.iter_children():
        if child.local_name == "tr":
            found.append(child)
        elif child.local_name in ("thead", "tbody", "tfoot"):
            rows = [row for row in child.iter_children() if row.local_name == "tr"]
            head += len(rows) if child.local_name == "thead" else 0
            found += rows
    return found, head


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row.iter_children() if cell.local_name in ("td", "th")]


def _columns(first: list[tuple[Any, Look]], room: float) -> list[float]:
    known: list[float | None] = []
    for cell, look in first:
        spans = int(cell.etree_element.get("colspan", 1))
        width = room * look.share if look.share else look.width
        known += [width / spans if width else None] * spans
    free = [width for width in known if width is None]
    rest = (room - sum(width for width in known if width)) / len(free) if free else 0.0
    return [width if width is not None else max(rest, 20.0) for width in known] or [room]
