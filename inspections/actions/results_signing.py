"""One act signs every notice and request of an inspection; or they go back, or to another signer (row 17; practice.md 1).

Only a digital or a hand signature of the person named on the prints counts; each file is held against its own print.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import pypdf
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import documents
from inspections.actions.result_report_review import give_back
from inspections.actions.results import ask_to_sign
from inspections.actions.signers import change_signer
from inspections.actions.waves import Wave, deed
from inspections.documents.hashing import PRINT_CODE_LENGTH
from inspections.enums import DocumentKind, DocumentState
from inspections.exceptions import NotReady
from inspections.kinds import InspectionStage
from inspections.models import Capacity, Case, Document, RemedyRequest, ResultReport, User
from inspections.models.inputs import BY_HAND, UPLOADED, Incoming, PackageSigning, SigningInput
from inspections.queries.deadlines import due_for_turn
from inspections.queries.facts import inspection_facts
from inspections.queries.people import local_day, signing_capacity
from inspections.queries.result_papers import LEAD_BY_ASSIGNMENT, result_papers, result_settings
from inspections.queries.results import latest_version
from inspections.rules.guards import result_papers as guards
from inspections.rules.policies import result_papers as policies
from inspections.rules.roles import Role


def sign_result(case: Case, *, by: User, now: datetime, signing: PackageSigning) -> Case:
    """Row 17: the person named on the prints signs all of them at once; number and agency come after (traps 21, 22, 47)."""
    with deed(case, by=by, now=now) as wave:
        today = local_day(now)
        facts = inspection_facts(wave.case, today=today)
        wave.require(policies.refusal_to_sign_result(wave.who, facts))
        wave.demand(guards.sign_result_blockers(facts))
        wave.demand(guards.result_signer_objections(facts, by=by.pk))
        capacity = str(signing_capacity(by.pk, wave.case.department_id, today))
        waiting = list(result_papers(wave.case, DocumentState.FOR_SIGNATURE))
        for paper, given in files_of(waiting, signing):
            documents.sign(paper, wave, given, capacity=capacity)
            wave.tell(paper.case, "sign_result", document=paper, detail=paper.title)
        wave.turns.close(wave.case, "sign_result")
        wave.tell(wave.case, "sign_result", detail=_("%(n)s văn bản") % {"n": len(waiting)})
        ask_for_numbers(wave, wave.case)
    return wave.case


def ask_for_numbers(wave: Wave, inspection: Case) -> None:
    """All are signed: the flow asks the records clerk; where no report was needed, he is asked here."""
    wave.wakes = True
    if inspection.stage != InspectionStage.CONDUCT_FINISHED:
        return
    wave.turns.open(
        inspection,
        verb="issue_result",
        label=noop("Cấp số, phát hành thông báo kết quả và yêu cầu khắc phục"),
        why=noop(
            "Văn bản kết quả đã được ký; cấp số chậm nhất ngày làm việc tiếp theo (NĐ 30/2020 Đ.15, 18)."
        ),
        role=Role.RECORDS_CLERK,
        due_on=due_for_turn(inspection, "document.issue", from_on=wave.now),
    )


def files_of(papers: Sequence[Document], signing: PackageSigning) -> list[tuple[Document, SigningInput]]:
    """Which file belongs to which paper: signed PDFs by the code of the print, scans by the paper they were given for."""
    if signing.way == UPLOADED:
        found = {paper.pk: SigningInput(UPLOADED, file) for paper, file in _matched(papers, signing.files)}
    elif signing.way == BY_HAND:
        given = {pk: file for pk, file in signing.scans.items() if file is not None}
        found = {pk: SigningInput(BY_HAND, file, signing.original_place) for pk, file in given.items()}
    else:
        found = {paper.pk: SigningInput(signing.way) for paper in papers}
    missing = [paper.title for paper in papers if paper.pk not in found]
    if missing:
        text = _("Chưa có tệp đã ký của: %(titles)s.")
        raise NotReady([text % {"titles": "; ".join(missing)}])
    return [(paper, found[paper.pk]) for paper in papers]


def _matched(papers: Sequence[Document], files: Sequence[Incoming]) -> list[tuple[Document, Incoming]]:
    by_code = {paper.snapshot_sha256[:PRINT_CODE_LENGTH]: paper for paper in papers}
    found, strange = [], []
    for file in files:
        text = _text_of(file)
        code = next((code for code in by_code if code in text), None)
        if code is None:
            strange.append(file.name)
        else:
            found.append((by_code[code], file))
    if strange:
        text = _("Tệp không mang mã bản in của văn bản nào đang chờ ký: %(names)s.")
        raise NotReady([text % {"names": "; ".join(strange)}])
    return found


def _text_of(file: Incoming) -> str:
    try:
        pages = pypdf.PdfReader(BytesIO(file.read_all())).pages
        return "".join(page.extract_text() for page in pages)
    except Exception:  # a broken file fails in more ways than its reader names
        return ""


def return_result(case: Case, *, by: User, now: datetime, reason: str) -> Case:
    """The signer sends the papers back with a reason; the report, where there is one, is open to its author again (®)."""
    with deed(case, by=by, now=now) as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_return_result(wave.who, facts))
        wave.demand(guards.return_result_blockers(facts))
        if not reason.strip():
            wave.demand([_("Ghi lý do trả lại.")])
        take_back_package(wave, wave.case)
        wave.tell(wave.case, "return_result", reason=reason.strip())
        if wave.case.stage == InspectionStage.REPORTED:
            _take_back_report(wave, reason.strip())
        else:
            _ask_lead_again(wave)
    return wave.case


def take_back_package(wave: Wave, inspection: Case) -> None:
    """Unsigned papers of the act are kept as replaced; new ones are drawn up when it is proposed again."""
    RemedyRequest.objects.filter(party__parent=inspection).update(notice=None, document=None)
    waiting = result_papers(inspection, DocumentState.FOR_SIGNATURE)
    Document.objects.filter(pk__in=[paper.pk for paper in waiting]).update(state=DocumentState.REPLACED)
    wave.turns.close(inspection, "sign_result", "issue_result")


def _take_back_report(wave: Wave, reason: str) -> None:
    """The report is open to its author again; one that the lead has not signed yet is replaced by the next."""
    waiting = Document.objects.filter(case=wave.case, kind=DocumentKind.RESULT_REPORT)
    for paper in waiting.filter(state=DocumentState.FOR_SIGNATURE):
        wave.turns.close(wave.case, "sign_paper", subject=paper.pk)
    documents.discard_open(wave.case, DocumentKind.RESULT_REPORT)
    give_back(wave, latest_version(wave.case), reason=reason)


def _ask_lead_again(wave: Wave) -> None:
    """Where no report is needed, the lead mends the drafts and proposes them again."""
    wave.turns.open(
        wave.case,
        verb="propose_result",
        label=noop("Sửa và trình lại thông báo kết quả"),
        why=noop("Người ký đã trả lại văn bản kết quả, nêu lý do trong quá trình xử lý."),
        person_id=wave.case.lead_id,
        due_on=due_for_turn(wave.case, "inspection.result_issue", from_on=wave.now),
    )


def assign_result_signer(
    case: Case, *, by: User, now: datetime, signer: Capacity, reason: str, paper: str
) -> Case:
    """The leadership gives the signature to another, in writing; to the lead only where the setting allows it (®)."""
    with deed(case, by=by, now=now) as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_assign_result_signer(wave.who, facts))
        wave.demand(guards.return_result_blockers(facts))
        before = next((row.signer_id for row in facts.results if row.signer_id), None)
        to_lead = signer.user_id == wave.case.lead_id
        allowed = to_lead and result_settings(wave.case, local_day(now))[LEAD_BY_ASSIGNMENT]
        wave.demand(
            guards.assigned_signer_objections(
                reason=reason,
                paper=paper,
                to_lead=to_lead,
                allowed=allowed == "true",
                same=before == signer.user_id,
            )
        )
        if to_lead:
            ResultReport.objects.filter(case=wave.case).update(
                assigned_reason=reason.strip(), assigned_paper=paper.strip()
            )
        change_signer(wave, wave.case, "sign_result", None, before=before, after=signer.user_id)
        wave.turns.close(wave.case, "sign_result")
        if guards.report_signed_objections(facts) == []:
            ask_to_sign(wave, wave.case, signer.user_id)
        wave.tell(wave.case, "assign_result_signer", reason=reason.strip(), detail=paper.strip())
    return wave.case
