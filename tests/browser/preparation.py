"""First act: from the proposal to the approved conduct plan (domain table 12.1.1)."""

import re

from playwright.sync_api import expect

from tests.browser.play import CLERK, DIRECTOR, LEAD, MEMBERS, NAMES, OFFICER, SCHOOL, SECTION_HEAD, Play


def propose(play: Play) -> None:
    """The officer proposes an inspection ordered from above (Điều 11.2b)."""
    officer = play.visitors.stranger(OFFICER)
    with play.visitors.clicks.at_most(2, "I1"):
        officer.sign_in()
        officer.follow(officer.page.locator("a.turn-link").first)
    officer = play.person(OFFICER)
    officer.picture("viec-cua-toi")
    officer.link("Hồ sơ kiểm tra", within="nav.side-menu")
    officer.link("Lập đề xuất kiểm tra")
    officer.fill("Tên cuộc kiểm tra", play.title)
    officer.choose("Đề cương kiểm tra", "tuyển sinh")
    officer.tick(SCHOOL)
    officer.tick("Theo chỉ đạo của thủ trưởng")
    officer.fill(
        "Nội dung căn cứ", "Công văn số 12 của Ủy ban nhân dân tỉnh về kiểm tra công tác tuyển sinh."
    )
    officer.fill("Thời kỳ kiểm tra từ ngày", "01/01/2026")
    officer.fill("đến ngày", "31/10/2026")
    officer.send("Lập đề xuất")
    officer.told("Đã lập đề xuất")
    play.case_path = re.sub(r"^https?://[^/]+|\?.*$", "", officer.page.url)
    play.code = officer.page.locator(".page-code .nowrap").first.inner_text()


def review_overlap(play: Play) -> None:
    """The officer reviews the last 24 months of the school; the head of the section confirms."""
    officer = play.at_case(OFFICER)
    officer.deed("Rà soát trùng lặp, chồng chéo")
    officer.sees(SCHOOL)
    officer.picture("ra-soat-trung-lap")
    officer.send("Rà soát trùng lặp, chồng chéo")
    officer.told("Đã ghi kết quả rà soát")
    head = play.person(SECTION_HEAD)
    head.turn("Xác nhận kết quả rà soát", play.code)
    head.sees("Không trùng lặp, chồng chéo")
    head.send("Xác nhận kết quả rà soát trùng lặp")
    head.told("Đã xác nhận kết quả rà soát")


def nominate_and_declare(play: Play) -> None:
    """A lead and two members are named; each declares his own interests (Điều 12)."""
    officer = play.at_case(OFFICER)
    officer.deed("Cử Đoàn kiểm tra")
    officer.choose("Trưởng đoàn", NAMES[LEAD])
    for member in MEMBERS:
        officer.tick(NAMES[member])
    officer.send("Cử Đoàn kiểm tra")
    officer.told("Đã cử Đoàn")
    officer.sees("chưa kê khai xung đột lợi ích")
    for member in (LEAD, *MEMBERS):
        visitor = play.person(member)
        visitor.turn("Kê khai xung đột lợi ích", play.code)
        visitor.tick("Tôi cam kết nội dung kê khai là đúng sự thật")
        visitor.send("Kê khai xung đột lợi ích")
        visitor.told("Đã ghi bản kê khai")


def draft_sign_issue(play: Play) -> None:
    """Drafted, read and signed by the director, then numbered and sealed by the records clerk (NĐ 30/2020 Điều 32)."""
    officer = play.at_case(OFFICER)
    officer.deed("Dự thảo quyết định kiểm tra")
    officer.choose("Người ký quyết định", "Nguyễn Thị Ánh Nguyệt")
    officer.send("Dự thảo quyết định kiểm tra")
    officer.told("Đã dự thảo quyết định và trình ký")
    director = play.person(DIRECTOR)
    director.turn("Ký quyết định", play.code)
    director.wait_for_print()
    text = director.paper(director.page.get_by_role("link", name="Xem bản in"))
    assert SCHOOL in text
    assert NAMES[LEAD] in text
    director.picture("ky-quyet-dinh")
    director.send("Ký quyết định kiểm tra")
    director.told("Đã ký quyết định")
    clerk = play.person(CLERK)
    clerk.turn("Cấp số, phát hành", play.code)
    clerk.send("Cấp số, phát hành quyết định")
    clerk.told("Đã phát hành quyết định")
    clerk.tab("Văn bản")
    clerk.sees("Đã ký số (2/2)")
    issued = clerk.paper(clerk.page.locator("main").get_by_role("link", name="Tải bản PDF").first)
    assert "CHỨNG THƯ THỬ NGHIỆM" in issued


def plan_and_approve(play: Play) -> None:
    """The lead's conduct plan names the way of each item; the director approves it (Điều 14)."""
    lead = play.person(LEAD)
    lead.turn("Lập và trình kế hoạch", play.code)
    lead.fill("Tiến hành từ ngày", play.today)
    lead.fill("đến ngày", play.today)
    expect(lead.page.get_by_text("Bắt buộc xem thực tế.").first).to_be_visible()
    lead.picture("ke-hoach-tien-hanh")
    lead.send("Lập và trình kế hoạch tiến hành")
    lead.sees(f"Cảnh báo: {NAMES[LEAD]} cùng lúc ở Đoàn của")
    lead.tick("Tôi đã đọc các cảnh báo")
    lead.send("Lập và trình kế hoạch tiến hành")
    lead.told("Đã trình kế hoạch")
    director = play.person(DIRECTOR)
    director.turn("kế hoạch", play.code)
    director.wait_for_print()
    assert SCHOOL in director.paper(director.page.get_by_role("link", name="Xem bản in"))
    director.send("Phê duyệt kế hoạch tiến hành")
    director.told("Đã phê duyệt kế hoạch")
