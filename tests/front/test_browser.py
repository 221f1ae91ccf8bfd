"""The sample pages in a real browser: both themes, phone and desk, by keyboard, twice pressed, without a network.

Nothing is served: every request of the browser is answered from memory, so that no database is needed.
"""

from pathlib import Path
from typing import Any

import django_htmx
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, Route

from tests.templates import samples

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
STATICS = (ROOT / "static", Path(django_htmx.__file__).parent / "static")
SITE = "http://kiemtraso.test"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1366, "height": 768}
LOOKED_AT = (
    "step_sign step_overlap step_finding step_confirm step_outline worklist case_overview case_ready case_items case_documents case_history step_wrong step_blocked "
    "item item_conflict request request_answered minutes case_list institution portal_home search 404"
).split()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    """The Chromium of this test process."""
    return chromium


def answer(route: Route) -> None:
    """Give the browser a sample page or one of our static files; everything else is not there."""
    path = route.request.url.removeprefix(SITE).split("?")[0]
    if path.removeprefix("/") in samples.PAGES:
        template, context = samples.PAGES[path.removeprefix("/")]
        route.fulfill(body=render_to_string(template, context()), content_type="text/html; charset=utf-8")
        return
    for folder in STATICS:
        file = folder / path.removeprefix("/static/")
        if path.startswith("/static/") and file.is_file():
            route.fulfill(body=file.read_bytes(), content_type=KINDS.get(file.suffix, "text/plain"))
            return
    route.fulfill(status=404, body="")


def open_page(browser: Browser, name: str, size: dict[str, int], theme: str = "light") -> Page:
    """Open a sample page in one theme and size."""
    context = browser.new_context(viewport=size, locale="vi-VN")  # type: ignore[arg-type]
    context.add_cookies([{"name": "theme", "value": theme, "url": SITE}])
    context.route("**/*", answer)
    page = context.new_page()
    page.goto(f"{SITE}/{name}")
    page.evaluate("name => { document.documentElement.dataset.bsTheme = name }", theme)
    return page


@pytest.mark.parametrize(("size", "theme"), [(PHONE, "light"), (DESK, "dark")])
def test_no_page_shuts_anybody_out(browser: Browser, size: dict[str, int], theme: str) -> None:
    page = open_page(browser, LOOKED_AT[0], size, theme)
    troubles = []
    for name in LOOKED_AT:
        page.goto(f"{SITE}/{name}")
        page.evaluate("name => { document.documentElement.dataset.bsTheme = name }", theme)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
        troubles += [(name, one["id"], [node["target"] for node in one["nodes"]]) for one in found]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            troubles.append((name, "wider than the screen", []))
    page.context.close()
    assert troubles == []


def test_every_target_is_big_enough_for_a_thumb(browser: Browser) -> None:
    page = open_page(browser, "item", PHONE)
    small = page.evaluate(
        """() => [...document.querySelectorAll('.button, .choice, .top-button, input:not([type=hidden], .choice input)')]
        .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)"""
    )
    page.context.close()
    assert small == []


def test_pressing_twice_sends_once(browser: Browser) -> None:
    page = open_page(browser, "step", DESK)
    page.evaluate(
        """() => { window.sent = 0; document.addEventListener('submit', (event) => {
        if (!event.defaultPrevented) window.sent += 1; event.preventDefault() }) }"""
    )
    button = page.locator("form[data-guard] button[type=submit]")
    button.click()
    button.click(force=True)
    sent = page.evaluate("window.sent")
    page.context.close()
    assert sent == 1


def test_the_chosen_theme_is_remembered(browser: Browser) -> None:
    page = open_page(browser, "worklist", DESK)
    page.click("[popovertarget=ca-nhan]")
    page.click("[data-theme-toggle]")
    kept = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    shown = page.evaluate("document.documentElement.dataset.bsTheme")
    page.context.close()
    assert shown == "dark"
    assert kept["theme"] == "dark"


def test_a_slash_goes_to_the_search(browser: Browser) -> None:
    page = open_page(browser, "worklist", DESK)
    page.keyboard.press("/")
    focused = page.evaluate("document.activeElement.name")
    page.context.close()
    assert focused == "q"


def test_the_menu_of_a_phone_opens_and_closes_without_a_script(browser: Browser) -> None:
    page = open_page(browser, "worklist", PHONE)
    menu = page.locator("#trinh-don")
    assert not menu.is_visible()
    page.click(".menu-button")
    assert menu.is_visible()
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    page.context.close()


def test_a_wrong_form_takes_the_reader_to_its_summary(browser: Browser) -> None:
    page = open_page(browser, "step_wrong", DESK)
    focused = page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    page.context.close()
    assert focused


def test_one_key_rates_an_item_and_a_shortcoming_can_then_be_noted(browser: Browser) -> None:
    page = open_page(browser, "item", DESK)
    page.click("h1")
    page.keyboard.press("1")
    assert page.evaluate("document.querySelector('[name=rating]:checked').value") == "complies"
    assert not page.is_visible(".raise-finding")
    page.keyboard.press("2")
    assert page.is_visible(".raise-finding")
    page.context.close()


def test_an_item_saves_itself_and_says_when_it_cannot(browser: Browser) -> None:
    page = open_page(browser, "item", DESK)
    saved = render_to_string(
        "inspections/item_saved.html",
        {"save": {"state": "saved", "at": "15:00", "version": 9}, "form": samples.ItemForm()},
    )
    page.route("**/tu-luu", lambda route: route.fulfill(body=saved, content_type="text/html; charset=utf-8"))
    page.fill("[name=result]", "Đoàn đối chiếu: đúng.")
    page.get_by_text("Đã lưu lúc 15:00").wait_for()
    assert page.input_value("#id_version") == "9"
    assert page.locator("#conflict-place").count() == 1
    page.route("**/tu-luu", lambda route: route.abort())
    page.fill("[name=result]", "Đoàn đối chiếu: chưa đúng.")
    page.get_by_text("Chờ mạng").wait_for()
    page.context.close()


def test_files_dropped_together_find_their_items_by_name(browser: Browser, tmp_path: Path) -> None:
    names = ["danh-sach-nhap-hoc-2026.pdf", "HOP DONG lien ket.pdf", "zzz.pdf"]
    paths = [tmp_path / name for name in names]
    for path in paths:
        path.write_text("x")
    page = open_page(browser, "request", PHONE)
    page.set_input_files("#nhieu-tep", paths)

    def held(number: int) -> Any:
        return page.evaluate(
            "number => [...document.querySelector(`[name=files_${number}]`).files].map((file) => file.name)",
            number,
        )

    placed = [held(number) for number in (1, 2, 3)]
    report = page.inner_text("[data-drop-report]")
    page.context.close()
    assert placed == [[], [names[0]], [names[1]]]
    assert "zzz.pdf: chưa biết thuộc nội dung nào" in report
