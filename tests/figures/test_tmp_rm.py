import pytest
from tests.figures import remedies
from tests.figures.browsing import Office
from tests.figures.test_steps import Life, assert_within
pytestmark = pytest.mark.django_db
def test_x(cast):
    life = Life(Office(cast), cast)
    party = remedies.asked_to_mend(life)
    remedies.mend(life, party)
    print({k: len(v[0]) for k, v in life.counts.items()})
    assert_within(life)
