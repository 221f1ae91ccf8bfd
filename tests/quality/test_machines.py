"""P13 at the addresses that scripts and signing tools speak to: nonsense is answered in words, nothing is written."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.urls import reverse

from inspections.models import Document
from tests.factories.cases import case_after
from tests.quality.oddities import HUGE, LONG, ODD
from tests.quality.scenes import NOW
from tests.quality.world import Office, changes, clock_at, record

AGENT = "inspections.documents.signing.agents.PlainAgent"
SIGNER, SOMEBODY = "giamdoc", "truonga-canbo"
VALUES: tuple[Any, ...] = ("", "\x00", "\ud800", ODD, LONG[:3000], HUGE, -1, 2**80, 1e400, True, None, [], {})
BODIES = (b" ", b"\xff\xfe", b"{", b"[" * 5000, b"null", b'"a"', b"[1]", b'{"size": NaN}')


def messages(**honest: Any) -> Iterator[bytes]:
    """Bytes that are no message, and messages that would be good but for one value."""
    yield from BODIES
    for name in honest:
        for value in VALUES:
            yield json.dumps({**honest, name: value}).encode()


def faults_at(office: Office, name: str, url: str, bodies: Iterator[bytes]) -> Iterator[str]:
    """What is wrong with the answers of one address."""
    browser, untouched = office.browser(name), record()
    for body in bodies:
        answer = browser.post(url, body, content_type="application/json")
        if answer.status_code not in {200, 400, 413, 422}:
            yield f"{url} {body[:60]!r}: {answer.status_code}"
        elif answer.status_code != 200 and not answer.json()["error"].strip():
            yield f"{url} {body[:60]!r}: says nothing"
        if answer.status_code != 200 and (changed := changes(untouched, record())):
            yield f"{url} {body[:60]!r}: saved {changed}"
        untouched = record()


def test_a_file_announced_in_nonsense_is_refused_in_words(office: Office) -> None:
    honest = {"name": "bang.csv", "size": 7, "sha256": "0" * 64, "limit": 0}
    assert not list(faults_at(office, SOMEBODY, reverse("uploads"), messages(**honest)))


@pytest.mark.parametrize("offset", ["", "-1", HUGE, "0x1", "١", "1e3"])
def test_a_piece_at_an_impossible_place_is_refused_in_words(office: Office, offset: str) -> None:
    begun = {"name": "bang.csv", "size": 7, "sha256": "0" * 64}
    browser = office.browser(SOMEBODY)
    url = browser.post(reverse("uploads"), begun, content_type="application/json").json()["url"]
    answer = browser.put(url, b"Ten,Nam", content_type="text/plain", headers={"Upload-Offset": offset})
    assert answer.status_code == 409 and answer.json()["error"]
    assert browser.get(url).json()["received"] == 0


@pytest.fixture
def paper(office: Office, settings: LazySettings) -> Document:
    """A decision that waits for the director, where one signing tool is configured."""
    settings.SIGNING_AGENTS = [AGENT]
    return case_after(office.cast, "draft_decision").documents.get(kind="decision")


def test_a_signing_tool_that_speaks_nonsense_is_refused_in_words(office: Office, paper: Document) -> None:
    url = reverse("signing_prepare", args=[paper.case_id, paper.pk])
    assert not list(faults_at(office, SIGNER, url, messages(agent="may", certificate="x")))
    with clock_at(NOW):
        assert office.browser(SIGNER).post(url, {"certificate": "\x00"}).status_code == 422
