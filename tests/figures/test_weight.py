"""What a person downloads: the first visit with everything it needs, and each page an institution opens."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import InformationRequest
from inspections.views.case import INSTITUTION_TABS
from tests.factories.cases import case_after
from tests.figures.browsing import browser_of, step_url

pytestmark = pytest.mark.django_db

FIRST_VISIT = 200_000
PAGE_OF_AN_INSTITUTION = 60_000
STATIC = "/static/"
ASKED_BY_PAGE = re.compile(r'(?:href|src)="/static/([^"#?]+)')
ASKED_BY_STYLE = re.compile(r'url\("?([^")]+)"?\)')
ASKED_BY_SCRIPT = re.compile(r'(?:from|import)\s*\(?\s*"(\./[^"]+)"')


def file_of(name: str) -> Path:
    """The file behind an address of a static file."""
    found = finders.find(name)
    assert isinstance(found, str), name
    return Path(found)


def needed(html: str) -> set[Path]:
    """Every file a page asks for, and what its styles and scripts ask for in turn."""
    waiting = {file_of(name) for name in ASKED_BY_PAGE.findall(html)}
    found: set[Path] = set()
    while waiting:
        file = waiting.pop()
        found.add(file)
        pattern = {".css": ASKED_BY_STYLE, ".js": ASKED_BY_SCRIPT}.get(file.suffix)
        names = pattern.findall(file.read_text(encoding="utf-8")) if pattern else []
        waiting |= {(file.parent / name).resolve() for name in names if not name.startswith("data:")} - found
    return found


def sent(content: bytes, suffix: str = ".html") -> int:
    """Bytes on the line: text is compressed, fonts are already."""
    return len(content) if suffix == ".woff2" else len(gzip.compress(content, 6))


def test_the_first_visit_fits_into_two_hundred_kilobytes(cast: Cast) -> None:
    case_after(cast, "begin_check")
    login = Client().get(reverse("account_login")).content
    home = browser_of(cast.people["thanhvien1"]).get(reverse("home")).content
    files = needed(login.decode()) | needed(home.decode())
    weights = {file.name: sent(file.read_bytes(), file.suffix) for file in files}
    weights |= {"login": sent(login), "home": sent(home)}
    assert {"theme.css", "app.js", "sprite.svg"} <= weights.keys(), sorted(weights)
    assert sum(weights.values()) <= FIRST_VISIT, sorted(weights.items(), key=lambda row: -row[1])


def test_no_page_of_an_institution_is_heavier_than_sixty_kilobytes(cast: Cast) -> None:
    party = case_after(cast, "give_opinion").children.get()
    running = case_after(cast, "gather_files", Plot(theme="van-bang-chung-chi")).children.get()
    request = InformationRequest.objects.filter(party=running).get()
    finding = party.findings.get()
    addresses = [
        reverse("home"),
        reverse("cases"),
        *(f"{reverse('case', args=[party.pk])}?tab={tab}" for tab in INSTITUTION_TABS),
        reverse("minutes", args=[party.pk]),
        step_url(running, "answer_information_request", request.pk),
        step_url(party, "explain_finding", finding.pk),
        step_url(party, "confirm_minutes"),
    ]
    browser = browser_of(cast.people["truonga-hieutruong"])
    sizes = {}
    for address in addresses:
        page = browser.get(address)
        assert page.status_code == 200, address
        sizes[address] = len(page.content)
    assert max(sizes.values()) <= PAGE_OF_AN_INSTITUTION, sizes
