"""Interventions from the draft to their effect: rows 9-12, 14, T6 and T14 of the tables, one happy path each."""

from datetime import date, timedelta

import pytest

from inspections.actions import orders
from inspections.enums import TerminationCause
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, Document, Message, Order, Turn
from tests.factories.cases import after, case_after, moment_of, party_at, story_of
from tests.factories.chain import broken_link
from tests.factories.orders import EXTENSION, GONE, WHY, Desk
from workflows.models import CaseProcess, CaseTask

TWO = Plot(codes=("MH-01", "MH-02"))


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def asked(case: Case, verb: str) -> list[Turn]:
    return list(Turn.objects.still_open().filter(case=case, verb=verb))


def standing_node(case: Case) -> str:
    tasks = CaseTask.objects.filter(process__case=case, finished__isnull=True, process__finished__isnull=True)
    return ", ".join(task.flow_task.name for task in tasks)


def test_an_extension_travels_from_the_lead_to_the_director_to_the_records_clerk(cast: Cast) -> None:
    case, desk, now = case_after(cast, "announce_decision"), Desk(cast), after("announce_decision")
    order = desk.draft("extension", case, now, **EXTENSION)
    assert [turn.person for turn in asked(case, "sign_order")] == [cast.people["giamdoc"]]
    order = desk.sign(order, now + timedelta(hours=1))
    assert not asked(case, "sign_order")
    assert [turn.role for turn in asked(case, "issue_order")] == ["records_clerk"]
    assert again(case).inspection_details.limit_end_on == date(2026, 11, 17)
    order = desk.issue(order, now + timedelta(hours=2))
    details = again(case).inspection_details
    # Announced Saturday 07/11; 10 + 5 days end on Sunday 22/11, so on Monday 23/11 (Điều 148.5).
    assert (details.limit_end_on, details.extension_days) == (date(2026, 11, 23), 5)
    assert not asked(case, "issue_order")
    assert broken_link(case) is None


def test_an_order_is_numbered_in_the_series_of_the_agency_after_the_decision(cast: Cast) -> None:
    case = case_after(cast, "announce_decision")
    order = Desk(cast).carry("extension", case, after("announce_decision"), **EXTENSION)
    assert order.document is not None
    assert (order.document.full_number, order.document.state) == ("02/QĐ-SGDĐT", "issued")
    decision = Document.objects.get(case=case, kind="decision")
    assert order.document.series == decision.series


def test_an_adjusted_plan_is_numbered_in_the_series_of_the_team_when_it_is_approved(cast: Cast) -> None:
    row = party_at(cast, "under_check")
    remote = list(row.answers.filter(method="online")[:2])
    order = Desk(cast).carry("plan_adjustment", row, after("begin_check"), answers=remote)
    assert order.document is not None
    assert (order.document.full_number, order.state) == ("02/KH-ĐKT", "in_force")
    assert {answer.method for answer in row.answers.filter(pk__in=[a.pk for a in remote])} == {"on_site"}


def test_institutions_that_know_of_the_inspection_are_told_of_an_extension_without_its_reason(
    cast: Cast,
) -> None:
    case = case_after(cast, "announce_decision")
    Desk(cast).carry("extension", case, after("announce_decision"), **EXTENSION)
    mails = Message.objects.filter(key__startswith="extended:")
    assert {mail.to for mail in mails} == {cast.people["truonga-hieutruong"], cast.people["truonga-canbo"]}
    assert all("23/11/2026" in mail.body and WHY not in mail.body for mail in mails)


@pytest.mark.parametrize("name", ["truongdoan", "chuyenvien", "vanthu", "thanhvien1"])
def test_nobody_without_the_power_signs_an_order(cast: Cast, name: str) -> None:
    case, desk, now = case_after(cast, "announce_decision"), Desk(cast), after("announce_decision")
    order = desk.draft("extension", case, now, **EXTENSION)
    with pytest.raises(Refused, match="Chỉ Giám đốc Sở hoặc Phó Giám đốc"):
        desk.sign(order, now, name=name)
    assert Order.objects.get(pk=order.pk).state == "drafted"


