"""Scene 5 of practice.md 11, and O1-O7, I3, I6, I7 of bar.md 5: the institution's side on a phone and a narrow line."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Request, Route, expect

from tests.browser import schools
from tests.browser.test_first_access import choose_password, sheet_of_new_contact
from tests.browser.test_uploads import forgive_the_line
from tests.browser.visitor import Visitor, Visitors
from tests.browser.watch import PHONE
from tests.factories import evil_files

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

THIRD_GENERATION = {
    "offline": False,
    "latency": 300,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}
PIECE = re.compile(r"/tai-len/\d+/$")
GENERAL = "Năm 2026 đơn vị tuyển 214 học sinh."
BY_HAND = ("scan0012.pdf", "zalo-3f9a.pdf")
FILES = (
    "1. Giấy chứng nhận ĐKHĐ.pdf",
    "2 quy che tuyen sinh.pdf",
    "Van ban xac dinh chi tieu.pdf",
    "danh sach nha giao theo nganh nghe.pdf",
    "5_phong hoc xuong.pdf",
    "6. Thông báo tuyển sinh 2026.pdf",
    "QD thanh lap hoi dong.pdf",
    "8. Hồ sơ dự tuyển.pdf",
    "danh_sach_trung_tuyen_bien_ban_xet_tuyen.pdf",
    "Danh sách nhập học, phiếu thu học phí.pdf",
    *BY_HAND,
)


def scans(folder: Path, names: Sequence[str]) -> list[Path]:
    """Scanned pages of 40 to 200 kB, each another one."""
    paths = []
    for number, name in enumerate(names):
        side = 268 + 26 * number
        Image.effect_noise((side, side), 90).save(folder / name, "PDF")
        paths.append(folder / name)
    sizes = [path.stat().st_size for path in paths]
    assert 40_000 < min(sizes) and max(sizes) < 200_000, sizes
    return paths


def narrow(page: Page) -> None:
    """A third-generation line, 400 kbit/s both ways and 300 ms, and the patience that it takes."""
    page.set_default_navigation_timeout(120_000)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", THIRD_GENERATION)


@dataclass
class Pieces:
    """Where each piece of each file began."""

    offsets: dict[str, list[int]] = field(default_factory=dict)

    def over(self, page: Page) -> None:
        """Note the pieces that this page sends."""
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if request.method == "PUT" and PIECE.search(request.url):
            self.offsets.setdefault(request.url, []).append(int(request.headers["upload-offset"]))


def drop(clerk: Visitor, files: Sequence[Path]) -> None:
    """All files at once; two that say nothing are placed by hand."""
    clerk.page.locator("#nhieu-tep").set_input_files(files)
    report = clerk.page.locator("[data-drop-report] li")
    expect(report).to_have_count(len(files))
    for name, item in zip(BY_HAND, (10, 11), strict=True):
        select = report.filter(has_text=name).locator("select")
        clerk.click(select)
        select.select_option(index=item + 1)
    expect(report.locator("select")).to_have_count(0)


def come_in(visitors: Visitors) -> Visitor:
    """By the sheet that the head printed: password, and at once what is asked."""
    head = visitors.person(schools.SMALL_HEAD)
    path, _code = sheet_of_new_contact(head, "K'Thị Mai", "0912 345 679")
    clerk = visitors.stranger("truongc-thuky", PHONE)
    narrow(clerk.page)
    begun = time.monotonic()
    with visitors.clicks.at_most(1, "O1"):
        clerk.open(path)
        choose_password(clerk, "Đặt mật khẩu và vào xem việc")
        understand(clerk)
    visitors.seconds["O1"] = time.monotonic() - begun
    return clerk


def understand(clerk: Visitor) -> None:
    """O2: what, by when, why, whom to ask."""
    letter = clerk.page.locator(".letter")
    for answer in ("Đề nghị đơn vị báo cáo", "Hạn nộp báo cáo", "Vì sao", "Cần hỏi", "Tiếp theo"):
        expect(letter).to_contain_text(answer)
    expect(letter).to_contain_text(re.compile(r"[Cc]òn \d+ ngày|hôm nay"))


def test_scene_five_from_the_paper_with_the_code_to_the_receipt(visitors: Visitors, tmp_path: Path) -> None:
    files = scans(tmp_path, FILES)
    clerk = come_in(visitors)
    clerk.picture("don-vi-soan-bao-cao")
    begun = time.monotonic()
    prepare = clerk.page.url
    before, after = Pieces(), Pieces()
    with visitors.clicks.at_most(8, "Cảnh 5: soạn và in"):
        clerk = lose_the_line(visitors, clerk, files, before)
        after.over(clerk.page)
        drop(clerk, files)
        clerk.look("tệp đã về chỗ")
        clerk.picture("don-vi-tha-tep", at=clerk.page.locator("[data-dropzone]"))
        clerk.fill("Nội dung chung", GENERAL)
        clerk.send("Lưu nháp")
        clerk.told("Đã lưu nháp")
        clerk.sees("12 trên 12 nội dung")
        clerk.link("In một báo cáo để ký")
        clerk.send("In báo cáo theo đề cương để ký")
    clerk.open(prepare)
    clerk.wait_for_print()
    report = clerk.paper(clerk.page.get_by_role("link", name="Mở bản in"))
    assert "BÁO CÁO" in report and GENERAL in report and BY_HAND[0] in report
    clerk.picture("don-vi-in-bao-cao")
    went_on = before.offsets.keys() & after.offsets.keys()
    assert went_on and all(after.offsets[url][0] > 0 for url in went_on)
    visitors.seconds["Cảnh 5: soạn và in"] = time.monotonic() - begun
    hand_in(visitors, tmp_path)
    receive(clerk)
    print("Số giây của máy:", {task: round(spent) for task, spent in visitors.seconds.items()})
    print("Số lần bấm:", visitors.clicks.reached)
    assert visitors.seconds["O1"] <= 90


def in_the_middle(request: Request) -> bool:
    """Another piece than the first of a file."""
    return request.method == "PUT" and request.headers["upload-offset"] != "0"


def carry_first_pieces_only(route: Route) -> None:
    """The line is lost in the middle of a file."""
    if in_the_middle(route.request):
        route.abort("internetdisconnected")
    else:
        route.continue_()


def lose_the_line(visitors: Visitors, clerk: Visitor, files: Sequence[Path], pieces: Pieces) -> Visitor:
    """The browser is closed in the middle of a file; opened again, the same files are chosen."""
    pieces.over(clerk.page)
    path = clerk.page.url
    clerk.page.route(PIECE, carry_first_pieces_only)
    with clerk.page.expect_request(
        lambda request: bool(PIECE.search(request.url)) and in_the_middle(request)
    ):
        drop(clerk, files)
    kept = clerk.page.context.storage_state()
    clerk.page.context.close()
    forgive_the_line(visitors)
    again = visitors.stranger(clerk.username, PHONE, kept=kept)
    narrow(again.page)
    again.open(path)
    expect(again.page.locator(".upload-unfinished")).to_contain_text(re.compile(r"Đang dở: .+, \d+ %"))
    again.look("tệp đang dở")
    return again


def hand_in(visitors: Visitors, folder: Path) -> None:
    """The head signs and stamps the paper once; the scan is handed in."""
    stamped = folder / "bao-cao-da-ky-dong-dau.pdf"
    stamped.write_bytes(evil_files.pdf(pages=3))
    head = visitors.person(schools.SMALL_HEAD)
    with visitors.clicks.at_most(2, "O7"):
        head.turn("Nộp báo cáo theo đề cương", "")
        head.attach("Bản báo cáo đã ký, đóng dấu", stamped)
        head.picture("thu-truong-nop-bao-cao")
        head.send("Nộp báo cáo theo đề cương")
    head.told("Đã nộp báo cáo")


def receive(clerk: Visitor) -> None:
    """The receipt: a paper with every file, its size and hash, and when it came."""
    clerk.open("/don-vi/")
    clerk.picture("ho-so-va-giay-xac-nhan")
    receipt = clerk.printed(clerk.page.locator("section[aria-labelledby=cac-giay] a").first)
    assert "XÁC NHẬN" in receipt.upper() and "bao-cao-da-ky-dong-dau.pdf" in receipt
