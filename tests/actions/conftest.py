"""The cast that all tests of deeds share."""

import pytest

from inspections.management.demo.people import Cast
from tests.factories.people import make_people


@pytest.fixture
def cast(db: None) -> Cast:
    """Reference data, the department and its people."""
    return make_people()
