"""M1, M2, M5, M8, M9 and M10 of bar.md 5 and scene 1 in the browser, clicks counted; every page of the figure examined."""

import re
from collections.abc import Iterator

import pytest

from tests.browser.play import DIRECTOR, OFFICER, SECTION_HEAD
from tests.browser.visitor import Visitor, Visitors
from tests.browser.watch import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
ADMINISTRATOR = "quantri"


@pytest.fixture(autouse=True)
def clicks_told(visitors: Visitors) -> Iterator[None]:
    """Say how many clicks each task took."""
    yield
    print("Số lần bấm:", visitors.clicks.reached)


def first(visitor: Visitor, begins: str) -> None:
    """Follow the first link of the page to such an address."""
    visitor.follow(visitor.page.locator(f"main a[href^='{begins}']").first)


def test_m1_m2_m5_from_the_share_to_its_proof_and_to_what_is_late(visitors: Visitors) -> None:
    director = visitors.person(DIRECTOR, PHONE)
    director.open("/")
    with visitors.clicks.at_most(1, "M1"):
        director.link("Xem chỉ tiêu")
    director.sees("Tỷ lệ năm")
    director.picture("chi-tieu-dien-thoai")
    with visitors.clicks.at_most(4, "M2"):
        first(director, "/chi-tieu/luot/?")
        director.picture("danh-sach-luot")
        first(director, "/chi-tieu/luot/")
        director.sees("Tám điều kiện và bằng chứng")
        director.picture("mot-luot")
        first(director, "/ho-so/")
    head = visitors.person(SECTION_HEAD)
    head.open("/chi-tieu/")
    head.picture("chi-tieu")
    with visitors.clicks.at_most(4, "M5"):
        head.link("Bảng theo dõi")
        head.picture("bang-theo-doi")
        head.follow(head.page.locator("main table a[href*='qua-han'], main .page-lead a").last)
        head.follow(head.page.locator("main a.row-title").first)


def test_m8_m10_a_quarter_is_previewed_frozen_reported_and_exported(visitors: Visitors) -> None:
    head = visitors.person(SECTION_HEAD)
    head.open("/chi-tieu/")
    with visitors.clicks.at_most(5, "M8"):
        head.link("Chốt số liệu")
        head.picture("chot-so-lieu")
        head.link("Xem trước rồi chốt")
        head.picture("xem-truoc")
        head.send("Chốt số liệu")
        head.told("Đã chốt Quý")
        first(head, "/chi-tieu/bao-cao/")
        head.wait_for_print()
        link = head.page.get_by_role("link", name="Bản trình ký (PDF)")
        visitors.clicks.made += 1
        assert "BÁO CÁO" in head.paper(link)
    head.picture("bao-cao-dinh-ky")
    first(head, "/chi-tieu/so/")
    head.picture("so-lieu")
    first(head, "/chi-tieu/chot-so-lieu/")
    head.picture("so-lieu-da-chot")
    with visitors.clicks.at_most(2, "M10"):
        head.link("Xuất dữ liệu")
        head.picture("xuat-du-lieu")
        xlsx = head.page.get_by_role("link", name="Tải tệp Excel").get_attribute("href")
        visitors.clicks.made += 1
        answer = head.page.context.request.get(str(xlsx))
        assert answer.status == 200 and answer.body()[:2] == b"PK"
    for address, name in (
        ("/chi-tieu/dau-hieu/", "dau-hieu"),
        ("/chi-tieu/doi-chieu/", "doi-chieu"),
        ("/chi-tieu/doi-chieu/dua-vao/", "dua-danh-sach"),
        ("/chi-tieu/cach-tinh/", "cach-tinh"),
    ):
        head.open(address)
        head.picture(name)
    keeper = visitors.person(ADMINISTRATOR)
    keeper.open("/chi-tieu/ma-ket-noi/")
    keeper.picture("ma-ket-noi")


def test_m9_one_institution_in_two_clicks(visitors: Visitors) -> None:
    officer = visitors.person(OFFICER)
    officer.open("/")
    with visitors.clicks.at_most(2, "M9"):
        officer.link(re.compile("^Cơ sở"), within="nav.side-menu")
        officer.link("Trường Cao đẳng Minh Hoạ A")
    officer.sees("Số liệu của cơ sở")
    officer.sees("Tệp đã nộp")
    officer.picture("ho-so-co-so")
