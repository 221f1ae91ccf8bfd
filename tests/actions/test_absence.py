"""«Vắng từ … đến …»: waiting turns go to who may act, come back, and every dossier says so (practice 1, trap 47)."""

from datetime import date, datetime, timedelta

import pytest

from inspections.actions.absence import end_absence, follow_absences, record_absence
from inspections.actions.decision import approve_conduct_plan, sign_decision
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.people import SINCE, Cast
from inspections.management.demo.story import Plot
from inspections.models import Absence, Capacity, Case, CaseEvent, Document, Membership, Message, Turn, User
from inspections.rules.roles import Role
from tests.factories.cases import after, case_after, quick_print, story_of
from tests.factories.chain import broken_link
from tests.factories.staff import KT, second_deputy

pytestmark = pytest.mark.django_db

LED_BY_DEPUTY = Plot("van-bang-chung-chi", codes=("MH-02",), lead="phogiamdoc", title="Kiểm tra văn bằng")
NOW = after("draft_decision")
UNTIL = NOW.date() + timedelta(days=4)


def away(
    cast: Cast, username: str = "giamdoc", delegate: str | None = "phogiamdoc", **changed: object
) -> Absence:
    """The director is away from today; the deputy acts."""
    given = {"from_on": NOW.date(), "until_on": UNTIL, "now": NOW, **changed}
    person = cast.people[username]
    acting = cast.people[delegate] if delegate else None
    record_absence(person, by=cast.people["truongphong"], delegate=acting, **given)  # type: ignore[arg-type]
    return Absence.objects.latest("pk")


def signer_of(case: Case) -> User:
    """Who is asked to sign the decision."""
    turn = Turn.objects.still_open().get(case=case, verb="sign_decision")
    assert turn.person is not None
    return turn.person


def test_the_waiting_signature_goes_to_the_deputy_with_one_event_and_a_paper_in_his_name(cast: Cast) -> None:
    case = case_after(cast, "draft_decision")
    away(cast)
    turn = Turn.objects.still_open().get(case=case, verb="sign_decision")
    assert turn.person == cast.people["phogiamdoc"]
    assert turn.absence is not None and turn.absence.user == cast.people["giamdoc"]
    event = CaseEvent.objects.get(case=case, verb="reroute_turn")
    assert "vắng đến hết" in event.detail and "Trần Đình Khải làm thay" in event.detail
    assert broken_link(case) is None
    paper = Document.objects.get(case=case, kind="decision", state="for_signature")
    assert paper.signer == cast.people["phogiamdoc"]
    assert paper.snapshot["signer"]["prefix"] == "KT."
    assert paper.snapshot["signer"]["name"] == "Trần Đình Khải"
    assert paper.drafted_by == cast.people["chuyenvien"]
    assert Message.objects.filter(to=cast.people["phogiamdoc"], key__startswith="standin").count() == 1


def test_the_case_the_deputy_leads_goes_past_him_to_another_deputy(cast: Cast) -> None:
    other = second_deputy(cast)
    plain, led = case_after(cast, "draft_decision"), case_after(cast, "draft_decision", LED_BY_DEPUTY)
    away(cast)
    assert signer_of(plain) == cast.people["phogiamdoc"]
    assert signer_of(led) == other


def test_where_nobody_may_act_the_turn_stays_and_is_counted(cast: Cast) -> None:
    second_deputy(cast, capacity=False)
    led = case_after(cast, "draft_decision", LED_BY_DEPUTY)
    outcome = record_absence(
        cast.people["giamdoc"],
        by=cast.people["giamdoc"],
        now=NOW,
        from_on=NOW.date(),
        until_on=UNTIL,
        delegate=cast.people["phogiamdoc"],
    )
    assert (outcome.moved, outcome.stayed) == (0, 1)
    assert signer_of(led) == cast.people["giamdoc"]


def test_a_turn_opened_during_the_absence_goes_to_the_deputy_at_once(cast: Cast) -> None:
    away(cast, now=NOW - timedelta(days=1), from_on=NOW.date() - timedelta(days=1))
    case = case_after(cast, "draft_decision")
    assert signer_of(case) == cast.people["phogiamdoc"]
    assert CaseEvent.objects.filter(case=case, verb="reroute_turn").count() == 1
    paper = Document.objects.get(case=case, kind="decision", state="for_signature")
    assert paper.snapshot["signer"]["prefix"] == "KT."
    details = Case.objects.get(pk=case.pk).inspection_details
    assert details.issuer == cast.people["phogiamdoc"] and str(details.issuer_capacity) == KT.replace(
        "|", " / "
    )


