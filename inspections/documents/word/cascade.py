"""What the style sheet of the documents says of each element: the Word file follows the same sheet as the PDF.

Only what the sheet uses is understood; lengths are points. Source: Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Final

import cssselect2
import tinycss2

from inspections.documents.layout import STYLE_SHEET, TEMPLATE_FOLDER, TEMPLATE_ROOM

MM: Final = 72 / 25.4
_LENGTH: Final = re.compile(r"^(-?[\d.]+)(pt|mm|px|em|%)?$")
_BOLD_TAGS: Final = frozenset({"strong", "b", "th", "h1", "h2", "h3"})
_ITALIC_TAGS: Final = frozenset({"em", "i"})
_SIDES: Final = ("top", "right", "bottom", "left")
_OWN: Final = {
    "before": 0.0, "after": 0.0, "left": 0.0, "width": None, "share": None, "height": None, "bordered": False,
    "fixed": False, "hidden": False, "page": "", "new_page": False, "keep_next": False, "whole": False,
    "middle": False, "padding": (0.0, 0.0, 0.0, 0.0), "content": "", "rule": False,
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How an element looks: the first six are handed down to what stands inside."""

    size: float = 14.0
    bold: bool = False
    italic: bool = False
    align: str = "left"
    indent: float = 0.0
    line: float = 1.2
    colour: str = ""
    before: float = 0.0
    after: float = 0.0
    left: float = 0.0
    width: float | None = None
    share: float | None = None
    height: float | None = None
    bordered: bool = False
    fixed: bool = False
    hidden: bool = False
    page: str = ""
    new_page: bool = False
    keep_next: bool = False
    whole: bool = False
    middle: bool = False
    padding: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    content: str = ""
    rule: bool = False


@dataclass(frozen=True)
class Styled:
    """The look of an element, of what the sheet puts before it and of what it puts after it."""

    look: Look
    before: Look | None = None
    after: Look | None = None


@dataclass
class Sheet:
    """The style sheet, ready to be asked."""

    matcher: Any = field(default_factory=cssselect2.Matcher)

    def look(self, element: Any, inside: Look) -> Styled:
        """The look of an element within something of the look ``inside``."""
        own = replace(inside, **_OWN)
        tag = element.local_name
        own = replace(own, bold=own.bold or tag in _BOLD_TAGS, italic=own.italic or tag in _ITALIC_TAGS)
        marked: dict[str, Look] = {}
        for *_order, pseudo, declared in sorted(self.matcher.match(element), key=lambda found: found[:2]):
            if pseudo is None:
                own = _with(own, declared)
            else:
                marked[pseudo] = _with(marked.get(pseudo, replace(own, **_OWN)), declared)
        return Styled(own, marked.get("before"), marked.get("after"))


@cache
def sheet() -> Sheet:
    """The sheet of templates/documents, read once."""
    text = (TEMPLATE_FOLDER / TEMPLATE_ROOM / STYLE_SHEET).read_text(encoding="utf-8")
    found = Sheet()
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        declared = dict(_declarations(rule.content))
        for selector in cssselect2.compile_selector_list(rule.prelude):
            found.matcher.add_selector(selector, declared)
    return found


def _declarations(content: Any) -> Iterator[tuple[str, str]]:
    for part in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if part.type == "declaration":
            yield part.lower_name, tinycss2.serialize(part.value).strip()


def points(value: str, size: float = 14.0) -> float | None:
    """A length of the sheet in points; a share of the width (``%``) or anything else is None."""
    found = _LENGTH.match(value)
    if found is None or found[2] == "%":
        return None
    return float(found[1]) * {"mm": MM, "px": 0.75, "em": size}.get(found[2] or "pt", 1.0)


def _with(look: Look, declared: Mapping[str, str]) -> Look:
    changed: dict[str, Any] = {}
    for name, value in declared.items():
        changed |= _read(name, value, look)
    return replace(look, **changed)


def _read(name: str, value: str, look: Look) -> dict[str, Any]:
    """What one declaration means for the look."""
    if name in _LENGTHS:
        length = points(value, look.size)
        if name == "width" and value.endswith("%"):
            return {"share": float(value[:-1]) / 100}
        return {} if length is None else {_LENGTHS[name]: length}
    if name in ("margin", "padding"):
        return _of_four(name, value, look)
    if name.startswith("padding-"):
        sides = list(look.padding)
        sides[_SIDES.index(name.removeprefix("padding-"))] = points(value, look.size) or 0.0
        return {"padding": tuple(sides)}
    if name in _WORDS:
        key, meaning = _WORDS[name]
        return {key: meaning(value)}
    return {}


def _of_four(name: str, value: str, look: Look) -> dict[str, Any]:
    parts = [points(part, look.size) or 0.0 for part in value.split()]
    top, right, bottom, left = (parts * 4)[:4] if len(parts) in (1, 2) else [*parts, parts[1]][:4]
    if name == "padding":
        return {"padding": (top, right, bottom, left)}
    return {"before": top, "after": bottom, "left": max(left, 0.0)}


_LENGTHS: Final = {
    "font-size": "size", "text-indent": "indent", "width": "width", "height": "height",
    "margin-top": "before", "margin-bottom": "after", "margin-left": "left",
}  # fmt: skip
_WORDS: Final[dict[str, tuple[str, Any]]] = {
    "font-weight": ("bold", lambda value: value in ("bold", "700")),
    "font-style": ("italic", lambda value: value == "italic"),
    "text-align": ("align", str),
    "line-height": ("line", lambda value: float(value) if value.replace(".", "").isdigit() else 1.0),
    "color": ("colour", lambda value: value if value.startswith("#") else ""),
    "border": ("bordered", lambda value: value not in ("none", "0")),
    "border-top": ("rule", lambda value: value not in ("none", "0")),
    "border-bottom": ("rule", lambda value: value not in ("none", "0")),
    "position": ("fixed", lambda value: value == "fixed"),
    "display": ("hidden", lambda value: value == "none"),
    "page": ("page", str),
    "break-before": ("new_page", lambda value: value == "page"),
    "break-after": ("keep_next", lambda value: value == "avoid"),
    "break-inside": ("whole", lambda value: value == "avoid"),
    "vertical-align": ("middle", lambda value: value == "middle"),
    "content": ("content", str),
}
