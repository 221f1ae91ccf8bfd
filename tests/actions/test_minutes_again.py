"""New facts after the draft (T9), the invitation to sign, and «đã mời ký, không ký» (practice 1, trap 8)."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from inspections.actions import minutes
from inspections.enums import WitnessKind
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, Document, Message, Minutes, Turn
from inspections.models.inputs import WitnessInput
from tests.factories.cases import after, case_after, party_at, story_of

LEAD = "truongdoan"
CHAIRMAN = WitnessInput(WitnessKind.COMMUNE, "Nguyễn Văn Bảy", "Phó Chủ tịch UBND xã Minh Hoạ", "")


def test_new_facts_take_the_party_back_under_check_and_the_draft_is_replaced(cast: Cast) -> None:
    party = party_at(cast, "minutes_drafted")
    minutes.take_up_again(
        party, by=cast.people[LEAD], now=after("draft_minutes"), reason="Có đơn tố giác mới."
    )
    party = Case.objects.get(pk=party.pk)
    assert party.stage == "under_check"
    assert set(Document.objects.filter(case=party, kind="minutes").values_list("state", flat=True)) == {
        "replaced"
    }
    open_turns = Turn.objects.filter(case=party, closed_at__isnull=True)
    assert set(open_turns.values_list("verb", flat=True)) == {"draft_minutes"}
    assert party.events.latest("id").reason == "Có đơn tố giác mới."


def test_the_institution_is_heard_again_on_the_new_draft(cast: Cast) -> None:
    case = case_after(cast, "give_opinion")
    party = case.children.get()
    minutes.take_up_again(party, by=cast.people[LEAD], now=after("give_opinion"), reason="Tài liệu mới.")
    story = story_of(cast)
    story.draft_minutes(case, Plot(), after("give_opinion", hours=2))
    assert Minutes.objects.get(party=party).opinion_at is None
    with pytest.raises(NotReady, match="Chưa ghi ý kiến"):
        minutes.confirm_minutes(
            party, by=cast.people[LEAD], now=after("give_opinion", hours=3), password="x", code="000000"
        )


def test_new_facts_ask_a_reason_and_the_lead(cast: Cast) -> None:
    party = party_at(cast, "minutes_drafted")
    with pytest.raises(NotReady, match="tình tiết mới"):
        minutes.take_up_again(party, by=cast.people[LEAD], now=after("draft_minutes"), reason="  ")
    with pytest.raises(Refused):
        minutes.take_up_again(
            party, by=cast.people["thanhvien1"], now=after("draft_minutes"), reason="Có tài liệu mới."
        )
    assert Case.objects.get(pk=party.pk).stage == "minutes_drafted"


def refuse(cast: Cast, party: Case, now: datetime) -> None:
    minutes.record_refusal(
        party,
        by=cast.people[LEAD],
        now=now,
        signing=story_of(cast).signing(),
        on=timezone.localtime(now).date(),
        reason="Đơn vị không đến ký.",
        witnesses=[CHAIRMAN],
        invited=True,
    )


def test_invited_and_not_signed_holds_only_after_the_invitation_and_the_time_set(cast: Cast) -> None:
    party = case_after(cast, "confirm_minutes").children.get()
    confirmed = after("confirm_minutes")
    with pytest.raises(NotReady, match="Mời đơn vị ký biên bản trước"):
        refuse(cast, party, confirmed)
    minutes.invite_to_sign(party, by=cast.people[LEAD], now=confirmed)
    with pytest.raises(NotReady, match="chờ đến hết ngày"):
        refuse(cast, party, confirmed + timedelta(hours=1))
    refuse(cast, party, confirmed + timedelta(days=4))
    party = Case.objects.get(pk=party.pk)
    assert (party.stage, party.party_details.invited_not_signed) == ("minutes_signed", True)


def test_the_institution_is_invited_once_by_mail_without_a_word_of_findings(cast: Cast) -> None:
    party = case_after(cast, "confirm_minutes").children.get()
    minutes.invite_to_sign(party, by=cast.people[LEAD], now=after("confirm_minutes"))
    mail = Message.objects.get(key__startswith=f"invited:{party.pk}", to=cast.people["truonga-hieutruong"])
    assert "mời đại diện đơn vị ký biên bản chậm nhất ngày" in mail.body
    with pytest.raises(NotReady, match="Đã mời đơn vị ký"):
        minutes.invite_to_sign(party, by=cast.people[LEAD], now=after("confirm_minutes", hours=2))