def test_the_deputy_approves_the_plan_for_the_absent_director_in_his_own_name(cast: Cast) -> None:
    case = case_after(cast, "submit_conduct_plan")
    now = after("submit_conduct_plan")
    away(cast, now=now, from_on=now.date(), until_on=now.date())
    for paper in Document.objects.filter(body_sha256="").exclude(state="replaced"):
        quick_print(paper.pk)
    approve_conduct_plan(case, by=cast.people["phogiamdoc"], now=now, signing=story_of(cast).signing())
    plan = Document.objects.get(case=case, kind="conduct_plan", state="issued")
    assert plan.snapshot["approval"]["signer"]["prefix"] == "KT."
    assert plan.signatures.get().capacity == KT.replace("|", " / ")
    assert Case.objects.get(pk=case.pk).inspection_details.issuer == cast.people["giamdoc"]


def test_ending_early_gives_back_what_is_still_open(cast: Cast) -> None:
    case = case_after(cast, "draft_decision")
    absence = away(cast)
    outcome = end_absence(absence, by=cast.people["giamdoc"], now=NOW + timedelta(hours=2))
    assert outcome.moved == 1
    assert signer_of(case) == cast.people["giamdoc"]
    paper = Document.objects.get(case=case, kind="decision", state="for_signature")
    assert paper.snapshot["signer"]["prefix"] == "" and paper.signer == cast.people["giamdoc"]
    assert Turn.objects.still_open().get(case=case, verb="sign_decision").absence is None


def test_the_hourly_net_begins_and_ends_absences_and_runs_twice_without_harm(cast: Cast) -> None:
    case = case_after(cast, "draft_decision")
    tomorrow = NOW + timedelta(days=1)
    away(cast, from_on=tomorrow.date(), until_on=tomorrow.date())
    assert signer_of(case) == cast.people["giamdoc"]
    assert follow_absences(now=tomorrow).moved == 1
    assert follow_absences(now=tomorrow).moved == 0
    assert signer_of(case) == cast.people["phogiamdoc"]
    assert follow_absences(now=tomorrow + timedelta(days=1)).moved == 1
    assert signer_of(case) == cast.people["giamdoc"]


def test_a_stranger_records_nothing_and_days_do_not_meet_twice(cast: Cast) -> None:
    with pytest.raises(Refused):
        record_absence(
            cast.people["giamdoc"],
            by=cast.people["chuyenvien"],
            now=NOW,
            from_on=NOW.date(),
            until_on=UNTIL,
            delegate=None,
        )
    away(cast)
    with pytest.raises(NotReady, match="Đã ghi đợt vắng"):
        away(cast)
    with pytest.raises(NotReady, match="không giữ chức vụ làm được việc"):
        away(
            cast, delegate="chuyenvien", from_on=UNTIL + timedelta(days=1), until_on=UNTIL + timedelta(days=2)
        )


def test_trap_47_a_deputy_signs_kt_by_the_capacity_of_the_day_never_as_head(cast: Cast) -> None:
    case = case_after(cast, "draft_decision")
    deputy = cast.people["phogiamdoc"]
    Capacity.objects.create(
        user=deputy, department=cast.department, lines="GIÁM ĐỐC", valid_from=date(2026, 1, 1)
    )
    away(cast)
    for paper in Document.objects.filter(body_sha256="").exclude(state="replaced"):
        quick_print(paper.pk)
    sign_decision(case, by=deputy, now=NOW, signing=story_of(cast).signing())
    signature = Document.objects.get(case=case, kind="decision", state="signed").signatures.get()
    assert signature.capacity == "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"


def test_trap_47_without_a_capacity_on_the_day_signing_is_refused_with_the_sentence(cast: Cast) -> None:
    case = case_after(cast, "draft_decision")
    Capacity.objects.filter(user=cast.people["giamdoc"]).update(valid_until=NOW.date() - timedelta(days=1))
    with pytest.raises(NotReady, match="chưa có quyền hạn ký"):
        sign_decision(case, by=cast.people["giamdoc"], now=NOW, signing=story_of(cast).signing())


def test_trap_47_a_director_whose_post_has_ended_keeps_no_capacity(cast: Cast) -> None:
    case = case_after(cast, "draft_decision")
    director = cast.people["giamdoc"]
    Membership.objects.filter(user=director).update(role=Role.DEPUTY_DIRECTOR)
    director.__dict__.pop("_actors", None)
    with pytest.raises(NotReady, match="chưa có quyền hạn ký"):
        sign_decision(case, by=director, now=NOW, signing=story_of(cast).signing())


def test_a_plan_is_not_approved_without_a_capacity_on_the_day(cast: Cast) -> None:
    case = case_after(cast, "submit_conduct_plan")
    now: datetime = after("submit_conduct_plan")
    Capacity.objects.filter(user=cast.people["giamdoc"], valid_from=SINCE).update(
        valid_until=date(2026, 1, 1)
    )
    with pytest.raises(NotReady, match="chưa có quyền hạn ký"):
        approve_conduct_plan(case, by=cast.people["giamdoc"], now=now, signing=story_of(cast).signing())
