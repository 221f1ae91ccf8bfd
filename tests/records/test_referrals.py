"""Hand-overs T11-T13 stand beside the stages: noted, agreed to, sent, received or dropped (trap 10)."""

from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from inspections.actions import referrals
from inspections.enums import ReferralKind
from inspections.exceptions import NotReady, Refused
from inspections.kinds import PartyStage
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, Document, EvidenceFile, Referral, Turn
from tests.factories.cases import case_after, party_at

K = ReferralKind


def noted(
    cast: Cast, party: Case, now: datetime, kind: str, name: str = "truongdoan", **changes: Any
) -> Referral:
    """Something that must go to others."""
    given = {
        "facts_text": "Tuyển vượt chỉ tiêu 40%",
        "legal_basis": "Luật Xử lý vi phạm hành chính",
        **changes,
    }
    return referrals.note_referral(party, by=cast.people[name], now=now, kind=kind, **given)


def sent(cast: Cast, row: Referral, now: datetime, name: str = "vanthu") -> Referral:
    return referrals.send_referral(
        row.party,
        by=cast.people[name],
        now=now,
        referral_id=row.pk,
        recipient="Công an tỉnh",
        number="15/SGDĐT",
        on=now.date(),
    )


def stages(party: Case) -> tuple[str, str]:
    fresh = Case.objects.select_related("parent").get(pk=party.pk)
    assert fresh.parent is not None
    return fresh.stage, fresh.parent.stage


def test_a_hand_over_goes_its_whole_way_and_moves_no_stage(cast: Cast, party: Case, now: datetime) -> None:
    before = stages(party)
    row = noted(cast, party, now, K.PROPOSE_PROSECUTION)
    ask = Turn.objects.still_open().get(verb="approve_referral")
    assert (ask.person, ask.subject) == (cast.people["giamdoc"], row.pk)
    referrals.approve_referral(party, by=cast.people["giamdoc"], now=now, referral_id=row.pk)
    assert Turn.objects.still_open().get(verb="send_referral").role == "records_clerk"
    sent(cast, row, now)
    done = referrals.receive_referral(
        party,
        by=cast.people["truongdoan"],
        now=now,
        referral_id=row.pk,
        reference="Phiếu tiếp nhận 7/PTN",
        on=now.date(),
    )
    assert done.state == "received"
    assert stages(party) == before
    assert not Turn.objects.still_open().filter(verb__in=["approve_referral", "send_referral"]).exists()
    verbs = list(party.events.order_by("pk").values_list("verb", flat=True))
    assert verbs[-4:] == ["note_referral", "approve_referral", "send_referral", "receive_referral"]


def test_trap_10_a_violation_record_is_only_a_hand_over_and_never_a_paper_of_ours(
    cast: Cast, party: Case, now: datetime
) -> None:
    papers = Document.objects.filter(case=party).count()
    row = noted(cast, party, now, K.VIOLATION_RECORD, "thanhvien1")
    sent(cast, row, now, "truongdoan")
    assert Document.objects.filter(case=party).count() == papers
    assert not hasattr(party, "minutes")
    assert "biên bản kiểm tra" not in row.get_kind_display().lower()


def test_beyond_the_departments_powers_nothing_goes_before_the_issuer_agrees(
    cast: Cast, party: Case, now: datetime
) -> None:
    row = noted(cast, party, now, K.ASK_INSPECTORATE)
    with pytest.raises(NotReady, match="chưa đồng ý chuyển"):
        sent(cast, row, now)
    with pytest.raises(DatabaseError), transaction.atomic():
        Referral.objects.filter(pk=row.pk).update(
            state="sent", sent_on=now.date(), sent_at=now, recipient="X", sent_number="1"
        )


def test_members_note_a_violation_but_only_the_lead_asks_for_more(
    cast: Cast, party: Case, now: datetime
) -> None:
    noted(cast, party, now, K.VIOLATION_RECORD, "thanhvien2")
    for kind in (K.ASK_INSPECTORATE, K.PROPOSE_PROSECUTION):
        with pytest.raises(Refused, match="Chỉ Trưởng đoàn"):
            noted(cast, party, now, kind, "thanhvien2")
    for name in ("chuyenvien", "giamdoc", "truonga-hieutruong"):
        with pytest.raises(Refused):
            noted(cast, party, now, K.VIOLATION_RECORD, name)


