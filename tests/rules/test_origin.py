"""The origin of a result is derived from its files (practice 6, C3)."""

import pytest

from inspections.enums import Origin
from inspections.rules.origin import origin_of


@pytest.mark.parametrize(
    ("has_party_file", "file_count", "expected"),
    [(True, 2, Origin.PARTY), (False, 1, Origin.TEAM), (False, 0, Origin.NONE)],
)
def test_a_file_of_the_party_outweighs_the_teams_own_and_no_file_is_no_basis(
    has_party_file: bool, file_count: int, expected: Origin
) -> None:
    assert origin_of(has_party_file=has_party_file, file_count=file_count) == expected
