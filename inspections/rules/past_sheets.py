"""A workbook of past inspections becomes rows of cells; a workbook that would swallow the machine is refused.

The reader lays a sheet out as a full rectangle, so two cells in opposite corners would ask for more memory than there
is. Every part of the archive is therefore walked once by an XML parser before the reader sees it (quality.md P13).
"""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO
from xml.parsers import expat

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_CELLS = 600_000
_BEFORE_THE_TABLE = 50
_CHUNK = 1 << 18
_SHEET_MARKS = tuple("sheetData".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


class UnreadableBook(Exception):
    """The workbook cannot be read; the message is a sentence for the person who sent it."""


@dataclass(frozen=True)
class Merged:
    """A block of merged cells, counted from 0, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def holds(self, row: int, column: int) -> bool:
        """Is this cell a part of the block?"""
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column

    @property
    def name(self) -> str:
        """The block as Excel writes it."""
        return f"{cell_name(self.first_row, self.first_column)}:{cell_name(self.last_row, self.last_column)}"


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet, from A1 on, and its merged blocks."""

    rows: Sequence[Sequence[Any]]
    merged: Sequence[Merged] = ()


def cell_name(row: int, column: int) -> str:
    """The address of a cell counted from 0: (6, 1) is «B7»."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def read_grid(stream: BinaryIO) -> Grid:
    """The first visible sheet of an examined .xlsx file, in one pass."""
    try:
        _walk_parts(stream)
        stream.seek(0)
        with CalamineWorkbook.from_filelike(stream) as book:
            shown = [
                sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible
            ]
            if not shown:
                raise UnreadableBook(_("Tệp không có trang tính nào hiện ra. Hãy dùng tệp mẫu."))
            sheet = book.get_sheet_by_name(shown[0])
            merged = [Merged(*first, *last) for first, last in sheet.merged_cell_ranges or []]
            return Grid(sheet.to_python(skip_empty_area=False), merged)
    except (CalamineError, zipfile.BadZipFile, expat.ExpatError, ValueError, OSError) as fault:
        raise UnreadableBook(
            _("Không đọc được bảng trong tệp. Hãy mở tệp bằng Excel, lưu lại dạng .xlsx rồi gửi bản mới.")
        ) from fault


def _walk_parts(stream: BinaryIO) -> None:
    stream.seek(0)
    with zipfile.ZipFile(stream) as archive:
        for part in archive.infolist():
            with archive.open(part) as content:
                head = content.read(_CHUNK)
                if _begins_as_xml(head):
                    _measure(head, content)
                elif _holds_a_sheet(head, content):
                    raise ValueError("a sheet in disguise")


def _begins_as_xml(head: bytes) -> bool:
    return b"<" in head[:4]


def _holds_a_sheet(head: bytes, content: Any) -> bool:
    seen = head
    while seen:
        if any(mark in seen for mark in _SHEET_MARKS):
            return True
        more = content.read(_CHUNK)
        seen = seen[-32:] + more if more else b""
    return False


def _measure(head: bytes, content: Any) -> None:
    """Refuse a part whose cells would span a rectangle beyond the limits."""
    meter = _Meter()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = meter.start
    parser.EndElementHandler = meter.end
    parser.Parse(head, False)
    while chunk := content.read(_CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


class _Meter:
    """Follows rows and cells that hold something; formatted empty cells at the foot of a sheet do not count."""

    def __init__(self) -> None:
        self.row = self.column = -1
        self.cells = 0
        self.place: tuple[int, int] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A row or a cell begins, or a cell turns out to hold something."""
        kind = name.rpartition(" ")[2]
        if kind == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
        elif kind == "c":
            self.row, self.column = (
                _place(attributes["r"]) if "r" in attributes else (self.row, self.column + 1)
            )
            self.place = (self.row, self.column)
        elif kind in ("v", "is", "f") and self.place is not None:
            self._take(*self.place)

    def end(self, name: str) -> None:
        """A cell is over."""
        if name.rpartition(" ")[2] == "c":
            self.place = None

    def _take(self, row: int, column: int) -> None:
        self.cells += 1
        if row >= MAX_ROWS + _BEFORE_THE_TABLE or column >= MAX_COLUMNS or self.cells > MAX_CELLS:
            raise UnreadableBook(
                _(
                    "Bảng vượt quá %(rows)s dòng hoặc %(columns)s cột (ô %(cell)s). Hãy xoá dữ liệu ngoài bảng, "
                    "hoặc tách thành nhiều tệp."
                )
                % {
                    "rows": f"{MAX_ROWS:,}".replace(",", "."),
                    "columns": MAX_COLUMNS,
                    "cell": cell_name(row, column),
                }
            )


def _place(address: str) -> tuple[int, int]:
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return int(address[len(letters) :]) - 1, column - 1
