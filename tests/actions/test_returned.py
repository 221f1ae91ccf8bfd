"""A paper that was signed outside comes back: one act makes it signed, numbered and issued (practice.md 1, 2, 11.1)."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import override_settings
from django.utils import timezone

from inspections.actions import order_drafts
from inspections.actions.documents import latest_bytes, render_body
from inspections.actions.returned import take_returned
from inspections.documents.signing.authority import DemoAuthority
from inspections.documents.signing.signer import sign_pdf
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, Document
from inspections.models.inputs import ReturnedInput
from tests.factories.cases import after, moment_of, story_of
from tests.factories.chain import broken_link
from tests.factories.people import make_people
from tests.factories.returned import returned, scan, signed_outside, with_page_of

NOW = after("draft_decision", hours=4)
AT = after("draft_decision", hours=2)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_people(certificates=True)


@pytest.fixture
def case(cast: Cast) -> Case:
    told = story_of(cast, real=True).tell(Plot(), until="draft_decision", moment=moment_of)
    return Case.objects.get(pk=told.pk)


@pytest.fixture
def paper(case: Case) -> Document:
    return case.documents.get(kind="decision")


def take(cast: Cast, paper: Document, given: ReturnedInput, *, by: str = "vanthu") -> Document:
    case = Case.objects.get(pk=paper.case_id)
    take_returned(case, by=cast.people[by], now=NOW, document_id=paper.pk, returned=given)
    return Document.objects.get(pk=paper.pk)


def refusal(cast: Cast, paper: Document, given: ReturnedInput) -> str:
    """What a wrong return is told; nothing of the dossier has moved."""
    with pytest.raises(NotReady) as told:
        take(cast, paper, given)
    kept = Document.objects.get(pk=paper.pk)
    assert (kept.state, kept.number, kept.case.stage) == (paper.state, None, "decision_drafted")
    assert not kept.signatures.exists()
    return str(told.value)


def stage_of(paper: Document) -> str:
    return Case.objects.get(pk=paper.case_id).stage


@pytest.mark.parametrize("by", ["vanthu", "chuyenvien"])
def test_one_act_makes_the_decision_signed_numbered_and_issued(cast: Cast, paper: Document, by: str) -> None:
    content = signed_outside(paper, at=AT, number=37)
    kept = take(cast, paper, returned(content), by=by)
    assert (kept.state, kept.full_number, kept.dated_on) == ("issued", "37/QĐ-SGDĐT", timezone.localdate(AT))
    assert latest_bytes(kept) == content
    assert stage_of(kept) == "decided"
    assert Case.objects.get(pk=kept.case_id).inspection_details.decision_number == "37/QĐ-SGDĐT"
    assert broken_link(kept.case) is None


def test_the_signer_recorded_is_the_person_on_the_file_and_not_who_hands_it_in(
    cast: Cast, paper: Document
) -> None:
    kept = take(cast, paper, returned(signed_outside(paper, at=AT)), by="chuyenvien")
    person, agency = kept.signatures.all()
    assert (person.signer, person.role, person.capacity) == (cast.people["giamdoc"], "personal", "GIÁM ĐỐC")
    assert (person.signed_by, person.signed_at) == (cast.people["chuyenvien"], AT)
    assert (agency.signer, agency.role) == (None, "agency")
    assert {row.verdict[:16] for row in (person, agency)} == {"Đã ký số (2/2), "}
    assert (person.certificate_kind, agency.certificate_kind) == ("personal", "organisation")
    assert person.certificate_issuer.startswith("CHỨNG THƯ THỬ NGHIỆM")
    assert person.certificate_from and person.certificate_until
    assert kept.case.inspection_details.issuer == cast.people["giamdoc"]


def test_history_tells_who_signed_and_who_handed_it_in(cast: Cast, paper: Document) -> None:
    take(cast, paper, returned(signed_outside(paper, at=AT)), by="vanthu")
    told = paper.case.events.get(verb="receive_returned")
    assert told.by == cast.people["vanthu"]
    assert cast.people["giamdoc"].full_name in told.detail
    assert not paper.case.events.filter(verb="sign_decision").exists()


def test_the_next_turn_is_the_leads_and_nobody_is_asked_to_sign_again(cast: Cast, paper: Document) -> None:
    take(cast, paper, returned(signed_outside(paper, at=AT)))
    open_turns = paper.case.turns.filter(closed_at__isnull=True)
    assert {turn.verb for turn in open_turns} == {"submit_conduct_plan"}


@pytest.mark.parametrize("by", ["thanhvien1", "giamsat", "truonga-hieutruong", "quantri"])
def test_others_do_not_hand_in_a_decision(cast: Cast, paper: Document, by: str) -> None:
    with pytest.raises(Refused, match="Chỉ văn thư, chuyên viên"):
        take(cast, paper, returned(b"%PDF-1.7"), by=by)


def test_the_second_of_two_returns_is_told_who_was_first(cast: Cast, paper: Document) -> None:
    content = signed_outside(paper, at=AT)
    take(cast, paper, returned(content))
    with pytest.raises(AlreadyDone, match=rf"đã nhận lúc .* do {cast.people['vanthu'].full_name}"):
        take(cast, paper, returned(content), by="chuyenvien")
    assert paper.signatures.count() == 2


def test_what_is_no_pdf_is_told_so(cast: Cast, paper: Document) -> None:
    assert "không phải là PDF đọc được" in refusal(cast, paper, returned(b"khong phai pdf"))


def test_a_file_signed_by_a_person_only_is_sent_on_to_the_records_office(cast: Cast, paper: Document) -> None:
    told = refusal(cast, paper, returned(signed_outside(paper, at=AT, agency=False)))
    assert "chưa có chữ ký số của cơ quan" in told


def test_the_print_without_a_signature_is_not_signed(cast: Cast, paper: Document) -> None:
    assert "chưa có chữ ký số" in refusal(cast, paper, returned(latest_bytes(paper)))


def test_somebody_else_than_the_person_named_is_refused(cast: Cast, paper: Document) -> None:
    told = refusal(cast, paper, returned(signed_outside(paper, at=AT, people=["phogiamdoc"])))
    assert f"Tệp do {cast.people['phogiamdoc'].full_name} ký số" in told
    assert cast.people["giamdoc"].full_name in told


def test_a_certificate_of_an_unknown_authority_is_refused(
    cast: Cast, paper: Document, tmp_path: Path
) -> None:
    stranger = DemoAuthority(tmp_path).issue(
        "giamdoc", name=cast.people["giamdoc"].full_name, organisation="Sở"
    )
    content = sign_pdf(latest_bytes(paper), credential=stranger, role="personal", reason="ký", at=AT)
    assert "không thuộc cơ quan cấp chứng thư được tin cậy" in refusal(cast, paper, returned(content))


def test_a_broken_signature_is_refused(cast: Cast, paper: Document) -> None:
    content = signed_outside(paper, at=AT)
    place = content.index(b"/Producer")
    broken = content[: place + 12] + b"X" + content[place + 13 :]
    told = refusal(cast, paper, returned(broken))
    assert "đã bị thay đổi sau khi" in told or "đã bị sửa sau khi ký" in told


def test_a_page_put_in_from_another_dossier_is_named(cast: Cast, paper: Document) -> None:
    told = story_of(cast, real=True).tell(
        Plot(theme="chuan-co-so", codes=("MH-02",)), until="draft_decision", moment=moment_of
    )
    other = told.documents.get(kind="decision")
    mixed = with_page_of(latest_bytes(paper), latest_bytes(other), place=1)
    assert "Trang 2 mang mã bản in" in refusal(cast, paper, returned(mixed))


def test_a_paper_of_another_dossier_is_named(cast: Cast, paper: Document) -> None:
    told = story_of(cast, real=True).tell(
        Plot(theme="chuan-co-so", codes=("MH-02",)), until="draft_decision", moment=moment_of
    )
    other = told.documents.get(kind="decision")
    assert f"của hồ sơ {told.code}" in refusal(cast, paper, returned(signed_outside(other, at=AT)))


def test_the_print_of_a_replaced_draft_is_recognised(cast: Cast, paper: Document) -> None:
    content = signed_outside(paper, at=AT)
    Document.objects.filter(pk=paper.pk).update(state="replaced")
    snapshot = {**paper.snapshot, "scope": "Phạm vi khác."}
    newer = Document.objects.create(
        case=paper.case,
        kind="decision",
        title=paper.title,
        state="for_signature",
        snapshot=snapshot,
        snapshot_sha256="f" * 64,
        body=paper.body,
        body_sha256=paper.body_sha256,
        drafted_at=paper.drafted_at,
        drafted_by=paper.drafted_by,
        signer=paper.signer,
    )
    assert "bản dự thảo cũ" in refusal(cast, newer, returned(content))


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (date(2026, 11, 1), "trước ngày soạn dự thảo"),
        (date(2026, 12, 24), "ở tương lai"),
    ],
)
def test_a_date_before_the_draft_or_in_the_future_is_refused(
    cast: Cast, paper: Document, on: date, sentence: str
) -> None:
    assert sentence in refusal(cast, paper, returned(signed_outside(paper, at=AT, on=on)))


def test_a_number_that_was_used_is_refused(cast: Cast, paper: Document) -> None:
    take(cast, paper, returned(signed_outside(paper, at=AT, number=5)))
    told = story_of(cast, real=True).tell(
        Plot(theme="chuan-co-so", codes=("MH-02",)), until="draft_decision", moment=moment_of
    )
    other = told.documents.get(kind="decision")
    assert "Số 5/2026 đã dùng" in refusal(cast, other, returned(signed_outside(other, at=AT, number=5)))


def test_a_typed_number_that_is_not_on_the_file_is_refused(cast: Cast, paper: Document) -> None:
    told = refusal(cast, paper, returned(signed_outside(paper, at=AT, number=5), number=6))
    assert "Số nhập (6) khác số đọc được trên tệp (5)" in told


def test_a_scan_needs_place_number_day_and_the_code_of_its_print(cast: Cast, paper: Document) -> None:
    told = refusal(cast, paper, returned(scan()))
    for words in ("nơi lưu bản gốc giấy", "«Mã bản in»", "nhập số", "nhập ngày"):
        assert words in told


def typed(paper: Document, **more: object) -> dict[str, object]:
    day = timezone.localdate(AT)
    return {"number": 12, "on": day, "original_place": "Văn thư Sở, hộp 12", **more}


def test_a_hand_signed_scan_with_its_code_is_taken(cast: Cast, paper: Document) -> None:
    kept = take(cast, paper, returned(scan(), **typed(paper, code_seen=paper.snapshot_sha256[:12])))
    row = kept.signatures.get()
    assert (kept.state, kept.route, kept.full_number) == ("issued", "hand", "12/QĐ-SGDĐT")
    assert row.verdict == "Đã ký tay, bản gốc lưu tại Văn thư Sở, hộp 12"
    assert (row.signer, row.signed_by) == (cast.people["giamdoc"], cast.people["vanthu"])


def test_a_scan_with_the_code_of_another_print_is_refused(cast: Cast, paper: Document) -> None:
    told = refusal(cast, paper, returned(scan(), **typed(paper, code_seen="0" * 12)))
    assert "đây là bản in khác" in told


def test_a_scan_compared_by_eye_keeps_the_reason(cast: Cast, paper: Document) -> None:
    why = "Đã so từng trang với dự thảo, khớp; mép giấy bị cắt."
    take(cast, paper, returned(scan(), **typed(paper, compared=why)))
    assert paper.case.events.get(verb="receive_returned").reason == why


def test_a_scan_whose_recognised_words_differ_is_compared_by_eye(cast: Cast, paper: Document) -> None:
    code = paper.snapshot_sha256[:12]
    told = refusal(cast, paper, returned(scan("Chữ khác hẳn"), **typed(paper, code_seen=code)))
    assert "so bằng mắt từng trang" in told


def test_the_conduct_plan_comes_back_approved(cast: Cast) -> None:
    told = story_of(cast, real=True).tell(Plot(), until="submit_conduct_plan", moment=moment_of)
    plan = told.documents.get(kind="conduct_plan")
    at = after("submit_conduct_plan")
    content = signed_outside(plan, at=at, agency=False)
    take_returned(
        Case.objects.get(pk=told.pk),
        by=cast.people["chuyenvien"],
        now=at + timedelta(hours=1),
        document_id=plan.pk,
        returned=returned(content, on=timezone.localdate(at)),
    )
    plan.refresh_from_db()
    assert (plan.state, plan.full_number) == ("issued", "01/KH-ĐKT")
    assert stage_of(plan) == "conduct_plan_approved"
    assert plan.signatures.get().signer == cast.people["giamdoc"]


def test_a_paper_signed_here_may_be_numbered_outside_and_nobody_is_recorded_twice(
    cast: Cast, paper: Document
) -> None:
    case = Case.objects.get(pk=paper.case_id)
    story_of(cast, real=True).sign_decision(case, Plot(), after("draft_decision"))
    signed = Document.objects.get(pk=paper.pk)
    kept = take(cast, signed, returned(signed_outside(signed, at=AT, people=[], number=21)))
    assert (kept.state, kept.full_number) == ("issued", "21/QĐ-SGDĐT")
    assert [row.role for row in kept.signatures.all()] == ["personal", "agency"]
    assert kept.case.turns.filter(closed_at=None).get().verb == "submit_conduct_plan"


@override_settings(DEMO=False)
def test_outside_the_demonstration_a_test_certificate_is_trusted_by_nobody(
    cast: Cast, paper: Document
) -> None:
    content = signed_outside(paper, at=AT)
    assert "không thuộc cơ quan cấp" in refusal(cast, paper, returned(content))


def test_an_intervention_comes_back_in_force(cast: Cast) -> None:
    told = story_of(cast, real=True).tell(Plot(), until="issue_decision", moment=moment_of)
    at = after("issue_decision")
    order = order_drafts.draft_amendment(
        told, by=cast.people["truongdoan"], now=at, reason="Nêu rõ phạm vi.", scope="Chỉ tuyển sinh năm 2026"
    )
    assert order.document is not None
    render_body(order.document.pk)
    document = Document.objects.get(pk=order.document.pk)
    take_returned(
        Case.objects.get(pk=told.pk),
        by=cast.people["vanthu"],
        now=at + timedelta(hours=3),
        document_id=document.pk,
        returned=returned(signed_outside(document, at=at + timedelta(hours=1), number=58)),
    )
    order.refresh_from_db()
    document.refresh_from_db()
    assert (order.state, order.signed_by, document.full_number) == (
        "in_force",
        cast.people["giamdoc"],
        "58/QĐ-SGDĐT",
    )
    assert not document.case.turns.filter(verb__in=["sign_order", "issue_order"], closed_at=None).exists()


def test_minutes_come_back_to_the_lead_signed_by_both(cast: Cast) -> None:
    told = story_of(cast, real=True).tell(Plot(), until="confirm_minutes", moment=moment_of)
    party = told.children.get()
    paper = party.documents.get(kind="minutes", state="for_signature")
    at = after("confirm_minutes")
    content = signed_outside(paper, at=at, people=["truongdoan", "truonga-hieutruong"], agency=False)
    take_returned(
        Case.objects.get(pk=party.pk),
        by=cast.people["truongdoan"],
        now=at + timedelta(hours=1),
        document_id=paper.pk,
        returned=returned(content, on=timezone.localdate(at)),
    )
    paper.refresh_from_db()
    signers = {row.signer_name for row in paper.signatures.all()}
    assert (paper.state, stage_of(paper)) == ("issued", "minutes_signed")
    assert signers == {cast.people[name].full_name for name in ("truongdoan", "truonga-hieutruong")}
    assert {row.verdict[:16] for row in paper.signatures.all()} == {"Đã ký số (2/2), "}
