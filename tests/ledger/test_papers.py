"""Visits of the paper register stand in the denominator, never in the numerator (traps 17; practice.md 6)."""

from datetime import date

import pytest

from inspections.actions import ledger
from inspections.actions.past import withdraw_paper
from inspections.enums import CountState, Exclusion, LuotClass
from inspections.management.demo.people import Cast
from inspections.models import LedgerLine, LedgerTally
from tests.factories.ledger import moment, paper_visit
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db
DAY = date(2025, 4, 10)


@pytest.fixture
def cast() -> Cast:
    return make_people()


def test_trap_17_a_paper_visit_is_in_the_denominator_and_leaves_it_only_with_a_reason(cast: Cast) -> None:
    officer, unit = cast.people["chuyenvien"], cast.institutions["MH-01"]
    paper = paper_visit(unit, officer, DAY)

    ledger.count_papers([paper], now=moment(DAY), by=officer)
    line = LedgerLine.objects.get(paper=paper)
    assert (line.state, line.counted_on, line.class_value) == (CountState.COUNTED, DAY, LuotClass.M0)
    assert line.final and sum(LedgerTally.objects.values_list("n", flat=True)) == 1
    assert ledger.count_papers([paper], now=moment(DAY), by=officer) == [], "a second count writes nothing"

    withdraw_paper(paper, by=officer, now=moment(date(2026, 11, 20)), reason="Ghi trùng với hồ sơ số.")
    line.refresh_from_db()
    assert (line.state, line.exclusion) == (CountState.EXCLUDED, Exclusion.PAPER_WITHDRAWN)
    assert sum(LedgerTally.objects.values_list("n", flat=True)) == 0
