"""Posts over time, capacities to sign, stand-ins and hand-over: pure rules."""

from datetime import date

import pytest

from inspections.rules.absence import (
    AbsenceFact,
    Colleague,
    Seat,
    absence_objections,
    instead_of_words,
    refusal_to_record_absence,
    stand_in,
)
from inspections.rules.capacity import (
    CapacityFact,
    CapacityKind,
    capacity_objections,
    fitting,
    kind_of,
    printed_lines,
)
from inspections.rules.facts import MemberFact
from inspections.rules.handover import Line, judge, refusal_to_hand_over
from inspections.rules.posts import (
    Tenure,
    appointment_objections,
    username_objections,
    vacancies,
    vacancy_words,
)
from inspections.rules.roles import Actor, Post, Role

DAY = date(2026, 11, 23)
KT = "KT. GIÁM ĐỐC|PHÓ GIÁM ĐỐC"
DIRECTOR = Colleague(1, "Giám đốc", frozenset({Role.DIRECTOR}), 11)
DEPUTY = Colleague(2, "Phó Một", frozenset({Role.DEPUTY_DIRECTOR}), 12)
OTHER_DEPUTY = Colleague(3, "Phó Hai", frozenset({Role.DEPUTY_DIRECTOR}), 13)
OFFICER = Colleague(4, "Chuyên viên", frozenset({Role.OFFICER}))
HEAD_OF_SECTION = Colleague(5, "Trưởng phòng", frozenset({Role.SECTION_HEAD}))
MEMBER = Colleague(6, "Thành viên", frozenset({Role.TEAM_MEMBER}))
STAFF = (DIRECTOR, DEPUTY, OTHER_DEPUTY, OFFICER, HEAD_OF_SECTION, MEMBER)
EMPTY = Seat(None, frozenset())


def tenure(user_id: int, first: date, last: date | None = None, role: str = Role.DIRECTOR) -> Tenure:
    """A post of somebody."""
    return Tenure(user_id, f"Người {user_id}", role, first, last)


def test_two_directors_on_one_day_are_refused_with_the_rule() -> None:
    held = [tenure(1, date(2025, 7, 1))]
    objections = appointment_objections(tenure(2, DAY), held, at_institution=False)
    assert len(objections) == 1
    assert "Mỗi ngày chỉ một người đứng đầu" in objections[0]
    assert not appointment_objections(
        tenure(2, DAY), [tenure(1, date(2025, 7, 1), date(2026, 11, 22))], at_institution=False
    )


def test_two_deputies_on_one_day_are_lawful() -> None:
    held = [tenure(1, date(2025, 7, 1), role=Role.DEPUTY_DIRECTOR)]
    assert not appointment_objections(tenure(2, DAY, role=Role.DEPUTY_DIRECTOR), held, at_institution=False)


def test_a_role_of_an_institution_is_not_held_in_the_department() -> None:
    objections = appointment_objections(tenure(1, DAY, role=Role.INSTITUTION_HEAD), [], at_institution=False)
    assert "không thuộc nơi đã chọn" in objections[0]


def test_days_without_a_director_are_named() -> None:
    held = [tenure(1, date(2025, 7, 1), date(2026, 11, 30)), tenure(2, date(2026, 12, 5))]
    gaps = vacancies(held, Role.DIRECTOR, from_on=DAY)
    assert gaps == [(date(2026, 12, 1), date(2026, 12, 4))]
    assert "từ 01/12/2026 đến hết 04/12/2026" in vacancy_words(Role.DIRECTOR, gaps)[0]
    assert vacancies([], Role.DIRECTOR, from_on=DAY) == [(DAY, None)]
    assert vacancies([tenure(1, DAY)], Role.DIRECTOR, from_on=DAY) == []


@pytest.mark.parametrize(
    ("typed", "lawful"), [("nv.lan-2", True), ("Ân", False), ("ab", False), ("-abc", False)]
)
def test_a_sign_in_name_is_typed_on_any_keyboard(typed: str, lawful: bool) -> None:
    assert (not username_objections(typed)) is lawful


def test_the_lines_say_who_signs_for_whom() -> None:
    assert printed_lines(CapacityKind.FOR_HEAD, "Phó Giám đốc") == KT
    assert printed_lines(CapacityKind.HEAD, "bất kỳ") == "GIÁM ĐỐC"
    assert [kind_of(KT), kind_of("TUQ. GIÁM ĐỐC|TRƯỞNG PHÒNG"), kind_of("GIÁM ĐỐC")] == [
        CapacityKind.FOR_HEAD,
        CapacityKind.BY_MANDATE,
        CapacityKind.HEAD,
    ]


