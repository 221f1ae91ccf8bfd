"""The rule of the figure bent on purpose: the slow computation of the same years disagrees every time."""

import json
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest

from inspections.enums import CountState, LuotClass, Met
from inspections.rules import online_share
from inspections.rules.online_share import Counted, CountedBy, LuotFacts
from tests.rules import slow_share
from tests.rules.test_share import TODAY, as_rule, fast_year, random_facts

YEARS = 60
SIGNED = date.fromisoformat


def disagrees() -> bool:
    """Do product and slow computation differ in any of these years?"""
    luck, rule = Random(11), CountedBy()
    for _number in range(YEARS):
        facts = [random_facts(luck) for _place in range(20)]
        exported = json.dumps([one.as_json() for one in facts])
        slow = slow_share.year(exported, as_rule(rule), TODAY.isoformat(), 2026)
        share, outside, running = fast_year(facts, rule, 2026)
        if list(share.m) != slow["m"] or dict(outside) != slow["outside"] or running != slow["running"]:
            return True
    return False


def everything_counts(facts: LuotFacts, today: date) -> Counted:
    """Ended inspections stay in."""
    return Counted(CountState.COUNTED, SIGNED(facts.signed_on) if facts.signed_on else today)


BENT: dict[str, tuple[str, Callable[..., Any]]] = {
    "visits are not looked at": ("_c8", lambda facts: Met.MET),
    "answers on paper are not looked at": ("_c4", lambda facts: Met.NONE),
    "result papers are not looked at": ("_c6", lambda facts: Met.NONE),
    "the plan may come after the announcement": ("_c1", lambda facts: Met.MET),
    "any share of items will do": ("_share_reached", lambda facts, percent: True),
    "any signature will do": ("_signatures_do", lambda facts, rule, wanted: True),
    "the limit is forgotten": ("is_late", lambda facts: False),
    "every plan allows the highest class": ("ceiling_of", lambda facts: LuotClass.M3),
}


def test_the_straight_rule_agrees() -> None:
    assert not disagrees()


@pytest.mark.parametrize("fault", BENT)
def test_a_bent_rule_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, instead = BENT[fault]
    monkeypatch.setattr(online_share, name, instead)
    assert disagrees()


def test_ended_inspections_that_count_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.rules.test_share.counted", everything_counts)
    assert disagrees()
