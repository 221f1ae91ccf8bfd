"""An outline pasted from Word: lines whose numbering says what is a group, an item, or a detail of an item.

"I." and "A." head groups. Items are the level below: "1.1" where it is used, else "1.", else "a)", else "-", else
every line. What stands below an item is its detail; a detail that begins with a label ("Hồ sơ cần xem:", "Căn cứ:",
"Câu mẫu:") goes to that field, all others to what is to be checked.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from inspections.rules.outline_rows import OutlineRow, Reading, field_named, one_line
from inspections.rules.vietnamese import fold


class Mark(IntEnum):
    """Levels of numbering, from the outside in; a plain line has none."""

    SECTION = 0
    CODE = 1
    ONE = 2
    TWO = 3
    THREE = 4
    LETTER = 5
    BULLET = 6
    PLAIN = 7


_MARKS = (
    (Mark.CODE, re.compile(r"^([A-ZĐ]{1,6}\.\d{1,3}(?:\.\d{1,2})?)[.):]?\s+(?=\S)")),
    (
        Mark.SECTION,
        re.compile(r"^(?:phần|mục|chương|nhóm)\s+([IVXLC]{1,5}|\d{1,2}|[A-ZĐ])\s*[.:)–-]\s*", re.I),
    ),
    (Mark.SECTION, re.compile(r"^([IVXLC]{1,5})\s*[.):–-]\s+")),
    (Mark.SECTION, re.compile(r"^([A-ZĐ])[.)]\s+")),
    (Mark.ONE, re.compile(r"^(?:nội dung|câu|tiêu chí|yêu cầu)\s+(\d{1,3})\s*[.:)–-]\s*", re.I)),
    (Mark.THREE, re.compile(r"^(\d{1,2}\.\d{1,2}\.\d{1,2})[.):]?\s+")),
    (Mark.TWO, re.compile(r"^(\d{1,2}\.\d{1,2})[.):]?\s+")),
    (Mark.ONE, re.compile(r"^(\d{1,3})\s*[.):/–-]\s+")),
    (Mark.ONE, re.compile(r"^(\d{1,3})[.)](?=[^\W\d_])")),
    (Mark.LETTER, re.compile(r"^([a-zđ])\s*\)\s*")),
    (Mark.LETTER, re.compile(r"^([a-zđ])\.\s+")),
    (Mark.BULLET, re.compile(r"^([-–—•·●○◦▪▫■□‣⁃+*§✓➢\uf02d\uf076\uf0a7\uf0b7\uf0d8\uf0fc])\s*")),
)
_WORD_BULLET = re.compile(r"^\s*o\t")
_TITLES = ("de cuong", "cong hoa xa hoi", "doc lap tu do", "so giao duc", "uy ban nhan dan", "phu luc")
_ON_SITE = re.compile(r"\s*[(\[]\s*(?:bắt buộc\s+)?xem thực tế\s*[)\]]\s*", re.IGNORECASE)
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its place, its level and its words without the numbering."""

    number: int
    mark: Mark
    label: str
    text: str

    @property
    def is_heading(self) -> bool:
        """Written in capitals, as headings without a number are."""
        return self.mark == Mark.PLAIN and len(self.text) > 3 and self.text.isupper()

    @property
    def is_title(self) -> bool:
        """The title of the paper or the head of an official document: no content."""
        return self.is_heading and fold(self.text).startswith(_TITLES)


def read_lines(text: str) -> Reading:
    """Read the lines of a paper into items."""
    lines = [line for number, raw in enumerate(text.split("\n"), start=1) if (line := _line(number, raw))]
    return _Reader(lines).read()


def _line(number: int, raw: str) -> Line | None:
    words = one_line(raw)
    if not words:
        return None
    if _WORD_BULLET.match(raw):
        return Line(number, Mark.BULLET, "o", words[1:].strip())
    for mark, pattern in _MARKS:
        if (found := pattern.match(words)) and (rest := words[found.end() :].strip()):
            return Line(number, mark, found[1], rest)
    return Line(number, Mark.PLAIN, "", words)


