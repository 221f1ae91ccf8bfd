"""The figure of the mission: properties of class and share, and a slow re-computation of a thousand random years.

Done when (issue): the class never rises by itself; a visit never raises it; ended parties never count; strict <=
headline <= broad; the order of independent events changes nothing; a paper inspection never raises the share.
"""

import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspections.enums import CountState, Exclusion, Headline, LuotClass, Method, SignatureRoute
from inspections.rules.online_share import (
    CountedBy,
    LuotFacts,
    ceiling_of,
    conditions_of,
    counted,
    judge,
    lowered,
)
from inspections.rules.share import Share, against, chosen, percent_words, share_of
from inspections.rules.share_sensitivity import is_thin, sensitivity
from inspections.rules.share_words import explain, why_not
from tests.rules import slow_share

FIRST, SECOND = CountedBy(80, 50, False, True), CountedBy()
ROUTES = ("", SignatureRoute.HAND.value, SignatureRoute.DIGITAL.value)
TODAY = date(2026, 12, 20)
EXCLUSIONS = ("",) * 12 + tuple(Exclusion.values)
few = settings(max_examples=120, deadline=None)


def random_facts(luck: Random) -> LuotFacts:
    """One lượt as a record could tell it, honest or not."""
    if luck.random() < 0.15:
        signed = date(2026, 1, 1) + timedelta(days=luck.randrange(365))
        gone = Exclusion.PAPER_WITHDRAWN.value if luck.random() < 0.1 else ""
        return LuotFacts(paper=True, signed_on=signed.isoformat(), exclusion=gone)
    announced = date(2025, 11, 1) + timedelta(days=luck.randrange(400))
    limit = announced + timedelta(days=luck.randrange(10, 31))
    signed = announced + timedelta(days=luck.randrange(1, 25))
    is_signed = luck.random() < 0.85 and signed <= TODAY
    remote, results = luck.randrange(1, 21), luck.randrange(0, 3)
    has_limit, is_out = luck.random() < 0.95, luck.random() < 0.6
    return LuotFacts(
        exclusion=luck.choice(EXCLUSIONS),
        method=luck.choice(("online", "online", "online", "mixed", "on_site", "")),
        plan_before_announcement=well(luck),
        decision_route="digital" if well(luck) else luck.choice(ROUTES),
        plan_route="digital" if well(luck) else luck.choice(ROUTES),
        announced_on=announced.isoformat() if is_signed or well(luck) else "",
        announced_in_system=well(luck),
        remote_items=remote if well(luck) else 0,
        remote_on_party_files=remote if well(luck) else luck.randrange(0, remote),
        site_items=luck.choice((0, 0, 3)),
        visits=luck.choice((0, 0, 0, 1, 2)),
        caught_in_act=luck.random() < 0.04,
        requests=luck.randrange(0, 4),
        on_paper_answers=0 if well(luck) else 2,
        findings=luck.randrange(0, 3),
        limit_end_on=limit.isoformat() if has_limit else "",
        limit_passed=has_limit and not is_signed and limit < TODAY,
        signed_on=signed.isoformat() if is_signed else "",
        team_route="digital" if well(luck) else luck.choice(ROUTES[1:]) if is_signed else "",
        party_route="digital" if well(luck) else luck.choice(ROUTES) if is_signed else "",
        refused=luck.random() < 0.05,
        results=results,
        results_out=results if well(luck) else 0,
        results_due=is_out and is_signed,
        sealed=is_out and is_signed and well(luck),
    )


def well(luck: Random) -> bool:
    """Mostly a condition is met; each fails by itself."""
    return luck.random() < 0.88


any_facts = st.integers(min_value=0, max_value=2**31).map(lambda seed: random_facts(Random(seed)))
any_rule = st.sampled_from((FIRST, SECOND, CountedBy(70, 70, True, False), CountedBy(100, 1, False, False)))


def as_rule(rule: CountedBy) -> dict[str, Any]:
    """The rule as the slow computation reads it."""
    return {
        name: getattr(rule, name) for name in ("m3_share", "m2_share", "m3_needs_digital", "m2_accepts_hand")
    }


def fast_year(facts: list[LuotFacts], rule: CountedBy, year: int) -> tuple[Share, Counter[str], int]:
    """The figure of a year by the product's own rules."""
    found, outside, running = [], Counter[str](), 0
    for one in facts:
        stands = counted(one, TODAY)
        if stands.state == CountState.EXCLUDED:
            outside[stands.exclusion] += 1
        elif stands.state == CountState.RUNNING:
            running += 1
        elif stands.on is not None and stands.on.year == year:
            judged = judge(one, rule)
            found.append((judged.class_value, judged.final, 1))
    return share_of(found), outside, running


@pytest.mark.parametrize("rule", [FIRST, SECOND], ids=["first rule", "second rule"])
def test_a_slow_computation_from_exported_json_agrees_on_a_thousand_random_years(rule: CountedBy) -> None:
    luck = Random(20261124)
    for number in range(1000):
        facts = [random_facts(luck) for _place in range(luck.randrange(0, 24))]
        exported = json.dumps([one.as_json() for one in facts])
        slow = slow_share.year(exported, as_rule(rule), TODAY.isoformat(), 2026)
        share, outside, running = fast_year(facts, rule, 2026)
        assert list(share.m) == slow["m"], number
        assert (share.strict, share.headline, share.broad, share.b) == (
            slow["strict"],
            slow["headline"],
            slow["broad"],
            slow["b"],
        )
        assert (dict(outside), running) == (slow["outside"], slow["running"])
        if share.b:
            words = percent_words(share.headline, share.b, whole_below=0)
            assert Decimal(words[:-1].replace(",", ".")) == Decimal(str(slow["percent"]))


