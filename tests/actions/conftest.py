"""The cast that all tests of deeds share, and a unit that mends, played once for a file of tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from inspections.management.demo.people import Cast
from inspections.models import Case
from tests.factories.people import make_people
from tests.factories.remedies import mending


@pytest.fixture
def cast(db: None) -> Cast:
    """Reference data, the department and its people."""
    return make_people()


@dataclass(frozen=True)
class Mending:
    """A unit that was asked to mend two things, and the people around it."""

    cast: Cast
    party: Case


@pytest.fixture(scope="module")
def played_mending(
    django_db_setup: None, django_db_blocker: Any, files_in_a_temporary_folder: None
) -> Iterator[Mending]:
    """Played in an outer transaction that is rolled back after the file."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            people = make_people()
            yield Mending(people, mending(people))
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def world(played_mending: Mending, db: None) -> Mending:
    """The unit, inside the test's own savepoint, as it was when it was asked."""
    return Mending(played_mending.cast, Case.objects.get(pk=played_mending.party.pk))
