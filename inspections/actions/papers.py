"""Signing and issuing the papers that no step of the flow signs: notices, requests, records, letters.

Source: practice.md 1 (only a digital or a hand signature counts); Nghị định 30/2020/NĐ-CP Điều 13, 15, 18, 32.
"""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import documents
from inspections.actions.numbers import next_number
from inspections.actions.returned_checks import named_signer
from inspections.actions.returned_effects import ORDER_KINDS, settle_paper
from inspections.actions.waves import Wave, deed
from inspections.enums import DocumentKind, DocumentState
from inspections.models import Case, Document, User
from inspections.models.inputs import TEST_CERTIFICATE, SigningInput
from inspections.queries.agency import agency_on
from inspections.queries.deadlines import due_for_turn
from inspections.queries.facts import facts_of
from inspections.queries.people import local_day, signing_capacity
from inspections.queries.signatures import signature_rule
from inspections.rules.capacity import wrong_signer
from inspections.rules.policies.papers import refusal_to_issue_paper, refusal_to_sign_paper
from inspections.rules.roles import Role
from inspections.rules.signatures import NumberedIn, SignatureRule, SignedBy

# These are signed by deeds of their own.
BY_OWN_DEED = ORDER_KINDS | {
    DocumentKind.DECISION,
    DocumentKind.CONDUCT_PLAN,
    DocumentKind.MINUTES,
    DocumentKind.SUPPLEMENTARY_MINUTES,
    DocumentKind.RESULT_NOTICE,
    DocumentKind.REMEDY_REQUEST,
}
TO_SIGN = (DocumentState.FOR_SIGNATURE, DocumentState.PRINT)


def _paper(wave: Wave, document: Document, states: tuple[str, ...]) -> tuple[Document, SignatureRule]:
    paper = Document.objects.select_related("case__lead", "case__parent__lead", "signer").get(
        pk=document.pk, case_id=wave.case.pk
    )
    rule = signature_rule(paper.kind, local_day(paper.drafted_at))
    if rule is None or paper.kind in BY_OWN_DEED:
        wave.demand([_("Văn bản loại này không ký ở đây.")])
    if paper.state not in states:
        label = DocumentState(paper.state).label
        wave.demand([_("Văn bản đang ở trạng thái «%(state)s».") % {"state": label}])
    if not paper.is_rendered:
        wave.demand([_("Bản in đang được tạo; tải lại trang sau ít giây.")])
    assert rule is not None
    return paper, rule


def sign_paper(case: Case, *, by: User, now: datetime, document: Document, signing: SigningInput) -> Case:
    """The person named on the print signs; a paper of the team is numbered in the team's series and out at once."""
    with deed(case, by=by, now=now, even_sealed=document.kind == DocumentKind.CLOSING_RECORD) as wave:
        today = local_day(now)
        wave.require(refusal_to_sign_paper(wave.who, facts_of(wave.case, today=today)))
        paper, rule = _paper(wave, document, TO_SIGN)
        named = named_signer(paper)
        wave.demand(wrong_signer(named.pk if named else None, by.pk))
        if rule.persons > 1 and signing.way == TEST_CERTIFICATE:
            text = _(
                "Văn bản này cần chữ ký của: %(who)s. Tải lên tệp PDF có đủ chữ ký số, hoặc bản quét đã ký tay."
            )
            wave.demand([text % {"who": rule.who}])
        capacity = _("Trưởng đoàn")
        if rule.signed_by is SignedBy.ISSUER:
            capacity = str(signing_capacity(by.pk, wave.case.department_id, today))
        wave.turns.close(wave.case, "sign_paper", subject=paper.pk)
        documents.sign(paper, wave, signing, capacity=capacity, persons=rule.persons)
        wave.tell(wave.case, "sign_paper", document=paper, detail=paper.title)
        if rule.agency:
            _ask_for_number(wave, paper)
        else:
            _issue_in_team_series(wave, paper, rule, on=today)
    return wave.case


def _ask_for_number(wave: Wave, paper: Document) -> None:
    wave.turns.open(
        wave.case,
        verb="issue_paper",
        label=noop("Cấp số, phát hành văn bản"),
        why=noop("Văn bản đã được ký; cấp số chậm nhất ngày làm việc tiếp theo (NĐ 30/2020 Đ.15, 18)."),
        role=Role.RECORDS_CLERK,
        subject=paper.pk,
        due_on=due_for_turn(wave.case, "document.issue", from_on=wave.now),
    )


def _issue_in_team_series(wave: Wave, paper: Document, rule: SignatureRule, *, on: date) -> None:
    number, symbol, series = None, "", ""
    if rule.numbered_in is NumberedIn.TEAM:
        symbol, series = str(paper.snapshot.get("symbol", "")), f"team:{(wave.case.parent or wave.case).code}"
        number = next_number(wave.case.department_id, series, on.year)
    documents.issue(paper, wave, number=number, symbol=symbol, series=series, on=on)
    settle_paper(wave, paper)


def issue_paper(
    case: Case,
    *,
    by: User,
    now: datetime,
    document: Document,
    on: date,
    number: int | None = None,
    agency_signing: SigningInput | None = None,
) -> Case:
    """The records clerk numbers, signs for the agency and issues a paper of the agency."""
    with deed(case, by=by, now=now) as wave:
        wave.require(refusal_to_issue_paper(wave.who, facts_of(wave.case, today=local_day(now))))
        paper, rule = _paper(wave, document, (DocumentState.SIGNED,))
        signed_on = local_day(paper.signatures.latest("id").signed_at)
        if on < signed_on or on > local_day(now):
            wave.demand([_("Ngày ban hành phải từ ngày ký đến hôm nay.")])
        agency = agency_on(on)
        documents.number_and_seal(
            paper,
            wave,
            agency,
            on=on,
            symbol=str(paper.snapshot["symbol"]),
            number=number,
            agency_signing=agency_signing if rule.agency else None,
        )
        wave.tell(wave.case, "issue_paper", document=paper, detail=paper.full_number)
        settle_paper(wave, paper)
    return wave.case
