"""The twelve columns of the register of past inspections (practice.md 6), found by their names in any order.

The names are those of the workbook itself, Vietnamese in every language of the screen: a format, not a text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from inspections.rules.past import Fault, PaperFacts
from inspections.rules.past_cells import Unreadable, count_in, day_in, is_empty, period_in, text_in
from inspections.rules.past_sheets import Grid, cell_name
from inspections.rules.vietnamese import fold

MEND_HEADER = "Cần sửa"
_HEADER_WITHIN = 30
_HEADER_NEEDS = 3
_MOST_MERGED_TOLD = 50
_TOTALS = re.compile(r"^(?:tong cong|tong so|tong|cong|cong cong)(?: |$)")
_NOT_A_NAME = re.compile(r"[^a-z0-9 ]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, its name in the workbook, other names people use, whether a row must fill it."""

    key: str
    header: str
    others: tuple[str, ...] = ()
    required: bool = True

    @property
    def names(self) -> frozenset[str]:
        """All names, as they are compared."""
        return frozenset(_named(name) for name in (self.header, *self.others))


def _named(header: str) -> str:
    return " ".join(_NOT_A_NAME.sub(" ", fold(header)).split())


COLUMNS = (
    Column("decision_number", "Số quyết định", ("Số QĐ", "Quyết định số", "Số, ký hiệu quyết định")),
    Column("decided_on", "Ngày quyết định", ("Ngày QĐ", "Ngày ban hành", "Ngày ban hành quyết định")),
    Column("agency", "Cơ quan ban hành", ("Cơ quan ra quyết định", "Cơ quan kiểm tra")),
    Column(
        "institution",
        "Tên hoặc mã cơ sở GDNN",
        (
            "Tên cơ sở",
            "Mã cơ sở",
            "Tên hoặc mã cơ sở",
            "Cơ sở GDNN",
            "Đơn vị được kiểm tra",
            "Tên cơ sở GDNN",
        ),
    ),
    Column("content", "Chuyên đề, nội dung", ("Nội dung", "Chuyên đề", "Nội dung kiểm tra")),
    Column("ground_text", "Căn cứ", ("Căn cứ (a/b/c)", "Căn cứ kiểm tra")),
    Column("period", "Thời kỳ kiểm tra", ("Thời kỳ", "Thời kỳ kiểm tra từ - đến")),
    Column("announced_on", "Ngày công bố", ("Ngày công bố quyết định",)),
    Column("minutes_on", "Ngày ký biên bản", ("Ngày biên bản", "Ngày lập biên bản"), required=False),
    Column("lead_name", "Trưởng đoàn", ("Họ tên Trưởng đoàn", "Họ và tên Trưởng đoàn")),
    Column(
        "finding_count",
        "Số tồn tại, dấu hiệu vi phạm",
        ("Số tồn tại", "Số tồn tại, vi phạm"),
        required=False,
    ),
    Column("kept_at", "Nơi lưu hồ sơ giấy", ("Nơi lưu hồ sơ", "Nơi lưu")),
)
HEADERS = {column.key: column.header for column in COLUMNS}
_DAYS = ("decided_on", "announced_on")
_WORDS = ("decision_number", "agency", "content", "ground_text", "lead_name", "kept_at")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend (or to look at): its row counted from 0, its cell by name, the whole sentence."""

    row: int
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row that could be read, with the words that name its institution."""

    row: int
    facts: PaperFacts
    institution: str


@dataclass
class ReadSheet:
    """What one pass over the sheet found."""

    header_row: int = 0
    places: dict[str, int] = field(default_factory=dict)
    rows: list[ReadRow] = field(default_factory=list)
    count: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def problem(self, row: int, fault: Fault) -> Problem:
        """A fault of a row, with the cell it stands in and the name of its column."""
        cell = cell_name(row, self.places[fault.column]) if fault.column in self.places else str(row + 1)
        return Problem(row, cell, f"{HEADERS[fault.column]} {fault.text}.")


def read_sheet(grid: Grid) -> ReadSheet:
    """Find the header, read every row below it; all faults are told at once."""
    found = ReadSheet()
    if not _find_header(grid, found):
        return found
    merged = _tell_merged(grid, found)
    for row in range(found.header_row + 1, len(grid.rows)):
        cells = grid.rows[row]
        if all(is_empty(cell) for cell in cells):
            continue
        if _is_totals(cells, found):
            found.notes.append(
                Problem(row, str(row + 1), _("Dòng cộng, không phải một lượt kiểm tra: được bỏ qua."))
            )
            continue
        found.count += 1
        _read_row(found, row, cells, merged)
    if not found.count:
        found.problems.append(
            Problem(
                found.header_row, "", _("Bảng không có dòng nào dưới dòng tiêu đề: nhập mỗi lượt một dòng.")
            )
        )
    return found


