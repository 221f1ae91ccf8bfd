"""Interventions and people in the browser: I10 and M7 of bar.md 5 with their clicks counted; every new page examined."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser import world
from tests.browser.play import CLERK, DIRECTOR, LEAD, OFFICER, SECTION_HEAD
from tests.browser.visitor import Visitor, Visitors

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

STORM = "Bão gây mưa lớn, đường đến hai cơ sở bị chia cắt."


def open_case(visitor: Visitor, title: str) -> str:
    """The dossier with this title; its address."""
    visitor.open(f"/ho-so/?q={title}")
    visitor.link(title)
    return path_of(visitor)


def path_of(visitor: Visitor) -> str:
    return re.sub(r"^https?://[^/]+|\?.*$", "", visitor.page.url)


@pytest.fixture(autouse=True)
def clicks_told(visitors: Visitors) -> Iterator[None]:
    """Say how many clicks each task took."""
    yield
    print("Số lần bấm:", visitors.clicks.reached)


def signed_and_issued(visitors: Visitors, code: str) -> None:
    """The director signs the paper before him, the records clerk numbers it."""
    director, clerk = visitors.person(DIRECTOR), visitors.person(CLERK)
    director.wait_for_print()
    director.send("Ký văn bản can thiệp")
    director.told("Đã ký văn bản")
    clerk.open("/")
    clerk.follow(clerk.page.locator("a.turn-link").filter(has_text=code).filter(has_text="phát hành").first)
    clerk.send("Cấp số, phát hành văn bản can thiệp")
    clerk.told("Đã phát hành văn bản")


def test_i10_extended_then_paused_all_dates_move_and_the_timeline_explains(visitors: Visitors) -> None:
    director = visitors.person(DIRECTOR)
    for username in (CLERK, LEAD):
        visitors.person(username)
    path = open_case(director, world.UNDER_CHECK)
    code = director.page.locator(".page-code .nowrap").first.inner_text()
    with visitors.clicks.at_most(8, "I10 gia hạn"):
        director.deed("Gia hạn thời hạn kiểm tra")
        director.tick("phức tạp")
        chosen = director.page.locator("label.choice").filter(has_text="5 ngày").inner_text()
        director.tick("5 ngày")
        director.fill("Lý do", "Số liệu của hai hệ đào tạo phải đối chiếu từng lớp.")
        director.picture("gia-han")
        director.send("Gia hạn thời hạn kiểm tra")
        director.picture("ky-van-ban-can-thiep")
        signed_and_issued(visitors, code)
    found = re.search(r"\d\d/\d\d/\d{4}", chosen)
    assert found is not None
    end = found[0]
    for username in (DIRECTOR, LEAD):
        visitor = visitors.person(username)
        visitor.open(path)
        visitor.sees(f"Đã gia hạn 5 ngày: thời hạn kiểm tra đến hết ngày {end}.")
    director.picture("ho-so-da-gia-han")
    director.link("Xem mọi thời hạn")
    director.picture("moi-thoi-han")
    director.link("Thời hạn kiểm tra")
    director.sees("gia hạn 5 ngày")
    director.sees(end)
    director.picture("lich-tung-ngay")

    director.open(path)
    with visitors.clicks.at_most(8, "I10 tạm dừng"):
        director.deed("Tạm dừng kiểm tra")
        director.fill("Lý do", STORM)
        director.send("Tạm dừng kiểm tra")
        signed_and_issued(visitors, code)
    lead = visitors.person(LEAD)
    lead.open(path)
    lead.sees("Tạm dừng từ ngày")
    lead.picture("ho-so-tam-dung")
    lead.tab("Quá trình xử lý")
    lead.sees(STORM)
    lead.open(path)
    lead.deed("Tiếp tục kiểm tra sau tạm dừng")
    lead.sees("Tiếp tục từ ngày")


def test_m7_a_sick_inspector_hands_over_nine_dossiers(visitors: Visitors) -> None:
    head = visitors.person(SECTION_HEAD)
    head.open("/")
    with visitors.clicks.at_most(6, "M7"):
        head.link("Nhân sự", within="nav.side-menu")
        head.link("Lương Thị Thanh Bình")
        head.picture("nguoi")
        head.link("Bàn giao")
        head.sees("9 việc đang mở")
        head.choose("Người nhận", "Phạm Văn Lâm")
        head.fill("Lý do", "Nghỉ ốm từ hôm nay.")
        head.picture("ban-giao")
        head.send("Xem trước khi bàn giao")
        head.sees("9 việc chuyển")
        head.picture("xac-nhan-ban-giao")
        head.send("Bàn giao cho Phạm Văn Lâm")
    head.told("Đã bàn giao 9 việc cho Phạm Văn Lâm.")
    officer = visitors.person(OFFICER)
    officer.open(f"/ho-so/?q={world.NINE}")
    links = officer.page.locator("main").get_by_role("link", name=world.NINE).all()
    paths = [str(link.get_attribute("href")) for link in links]
    assert len(paths) == 9
    for path in paths:
        officer.open(f"{path}?tab=history")
        expect(officer.page.locator(".timeline-event").filter(has_text="Nghỉ ốm từ hôm nay.")).to_have_count(
            1
        )


OF_THE_TEAM = (
    ("", "?tab=records"),
    ("", "?tab=team"),
    ("", "nhat-ky/"),
    ("", "nguon-tin/"),
    ("", "thoi-han/"),
    ("", "viec/ghi-nhat-ky/"),
    ("", "viec/ghi-don/"),
    ("", "viec/dinh-chi/"),
    ("", "viec/sua-doi-quyet-dinh/"),
    ("", "viec/thay-thanh-vien/"),
    ("party", "tai-don-vi/"),
    ("party", "?tab=records"),
    ("party", "viec/ghi-lan-den-don-vi/"),
    ("party", "viec/ghi-viec-chuyen/"),
    ("party", "viec/doi-phuong-thuc/"),
    ("party", "viec/dinh-chi-doi-voi-don-vi/"),
)
OF_THE_OFFICE = {
    OFFICER: (
        "/ho-so/kiem-tra-ngay/",
        "/kiem-tra-giay/",
        "/kiem-tra-giay/moi/",
        "/kiem-tra-giay/nhap-excel/",
    ),
    "quantri": (
        "/danh-muc/",
        "/danh-muc/quy-dinh/",
        "/danh-muc/lich/2026/",
        "/danh-muc/lich/2027/",
        "/danh-muc/van-ban/",
        "/danh-muc/co-quan/",
        "/nhan-su/",
        "/nhan-su/lap-tai-khoan/",
        "/de-cuong/",
    ),
}
PICTURED = {
    "tai-don-vi/": "viec-tai-don-vi",
    "/ho-so/kiem-tra-ngay/": "kiem-tra-ngay",
    "/danh-muc/quy-dinh/": "quy-dinh",
    "/danh-muc/lich/2026/": "lich-lam-viec",
}


def open_and_keep(visitor: Visitor, base: str, page: str) -> None:
    """A page is examined as it opens; some are kept for the documentation."""
    visitor.open(base + page)
    if page in PICTURED:
        visitor.picture(PICTURED[page])


def test_every_page_of_a_dossier_under_check_can_be_used_by_everybody(visitors: Visitors) -> None:
    lead = visitors.person(LEAD)
    case = open_case(lead, world.TITLE)
    lead.link(re.compile("Trung tâm Giáo dục nghề nghiệp Minh Hoạ B"))
    party = path_of(lead)
    for which, page in OF_THE_TEAM:
        open_and_keep(lead, party if which else case, page)
    lead.turn("Lập và trình kế hoạch", world.TO_PLAN)
    lead.picture("ke-hoach-ba-don-vi", at=lead.page.locator("fieldset.field-set").first)


def test_every_page_of_the_settings_can_be_used_by_everybody(visitors: Visitors) -> None:
    for username, pages in OF_THE_OFFICE.items():
        visitor = visitors.person(username)
        for page in pages:
            open_and_keep(visitor, "", page)
    administrator = visitors.person("quantri")
    administrator.link(re.compile("Phiên bản 1"))
    administrator.send("Tạo phiên bản mới")
    administrator.told("Đã tạo dự thảo phiên bản 2")
    administrator.link(re.compile("So sánh"))
    administrator.picture("so-sanh-de-cuong")
