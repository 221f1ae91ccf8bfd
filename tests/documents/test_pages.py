"""The page of Decree 30/2020, Phụ lục I: paper, margins, sizes, page numbers, marks, typefaces."""

import hashlib
import io
import logging
import re
import subprocess
import tomllib

import pytest
from pypdf import PdfReader

from inspections.documents.fetcher import FONT_FILES, FONT_FOLDER
from inspections.documents.layout import RenderFailed, complaints_are_errors
from inspections.documents.snapshots import print_code
from tests.documents.every_kind import EVERY_KIND, any_pdf
from tests.documents.examples import BUILDERS, example_snapshot
from tests.documents.reading import POINT, Piece, body_text, example_pdf, pieces, rendered, whole_text

TEXT_LEFT, TEXT_RIGHT, TEXT_CENTRE = 30, 195, 112.5
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">')


def find(pdf: bytes, text: str) -> Piece:
    return next(piece for piece in pieces(pdf) if piece.text.strip().startswith(text))


def page_numbers(pdf: bytes) -> dict[int, list[str]]:
    """Numbers printed in the top margin, by page."""
    found: dict[int, list[str]] = {}
    for piece in pieces(pdf):
        if piece.y < 20 and piece.text.strip().isdigit():
            found.setdefault(piece.page, []).append(piece.text.strip())
    return found


@pytest.mark.parametrize("kind", BUILDERS)
def test_the_paper_is_a4_and_the_text_keeps_the_margins(kind: str) -> None:
    pdf = example_pdf(kind)
    for page in PdfReader(io.BytesIO(pdf)).pages:
        assert float(page.mediabox.width) * POINT == pytest.approx(210, abs=0.1)
        assert float(page.mediabox.height) * POINT == pytest.approx(297, abs=0.1)
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    words = [[float(edge) * POINT for edge in match] for match in WORD.findall(boxes)]
    assert len(words) > 100
    assert min(word[0] for word in words) >= TEXT_LEFT - 0.5
    assert max(word[2] for word in words) <= TEXT_RIGHT + 0.5
    body = [word for word in words if 20 <= word[1] and word[3] <= 277]
    margins = [word for word in words if word not in body]
    assert all(word[3] < 20 or word[1] > 277 for word in margins)


