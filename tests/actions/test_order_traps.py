"""Traps 5, 6, 7, 14, 15 and 48 with interventions: the unlawful act is tried, by deed and by statement."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from inspections.enums import ExtensionGround, OrderState, TerminationCause
from inspections.exceptions import NotReady
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, CaseRule, InformationRequest, Message, Order, OverlapReview, Turn
from inspections.models.inputs import ReviewInput
from inspections.queries.people import actor_of
from tests.factories.cases import after, case_after, moment_of, story_of
from tests.factories.orders import (
    BEFORE_TET,
    EXTENSION,
    GONE,
    WHY,
    Desk,
    before_tet,
    told_before_tet,
)

TWO = Plot(codes=("MH-01", "MH-02"))
NO_OVERLAP = ReviewInput(note="Không trùng lặp trong 24 tháng.")


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def sees(cast: Cast, name: str, case: Case, on: date) -> bool:
    user = cast.people[name]
    user.__dict__.pop("_actors", None)
    return Case.objects.visible_to(actor_of(user, on)).filter(pk=case.pk).exists()


def sql_is_refused(statement: str, *values: object) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except DatabaseError:
        return True
    return False


def test_trap_05_a_second_extension_is_refused_by_the_deed_and_by_the_database(cast: Cast) -> None:
    case, desk, now = case_after(cast, "announce_decision"), Desk(cast), after("announce_decision")
    first = desk.carry("extension", case, now, days=2, ground=ExtensionGround.COMPLEX)
    with pytest.raises(NotReady, match="chỉ được gia hạn một lần"):
        desk.draft("extension", case, now + timedelta(hours=1), **EXTENSION)
    copy = (
        "INSERT INTO inspections_order (case_id, kind, state, reason, ground, days, cause, scope, joining_duty, "
        "dropped_reason, drafted_at, drafted_by_id, in_force_at, document_id) SELECT case_id, kind, state, reason, "
        "ground, days, cause, scope, joining_duty, '', drafted_at, drafted_by_id, in_force_at, "
        "(SELECT id FROM inspections_document WHERE kind = 'decision' AND case_id = o.case_id) "
        "FROM inspections_order o WHERE id = %s"
    )
    assert sql_is_refused(copy, first.pk)


@pytest.mark.parametrize("moment", ["draft", "issue"])
def test_trap_05_an_extension_after_the_limit_has_ended_is_none(cast: Cast, moment: str) -> None:
    case, desk, now = case_after(cast, "announce_decision"), Desk(cast), after("announce_decision")
    # Announced 07/11, ten days: the limit ends with Tuesday 17/11.
    last_day, day_after = now.replace(day=17), now.replace(day=18)
    if moment == "draft":
        with pytest.raises(NotReady, match="đã hết ngày 17/11/2026"):
            desk.draft("extension", case, day_after, **EXTENSION)
        return
    order = desk.sign(desk.draft("extension", case, last_day, **EXTENSION), last_day)
    with pytest.raises(NotReady, match="không gia hạn sau khi hết thời hạn"):
        desk.issue(order, day_after)
    desk.issue(order, day_after, on=last_day.date())
    assert again(case).inspection_details.limit_end_on == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"ground": ""}, "Chọn căn cứ gia hạn"),
        ({"ground": "busy"}, "Chọn căn cứ gia hạn"),
        ({"days": 6}, "không quá 5 ngày"),
        ({"days": 0}, "từ 1 đến"),
    ],
)
def test_trap_05_an_extension_has_one_of_two_grounds_and_at_most_five_days(
    cast: Cast, changed: dict[str, object], sentence: str
) -> None:
    case = case_after(cast, "announce_decision")
    with pytest.raises(NotReady, match=sentence):
        Desk(cast).draft("extension", case, after("announce_decision"), **{**EXTENSION, **changed})
    assert not Order.objects.exists()


def test_trap_05_the_database_keeps_ground_days_and_bounds(cast: Cast) -> None:
    case, now = case_after(cast, "announce_decision"), after("announce_decision")
    order = Desk(cast).draft("extension", case, now, **EXTENSION)
    assert sql_is_refused("UPDATE inspections_order SET ground = '' WHERE id = %s", order.pk)
    assert sql_is_refused("UPDATE inspections_order SET days = 0 WHERE id = %s", order.pk)
    assert sql_is_refused("UPDATE inspections_order SET reason = '' WHERE id = %s", order.pk)
    assert sql_is_refused(
        "UPDATE inspections_inspectiondetails SET extension_days = 16 WHERE case_id = %s", case.pk
    )


def test_trap_06_a_pause_is_no_termination_and_neither_serves_convenience(cast: Cast) -> None:
    case, desk, now = case_after(cast, "announce_decision"), Desk(cast), after("announce_decision")
    with pytest.raises(NotReady, match="Chọn một trong bốn căn cứ đình chỉ"):
        desk.draft("termination", case, now, cause="convenience", reason="Đơn vị đang bận thi tốt nghiệp.")
    with pytest.raises(NotReady, match="Chọn một trong bốn căn cứ đình chỉ"):
        desk.draft("termination", case, now, cause="", reason=WHY)
    with pytest.raises(NotReady, match="không ở trạng thái tạm dừng"):
        desk.draft("resumption", case, now, again_on=now.date())
    desk.carry("pause", case, now, from_on=now.date())
    with pytest.raises(NotReady, match="Chỉ tạm dừng sau khi ban hành"):
        desk.draft("pause", case, now, from_on=now.date())
    assert again(case).closed_at is None
    desk.carry("termination", case, now + timedelta(hours=1), cause=TerminationCause.COVERED)
    assert (again(case).stage, again(case).closed_at is None) == ("terminated", False)


@pytest.mark.parametrize("cause", list(TerminationCause))
def test_trap_06_each_of_the_four_causes_ends_an_inspection_and_is_printed(
    cast: Cast, cause: TerminationCause
) -> None:
    case, now = case_after(cast, "issue_decision"), after("issue_decision")
    order = Desk(cast).carry("termination", case, now, cause=cause)
    assert again(case).stage == "terminated"
    assert order.document is not None
    said = str(cause.label)
    assert order.document.snapshot["cause"] == said[:1].lower() + said[1:]


@pytest.mark.parametrize("deed", ["declare_conflicts", "sign_minutes"])
def test_trap_06_nothing_is_paused_or_terminated_outside_decision_and_minutes(cast: Cast, deed: str) -> None:
    case, desk, now = case_after(cast, deed), Desk(cast), after(deed)
    with pytest.raises(NotReady, match="Chỉ tạm dừng sau khi ban hành quyết định"):
        desk.draft("pause", case, now, from_on=now.date(), name="giamdoc")
    with pytest.raises(NotReady, match="Chỉ đình chỉ sau khi ban hành quyết định"):
        desk.draft("termination", case, now, name="giamdoc", **GONE)


def paused_over_tet(cast: Cast) -> tuple[Case, Order]:
    """Announced Thursday 28/01/2027; stands still from Monday 01/02 to Sunday 14/02."""
    case, desk = told_before_tet(cast, "begin_check"), Desk(cast)
    lead_asks = before_tet("begin_check") + timedelta(hours=1)
    story_of(cast).ask(case.children.get(), "thanhvien1", lead_asks, due_on=date(2027, 2, 3))
    monday = moment_of("announce_decision") + BEFORE_TET + timedelta(days=4)
    assert monday.date() == date(2027, 2, 1)
    desk.carry("pause", case, monday, from_on=date(2027, 2, 1))
    return case, desk.carry("resumption", case, monday + timedelta(days=14), again_on=date(2027, 2, 15))


def test_trap_07_a_pause_over_tet_adds_exactly_its_days_and_both_dates_are_printed(cast: Cast) -> None:
    case, order = paused_over_tet(cast)
    # Day 10 after 28/01 is Sunday 07/02; with 14 paused days Sunday 21/02, so Monday 22/02/2027.
    assert again(case).inspection_details.limit_end_on == date(2027, 2, 22)
    assert order.document is not None
    # Without them: 07/02 lies in Tết (days off 04-05 and 08-10/02), so Thursday 11/02/2027.
    assert order.document.snapshot["ends"] == {
        "counted_out_on": "2027-02-22",
        "counted_in_on": "2027-02-11",
        "stops_clock": True,
        "source": "nội bộ: NĐ 217/2025 không quy định",
    }


def test_trap_07_what_was_due_gets_back_the_working_days_it_had_left(cast: Cast) -> None:
    case, _order = paused_over_tet(cast)
    # Due Wednesday 03/02 when the pause began on Monday: three working days, so 15, 16, 17/02.
    assert InformationRequest.objects.get(party__root=case).due_on == date(2027, 2, 17)
    due = dict(Turn.objects.still_open().filter(case__root=case).values_list("verb", "due_on"))
    assert due["answer_information_request"] == date(2027, 2, 17)
    assert due["draft_minutes"] == date(2027, 2, 22)


def test_trap_07_where_the_rule_lets_the_clock_run_the_pause_changes_nothing(cast: Cast) -> None:
    case = told_before_tet(cast, "begin_check")
    CaseRule.objects.filter(case=case, key="inspection.pause_stops_clock").update(value="false")
    desk, monday = Desk(cast), moment_of("announce_decision") + BEFORE_TET + timedelta(days=4)
    desk.carry("pause", case, monday, from_on=date(2027, 2, 1))
    order = desk.carry("resumption", case, monday + timedelta(days=14), again_on=date(2027, 2, 15))
    assert again(case).inspection_details.limit_end_on == date(2027, 2, 11)
    assert order.document is not None
    ends = order.document.snapshot["ends"]
    assert (ends["stops_clock"], ends["counted_out_on"]) == (False, "2027-02-22")


def test_days_out_of_order_are_refused_with_the_rule(cast: Cast) -> None:
    case, desk, now = case_after(cast, "announce_decision"), Desk(cast), after("announce_decision")
    with pytest.raises(NotReady, match="không trước ngày 07/11/2026"):
        desk.draft("pause", case, now, from_on=date(2026, 11, 6))
    with pytest.raises(NotReady, match="không ở sau ngày lập văn bản"):
        desk.draft("pause", case, now, from_on=date(2026, 11, 9))
    desk.carry("pause", case, now, from_on=now.date())
    with pytest.raises(NotReady, match="phải sau ngày bắt đầu tạm dừng"):
        desk.draft("resumption", case, now, again_on=now.date())
    later = now + timedelta(days=2)
    desk.carry("resumption", case, later, again_on=later.date())
    with pytest.raises(NotReady, match="phải sau lần tạm dừng trước"):
        desk.draft("pause", case, later, from_on=now.date())


def test_an_extension_drafted_before_a_pause_is_drawn_up_anew_after_it(cast: Cast) -> None:
    case, desk, now = case_after(cast, "announce_decision"), Desk(cast), after("announce_decision")
    order = desk.draft("extension", case, now, **EXTENSION)
    desk.carry("pause", case, now, from_on=now.date())
    later = now + timedelta(days=3)
    desk.carry("resumption", case, later, again_on=later.date())
    with pytest.raises(NotReady, match="ngày in trong văn bản không còn đúng"):
        desk.sign(order, later + timedelta(hours=1))


def test_trap_14_a_unit_that_the_state_inspectorate_works_at_is_not_added(cast: Cast) -> None:
    case, desk, now = case_after(cast, "announce_decision"), Desk(cast), after("announce_decision")
    added = [cast.institutions["MH-02"]]
    at_work = ReviewInput(other_body="Thanh tra tỉnh", other_is_state_inspectorate=True, note="Có trùng lặp.")
    with pytest.raises(NotReady, match="Luật Thanh tra"):
        desk.draft("amendment", case, now, adds=added, review=at_work)
    with pytest.raises(NotReady, match="Ghi kết luận rà soát trùng lặp"):
        desk.draft("amendment", case, now, adds=added)
    agreed = ReviewInput(
        "Thanh tra tỉnh", True, "Công văn thống nhất số 8", agreed=True, note="Đã thống nhất."
    )
    desk.carry("amendment", case, now, adds=added, review=agreed)
    joined = case.children.get(institution=added[0])
    kept = OverlapReview.objects.get(party=joined)
    assert (joined.stage, kept.other_body, kept.exchange) == (
        "listed", "Thanh tra tỉnh", "Công văn thống nhất số 8",
    )  # fmt: skip


def test_trap_15_the_team_declares_anew_when_a_unit_joins(cast: Cast) -> None:
    case, desk, now = case_after(cast, "announce_decision"), Desk(cast), after("announce_decision")
    desk.carry("amendment", case, now, adds=[cast.institutions["MH-02"]], review=NO_OVERLAP)
    asked = Turn.objects.still_open().filter(case=case, verb="declare_conflicts")
    assert {turn.person for turn in asked} == {
        cast.people[name] for name in ("truongdoan", "thanhvien1", "thanhvien2")
    }
    joined = case.children.get(institution__code="MH-02")
    methods = joined.answers.values_list("method", flat=True)
    assert sorted(methods) == sorted(
        case.children.get(institution__code="MH-01").answers.values_list("method", flat=True)
    )
    story = story_of(cast)
    story.parties = lambda _case: [joined]  # type: ignore[method-assign]
    with pytest.raises(NotReady, match="kê khai"):
        story.announce_decision(case, TWO, now + timedelta(hours=1))
    for name in ("truongdoan", "thanhvien1", "thanhvien2"):
        story.declare(case, name, now + timedelta(hours=1))
    story.notify_schedule(case, TWO, now + timedelta(hours=2))
    story.announce_decision(case, TWO, now + timedelta(days=6))
    assert again(joined).stage == "announced"
    assert again(case).inspection_details.limit_end_on == date(2026, 11, 17)


def test_a_wrongly_chosen_school_is_shut_out_and_told(cast: Cast) -> None:
    case, desk, now = case_after(cast, "notify_schedule", TWO), Desk(cast), after("notify_schedule")
    wrong = case.children.get(institution__code="MH-02")
    assert sees(cast, "trungtamb-giamdoc", wrong, now.date())
    desk.carry("amendment", case, now, drops=[wrong])
    assert again(wrong).stage == "withdrawn"
    assert not sees(cast, "trungtamb-giamdoc", wrong, now.date())
    told = Message.objects.filter(key__startswith="taken_off:")
    assert {mail.to for mail in told} == {
        cast.people["trungtamb-giamdoc"], cast.people["trungtamb-canbo"],
    }  # fmt: skip
    assert not Turn.objects.still_open().filter(case=wrong).exists()
    assert sees(cast, "truonga-hieutruong", case.children.get(institution__code="MH-01"), now.date())


def test_an_announced_unit_stays_and_an_empty_list_is_revoked_instead(cast: Cast) -> None:
    case, desk, now = case_after(cast, "announce_decision"), Desk(cast), after("announce_decision")
    with pytest.raises(NotReady, match="không đưa ra khỏi danh sách, chỉ đình chỉ"):
        desk.draft("amendment", case, now, drops=list(case.children.all()))
    other = case_after(cast, "issue_decision", Plot(theme="chuan-co-so", codes=("MH-02",)))
    with pytest.raises(NotReady, match="bãi bỏ quyết định kiểm tra thay vì sửa đổi"):
        desk.draft("amendment", other, after("issue_decision"), drops=list(other.children.all()))
    with pytest.raises(NotReady, match="Chọn ít nhất một nội dung sửa đổi"):
        desk.draft("amendment", other, after("issue_decision"))


def test_a_plan_that_waits_for_approval_is_settled_before_the_list_changes(cast: Cast) -> None:
    case, desk, now = case_after(cast, "submit_conduct_plan"), Desk(cast), after("submit_conduct_plan")
    order = desk.draft("amendment", case, now, adds=[cast.institutions["MH-02"]], review=NO_OVERLAP)
    with pytest.raises(NotReady, match="phê duyệt hoặc trả lại kế hoạch trước"):
        desk.sign(order, now)
    story_of(cast).approve_conduct_plan(case, Plot(), now + timedelta(hours=1))
    order = desk.issue(desk.sign(order, now + timedelta(hours=2)), now + timedelta(hours=2))
    assert order.state == OrderState.IN_FORCE


def test_trap_48_a_merged_institution_is_terminated_and_its_file_stays_under_its_name(cast: Cast) -> None:
    case, desk, now = case_after(cast, "begin_check", TWO), Desk(cast), after("begin_check")
    gone, heir = cast.institutions["MH-02"], cast.institutions["MH-03"]
    gone.valid_until, gone.merged_into = now.date() - timedelta(days=1), heir
    gone.save()
    row = case.children.get(institution=gone)
    order = desk.carry("party_termination", row, now, **GONE)
    assert (again(row).stage, again(row).institution) == ("terminated", gone)
    assert not Case.objects.filter(parent=case, institution=heir).exists()
    assert order.document is not None
    said = order.document.snapshot
    assert said["cause"] == "đối tượng kiểm tra không còn tồn tại"
    assert "không chuyển cho tổ chức khác" in said["consequence"]
    assert again(case).stage == "under_way"


def test_a_unit_that_has_ceased_to_exist_is_not_added(cast: Cast) -> None:
    case, now = case_after(cast, "announce_decision"), after("announce_decision")
    gone = cast.institutions["MH-02"]
    gone.valid_until = now.date() - timedelta(days=1)
    gone.save()
    with pytest.raises(NotReady, match=gone.name):
        Desk(cast).draft("amendment", case, now, adds=[gone], review=NO_OVERLAP)


def test_a_replaced_member_hands_over_items_and_asks_and_sees_the_dossier_no_more(cast: Cast) -> None:
    case, desk, now = case_after(cast, "begin_check"), Desk(cast), after("begin_check")
    leaver, joiner, row = cast.people["thanhvien1"], cast.people["chuyenvien"], case.children.get()
    items = set(row.answers.filter(assigned_to=leaver).values_list("pk", flat=True))
    assert items and sees(cast, "thanhvien1", case, now.date())
    leaving = case.team.get(user=leaver)
    desk.carry("replacement", case, now, leaving=leaving, joining=joiner)
    assert set(row.answers.filter(assigned_to=joiner).values_list("pk", flat=True)) == items
    asked = Turn.objects.still_open().filter(case__in=[case, row])
    assert not asked.filter(person=leaver).exists()
    assert asked.filter(person=joiner, verb="declare_conflicts").exists()
    assert asked.filter(person=joiner, verb="conclude_items").exists()
    assert not sees(cast, "thanhvien1", case, now.date())
    leaving.refresh_from_db()
    assert (leaving.left_on, leaving.left_reason) == (now.date(), WHY)


def test_a_new_lead_takes_the_dossier_and_the_old_one_leaves_it(cast: Cast) -> None:
    case, desk, now = case_after(cast, "issue_decision"), Desk(cast), after("issue_decision")
    member = cast.people["thanhvien1"]
    with pytest.raises(NotReady, match="phải cử Trưởng đoàn mới"):
        desk.draft("replacement", case, now, leaving=case.team.get(duty="lead"), joining=None)
    desk.carry(
        "replacement", case, now, leaving=case.team.get(duty="lead"), joining=member, name="chuyenvien"
    )
    assert again(case).lead == member
    assert {row.lead for row in case.children.all()} == {member}
    assert case.team.serving().get(duty="lead").user == member
    plan = Turn.objects.still_open().get(case=case, verb="submit_conduct_plan")
    assert plan.person == member
    story_of(cast).submit_conduct_plan(case, Plot(lead="thanhvien1"), now + timedelta(hours=1))
    assert again(case).stage == "conduct_plan_submitted"


def test_a_team_is_never_one_person_and_nobody_joins_twice(cast: Cast) -> None:
    plot = Plot(members=("thanhvien1",))
    case, desk, now = case_after(cast, "issue_decision", plot), Desk(cast), after("issue_decision")
    leaving = case.team.get(user=cast.people["thanhvien1"])
    with pytest.raises(NotReady, match="ít nhất hai người"):
        desk.draft("replacement", case, now, leaving=leaving, joining=None)
    with pytest.raises(NotReady, match="đã có trong Đoàn"):
        desk.draft("replacement", case, now, leaving=leaving, joining=cast.people["truongdoan"])
    with pytest.raises(NotReady, match="Chọn người khác"):
        desk.draft("replacement", case, now, leaving=leaving, joining=cast.people["thanhvien1"])


def test_the_person_who_joins_does_not_sign_his_own_appointment(cast: Cast) -> None:
    case, desk, now = case_after(cast, "issue_decision"), Desk(cast), after("issue_decision")
    given = {
        "leaving": case.team.get(duty="lead"),
        "joining": cast.people["phogiamdoc"],
        "name": "chuyenvien",
    }
    with pytest.raises(NotReady, match="không ký quyết định cử chính mình"):
        desk.draft("replacement", case, now, signer=cast.capacity("phogiamdoc"), **given)
    assert desk.draft("replacement", case, now, **given).state == "drafted"
