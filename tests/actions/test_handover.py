"""Bàn giao: nine dossiers in one transaction, one entry each, and what may not pass stays with its reason (M7)."""

from datetime import timedelta

import pytest

from inspections.actions.handover import hand_over
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Answer, Capacity, Case, CaseEvent, Document, Message, TeamMember, Turn
from inspections.rules.roles import Role
from tests.factories.cases import after, case_after
from tests.factories.chain import broken_link
from tests.factories.staff import give_post, second_deputy

pytestmark = pytest.mark.django_db

NOW = after("begin_check") + timedelta(days=3)
NOTE = "Nghỉ ốm từ 20/11/2026"
THEMES = ("tuyen-sinh", "chuan-co-so", "van-bang-chung-chi")


def turns_of(cast: Cast, username: str) -> list[int]:
    """Numbers of what is asked of somebody by name."""
    return list(Turn.objects.still_open().filter(person=cast.people[username]).values_list("pk", flat=True))


def nine_dossiers(cast: Cast) -> list[Case]:
    """The officer drafts nine decisions."""
    codes = [f"MH-0{number}" for number in range(1, 10)]
    return [case_after(cast, "propose", Plot(THEMES[n % 3], codes=(code,))) for n, code in enumerate(codes)]


def test_nine_dossiers_pass_at_once_with_one_entry_each_and_one_message(cast: Cast) -> None:
    cases = nine_dossiers(cast)
    receiver = cast.people["truongdoan"]
    Message.objects.all().delete()
    found = hand_over(
        cast.people["chuyenvien"],
        by=cast.people["truongphong"],
        now=NOW,
        to=receiver,
        turns=turns_of(cast, "chuyenvien"),
        note=NOTE,
    )
    assert len(found) == 9 and all(line.verdict.moves for line in found)
    assert turns_of(cast, "chuyenvien") == [] and len(turns_of(cast, "truongdoan")) == 9
    events = CaseEvent.objects.filter(verb="hand_over")
    assert sorted(events.values_list("case_id", flat=True)) == sorted(case.pk for case in cases)
    assert set(events.values_list("reason", flat=True)) == {NOTE}
    assert Message.objects.get(to=receiver).subject == "Bạn nhận bàn giao 9 việc"
    assert [broken_link(case) for case in cases] == [None] * 9


def test_a_hand_over_without_a_reason_or_to_oneself_is_refused(cast: Cast) -> None:
    case_after(cast, "propose")
    officer = cast.people["chuyenvien"]
    for to, note in ((cast.people["truongdoan"], "  "), (officer, NOTE)):
        with pytest.raises(NotReady):
            hand_over(officer, by=officer, now=NOW, to=to, turns=turns_of(cast, "chuyenvien"), note=note)
    assert not CaseEvent.objects.filter(verb="hand_over").exists()


def test_another_officer_does_not_hand_over_what_is_not_his(cast: Cast) -> None:
    case_after(cast, "propose")
    with pytest.raises(Refused):
        hand_over(
            cast.people["chuyenvien"],
            by=cast.people["truongdoan"],
            now=NOW,
            to=cast.people["truongdoan"],
            turns=turns_of(cast, "chuyenvien"),
            note=NOTE,
        )


def test_a_members_items_pass_within_the_team_and_what_he_concluded_stays_his(cast: Cast) -> None:
    party = case_after(cast, "begin_check").children.get()
    giver, receiver = cast.people["thanhvien1"], cast.people["thanhvien2"]
    Answer.objects.filter(party=party).update(assigned_to=giver)
    first = Answer.objects.filter(party=party).order_by("pk").first()
    assert first is not None
    Answer.objects.filter(pk=first.pk).update(rating="complies", concluded_at=NOW, concluded_by=giver)
    found = hand_over(giver, by=giver, now=NOW, to=receiver, turns=turns_of(cast, "thanhvien1"), note=NOTE)
    assert [line.verdict.reason for line in found] == [""]
    assert Answer.objects.filter(party=party, assigned_to=giver).count() == 1
    assert set(
        Answer.objects.filter(party=party).exclude(pk=first.pk).values_list("assigned_to", flat=True)
    ) == {receiver.pk}


