"""Workbooks handed out for the register of past inspections: the empty template, and a sheet with what to mend.

Every text is written as text, never as a formula (quality.md 3 no. 13).
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from inspections.rules.past_rows import COLUMNS, MEND_HEADER

_WIDTHS = (20, 16, 34, 40, 44, 30, 26, 16, 16, 26, 16, 32)
_EXAMPLE: tuple[str | int | date, ...] = (
    "125/QĐ-SLĐTBXH",
    date(2024, 3, 4),
    "Sở Lao động - Thương binh và Xã hội tỉnh Đắk Nông",
    "Trường Trung cấp Minh Hoạ",
    "Công tác tuyển sinh",
    "c",
    "01/9/2022 - 31/8/2023",
    date(2024, 3, 11),
    date(2024, 3, 15),
    "Nguyễn Văn Minh Hoạ",
    3,
    "Hộp 12, kho lưu trữ Sở",
)
_HOW = (
    ("Số quyết định", "Số và ký hiệu như trên quyết định."),
    ("Ngày quyết định", "Ngày có thật, dạng 28/02/2024. Mọi ngày trong bảng đều viết ngày trước, tháng sau."),
    ("Cơ quan ban hành", "Tên cơ quan như trên quyết định khi đó."),
    ("Tên hoặc mã cơ sở GDNN", "Như trong mục Cơ sở; gõ không dấu, chữ hoa hay chữ thường đều được."),
    ("Chuyên đề, nội dung", "Tên cuộc kiểm tra hoặc nội dung kiểm tra."),
    (
        "Căn cứ",
        "a: dấu hiệu vi phạm; b: chỉ đạo, yêu cầu; c: kế hoạch chuyên đề (Đ.11.2); hoặc ghi bằng lời.",
    ),
    ("Thời kỳ kiểm tra", "Hai ngày, dạng 01/9/2022 - 31/8/2023, hoặc một năm, dạng 2023."),
    ("Ngày công bố", "Từ ngày quyết định trở đi."),
    ("Ngày ký biên bản", "Từ ngày công bố trở đi; để trống khi không có biên bản đã ký."),
    ("Trưởng đoàn", "Họ và tên."),
    ("Số tồn tại, dấu hiệu vi phạm", "Số nguyên; không có thì nhập 0; không rõ thì để trống."),
    ("Nơi lưu hồ sơ giấy", "Kho, hộp, tập để tìm lại được."),
)


def template() -> bytes:
    """The empty workbook: the sheet to fill in, and one that says how."""
    target = io.BytesIO()
    with _workbook(target) as book:
        sheet = book.add_worksheet("Lượt kiểm tra")
        _head(book, sheet, [column.header for column in COLUMNS])
        _dates_below(book, sheet)
        how = book.add_worksheet("Hướng dẫn")
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        how.set_column(0, 0, 32)
        how.set_column(1, 2, 60, wrapped)
        for place, title in enumerate(("Cột", "Cách nhập", "Ví dụ")):
            how.write_string(0, place, title, bold)
        for row, ((name, words), example) in enumerate(zip(_HOW, _EXAMPLE, strict=True), start=1):
            how.write_string(row, 0, name)
            how.write_string(row, 1, words)
            how.write_string(row, 2, _as_text(example))
    return target.getvalue()


def with_mends(rows: Sequence[Sequence[Any]], header_row: int, mends: Mapping[int, Iterable[str]]) -> bytes:
    """The sheet as it was sent, with a last column that says what to mend in each row (counted from 1)."""
    target = io.BytesIO()
    width = max((len(row) for row in rows), default=0)
    if width and len(rows) > header_row and rows[header_row][-1:] == [MEND_HEADER]:
        width -= 1
    with _workbook(target) as book:
        sheet = book.add_worksheet("Lượt kiểm tra")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        told = book.add_format({"text_wrap": True, "bg_color": "#FFF2CC"})
        for number, row in enumerate(rows):
            for place, cell in enumerate(row[:width]):
                _write(sheet, number, place, cell, day)
            if number == header_row:
                sheet.write_string(number, width, MEND_HEADER, book.add_format({"bold": True}))
            elif found := list(mends.get(number + 1, ())):
                sheet.write_string(number, width, "\n".join(found)[:32_000], told)
        sheet.set_column(0, max(width - 1, 0), 22)
        sheet.set_column(width, width, 80)
        sheet.freeze_panes(header_row + 1, 0)
    return target.getvalue()


def _workbook(target: io.BytesIO) -> Workbook:
    return xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )


def _head(book: Workbook, sheet: Worksheet, names: Sequence[str]) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
    for place, (name, width) in enumerate(zip(names, _WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, bold)
    sheet.freeze_panes(1, 0)


def _dates_below(book: Workbook, sheet: Worksheet) -> None:
    """Columns of days look like days before anything is typed."""
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for place, column in enumerate(COLUMNS):
        if column.key in ("decided_on", "announced_on", "minutes_on"):
            sheet.set_column(place, place, _WIDTHS[place], day)


def _write(sheet: Worksheet, row: int, place: int, cell: Any, day: Format) -> None:
    if isinstance(cell, datetime | date):
        sheet.write_datetime(row, place, cell, day)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, place, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, place, cell)
    elif cell not in (None, ""):
        sheet.write_string(row, place, str(cell)[:32_000])


def _as_text(value: str | int | date) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
