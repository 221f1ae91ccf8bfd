"""Second act: announced, asked, answered, checked on a phone (domain table 12.1.2)."""

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from inspections.rules.vietnamese import fold
from tests.browser.play import HEAD, LEAD, MEMBERS, SCHOOL, SCHOOL_CLERK, Play
from tests.browser.visitor import Visitor

SHORT = 0  # the place of the item that falls short


def notify_and_report(play: Play) -> None:
    """The school learns the day, the channel and the outline; its head hands in the report."""
    lead = play.at_case(LEAD)
    lead.link(SCHOOL)
    play.party_path = re.sub(r"^https?://[^/]+|\?.*$", "", lead.page.url)
    lead.deed("Thông báo lịch kiểm tra")
    lead.send("Thông báo lịch kiểm tra")
    lead.told("Đã thông báo lịch")
    head = play.person(HEAD)
    head.turn("Nộp báo cáo theo đề cương", play.code)
    head.picture("don-vi-nop-bao-cao")
    head.fill(
        "Báo cáo theo đề cương",
        "Năm 2026 đơn vị tuyển 420 học sinh, sinh viên; chi tiết trong báo cáo kèm theo.",
    )
    head.attach("Báo cáo và tài liệu kèm theo", play.pdf("bao-cao-tuyen-sinh.pdf"))
    head.send("Nộp báo cáo theo đề cương")
    head.told("Đã nộp báo cáo")


def announce_and_begin(play: Play) -> None:
    """The decision is announced to a named representative; the items are shared out."""
    lead = play.at_party(LEAD)
    lead.deed("Công bố quyết định kiểm tra")
    expect(lead.field("Người đại diện đơn vị: họ và tên")).to_have_value("Y Bhăm Ayŭn")
    lead.send("Công bố quyết định kiểm tra")
    lead.told("Thời hạn kiểm tra bắt đầu tính")
    lead.sees("Thời hạn kiểm tra đến hết ngày")
    lead.deed("Phân công và bắt đầu kiểm tra")
    lead.send("Phân công và bắt đầu kiểm tra")
    lead.told("Đã bắt đầu kiểm tra")
    lead.picture("ho-so-dang-kiem-tra")
    play.items = [str(link.get_attribute("href")) for link in lead.page.locator("main a.item-text").all()]
    assert len(play.items) >= 8


def request_papers(play: Play) -> None:
    """The request proposes the papers of the outline and the day; what the school's vault has is asked all the same."""
    lead = play.at_party(LEAD)
    with play.visitors.clicks.at_most(7, "I3"):
        lead.deed("Yêu cầu cung cấp hồ sơ, tài liệu")
        for held in lead.page.locator("main label.choice").filter(has_text="đã có trong kho").all():
            lead.click(held)
        lead.send("Yêu cầu cung cấp hồ sơ, tài liệu")
    lead.told("Đã gửi yêu cầu cho đơn vị")
    clerk = play.person(SCHOOL_CLERK)
    clerk.turn("Trả lời yêu cầu cung cấp hồ sơ", play.code)
    letter = clerk.page.locator(".letter")
    for answer in ("Đoàn kiểm tra · Hoàng Minh Đức", "Hạn trả lời", "Vì sao", "Cần hỏi", "Tiếp theo"):
        expect(letter).to_contain_text(answer)


def answer_papers(play: Play) -> None:
    """The files find their items by name; one item is refused as irrelevant, with a reason (Điều 9.1c)."""
    clerk = play.person(SCHOOL_CLERK)
    asks = clerk.page.locator("section.ask")
    refused = asks.count() - 1
    files = _files_named_after(play, asks, refused)
    with play.visitors.clicks.at_most(4, "O4"):
        clerk.page.locator("#nhieu-tep").set_input_files(files)
        report = clerk.page.locator("[data-drop-report] li")
        expect(report).to_have_count(len(files))
        for number in range(asks.count() - 1):
            expect(asks.nth(number).locator("[data-file-names]")).to_contain_text(".pdf")
        last = asks.nth(refused)
        last.get_by_label("Trả lời", exact=False).first.fill("Nội dung này không thuộc thời kỳ kiểm tra.")
        clerk.click(last.locator("summary"))
        clerk.click(last.locator("label.choice"))
        clerk.picture("don-vi-tra-loi")
        clerk.send("Gửi trả lời")
    clerk.told("Giấy xác nhận đã nộp")
    clerk.sees(files[0].name)


