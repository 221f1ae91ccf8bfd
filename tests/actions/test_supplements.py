"""Biên bản bổ sung: signed minutes never change; a correction names them, is heard, signed, or refused (trap 23)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from inspections.actions import supplements
from inspections.documents.contexts_supplements import supplement_snapshot
from inspections.documents.layout import render_html
from inspections.documents.lint_supplements import SUPPLEMENT_RULES, lint_supplement
from inspections.enums import WitnessKind
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.models import Case, Document, Message, SupplementaryMinutes, Turn, Witness
from inspections.models.inputs import WitnessInput
from tests.factories.cases import after, case_after, party_at, quick_print, story_of

LEAD, HEAD, MEMBER = "truongdoan", "truonga-hieutruong", "thanhvien1"
SIGNED = after("sign_minutes", hours=24)
CHAIRMAN = WitnessInput(WitnessKind.COMMUNE, "Nguyễn Văn Bảy", "Phó Chủ tịch UBND xã Minh Hoạ", "")


def signed_party(cast: Cast) -> Case:
    return case_after(cast, "sign_minutes").children.get()


def draft(cast: Cast, party: Case, now: datetime = SIGNED, **changed: Any) -> SupplementaryMinutes:
    words = {
        "reason": "Ghi nhầm số người học tại mục TS01.",
        "text": "Mục TS01 ghi 120 người học, nay ghi là 102 người học.",
        "place": "Họp trực tuyến",
        "representative_name": "Phạm Văn Khải",
        "representative_post": "Hiệu trưởng",
    }
    return supplements.draft_supplement(party, by=cast.people[LEAD], now=now, **(words | changed))


def frozen(cast: Cast, party: Case) -> SupplementaryMinutes:
    draft(cast, party)
    at = SIGNED + timedelta(hours=1)
    supplements.give_supplement_opinion(party, by=cast.people[HEAD], now=at, opinion="Đồng ý.")
    row = supplements.freeze_supplement(party, by=cast.people[LEAD], now=at)
    assert row.document is not None
    quick_print(row.document.pk)
    return row


def signed(cast: Cast, party: Case, now: datetime) -> SupplementaryMinutes:
    return supplements.sign_supplement(
        party,
        by=cast.people[LEAD],
        now=now,
        signing=story_of(cast).signing(),
        on=timezone.localtime(now).date(),
    )


def open_asks(party: Case) -> set[str]:
    return set(Turn.objects.filter(case=party, closed_at__isnull=True).values_list("verb", flat=True))


def test_a_draft_names_the_signed_minutes_and_asks_the_institution(cast: Cast) -> None:
    party = signed_party(cast)
    row = draft(cast, party)
    paper = Document.objects.get(pk=row.document_id)
    minutes = Document.objects.get(case=party, kind="minutes", state="issued")
    assert paper.state == "draft"
    assert paper.snapshot["minutes"]["number"] == str(minutes.number)
    assert paper.snapshot["minutes"]["signed_on"] == str(minutes.dated_on)
    assert open_asks(party) == {"give_supplement_opinion"}
    told = Message.objects.filter(key__startswith=f"supplement-drafted:{party.pk}").values_list(
        "body", flat=True
    )
    assert told and all("102" not in body for body in told)


def test_the_lead_cannot_freeze_it_before_the_institution_was_heard(cast: Cast) -> None:
    party = signed_party(cast)
    draft(cast, party)
    with pytest.raises(NotReady, match="Đơn vị chưa nêu ý kiến"):
        supplements.freeze_supplement(party, by=cast.people[LEAD], now=SIGNED)
    row = supplements.freeze_supplement(
        party, by=cast.people[LEAD], now=SIGNED, silence="Đã mời bằng thư ngày 20/11, không trả lời."
    )
    assert row.opinion.startswith("Đoàn kiểm tra ghi nhận: đơn vị không nêu ý kiến.")


def test_signed_by_both_it_is_issued_with_the_next_number_and_never_changes(cast: Cast) -> None:
    party = signed_party(cast)
    frozen(cast, party)
    row = signed(cast, party, SIGNED + timedelta(hours=2))
    paper = Document.objects.get(pk=row.document_id)
    assert (paper.state, paper.number, paper.symbol) == ("issued", 2, "BB-ĐKT")
    assert open_asks(party) == set()
    assert party.events.latest("id").verb == "sign_supplement"
    with pytest.raises(DatabaseError), transaction.atomic():
        SupplementaryMinutes.objects.filter(pk=row.pk).update(text="Sửa lại.")


def test_the_signed_minutes_keep_every_byte(cast: Cast) -> None:
    party = signed_party(cast)
    before = Document.objects.filter(case=party, kind="minutes").values().get(state="issued")
    frozen(cast, party)
    signed(cast, party, SIGNED + timedelta(hours=2))
    assert Document.objects.filter(case=party, kind="minutes").values().get(state="issued") == before


def test_a_refusal_holds_only_with_a_witness_who_signed(cast: Cast) -> None:
    party = signed_party(cast)
    frozen(cast, party)
    words: dict[str, Any] = {
        "by": cast.people[LEAD],
        "now": SIGNED + timedelta(hours=2),
        "signing": story_of(cast).signing(),
        "on": timezone.localtime(SIGNED).date(),
        "reason": "Đơn vị không đồng ý với nội dung bổ sung.",
    }
    with pytest.raises(NotReady, match="chính quyền cấp xã"):
        supplements.refuse_supplement(party, **words, witnesses=[])
    row = supplements.refuse_supplement(party, **words, witnesses=[CHAIRMAN])
    assert row.refused_reason
    assert Witness.objects.get(supplement=row).name == CHAIRMAN.name
    assert Document.objects.get(pk=row.document_id).state == "issued"


def test_one_supplement_at_a_time_and_a_dropped_one_keeps_its_reason(cast: Cast) -> None:
    party = signed_party(cast)
    draft(cast, party)
    with pytest.raises(NotReady, match="chưa ký"):
        draft(cast, party)
    with pytest.raises(NotReady, match="Ghi lý do bỏ"):
        supplements.drop_supplement(party, by=cast.people[LEAD], now=SIGNED, reason=" ")
    dropped = supplements.drop_supplement(party, by=cast.people[LEAD], now=SIGNED, reason="Đơn vị đã làm rõ.")
    assert dropped.dropped_reason == "Đơn vị đã làm rõ."
    assert Document.objects.get(pk=dropped.document_id).state == "replaced"
    assert draft(cast, party).sequence == 2


def test_only_the_lead_writes_it_and_only_after_the_signature(cast: Cast) -> None:
    party = signed_party(cast)
    with pytest.raises(Refused):
        supplements.draft_supplement(
            party,
            by=cast.people[MEMBER],
            now=SIGNED,
            reason="Lý do.",
            text="Nội dung.",
            place="Sở",
            representative_name="Phạm Văn Khải",
        )
    with pytest.raises(NotReady, match="Ghi lý do"):
        draft(cast, party, reason=" ")


def test_minutes_still_in_draft_are_not_supplemented(cast: Cast) -> None:
    party = party_at(cast, "minutes_drafted")
    with pytest.raises(NotReady, match="đã ký"):
        draft(cast, party, now=after("draft_minutes"))


def test_each_rule_of_the_supplement_finds_its_planted_error(cast: Cast) -> None:
    row = frozen(cast, signed_party(cast))
    clean: Any = supplement_snapshot(row, today=timezone.localtime(SIGNED).date(), demo=False)
    assert lint_supplement(clean) == []
    planted = {
        "minutes": {"minutes": {**clean["minutes"], "number": ""}},
        "dates": {"opened_at": "2020-01-01T08:00:00+07:00"},
        "content": {"corrections": []},
        "representative": {"representative": {**clean["representative"], "post": " "}},
        "opinion": {"opinion": {"state": "not_yet", "text": "", "given_by": "", "given_at": ""}},
    }
    assert len(planted) == len(SUPPLEMENT_RULES)
    for code, change in planted.items():
        assert [found.code for found in lint_supplement({**clean, **change})] == [code]


def test_the_print_says_which_minutes_it_supplements(cast: Cast) -> None:
    row = frozen(cast, signed_party(cast))
    assert row.document is not None
    page = render_html("supplementary_minutes.html", row.document.snapshot, draft=False)
    assert "Bổ sung Biên bản kiểm tra số" in page
    assert "nay ghi là 102 người học" in page
    assert "giữ nguyên" in page
