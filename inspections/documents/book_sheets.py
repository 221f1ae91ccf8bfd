"""The records clerk's books as a workbook, row by row, so that a long year costs no memory."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO

import xlsxwriter

Cell = str | int | date | None
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
WIDTH = 24


def write_book(target: IO[bytes], name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write one sheet; every text is text, never a formula, and days are days."""
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        sheet = book.add_worksheet(name[:31])
        bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        sheet.set_column(0, len(heads) - 1, WIDTH)
        sheet.freeze_panes(1, 0)
        for place, head in enumerate(heads):
            sheet.write_string(0, place, head, bold)
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, place, cell, day)
                elif isinstance(cell, int):
                    sheet.write_number(number, place, cell)
                elif cell:
                    sheet.write_string(number, place, cell[:32_000])
