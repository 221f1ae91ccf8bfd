"""The guide for schools: two pages of paper with pictures, in the words that stand on the buttons."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.docs.printed import ROOT, printed

GUIDE = ROOT / "docs" / "huong-dan" / "truong.md"
NAMED = re.compile(r"\*\*([A-ZĐ][^*]{4,})\*\*")
SAID_BY_THE_GUIDE = {"Đồng nghiệp được chia việc", "Mất mạng, tắt máy giữa chừng", "Xác nhận chưa phải là ký"}


@pytest.fixture(scope="module")
def paper() -> PdfReader:
    """The guide as it is printed."""
    return PdfReader(BytesIO(printed(GUIDE)))


def test_the_guide_fills_two_pages_and_no_more(paper: PdfReader) -> None:
    assert len(paper.pages) == 2
    assert "tự kiểm tra" in paper.pages[1].extract_text()


def test_each_of_its_pages_shows_the_screens_it_speaks_of(paper: PdfReader) -> None:
    drawn = [page.get_contents() for page in paper.pages]
    assert [content.get_data().count(b" Do") for content in drawn if content is not None] == [3, 3]


def test_what_the_guide_names_in_bold_stands_on_the_screens_in_the_same_words() -> None:
    sources = [*ROOT.glob("inspections/**/*.py"), *ROOT.glob("templates/**/*.html")]
    screens = "\n".join(source.read_text(encoding="utf-8") for source in sources).lower()
    named = set(NAMED.findall(GUIDE.read_text(encoding="utf-8"))) - SAID_BY_THE_GUIDE
    assert sorted(name for name in named if name.lower() not in screens) == []
