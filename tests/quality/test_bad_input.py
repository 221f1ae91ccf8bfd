"""P13: odd values in every field of every form: no traceback, a sentence, and nothing half saved."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.http import HttpResponse

from tests.quality.oddities import decomposed_rows, kinds_of, turned_round, variants
from tests.quality.places import Place
from tests.quality.scenes import NOW
from tests.quality.world import (
    STANDS,
    Office,
    Stand,
    changes,
    complaints_of,
    places_of,
    record,
    record_since,
    writes,
)

ANSWERS = {200, 302, 400, 403, 404, 409}
SHOWS_A_PAGE = {"autosave", "give_access", "contact_sheet", "name_contact", "enter_contact_letter"}


def says_something(answer: HttpResponse) -> bool:
    """Is there a sentence for the person: on the form, as a message, or as a page of its own?"""
    form = answer.context.get("form") if answer.context else None
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    return (
        answer.status_code != 200
        or bool(getattr(form, "errors", None))
        or bool(told)
        or "errorlist" in answer.content.decode()
    )


def faults_of(office: Office, place: Place, name: str, body: dict[str, Any], untouched: Any) -> Iterator[str]:
    """What is wrong with the answer to one odd body."""
    where = f"{place.name}, {name}"
    with transaction.atomic():
        began = writes()
        try:
            answer = office.send(place, body)
            connection.check_constraints()
        except Exception as error:
            yield f"{where}: {type(error).__name__}: {str(error)[:200]}"
            transaction.set_rollback(True)
            return
        if answer.status_code not in ANSWERS:
            yield f"{where}: {answer.status_code}"
        if answer.status_code != 302 and place.name not in SHOWS_A_PAGE:
            if changed := changes(untouched, record_since(began)):
                yield f"{where}: answered {complaints_of(answer)} and saved {changed}"
            if not says_something(answer):
                yield f"{where}: says nothing"
        if name == "decomposed" and (found := decomposed_rows()):
            yield f"{where}: not composed in {found}"
        if " before " in name and answer.status_code == 302:
            yield f"{where}: taken"
        transaction.set_rollback(True)


def odd_bodies(office: Office, place: Place) -> Iterator[tuple[str, dict[str, Any]]]:
    """The body that would go through, with odd values in its place."""
    page = office.page_of(place)
    form = page.context[place.form] if place.form else None
    body = office.body(place)
    kinds = kinds_of(form, body, place)
    for name, changed in (*variants(kinds), *turned_round(kinds, NOW.date())):
        yield (
            name,
            {
                **body,
                **{key: value for key, value in place.values.items() if hasattr(value, "read")},
                **changed,
            },
        )


@pytest.mark.parametrize("stand", STANDS, ids=lambda stand: stand.__name__)
def test_odd_values_are_answered_by_a_sentence(office: Office, stand: Stand) -> None:
    found: list[str] = []
    for place in places_of(stand, office.cast):
        office.browser(place.person)
        untouched = record()
        for name, body in odd_bodies(office, place):
            found += faults_of(office, place, name, body, untouched)
    assert not found, "\n".join(found)
