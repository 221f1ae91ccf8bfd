"""Dossiers at their end: issued without requests, proposed to be closed, sealed, with their archive built."""

from datetime import datetime, timedelta
from typing import Any

from inspections.actions import archives, closing
from inspections.actions.documents import render_body
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Archive, Case, Document
from inspections.models.inputs import ClosingInput, Handling
from tests.factories.cases import case_at, quick_print
from tests.factories.results import NOW, ResultDesk

CLOSED = NOW + timedelta(days=1)
TERMS = ClosingInput("term", "Quy tắc lưu hồ sơ của Sở", years=20, statement="", place="Kho lưu trữ, hộp 15")


def issued_case(cast: Cast, plot: Plot | None = None) -> Case:
    """One party, minutes signed, result issued, nothing asked: the lead is asked to close."""
    desk = ResultDesk(cast)
    case = case_at(cast, "conduct_finished", plot)
    for party in case.children.all():
        found = [Handling(row.pk, "none", "Đã sửa ngay") for row in party.findings.all()]
        desk.draft(party, handlings=found, items=[])
    case = desk.issue(desk.sign(desk.report_signed(desk.approved(case))))
    for paper in Document.objects.filter(case__in=[case, *case.children.all()], body_sha256=""):
        quick_print(paper.pk)
    return Case.objects.get(pk=case.pk)


def propose(cast: Cast, case: Case, now: datetime = CLOSED, **more: Any) -> None:
    """The lead proposes to close."""
    terms = ClosingInput(**{**TERMS.__dict__, **more})
    closing.propose_closing(case, by=cast.people["truongdoan"], now=now, terms=terms)


def seal(cast: Cast, case: Case, now: datetime = CLOSED) -> Archive:
    """Proposed by the lead, sealed by the clerk two hours later."""
    propose(cast, case, now)
    return closing.seal_dossier(case, by=cast.people["vanthu"], now=now + timedelta(hours=2))


def built(row: Archive, now: datetime = CLOSED, *, real: bool = False) -> Archive:
    """The zip as the job builds it; the closing record with a quick print unless a real one is wanted."""
    record = row.case.closing.document
    assert record is not None
    if not record.body_sha256:
        (render_body if real else quick_print)(record.pk)
    archives.build(row.pk, now=now + timedelta(hours=3), labels={"seal_dossier": "Niêm phong, lưu hồ sơ"})
    return Archive.objects.get(pk=row.pk)
