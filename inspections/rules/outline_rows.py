"""Words that every reader of a pasted outline shares: one cleaning of text, one row, one list of column names.

A checklist is written in Word or Excel and pasted (practice 3: ten minutes); what is pasted carries soft breaks,
no-break spaces, curly quotes, invisible marks and letters in two parts (NFD). All of it is read as one spelling.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from inspections.rules.vietnamese import fold, normalise

MAX_ITEMS = 200
MAX_PASTE = 200_000
LIMITS = {
    "code": 20,
    "group_title": 300,
    "requirement": 1000,
    "question": 4000,
    "evidence_hint": 2000,
    "locator": 120,
    "ready_wording": 2000,
}

# Folded names of columns (Excel) and of labels at the head of a line (Word).
_NAMES = {
    "code": ("stt", "tt", "so tt", "so thu tu", "ma", "ma noi dung", "ky hieu"),
    "group_title": ("nhom", "nhom noi dung", "nhom van de", "linh vuc"),
    "requirement": ("yeu cau", "yeu cau phap luat", "noi dung yeu cau", "noi dung", "tieu chi"),
    "question": (
        *("noi dung can kiem tra", "noi dung kiem tra", "can kiem tra", "cau hoi", "cau hoi kiem tra"),
        *("cach kiem tra", "cach thuc kiem tra"),
    ),
    "evidence_hint": (
        *("ho so can xem", "ho so tai lieu can xem", "tai lieu can xem", "ho so tai lieu", "ho so"),
        *("tai lieu", "minh chung", "ho so minh chung"),
    ),
    "cited": ("can cu", "can cu phap ly", "co so phap ly", "van ban", "van ban can cu"),
    "locator": ("dieu khoan", "dieu khoan diem", "dieu", "vi tri"),
    "on_site": ("xem thuc te", "bat buoc xem thuc te", "truc tiep", "kiem tra thuc te"),
    "ready_wording": ("cau mau", "cau mau ghi ton tai han che", "cau mau ghi ton tai", "cau ghi ton tai"),
}
FIELD_OF_NAME = {name: field_name for field_name, names in _NAMES.items() for name in names}

_BREAKS = re.compile(r"\r\n?|[\x0c\x85\u2029]")
_SOFT_BREAKS = re.compile(r"[\x0b\u2028]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'"})


def plain(text: str) -> str:
    """Return pasted text in NFC with line breaks only as \\n and cells only as \\t; nothing invisible stays."""
    text = _SOFT_BREAKS.sub(" ", _BREAKS.sub("\n", text)).replace("\x07", "\t")
    text = _INVISIBLE.sub("", text).translate(_QUOTES)
    kept = (char for char in text if char in "\t\n" or unicodedata.category(char) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", "".join(kept))


def one_line(text: str) -> str:
    """Return text on one line with single spaces."""
    return normalise(text)


def several_lines(text: str) -> str:
    """Return text with its own lines, each trimmed; empty ones fall away."""
    return "\n".join(line for line in map(normalise, text.split("\n")) if line)


def field_named(name: str) -> str:
    """Return the field that a column head or a label names, or nothing."""
    return FIELD_OF_NAME.get(fold(name), "")


@dataclass(slots=True)
class OutlineRow:
    """One item as it was understood, with the lines it came from, what is wrong with it and what to know."""

    first_line: int
    last_line: int
    code: str = ""
    group_title: str = ""
    requirement: str = ""
    question: str = ""
    evidence_hint: str = ""
    cited: str = ""
    locator: str = ""
    ready_wording: str = ""
    on_site: str = ""
    on_site_only: bool = False
    act_code: str = ""
    unresolved: str = ""
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, name: str, text: str) -> None:
        """Add a line to a field that may have several."""
        before = getattr(self, name)
        setattr(self, name, f"{before}\n{text}" if before and text else before or text)


@dataclass(slots=True)
class Reading:
    """What a reader of lines or cells found: rows, lines it could not use, what hinders and what to know."""

    rows: list[OutlineRow] = field(default_factory=list)
    ignored: list[tuple[int, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_table: bool = False