def test_a_deputy_who_leads_the_team_does_not_sign_for_it(cast: Cast) -> None:
    case = case_after(cast, "announce_decision", Plot(lead="phogiamdoc"))
    desk, now = Desk(cast, lead="phogiamdoc"), after("announce_decision")
    order = desk.draft("extension", case, now, **EXTENSION)
    with pytest.raises(Refused, match="Trưởng đoàn không ký văn bản về Đoàn của mình"):
        desk.sign(order, now, name="phogiamdoc")


def test_trap_47_nobody_signs_under_the_name_of_somebody_else(cast: Cast) -> None:
    case, desk, now = case_after(cast, "announce_decision"), Desk(cast), after("announce_decision")
    order = desk.draft("extension", case, now, **EXTENSION)
    with pytest.raises(NotReady, match="Bản in ghi tên người ký khác"):
        desk.sign(order, now, name="phogiamdoc")
    assert Order.objects.get(pk=order.pk).state == "drafted"


def test_a_deputy_who_was_chosen_signs_in_the_capacity_that_is_printed(cast: Cast) -> None:
    case, now = case_after(cast, "announce_decision"), after("announce_decision")
    desk = Desk(cast, signer="phogiamdoc")
    order = desk.carry("extension", case, now, **EXTENSION, signer=cast.capacity("phogiamdoc"))
    assert order.document is not None
    assert order.document.snapshot["signer"]["prefix"] == "KT."
    assert order.document.signatures.get().capacity == "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"


@pytest.mark.parametrize("name", ["giamdoc", "truongdoan", "chuyenvien", "truonga-hieutruong"])
def test_only_the_records_clerk_issues_an_order(cast: Cast, name: str) -> None:
    case, desk, now = case_after(cast, "announce_decision"), Desk(cast), after("announce_decision")
    order = desk.sign(desk.draft("extension", case, now, **EXTENSION), now)
    with pytest.raises(Refused, match="Chỉ Văn thư"):
        desk.issue(order, now, name=name)


def test_an_order_is_not_issued_before_it_is_signed_nor_signed_twice(cast: Cast) -> None:
    case, desk, now = case_after(cast, "announce_decision"), Desk(cast), after("announce_decision")
    order = desk.draft("extension", case, now, **EXTENSION)
    with pytest.raises(NotReady, match="Người có thẩm quyền chưa ký"):
        desk.issue(order, now)
    order = desk.sign(order, now)
    with pytest.raises(NotReady, match="đã được ký"):
        desk.sign(order, now)
    with pytest.raises(NotReady, match="từ ngày ký đến hôm nay"):
        desk.issue(order, now, on=now.date() - timedelta(days=1))


@pytest.mark.parametrize("name", ["thanhvien1", "vanthu", "giamsat", "truonga-hieutruong"])
def test_members_clerks_and_institutions_draft_no_order(cast: Cast, name: str) -> None:
    case = case_after(cast, "announce_decision")
    with pytest.raises(Refused, match="Chỉ Trưởng đoàn, chuyên viên của Sở hoặc lãnh đạo Sở"):
        Desk(cast).draft("extension", case, after("announce_decision"), name=name, **EXTENSION)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("extension", EXTENSION),
        ("pause", {"from_on": date(2026, 11, 7)}),
        ("termination", GONE),
        ("amendment", {"scope": "Chỉ tuyển sinh năm 2026"}),
    ],
)
def test_every_intervention_asks_its_reason(cast: Cast, kind: str, given: dict[str, object]) -> None:
    case = case_after(cast, "announce_decision")
    with pytest.raises(NotReady, match="Ghi lý do"):
        Desk(cast).draft(kind, case, after("announce_decision"), **{**given, "reason": "  "})
    assert not Order.objects.exists()


