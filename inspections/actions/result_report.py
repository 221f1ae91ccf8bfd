"""The lead's report: drafted from the record, edited, submitted in versions that stay (row 16; Điều 15 khoản 3 điểm đ)."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions.waves import Wave, deed
from inspections.enums import ReportState
from inspections.exceptions import NotReady
from inspections.models import Case, ReportRemark, ReportSection, ReportVersion, ResultReport, User
from inspections.queries.deadlines import due_for_turn
from inspections.queries.facts import inspection_facts
from inspections.queries.people import local_day
from inspections.queries.results import (
    WrittenReport,
    remarks_to_answer,
    reported_inspection,
    reviewing_role,
    written_report,
)
from inspections.rules.facts import InspectionFacts
from inspections.rules.guards import results as guards
from inspections.rules.policies import results as policies
from inspections.rules.result_report_check import SectionText, conclusion_objections
from inspections.rules.result_report_prose import draft_of

SAVED = ("state", "row_version", "saved_at", "saved_by")


def draft_result_report(case: Case, *, by: User, now: datetime) -> ResultReport:
    """Row 16: the whole text as the record gives it; from here on it is the lead's own prose."""
    with deed(case, by=by, now=now) as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_draft_report(wave.who, facts))
        wave.demand(guards.draft_report_blockers(facts))
        record = reported_inspection(wave.case)
        report = ResultReport.objects.create(
            case=wave.case, drafted_at=now, drafted_by=by, saved_at=now, saved_by=by
        )
        ReportSection.objects.bulk_create(
            ReportSection(
                report=report, key=key, party_id=party, position=place, text=draft_of(record, key, party)
            )
            for place, (key, party) in enumerate(record.places(), start=1)
        )
        wave.tell(wave.case, "draft_result_report")
    return report


def save_result_report(
    case: Case,
    *,
    by: User,
    now: datetime,
    row_version: int,
    texts: Mapping[int, str],
    settlements: Mapping[int, str],
) -> ResultReport:
    """The prose as it was typed; what somebody else saved meanwhile is never overwritten unseen."""
    with deed(case, by=by, now=now) as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_edit_report(wave.who, facts))
        wave.demand(guards.edit_report_blockers(facts))
        written, _remarks = _taken_in(wave, row_version, texts, settlements)
        _note_saved(wave, written.report)
        wave.tell(wave.case, "save_result_report")
    return written.report


def _taken_in(
    wave: Wave, row_version: int, texts: Mapping[int, str], settlements: Mapping[int, str]
) -> tuple[WrittenReport, list[ReportRemark]]:
    """What was typed, section by section, and the answers to the remarks."""
    written = written_report(wave.case)
    assert written is not None
    if written.report.row_version != row_version:
        text = _("%(name)s vừa lưu báo cáo này. Xem cả hai bản bên dưới từng phần, sửa rồi lưu lại.")
        raise NotReady([text % {"name": written.report.saved_by.full_name}])
    changed = []
    for section in written.sections:
        text = _clean(texts.get(section.pk, section.text))
        if text != section.text:
            section.text = text
            changed.append(section)
    if changed:
        ReportSection.objects.bulk_update(changed, ["text"])
    return written, _settled(wave, written.report, settlements)


def _clean(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def _settled(wave: Wave, report: ResultReport, settlements: Mapping[int, str]) -> list[ReportRemark]:
    """The lead answers each remark: what was mended, or why not."""
    remarks, answered = remarks_to_answer(report), []
    for remark in remarks:
        said = settlements.get(remark.pk, remark.settlement).strip()
        if said != remark.settlement:
            remark.settlement = said
            remark.settled_at = wave.now if said else None
            remark.settled_by = wave.person if said else None
            answered.append(remark)
    if answered:
        ReportRemark.objects.bulk_update(answered, ["settlement", "settled_at", "settled_by"])
    return remarks


def _note_saved(wave: Wave, report: ResultReport) -> None:
    report.row_version += 1
    report.saved_at, report.saved_by = wave.now, wave.person
    report.save(update_fields=SAVED)


def redraft_report_section(case: Case, *, by: User, now: datetime, section: ReportSection) -> ReportSection:
    """One section anew from the record, where the record has changed since; the other sections stay."""
    with deed(case, by=by, now=now) as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_edit_report(wave.who, facts))
        wave.demand(guards.edit_report_blockers(facts))
        row = ReportSection.objects.select_related("report").get(pk=section.pk, report__case_id=wave.case.pk)
        row.text = draft_of(reported_inspection(wave.case), row.key, row.party_id)
        row.save(update_fields=["text"])
        _note_saved(wave, row.report)
        wave.tell(wave.case, "redraft_report_section")
    return row


def submit_result_report(
    case: Case,
    *,
    by: User,
    now: datetime,
    row_version: int,
    texts: Mapping[int, str],
    settlements: Mapping[int, str],
) -> ReportVersion:
    """Row 16: what stands is saved, frozen as a version, and a second person is asked to review it (practice 1)."""
    with deed(case, by=by, now=now, verb="submit_result_report") as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_draft_report(wave.who, facts))
        wave.demand(guards.submit_report_blockers(facts))
        written, remarks = _taken_in(wave, row_version, texts, settlements)
        sections = written.texts()
        wave.demand(
            guards.text_objections(
                empty=[section.title for section in sections if not section.text],
                unanswered=sum(not row.settlement for row in remarks),
            )
        )
        wave.demand(conclusion_objections(section.text for section in sections))
        written.report.state = ReportState.SUBMITTED
        _note_saved(wave, written.report)
        version = ReportVersion.objects.create(
            report=written.report,
            number=written.submitted + 1,
            contents={"sections": [_frozen(section) for section in sections]},
            submitted_at=now,
            submitted_by=by,
        )
        wave.move(wave.case, "submit_result_report")
        _ask_to_review(wave, facts)
    return version


def _frozen(section: SectionText) -> dict[str, str | int | None]:
    return {
        "anchor": section.anchor,
        "title": section.title,
        "party_id": section.party_id,
        "text": section.text,
    }


def _ask_to_review(wave: Wave, facts: InspectionFacts) -> None:
    wave.turns.open(
        wave.case,
        verb="approve_result_report",
        label=noop("Duyệt báo cáo kết quả kiểm tra"),
        why=noop("Trưởng đoàn đã trình báo cáo; người khác duyệt hoặc trả lại kèm ý kiến (Đ.15.3đ)."),
        role=reviewing_role(facts, local_day(wave.now)),
        due_on=due_for_turn(wave.case, "inspection.result_issue", from_on=wave.now),
    )
