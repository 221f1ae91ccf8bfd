"""Rules of the records: what is planned, who may know a denouncer, how a hand-over steps; pure, no database."""

from dataclasses import replace

import pytest

from inspections.rules.facts import ItemFact, PartyFacts
from inspections.rules.guards import records as guards
from inspections.rules.policies import records as policies
from inspections.rules.roles import Actor, Post, Role

HOME, ABROAD = 1, 2
ITEM = ItemFact(
    answer_id=1,
    code="TS.01",
    rating="",
    concluded=False,
    method="online",
    file_count=0,
    finding_count=0,
    assigned_to=None,
)
SEEN = replace(ITEM, answer_id=2, code="TS.02", method="on_site")


def actor(role: str, department: int = HOME, user: int = 7) -> Actor:
    return Actor(user, "Người Thử", (Post(role, department_id=department),))


def party(*items: ItemFact, stage: str = "under_check") -> PartyFacts:
    """The facts of a party with these items."""
    return PartyFacts(
        case_id=1,
        root_id=1,
        stage=stage,
        department_id=HOME,
        institution_id=1,
        plan_in_force=True,
        is_listed=False,
        is_under_check=True,
        lead_id=7,
        issuer_id=8,
        team=(),
        items=items,
        findings=(),
        open_requests=(),
        refusals_to_decide=(),
        minutes=None,
        documents={},
        announced_on=None,
        limit_end_on=None,
        secrecy=False,
        ground="plan",
    )


@pytest.mark.parametrize(
    ("items", "seen", "planned"),
    [
        ((ITEM,), frozenset(), False),
        ((ITEM,), frozenset({1}), False),
        ((ITEM, SEEN), frozenset(), True),
        ((ITEM, SEEN), frozenset({2}), True),
        ((ITEM, SEEN), frozenset({1, 2}), False),
    ],
)
def test_a_visit_is_planned_only_where_it_looks_at_items_fixed_as_on_site(
    items: tuple[ItemFact, ...], seen: frozenset[int], planned: bool
) -> None:
    assert guards.is_planned(items, seen) is planned


@pytest.mark.parametrize(
    ("changes", "stops"),
    [
        ({"rating": "complies"}, True),
        ({"rating": "falls_short"}, True),
        ({"rating": "complies", "visited": True}, False),
        ({"rating": "not_enough"}, False),
        ({"rating": "not_applicable"}, False),
        ({"rating": ""}, False),
        ({"rating": "complies", "method": "online"}, False),
        ({"rating": "complies", "method": "online", "on_site_only": True}, True),
    ],
)
def test_minutes_wait_for_the_visit_that_names_a_judged_on_site_item(
    changes: dict[str, object], stops: bool
) -> None:
    item = replace(SEEN, **changes)  # type: ignore[arg-type]
    assert bool(guards.on_site_blockers(party(item))) is stops


def test_outside_the_check_no_visit_is_written() -> None:
    assert guards.record_visit_blockers(party(stage="announced"))
    assert guards.record_visit_blockers(party(stage="minutes_drafted")) == []


@pytest.mark.parametrize(
    ("role", "department", "user", "knows"),
    [
        (Role.DIRECTOR, HOME, 7, True),
        (Role.DIRECTOR, ABROAD, 7, False),
        (Role.DEPUTY_DIRECTOR, HOME, 7, False),
        (Role.OFFICER, HOME, 9, True),
        (Role.OFFICER, HOME, 7, False),
    ],
)
def test_who_denounces_is_known_to_the_own_director_and_the_recorder(
    role: str, department: int, user: int, knows: bool
) -> None:
    refusal = policies.refusal_to_open_complaint(actor(role, department, user), HOME, "denunciation", 9)
    assert (refusal is None) is knows
    assert policies.refusal_to_open_complaint(actor(Role.MONITOR), HOME, "petition", 9) is None


@pytest.mark.parametrize(
    ("role", "user", "reads"),
    [(Role.DIRECTOR, 7, True), (Role.DEPUTY_DIRECTOR, 7, False), (Role.MONITOR, 9, True)],
)
def test_a_source_is_read_by_the_director_and_the_named_person(role: str, user: int, reads: bool) -> None:
    assert (policies.refusal_to_read_source(actor(role, HOME, user), HOME, 9) is None) is reads


@pytest.mark.parametrize(
    ("verb", "kind", "state", "lawful"),
    [
        ("approve_referral", "ask_inspectorate", "noted", True),
        ("approve_referral", "violation_record", "noted", False),
        ("approve_referral", "ask_inspectorate", "approved", False),
        ("send_referral", "violation_record", "noted", True),
        ("send_referral", "ask_inspectorate", "noted", False),
        ("send_referral", "propose_prosecution", "approved", True),
        ("send_referral", "propose_prosecution", "sent", False),
        ("receive_referral", "violation_record", "sent", True),
        ("receive_referral", "violation_record", "noted", False),
        ("drop_referral", "ask_inspectorate", "approved", True),
        ("drop_referral", "ask_inspectorate", "sent", False),
    ],
)
def test_a_hand_over_steps_only_from_its_own_state(verb: str, kind: str, state: str, lawful: bool) -> None:
    assert (guards.referral_move_objections(verb, kind=kind, state=state) == []) is lawful
