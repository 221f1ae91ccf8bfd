"""Closing and sealing: what must be complete, who does what, and what nobody may write afterwards (row 19)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.actions import archives, closing, complaints, inspection, minutes
from inspections.enums import AccessKind, ReferralState
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.models import Archive, Case, CaseEvent, Closing, Document, FileAccess, Referral, Turn
from tests.factories.cases import after, case_after
from tests.factories.chain import broken_link
from tests.factories.closing import CLOSED, TERMS, built, issued_case, propose, seal

pytestmark = pytest.mark.django_db
LATER = CLOSED + timedelta(days=1)


def asked(case: Case, verb: str) -> list[str]:
    turns = Turn.objects.still_open().filter(case=case, verb=verb).select_related("person")
    return [turn.person.username if turn.person else turn.role for turn in turns]


def test_a_dossier_is_proposed_returned_proposed_again_sealed_and_then_only_read(cast: Cast) -> None:
    case = issued_case(cast)
    lead, clerk = cast.people["truongdoan"], cast.people["vanthu"]
    party = case.children.get()
    assert asked(case, "propose_closing") == ["truongdoan"]
    with pytest.raises(Refused, match="Trưởng đoàn"):
        closing.propose_closing(case, by=clerk, now=CLOSED, terms=TERMS)
    with pytest.raises(NotReady, match="ít nhất 20 năm"):
        propose(cast, case, years=5)
    with pytest.raises(NotReady, match="Chưa có đề nghị"):
        closing.seal_dossier(case, by=clerk, now=CLOSED)
    propose(cast, case)
    assert (asked(case, "propose_closing"), asked(case, "seal_dossier")) == ([], ["records_clerk"])
    with pytest.raises(NotReady, match="Ghi lý do trả lại"):
        closing.return_closing(case, by=clerk, now=CLOSED, reason=" ")
    closing.return_closing(case, by=clerk, now=CLOSED, reason="Thiếu nơi lưu bản gốc")
    assert (asked(case, "propose_closing"), asked(case, "seal_dossier")) == (["truongdoan"], [])
    with pytest.raises(Refused, match="Văn thư"):
        closing.seal_dossier(case, by=lead, now=CLOSED)
    row = seal(cast, case)
    case = Case.objects.get(pk=case.pk)
    assert (case.stage, case.closing.keep_until_on.year) == ("closed", CLOSED.year + 20)
    assert asked(case, "sign_paper") == ["truongdoan"]
    left = Turn.objects.still_open().filter(case__in=[case, party]).exclude(verb="sign_paper")
    assert not left.exists()
    record = case.closing.document
    assert record is not None
    told = record.snapshot
    assert (told["manifest_sha256"], told["chain_head"]) == (row.manifest_sha256, row.chain_head)
    assert CaseEvent.objects.filter(verb="fix_manifest", detail__contains=row.manifest_sha256).exists()
    assert broken_link(case) is None
    _only_read(cast, case, party)
    with pytest.raises(NotReady, match="niêm phong"):
        closing.propose_closing(case, by=lead, now=LATER, terms=TERMS)
    row = built(row)
    archives.note_taken(row, by=clerk, now=LATER)
    assert FileAccess.objects.get(way=AccessKind.ARCHIVE).document_id == record.pk


def _only_read(cast: Cast, case: Case, party: Case) -> None:
    """No deed of the institution goes into a sealed dossier, but a complaint still stands beside it."""
    head = cast.people["truonga-hieutruong"]
    before = CaseEvent.objects.filter(root_id=case.pk).count()
    with pytest.raises(NotReady, match="đã niêm phong"):
        minutes.give_opinion(party, by=head, now=LATER, opinion="Bổ sung ý kiến", no_opinion=False)
    assert CaseEvent.objects.filter(root_id=case.pk).count() == before
    row = complaints.hand_in_complaint(
        party, by=head, now=LATER, kind="petition", summary="Kiến nghị sau kết thúc"
    )
    assert row.pk and Archive.objects.get(case=case).last_event_id < CaseEvent.objects.latest("id").pk


def test_what_is_still_on_its_way_stops_the_proposal_and_a_serious_matter_makes_it_permanent(
    cast: Cast,
) -> None:
    case = issued_case(cast)
    party, lead = case.children.get(), cast.people["truongdoan"]
    paper = Document.objects.filter(case=party, state="issued").first()
    assert paper is not None
    waiting = Document.objects.create(
        case=case,
        kind="correction_letter",
        title="Công văn đính chính",
        state="for_signature",
        snapshot={},
        snapshot_sha256="0" * 64,
        drafted_at=CLOSED,
        drafted_by=lead,
    )
    with pytest.raises(NotReady, match="Công văn đính chính"):
        propose(cast, case)
    Document.objects.filter(pk=waiting.pk).update(state="replaced")
    referral = Referral.objects.create(
        party=party,
        kind="propose_prosecution",
        facts="x",
        legal_basis="Điều 15",
        noted_at=CLOSED,
        noted_by=lead,
    )
    with pytest.raises(NotReady, match="chưa chuyển"):
        propose(cast, case)
    for state in (ReferralState.APPROVED, ReferralState.SENT):
        Referral.objects.filter(pk=referral.pk).update(
            state=state,
            approved_at=CLOSED,
            approved_by=cast.people["giamdoc"],
            sent_at=CLOSED,
            sent_by=lead,
            sent_on=CLOSED.date(),
            sent_number="31/CV",
            recipient="Cơ quan điều tra",
        )
    with pytest.raises(NotReady, match="bảo quản vĩnh viễn"):
        propose(cast, case)
    propose(cast, case, retention="permanent", years=None)
    assert Closing.objects.get(case=case).keep_until_on is None


def test_a_dossier_that_ended_early_is_sealed_where_it_stands(cast: Cast) -> None:
    case = case_after(cast, "propose")
    now = after("propose", hours=2)
    inspection.abandon(
        case, by=cast.people["truongphong"], now=now, reason="Trùng với kế hoạch thanh tra tỉnh"
    )
    officer, clerk = Case.objects.get(pk=case.pk).opened_by, cast.people["vanthu"]
    closing.propose_closing(case, by=officer, now=now, terms=TERMS)
    assert asked(case, "seal_ended_dossier") == ["records_clerk"]
    row = closing.seal_ended_dossier(case, by=clerk, now=now + timedelta(hours=1))
    assert Case.objects.get(pk=case.pk).stage == "not_pursued"
    assert row.manifest["dossier"]["stage"] == "Không tiến hành"
    assert asked(case, "seal_ended_dossier") == []


def test_the_sealing_of_a_dossier_is_a_fixed_number_of_statements(cast: Cast) -> None:
    case = issued_case(cast)
    propose(cast, case)
    with CaptureQueriesContext(connection) as seen:
        closing.seal_dossier(case, by=cast.people["vanthu"], now=CLOSED)
    assert len(seen) <= 60
