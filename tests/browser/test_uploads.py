"""A large file over a bad line: it goes on by itself, survives a closed browser, and the form waits for it."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Route, expect

from tests.browser import world
from tests.browser.play import MEMBERS
from tests.browser.visitor import Visitor, Visitors

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PIECES = re.compile(r"/tai-len/\d+/$")


def photograph(folder: Path, name: str, width: int = 2400) -> Path:
    """A photograph of some megabytes that no other test sends."""
    with io.BytesIO() as stream:
        Image.effect_noise((width, 1800), 90).convert("RGB").save(stream, "JPEG", quality=92)
        (folder / name).write_bytes(stream.getvalue())
    return folder / name


def open_evidence_form(member: Visitor) -> None:
    """The form that adds files to an item of a party under check."""
    member.open(f"/ho-so/?q={world.TITLE}")
    member.link(re.compile(world.TITLE))
    member.link(re.compile("Trung tâm Giáo dục nghề nghiệp Minh Hoạ B"))
    member.follow(member.page.locator("main tbody tr a.item-text").last)
    member.link("Thêm tệp, ảnh chụp")


class BadLine:
    """Lets some pieces through and loses the others; remembers where each piece began."""

    def __init__(self, member: Visitor, good: int, lost: int) -> None:
        self.good, self.lost, self.offsets = good, lost, list[int]()
        member.page.route(PIECES, self.carry)

    def carry(self, route: Route) -> None:
        """One piece on its way."""
        if route.request.method != "PUT":
            return route.continue_()
        if self.good <= 0 < self.lost:
            self.lost -= 1
            return route.abort("internetdisconnected")
        self.good -= 1
        self.offsets.append(int(route.request.headers["upload-offset"]))
        return route.continue_()


def forgive_the_line(visitors: Visitors) -> None:
    """The browser itself complains of the line that the test cut."""
    troubles = visitors.watch.troubles
    troubles[:] = [one for one in troubles if "ERR_INTERNET_DISCONNECTED" not in one]


def test_a_lost_line_costs_only_time_and_the_form_waits(visitors: Visitors, tmp_path: Path) -> None:
    member = visitors.person(MEMBERS[0])
    open_evidence_form(member)
    line = BadLine(member, good=1, lost=1)
    file = photograph(tmp_path, "xuong-thuc-hanh.jpg")
    member.page.locator("main input[type=file]").set_input_files(file)
    expect(member.page.locator(".uploads")).to_contain_text("Mất kết nối. Tự tải tiếp sau 1 giây")
    member.look("đang tải tệp")
    member.picture("tai-tep-mat-mang")
    member.send("Thêm hồ sơ, tài liệu Đoàn thu thập")
    member.told("Đã thêm tài liệu")
    member.sees("xuong-thuc-hanh.jpg")
    assert line.offsets == sorted(set(line.offsets)) and len(line.offsets) > 2
    forgive_the_line(visitors)


def test_a_closed_browser_goes_on_where_it_stopped(visitors: Visitors, tmp_path: Path) -> None:
    member = visitors.person(MEMBERS[0])
    open_evidence_form(member)
    BadLine(member, good=2, lost=1000)
    file = photograph(tmp_path, "phong-may.jpg", 2300)
    member.page.locator("main input[type=file]").set_input_files(file)
    expect(member.page.locator(".uploads")).to_contain_text("Mất kết nối")
    closed, member.page = member.page, member.page.context.new_page()
    closed.close(run_before_unload=False)
    open_evidence_form(member)
    unfinished = member.page.locator(".upload-unfinished")
    expect(unfinished).to_contain_text(re.compile(r"Đang dở: phong-may\.jpg, \d+ %"))
    member.look("tệp đang dở")
    line = BadLine(member, good=1000, lost=0)
    member.page.locator("main input[type=file]").set_input_files(file)
    expect(member.page.locator(".uploads")).to_contain_text("Đã nhận")
    assert line.offsets[0] > 0
    member.send("Thêm hồ sơ, tài liệu Đoàn thu thập")
    member.told("Đã thêm tài liệu")
    forgive_the_line(visitors)


def test_a_refused_file_says_why_and_nothing_is_sent_behind_ones_back(
    visitors: Visitors, tmp_path: Path
) -> None:
    member = visitors.person(MEMBERS[0])
    open_evidence_form(member)
    path = tmp_path / "bao-cao.pdf"
    path.write_bytes(b"MZ" + b"\x00" * 300_000)
    member.page.locator("main input[type=file]").set_input_files(path)
    expect(member.page.locator(".upload-refused")).to_contain_text("nội dung là chương trình")
    member.page.get_by_role("button", name="Thêm hồ sơ, tài liệu Đoàn thu thập").click()
    expect(member.page.locator(".upload-note")).to_contain_text("biểu mẫu chưa gửi")
    member.look("tệp bị từ chối khi tải")
