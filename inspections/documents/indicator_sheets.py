"""The indicators of a period as a workbook: the figures of the page with the day of the data inside (bar.md M10)."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.queries.indicators import Reading

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def about(found: Reading, *, demo: bool) -> list[tuple[str, str]]:
    """What the figures rest on, line by line."""
    rule, frozen = found.rule, found.freeze
    taken = _("Số liệu tạm tính, chưa chốt")
    if frozen:
        taken = _("Đã chốt lần %(n)s lúc %(at)s") % {"n": frozen.version, "at": _moment(frozen.taken_at)}
    decided = _("TÍNH THỬ: chưa có số quyết định ban hành cách tính")
    if rule.decision_number:
        decided = _("Quyết định số %(n)s") % {"n": rule.decision_number}
    lines = [
        (_("Đơn vị"), found.department.name),
        (_("Kỳ"), found.period.words()),
        (_("Ngày dữ liệu"), _moment(found.as_of)),
        (_("Tình trạng"), taken),
        (_("Cách tính"), _("Phiên bản %(n)s: %(name)s") % {"n": rule.version, "name": rule.name}),
        (_("Quyết định ban hành cách tính"), decided),
    ]
    if frozen:
        lines += [
            (_("Mã băm của danh sách"), frozen.list_sha256),
            (_("Đầu chuỗi sự kiện"), frozen.chain_head),
        ]
    return [*lines, (_("Lưu ý"), _("DỮ LIỆU MINH HOẠ"))] if demo else lines


def heads() -> list[str]:
    """The columns of the table."""
    return [
        _("Mã"), _("Chỉ tiêu"), _("Tử số (a)"), _("Mẫu số (b)"), _("Tỷ lệ (%)"), _("Được giao (%)"),
        _("Văn bản giao"), _("Cách hiểu"),
    ]  # fmt: skip


def write(target: IO[bytes], found: Reading, *, demo: bool) -> None:
    """One sheet: what the figures rest on, then a row for each."""
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        sheet = book.add_worksheet(found.period.code[:31])
        bold, wrap = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"text_wrap": True})
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 60)
        sheet.set_column(2, 7, 16)
        row = 0
        for label, text in about(found, demo=demo):
            sheet.write_string(row, 0, label, bold)
            sheet.write_string(row, 1, text, wrap)
            row += 1
        row += 1
        for place, head in enumerate(heads()):
            sheet.write_string(row, place, head, bold)
        for one in found.rows:
            row += 1
            cells = [one.code, one.label, one.a, one.b, one.value, one.target, one.source, one.definition]
            _row(sheet, row, cells, wrap)


def _row(sheet: Any, row: int, cells: Sequence[Any], wrap: Any) -> None:
    for place, cell in enumerate(cells):
        if isinstance(cell, int | Decimal):
            sheet.write_number(row, place, float(cell))
        elif cell:
            sheet.write_string(row, place, str(cell), wrap)


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}"