def test_a_draft_is_taken_back_with_a_reason_and_stays_on_record(cast: Cast) -> None:
    case, desk, now = case_after(cast, "announce_decision"), Desk(cast), after("announce_decision")
    order, lead = desk.draft("extension", case, now, **EXTENSION), cast.people["truongdoan"]
    with pytest.raises(NotReady, match="Ghi lý do rút dự thảo"):
        orders.drop_order(case, by=lead, now=now, order=order, reason=" ")
    orders.drop_order(case, by=lead, now=now, order=order, reason="Đơn vị đã nộp đủ số liệu.")
    order = Order.objects.select_related("document").get(pk=order.pk)
    assert order.document is not None
    assert (order.state, order.document.state) == ("dropped", "replaced")
    assert not asked(case, "sign_order")
    assert desk.draft("extension", case, now, **EXTENSION).state == "drafted"


def test_a_signed_order_is_held_back_by_the_leadership_only(cast: Cast) -> None:
    case, desk, now = case_after(cast, "announce_decision"), Desk(cast), after("announce_decision")
    order = desk.sign(desk.draft("extension", case, now, **EXTENSION), now)
    with pytest.raises(Refused, match="chỉ lãnh đạo Sở"):
        orders.drop_order(case, by=cast.people["truongdoan"], now=now, order=order, reason="Thôi")
    orders.drop_order(case, by=cast.people["giamdoc"], now=now, order=order, reason="Không cần nữa.")
    assert Order.objects.get(pk=order.pk).state == "dropped"


def test_one_draft_of_a_kind_waits_at_a_time(cast: Cast) -> None:
    case, desk, now = case_after(cast, "announce_decision"), Desk(cast), after("announce_decision")
    desk.draft("extension", case, now, **EXTENSION)
    with pytest.raises(NotReady, match="Đã có dự thảo «Gia hạn thời hạn kiểm tra»"):
        desk.draft("extension", case, now, **EXTENSION)


def test_a_pause_stops_the_inspection_and_its_parties_until_it_goes_on(cast: Cast) -> None:
    case, desk = case_after(cast, "begin_check"), Desk(cast)
    now = after("begin_check")
    desk.carry("pause", case, now, from_on=now.date())
    case = again(case)
    assert (case.stage, case.inspection_details.paused_from) == ("paused", "under_way")
    assert standing_node(case) == "await_resumption"
    assert not Turn.objects.still_open().filter(case__root=case, due_on__isnull=False).exists()
    with pytest.raises(NotReady, match="đang tạm dừng từ ngày"):
        story_of(cast).ask(case.children.get(), "thanhvien1", now, due_on=now.date())
    later = now + timedelta(days=3)
    desk.carry("resumption", case, later, again_on=later.date())
    case = again(case)
    assert (case.stage, standing_node(case)) == ("under_way", "await_minutes")
    story_of(cast).ask(case.children.get(), "thanhvien1", later + timedelta(hours=1), due_on=later.date())
    assert broken_link(case) is None


def test_a_pause_before_the_announcement_comes_back_to_the_stage_it_left(cast: Cast) -> None:
    case, desk, now = case_after(cast, "issue_decision"), Desk(cast), after("issue_decision")
    desk.carry("pause", case, now, from_on=now.date())
    later = now + timedelta(days=2)
    desk.carry("resumption", case, later, again_on=later.date())
    case = again(case)
    assert (case.stage, standing_node(case)) == ("decided", "submit_conduct_plan")
    assert case.inspection_details.paused_from is None
    assert [turn.person for turn in asked(case, "submit_conduct_plan")] == [cast.people["truongdoan"]]


def test_a_termination_ends_open_parties_completes_signed_ones_and_leaves_nothing_to_do(cast: Cast) -> None:
    story, desk = story_of(cast), Desk(cast)
    case = case_after(cast, "draft_minutes", TWO)
    first, second = story.parties(case)
    now = after("draft_minutes")
    desk.draft("amendment", case, now, scope="Chỉ tuyển sinh")
    story.parties = lambda _case: [Case.objects.get(pk=first.pk)]  # type: ignore[method-assign]
    for deed in ("give_opinion", "confirm_minutes", "sign_minutes"):
        getattr(story, deed)(case, TWO, moment_of(deed))
    now = after("sign_minutes")
    desk.carry("termination", case, now, cause=TerminationCause.PROSECUTED)
    assert [again(row).stage for row in (case, first, second)] == ["terminated", "completed", "terminated"]
    details = again(case).inspection_details
    assert (details.terminated_cause, details.terminated_reason) == ("prosecuted", WHY)
    family = [case.pk, first.pk, second.pk]
    assert not Turn.objects.still_open().filter(case__in=family).exists()
    assert not CaseProcess.objects.filter(case__in=family, finished__isnull=True).exists()
    assert Order.objects.get(kind="amendment").state == "dropped"
    assert broken_link(case) is None