def test_a_deputy_never_signs_as_head() -> None:
    as_head, for_head = CapacityFact(1, "GIÁM ĐỐC"), CapacityFact(2, KT)
    assert fitting([as_head, for_head], {Role.DEPUTY_DIRECTOR}) == for_head
    assert fitting([as_head], {Role.DEPUTY_DIRECTOR}) is None
    assert fitting([for_head, as_head], {Role.DIRECTOR}) == as_head


def test_a_mandate_is_written_and_limited_in_time_and_content() -> None:
    given = {"own_title": "Trưởng phòng", "valid_from": DAY, "roles": {Role.SECTION_HEAD}}
    bare = capacity_objections(CapacityKind.BY_MANDATE, scope="", basis="", valid_until=None, **given)  # type: ignore[arg-type]
    assert len(bare) == 2
    assert not capacity_objections(
        CapacityKind.BY_MANDATE,
        scope="Giấy mời, công văn đôn đốc",
        basis="Văn bản ủy quyền số 3",
        valid_until=date(2026, 12, 31),
        **given,  # type: ignore[arg-type]
    )


def test_a_capacity_needs_the_post_it_rests_on() -> None:
    found = capacity_objections(
        CapacityKind.FOR_HEAD,
        own_title="Phó Giám đốc",
        scope="",
        basis="QĐ số 1",
        valid_from=DAY,
        valid_until=None,
        roles={Role.OFFICER},
    )
    assert len(found) == 1 and "không giữ chức" in found[0]


def test_the_delegate_stands_in_unless_he_leads_the_case() -> None:
    led_by_deputy = Seat(DEPUTY.user_id, frozenset({DEPUTY.user_id, MEMBER.user_id}))
    assert stand_in(DIRECTOR, DEPUTY.user_id, EMPTY, STAFF) == DEPUTY
    assert stand_in(DIRECTOR, DEPUTY.user_id, led_by_deputy, STAFF) == OTHER_DEPUTY


def test_nobody_stands_in_where_no_other_signer_has_a_capacity_or_is_there() -> None:
    without = Colleague(3, "Phó Hai", frozenset({Role.DEPUTY_DIRECTOR}))
    away = Colleague(3, "Phó Hai", frozenset({Role.DEPUTY_DIRECTOR}), 13, away=True)
    led = Seat(DEPUTY.user_id, frozenset({DEPUTY.user_id}))
    for second in (without, away):
        assert stand_in(DIRECTOR, DEPUTY.user_id, led, (DIRECTOR, DEPUTY, second, OFFICER)) is None


def test_a_duty_in_the_team_never_moves_with_an_absence() -> None:
    seat = Seat(9, frozenset({9, OFFICER.user_id}))
    assert stand_in(OFFICER, HEAD_OF_SECTION.user_id, seat, STAFF) is None


def test_an_officer_is_replaced_by_his_delegate_only() -> None:
    assert stand_in(OFFICER, HEAD_OF_SECTION.user_id, EMPTY, STAFF) == HEAD_OF_SECTION
    assert stand_in(OFFICER, None, EMPTY, STAFF) is None
    assert stand_in(OFFICER, MEMBER.user_id, EMPTY, STAFF) is None


def test_an_absence_is_lawful_in_its_days_and_its_delegate() -> None:
    days = {"from_on": DAY, "until_on": date(2026, 11, 27), "today": DAY, "others": []}
    assert not absence_objections(absent=DIRECTOR, delegate=DEPUTY, **days)  # type: ignore[arg-type]
    wrong = absence_objections(absent=DIRECTOR, delegate=OFFICER, **days)  # type: ignore[arg-type]
    assert "không giữ chức vụ làm được việc" in wrong[0]
    bare = Colleague(3, "Phó Hai", frozenset({Role.DEPUTY_DIRECTOR}))
    assert "chưa có quyền hạn ký" in absence_objections(absent=DIRECTOR, delegate=bare, **days)[0]  # type: ignore[arg-type]
    twice = absence_objections(
        absent=DIRECTOR,
        delegate=None,
        from_on=DAY,
        until_on=DAY,
        today=DAY,
        others=[(date(2026, 11, 20), date(2026, 11, 25))],
    )
    assert "Đã ghi đợt vắng" in twice[0]
    past = absence_objections(
        absent=DIRECTOR, delegate=None, from_on=DAY, until_on=date(2026, 11, 1), today=DAY, others=[]
    )
    assert len(past) == 2


