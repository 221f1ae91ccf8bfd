"""Lists to compare the ledger with, as somebody fills them in."""

import io
from datetime import date
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from inspections.enums import ReconciliationSource
from inspections.rules.reconciliation import heads_of


def book(source: str, *rows: list[Any], head: list[str] | None = None) -> SimpleUploadedFile:
    """A workbook with these rows."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        sheet, day = made.add_worksheet("Danh sách"), made.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate([head or heads_of(ReconciliationSource(source)), *rows]):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, place, cell, day)
                elif cell is not None:
                    sheet.write(number, place, cell)
    return SimpleUploadedFile("danh-sach.xlsx", target.getvalue())