def test_sizes_and_weights_are_those_of_the_decree() -> None:
    pdf = example_pdf("decision")
    assert [(find(pdf, text).size, find(pdf, text).font) for text in (
        "UBND", "SỞ GIÁO DỤC", "CỘNG HÒA", "Độc lập", "Số:", "Lâm Đồng,", "Về việc", "Căn cứ", "Điều 1.", "Nơi nhận", "- Như Điều 5",
        "KT. GIÁM ĐỐC", "Trần Quốc Vượng",
    )] == [
        (13, "Tinos"), (13, "Tinos-Bold"), (13, "Tinos-Bold"), (14, "Tinos-Bold"), (13, "Tinos"), (14, "Tinos-Italic"),
        (14, "Tinos-Bold"), (14, "Tinos-Italic"), (14, "Tinos-Bold"), (12, "Tinos-Bold-Italic"), (11, "Tinos"),
        (14, "Tinos-Bold"), (14, "Tinos-Bold"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", BUILDERS)
def test_only_tinos_is_in_the_file_and_it_is_embedded(kind: str) -> None:
    names = set()
    for page in PdfReader(io.BytesIO(example_pdf(kind))).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in inner["/FontDescriptor"]
            names.add(str(font["/BaseFont"]).rpartition("+")[2])
    assert names
    assert all(name.startswith("Tinos") for name in names)


def test_trap_25_the_page_number_is_at_the_top_in_the_middle_and_not_on_page_one() -> None:
    pdf = example_pdf("minutes")
    numbers = [
        piece for piece in pieces(pdf) if piece.text.strip().isdigit() and (piece.y < 20 or piece.y > 277)
    ]
    assert [(piece.page, piece.text.strip()) for piece in numbers] == [(2, "2"), (3, "3")]
    for piece in numbers:
        assert piece.y < 20
        assert piece.x == pytest.approx(TEXT_CENTRE, abs=3)
        assert piece.size == 14


def test_each_annex_has_page_numbers_of_its_own() -> None:
    snapshot = example_snapshot("conduct_plan")
    snapshot["schedule"] = snapshot["schedule"] * 40
    pdf = rendered(snapshot)
    pages = PdfReader(io.BytesIO(pdf)).pages
    starts = [i for i, page in enumerate(pages, 1) if page.extract_text().lstrip().startswith("Phụ lục")]
    annex_one, annex_two = starts
    assert annex_two - annex_one >= 2
    numbers = page_numbers(pdf)
    assert annex_one not in numbers
    assert annex_two not in numbers
    assert numbers[annex_one + 1] == ["2"]


@pytest.mark.parametrize("kind", BUILDERS)
def test_every_page_carries_the_print_code_and_its_place_among_all_pages(kind: str) -> None:
    pdf, code = example_pdf(kind), print_code(example_snapshot(kind))
    pages = PdfReader(io.BytesIO(pdf)).pages
    for number, page in enumerate(pages, start=1):
        assert f"Mã bản in: {code} · trang {number}/{len(pages)}" in page.extract_text()


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_what_may_be_signed_by_hand_has_room_for_initials_on_every_page(kind: str) -> None:
    pages = PdfReader(io.BytesIO(any_pdf(kind))).pages
    signed = kind not in ("contents", "submission_receipt")
    assert all(("Ký từng trang: ………" in page.extract_text()) is signed for page in pages)


@pytest.mark.parametrize("kind", BUILDERS)
def test_the_watermark_is_on_every_page_of_a_draft_and_on_no_page_of_the_document(kind: str) -> None:
    draft = PdfReader(io.BytesIO(example_pdf(kind, draft=True))).pages
    assert all("BẢN NHÁP" in page.extract_text() for page in draft)
    assert "BẢN NHÁP" not in whole_text(example_pdf(kind))


def test_invented_data_are_marked_on_every_page_and_real_data_are_not() -> None:
    snapshot = example_snapshot("minutes")
    snapshot["demo"] = True
    assert all(
        "DỮ LIỆU MINH HOẠ" in page.extract_text() for page in PdfReader(io.BytesIO(rendered(snapshot))).pages
    )
    assert "DỮ LIỆU MINH HOẠ" not in whole_text(example_pdf("minutes"))


def test_the_state_of_the_signatures_is_told_in_the_words_of_the_record() -> None:
    snapshot = example_snapshot("minutes")
    snapshot["signature_state"] = "Mới xác nhận điện tử, chưa phải chữ ký"
    assert "Tình trạng chữ ký: Mới xác nhận điện tử, chưa phải chữ ký." in whole_text(rendered(snapshot))


@pytest.mark.parametrize("kind", BUILDERS)
def test_the_same_snapshot_gives_the_same_bytes(kind: str) -> None:
    assert (
        hashlib.sha256(rendered(example_snapshot(kind))).digest()
        == hashlib.sha256(example_pdf(kind)).digest()
    )


def test_another_word_gives_other_bytes() -> None:
    snapshot = example_snapshot("minutes")
    snapshot["copies"] = 3
    assert rendered(snapshot) != example_pdf("minutes")


def test_the_file_has_a_title_and_says_that_it_is_vietnamese_and_made_for_archives() -> None:
    reader = PdfReader(io.BytesIO(example_pdf("decision")))
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith("QUYẾT ĐỊNH 15/QĐ-SGDĐT: Về việc kiểm tra chuyên ngành")
    assert reader.trailer["/Root"]["/Lang"] == "vi"
    assert b"pdfaid:part" in reader.trailer["/Root"]["/Metadata"].get_object().get_data()


def test_a_complaint_of_the_renderer_is_an_error() -> None:
    with pytest.raises(RenderFailed, match="Font-face"), complaints_are_errors():
        logging.getLogger("weasyprint").warning("Font-face 'Tinos' cannot be loaded")


def test_the_typefaces_are_the_unmodified_files_of_the_manifest() -> None:
    manifest = tomllib.loads((FONT_FOLDER / "manifest.toml").read_text(encoding="utf-8"))
    assert set(manifest["sha256"]) == {*FONT_FILES, manifest["licence_file"]}
    for name, digest in manifest["sha256"].items():
        assert hashlib.sha256((FONT_FOLDER / name).read_bytes()).hexdigest() == digest


def test_a_table_longer_than_a_page_repeats_its_head() -> None:
    snapshot = example_snapshot("minutes")
    snapshot["items"] = snapshot["items"] * 12
    assert body_text(rendered(snapshot)).count("kếtquảghinhận") >= 2