def _level_of_items(lines: Sequence[Line]) -> Mark:
    count = Counter(line.mark for line in lines)
    if count[Mark.CODE]:
        return Mark.CODE
    if count[Mark.TWO] and not (count[Mark.SECTION] and count[Mark.ONE]):
        return Mark.TWO
    return next(
        (m for m in (Mark.ONE, Mark.TWO, Mark.THREE, Mark.LETTER, Mark.BULLET) if count[m]), Mark.PLAIN
    )


class _Reader:
    """Goes through the lines once; remembers the group, the item and the field that the next line belongs to."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.level = _level_of_items(lines)
        self.reading = Reading()
        self.group = self.section = ""
        self.item: OutlineRow | None = None
        self.field = "requirement"

    def read(self) -> Reading:
        """Give every line its place."""
        for place, line in enumerate(self.lines):
            if line.is_title and self.item is None:
                self._ignore(line)
            elif self._heads_group(place, line):
                self.group, self.section, self.item = line.text.rstrip(" :"), line.label, None
            elif self._begins_item(line):
                self._begin(line)
            elif self.item is None:
                self._ignore(line)
            else:
                self._detail(self.item, line)
        return self.reading

    def _ignore(self, line: Line) -> None:
        self.reading.ignored.append((line.number, line.text))

    def _heads_group(self, place: int, line: Line) -> bool:
        following = self.lines[place + 1].mark if place + 1 < len(self.lines) else None
        if line.mark == Mark.PLAIN:
            before_items = line.text.endswith(":") and following == self.level
            return line.is_heading or (before_items and not _label(line.text))
        if line.mark == Mark.ONE and self.level == Mark.TWO:
            return following == Mark.TWO
        return line.mark < self.level and line.mark == Mark.SECTION

    def _begins_item(self, line: Line) -> bool:
        if self.level == Mark.PLAIN:
            return not (self.item and _label(line.text))
        return line.mark == self.level or (line.mark == Mark.ONE and self.level == Mark.TWO)

    def _begin(self, line: Line) -> None:
        self.item = OutlineRow(line.number, line.number, group_title=self.group)
        if line.mark in (Mark.CODE, Mark.ONE, Mark.TWO, Mark.THREE):
            lead = f"{self.section}." if self.section and line.mark == Mark.ONE else ""
            self.item.code = f"{lead}{line.label}"
        self.field = "requirement"
        self.reading.rows.append(self.item)
        own = line.text.partition(":")[2].strip() if _label(line.text) == "requirement" else ""
        self._put(self.item, "requirement", own or line.text)

    def _detail(self, item: OutlineRow, line: Line) -> None:
        item.last_line = line.number
        if _is_on_site(line.text):
            item.on_site_only = True
        elif name := _label(line.text):
            self.field = name
            self._put(item, name, line.text.partition(":")[2].strip())
        elif _continues(before := getattr(item, self.field), line):
            setattr(item, self.field, f"{before} {line.text}")
        else:
            self.field = "question" if self.field == "requirement" else self.field
            self._put(item, self.field, line.text)

    def _put(self, item: OutlineRow, name: str, text: str) -> None:
        if _ON_SITE.search(text):
            item.on_site_only = True
            text = one_line(_ON_SITE.sub(" ", text))
        if name == "on_site":
            item.on_site = text or "x"
        elif name == "code":
            item.code = text
        elif name in ("cited", "locator"):
            setattr(item, name, "; ".join(filter(None, (getattr(item, name), text))))
        else:
            item.add(name, text)


def _label(text: str) -> str:
    head, colon, _rest = text.partition(":")
    return field_named(head) if colon and len(head) <= _LONGEST_LABEL else ""


def _is_on_site(text: str) -> bool:
    return fold(text) in ("bat buoc xem thuc te", "xem thuc te")


def _continues(before: str, line: Line) -> bool:
    """A line broken in the middle of its sentence."""
    return line.mark == Mark.PLAIN and line.text[0].islower() and before != "" and before[-1] not in ".;:!?"
