"""The people of the product, made once for a file of tests and rolled back after it; the clock stands still."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction

from inspections.management.demo.people import Cast
from tests.factories.people import make_people
from tests.quality import world
from tests.quality.scenes import NOW

YEAR_SECONDS = 365 * 24 * 3600


@pytest.fixture(scope="module")
def built_cast(
    django_db_setup: None, django_db_blocker: Any, files_in_a_temporary_folder: None
) -> Iterator[Cast]:
    """Reference data, the department and its people, in an outer transaction."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield make_people()
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def quiet(settings: LazySettings) -> Iterator[None]:
    """Refusals are wanted here; sessions outlive the clock's jumps."""
    settings.SESSION_COOKIE_AGE = YEAR_SECONDS
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def office(built_cast: Cast, db: None) -> Iterator[world.Office]:
    """The people before their browsers, on a fixed morning."""
    for user in built_cast.people.values():
        user.__dict__.pop("_actors", None)
    with world.clock_at(NOW):
        yield world.Office(built_cast)
