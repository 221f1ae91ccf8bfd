"""O1 and O3 of bar.md 5: a new contact person comes in by the sheet, shares ten minutes later, sees what came back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor, Visitors
from tests.browser.watch import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

HEAD, CLERK = "trungtamb-giamdoc", "trungtamb-canbo"
PASSWORD = "một mật khẩu rất dài 27"
ADDRESS, COLLEAGUE = "lan@example.vn", "Trần Thị Lan"


def choose_password(visitor: Visitor, button: str) -> None:
    visitor.fill("Mật khẩu tự đặt", PASSWORD)
    visitor.fill("Gõ lại mật khẩu", PASSWORD)
    visitor.send(button)


def sheet_of_new_contact(
    head: Visitor, name: str = "Y Moan Êban", phone: str = "0912 345 678"
) -> tuple[str, str]:
    """The head names somebody; the sheet's link and code."""
    head.link("Người dùng", within=".side-menu")
    head.picture("nguoi-dung-cua-don-vi")
    head.link("Cử đầu mối")
    head.fill("Họ và tên", name)
    head.fill("Điện thoại", phone)
    head.fill("Chức vụ tại đơn vị", "Thư ký")
    head.send("Cử đầu mối")
    head.look("phiếu")
    head.picture("phieu-giao-tai-khoan")
    link = head.page.locator("#duong-dan-mat-khau").inner_text()
    return re.sub(r"^https?://[^/]+", "", link), head.page.locator("#ma-phieu").inner_text()


def test_a_new_contact_comes_in_by_the_sheet_and_shares_the_work(visitors: Visitors) -> None:
    head = visitors.person(HEAD)
    path, _code = sheet_of_new_contact(head)
    head.link("In giấy cử đầu mối")
    head.sees("GIẤY CỬ ĐẦU MỐI")
    head.picture("giay-cu-dau-moi")
    clerk = visitors.stranger("trungtamb-moi", PHONE)
    with visitors.clicks.at_most(2, "O1"):
        clerk.open(path)
        clerk.picture("nhan-tai-khoan")
        choose_password(clerk, "Đặt mật khẩu và vào xem việc")
        clerk.sees("Trả lời yêu cầu cung cấp hồ sơ")
    if clerk.page.locator("a.turn-link").count():
        clerk.follow(clerk.page.locator("a.turn-link").filter(has_text="Trả lời yêu cầu cung cấp").first)
    request_path = clerk.page.url
    with visitors.clicks.at_most(5, "O3"):
        clerk.link("Phân công")
        clerk.picture("phan-cong")
        clerk.tick("Tất cả các nội dung")
        clerk.fill("Thư điện tử của đồng nghiệp mới", ADDRESS)
        clerk.fill("Lời dặn", "Số liệu đến hết tháng 10")
        clerk.send("Gửi")
    clerk.picture("loi-moi-dong-nghiep")
    link = clerk.page.locator("#duong-dan-moi").inner_text()
    colleague = come_in(visitors, re.sub(r"^https?://[^/]+", "", link))
    prepare(colleague)
    clerk.open(request_path)
    clerk.sees(COLLEAGUE)
    expect(clerk.page.locator("section.ask textarea").first).to_have_value("Đủ hồ sơ của 12 nhà giáo.")


def come_in(visitors: Visitors, path: str) -> Visitor:
    """The colleague opens the mail on a telephone."""
    colleague = visitors.stranger("trungtamb-dongnghiep", PHONE)
    colleague.open(path)
    colleague.picture("nhan-loi-moi")
    colleague.fill("Họ và tên", COLLEAGUE)
    choose_password(colleague, "Nhận lời mời và xem phần việc")
    colleague.sees("Số liệu đến hết tháng 10")
    colleague.picture("viec-cua-dong-nghiep")
    return colleague


def prepare(colleague: Visitor) -> None:
    """The part is written and marked as ready."""
    colleague.follow(colleague.page.locator("main a.row-title").first)
    colleague.fill("Nội dung", "Đủ hồ sơ của 12 nhà giáo.")
    colleague.tick("Đã chuẩn bị xong")
    colleague.picture("phan-viec-duoc-chia")
    colleague.send("Lưu")
    colleague.told("Đã báo chuẩn bị xong")


def test_the_code_of_the_sheet_is_typed_on_a_desk(visitors: Visitors) -> None:
    clerk = visitors.stranger(CLERK)
    clerk.open("/tai-khoan/login/")
    clerk.link(re.compile("Nhận tài khoản"))
    clerk.fill("Mã trên phiếu", "AAAAA-AAAAA")
    clerk.send("Tiếp tục")
    clerk.sees("Không có phiếu nào mang mã này")
