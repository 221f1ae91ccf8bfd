"""The world is built once for a file of walks and rolled back after it; every test walks in its own savepoint."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.crawl.doors import Door, all_doors
from tests.crawl.world import World, build


@pytest.fixture(scope="module")
def built_world(
    django_db_setup: None, django_db_blocker: Any, files_in_a_temporary_folder: None
) -> Iterator[World]:
    """Build the world in an outer transaction."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield build()
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture(scope="module")
def built_doors(built_world: World, django_db_blocker: Any) -> list[Door]:
    """Every door of the world, found once."""
    with django_db_blocker.unblock():
        return list(all_doors(built_world))


@pytest.fixture
def doors(built_doors: list[Door], db: None) -> list[Door]:
    """Every door of the world."""
    return built_doors


@pytest.fixture
def world(built_world: World, db: None) -> World:
    """The world, inside the test's own savepoint."""
    return built_world
