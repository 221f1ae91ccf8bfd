"""The result report sent by forms: drafted, saved, one section anew, submitted, returned once, approved."""

from typing import TYPE_CHECKING

from inspections.models import Case, ReportRemark, ReportSection
from tests.figures.browsing import step_url

if TYPE_CHECKING:
    from tests.figures.test_steps import Life

WORDS = "Ghi theo hồ sơ."
LEAD, HEAD_OF_SECTION = "truongdoan", "truongphong"
# The report and two papers of the party in one act; a further party costs what its own papers cost.
MOST_FOR_THREE_PAPERS = 30


def write_report(life: "Life", case: Case) -> None:
    """From the draft to the approval; a submission freezes the whole text as a paper does."""
    life.send("draft_result_report", LEAD, step_url(case, "draft_result_report"), document=True)
    causes = ReportSection.objects.get(report__case=case, key="causes")
    own = {f"section_{causes.pk}": WORDS}
    life.send("save_result_report", LEAD, step_url(case, "save_result_report"), **own)
    url = step_url(case, "redraft_report_section", causes.pk)
    life.send("redraft_report_section", LEAD, url)
    submit = step_url(case, "submit_result_report")
    life.send("submit_result_report", LEAD, submit, document=True, **own)
    remarks = {"reason": WORDS, "section_1": "causes", "text_1": WORDS}
    url = step_url(case, "return_result_report")
    life.send("return_result_report", HEAD_OF_SECTION, url, document=True, **remarks)
    answered = {f"remark_{row.pk}": WORDS for row in ReportRemark.objects.filter(version__report__case=case)}
    life.send("submit_result_report (again)", LEAD, submit, document=True, **answered)
    url = step_url(case, "approve_result_report")
    life.send("approve_result_report", HEAD_OF_SECTION, url, document=True)
    statements, _most = life.counts["approve_result_report"]
    life.counts["approve_result_report"] = (statements, MOST_FOR_THREE_PAPERS)
