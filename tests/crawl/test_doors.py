"""Everybody tries every door, on own and foreign objects, reading and writing."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.template import engines
from django.test import Client

from inspections.steps import STEPS
from tests.crawl import privacy, staff
from tests.crawl.doors import POSTED_ONLY, READ_ONLY, Door, addresses
from tests.crawl.evidence import HANDS_OUT
from tests.crawl.table import DEEDS, OF_OBJECTS, OWN, PLAIN, PUBLIC, SCHOOL
from tests.crawl.world import FOREIGN, HOME, NEIGHBOUR, TEAM_ONLY, WALKERS, World

REFUSED, WELCOME = {403, 404}, {200, 202, 302, 409}
SESSION_TABLES = ("django_session", "kiemtraso_cache", "SAVEPOINT")
WRITES = ("INSERT", "UPDATE", "DELETE")


class Undefined(str):
    """Stands for a variable that no view gave: drawing it fails."""

    def __mod__(self, missing: object) -> str:
        raise AssertionError(f"the page draws a variable that nobody gave: {missing}")


@pytest.fixture(autouse=True)
def refusals_are_not_told_to_the_log() -> Iterator[None]:
    """Thousands of refusals are what the walk wants; the log need not carry them."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def undefined_variables_are_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page of the walk is drawn with nothing missing."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Undefined("%s"))


@contextmanager
def noted_writes() -> Iterator[list[str]]:
    """Collect the statements that write to a table of the record."""
    seen: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES) and not any(table in sql for table in SESSION_TABLES):
            seen.append(sql[:90])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def forbidden_marks(walker: str, door: str = "") -> tuple[str, ...]:
    """Words that must never reach this person; who keeps the accounts of an institution reads its name."""
    if walker == "administrator" and door in staff.NAMES_INSTITUTIONS:
        return FOREIGN, TEAM_ONLY, HOME
    if walker in SCHOOL:
        return FOREIGN, NEIGHBOUR, TEAM_ONLY
    if walker in ("administrator", "institution_helper", "nobody"):
        return FOREIGN, NEIGHBOUR, TEAM_ONLY, HOME
    return (FOREIGN,)


def body_of(response: HttpResponse) -> str:
    """The bytes of an answer, streamed or not."""
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return content.decode("utf-8", "replace")


def expected(door: Door, walker: str, method: str) -> set[int]:
    """The answers that are right for this person at this door."""
    if door.lets(walker, method):
        return WELCOME | ({400} if door.name == "uploads" else set())  # an announcement without a file
    if walker in door.sees or door.name in PLAIN or door.name == "institution":
        return REFUSED
    return {404}


def knock(client: Client, door: Door, method: str) -> tuple[int, str, list[str], dict[str, str]]:
    """Try a door; whatever a welcome deed writes is undone at once."""
    with transaction.atomic(), noted_writes() as writes:
        try:
            answer = getattr(client, method)(door.url)
            found = answer.status_code, body_of(answer), list(writes), dict(answer.headers)
        finally:
            transaction.set_rollback(True)
    return found


def faults_at(client: Client, door: Door, walker: str, method: str) -> Iterator[str]:
    """What is wrong with the answer at one door."""
    where = f"{method.upper()} {door.url} as {walker}"
    try:
        status, body, writes, headers = knock(client, door, method)
    except Exception as error:  # a traceback is what the visitor would get as 500
        yield f"{where}: {type(error).__name__}: {error}"
        return
    if status not in expected(door, walker, method):
        yield f"{where}: {status}, expected {sorted(expected(door, walker, method))}"
    yield from (f"{where}: shows {mark}" for mark in forbidden_marks(walker, door.name) if mark in body)
    if writes and (
        not door.lets(walker, method) or (method == "get" and door.name not in HANDS_OUT | privacy.HANDS_OUT)
    ):
        yield f"{where}: writes {writes[0]}"
    if headers.get("Cache-Control", "").find("no-store") < 0:
        yield f"{where}: may be kept by a browser or proxy"


@pytest.fixture
def nobody_holds_a_certificate(settings: Any, tmp_path: Path) -> None:
    """Test certificates that other tests of this process gave to people of the same names do not count here."""
    settings.SIGNING_FOLDER = tmp_path / "signing"


@pytest.mark.usefixtures("nobody_holds_a_certificate")
@pytest.mark.parametrize("walker", WALKERS)
def test_nobody_gets_where_he_should_not(world: World, doors: list[Door], walker: str) -> None:
    client = Client()
    client.force_login(world.people[walker])
    tried = [(door, method) for door in doors if walker in door.tried_by for method in door.methods]
    faults = [fault for door, method in tried for fault in faults_at(client, door, walker, method)]
    assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults[:60])


def test_a_visitor_is_sent_to_sign_in_from_every_door(world: World, doors: list[Door]) -> None:
    client = Client()
    for door in doors:
        for method in door.methods:
            answer = getattr(client, method)(door.url)
            assert answer.status_code == 302, f"{method} {door.url}: {answer.status_code}"
            assert answer.headers["Location"].startswith("/tai-khoan/login/")


def test_every_address_is_in_the_table() -> None:
    known = PUBLIC | OWN | set(PLAIN) | OF_OBJECTS
    unknown = {name for name in addresses() if name not in known and not name.startswith("admin:")}
    assert not unknown, f"teach the crawler who may open {sorted(unknown)} (tests/crawl/table.py)"


def test_every_deed_is_in_the_table() -> None:
    for kind, steps in STEPS.items():
        unknown = set(steps) - set(DEEDS.get(kind, {}))
        assert not unknown, f"teach the crawler who may do {sorted(unknown)} (tests/crawl/table.py)"


def test_every_row_of_the_table_has_its_door(doors: list[Door]) -> None:
    assert {door.name for door in doors} == set(PLAIN) | OF_OBJECTS


def test_pages_to_read_take_no_post_and_addresses_to_post_to_show_nothing(
    world: World, doors: list[Door]
) -> None:
    client = Client()
    client.force_login(world.people["lead"])
    for name, method in [*((name, "post") for name in READ_ONLY), *((name, "get") for name in POSTED_ONLY)]:
        door = next((door for door in doors if door.name == name and "lead" in door.may), None)
        if door is None:
            continue
        status, _body, writes, _headers = knock(client, door, method)
        assert status == 405 or (status == 200 and method == "post"), f"{method} {door.url}: {status}"
        assert not writes