def _find_header(grid: Grid, found: ReadSheet) -> bool:
    best: dict[str, int] = {}
    for row, cells in enumerate(grid.rows[:_HEADER_WITHIN]):
        places = _places(cells)
        if len(places) > len(best):
            best, found.header_row = places, row
    found.places = best
    if len(best) < _HEADER_NEEDS:
        found.problems.append(
            Problem(
                0,
                "",
                _("Không tìm thấy dòng tiêu đề. Chép dòng tiêu đề của tệp mẫu lên đầu bảng: %(names)s.")
                % {"names": "; ".join(HEADERS.values())},
            )
        )
        return False
    missing = [column.header for column in COLUMNS if column.key not in best]
    if missing:
        found.problems.append(
            Problem(
                found.header_row,
                str(found.header_row + 1),
                _("Dòng tiêu đề thiếu cột %(names)s. Thêm cột đó (đúng tên, thứ tự tuỳ ý) rồi gửi lại.")
                % {"names": ", ".join(f"«{name}»" for name in missing)},
            )
        )
    return not missing


def _places(cells: Sequence[Any]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = _named(cell) if isinstance(cell, str) else ""
        for column in COLUMNS:
            if name in column.names:
                places.setdefault(column.key, place)
    return places


def _tell_merged(grid: Grid, found: ReadSheet) -> bool:
    blocks = [
        block
        for block in grid.merged
        if block.last_row > found.header_row
        and block.first_row < len(grid.rows)
        and not _is_totals(grid.rows[block.first_row], found)
    ]
    for block in blocks[:_MOST_MERGED_TOLD]:
        found.problems.append(
            Problem(
                block.first_row,
                block.name,
                _("Các ô %(cells)s bị gộp: bỏ gộp ô (Merge & Center) rồi nhập giá trị vào từng dòng.")
                % {"cells": block.name},
            )
        )
    return bool(blocks)


def _is_totals(cells: Sequence[Any], found: ReadSheet) -> bool:
    """A foot line begins with «Tổng» or «Cộng» and has no day of its own."""
    if any(not is_empty(_cell(cells, found.places[key])) for key in _DAYS):
        return False
    first = next((text_in(cell) for cell in cells if not is_empty(cell)), "")
    return _TOTALS.match(fold(first)) is not None


def _cell(cells: Sequence[Any], place: int) -> Any:
    return cells[place] if place < len(cells) else None


def _read_row(found: ReadSheet, row: int, cells: Sequence[Any], merged: bool) -> None:
    """One row; while blocks are merged their empty cells are not told a second time."""
    given = {key: _cell(cells, place) for key, place in found.places.items()}
    faults: list[Fault] = []
    read: dict[str, Any] = {}
    for column in COLUMNS:
        cell = given[column.key]
        if is_empty(cell) and column.required:
            if not merged:
                faults.append(Fault(column.key, _missing(column.key)))
            continue
        try:
            read[column.key] = _value(column.key, cell)
        except Unreadable as unread:
            faults.append(Fault(column.key, str(unread)))
    found.problems += [found.problem(row, fault) for fault in faults]
    if len(read) == len(COLUMNS):
        institution, period = read.pop("institution"), read.pop("period")
        facts = PaperFacts(**read, period_from=period[0], period_to=period[1])
        found.rows.append(ReadRow(row, facts, institution))


def _missing(key: str) -> str:
    if key in _DAYS:
        return _("còn trống: nhập ngày, dạng 28/02/2024")
    if key == "period":
        return _("còn trống: nhập ngày đầu và ngày cuối, dạng 01/9/2023 - 31/8/2024, hoặc một năm")
    return _("còn trống: nhập theo hồ sơ giấy")


def _value(key: str, cell: Any) -> str | int | date | tuple[date, date] | None:
    if key in _DAYS:
        return day_in(cell)
    if key == "minutes_on":
        return None if is_empty(cell) else day_in(cell)
    if key == "period":
        return period_in(cell)
    if key == "finding_count":
        return count_in(cell)
    return text_in(cell)
