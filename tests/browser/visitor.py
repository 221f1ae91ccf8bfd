"""A person in front of a browser: signs in, clicks (each click is counted), types, reads papers."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from tests.browser.watch import DESK, PHONE, Watch

RELOADS = 120


class Clicks:
    """Counts clicks and nothing else."""

    def __init__(self) -> None:
        self.made = 0
        self.reached: dict[str, int] = {}

    @contextmanager
    def at_most(self, number: int, task: str) -> Iterator[None]:
        """A task of bar.md 5 costs no more clicks than this."""
        before = self.made
        yield
        self.reached[task] = self.made - before
        assert self.reached[task] <= number, f"{task}: {self.reached[task]} lần bấm, cho phép {number}"


class Visitor:
    """One account in its own browser."""

    def __init__(self, everybody: "Visitors", username: str, page: Page) -> None:
        self.everybody = everybody
        self.username = username
        self.page = page
        self.clicks = everybody.clicks
        self.side = "đơn vị" if username.startswith("tr") and "-" in username else "cơ quan"

    # ---- going about -------------------------------------------------------------------------------------

    def open(self, path: str) -> None:
        """Go to an address as from a bookmark."""
        self.page.goto(path)
        self.look()

    def look(self, state: str = "") -> None:
        """Have the page examined."""
        expect(self.page.locator("h1")).to_be_visible()
        self.everybody.watch.examine(self.page, self.side, state)

    def sign_in(self, path: str = "/") -> None:
        """Sign in by the sign-in page."""
        self.page.goto(path)
        self.look()
        self.fill("Tên đăng nhập", self.username)
        self.fill("Mật khẩu", self.everybody.password)
        self.send("Đăng nhập")

    def click(self, target: Locator) -> None:
        """Press something that stays on the page."""
        self.clicks.made += 1
        target.click()

    def follow(self, target: Locator) -> None:
        """Press something that leads to another page."""
        with self.page.expect_navigation():
            self.click(target)
        self.look()

    def link(self, name: str | re.Pattern[str], *, within: str = "main") -> None:
        """Follow the link with these words."""
        self.follow(self.page.locator(within).get_by_role("link", name=name).first)

    def tab(self, name: str) -> None:
        """Open a tab of the case."""
        self.link(name, within="nav:has(ul.tabs)")

    def deed(self, name: str) -> None:
        """Begin a deed from the case page: the main one, or one in the menu that names it."""
        link = self.page.locator(".page-actions").get_by_role("link", name=name)
        if not link.is_visible():
            self.click(self.page.locator(".other-deeds").filter(has_text=name).locator("summary"))
        self.follow(link)

    def turn(self, verb: str, code: str) -> None:
        """Open the work list's row that asks for this on this dossier."""
        self.page.goto("/")
        self.look()
        self.follow(self.page.locator("a.turn-link").filter(has_text=code).filter(has_text=verb).first)

    # ---- typing ------------------------------------------------------------------------------------------

    def field(self, label: str) -> Locator:
        """The field whose label begins with these words."""
        return self.page.locator("main").get_by_label(re.compile(rf"^\s*{re.escape(label)}")).first

    def fill(self, label: str, value: str) -> None:
        """Type into a field."""
        self.field(label).fill(value)

    def choose(self, label: str, option: str | re.Pattern[str]) -> None:
        """Choose in a drop-down list by part of the words."""
        field = self.field(label)
        words = field.locator("option").filter(has_text=option).first.inner_text()
        field.select_option(label=words)

    def tick(self, words: str) -> None:
        """Press a radio button or a box by its words."""
        self.click(self.page.locator("main label.choice").filter(has_text=words).first)

    def attach(self, label: str, files: Sequence[Path] | Path) -> None:
        """Choose files for a field."""
        group = self.page.locator("main").get_by_role("group", name=label)
        group.locator("input[type=file]").set_input_files(files)

    def send(self, words: str) -> None:
        """Press the form's button."""
        self.follow(self.page.locator("main").get_by_role("button", name=words, exact=True).first)

    # ---- reading -----------------------------------------------------------------------------------------

    def told(self, words: str) -> None:
        """The page answers with this sentence."""
        expect(self.page.locator("main").get_by_role("status").filter(has_text=words).first).to_be_visible()

    def sees(self, words: str) -> None:
        """These words stand on the page."""
        expect(self.page.locator("main")).to_contain_text(words)

    def wait_for_print(self) -> None:
        """Reload while a print is being made."""
        making = self.page.get_by_text(re.compile("Bản in đang được tạo|Đang tạo bản"))
        for _attempt in range(RELOADS):
            if not making.count():
                return
            self.page.reload()
        raise AssertionError("Bản in không được tạo: việc nền không chạy.")

    def bytes_of(self, link: Locator) -> bytes:
        """The PDF behind a link."""
        answer = self.page.context.request.get(str(link.get_attribute("href")))
        assert answer.headers["content-type"] == "application/pdf"
        return answer.body()

    def paper(self, link: Locator) -> str:
        """The words of the PDF behind a link, with those of the signatures on it."""
        command = ["pdftotext", "-layout", "-", "-"]
        read = subprocess.run(command, input=self.bytes_of(link), capture_output=True, check=True)
        return " ".join(read.stdout.decode().split())

    def printed(self, link: Locator) -> str:
        """The words of a paper that the worker may still be printing."""
        for _attempt in range(RELOADS):
            answer = self.page.context.request.get(str(link.get_attribute("href")))
            if answer.headers["content-type"] == "application/pdf":
                return self.paper(link)
            self.page.wait_for_timeout(200)
        raise AssertionError("Bản in không được tạo: việc nền không chạy.")

    def picture(self, name: str, at: Locator | None = None) -> None:
        """Keep the page as it looks on a desk and on a phone, from its top or down to a place on it."""
        size = self.page.viewport_size or DESK
        for suffix, view in (("may-tinh", DESK), ("dien-thoai", PHONE)):
            self.page.set_viewport_size(view)  # type: ignore[arg-type]
            self.everybody.watch.scroll_to_top(self.page)
            if at is not None:
                at.scroll_into_view_if_needed()
            path = self.everybody.pictures / f"{name}-{suffix}.jpg"
            self.page.screenshot(path=path, type="jpeg", quality=72, animations="disabled")
        self.page.set_viewport_size(size)  # type: ignore[arg-type]


class Visitors:
    """Everybody of one test; each signs in once."""

    def __init__(self, browser: Browser, site: str, password: str, *, pictures: Path) -> None:
        self.browser = browser
        self.site = site
        self.password = password
        self.pictures = pictures
        self.clicks = Clicks()
        self.seconds: dict[str, float] = {}
        self.watch = Watch(site)
        self._known: dict[str, Visitor] = {}

    def stranger(
        self, username: str, size: dict[str, int] = DESK, *, kept: StorageState | None = None
    ) -> Visitor:
        """A person in a new browser, before signing in, or with what an earlier browser kept."""
        context = self.browser.new_context(
            base_url=self.site,
            viewport=size,  # type: ignore[arg-type]
            locale="vi-VN",
            storage_state=kept,
        )
        context.set_default_timeout(20_000)
        self.watch.over(context)
        return Visitor(self, username, context.new_page())

    def person(self, username: str, size: dict[str, int] = DESK) -> Visitor:
        """A signed-in person."""
        if username not in self._known:
            visitor = self.stranger(username, size)
            visitor.sign_in()
            self._known[username] = visitor
        return self._known[username]

    def leave(self) -> None:
        """Close all browsers."""
        for context in self.browser.contexts:
            context.close()
