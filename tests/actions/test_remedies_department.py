"""The department judges what was mended: accepted, returned, ended, confirmed, looked at again (T17, T18; Điều 16)."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from inspections.actions import later_dates, remedy_reviews, urging
from inspections.enums import DocumentKind, DocumentState, MoreTimeState, RemedyOutcome, RemedyState
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.models import Case, CaseEvent, Document, LaterDate, Message, RemedyReview, Turn
from inspections.rules.follow_up import Judgement
from tests.actions.conftest import Mending
from tests.factories.chain import broken_link
from tests.factories.remedies import ASKED, ISSUED, MEASURE, day, items_of, report_all

REPORTED, LOOKED_AT = ISSUED + timedelta(days=10), ISSUED + timedelta(days=12)
FIXED, PARTLY = RemedyOutcome.FIXED.value, RemedyOutcome.PARTLY.value
WHY = "Sổ gốc mới bổ sung một nửa."
OFFICER, SECTION_HEAD, DIRECTOR, LEAD = "chuyenvien", "truongphong", "giamdoc", "truongdoan"


def judge(
    world: Mending, judgements: Mapping[int, Judgement], *, by: str = OFFICER, letter: bool = False
) -> Case:
    """One person judges what was reported; the numbers are places in the request."""
    given = {
        item.pk: judgements[item.position] for item in items_of(world.party) if item.position in judgements
    }
    remedy_reviews.review_remedy(
        world.party, by=world.cast.people[by], now=LOOKED_AT, judgements=given, letter=letter
    )
    return Case.objects.get(pk=world.party.pk)


def open_turns(case: Case) -> dict[str, str]:
    """The open asks of a case: what, and of whom."""
    rows = Turn.objects.still_open().filter(case=case)
    return {
        row.verb: row.person.username if row.person else row.role for row in rows.select_related("person")
    }


@pytest.fixture
def reported(world: Mending) -> Mending:
    """The unit has handed in its report on both things."""
    return Mending(world.cast, report_all(world.party, world.cast, now=REPORTED))


def test_one_thing_goes_back_with_reason_and_day_and_the_letter_waits_for_the_signer(
    reported: Mending,
) -> None:
    assert open_turns(reported.party)["review_remedy"] == OFFICER
    new = day(32)
    party = judge(reported, {1: Judgement(FIXED), 2: Judgement(PARTLY, WHY, new)}, letter=True)
    first, second = items_of(party)
    assert party.stage == "remedying"
    assert (first.state, first.outcome, second.state, second.outcome, second.due_on) == (
        RemedyState.ACCEPTED, FIXED, RemedyState.RETURNED, PARTLY, new,
    )  # fmt: skip
    assert second.first_due_on == day(30)
    reviews = RemedyReview.objects.filter(item=second)
    assert [(row.text, row.measure, row.new_due_on) for row in reviews] == [(WHY, MEASURE, new)]
    assert "review_remedy" not in open_turns(party)
    assert Turn.objects.still_open().get(case=party, verb="report_remedy").due_on == new
    letter = Document.objects.get(case=party, kind=DocumentKind.URGING_LETTER)
    assert letter.signer == reported.cast.people[DIRECTOR] and open_turns(party)["sign_paper"] == DIRECTOR
    assert [row["position"] for row in letter.snapshot["items"]] == [2] and letter.snapshot["returned"]
    assert CaseEvent.objects.get(case=party, verb="return_remedy").reason == f"Yêu cầu 2: {WHY}"
    told = Message.objects.get(key__startswith="remedy-review:", to=reported.cast.people["truonga-canbo"])
    assert "1 yêu cầu được chấp nhận" in told.body and f"{new:%d/%m/%Y}" in told.body
    assert WHY not in told.body and ASKED[1] not in told.body
    assert broken_link(party) is None


def test_what_is_missing_in_a_judgement_is_told_item_by_item(reported: Mending) -> None:
    far = day(200)
    with pytest.raises(NotReady) as missing:
        judge(reported, {1: Judgement(PARTLY), 2: Judgement("not_fixed", " ", far)})
    told = [blocker.text for blocker in missing.value.blockers]
    assert told[0] == "Yêu cầu 1: ghi lý do chưa chấp nhận."
    assert told[1].startswith("Yêu cầu 1: ghi thời hạn mới")
    assert told[2] == "Yêu cầu 2: ghi lý do chưa chấp nhận."
    assert "chậm nhất" in told[3] and "người ra quyết định kiểm tra cho lùi" in told[3]
    with pytest.raises(NotReady, match="Yêu cầu 2: chọn kết quả"):
        judge(reported, {1: Judgement(FIXED)})
    with pytest.raises(NotReady, match="phải sau hôm nay"):
        judge(reported, {1: Judgement(FIXED), 2: Judgement(PARTLY, WHY, LOOKED_AT.date())})
    assert {item.state for item in items_of(reported.party)} == {RemedyState.REPORTED}
    with pytest.raises(Refused, match="Chỉ chuyên viên theo dõi"):
        judge(reported, {1: Judgement(FIXED), 2: Judgement(FIXED)}, by="truonga-hieutruong")


def test_all_mended_is_confirmed_by_the_section_and_the_lead_is_asked_to_close(reported: Mending) -> None:
    people = reported.cast.people
    with pytest.raises(NotReady, match="Yêu cầu 1 chưa được chấp nhận"):
        remedy_reviews.confirm_remedy(reported.party, by=people[SECTION_HEAD], now=LOOKED_AT)
    party = judge(reported, {1: Judgement(FIXED), 2: Judgement(FIXED)})
    assert party.stage == "remedy_reported" and open_turns(party)["confirm_remedy"] == "section_head"
    for name in (OFFICER, LEAD, "truonga-hieutruong"):
        with pytest.raises(Refused):
            remedy_reviews.confirm_remedy(party, by=people[name], now=LOOKED_AT)
    remedy_reviews.confirm_remedy(party, by=people[SECTION_HEAD], now=LOOKED_AT)
    party.refresh_from_db()
    notice = Document.objects.get(case=party, kind=DocumentKind.COMPLETION_NOTICE)
    assert party.stage == "completed" and party.closed_by == people[SECTION_HEAD]
    assert notice.signer == people[DIRECTOR] and open_turns(party) == {"sign_paper": DIRECTOR}
    assert [row["state"] for row in notice.snapshot["items"]] == ["Đã khắc phục"] * 2
    assert party.parent is not None and open_turns(party.parent) == {"propose_closing": LEAD}
    assert all(item.effect_due_on and item.effect_due_on > day(90) for item in items_of(party))
    with pytest.raises(AlreadyDone):
        remedy_reviews.confirm_remedy(party, by=people[SECTION_HEAD], now=LOOKED_AT)


def test_a_leader_who_confirms_signs_the_notice_in_his_own_capacity(reported: Mending) -> None:
    party = judge(reported, {1: Judgement(FIXED), 2: Judgement(FIXED)})
    deputy = reported.cast.people["phogiamdoc"]
    remedy_reviews.confirm_remedy(party, by=deputy, now=LOOKED_AT)
    notice = Document.objects.get(case=party, kind=DocumentKind.COMPLETION_NOTICE)
    assert notice.signer == deputy
    assert (notice.snapshot["signer"]["prefix"], notice.snapshot["signer"]["title"]) == (
        "KT.",
        "Phó Giám đốc",
    )


def test_the_effect_is_looked_at_after_the_set_time_and_once(reported: Mending) -> None:
    people = reported.cast.people
    party = judge(reported, {1: Judgement(FIXED), 2: Judgement(FIXED)})
    first, second = items_of(party)
    early = {"by": people[OFFICER], "now": LOOKED_AT, "item_id": first.pk}
    with pytest.raises(NotReady, match="sau khi xác nhận hoàn thành"):
        remedy_reviews.check_effect(party, holds=True, **early)
    remedy_reviews.confirm_remedy(party, by=people[SECTION_HEAD], now=LOOKED_AT)
    later = LOOKED_AT + timedelta(days=98)
    assert urging.urge_remedies(today=later.date() - timedelta(days=12), now=later) == 0
    assert urging.urge_remedies(today=later.date(), now=later) == 2
    assert urging.urge_remedies(today=later.date(), now=later) == 0
    asked = Turn.objects.still_open().filter(case=party, verb="check_effect")
    assert {turn.subject: turn.person for turn in asked} == {
        first.pk: people[OFFICER],
        second.pk: people[OFFICER],
    }
    deed = {"by": people[OFFICER], "now": later}
    remedy_reviews.check_effect(party, item_id=first.pk, holds=True, **deed)
    with pytest.raises(NotReady, match="không duy trì ở điểm nào"):
        remedy_reviews.check_effect(party, item_id=second.pk, holds=False, **deed)
    remedy_reviews.check_effect(party, item_id=second.pk, holds=False, note="Đã gỡ niêm yết.", **deed)
    with pytest.raises(NotReady, match="đã được xem lại"):
        remedy_reviews.check_effect(party, item_id=first.pk, holds=False, note="x", **deed)
    assert [item.effect_holds for item in items_of(party)] == [True, False]
    assert "check_effect" not in open_turns(party)


def test_the_issuer_ends_what_will_not_be_mended_and_the_section_confirms_the_rest(world: Mending) -> None:
    people, now = world.cast.people, REPORTED
    first, second = items_of(world.party)
    later_dates.ask_later_date(
        world.party, by=people["truonga-canbo"], now=now, item_id=first.pk, until_on=day(40), reason="Chờ vốn"
    )
    deed = {"now": now, "item_id": first.pk}
    for name in (OFFICER, SECTION_HEAD, LEAD):
        with pytest.raises(Refused):
            remedy_reviews.end_remedy_item(world.party, by=people[name], reason="x", **deed)
    with pytest.raises(NotReady, match="Ghi lý do kết thúc"):
        remedy_reviews.end_remedy_item(world.party, by=people[DIRECTOR], reason=" ", **deed)
    remedy_reviews.end_remedy_item(
        world.party, by=people[DIRECTOR], reason="Đã chuyển Thanh tra tỉnh", **deed
    )
    with pytest.raises(NotReady, match="đã được giải quyết"):
        remedy_reviews.end_remedy_item(world.party, by=people[DIRECTOR], reason="x", **deed)
    assert LaterDate.objects.get(item=first).state == MoreTimeState.REFUSED
    assert "report_remedy" in open_turns(world.party) and "decide_later_date" not in open_turns(world.party)
    remedy_reviews.end_remedy_item(
        world.party, by=people[DIRECTOR], now=now, item_id=second.pk, reason="Đơn vị sáp nhập"
    )
    assert open_turns(world.party) == {"confirm_remedy": "section_head"}
    remedy_reviews.confirm_remedy(world.party, by=people[SECTION_HEAD], now=now)
    world.party.refresh_from_db()
    notice = Document.objects.get(case=world.party, kind=DocumentKind.COMPLETION_NOTICE)
    assert world.party.stage == "completed" and notice.snapshot["ended"]
    assert all(item.effect_due_on is None for item in items_of(world.party))


def test_what_was_reported_before_the_rest_was_ended_is_judged_without_a_second_report(
    world: Mending,
) -> None:
    people = world.cast.people
    first, second = items_of(world.party)
    report_all(world.party, world.cast, now=REPORTED, of=[first.position])
    party = Case.objects.get(pk=world.party.pk)
    assert party.stage == "remedying"
    with pytest.raises(NotReady, match="chưa báo cáo hết"):
        judge(world, {1: Judgement(FIXED)})
    remedy_reviews.end_remedy_item(
        party, by=people[DIRECTOR], now=REPORTED, item_id=second.pk, reason="Đã chuyển"
    )
    assert open_turns(party) == {"review_remedy": OFFICER}
    party = judge(world, {1: Judgement(FIXED)})
    assert open_turns(party) == {"confirm_remedy": "section_head"}


def test_a_letter_that_nobody_signed_does_not_outlive_the_follow_up(reported: Mending) -> None:
    people = reported.cast.people
    party = judge(reported, {1: Judgement(FIXED), 2: Judgement(PARTLY, WHY, day(30))}, letter=True)
    report_all(party, reported.cast, now=LOOKED_AT)
    judge(reported, {2: Judgement(FIXED)})
    remedy_reviews.confirm_remedy(party, by=people[SECTION_HEAD], now=LOOKED_AT)
    letter = Document.objects.get(case=party, kind=DocumentKind.URGING_LETTER)
    notice = Document.objects.get(case=party, kind=DocumentKind.COMPLETION_NOTICE)
    assert letter.state == DocumentState.REPLACED
    asked = Turn.objects.still_open().filter(case=party, verb="sign_paper")
    assert [turn.subject for turn in asked] == [notice.pk]