def test_outside_the_team_a_decision_is_needed_and_nothing_moves(cast: Cast) -> None:
    case_after(cast, "begin_check")
    giver = cast.people["thanhvien1"]
    before = turns_of(cast, "thanhvien1")
    found = hand_over(giver, by=giver, now=NOW, to=cast.people["chuyenvien"], turns=before, note=NOTE)
    assert [line.verdict.needs_decision for line in found] == [True]
    assert turns_of(cast, "thanhvien1") == before
    assert not CaseEvent.objects.filter(verb="hand_over").exists()
    assert not Message.objects.filter(key__startswith="handover").exists()


def test_a_colleague_who_declared_a_conflict_gets_nothing(cast: Cast) -> None:
    case = case_after(cast, "begin_check")
    TeamMember.objects.filter(case=case, user=cast.people["thanhvien2"]).update(conflicts="gift")
    giver = cast.people["thanhvien1"]
    found = hand_over(
        giver, by=giver, now=NOW, to=cast.people["thanhvien2"], turns=turns_of(cast, "thanhvien1"), note=NOTE
    )
    assert "xung đột lợi ích" in found[0].verdict.reason


def test_lines_that_may_pass_do_although_others_stay(cast: Cast) -> None:
    second_deputy(cast)
    plain = case_after(cast, "draft_decision")
    led = case_after(cast, "draft_decision", Plot("van-bang-chung-chi", codes=("MH-02",), lead="phogiamdoc"))
    director = cast.people["giamdoc"]
    found = hand_over(
        director,
        by=director,
        now=after("draft_decision"),
        to=cast.people["phogiamdoc"],
        turns=turns_of(cast, "giamdoc"),
        note=NOTE,
    )
    reasons = {line.turn.case_id: line.verdict.reason for line in found}
    assert reasons[plain.pk] == "" and "Trưởng đoàn" in reasons[led.pk]
    paper = Document.objects.get(case=plain, kind="decision", state="for_signature")
    assert paper.snapshot["signer"]["prefix"] == "KT."
    assert Turn.objects.still_open().get(case=led, verb="sign_decision").person == director


def test_a_receiver_without_a_capacity_that_day_signs_nothing(cast: Cast) -> None:
    case_after(cast, "draft_decision")
    Capacity.objects.filter(user=cast.people["phogiamdoc"]).delete()
    director = cast.people["giamdoc"]
    found = hand_over(
        director,
        by=director,
        now=after("draft_decision"),
        to=cast.people["phogiamdoc"],
        turns=turns_of(cast, "giamdoc"),
        note=NOTE,
    )
    assert "chưa có quyền hạn ký" in found[0].verdict.reason


def test_what_the_receiver_is_asked_already_is_not_asked_twice(cast: Cast) -> None:
    party = case_after(cast, "begin_check").children.get()
    giver, receiver = cast.people["thanhvien1"], cast.people["thanhvien2"]
    assert Turn.objects.still_open().filter(case=party, verb="conclude_items", person=receiver).exists()
    hand_over(giver, by=giver, now=NOW, to=receiver, turns=turns_of(cast, "thanhvien1"), note=NOTE)
    assert Turn.objects.still_open().filter(case=party, verb="conclude_items").count() == 1


def test_whoever_left_the_department_passes_on_as_his_last_post_allows(cast: Cast) -> None:
    case_after(cast, "propose")
    officer = cast.people["chuyenvien"]
    officer.memberships.update(valid_until=NOW.date() - timedelta(days=1))
    officer.__dict__.pop("_actors", None)
    clerk = cast.people["vanthu"]
    head = cast.people["truongphong"]
    turns = turns_of(cast, "chuyenvien")
    found = hand_over(officer, by=head, now=NOW, to=clerk, turns=turns, note=NOTE)
    assert "không giữ chức vụ làm được việc này" in found[0].verdict.reason
    give_post(cast, clerk, Role.OFFICER, "Chuyên viên")
    assert hand_over(officer, by=head, now=NOW, to=clerk, turns=turns, note=NOTE)[0].verdict.moves
