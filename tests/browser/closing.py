"""Third act: the minutes, both sides, one signed paper (Điều 9.1a, 15.3a)."""

import re

from playwright.sync_api import expect

from tests.browser.play import HEAD, LEAD, SCHOOL_CLERK, Play
from tests.browser.visitor import Visitor


def draft_minutes(play: Play) -> None:
    """With nothing left open, the lead drafts the minutes."""
    lead = play.at_party(LEAD)
    lead.deed("Dự thảo biên bản kiểm tra")
    lead.send("Dự thảo biên bản kiểm tra")
    lead.told("Đã dự thảo biên bản")


def explain_and_settle(play: Play) -> None:
    """The school disagrees with text and a file; the lead settles beside it with a reason."""
    clerk = play.at_party(SCHOOL_CLERK, "findings")
    with play.visitors.clicks.at_most(4, "O6"):
        clerk.follow(clerk.page.locator("main article.entry h3 a").first)
        clerk.tick("Không đồng ý")
        clerk.fill("Giải trình", "Hai ngành này đã được bổ sung ngày 05/01/2026, xin xem giấy kèm theo.")
        clerk.attach("Tài liệu kèm giải trình", play.pdf("giay-bo-sung.pdf"))
        clerk.picture("don-vi-giai-trinh")
        clerk.send("Giải trình tồn tại, hạn chế")
    clerk.told("Đã ghi giải trình")
    lead = play.at_party(LEAD, "findings")
    lead.follow(lead.page.locator("main article.entry h3 a").first)
    lead.sees("Hai ngành này đã được bổ sung")
    lead.sees("giay-bo-sung.pdf")
    lead.tick("Giữ nguyên")
    lead.fill("Lý do", "Giấy bổ sung có sau ngày thông báo tuyển sinh.")
    lead.send("Giữ, điều chỉnh hoặc rút tồn tại")
    lead.told("Đã ghi ý kiến của Trưởng đoàn")


def give_opinion(play: Play) -> None:
    """The head's opinion is a content of the minutes."""
    head = play.person(HEAD)
    head.turn("Nêu ý kiến về dự thảo biên bản", play.code)
    head.fill("Ý kiến của đơn vị về biên bản", "Đơn vị nhất trí với các nội dung khác của biên bản.")
    head.send("Nêu ý kiến về dự thảo biên bản")
    head.told("Đã ghi ý kiến của đơn vị")


def confirm_both(play: Play) -> None:
    """Password and code freeze the text for both; that is not yet a signature (practice 1)."""
    lead = play.at_party(LEAD)
    with play.visitors.clicks.at_most(8, "I6"):
        lead.open(play.party_path + "bien-ban/")
        expect(lead.page.get_by_text("Nội dung còn mâu thuẫn")).to_have_count(0)
        lead.sees("Hai ngành này đã được bổ sung")
        lead.picture("bien-ban-hai-ben")
        lead.link("Xác nhận nội dung biên bản")
        _confirm(lead)
        head = play.person(HEAD)
        head.turn("Xác nhận nội dung biên bản", play.code)
        _confirm(head)
    head.open(play.party_path + "bien-ban/")
    head.sees("Mới xác nhận điện tử, chưa phải chữ ký")


def _confirm(visitor: Visitor) -> None:
    visitor.send("Gửi mã xác nhận")
    visitor.told("Đã gửi mã xác nhận")
    form = visitor.page.url
    visitor.open("/thu-da-gui/")
    mail = visitor.page.locator("article.entry").filter(has_text="Mã xác nhận nội dung").first.inner_text()
    code = re.search(r"\b\d{6}\b", mail)
    assert code is not None
    visitor.open(form)
    visitor.fill("Mật khẩu", visitor.everybody.password)
    visitor.fill("Mã xác nhận", code[0])
    visitor.send("Xác nhận nội dung biên bản")
    visitor.told("Đã xác nhận nội dung")


def sign(play: Play) -> None:
    """Signed by hand on paper: the scan comes in, with the place where the original lies."""
    lead = play.person(LEAD)
    lead.turn("Hoàn tất và ký biên bản", play.code)
    lead.wait_for_print()
    link = lead.page.get_by_role("link", name="Xem bản in")
    assert "BIÊN BẢN" in lead.paper(link)
    assert lead.bytes_of(link) == play.person(HEAD).bytes_of(link)  # one paper for both sides
    lead.attach("Tệp đã ký", play.pdf("bien-ban-da-ky.pdf", pages=3))
    lead.fill("Nơi lưu bản gốc giấy", "Văn thư Sở, hộp 12, cặp 3")
    lead.picture("ghi-nhan-bien-ban-da-ky")
    lead.send("Ghi nhận biên bản đã ký")
    lead.told("Biên bản đã ký được lưu vào hồ sơ")


def finished(play: Play) -> None:
    """Both files say so, and every deed stands in the course of things."""
    lead = play.at_party(LEAD, "documents")
    lead.sees("Đã ký tay, bản gốc lưu tại Văn thư Sở, hộp 12, cặp 3")
    lead.tab("Quá trình xử lý")
    lead.sees("Công bố quyết định kiểm tra")
    lead.picture("qua-trinh-xu-ly")
    expect(lead.page.locator(".page-code")).to_contain_text("ký biên bản", ignore_case=True)
    lead.open(play.case_path)
    expect(lead.page.locator(".page-code")).to_contain_text("Kết thúc tiến hành", ignore_case=True)
    head = play.at_party(HEAD, "documents")
    head.sees("Đã ký tay, bản gốc lưu tại")
    head.picture("ho-so-cua-don-vi")
