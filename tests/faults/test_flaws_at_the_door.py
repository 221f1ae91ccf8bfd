"""P2, P13, P14: marks ignored, spellings kept, years unbounded, headers and policies weakened are each found."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from inspections.actions import once
from inspections.forms import files as forms
from inspections.views import steps
from tests.quality import scenes, test_bad_input, test_lost_reply
from tests.quality.conftest import built_cast, office, quiet
from tests.quality.pages import YEAR_SECONDS, header_faults, strangers_on
from tests.quality.places import Place
from tests.quality.world import Office, places_of, record

__all__ = ["built_cast", "office", "quiet"]
SPELLING = "config.spelling.OneSpellingMiddleware"


def place_of(office: Office, stand: Any, name: str) -> Place:
    """The form with this name."""
    found = next(place for place in places_of(stand, office.cast) if place.name == name)
    office.browser(found.person)
    return found


def test_a_mark_that_is_not_kept_is_found(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    place = place_of(office, scenes.records, "inspection:record_complaint")
    monkeypatch.setattr(once, "_taken", lambda *args: True)
    assert any("acted twice" in fault for fault in test_lost_reply.faults_of(office, place))


def test_a_second_copy_that_finds_nothing_is_found(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    place = place_of(office, scenes.papers_to_sign, "inspection:sign_order")
    monkeypatch.setattr(steps, "told_again", lambda request, go: None)
    assert any("second answer 404" in fault for fault in test_lost_reply.faults_of(office, place))


def what_is_wrong(office: Office, place: Place, name: str) -> list[str]:
    """What the odd values of one name do at one form."""
    bodies = dict(test_bad_input.odd_bodies(office, place))
    return list(test_bad_input.faults_of(office, place, name, bodies[name], record()))


def test_spellings_that_are_kept_as_typed_are_found(office: Office, settings: LazySettings) -> None:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != SPELLING]
    place = place_of(office, scenes.opening, "propose")
    assert any("not composed" in fault for fault in what_is_wrong(office, place, "decomposed"))


def test_a_year_that_nobody_meant_is_found(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    place = place_of(office, scenes.records, "inspection:record_complaint")
    assert what_is_wrong(office, place, "year 1") == []
    monkeypatch.setattr(forms, "year_within_reason", lambda day: None)
    assert any("OverflowError" in fault for fault in what_is_wrong(office, place, "year 1"))


def page(settings: LazySettings) -> HttpResponse:
    """A page for visitors, as in production."""
    settings.SECURE_HSTS_SECONDS = YEAR_SECONDS
    return Client().get(reverse("account_reset_password_done"), secure=True)


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        ("csp.middleware.CSPMiddleware", "Content-Security-Policy default-src"),
        ("django.middleware.clickjacking.XFrameOptionsMiddleware", "X-Frame-Options"),
        ("config.access.PrivatePagesMiddleware", "Cache-Control"),
    ],
)
def test_a_header_left_out_is_found(settings: LazySettings, db: None, left_out: str, told: str) -> None:
    assert list(header_faults(page(settings))) == []
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != left_out]
    assert any(told in fault for fault in header_faults(page(settings)))


@pytest.mark.parametrize("weak", ["'unsafe-inline'", "'unsafe-eval'", "https://elsewhere.example", "*"])
def test_a_policy_weakened_is_found(settings: LazySettings, db: None, weak: str) -> None:
    rules = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {**rules, "script-src": ["'self'", weak]}}
    assert any("Content-Security-Policy" in fault for fault in header_faults(page(settings)))


INLINE = {
    "<script>go()</script>": "<script> go()",
    '<p style="color:red">a</p>': "<p style>",
    '<button onclick="go()">a</button>': "<button onclick>",
    '<a href="javascript:go()">a</a>': "<a href=javascript:go()>",
    '<script src="https://elsewhere.example/a.js"></script>': "<script src=https://elsewhere.example/a.js>",
}


@pytest.mark.parametrize("body", INLINE)
def test_what_the_policy_would_stop_is_found_on_a_page(body: str) -> None:
    assert strangers_on(HttpResponse(body)) == [INLINE[body]]
