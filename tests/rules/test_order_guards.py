"""The rules of interventions, alone: stages, grounds, days, lists, teams, signatures."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from inspections.enums import OrderKind
from inspections.kinds import InspectionStage, PartyStage
from inspections.rules.facts import InspectionFacts, MemberFact, OrderFact, PartyFact
from inspections.rules.guards import orders as guards
from inspections.rules.policies import orders as policies
from inspections.rules.roles import Actor, Post, Role

DAY = date(2026, 11, 16)
LEAD, MEMBER, OTHER = 1, 2, 9


def member(user_id: int, duty: str = "member") -> MemberFact:
    return MemberFact(
        user_id=user_id,
        name=f"Người {user_id}",
        duty=duty,
        declared=True,
        conflicts=(),
        disciplined=False,
        trained=True,
        declared_for=frozenset(),
    )


def party(party_id: int, stage: str) -> PartyFact:
    return PartyFact(
        party_id=party_id,
        stage=stage,
        institution_id=100 + party_id,
        name=f"Trường {party_id}",
        legal_form="public",
        reviewed=True,
    )


def facts(**changed: object) -> InspectionFacts:
    base = InspectionFacts(
        case_id=1,
        stage=InspectionStage.UNDER_WAY,
        department_id=1,
        officer_id=4,
        ground="plan",
        ground_text="Kế hoạch",
        has_ground_file=False,
        lead_id=LEAD,
        issuer_id=5,
        team=(member(LEAD, "lead"), member(MEMBER)),
        parties=(party(1, PartyStage.ANNOUNCED), party(2, PartyStage.LISTED)),
        decided_on=date(2026, 11, 5),
        announced_on=date(2026, 11, 9),
        limit_end_on=date(2026, 11, 19),
    )
    return replace(base, **changed)  # type: ignore[arg-type]


def order(kind: str, state: str = "drafted", **changed: object) -> OrderFact:
    base = OrderFact(7, kind, state, None, LEAD, 70, True, signer_id=5)
    return replace(base, **changed)  # type: ignore[arg-type]


def actor(user_id: int, *roles: Role) -> Actor:
    return Actor(user_id, f"Người {user_id}", tuple(Post(role, department_id=1) for role in roles))


@pytest.mark.parametrize("days_after_the_end", [0, 1])
def test_the_last_day_of_the_limit_is_still_in_time(days_after_the_end: int) -> None:
    on = date(2026, 11, 19) + timedelta(days=days_after_the_end)
    found = guards.extension_objections(facts(), days=5, ground="complex", on=on)
    assert bool(found) is bool(days_after_the_end)


def test_the_most_days_of_an_extension_come_from_the_rule() -> None:
    assert not guards.extension_objections(facts(extension_max=3), days=3, ground="hard_to_reach", on=DAY)
    found = guards.extension_objections(facts(extension_max=3), days=4, ground="hard_to_reach", on=DAY)
    assert "không quá 3 ngày" in str(found[0])


@pytest.mark.parametrize("stage", list(InspectionStage))
def test_each_intervention_is_lawful_only_at_its_stages(stage: str) -> None:
    known = facts(stage=stage, announced_on=None)
    running = stage in guards.RUNNING
    before = stage in guards.BEFORE_ANNOUNCEMENT
    assert (not guards.extension_blockers(known)) is (stage == "under_way")
    assert (not guards.pause_blockers(known)) is running
    assert (not guards.resumption_blockers(known)) is (stage == "paused")
    assert (not guards.termination_blockers(known)) is (running or stage == "paused")
    assert (not guards.revocation_blockers(known)) is before
    assert (not guards.amendment_blockers(known)) is running
    assert (not guards.replacement_blockers(known)) is running


@pytest.mark.parametrize("kind", [k for k in OrderKind if k not in guards.PARTY_STAGES])
def test_an_order_that_has_lost_its_stage_says_to_take_it_back(kind: OrderKind) -> None:
    found = guards.stage_objections(facts(stage=InspectionStage.CONDUCT_FINISHED), order(kind))
    assert [(b.verb, b.subject) for b in found] == [("drop_order", 7)]


def test_an_order_of_one_party_follows_the_stage_of_that_party() -> None:
    signed = facts(parties=(party(1, PartyStage.MINUTES_SIGNED), party(2, PartyStage.UNDER_CHECK)))
    ended = guards.stage_objections(signed, order("party_termination", party_id=1))
    assert [(b.verb, b.subject) for b in ended] == [("drop_order", 7)]
    assert not guards.stage_objections(signed, order("party_termination", party_id=2))
    assert not guards.stage_objections(signed, order("plan_adjustment", party_id=2))


def test_a_second_draft_of_a_kind_points_at_the_first() -> None:
    found = guards.pause_blockers(facts(orders=(order("pause"),)))
    assert [(b.verb, b.subject) for b in found] == [("drop_order", 7)]
    assert not guards.pause_blockers(facts(orders=(order("pause", "in_force"),)))


def test_an_amendment_changes_something_and_keeps_announced_units() -> None:
    def objections(**given: object) -> str:
        known = {"adds": [], "drops": [], "changes_text": False, "period_from": None, "period_to": None}
        return " ".join(map(str, guards.amendment_objections(facts(), **{**known, **given})))  # type: ignore[arg-type]

    assert "Chọn ít nhất một nội dung" in objections()
    assert "Trường 1 đã được công bố" in objections(drops=[1])
    assert "đã có trong danh sách" in objections(adds=[101])
    assert "ngày cuối phải từ ngày đầu" in objections(period_from=DAY, period_to=DAY - timedelta(days=1))
    assert objections(drops=[2]) == ""
    assert "bãi bỏ quyết định" in objections(drops=[1, 2])


def test_a_team_that_loses_a_member_still_has_two_people() -> None:
    three = facts(team=(member(LEAD, "lead"), member(MEMBER), member(3)))
    assert not guards.replacement_objections(three, leaving_duty="member", leaving_id=3, joining_id=None)
    assert not guards.replacement_objections(three, leaving_duty="lead", leaving_id=LEAD, joining_id=MEMBER)
    two = guards.replacement_objections(facts(), leaving_duty="lead", leaving_id=LEAD, joining_id=MEMBER)
    assert "ít nhất hai người" in str(two[0])
    assert not guards.replacement_objections(facts(), leaving_duty="lead", leaving_id=LEAD, joining_id=OTHER)


def test_only_remote_items_change_and_at_least_one() -> None:
    assert guards.plan_adjustment_objections([])
    assert guards.plan_adjustment_objections(["online", "on_site"])
    assert not guards.plan_adjustment_objections(["online"])


@pytest.mark.parametrize(
    ("role", "user_id", "may"),
    [
        (Role.DIRECTOR, 5, True),
        (Role.DEPUTY_DIRECTOR, 6, True),
        (Role.DEPUTY_DIRECTOR, LEAD, False),
        (Role.SECTION_HEAD, 7, False),
        (Role.RECORDS_CLERK, 8, False),
    ],
)
def test_the_leadership_signs_and_never_the_lead(role: Role, user_id: int, may: bool) -> None:
    assert (policies.refusal_to_sign_order(actor(user_id, role), facts()) is None) is may


@pytest.mark.parametrize("role", list(Role))
def test_only_the_records_clerk_issues(role: Role) -> None:
    refused = policies.refusal_to_issue_order(actor(8, role), facts())
    assert (refused is None) is (role == Role.RECORDS_CLERK)


def test_a_print_is_signed_by_the_person_it_names_once_it_is_there() -> None:
    assert guards.signer_objections(order("pause"), by=6)
    assert not guards.signer_objections(order("pause"), by=5)
    assert "đang được tạo" in str(guards.sign_order_blockers(order("pause", rendered=False))[0])
    assert "đã được ký" in str(guards.sign_order_blockers(order("pause", "signed"))[0])
    assert guards.issue_order_blockers(order("pause"))
    assert not guards.issue_order_blockers(order("pause", "signed"))
