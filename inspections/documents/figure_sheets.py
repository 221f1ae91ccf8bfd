"""The periodic report as a workbook: every number of the paper with its code, then the list of lượt."""

from collections.abc import Mapping
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def write_report(target: IO[bytes], snapshot: Mapping[str, Any]) -> None:
    """Two sheets; every text is text, never a formula."""
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        bold, wrap = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"text_wrap": True})
        sheet = book.add_worksheet(_("Số liệu"))
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 70)
        sheet.set_column(2, 5, 18)
        about = [
            (_("Kỳ"), snapshot["period"]),
            (_("Số liệu chốt lúc"), snapshot["taken_at"]),
            (_("Cách tính"), snapshot["rule"]),
            (_("Tình trạng"), _("TÍNH THỬ") if snapshot["trial"] else snapshot["rule_decision"]),
            (_("Mã băm của danh sách"), snapshot["list_sha256"]),
            (_("Đầu chuỗi sự kiện"), snapshot["chain_head"]),
        ]
        if snapshot["demo"]:
            about.append((_("Lưu ý"), _("DỮ LIỆU MINH HOẠ")))
        for row, (label, text) in enumerate(about):
            sheet.write_string(row, 0, label, bold)
            sheet.write_string(row, 1, text, wrap)
        start = len(about) + 1
        for place, head in enumerate(
            (_("Mã số liệu"), _("Chỉ tiêu"), _("Tử số (a)"), _("Mẫu số (b)"), _("Tỷ lệ"), _("Cách hiểu"))
        ):
            sheet.write_string(start, place, head, bold)
        for row, one in enumerate(snapshot["figures"], start=start + 1):
            sheet.write_url(row, 0, one["url"], string=one["code"])
            sheet.write_string(row, 1, one["label"], wrap)
            sheet.write_number(row, 2, one["a"])
            if one["b"] is not None:
                sheet.write_number(row, 3, one["b"])
                sheet.write_string(row, 4, one["words"])
            sheet.write_string(row, 5, one["definition"], wrap)
        _lines(book, snapshot, bold)


def _lines(book: Any, snapshot: Mapping[str, Any], bold: Any) -> None:
    sheet = book.add_worksheet(_("Danh sách lượt"))
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 50)
    for place, head in enumerate((_("Hồ sơ"), _("Đơn vị"), _("Mức"), _("Ngày tính"), _("Tình trạng"))):
        sheet.write_string(0, place, head, bold)
    for row, line in enumerate(snapshot["lines"], start=1):
        state = _("chính thức") if line["final"] else _("tạm tính")
        cells = (line["code"], line["institution"], line["class"], line["counted_on"], state)
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell)