def test_one_party_is_terminated_and_the_others_go_on_until_the_last(cast: Cast) -> None:
    case, desk, now = case_after(cast, "begin_check", TWO), Desk(cast), after("begin_check")
    first, second = story_of(cast).parties(case)
    desk.carry("party_termination", first, now, **GONE)
    assert [again(row).stage for row in (case, first, second)] == ["under_way", "terminated", "under_check"]
    assert not Turn.objects.still_open().filter(case=first).exists()
    desk.carry("party_termination", second, now + timedelta(hours=1), cause=TerminationCause.REQUESTED)
    assert again(case).stage == "conduct_finished"


def test_a_signed_party_is_not_terminated_any_more(cast: Cast) -> None:
    case, desk, now = case_after(cast, "begin_check", TWO), Desk(cast), after("begin_check")
    first = story_of(cast).parties(case)[0]
    order = desk.sign(desk.draft("party_termination", first, now, **GONE), now)
    desk.carry("termination", case, now + timedelta(hours=1), **GONE)
    with pytest.raises((NotReady, AlreadyDone)):
        desk.issue(order, now + timedelta(hours=2))


def test_a_decision_is_revoked_before_any_announcement_and_never_after(cast: Cast) -> None:
    case, desk, now = case_after(cast, "notify_schedule"), Desk(cast), after("notify_schedule")
    desk.carry("revocation", case, now)
    assert (again(case).stage, again(case).inspection_details.revoked_reason) == ("revoked", WHY)
    assert {row.stage for row in case.children.all()} == {"withdrawn"}
    assert not Turn.objects.still_open().filter(case__in=[case, *case.children.all()]).exists()
    told = Message.objects.filter(key__startswith="revoked:")
    assert {mail.to for mail in told} == {cast.people["truonga-hieutruong"], cast.people["truonga-canbo"]}


def test_an_announced_decision_is_not_revoked(cast: Cast) -> None:
    case = case_after(cast, "announce_decision")
    with pytest.raises(NotReady, match="đã công bố thì xem xét đình chỉ"):
        Desk(cast).draft("revocation", case, after("announce_decision"))


def test_a_revocation_that_waited_too_long_is_not_issued(cast: Cast) -> None:
    story, desk = story_of(cast), Desk(cast)
    case, now = case_after(cast, "submit_outline_report"), after("submit_outline_report")
    order = desk.sign(desk.draft("revocation", case, now), now)
    story.announce_decision(case, Plot(), moment_of("announce_decision"))
    with pytest.raises(NotReady, match="không ban hành được văn bản này nữa"):
        desk.issue(order, after("announce_decision"))


def test_an_adjusted_method_only_falls(cast: Cast) -> None:
    row = party_at(cast, "under_check")
    seen = list(row.answers.filter(method="on_site"))
    assert seen
    with pytest.raises(NotReady, match="Chỉ chuyển từ xa sang trực tiếp"):
        Desk(cast).draft("plan_adjustment", row, after("begin_check"), answers=seen)
    with pytest.raises(NotReady, match="Chọn ít nhất một nội dung"):
        Desk(cast).draft("plan_adjustment", row, after("begin_check"), answers=[])
    with pytest.raises(Refused, match="Chỉ Trưởng đoàn"):
        Desk(cast).draft("plan_adjustment", row, after("begin_check"), answers=seen, name="chuyenvien")


def test_the_method_of_the_party_falls_with_its_items(cast: Cast) -> None:
    row = party_at(cast, "under_check")
    Desk(cast).carry(
        "plan_adjustment", row, after("begin_check"), answers=list(row.answers.filter(method="online"))
    )
    assert again(row).party_details.method == "on_site"
    assert row.events.filter(verb="change_method").get().reason == WHY
