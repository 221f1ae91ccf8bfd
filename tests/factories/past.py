"""Workbooks of past paper inspections, made for a test and never kept."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from inspections.rules.past_rows import COLUMNS

HEADER = tuple(column.header for column in COLUMNS)
PLACES = {column.key: place for place, column in enumerate(COLUMNS)}


def visit(**changed: Any) -> list[Any]:
    """One good row, with what a test changes."""
    cells: dict[str, Any] = {
        "decision_number": "125/QĐ-SLĐTBXH",
        "decided_on": date(2024, 3, 4),
        "agency": "Sở Lao động - Thương binh và Xã hội",
        "institution": "MH-01",
        "content": "Công tác tuyển sinh",
        "ground_text": "c",
        "period": "01/9/2022 - 31/8/2023",
        "announced_on": date(2024, 3, 11),
        "minutes_on": date(2024, 3, 15),
        "lead_name": "Nguyễn Văn Minh Hoạ",
        "finding_count": 3,
        "kept_at": "Hộp 12, kho lưu trữ Sở",
    }
    assert set(changed) <= set(cells)
    return list((cells | changed).values())


def many(count: int) -> list[list[Any]]:
    """So many good rows, each with its own decision number."""
    return [visit(decision_number=f"{number}/QĐ-SLĐTBXH") for number in range(1, count + 1)]


def workbook(
    *rows: Sequence[Any],
    header: Sequence[Any] | None = HEADER,
    dress: Callable[[Worksheet], object] | None = None,
) -> bytes:
    """A workbook with these rows under the header; ``dress`` may do to the sheet what people do."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Lượt kiểm tra")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate([header, *rows] if header else rows):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, place, cell, day)
                elif cell is not None:
                    sheet.write(number, place, cell)
        if dress is not None:
            dress(sheet)
    return target.getvalue()
