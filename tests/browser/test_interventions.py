"""Interventions and people in the browser: I10 and M7 of bar.md 5 with their clicks counted; every new page examined."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import world
from tests.browser.play import CLERK, DIRECTOR, LEAD, NAMES, OFFICER, SECTION_HEAD
from tests.browser.visitor import Visitor, Visitors

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(300)]

STORM = "Bão gây mưa lớn, đường đến hai cơ sở bị chia cắt."


def open_case(visitor: Visitor, title: str) -> str:
    """The dossier with this title; its address."""
    visitor.open(f"/ho-so/?q={title}")
    visitor.link(title)
    return path_of(visitor)


def path_of(visitor: Visitor) -> str:
    return re.sub(r"^https?://[^/]+|\?.*$", "", visitor.page.url)


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
        expect(officer.page.locator(".timeline-event").filter(has_text="Nghỉ ốm từ hôm nay.")).to_have_count(1)
    print("Số lần bấm:", visitors.clicks.reached)
