"""Result and remedy in the browser: I8, I9, M6 and O8 of bar.md 5 with their clicks counted; every new page examined."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser import results
from tests.browser.play import CLERK, DIRECTOR, LEAD, OFFICER, SECTION_HEAD
from tests.browser.visitor import Visitor, Visitors

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

FOR_THE_DIRECTOR = "Kiểm tra công tác tuyển sinh (giáo dục thường xuyên)"
SEALED = "Kiểm tra việc sử dụng nhà giáo, cán bộ quản lý"
CENTRE = "Trung tâm Giáo dục nghề nghiệp Minh Hoạ B"
REMARKS = ("Nêu rõ nội dung kiểm tra trực tiếp.", "Ghi căn cứ theo điều, khoản.")
LATER = f"{timezone.localdate() + timedelta(days=9):%d/%m/%Y}"


@pytest.fixture(autouse=True)
def clicks_told(visitors: Visitors) -> Iterator[None]:
    """Say how many clicks each task took."""
    yield
    print("Số lần bấm:", visitors.clicks.reached)


def open_case(visitor: Visitor, title: str) -> str:
    """The dossier with this title; its code."""
    visitor.open(f"/ho-so/?q={title}")
    visitor.link(title)
    return visitor.page.locator(".page-code .nowrap").first.inner_text()


def write_what_is_missing(lead: Visitor) -> None:
    """Typing: every section that the record says nothing about, and what was done about each remark."""
    for box in lead.page.locator("main form textarea").all():
        if not box.input_value().strip():
            box.fill("Đã ghi theo hồ sơ và ý kiến của người duyệt.")


def remark(reviewer: Visitor) -> str:
    """Typing: why it goes back and two remarks on passages; the passage that was quoted first."""
    reviewer.fill("Lý do trả lại", "Bổ sung hai điểm đã ghi.")
    quote = reviewer.page.locator("main article p").first.inner_text()[:60]
    for place, words in enumerate(REMARKS, start=1):
        field = reviewer.field(f"Ý kiến {place}: phần")
        field.select_option(index=place)
        reviewer.fill(f"Ý kiến {place}: nội dung cần sửa", words)
    reviewer.fill("Ý kiến 1: đoạn văn", quote)
    return quote


def test_i8_a_report_is_drafted_returned_with_two_remarks_and_approved(visitors: Visitors) -> None:
    lead, reviewer = visitors.person(LEAD), visitors.person(SECTION_HEAD)
    code = open_case(lead, results.REPORT_TITLE)
    with visitors.clicks.at_most(3, "I8 lập, trình"):
        lead.link("Chưa lập dự thảo báo cáo từ hồ sơ")
        lead.send("Lập dự thảo báo cáo kết quả")
        lead.told("Đã lập dự thảo báo cáo từ hồ sơ")
        lead.picture("soan-bao-cao-ket-qua", at=lead.page.locator("main textarea").nth(2))
        write_what_is_missing(lead)
        lead.send("Lưu và trình duyệt")
    lead.told("Đã trình báo cáo")
    with visitors.clicks.at_most(2, "I8 trả lại"):
        reviewer.turn("Duyệt báo cáo kết quả", code)
        quote = remark(reviewer)
        reviewer.picture("tra-lai-bao-cao-ket-qua", at=reviewer.page.get_by_label("Lý do trả lại"))
        reviewer.send("Trả lại báo cáo")
    reviewer.told("Đã trả lại báo cáo")
    with visitors.clicks.at_most(2, "I8 sửa, trình lại"):
        lead.turn("Lập và trình báo cáo kết quả", code)
        expect(lead.page.locator("blockquote.quote").filter(has_text=quote).first).to_be_visible()
        for words in REMARKS:
            lead.sees(words)
        lead.picture("y-kien-ve-bao-cao-ket-qua", at=lead.page.locator("blockquote.quote").first)
        write_what_is_missing(lead)
        box = lead.page.locator("main form textarea").first
        box.fill(box.input_value() + "\nĐoàn kiểm tra trực tiếp nội dung phải xem tại chỗ.")
        lead.send("Lưu và trình duyệt")
    with visitors.clicks.at_most(2, "I8 duyệt"):
        reviewer.turn("Duyệt báo cáo kết quả", code)
        reviewer.sees("Thay đổi so với lần trình trước")
        expect(reviewer.page.locator("main ins").filter(has_text="xem tại chỗ").first).to_be_visible()
        reviewer.picture("duyet-bao-cao-ket-qua")
        reviewer.send("Duyệt báo cáo")
    reviewer.told("Đã duyệt báo cáo")
    reviewer.tab("Văn bản")
    reviewer.sees("Báo cáo kết quả kiểm tra")
    lead.turn("Ký", code)
    lead.wait_for_print()
    lead.picture("ky-bao-cao-ket-qua")


def test_m6_the_director_reads_the_check_compares_and_signs_all_papers_at_once(visitors: Visitors) -> None:
    director = visitors.person(DIRECTOR)
    code = open_case(director, FOR_THE_DIRECTOR)
    with visitors.clicks.at_most(5, "M6"):
        director.turn("Ký thông báo kết quả và yêu cầu khắc phục", code)
        director.sees("4 văn bản của 2 đơn vị; 0 điểm cần xem lại.")
        director.sees("Đúng dự thảo đã duyệt ngày")
        director.picture("ky-ket-qua")
        notice = director.page.get_by_role("link", name="Thông báo kết quả kiểm tra").first
        assert "THÔNG BÁO" in director.paper(notice)
        director.send("Ký thông báo kết quả và yêu cầu khắc phục")
    director.told("Đã ký mọi văn bản kết quả")
    clerk = visitors.person(CLERK)
    clerk.turn("phát hành thông báo kết quả", code)
    clerk.picture("phat-hanh-ket-qua")
    clerk.send("Cấp số, phát hành thông báo kết quả và yêu cầu khắc phục")
    clerk.sees("Theo dõi khắc phục")


def test_o8_a_unit_plans_what_it_mends_and_asks_for_a_later_day(visitors: Visitors) -> None:
    head = visitors.person(results.HEAD)
    head.open(f"/ho-so/?q={results.REMEDY_TITLE}")
    code = head.page.get_by_text(re.compile(r"KT-\d{4}-\d+\.1")).first.inner_text()
    found = re.search(r"KT-\d{4}-\d+\.1", code)
    assert found is not None
    # Five clicks are allowed for each of the two requests; both go in one letter.
    with visitors.clicks.at_most(5, "O8"):
        head.turn("Lập kế hoạch khắc phục", found[0])
        for place in (1, 2):
            head.fill(f"Yêu cầu {place}: người chịu trách nhiệm", "Phó Giám đốc phụ trách đào tạo")
            head.fill(f"Yêu cầu {place}: biện pháp", "Rà soát hồ sơ; bổ sung; niêm yết.")
            head.fill(f"Yêu cầu {place}: dự kiến xong", LATER)
            head.fill(f"Yêu cầu {place}: nguyên nhân", "Phân công chưa rõ.")
        head.picture("ke-hoach-khac-phuc", at=head.page.locator("#yeu-cau-1 textarea").first)
        head.send("Gửi kế hoạch")
    head.told("Đã ghi kế hoạch khắc phục")
    head.turn("Nộp báo cáo kết quả khắc phục", found[0])
    head.sees("Phó Giám đốc phụ trách đào tạo")
    head.picture("bao-cao-khac-phuc", at=head.page.locator("#yeu-cau-1 textarea").first)
    head.link(re.compile("Xin lùi thời hạn"))
    head.picture("xin-lui-han-khac-phuc")


def test_i9_one_request_is_mended_one_goes_back_with_a_letter_and_the_share_changes(
    visitors: Visitors,
) -> None:
    officer = visitors.person(OFFICER)
    officer.open("/")
    with visitors.clicks.at_most(5, "I9"):
        officer.link("Theo dõi khắc phục", within="nav.side-menu")
        officer.picture("theo-doi-khac-phuc")
        row = officer.page.get_by_role("row").filter(has_text=CENTRE)
        expect(row).to_contain_text("0/2 · 0%")
        officer.follow(row.get_by_role("link", name=CENTRE))
        officer.sees("ho-so-da-bo-sung.pdf")
        first, second = officer.page.locator("section.ask").all()
        officer.click(first.locator("label.choice").filter(has_text="Đã khắc phục"))
        officer.click(second.locator("label.choice").filter(has_text="Khắc phục một phần"))
        officer.fill("Yêu cầu 2: nhận xét", "Mới bổ sung một phần hồ sơ.")
        officer.fill("Yêu cầu 2: thời hạn mới", LATER)
        officer.picture("xem-xet-khac-phuc", at=second.locator("label.choice").first)
        officer.send("Ghi kết quả xem xét")
    officer.told("Đã ghi kết quả xem xét")
    officer.open("/theo-doi-khac-phuc/")
    row = officer.page.get_by_role("row").filter(has_text=CENTRE)
    expect(row).to_contain_text("1/2 · 50%")
    officer.follow(row.get_by_role("link", name=CENTRE))
    officer.sees(f"Thời hạn mới: {LATER}")
    officer.picture("khac-phuc-cua-mot-don-vi")
    officer.link(re.compile(r"^KT-"))
    officer.tab("Văn bản")
    officer.sees("Công văn đề nghị tiếp tục khắc phục")


def test_a_sealed_dossier_its_archive_and_the_page_of_what_is_kept_can_be_used_by_everybody(
    visitors: Visitors,
) -> None:
    clerk = visitors.person(CLERK)
    clerk.open("/luu-tru/")
    clerk.picture("luu-tru")
    open_case(clerk, SEALED)
    clerk.picture("ho-so-da-luu")
    path = re.sub(r"^https?://[^/]+|\?.*$", "", clerk.page.url)
    clerk.open(f"{path}ban-luu/")
    clerk.sees("SHA-256")
    clerk.picture("ban-luu")
