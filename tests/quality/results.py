"""The result of an inspection: the report written, reviewed and sent back, the papers signed and issued in one act."""

from collections.abc import Iterator
from typing import Any

from inspections.enums import FindingState
from inspections.management.demo.people import Cast
from inspections.models import Case, Finding, ReportSection
from inspections.models.inputs import BY_HAND
from inspections.queries.result_papers import result_papers
from tests.factories.cases import case_after
from tests.factories.reports import ReportDesk
from tests.factories.results import ResultDesk
from tests.quality.filling import WORDS, upload
from tests.quality.places import CLERK, DIRECTOR, LEAD, SECTION_HEAD, Place, step
from tests.quality.scenes import NOW, REASON, party_of


def package(case: Case) -> dict[str, Any]:
    """Every paper of the act signed on paper: a scan for each, and where the originals lie."""
    scans = {f"scan_{paper.pk}": upload() for paper in result_papers(case, "for_signature", "signed")}
    return {"way": BY_HAND, "original_place": "Tủ hồ sơ, cặp 1", **scans}


def result_drafted(cast: Cast) -> Iterator[Place]:
    """Row 16: what follows for the party, and the report begun."""
    case = case_after(cast, "sign_minutes")
    yield step(party_of(case), "draft_result", LEAD)
    ResultDesk(cast).draft(party_of(case), NOW)
    yield step(case, "draft_result_report", LEAD)


def report_written(cast: Cast) -> Iterator[Place]:
    """Row 16: saved, one section written anew, submitted."""
    case = case_after(cast, "sign_minutes")
    report = ReportDesk(cast).drafted(case, NOW)
    causes = ReportSection.objects.get(report=report, key="causes").pk
    own = {f"section_{causes}": WORDS}
    yield step(case, "save_result_report", LEAD, own)
    yield step(case, "redraft_report_section", LEAD, {}, causes)
    yield step(case, "submit_result_report", LEAD, own)


def report_submitted(cast: Cast) -> Iterator[Place]:
    """Row 16: a second person approves it or sends it back with remarks."""
    case, desk = case_after(cast, "sign_minutes"), ReportDesk(cast)
    desk.drafted(case, NOW)
    desk.submit(case, NOW)
    yield step(case, "approve_result_report", SECTION_HEAD)
    remark = {"section_1": "causes", "text_1": WORDS}
    yield step(case, "return_result_report", SECTION_HEAD, {**REASON, **remark})


def result_to_sign(cast: Cast) -> Iterator[Place]:
    """Row 17: the papers wait for the issuer; the same where nothing was found and no report is needed."""
    case = ResultDesk(cast).ready(case_after(cast, "sign_minutes"), NOW)
    yield step(case, "sign_result", DIRECTOR, lambda: package(case))
    yield step(case, "return_result", DIRECTOR, REASON)
    other = {"signer": cast.capacity("phogiamdoc").pk, "paper": "12/GUQ-SGDĐT", **REASON}
    yield step(case, "assign_result_signer", DIRECTOR, other)


def result_to_issue(cast: Cast) -> Iterator[Place]:
    """Row 17: signed, waiting for number and seal."""
    desk = ResultDesk(cast)
    case = desk.sign(desk.ready(case_after(cast, "sign_minutes"), NOW), NOW)
    yield step(case, "issue_result", CLERK, lambda: package(case))


def nothing_found(cast: Cast) -> Iterator[Place]:
    """Row 17: without a finding the lead proposes the papers at once."""
    case = case_after(cast, "sign_minutes")
    Finding.objects.filter(party__parent=case).update(state=FindingState.WITHDRAWN, settlement=WORDS)
    ResultDesk(cast).draft(party_of(case), NOW, handlings=[], items=[])
    yield step(case, "propose_result", LEAD)


STANDS = (result_drafted, report_written, report_submitted, result_to_sign, result_to_issue, nothing_found)
