"""O2-O7, I3, I6 and I7 of bar.md 5: a request of twelve things, and findings answered side by side."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import schools
from tests.browser.play import LEAD
from tests.browser.test_first_access import choose_password
from tests.browser.visitor import Visitor, Visitors
from tests.browser.watch import PHONE
from tests.factories import evil_files

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

ALL, BROKEN = 12, "8. Hồ sơ dự tuyển.pdf"
IN_VAULT = (2, 7)
CENTRE_HEAD = "trungtamb-giamdoc"


def at_large(visitors: Visitors, username: str) -> Visitor:
    """Somebody at the file of the larger institution."""
    visitor = visitors.person(username)
    visitor.open(f"/ho-so/?q={schools.LARGE_TITLE}")
    visitor.link(re.compile(schools.LARGE_TITLE))
    if username == LEAD:
        visitor.link(re.compile("Minh Hoạ Tuy Đức"))
    return visitor


def ask(visitors: Visitors) -> None:
    """I3: what the vault holds is marked and not ticked; all the rest is asked in three clicks."""
    lead = at_large(visitors, LEAD)
    with visitors.clicks.at_most(7, "I3"):
        lead.deed("Yêu cầu cung cấp hồ sơ, tài liệu")
        held = lead.page.locator("main label.choice").filter(has_text="đơn vị đã có trong kho")
        expect(held).to_have_count(len(schools.IN_VAULT))
        for number in range(len(schools.IN_VAULT)):
            expect(held.nth(number).locator("input")).not_to_be_checked()
        lead.picture("yeu-cau-kho-tai-lieu", at=held.first)
        for number in range(len(schools.IN_VAULT)):
            lead.click(held.nth(number))
        lead.send("Yêu cầu cung cấp hồ sơ, tài liệu")
    lead.told("Đã gửi yêu cầu cho đơn vị")


def share(visitors: Visitors, clerk: Visitor) -> None:
    """O3: all of it to a colleague who has no account yet; that colleague sees nothing else."""
    with visitors.clicks.at_most(5, "O3"):
        clerk.link("Phân công")
        clerk.tick("Tất cả các nội dung")
        clerk.fill("Thư điện tử của đồng nghiệp mới", "giaovu-duc@example.vn")
        clerk.send("Gửi")
    link = clerk.page.locator("#duong-dan-moi").inner_text()
    colleague = visitors.stranger("truongd-giaovu", PHONE)
    colleague.open(re.sub(r"^https?://[^/]+", "", link))
    colleague.fill("Họ và tên", "Lê Thị Hà Giang")
    choose_password(colleague, "Nhận lời mời và xem phần việc")
    expect(colleague.page.locator("main a.row-title")).to_have_count(ALL)
    for path in ("/don-vi/", "/kho-tai-lieu/", clerk.page.url):
        answer = colleague.page.goto(path)
        assert answer is not None and answer.status in (403, 404), path


def test_a_request_is_understood_shared_put_off_and_answered_from_the_vault(
    visitors: Visitors, tmp_path: Path
) -> None:
    ask(visitors)
    clerk = visitors.person(schools.LARGE_CLERK)
    clerk.turn("Trả lời yêu cầu cung cấp hồ sơ", "")
    request = clerk.page.url
    for answer in ("Đoàn kiểm tra · Hoàng Minh Đức", "Hạn trả lời", "Vì sao", "Cần hỏi", "Tiếp theo"):
        clerk.sees(answer)
    share(visitors, clerk)
    put_off(visitors, clerk, request)
    clerk.open(request)
    answer_all(visitors, clerk, tmp_path)


def put_off(visitors: Visitors, clerk: Visitor, request: str) -> None:
    """O6: more time is asked for and granted; the time left stands on the page all along."""
    clerk.open(request)
    due = clerk.page.locator(".due-band")
    expect(due).to_contain_text(re.compile(r"[Cc]òn \d+ ngày"))
    day = datetime.strptime(re.findall(r"\d{2}/\d{2}/\d{4}", due.inner_text())[0], "%d/%m/%Y")
    later = f"{day + timedelta(days=1):%d/%m/%Y}"
    with visitors.clicks.at_most(4, "O6"):
        clerk.link("Xin thêm thời gian")
        clerk.fill("Xin trả lời đến hết ngày", later)
        clerk.fill("Lý do", "Cán bộ giữ hồ sơ gốc đi công tác.")
        clerk.picture("xin-them-thoi-gian")
        clerk.send("Xin thêm thời gian trả lời")
    lead = visitors.person(LEAD)
    lead.turn("Trả lời đơn vị xin thêm thời gian", "")
    lead.tick("Đồng ý thêm thời gian")
    lead.send("Trả lời đơn vị xin thêm thời gian")
    clerk.open(request)
    expect(due).to_contain_text(later)
    clerk.look("đã thêm thời gian")


def answer_all(visitors: Visitors, clerk: Visitor, folder: Path) -> None:
    """O4, O5, O7: real gaps only, a refused file says why, one click reuses a document; the receipt is a paper."""
    files = []
    for number in sorted(set(range(1, ALL + 1)) - set(IN_VAULT)):
        path = folder / (BROKEN if BROKEN.startswith(f"{number}.") else f"{number}. Nội dung {number}.pdf")
        path.write_bytes(evil_files.PROGRAM if path.name == BROKEN else evil_files.pdf(pages=number))
        files.append(path)
    asks = clerk.page.locator("section.ask")
    clerk.page.locator("#nhieu-tep").set_input_files(files)
    expect(clerk.page.locator("[data-drop-report] li")).to_have_count(len(files))
    with visitors.clicks.at_most(4, "O5, O7"):
        clerk.send("Gửi trả lời")
        gaps = clerk.page.locator("[data-error-summary] li")
        expect(gaps.filter(has_text=BROKEN)).to_have_count(1)
        clerk.look("còn thiếu")
        clerk.picture("don-vi-con-thieu")
        (folder / BROKEN).write_bytes(evil_files.pdf(pages=8))
        asks.nth(7).locator("input[type=file]").set_input_files(folder / BROKEN)
        for number in IN_VAULT:
            clerk.click(asks.nth(number - 1).locator("label.choice").filter(has_text="Dùng lại từ kho"))
        clerk.picture("dung-lai-tu-kho", at=asks.nth(1))
        clerk.send("Gửi trả lời")
    clerk.told("Giấy xác nhận đã nộp")
    clerk.link("Hồ sơ của đơn vị", within="nav.side-menu")
    clerk.sees(f"Kho tài liệu đã thay {len(IN_VAULT)} lần tải lên")
    links = clerk.page.locator("section[aria-labelledby=cac-giay] a")
    receipt = clerk.printed(links.first)
    assert BROKEN in receipt and receipt.count("dùng lại") == len(IN_VAULT)


def on_minutes(visitor: Visitor) -> Visitor:
    """The page of both sides."""
    visitor.open(re.sub(r"viec/.*$|\?.*$", "", visitor.page.url) + "bien-ban/")
    return visitor


def test_findings_are_answered_side_by_side_and_both_read_one_paper(visitors: Visitors) -> None:
    head = visitors.person(CENTRE_HEAD)
    head.turn("Nêu ý kiến về dự thảo biên bản", "")
    on_minutes(head)
    page = head.page.url
    findings = head.page.locator("#y-kien .entry[id]")
    expect(findings).to_have_count(2)
    for number in range(2):
        with visitors.clicks.at_most(4, "O6: mỗi tồn tại"):
            head.tick("Không đồng ý")
            head.fill("Giải trình", f"Đơn vị đã bổ sung hồ sơ thứ {number + 1} trong thời kỳ kiểm tra.")
            head.send("Giải trình tồn tại, hạn chế")
        expect(findings.nth(number)).to_contain_text("Không đồng ý")
        assert page in head.page.url
    lead = visitors.person(LEAD)
    lead.open(page)
    for number in range(2):
        with visitors.clicks.at_most(4, "I7"):
            expect(findings.nth(number)).to_contain_text(f"hồ sơ thứ {number + 1}")
            lead.tick("Giữ nguyên")
            lead.fill("Lý do", "Hồ sơ bổ sung lập sau ngày công bố.")
            lead.send("Giữ, điều chỉnh hoặc rút tồn tại")
        lead.sees(f"Trưởng đoàn đã trả lời {number + 1}/2")
        assert page in lead.page.url
    lead.picture("tra-loi-tung-ton-tai")
    on_minutes(head)
    papers = [one.bytes_of(one.page.get_by_role("link", name="Xem bản nháp đã gửi")) for one in (head, lead)]
    assert papers[0] == papers[1]
