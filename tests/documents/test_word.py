"""The Word file says what the PDF says, word for word, on the page of Decree 30/2020."""

import io
import re
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from inspections.documents.word.file import word_file
from tests.documents.every_kind import EVERY_KIND, any_example, any_pdf
from tests.documents.examples import example_snapshot
from tests.documents.reading import body_text, example_pdf, squeeze, whole_text

CODE = {"code": "7KQ2M9XTB4R", "url": "https://kiemtra.minhhoa.example.vn/v/7KQ2M9XTB4R/"}


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def words_in_order(element: Any, pages: int = 0) -> str:
    """All text below an element, in its order; the number of pages as Word would count it."""
    found = []
    for piece in element.iter(qn("w:t"), qn("w:instrText")):
        if piece.tag == qn("w:t"):
            found.append(piece.text or "")
        elif "NUMPAGES" in piece.text:
            found.append(f"{pages:02d}")
    return "".join(found)


def in_one_piece(printed: str, *, of: Any, pages: int) -> str:
    """What is printed, without the heads that a table repeats where a page ends."""
    wanted = squeeze(words_in_order(of, pages))
    rows = [row for row in of.iter(qn("w:tr")) if row.find(f".//{qn('w:tblHeader')}") is not None]
    heads = {squeeze(words_in_order(row)) for row in rows}
    kept, at = "", 0
    while at < len(printed):
        again = next((head for head in heads if printed.startswith(head, at)), "")
        if again and not wanted.startswith(again, len(kept)):
            at += len(again)
            continue
        kept, at = kept + printed[at], at + 1
    return kept


def example_word(kind: str, *, draft: bool = False, **changed: Any) -> Any:
    return opened(word_file(f"{kind}.html", {**any_example(kind), **changed}, draft=draft))


def margins_text(made: Any) -> list[str]:
    section = made.sections[0]
    parts = (section.first_page_header, section.header, section.first_page_footer, section.footer)
    return [words_in_order(part._element) for part in parts]


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_word_file_has_the_words_of_the_pdf_in_their_order(kind: str) -> None:
    pdf = any_pdf(kind)
    pages = len(PdfReader(io.BytesIO(pdf)).pages)
    body = example_word(kind).element.body
    assert in_one_piece(body_text(pdf), of=body, pages=pages) == squeeze(words_in_order(body, pages))


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_page_is_that_of_decree_30(kind: str) -> None:
    made = example_word(kind)
    for section in made.sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        assert [round(edge.mm) for edge in (section.top_margin, section.right_margin)] == [20, 15]
        assert [round(edge.mm) for edge in (section.bottom_margin, section.left_margin)] == [20, 30]
        assert section.different_first_page_header_footer
    assert made.styles["Normal"].font.name == "Times New Roman"
    first, later = (part._element for part in (made.sections[0].first_page_header, made.sections[0].header))
    assert "PAGE" not in "".join(first.itertext()) and "PAGE" in "".join(later.itertext())


def test_sizes_weights_and_places_are_those_of_the_decree() -> None:
    made = example_word("decision")
    found: dict[str, tuple[float, bool, bool, str]] = {}
    for paragraph in made.element.body.iter(qn("w:p")):
        runs = [run for run in paragraph.iter(qn("w:r")) if words_in_order(run).strip()]
        if runs:
            look, place = runs[0].find(qn("w:rPr")), paragraph.find(f".//{qn('w:jc')}")
            found[words_in_order(paragraph)] = (
                int(look.find(qn("w:sz")).get(qn("w:val"))) / 2,
                look.find(qn("w:b")) is not None,
                look.find(qn("w:i")) is not None,
                place.get(qn("w:val")) if place is not None else "left",
            )
    assert found["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] == (13, True, False, "center")
    assert found["Độc lập - Tự do - Hạnh phúc"] == (14, True, False, "center")
    assert found["UBND TỈNH LÂM ĐỒNG"] == (13, False, False, "center")
    assert found["Số: 15/QĐ-SGDĐT"] == (13, False, False, "center")
    assert found["QUYẾT ĐỊNH"] == (14, True, False, "center")
    assert found["Nơi nhận:"] == (12, True, True, "left")
    assert next(look for text, look in found.items() if text.startswith("Căn cứ")) == (
        14,
        False,
        True,
        "both",
    )
    assert next(look for text, look in found.items() if text.startswith("1. Phạm vi")) == (
        14,
        False,
        False,
        "both",
    )


def test_the_first_line_of_the_text_is_drawn_in_by_127_mm() -> None:
    made = example_word("decision")
    text = next(p for p in made.element.body.iter(qn("w:p")) if words_in_order(p).startswith("1. Phạm vi"))
    assert text.find(f".//{qn('w:ind')}").get(qn("w:firstLine")) == "720"


def test_a_draft_and_invented_data_are_marked_on_every_page() -> None:
    for text in margins_text(example_word("decision", draft=True, demo=True))[:2]:
        assert "BẢN NHÁP" in text and "DỮ LIỆU MINH HOẠ" in text
    for text in margins_text(example_word("decision"))[:2]:
        assert "BẢN NHÁP" not in text and "DỮ LIỆU MINH HOẠ" not in text


def test_the_code_of_the_print_stands_below_as_on_paper() -> None:
    printed = re.search(r"Mã bản in: (\w+)", whole_text(example_pdf("minutes")))
    assert printed is not None
    for text in margins_text(example_word("minutes"))[2:]:
        assert printed[1] in text and "Ký từng trang" in text


def test_the_code_to_check_the_paper_is_there_as_a_picture_with_words() -> None:
    made = example_word("decision", check=CODE)
    pictures = list(made.element.body.iter("{*}docPr"))
    assert [picture.get("descr") for picture in pictures] == ["Mã QR của địa chỉ kiểm tra văn bản"]
    assert CODE["code"] in words_in_order(made.element.body)


def test_annexes_begin_on_a_page_of_their_own_numbered_from_one() -> None:
    sections = example_word("conduct_plan").sections
    starts = [section._sectPr.find(qn("w:pgNumType")) for section in sections]
    assert [start is not None and start.get(qn("w:start")) for start in starts] == [False, "1", "1"]


def test_heads_of_tables_are_repeated_and_rows_are_not_torn() -> None:
    rows = list(example_word("minutes").element.body.iter(qn("w:tr")))
    heads = [row for row in rows if row.find(f".//{qn('w:tblHeader')}") is not None]
    assert heads and all("Mã" in words_in_order(row) or "STT" in words_in_order(row) for row in heads)
    assert any(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_what_people_wrote_stays_text_whatever_signs_it_has() -> None:
    snapshot = example_snapshot("minutes")
    snapshot["findings"][0]["text"] = "A & B < C > D \x0b \x00 {{ 7*7 }} «đủ»"
    made = opened(word_file("minutes.html", snapshot, draft=False))
    assert "A & B < C > D" in words_in_order(made.element.body)
    assert "{{ 7*7 }} «đủ»" in words_in_order(made.element.body)
