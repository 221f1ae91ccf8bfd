"""P14: the seven headers on every page of the address table, and nothing on it that the policy would stop."""

import re
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.crawl.conftest import built_doors, built_world, doors, world
from tests.crawl.doors import POSTED_ONLY, Door
from tests.crawl.table import OWN, PUBLIC
from tests.crawl.world import PEOPLE, World
from tests.quality.pages import YEAR_SECONDS, header_faults, strangers_on

__all__ = ["built_doors", "built_world", "doors", "world"]
BY_LETTER = {
    "account_reset_password_from_key": {"uidb36": "a", "key": "b-c"},
    "accept_invitation": {"token": "x"},
    "receive_account_link": {"token": "x"},
    "calendar_feed": {"token": "x"},
    "check_paper": {"code": "ABCDEFGHJKM"},
}
MACHINES = {"healthz", "readyz", "set_language", "switch_account"}


@pytest.fixture(autouse=True)
def as_in_production(settings: LazySettings) -> None:
    """Pages travel encrypted; the browser is told to keep it so."""
    settings.SECURE_HSTS_SECONDS = YEAR_SECONDS


def one_of_each(doors: list[Door]) -> Iterator[Door]:
    """Every making of a page once for each side of the table: numbers do not matter."""
    seen = set()
    for door in doors:
        making = (door.name, re.sub(r"\d+", "N", door.url), bool(door.may & {"institution_head"}))
        if door.may and making not in seen:
            seen.add(making)
            yield door


def faults_of(answer: HttpResponse, where: str) -> list[str]:
    """What is wrong with an answer, with where it came from."""
    found = [f"{where}: {fault}" for fault in (*header_faults(answer), *strangers_on(answer))]
    if answer.streaming:
        b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return found


def test_every_page_of_the_address_table_is_guarded(world: World, doors: list[Door]) -> None:
    clients: dict[str, Client] = {}
    found: list[str] = []
    looked_at = 0
    for door in one_of_each(doors):
        for walker in sorted(door.may & PEOPLE.keys())[:1]:
            if walker not in clients:
                clients[walker] = Client()
                clients[walker].force_login(world.people[walker])
            method = "post" if door.name in POSTED_ONLY else "get"
            answer = getattr(clients[walker], method)(door.url, secure=True)
            assert answer.status_code < 500
            found += faults_of(answer, f"{door.url} as {walker}")
            looked_at += 1
    assert not found, "\n".join(found)
    assert looked_at > 150


@pytest.mark.parametrize("name", sorted((PUBLIC | OWN) - MACHINES))
def test_every_page_of_accounts_is_guarded(world: World, name: str) -> None:
    client = Client()
    if name in OWN:
        client.force_login(world.people["officer"])
    answer = client.get(reverse(name, kwargs=BY_LETTER.get(name, {})), secure=True)
    assert faults_of(answer, name) == []


def test_refusals_are_guarded_like_pages(world: World) -> None:
    client = Client()
    assert faults_of(client.get("/ho-so/", secure=True), "visitor") == []
    client.force_login(world.people["institution_head"])
    for url, status in (("/khong-co/", 404), ("/co-so/", 403), ("/ho-so/1/x/", 404)):
        answer = client.get(url, secure=True)
        assert answer.status_code == status
        assert faults_of(answer, url) == []
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.people["officer"])
    refused = strict.post(reverse("propose"), {}, secure=True)
    assert refused.status_code == 403
    assert faults_of(refused, "without a token") == []
