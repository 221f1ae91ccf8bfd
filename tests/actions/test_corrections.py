"""Papers that no step signs, and the mending of issued ones (NĐ 30/2020 Điều 13, 18; trap 23)."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from inspections.actions import corrections, papers
from inspections.actions.documents import latest_bytes, render_body
from inspections.actions.returned import take_returned
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.paper import incoming
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Document
from inspections.models.inputs import TEST_CERTIFICATE, UPLOADED, SigningInput
from tests.factories.cases import after, case_after, moment_of, party_at, story_of
from tests.factories.people import make_people
from tests.factories.returned import returned, scan, signed_outside

NOW = after("announce_decision", hours=2)


def by_hand(cast: Cast) -> SigningInput:
    return story_of(cast).signing()


def record_of(cast: Cast) -> Document:
    """The record of the announcement, printed and waiting for both sides."""
    paper = party_at(cast, "announced").documents.get(kind="announcement_record")
    if not paper.is_rendered:
        render_body(paper.pk)
    return Document.objects.get(pk=paper.pk)


def sign(
    cast: Cast,
    paper: Document,
    *,
    by: str = "truongdoan",
    now: datetime = NOW,
    way: SigningInput | None = None,
) -> Document:
    papers.sign_paper(paper.case, by=cast.people[by], now=now, document=paper, signing=way or by_hand(cast))
    return Document.objects.get(pk=paper.pk)


def test_the_lead_signs_a_paper_of_the_team_and_it_is_out_with_a_number_of_the_team(cast: Cast) -> None:
    paper = sign(cast, record_of(cast))
    assert (paper.state, paper.full_number) == ("issued", "02/BB-ĐKT")
    assert paper.signatures.get().verdict.startswith("Đã ký tay, bản gốc lưu tại ")


def test_nobody_signs_in_the_place_of_the_lead(cast: Cast) -> None:
    paper = record_of(cast)
    with pytest.raises(NotReady, match="Bản in ghi tên người ký khác"):
        sign(cast, paper, by="giamdoc")
    with pytest.raises(Refused, match="Chỉ Trưởng đoàn hoặc người có thẩm quyền"):
        sign(cast, paper, by="thanhvien1")


def test_one_certificate_does_not_sign_for_two_sides(cast: Cast) -> None:
    with pytest.raises(NotReady, match="cần chữ ký của: Trưởng đoàn và người đại diện đơn vị"):
        sign(cast, record_of(cast), way=SigningInput(TEST_CERTIFICATE))


def issued_decision(cast: Cast) -> Document:
    return case_after(cast, "issue_decision").documents.get(kind="decision")


def correct(
    cast: Cast, paper: Document, *, by: str = "chuyenvien", now: datetime | None = None, **changed: str
) -> Document:
    given = {
        "place": "khoản 2 Điều 1",
        "wrong": "kiểm chuyên ngành",
        "right": "kiểm tra chuyên ngành",
        "reason": "Sót chữ.",
    }
    letter = corrections.correct_paper(
        paper.case,
        by=cast.people[by],
        now=now or after("issue_decision"),
        document=paper,
        **{**given, **changed},
    )
    render_body(letter.pk)
    return Document.objects.get(pk=letter.pk)


def test_a_slip_is_corrected_by_a_letter_and_the_issued_bytes_stay(cast: Cast) -> None:
    paper = issued_decision(cast)
    before = (latest_bytes(paper), paper.final_sha256, paper.state)
    letter = correct(cast, paper)
    assert (letter.kind, letter.corrects, letter.state) == ("correction_letter", paper, "for_signature")
    assert letter.snapshot["corrected_number"] == paper.full_number
    paper.refresh_from_db()
    assert (latest_bytes(paper), paper.final_sha256, paper.state) == before


def test_the_letter_is_signed_by_the_competent_person_and_issued_by_the_clerk(cast: Cast) -> None:
    letter = correct(cast, issued_decision(cast))
    now = after("issue_decision", hours=2)
    letter = sign(cast, letter, by="giamdoc", now=now)
    assert (letter.state, letter.number) == ("signed", None)
    assert letter.signatures.get().capacity == "GIÁM ĐỐC"
    turn = letter.case.turns.get(verb="issue_paper", closed_at__isnull=True)
    papers.issue_paper(
        letter.case,
        by=cast.people["vanthu"],
        now=now + timedelta(hours=1),
        document=letter,
        on=timezone.localdate(now),
        agency_signing=by_hand(cast),
    )
    letter.refresh_from_db()
    turn.refresh_from_db()
    assert (letter.state, letter.full_number) == ("issued", "02/SGDĐT-GDNN")
    assert turn.closed_at is not None


def test_a_correction_needs_its_reason_and_both_wordings(cast: Cast) -> None:
    paper = issued_decision(cast)
    with pytest.raises(NotReady, match="Ghi lý do"):
        correct(cast, paper, reason=" ")
    with pytest.raises(NotReady, match="câu chữ đã in và câu chữ đúng"):
        correct(cast, paper, right=" ")


def test_an_institution_and_the_clerk_do_not_prepare_corrections(cast: Cast) -> None:
    paper = issued_decision(cast)
    for name in ("vanthu", "truonga-hieutruong"):
        with pytest.raises(Refused):
            correct(cast, paper, by=name)


def test_a_draft_is_not_corrected(cast: Cast) -> None:
    draft = case_after(cast, "draft_decision").documents.get(kind="decision")
    with pytest.raises(NotReady, match="Chỉ đính chính, thay thế văn bản đã phát hành"):
        correct(cast, draft, now=after("draft_decision"))


def replace(cast: Cast, paper: Document, wrong: str, right: str) -> Document:
    drawn = corrections.replace_paper(
        paper.case,
        by=cast.people["truongdoan"],
        now=NOW,
        document=paper,
        wrong=wrong,
        right=right,
        reason="Sai tên.",
    )
    render_body(drawn.pk)
    return Document.objects.get(pk=drawn.pk)


def test_a_wrong_content_is_replaced_and_the_old_paper_ends_only_when_the_new_is_issued(cast: Cast) -> None:
    paper = sign(cast, record_of(cast))
    wrong = str(paper.snapshot["representative"]["name"])
    new = replace(cast, paper, wrong, "Lê Thị Đúng")
    paper.refresh_from_db()
    assert (paper.state, new.state, new.replaces) == ("issued", "for_signature", paper)
    assert wrong not in str({**new.snapshot, "recipients": []})
    assert (new.public_code != paper.public_code, new.snapshot_sha256 != paper.snapshot_sha256) == (
        True,
        True,
    )
    old_bytes = latest_bytes(paper)
    new = sign(cast, new, now=NOW + timedelta(hours=1))
    paper.refresh_from_db()
    assert (paper.state, new.state) == ("replaced", "issued")
    assert latest_bytes(paper) == old_bytes
    assert new.number != paper.number


def test_a_replacement_must_find_the_wrong_words(cast: Cast) -> None:
    paper = sign(cast, record_of(cast))
    with pytest.raises(NotReady, match="Không thấy «chữ không có»"):
        replace(cast, paper, "chữ không có", "khác")


def test_decisions_and_minutes_are_not_replaced_but_amended_or_supplemented(cast: Cast) -> None:
    paper = issued_decision(cast)
    with pytest.raises(NotReady, match="lập quyết định sửa đổi, bổ sung"):
        corrections.replace_paper(
            paper.case,
            by=cast.people["chuyenvien"],
            now=after("issue_decision"),
            document=paper,
            wrong="a",
            right="b",
            reason="Sai.",
        )


def test_the_letter_comes_back_from_outside_in_one_act(cast: Cast) -> None:
    letter = correct(cast, issued_decision(cast))
    at = after("issue_decision", hours=2)
    given = returned(
        scan(),
        number=44,
        on=timezone.localdate(at),
        original_place="Văn thư Sở, hộp 3",
        code_seen=letter.snapshot_sha256[:12],
    )
    take_returned(letter.case, by=cast.people["vanthu"], now=at, document_id=letter.pk, returned=given)
    letter.refresh_from_db()
    assert (letter.state, letter.full_number) == ("issued", "44/SGDĐT-GDNN")
    assert not letter.case.turns.filter(verb="sign_paper", closed_at__isnull=True).exists()


def test_the_certificate_of_an_institution_counts_with_its_named_representative(db: None) -> None:
    from inspections.documents.signing.places import demo_authority
    from inspections.documents.signing.signer import sign_pdf

    cast = make_people(certificates=True)
    told = story_of(cast, real=True).tell(Plot(), until="announce_decision", moment=moment_of)
    waiting = told.children.get().documents.get(kind="announcement_record")
    render_body(waiting.pk)
    paper = Document.objects.get(pk=waiting.pk)
    school = str(paper.case.institution)
    own = demo_authority().issue("truong", name=school, organisation=school)
    content = signed_outside(paper, at=NOW, people=["truongdoan"], agency=False)
    content = sign_pdf(content, credential=own, role="agency", reason="ký", at=NOW)
    signed = sign(cast, paper, way=SigningInput(UPLOADED, incoming("da-ky.pdf", content)))
    lead, institution = signed.signatures.all()
    assert (lead.signer, institution.role) == (cast.people["truongdoan"], "institution")
    assert institution.capacity == paper.snapshot["representative"]["name"]
    assert institution.verdict.startswith("Đã ký số (2/2), kiểm tra lúc ")
