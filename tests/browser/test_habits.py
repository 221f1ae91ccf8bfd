"""What people do to every system: press twice, write over each other, lose the session, send the wrong files."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import world
from tests.browser.play import HEAD, LEAD, MEMBERS, NAMES, OFFICER, SCHOOL
from tests.browser.visitor import Visitor, Visitors
from tests.factories import evil_files

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

DIPLOMAS = "Kiểm tra công tác in, quản lý, cấp phát văn bằng, chứng chỉ"


def fill_proposal(officer: Visitor, title: str) -> None:
    officer.open("/ho-so/moi/")
    officer.fill("Tên cuộc kiểm tra", title)
    officer.choose("Đề cương kiểm tra", "tuyển sinh")
    officer.tick(SCHOOL)
    officer.tick("Theo chỉ đạo của thủ trưởng")
    officer.fill("Nội dung căn cứ", "Công văn số 15 của Ủy ban nhân dân tỉnh.")
    officer.fill("Thời kỳ kiểm tra từ ngày", "01/01/2026")
    officer.fill("đến ngày", "31/10/2026")


def lose_session(visitor: Visitor) -> None:
    visitor.page.context.clear_cookies(name="phien")


def sign_in_again(visitor: Visitor) -> None:
    visitor.fill("Tên đăng nhập", visitor.username)
    visitor.fill("Mật khẩu", visitor.everybody.password)
    visitor.send("Đăng nhập")


def open_unrated_item(visitor: Visitor) -> None:
    visitor.open(f"/ho-so/?q={world.TITLE}")
    visitor.link(re.compile(world.TITLE))
    visitor.link(re.compile("Trung tâm Giáo dục nghề nghiệp Minh Hoạ B"))
    rows = visitor.page.locator("main tbody tr").filter(has_text="Chưa ghi kết quả")
    visitor.follow(rows.last.locator("a.item-text"))


def test_a_double_click_proposes_once(visitors: Visitors) -> None:
    officer = visitors.person(OFFICER)
    title = "Kiểm tra việc công khai học phí"
    fill_proposal(officer, title)
    with officer.page.expect_navigation():
        officer.page.get_by_role("button", name="Lập đề xuất").dblclick()
    officer.told("Đã lập đề xuất")
    officer.open(f"/ho-so/?q={title}")
    expect(officer.page.locator("main").get_by_role("link", name=title)).to_have_count(1)


def test_the_slower_of_two_editors_reads_who_changed_what_and_decides(visitors: Visitors) -> None:
    first, second = visitors.person(MEMBERS[0]), visitors.person(LEAD)
    open_unrated_item(first)
    second.open(re.sub(r"^https?://[^/]+", "", first.page.url))
    first.fill("Kết quả ghi nhận", "Đoàn đối chiếu: đủ phòng học, còn thiếu một xưởng.")
    expect(first.page.get_by_text("Đã lưu lúc")).to_be_visible()
    second.fill("Kết quả ghi nhận", "Đoàn đối chiếu: đủ phòng học và xưởng.")
    conflict = second.page.get_by_role("alert").filter(has_text="Người khác vừa sửa nội dung này")
    expect(conflict).to_contain_text(NAMES[MEMBERS[0]])
    expect(conflict).to_contain_text("còn thiếu một xưởng")
    expect(second.field("Kết quả ghi nhận")).to_have_value("Đoàn đối chiếu: đủ phòng học và xưởng.")
    second.look("xung đột")
    second.picture("hai-nguoi-cung-sua")
    second.send("Giữ bản của tôi")
    expect(second.field("Kết quả ghi nhận")).to_have_value("Đoàn đối chiếu: đủ phòng học và xưởng.")
    expect(second.page.get_by_role("alert")).to_have_count(0)


def test_what_was_typed_is_there_again_after_a_lost_session(visitors: Visitors) -> None:
    officer = visitors.person(OFFICER)
    title = "Kiểm tra liên kết đào tạo"
    fill_proposal(officer, title)
    lose_session(officer)
    officer.send("Lập đề xuất")
    expect(officer.page.locator("h1")).to_have_text("Đăng nhập")
    sign_in_again(officer)
    officer.sees("Đã đưa lại nội dung bạn nhập")
    officer.look("đưa lại")
    expect(officer.field("Tên cuộc kiểm tra")).to_have_value(title)
    expect(officer.page.get_by_label(re.compile("Theo chỉ đạo của thủ trưởng"))).to_be_checked()
    expect(officer.page.get_by_label(SCHOOL)).to_be_checked()
    officer.send("Lập đề xuất")
    officer.told("Đã lập đề xuất")
    officer.open("/ho-so/moi/")
    expect(officer.field("Tên cuộc kiểm tra")).to_have_value("")


def test_an_item_says_that_the_session_is_over_and_keeps_the_words(visitors: Visitors) -> None:
    member = visitors.person(MEMBERS[1])
    open_unrated_item(member)
    words = "Đoàn đối chiếu: danh sách nhà giáo đủ theo ngành, nghề."
    lose_session(member)
    member.fill("Kết quả ghi nhận", words)
    expect(member.page.get_by_text("Phiên làm việc đã hết")).to_be_visible()
    member.send("Lưu kết quả")
    sign_in_again(member)
    expect(member.field("Kết quả ghi nhận")).to_have_value(words)
    expect(member.page.get_by_text("Đã lưu lúc")).to_be_visible()


def test_each_refused_file_gets_its_sentence_and_the_good_one_is_kept(
    visitors: Visitors, tmp_path: Path
) -> None:
    bad = {
        "chuong-trinh.pdf": evil_files.PROGRAM,
        "trang-web.docx": evil_files.HTML,
        "trong.pdf": b"",
        "co-mat-khau.pdf": evil_files.encrypted_pdf(),
    }
    good = "bao-cao-van-bang.pdf"
    for name, content in {**bad, good: evil_files.pdf()}.items():
        (tmp_path / name).write_bytes(content)
    head = visitors.person(HEAD)
    head.turn("Nộp báo cáo theo đề cương", DIPLOMAS)
    head.fill("Báo cáo theo đề cương", "Đơn vị cấp 312 bằng trong thời kỳ kiểm tra.")
    head.attach("Báo cáo và tài liệu kèm theo", [tmp_path / name for name in (*bad, good)])
    head.send("Nộp báo cáo theo đề cương")
    summary = head.page.locator("[data-error-summary] li")
    for name in bad:
        expect(summary.filter(has_text=name)).to_have_count(1)
    expect(head.page.locator(".kept-files")).to_contain_text(good)
    expect(head.field("Báo cáo theo đề cương")).to_have_value("Đơn vị cấp 312 bằng trong thời kỳ kiểm tra.")
    head.look("tệp bị từ chối")
    head.picture("tep-bi-tu-choi")
    head.send("Nộp báo cáo theo đề cương")
    head.told("Đã nộp báo cáo")
    head.tab("Hồ sơ, tài liệu")
    head.sees(good)


def test_every_refusal_is_a_vietnamese_page(visitors: Visitors) -> None:
    member = visitors.person(MEMBERS[0])
    cases = {
        "/khong-co-trang-nay/": (404, "Không tìm thấy trang này"),
        "/ho-so/999999/": (404, "Không tìm thấy trang này"),
        "/ho-so/moi/": (403, "Bạn không được xem hoặc làm việc này"),
    }
    for path, (status, heading) in cases.items():
        answer = member.page.goto(path)
        assert answer is not None and answer.status == status
        expect(member.page.locator("h1")).to_have_text(heading)
        member.look()
    lead = visitors.person(LEAD)
    lead.open(f"/ho-so/?q={world.TITLE}")
    lead.link(re.compile(world.TITLE))
    answer = lead.page.goto(f"{lead.page.url}viec/trinh-ke-hoach/")
    assert answer is not None and answer.status == 409
    expect(lead.page.locator("h1")).to_contain_text("việc này chưa thực hiện")
    lead.look()
