"""Where signatures are seen: above the printed name, number and date on the line left for them."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest
import weasyprint

from inspections.documents.signing.authority import DemoAuthority
from inspections.documents.signing.placing import number_line, place_above_name
from inspections.documents.signing.signer import sign_pdf
from tests.factories import evil_files

AT = datetime(2026, 2, 5, tzinfo=UTC)
HTML = """
<style>@page { size: A4; margin: 20mm 15mm 20mm 30mm } td { width: 50% }</style>
<table><tr><td>Số: &nbsp;&nbsp;&nbsp;/QĐ-SGDĐT</td><td><i>Lâm Đồng, ngày … tháng … năm …</i></td></tr></table>
<p>QUYẾT ĐỊNH</p><p style="margin-top: 12cm">PHÓ GIÁM ĐỐC</p><p style="margin-top: 3cm">Trần Quốc Vượng</p>
"""


@pytest.fixture(scope="module")
def decision() -> bytes:
    """A decision with blanks for number and date, and a printed name."""
    content = weasyprint.HTML(string=HTML).write_pdf()
    assert isinstance(content, bytes)
    return content


def boxes(pdf: bytes) -> list[list[float]]:
    """The boxes of the signatures on the first page."""
    annotations = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]["/Annots"]
    return [[float(edge) for edge in annotation.get_object()["/Rect"]] for annotation in annotations]


def test_person_signs_in_the_room_above_the_printed_name(decision: bytes, tmp_path: Path) -> None:
    place = place_above_name(decision, "Trần Quốc Vượng")
    assert place is not None
    person = DemoAuthority(tmp_path).issue("a", name="Trần Quốc Vượng", organisation="Sở")
    [box] = boxes(
        sign_pdf(decision, credential=person, role="personal", reason="a", at=AT, lines=["Người ký"])
    )
    assert box == list(place.box)


def test_agency_writes_number_and_date_over_the_blanks(decision: bytes, tmp_path: Path) -> None:
    authority = DemoAuthority(tmp_path)
    person = authority.issue("a", name="Trần Quốc Vượng", organisation="Sở")
    line = number_line(decision)
    assert line is not None
    issued = sign_pdf(
        sign_pdf(decision, credential=person, role="personal", reason="a", at=AT),
        credential=authority.issue_to_agency("Sở"),
        role="agency",
        reason="a",
        at=AT,
        lines=["Số: 05/QĐ-SGDĐT", "Lâm Đồng, ngày 05 tháng 02 năm 2026"],
    )
    left, bottom, right, top = boxes(issued)[1]
    assert left < line.number_x < line.date_x < right
    assert bottom < line.base < top


def test_signers_without_a_printed_name_never_cover_one_another(tmp_path: Path) -> None:
    authority = DemoAuthority(tmp_path)
    pdf = evil_files.pdf()
    for number in range(4):
        person = authority.issue(f"a{number}", name=f"Người thứ {number}", organisation="Sở")
        pdf = sign_pdf(pdf, credential=person, role="personal", reason="a", at=AT, lines=["Người ký"])
    places = boxes(pdf)
    for number, one in enumerate(places):
        for other in places[number + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_many_lines_stay_inside_their_box_in_smaller_letters(tmp_path: Path) -> None:
    person = DemoAuthority(tmp_path).issue("a", name="Người ký", organisation="Sở")
    lines = [f"Dòng thứ {number} của chữ ký số với nội dung khá dài để phải thu nhỏ" for number in range(9)]
    signed = sign_pdf(evil_files.pdf(), credential=person, role="personal", reason="a", at=AT, lines=lines)
    page = pypdf.PdfReader(io.BytesIO(signed)).pages[0]
    form = page["/Annots"][0].get_object()["/AP"]["/N"].get_object()
    heights: list[float] = []
    page.extract_xform_text(form, visitor_text=lambda _text, _cm, tm, _font, _size: heights.append(tm[5]))
    assert all(line in page.extract_xform_text(form) for line in lines)
    assert min(heights) >= 0


def test_place_of_an_unreadable_file_is_unknown() -> None:
    assert place_above_name(b"khong phai", "A") is None
    assert number_line(b"khong phai") is None
    assert number_line(evil_files.pdf()) is None
