"""Results of a finished inspection: drafted for each party, approved, signed and issued, as the people do it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from inspections.actions import (
    papers,
    result_report,
    result_report_review,
    results,
    results_issue,
    results_signing,
)
from inspections.enums import FindingHandling
from inspections.management.demo.paper import incoming
from inspections.management.demo.people import Cast
from inspections.models import Case, Document, Finding, Inspection
from inspections.models.inputs import BY_HAND, Handling, PackageSigning, RemedyAsked
from inspections.queries.result_papers import result_papers
from tests.factories.cases import after, quick_print, story_of

NOW = after("sign_minutes")
SUMMARY = "Đơn vị thực hiện cơ bản đúng quy định về tuyển sinh."
REMEDY = "Bổ sung hồ sơ tuyển sinh còn thiếu của khóa 2026."


def due(now: datetime, days: int = 30) -> date:
    """A day of mending."""
    return timezone.localtime(now).date() + timedelta(days=days)


@dataclass
class ResultDesk:
    """The lead drafts, the section head approves, the director signs, the records clerk issues."""

    cast: Cast
    lead: str = "truongdoan"
    signer: str = "giamdoc"

    def draft(self, party: Case, now: datetime = NOW, *, name: str = "", **changed: Any) -> None:
        """What follows for one party: every finding is to be mended."""
        findings = list(Finding.objects.filter(party=party).order_by("pk"))
        given: dict[str, Any] = {
            "summary": SUMMARY,
            "handlings": [Handling(row.pk, FindingHandling.REMEDY) for row in findings],
            "items": [RemedyAsked(REMEDY, f"{row.locator}", due(now), row.pk) for row in findings],
            "report_due_on": due(now),
            "contact": "Phòng Giáo dục nghề nghiệp",
        }
        results.draft_result(party, by=self.cast.people[name or self.lead], now=now, **{**given, **changed})

    def approved(self, case: Case, now: datetime = NOW) -> Case:
        """The report stands approved and the package is drawn up; the lead has not signed the report yet."""
        lead, head = self.cast.people[self.lead], self.cast.people["truongphong"]
        report = result_report.draft_result_report(case, by=lead, now=now)
        texts = dict(report.sections.values_list("pk", "text"))
        result_report.submit_result_report(
            case, by=lead, now=now, row_version=report.row_version, texts=texts, settlements={}
        )
        result_report_review.approve_result_report(case, by=head, now=now)
        return self.printed(case)

    def report_signed(self, case: Case, now: datetime = NOW) -> Case:
        """The lead signs the report by hand: the issuer is asked."""
        report = Document.objects.get(case=case, kind="result_report", state="for_signature")
        signing = story_of(self.cast).signing()
        papers.sign_paper(case, by=self.cast.people[self.lead], now=now, document=report, signing=signing)
        return Case.objects.get(pk=case.pk)

    def ready(self, case: Case, now: datetime = NOW) -> Case:
        """Everything waits for the issuer."""
        for party in case.children.order_by("pk"):
            self.draft(party, now)
        return self.report_signed(self.approved(case, now), now)

    def printed(self, case: Case) -> Case:
        """The prints of all open papers."""
        open_papers = Document.objects.filter(case=case) | Document.objects.filter(case__parent=case)
        for paper in open_papers.filter(body_sha256="").exclude(state="replaced"):
            quick_print(paper.pk)
        return Case.objects.get(pk=case.pk)

    def scans(self, rows: Sequence[Document]) -> PackageSigning:
        """A scan for each of these papers."""
        scan = story_of(self.cast).scan
        return PackageSigning(
            BY_HAND,
            (),
            {row.pk: incoming("ban-quet.pdf", scan) for row in rows},
            original_place="Văn thư, hộp 1",
        )

    def sign(self, case: Case, now: datetime = NOW, *, name: str = "") -> Case:
        """All papers signed by hand, scanned."""
        waiting = list(result_papers(case, "for_signature"))
        person = self.cast.people[name or self.signer]
        results_signing.sign_result(case, by=person, now=now, signing=self.scans(waiting))
        return Case.objects.get(pk=case.pk)

    def issue(self, case: Case, now: datetime = NOW, *, name: str = "vanthu", **given: Any) -> Case:
        """Numbered on the day of the deed."""
        given.setdefault("on", timezone.localtime(now).date())
        results_issue.issue_result(case, by=self.cast.people[name], now=now, **given)
        return Inspection.objects.get(pk=case.pk)
