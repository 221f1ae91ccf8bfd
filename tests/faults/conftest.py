"""The faults are planted in the same world that the crawl walks through."""

import pytest

from inspections.management.demo.people import Cast
from tests.crawl.conftest import built_doors, built_world, doors, world
from tests.factories.people import make_people

__all__ = ["built_doors", "built_world", "doors", "world"]


@pytest.fixture
def cast(db: None) -> Cast:
    """Reference data, the department and its people."""
    return make_people()
