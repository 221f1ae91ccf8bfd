"""What no page may do: shut anybody out, complain in the console, ask another host, grow wider than a phone."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import BrowserContext, CDPSession, ConsoleMessage, Page, Request

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}
AXE = """axe.run(document, {runOnly: {type: 'tag', values: %s}, resultTypes: ['violations']}).then((found) =>
  found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`))"""
TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"
# Still pictures are measured: a colour half way between two themes belongs to neither.
CALM = "*, *::before, *::after { transition: none !important; animation: none !important }"


@cache
def _axe_source() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def pattern_of(url: str, side: str) -> str:
    """Pages of one making count once for each side of the table."""
    parts = urlsplit(url)
    return re.sub(r"\d+", "N", f"{side} {parts.path}?{parts.query}")


class Watch:
    """Collects the troubles of all pages of one test."""

    def __init__(self, site: str) -> None:
        self.host = urlsplit(site).netloc
        self.troubles: list[str] = []
        self.examined: set[str] = set()

    def over(self, context: BrowserContext) -> None:
        """Listen to everything that this browser's pages say and ask."""
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.troubles.append(f"lỗi kịch bản: {error.error}"))
        context.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        refused_politely = "Failed to load resource" in message.text and "status of 4" in message.text
        if message.type == "error" and not refused_politely:
            self.troubles.append(f"{message.location}: {message.text}")

    def _see(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.netloc != self.host:
            self.troubles.append(f"hỏi máy khác: {request.url}")

    def scroll_to_top(self, page: Page) -> None:
        """Show the page from its beginning."""
        session = page.context.new_cdp_session(page)
        _ask(session, "window.scrollTo(0, 0)")
        session.detach()

    def examine(self, page: Page, side: str, state: str = "") -> None:
        """Measure the page as it stands, light on a desk and dark on a phone; each making once."""
        pattern = pattern_of(page.url, side) + state
        if pattern in self.examined:
            return
        self.examined.add(pattern)
        size = page.viewport_size or DESK
        session = page.context.new_cdp_session(page)
        try:
            _ask(session, _axe_source() + ";0")
            _ask(
                session,
                f"{{ const calm = new CSSStyleSheet(); calm.replaceSync(`{CALM}`);"
                " document.adoptedStyleSheets = [calm] } 0",
            )
            for theme, view in (("light", DESK), ("dark", PHONE)):
                page.set_viewport_size(view)  # type: ignore[arg-type]
                found = _ask(session, f"document.documentElement.dataset.bsTheme = '{theme}'; {AXE % RULES}")
                self._note(pattern, theme, found)
            if _ask(session, TOO_WIDE):
                self.troubles.append(f"{pattern}: rộng hơn màn hình điện thoại")
            _ask(
                session,
                "document.documentElement.dataset.bsTheme = 'auto'; document.adoptedStyleSheets = []; 0",
            )
        finally:
            session.detach()
            page.set_viewport_size(size)  # type: ignore[arg-type]

    def _note(self, pattern: str, theme: str, found: Iterable[str]) -> None:
        self.troubles += [f"{pattern} ({theme}): {line}" for line in found]


def _ask(session: CDPSession, expression: str) -> Any:
    """Evaluate past the page's own policy, which forbids `eval` and stays in force meanwhile."""
    answer = session.send(
        "Runtime.evaluate", {"expression": expression, "awaitPromise": True, "returnByValue": True}
    )
    if "exceptionDetails" in answer:
        raise AssertionError(str(answer["exceptionDetails"])[:500])
    return answer["result"].get("value")