def test_the_lead_does_not_agree_to_his_own_request(cast: Cast, party: Case, now: datetime) -> None:
    row = noted(cast, party, now, K.ASK_INSPECTORATE)
    for name in ("truongdoan", "chuyenvien", "vanthu"):
        with pytest.raises(Refused):
            referrals.approve_referral(party, by=cast.people[name], now=now, referral_id=row.pk)


def test_reasons_facts_and_law_are_never_empty(cast: Cast, party: Case, now: datetime) -> None:
    with pytest.raises(NotReady) as missing:
        noted(cast, party, now, K.VIOLATION_RECORD, facts_text=" ", legal_basis="")
    assert len(missing.value.blockers) == 2
    row = noted(cast, party, now, K.VIOLATION_RECORD)
    lead = cast.people["truongdoan"]
    with pytest.raises(NotReady, match="Ghi lý do không chuyển"):
        referrals.drop_referral(party, by=lead, now=now, referral_id=row.pk, reason="  ")
    dropped = referrals.drop_referral(party, by=lead, now=now, referral_id=row.pk, reason="Đã xử phạt")
    assert dropped.state == "dropped"
    with pytest.raises(NotReady, match="đang ở tình trạng «Không chuyển»"):
        sent(cast, row, now, "truongdoan")


def test_what_the_issuer_agreed_to_only_the_issuer_takes_back(cast: Cast, party: Case, now: datetime) -> None:
    row = noted(cast, party, now, K.ASK_INSPECTORATE)
    referrals.approve_referral(party, by=cast.people["giamdoc"], now=now, referral_id=row.pk)
    given = {"now": now, "referral_id": row.pk, "reason": "Đã có đoàn khác"}
    with pytest.raises(Refused, match="chỉ người đó"):
        referrals.drop_referral(party, by=cast.people["truongdoan"], **given)
    assert referrals.drop_referral(party, by=cast.people["giamdoc"], **given).state == "dropped"


def test_sending_needs_recipient_number_and_a_true_day(cast: Cast, party: Case, now: datetime) -> None:
    row = noted(cast, party, now, K.VIOLATION_RECORD)
    with pytest.raises(NotReady) as missing:
        referrals.send_referral(
            party,
            by=cast.people["truongdoan"],
            now=now,
            referral_id=row.pk,
            recipient="",
            number=" ",
            on=now.date().replace(year=2027),
        )
    assert len(missing.value.blockers) == 3


def test_only_files_of_this_party_go_along(cast: Cast, now: datetime) -> None:
    party = case_after(cast, "gather_files").children.get()
    other = case_after(cast, "gather_files", Plot("van-bang-chung-chi")).children.get()
    own = EvidenceFile.objects.filter(case=party)[:1]
    strange = list(EvidenceFile.objects.filter(case=other))
    assert strange
    row = noted(cast, party, now.replace(day=25), K.VIOLATION_RECORD, files=[*own, *strange])
    assert list(row.files.all()) == list(own)


def test_before_the_announcement_nothing_is_handed_over(cast: Cast, now: datetime) -> None:
    party = party_at(cast, PartyStage.NOTIFIED)
    with pytest.raises(NotReady, match="từ khi công bố quyết định"):
        noted(cast, party, now, K.VIOLATION_RECORD)


def test_the_department_sees_the_flag_on_every_tab_and_the_institution_on_none(
    cast: Cast, party: Case, now: datetime
) -> None:
    noted(cast, party, now, K.PROPOSE_PROSECUTION)
    client = Client()
    client.force_login(cast.people["giamsat"])
    for tab in ("items", "files", "history"):
        page = client.get(reverse("case", args=[party.pk]), {"tab": tab}).content.decode()
        assert "Kiến nghị khởi tố: Đã ghi nhận" in page
    client.force_login(cast.people["truonga-hieutruong"])
    for tab in ("overview", "records", "documents", "history"):
        page = client.get(reverse("case", args=[party.pk]), {"tab": tab}).content.decode()
        assert "khởi tố" not in page and "Tuyển vượt chỉ tiêu" not in page