def _files_named_after(play: Play, asks: Locator, refused: int) -> list[Path]:
    """Files whose names are the plain words of what is asked, as clerks name them."""
    found = []
    for number in range(asks.count()):
        if number != refused:
            words = fold(str(asks.nth(number).get_attribute("data-drop-words")))
            found.append(play.pdf(re.sub(r"[^a-z0-9]+", "-", words)[:60].strip("-") + ".pdf"))
    return found


def decide_on_refusal(play: Play) -> None:
    """The lead reads the reason and withdraws the request."""
    lead = play.person(LEAD)
    lead.turn("Xem việc đơn vị từ chối", play.code)
    lead.sees("Nội dung này không thuộc thời kỳ kiểm tra.")
    lead.tick("Rút yêu cầu")
    lead.fill("Lý do", "Đoàn thống nhất: tài liệu ngoài thời kỳ kiểm tra.")
    lead.send("Xem việc đơn vị từ chối cung cấp")
    lead.told("Đã ghi ý kiến của Trưởng đoàn")
    lead.sees("Đoàn rút yêu cầu")


def conclude_on_a_phone(play: Play) -> None:
    """Three people write down what they found, item by item; each word is kept as it is typed."""
    people = (LEAD, *MEMBERS)
    _come_to_the_school(play)
    for number, path in enumerate(play.items):
        visitor = play.phone(people[number % len(people)])
        visitor.open(path)
        if number == len(play.items) - 1:
            _photograph(play, visitor)
        if number == SHORT:
            _falls_short(play, visitor)
        else:
            _complies(visitor)
    lead = play.at_party(LEAD)
    expect(lead.page.locator("main").get_by_text("Chưa ghi kết quả")).to_have_count(0)


def _come_to_the_school(play: Play) -> None:
    """What is bound to be seen is judged only after somebody of the team was there and it was written down."""
    lead = play.at_party(LEAD, "records")
    lead.link("Ghi việc đến làm việc trực tiếp")
    lead.fill("Việc đã làm", "Xem phòng học, xưởng thực hành; đối chiếu với hồ sơ đã nộp.")
    lead.send("Ghi việc đến làm việc trực tiếp")
    lead.told("Đã ghi lần đến đơn vị")


def _photograph(play: Play, visitor: Visitor) -> None:
    """What the school did not hand in, the team collects itself: an item checked from afar rests on some file."""
    visitor.link("Thêm tệp, ảnh chụp")
    visitor.attach("Tệp", play.photo("trang-thong-bao.jpg"))
    visitor.send("Thêm hồ sơ, tài liệu Đoàn thu thập")
    visitor.told("Đã thêm tài liệu")


def _complies(visitor: Visitor) -> None:
    visitor.fill("Kết quả ghi nhận", "Theo báo cáo của đơn vị: đã thực hiện. Đoàn đối chiếu: đúng quy định.")
    visitor.tick("Đúng quy định")
    expect(visitor.page.get_by_text("Đã lưu lúc")).to_be_visible()


def _falls_short(play: Play, visitor: Visitor) -> None:
    """From the item to the finding: wording and citation are proposed, the item comes along."""
    visitor.fill(
        "Kết quả ghi nhận",
        "Theo báo cáo của đơn vị: đủ. Đoàn đối chiếu: hai ngành chưa có trong giấy chứng nhận.",
    )
    expect(visitor.page.get_by_text("Đã lưu lúc")).to_be_visible()
    with play.visitors.clicks.at_most(5, "I5"):
        visitor.tick("Chưa đúng, chưa đủ")
        visitor.picture("ghi-ket-qua", at=visitor.page.locator(".raise-finding"))
        visitor.send("Ghi nhận tồn tại, hạn chế")
        assert "Đơn vị thông báo tuyển sinh" in visitor.field("Nội dung tồn tại, hạn chế").input_value()
        visitor.fill(
            "Nội dung tồn tại, hạn chế",
            "Đơn vị thông báo tuyển sinh hai ngành chưa có trong giấy chứng nhận.",
        )
        visitor.fill("Điều, khoản, điểm", "khoản 2 Điều 20")
        visitor.send("Ghi nhận tồn tại, hạn chế")
    visitor.told("Đã ghi nhận tồn tại, hạn chế")
