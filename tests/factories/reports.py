"""Result reports written, returned and approved, as the lead and the head of section do it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inspections.actions import result_report, result_report_review
from inspections.management.demo.people import Cast
from inspections.models import Case, Document, ReportVersion, ResultReport
from inspections.models.inputs import RemarkInput
from inspections.queries.results import remarks_to_answer
from tests.factories.cases import after
from tests.factories.results import ResultDesk

NOW = after("sign_minutes")
MENDED = "Đã sửa theo ý kiến."


@dataclass
class ReportDesk:
    """The lead drafts and submits, the head of section returns or approves."""

    cast: Cast
    lead: str = "truongdoan"
    reviewer: str = "truongphong"

    def drafted(self, case: Case, now: datetime = NOW) -> ResultReport:
        """What follows for each party is drafted, the report is drawn up from the record."""
        for party in case.children.order_by("pk"):
            ResultDesk(self.cast, lead=self.lead).draft(party, now)
        return result_report.draft_result_report(case, by=self.cast.people[self.lead], now=now)

    def submit(
        self, case: Case, now: datetime = NOW, *, name: str = "", changed: dict[str, str] | None = None
    ) -> ReportVersion:
        """Submitted with these sections changed and every remark answered."""
        report = ResultReport.objects.get(case=case)
        given = changed or {}
        return result_report.submit_result_report(
            case,
            by=self.cast.people[name or self.lead],
            now=now,
            row_version=report.row_version,
            texts={row.pk: given[row.key] for row in report.sections.all() if row.key in given},
            settlements={row.pk: MENDED for row in remarks_to_answer(report)},
        )

    def send_back(self, case: Case, now: datetime = NOW, *, name: str = "", **given: Any) -> Case:
        """Returned with two remarks, one on words of the report."""
        given.setdefault("reason", "Nguyên nhân chưa rõ.")
        given.setdefault(
            "remarks",
            [
                RemarkInput("overview", "Ghi rõ thời kỳ kiểm tra.", "Thời kỳ kiểm tra:"),
                RemarkInput("causes", "Nêu nguyên nhân chủ quan."),
            ],
        )
        person = self.cast.people[name or self.reviewer]
        return result_report_review.return_result_report(case, by=person, now=now, **given)

    def approve(self, case: Case, now: datetime = NOW, *, name: str = "", **given: Any) -> Document:
        """Approved: the report and the package are drawn up."""
        person = self.cast.people[name or self.reviewer]
        return result_report_review.approve_result_report(case, by=person, now=now, **given)
