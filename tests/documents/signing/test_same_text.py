"""Returned documents: the same text as the draft, but for number, date and stamps."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pypdf
import pytest
import weasyprint

from inspections.documents.signing.authority import DemoAuthority
from inspections.documents.signing.same_text import differs_from_draft, read_number_and_date
from inspections.documents.signing.signer import sign_pdf
from tests.factories import evil_files

BODY = (
    "<p>QUYẾT ĐỊNH</p><p>Căn cứ Quyết định số 12/QĐ-UBND ngày 03 tháng 01 năm 2026;</p>"
    "<p>Điều 1. Thành lập Đoàn kiểm tra gồm 03 thành viên, Trưởng đoàn là bà H'Wen Niê Kđăm.</p>"
)


def document(*, number: str = "", day: str = "", body: str = BODY, marks: str = "") -> bytes:
    """A decision in the form of Decree 30/2020, with blanks where number and date are not given yet."""
    shown_day = day or "ngày … tháng … năm …"
    html = (
        f"<p>SỞ GIÁO DỤC VÀ ĐÀO TẠO</p><p>Số: {number or '&nbsp;' * 8}/QĐ-SGDĐT &nbsp; Lâm Đồng, {shown_day}</p>"
        f"{marks}{body}<p style='break-before: page'>(Kèm theo Quyết định số {number or '&nbsp;&nbsp;'}/QĐ-SGDĐT"
        f" {shown_day})</p><p>Danh sách Đoàn kiểm tra</p>"
    )
    content = weasyprint.HTML(string=html).write_pdf()
    assert isinstance(content, bytes)
    return content


@pytest.fixture(scope="module")
def draft() -> bytes:
    """The draft that was sent for signature."""
    return document(marks="<p>BẢN NHÁP</p><p>Mã bản in: 0a1b2c3d4e5f · trang 1/2</p>")


def test_number_and_date_filled_in_are_no_difference(draft: bytes) -> None:
    assert differs_from_draft(draft, document(number="05", day="ngày 05 tháng 02 năm 2026")) is None


def test_date_line_may_be_of_the_next_day_but_a_date_in_the_annex_may_not_differ() -> None:
    sent = document(number="05", day="ngày 05 tháng 02 năm 2026")
    back = document(number="05", day="ngày 06 tháng 02 năm 2026")
    sentence = differs_from_draft(sent, back)
    assert sentence is not None
    assert sentence.startswith("Trang 2 khác dự thảo đã trình:")


def test_stamps_printed_on_the_page_are_no_difference(draft: bytes) -> None:
    stamps = "<p>Ký bởi: Sở Giáo dục và Đào tạo</p><p>Thời gian ký: 05/02/2026 09:14:00 +07:00</p>"
    assert (
        differs_from_draft(draft, document(number="05", day="ngày 05 tháng 02 năm 2026", marks=stamps))
        is None
    )


def test_signatures_and_their_visible_text_are_no_difference(draft: bytes, tmp_path: Path) -> None:
    credential = DemoAuthority(tmp_path).issue("giamdoc", name="Nguyễn Văn A", organisation="Sở")
    at = datetime(2026, 2, 5, tzinfo=UTC)
    signed = sign_pdf(
        draft, credential=credential, role="personal", reason="a", at=at, lines=["Người ký: Nguyễn Văn A"]
    )
    assert differs_from_draft(draft, signed) is None


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            BODY.replace("03 thành viên", "05 thành viên"),
            'văn bản trả về ghi "Thành lập Đoàn kiểm tra gồm 05 thành viên,',
        ),
        (BODY.replace("12/QĐ-UBND", "13/QĐ-UBND"), 'dự thảo ghi "ĐỊNH Căn cứ Quyết định số 12/QĐ-UBND'),
        (BODY.replace("ngày 03 tháng 01", "ngày 04 tháng 01"), "số 12/QĐ-UBND ngày 03 tháng 01"),
        (BODY.replace("Niê Kđăm", "Niê"), "H'Wen Niê Kđăm."),
    ],
)
def test_changed_passage_is_named_with_both_wordings(draft: bytes, changed: str, told: str) -> None:
    sentence = differs_from_draft(draft, document(number="05", day="ngày 05 tháng 02 năm 2026", body=changed))
    assert sentence is not None
    assert sentence.startswith("Trang 1 khác dự thảo đã trình:")
    assert told in sentence


def test_missing_page_is_told(draft: bytes) -> None:
    writer = pypdf.PdfWriter()
    writer.add_page(pypdf.PdfReader(io.BytesIO(draft)).pages[0])
    output = io.BytesIO()
    writer.write(output)
    assert differs_from_draft(draft, output.getvalue()) == (
        "Văn bản trả về có 1 trang, dự thảo đã trình có 2 trang. Hãy kiểm tra lại."
    )


def test_scan_without_text_asks_for_human_eyes(draft: bytes) -> None:
    assert "có thể là bản quét" in str(differs_from_draft(draft, evil_files.pdf(pages=2)))


def test_unreadable_file_asks_for_human_eyes(draft: bytes) -> None:
    assert "có thể là bản quét" in str(differs_from_draft(draft, b"khong phai"))


def test_number_symbol_date_and_place_are_read_from_the_returned_document() -> None:
    found = read_number_and_date(document(number="05", day="ngày 05 tháng 02 năm 2026"))
    assert found == (5, "QĐ-SGDĐT", date(2026, 2, 5), "Lâm Đồng")


def test_number_and_date_are_read_from_the_agency_signature(draft: bytes, tmp_path: Path) -> None:
    authority = DemoAuthority(tmp_path)
    at = datetime(2026, 2, 5, tzinfo=UTC)
    person = authority.issue("giamdoc", name="Nguyễn Văn A", organisation="Sở")
    signed = sign_pdf(draft, credential=person, role="personal", reason="a", at=at)
    lines = ["Số: 05/QĐ-SGDĐT", "Lâm Đồng, ngày 05 tháng 02 năm 2026"]
    issued = sign_pdf(
        signed, credential=authority.issue_to_agency("Sở"), role="agency", reason="a", at=at, lines=lines
    )
    assert read_number_and_date(issued) == (5, "QĐ-SGDĐT", date(2026, 2, 5), "Lâm Đồng")
    assert differs_from_draft(draft, issued) is None


@pytest.mark.parametrize(
    "pdf",
    [
        document(),
        document(number="05", day="ngày 31 tháng 02 năm 2026"),
        document(
            number="05", day="ngày …", body="<p>Bắt đầu lúc 08 giờ 00 phút, ngày 12 tháng 11 năm 2026.</p>"
        ),
        b"khong phai",
    ],
)
def test_nothing_is_guessed_when_number_or_date_is_not_there(pdf: bytes) -> None:
    assert read_number_and_date(pdf) is None
