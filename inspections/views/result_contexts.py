"""What the signer and the records clerk see of the result papers: each unit's papers, what disagrees, what changed."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.actions.returned_checks import print_code
from inspections.documents.lint_results import changes_between, lint_result
from inspections.enums import DocumentKind, DocumentState
from inspections.forms.base import StepForm
from inspections.models import Case, Document
from inspections.queries.result_papers import earlier_papers, result_papers
from inspections.steps import Step
from inspections.views.access import person
from inspections.views.links import deed_url
from inspections.views.paper_rows import ways_of_signing


def package(request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any) -> dict[str, Any]:
    """All papers of the one act, unit by unit, with the report they follow from."""
    papers = list(result_papers(case))
    former = _first_versions(earlier_papers(case))
    by_unit: dict[int, list[Document]] = defaultdict(list)
    for paper in papers:
        by_unit[paper.case_id].append(paper)
    signs = step.verb == "sign_result"
    waiting = [paper for paper in papers if paper.state == DocumentState.FOR_SIGNATURE]
    mine = all(paper.signer_id == person(request).pk for paper in waiting)
    units = [_unit(rows, former) for rows in by_unit.values()]
    doubts = sum(len(unit["lint"]) for unit in units)
    return {
        "units": units,
        "in_short": _("%(papers)s văn bản của %(units)s đơn vị; %(doubts)s điểm cần xem lại.")
        % {"papers": len(papers), "units": len(units), "doubts": doubts},
        "not_mine": signs and not mine,
        "return_url": deed_url(case.pk, case.kind, "return_result") if signs else "",
        "assign_url": deed_url(case.pk, case.kind, "assign_result_signer") if signs else "",
        **_report(case),
    }


def _report(case: Case) -> dict[str, Any]:
    rows = Document.objects.filter(case=case, kind=DocumentKind.RESULT_REPORT)
    report = rows.exclude(state=DocumentState.REPLACED).order_by("-id").first()
    if report is None:
        return {"report": None}
    return {"report": report, "report_url": reverse("document", args=[case.pk, report.pk])}


def _first_versions(papers: Sequence[Document] | Any) -> dict[tuple[int, str], Document]:
    """The text that was put before the issuer first, for each unit and kind."""
    found: dict[tuple[int, str], Document] = {}
    for paper in papers:
        found.setdefault((paper.case_id, paper.kind), paper)
    return found


def _unit(papers: Sequence[Document], former: dict[tuple[int, str], Document]) -> dict[str, Any]:
    by_kind = {paper.kind: paper for paper in papers}
    notice, letter = by_kind.get(DocumentKind.RESULT_NOTICE), by_kind.get(DocumentKind.REMEDY_REQUEST)
    assert notice is not None
    said = notice.snapshot
    return {
        "name": said["party"]["name"],
        "words": _("%(findings)s tồn tại, dấu hiệu; %(items)s yêu cầu khắc phục")
        % {"findings": len(said["findings"]), "items": len(said["items"])},
        "lint": [found.text for found in lint_result(said, letter.snapshot if letter else None)],
        "papers": [_row(paper) for paper in papers],
        "changes": [line for paper in papers for line in _changes(paper, former)],
        "compared": _("Đúng dự thảo đã duyệt ngày %(day)s.") % {"day": f"{notice.drafted_at:%d/%m/%Y}"}
        if not former
        else _("Không thay đổi so với bản trình ký trước."),
    }


def _changes(paper: Document, former: dict[tuple[int, str], Document]) -> list[tuple[str, str]]:
    earlier = former.get((paper.case_id, paper.kind))
    return list(changes_between(earlier.snapshot, paper.snapshot)) if earlier else []


def _row(paper: Document) -> dict[str, str]:
    ways = ways_of_signing(paper.case, paper)
    return {
        "title": paper.title,
        "state": str(DocumentState(paper.state).label),
        "code": print_code(paper),
        "signer": paper.signer.full_name if paper.signer else "",
        "url": ways["document_url"],
        "returned_url": ways["returned_url"],
    }