@few
@given(any_facts, any_rule, st.integers(1, 3))
def test_a_visit_a_site_item_and_a_paper_answer_never_raise_a_class(
    facts: LuotFacts, rule: CountedBy, more: int
) -> None:
    before = judge(facts, rule).class_value
    for name in ("visits", "site_items", "on_paper_answers"):
        assert judge(replace(facts, **{name: getattr(facts, name) + more}), rule).class_value <= before
    assert judge(replace(facts, caught_in_act=True), rule).class_value <= before


@few
@given(st.lists(any_facts, max_size=6), any_rule)
def test_a_class_never_rises_by_itself_whatever_the_record_says_next(
    said: list[LuotFacts], rule: CountedBy
) -> None:
    stands: LuotClass | None = None
    for facts in said:
        now = lowered(stands, judge(facts, rule).class_value)
        assert stands is None or now <= stands
        assert now <= ceiling_of(facts)
        stands = now


@few
@given(any_facts, any_rule)
def test_the_order_of_independent_events_changes_nothing(facts: LuotFacts, rule: CountedBy) -> None:
    happened = ("visits", "on_paper_answers", "results_out")
    plain = replace(facts, visits=0, on_paper_answers=0, results_out=facts.results)
    ends = set()
    for order in permutations(happened):
        now, stands = plain, judge(plain, rule).class_value
        for name in order:
            now = replace(now, **{name: getattr(facts, name)})
            stands = lowered(stands, judge(now, rule).class_value)
        ends.add(stands)
    assert len(ends) == 1


@few
@given(any_facts, st.sampled_from(Exclusion.values))
def test_what_was_ended_withdrawn_or_revoked_never_counts(facts: LuotFacts, why: str) -> None:
    stands = counted(replace(facts, exclusion=why), TODAY)
    assert (stands.state, stands.on, stands.exclusion) == (CountState.EXCLUDED, None, why)


@few
@given(st.lists(any_facts, max_size=20), any_rule, st.integers(0, 5))
def test_strict_headline_broad_are_in_order_and_paper_never_raises_any(
    facts: list[LuotFacts], rule: CountedBy, papers: int
) -> None:
    share, _outside, _running = fast_year(facts, rule, 2026)
    assert share.strict <= share.headline <= share.broad <= share.b
    paper = LuotFacts(paper=True, signed_on="2026-05-05")
    more, _outside, _running = fast_year([*facts, *[paper] * papers], rule, 2026)
    assert more.b == share.b + papers
    for which in Headline:
        assert chosen(more, which) == chosen(share, which)
        if share.b:
            assert chosen(more, which) * share.b <= chosen(share, which) * more.b


@few
@given(any_facts, any_rule)
def test_a_late_luot_is_in_the_denominator_and_never_in_the_numerator(
    facts: LuotFacts, rule: CountedBy
) -> None:
    stands = counted(facts, TODAY)
    if stands.late:
        assert judge(facts, rule).class_value < LuotClass.M2
        assert why_not(facts, judge(facts, rule))


@few
@given(any_facts, any_rule)
def test_each_luot_explains_itself_and_its_facts_survive_being_stored(
    facts: LuotFacts, rule: CountedBy
) -> None:
    stored = LuotFacts.of(json.loads(json.dumps(facts.as_json())))
    assert stored == facts
    judged = judge(facts, rule)
    assert judge(stored, rule) == judged
    words = explain(facts, judged)
    assert len(words) == 8 and all(one.found for one in words)
    assert all(one.would_have for one in words if one.met == "not_met")
    assert bool(why_not(facts, judged)) == (judged.class_value < LuotClass.M2)
    assert conditions_of(facts, rule, ceiling_of(facts)) == judged.conditions


def test_sensitivity_stands_beside_the_figure_and_a_lower_threshold_never_counts_fewer() -> None:
    luck = Random(7)
    facts = [replace(random_facts(luck), exclusion="") for _place in range(200)]
    rows = sensitivity(facts, SECOND)
    assert [percent for percent, _share in rows] == [70, 80, 90, 100]
    headlines = [share.headline for _percent, share in rows]
    assert headlines == sorted(headlines, reverse=True)
    assert len({share.b for _percent, share in rows}) == 1
    assert headlines[-1] == share_of((judge(one, SECOND).class_value, False, 1) for one in facts).headline


def test_a_thin_luot_is_flagged_and_a_paper_one_is_not() -> None:
    assert is_thin(LuotFacts(method=Method.ONLINE.value, remote_items=3, site_items=1), 5)
    assert not is_thin(LuotFacts(method=Method.ONLINE.value, remote_items=5), 5)
    assert not is_thin(LuotFacts(paper=True), 5)


def test_percentages_are_rounded_half_up_and_compared_unrounded() -> None:
    assert percent_words(1, 8, whole_below=0) == "12,50%"
    assert percent_words(1, 800, whole_below=0) == "0,13%"
    assert percent_words(5, 8, whole_below=100) == "63%"
    assert percent_words(0, 0) == "không phát sinh"
    assert against(49_999, 100_000, Decimal(50)) is False
    assert against(1, 2, Decimal(50)) is True
    assert against(0, 0, Decimal(50)) is None
