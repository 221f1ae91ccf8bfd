"""The second person: returns the report with remarks on passages, or approves it with the package that follows (row 16).

Source: practice.md 1 (who may not); Nghị định 217/2025/NĐ-CP Điều 15 khoản 3 điểm đ; domain 13, no. 13.
"""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import documents
from inspections.actions.results import draw_up_package
from inspections.actions.waves import Wave, deed
from inspections.documents.contexts_results import result_report_snapshot
from inspections.enums import DocumentKind, ReportState
from inspections.exceptions import Blocker
from inspections.models import Case, Document, ReportRemark, ReportVersion, ResultReport, User
from inspections.models.inputs import RemarkInput
from inspections.queries.deadlines import due_for_turn
from inspections.queries.facts import inspection_facts
from inspections.queries.people import local_day
from inspections.queries.results import latest_version, reported_parties, texts_of_version
from inspections.rules.guards import results as guards
from inspections.rules.policies import results as policies
from inspections.rules.result_report_check import SectionText, passage_stands

REVIEW = "approve_result_report"
APPROVED = ("state", "approved_at", "approved_by", "assigned_reason", "assigned_paper")


def return_result_report(
    case: Case, *, by: User, now: datetime, reason: str, remarks: Sequence[RemarkInput]
) -> Case:
    """The report goes back to the lead; each remark names its section and, where it is about words, the words (®)."""
    with deed(case, by=by, now=now, verb="return_result_report") as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_review_report(wave.who, facts))
        wave.demand(guards.review_report_blockers(facts))
        wave.demand(guards.return_report_objections(reason=reason, remarks=len(remarks)))
        version = latest_version(wave.case)
        wave.demand(_astray(remarks, texts_of_version(version)))
        ReportRemark.objects.bulk_create(
            ReportRemark(
                version=version,
                section=row.section,
                quote=row.quote.strip(),
                text=row.text.strip(),
                made_at=now,
                made_by=by,
            )
            for row in remarks
        )
        give_back(wave, version, reason=reason.strip())
    return wave.case


def give_back(wave: Wave, version: ReportVersion, *, reason: str) -> None:
    """The lead mends the report again: the reviewer returned it, or the issuer did not sign what follows from it."""
    version.returned_at, version.returned_by, version.returned_reason = wave.now, wave.person, reason
    version.save(update_fields=["returned_at", "returned_by", "returned_reason"])
    ResultReport.objects.filter(pk=version.report_id).update(state=ReportState.RETURNED)
    wave.turns.close(wave.case, REVIEW)
    wave.move(wave.case, "return_result_report", reason=reason)


def _astray(remarks: Sequence[RemarkInput], sections: Sequence[SectionText]) -> list[Blocker]:
    """A remark is on a section of this version, and on words that stand in it."""
    texts = {section.anchor: section for section in sections}
    found = []
    for row in remarks:
        section = texts.get(row.section)
        if section is None:
            found.append(Blocker(_("Chọn phần của báo cáo cho ý kiến «%(text)s».") % {"text": row.text[:60]}))
        elif row.quote.strip() and not passage_stands(row.quote, section.text):
            words = {"quote": row.quote[:60], "title": section.title}
            found.append(Blocker(_("Đoạn «%(quote)s» không có trong phần «%(title)s».") % words))
    return found


def approve_result_report(
    case: Case, *, by: User, now: datetime, assigned_reason: str = "", assigned_paper: str = ""
) -> Document:
    """Row 16: the report is drawn up for the lead's signature, with the result papers of every party beside it."""
    with deed(case, by=by, now=now) as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_review_report(wave.who, facts))
        wave.demand(guards.review_report_blockers(facts))
        wrote = policies.wrote_the_report(wave.who, facts)
        wave.demand(guards.assignment_objections(wrote=wrote, reason=assigned_reason, paper=assigned_paper))
        version = latest_version(wave.case)
        report = version.report
        report.state, report.approved_at, report.approved_by = ReportState.APPROVED, now, by
        if wrote:
            report.assigned_reason, report.assigned_paper = assigned_reason.strip(), assigned_paper.strip()
        report.save(update_fields=APPROVED)
        document = _drawn_up(wave, version)
        draw_up_package(wave, wave.case)
        wave.turns.close(wave.case, REVIEW)
        _ask_lead_to_sign(wave, document)
        wave.tell(wave.case, REVIEW, document=document, reason=report.assigned_reason)
    return document


def _drawn_up(wave: Wave, version: ReportVersion) -> Document:
    """The approved version on paper; its drafter is the lead who submitted it."""
    snapshot = result_report_snapshot(
        wave.case,
        texts_of_version(version),
        reported_parties(wave.case),
        today=local_day(wave.now),
        demo=settings.DEMO,
    )
    title = _("Báo cáo kết quả kiểm tra: %(title)s") % {"title": wave.case.title}
    return documents.draft(
        wave,
        wave.case,
        DocumentKind.RESULT_REPORT,
        title[:300],
        snapshot,
        signer=wave.case.lead,
        drafter=version.submitted_by,
    )


def _ask_lead_to_sign(wave: Wave, document: Document) -> None:
    wave.turns.open(
        wave.case,
        verb="sign_paper",
        label=noop("Ký báo cáo kết quả kiểm tra"),
        why=noop("Báo cáo đã được duyệt; Trưởng đoàn ký, rồi người có thẩm quyền ký văn bản kết quả."),
        person_id=wave.case.lead_id,
        subject=document.pk,
        due_on=due_for_turn(wave.case, "inspection.result_issue", from_on=wave.now),
    )