def test_who_may_record_an_absence() -> None:
    def who(role: str, user_id: int = 50) -> Actor:
        return Actor(user_id, "Ai đó", (Post(role, 1),))

    for role in (Role.SECTION_HEAD, Role.DIRECTOR, Role.ADMINISTRATOR):
        assert refusal_to_record_absence(who(role), 4, [1]) is None
    assert refusal_to_record_absence(who(Role.OFFICER, 4), 4, [1]) is None
    assert refusal_to_record_absence(who(Role.OFFICER), 4, [1])
    assert refusal_to_record_absence(who(Role.SECTION_HEAD), 4, [2])


def test_the_stand_in_is_named_with_the_day() -> None:
    fact = AbsenceFact(1, 1, 2, date(2026, 11, 27))
    assert instead_of_words("Nguyễn A", fact.until_on) == "thay Nguyễn A (vắng đến 27/11)"


def member(user_id: int, *, conflicts: tuple[str, ...] = (), declared: bool = True) -> MemberFact:
    """A row of the team."""
    return MemberFact(
        user_id=user_id,
        name=f"Người {user_id}",
        duty="member",
        declared=declared,
        conflicts=conflicts,
        disciplined=False,
        trained=False,
        declared_for=frozenset(),
    )


def line(stage: str = "under_way", verb: str = "conclude_items", *team: MemberFact, lead: int = 9) -> Line:
    """A turn in a dossier."""
    return Line(verb, stage, lead, team)


def test_a_members_duty_passes_only_within_the_team_of_the_decision() -> None:
    inside = line("under_way", "conclude_items", member(6), member(4))
    assert judge(inside, MEMBER, OFFICER).moves
    outside = judge(inside, MEMBER, HEAD_OF_SECTION)
    assert outside.needs_decision and "cần quyết định thay đổi thành viên" in outside.reason


def test_a_colleague_with_a_conflict_or_without_declaration_gets_no_duty() -> None:
    conflicted = line("under_way", "conclude_items", member(6), member(4, conflicts=("gift",)))
    silent = line("under_way", "conclude_items", member(6), member(4, declared=False))
    assert "xung đột lợi ích" in judge(conflicted, MEMBER, OFFICER).reason
    assert "chưa kê khai" in judge(silent, MEMBER, OFFICER).reason


def test_the_leads_work_needs_a_decision_and_a_declaration_is_never_passed_on() -> None:
    led = line("under_way", "draft_minutes", member(6), member(4), lead=6)
    assert judge(led, MEMBER, OFFICER).needs_decision
    assert "tự kê khai" in judge(line("proposed", "declare_conflicts", member(6)), MEMBER, OFFICER).reason
    assert "Quyết định chưa ban hành" in judge(line("proposed", "x", member(6)), MEMBER, OFFICER).reason


def test_signing_passes_to_a_signer_with_a_capacity_who_does_not_lead() -> None:
    paper = line("decision_drafted", "sign_decision", lead=2)
    assert "Trưởng đoàn" in judge(paper, DIRECTOR, DEPUTY).reason
    assert judge(paper, DIRECTOR, OTHER_DEPUTY).moves
    assert "không giữ chức vụ" in judge(paper, DIRECTOR, OFFICER).reason
    bare = Colleague(3, "Phó Hai", frozenset({Role.DEPUTY_DIRECTOR}))
    assert "chưa có quyền hạn ký" in judge(paper, DIRECTOR, bare).reason
    away = Colleague(3, "Phó Hai", frozenset({Role.DEPUTY_DIRECTOR}), 13, away=True)
    assert "đang vắng" in judge(paper, DIRECTOR, away).reason


def test_who_may_hand_over() -> None:
    assert refusal_to_hand_over(Actor(4, "Chính mình", ()), 4, 1) is None
    assert refusal_to_hand_over(Actor(5, "Trưởng phòng", (Post(Role.SECTION_HEAD, 1),)), 4, 1) is None
    assert refusal_to_hand_over(Actor(5, "Trưởng phòng", (Post(Role.SECTION_HEAD, 2),)), 4, 1)
    assert refusal_to_hand_over(Actor(8, "Quản trị", (Post(Role.ADMINISTRATOR, 1),)), 4, 1)
