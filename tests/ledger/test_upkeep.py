"""The ledger is in the transaction of the deed, equals a recount, and its classes only fall."""

from datetime import timedelta

import pytest

from inspections.actions import ledger
from inspections.enums import CountState, LuotClass
from inspections.management.demo.people import Cast
from inspections.models import Case, ClassChange, LedgerLine
from inspections.queries.integrity.ledger import lines, tallies
from inspections.queries.integrity.record import Record
from tests.factories.cases import after, case_after
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """Reference data, the department and its people."""
    return make_people()


def test_signed_minutes_stand_in_the_ledger_and_a_second_count_writes_nothing(cast: Cast) -> None:
    case: Case = case_after(cast, "sign_minutes")
    party = case.children.order_by("pk").first()
    assert party is not None
    line = LedgerLine.objects.get(party=party)
    assert (line.state, line.counted_on) == (CountState.COUNTED, party.party_details.minutes_signed_on)
    assert line.class_value < LuotClass.M3, "minutes signed by hand never make the highest class (trap 17)"
    now, known = after("sign_minutes"), ClassChange.objects.count()
    assert ledger.recount([case.pk], now=now, verb="recount", by=None) == []
    assert ledger.count_passed_limits(now=now + timedelta(days=90)) == 0, "signed in time is never late"
    assert ClassChange.objects.count() == known
    assert [*tallies(Record()), *lines(Record())] == []
