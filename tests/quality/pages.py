"""What every answer must tell the browser, and what no page may carry under our content security policy."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.http import HttpResponse

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
REQUIRED = {
    "default-src": {"'self'"},
    "object-src": {"'none'"},
    "frame-ancestors": {"'none'"},
    "base-uri": {"'self'"},
    "form-action": {"'self'"},
    "img-src": {"'self'", "data:"},
}
FILE_POLICY = "default-src 'none'"
HSTS = re.compile(r"max-age=(\d+)")
YEAR_SECONDS = 31_536_000
ADDRESSES = {"src", "href", "action", "formaction", "poster", "data", "hx-get", "hx-post"}
OUTSIDE = re.compile(r"(?i)^\s*(https?:)?//|^\s*(javascript|vbscript|blob):")


def header_faults(answer: HttpResponse) -> Iterator[str]:
    """The seven headers: four fixed ones, the policy, HSTS, and that nobody keeps the page."""
    for name, value in FIXED.items():
        if answer.headers.get(name) != value:
            yield f"{name}: {answer.headers.get(name)}"
    yield from policy_faults(answer.headers.get("Content-Security-Policy", ""))
    age = HSTS.match(answer.headers.get("Strict-Transport-Security", ""))
    if age is None or int(age[1]) < YEAR_SECONDS:
        yield f"Strict-Transport-Security: {answer.headers.get('Strict-Transport-Security')}"
    if "no-store" not in answer.headers.get("Cache-Control", ""):
        yield f"Cache-Control: {answer.headers.get('Cache-Control')}"


def policy_faults(policy: str) -> Iterator[str]:
    """Nothing inline, nothing evaluated, nothing from elsewhere; a file handed out runs nothing at all."""
    rules = {words[0]: set(words[1:]) for words in map(str.split, policy.split(";")) if words}
    if policy.startswith(FILE_POLICY):
        # The browser's own reader styles a PDF inline; without scripts, without a host, in a box of its own.
        if rules.get("sandbox") != set() or rules.keys() - {"default-src", "style-src", "sandbox"}:
            yield f"Content-Security-Policy of a file: {policy}"
        return
    if "unsafe" in policy or "*" in policy or "http" in policy:
        yield f"Content-Security-Policy: {policy}"
    for name, value in REQUIRED.items():
        if rules.get(name) != value:
            yield f"Content-Security-Policy {name}: {rules.get(name)}"


class Strangers(HTMLParser):
    """Collects what the policy would stop: inline scripts and styles, handlers, addresses of other hosts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag with its attributes."""
        given = dict(attrs)
        data = (given.get("type") or "").endswith("json")
        self.within = tag if tag in ("script", "style") and "src" not in given and not data else ""
        for name, value in attrs:
            if name == "style" or name.startswith(("on", "hx-on")):
                self.found.append(f"<{tag} {name}>")
            if name in ADDRESSES and OUTSIDE.match(value or ""):
                self.found.append(f"<{tag} {name}={value}>")

    def handle_data(self, data: str) -> None:
        """Text inside a script or style of the page itself."""
        if self.within and data.strip():
            self.found.append(f"<{self.within}> {data.strip()[:40]}")

    def handle_endtag(self, tag: str) -> None:
        """The inline block ends."""
        self.within = ""


def strangers_on(answer: HttpResponse) -> list[str]:
    """What the browser would report of this page."""
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    reader = Strangers()
    reader.feed(answer.content.decode())
    return reader.found
