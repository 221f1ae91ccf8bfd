"""Records of a dossier as people keep them: a visit, work on a phone at the school, petitions, diary, a source."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser import world
from tests.browser.play import LEAD
from tests.browser.visitor import Visitor, Visitors
from tests.browser.watch import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

DIRECTOR, DEPUTY, SCHOOL_CLERK = "giamdoc", "phogiamdoc", "trungtamb-canbo"
RECORDS = "Nhật ký, kiến nghị"


def at_party(visitor: Visitor) -> None:
    visitor.open(f"/ho-so/?q={world.TITLE}")
    visitor.link(re.compile(world.TITLE))
    visitor.link(re.compile("Trung tâm Giáo dục nghề nghiệp Minh Hoạ B"))


def photo(folder: Path) -> Path:
    path, stream = folder / "xuong-thuc-hanh.jpg", io.BytesIO()
    Image.new("RGB", (320, 240), "seagreen").save(stream, "JPEG")
    path.write_bytes(stream.getvalue())
    return path


def test_the_lead_writes_a_visit_down_and_works_on_the_phone(visitors: Visitors, tmp_path: Path) -> None:
    lead = visitors.person(LEAD)
    at_party(lead)
    lead.tab(RECORDS)
    lead.link("Ghi việc đến làm việc trực tiếp")
    lead.picture("ghi-lan-den-don-vi")
    lead.send("Ghi việc đến làm việc trực tiếp")
    lead.look("thiếu việc đã làm")
    lead.fill("Việc đã làm", "Xem phòng học, xưởng thực hành, đối chiếu sổ gốc.")
    lead.send("Ghi việc đến làm việc trực tiếp")
    lead.told("Đã ghi lần đến đơn vị")
    lead.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    lead.link("Việc tại đơn vị")
    lead.picture("viec-tai-don-vi", at=lead.page.locator("section[id^=nd] button").first)
    item = lead.page.locator("section[id^=nd]").last
    item.get_by_label(re.compile("Kết quả ghi nhận")).fill("Có mặt đủ thiết bị theo danh mục.")
    item.locator("label.choice").filter(has_text="Đúng quy định").first.click()
    item.locator("input[type=file]").set_input_files(photo(tmp_path))
    lead.follow(item.get_by_role("button", name=re.compile("^Lưu")))
    lead.told("Đã lưu kết quả nội dung")
    lead.sees("xuong-thuc-hanh.jpg")


def test_petition_hand_over_and_diary_stand_on_one_tab(visitors: Visitors) -> None:
    clerk = visitors.person(SCHOOL_CLERK)
    at_party_of_the_school(clerk)
    clerk.link("Gửi khiếu nại, kiến nghị, phản ánh")
    clerk.tick("Kiến nghị")
    clerk.fill("Nội dung", "Đề nghị bố trí buổi làm việc vào buổi chiều.")
    clerk.send("Gửi khiếu nại, kiến nghị, phản ánh")
    clerk.told("Đã nhận đơn")
    clerk.sees("GXN-")
    clerk.picture("don-vi-gui-kien-nghi", at=clerk.page.locator("main article").last)
    lead = visitors.person(LEAD)
    at_party(lead)
    lead.tab(RECORDS)
    lead.link("Ghi việc phải chuyển xử lý")
    lead.tick("Chuyển lập biên bản vi phạm hành chính")
    lead.fill("Dấu hiệu, sự việc", "Tuyển sinh vượt chỉ tiêu đã đăng ký.")
    lead.fill("Căn cứ pháp luật", "Luật Xử lý vi phạm hành chính")
    lead.send("Ghi việc phải chuyển xử lý")
    lead.told("Đã ghi việc phải chuyển")
    lead.picture("nhat-ky-kien-nghi", at=lead.page.locator("main article").last)
    lead.link(re.compile("Ghi việc trả lời đơn"))
    lead.picture("tra-loi-don")
    lead.open("/")
    at_party(lead)
    lead.follow(lead.page.locator(".page-lead a").first)
    lead.tab(RECORDS)
    lead.link("Ghi nhật ký Đoàn")
    lead.fill("Việc đã làm trong ngày", "Đối chiếu hồ sơ tuyển sinh với dữ liệu.")
    lead.send("Ghi nhật ký Đoàn")
    lead.told("Đã ghi nhật ký")
    lead.picture("nhat-ky-cuoc", at=lead.page.locator("main article").last)
    lead.link("Xem, in nhật ký")
    lead.picture("in-nhat-ky")


def at_party_of_the_school(clerk: Visitor) -> None:
    clerk.open("/ho-so/")
    clerk.link(re.compile(world.TITLE))
    clerk.tab(RECORDS)


def test_a_source_is_written_and_opened_on_a_page_of_its_own(visitors: Visitors) -> None:
    director = visitors.person(DIRECTOR)
    at_party(director)
    director.tab(RECORDS)
    director.link("Nguồn tin hạn chế")
    director.fill("Nội dung nguồn tin", "Một giáo viên đề nghị giấu tên kể lại.")
    director.choose("Người được đọc cùng Giám đốc", "Phạm Văn Lâm")
    director.send("Ghi")
    director.told("Đã ghi")
    expect(director.page.locator("main")).not_to_contain_text("đề nghị giấu tên")
    director.picture("nguon-tin")
    director.send("Mở đọc")
    director.sees("Một giáo viên đề nghị giấu tên kể lại.")
    assert "đề nghị giấu tên" not in director.page.evaluate(
        "JSON.stringify({...sessionStorage, ...localStorage})"
    )
    deputy = visitors.person(DEPUTY)
    deputy.open(director.page.url)
    deputy.sees("Không có nguồn tin nào bạn được đọc")
