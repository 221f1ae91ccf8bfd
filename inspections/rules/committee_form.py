"""Filling in the Committee's own Excel form: the workbook is given back with its cells filled and nothing else changed.

Where a cell says «{{ma}}» alone the number goes in as a number; inside a sentence it goes in as words. Only the texts and
those cells are touched: styles, merged cells, formulas and pictures stay byte for byte.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from xml.sax.saxutils import escape

STRINGS = "xl/sharedStrings.xml"
_ITEM = re.compile(r"<si>.*?</si>|<si/>", re.DOTALL)
_TEXT = re.compile(r"(<t(?:\s[^>]*)?>)(.*?)(</t>)", re.DOTALL)
_MARK = re.compile(r"\{\{\s*([\w.-]+)\s*\}\}")
_CELL = re.compile(r"<c\b([^>]*)\bt=\"s\"([^>]*)>\s*<v>(\d+)</v>\s*</c>")
_CALC = re.compile(r"<c\b[^>]*><f\b.*?</c>", re.DOTALL)
_VALUE = re.compile(r"<v>.*?</v>", re.DOTALL)


@dataclass
class Filled:
    """The workbook with its cells filled, and the marks that nothing stands for."""

    content: bytes = b""
    unknown: list[str] = field(default_factory=list)
    found: int = 0


def fill(content: bytes, values: Mapping[str, int | float | str]) -> Filled:
    """Fill a workbook whose parts were examined before (forms.files)."""
    done = Filled()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = {part.filename: book.read(part) for part in book.infolist()}
        numbers: dict[int, int | float] = {}
        if STRINGS in parts:
            parts[STRINGS] = _texts(parts[STRINGS].decode(), values, numbers, done).encode()
        for name in [name for name in parts if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]:
            parts[name] = _cells(parts[name].decode(), numbers).encode()
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
            for part in book.infolist():
                made.writestr(part, parts[part.filename])
    done.content = target.getvalue()
    return done


def _texts(
    strings: str, values: Mapping[str, int | float | str], numbers: dict[int, int | float], done: Filled
) -> str:
    place = -1

    def item(match: re.Match[str]) -> str:
        nonlocal place
        place += 1
        whole = "".join(unescape(text[2]) for text in _TEXT.finditer(match[0])).strip()
        alone = _MARK.fullmatch(whole)
        if alone and not isinstance(values.get(alone[1], ""), str):
            done.found += 1
            numbers[place] = values[alone[1]]  # type: ignore[assignment]
            return match[0]
        return _TEXT.sub(
            lambda text: text[1] + escape(_said(unescape(text[2]), values, done)) + text[3], match[0]
        )

    return _ITEM.sub(item, strings)


def _said(text: str, values: Mapping[str, int | float | str], done: Filled) -> str:
    def word(mark: re.Match[str]) -> str:
        if mark[1] not in values:
            done.unknown.append(mark[1])
            return mark[0]
        done.found += 1
        value = values[mark[1]]
        return value if isinstance(value, str) else f"{value}".replace(".", ",")

    return _MARK.sub(word, text)


def _cells(sheet: str, numbers: Mapping[int, int | float]) -> str:
    """Numbers take the place of the texts that named them; results of formulas are left for Excel to work out again."""

    def cell(match: re.Match[str]) -> str:
        value = numbers.get(int(match[3]))
        if value is None:
            return match[0]
        return f"<c{match[1].rstrip()}{match[2].rstrip()}><v>{value}</v></c>"

    return _CALC.sub(lambda found: _VALUE.sub("", found[0]), _CELL.sub(cell, sheet))
