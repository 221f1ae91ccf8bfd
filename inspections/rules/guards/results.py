"""What the report and the result papers still lack (domain table 12.1.1, rows 16-17; Nghị định 217/2025/NĐ-CP Điều 15)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from inspections.enums import ReportState
from inspections.exceptions import Blocker
from inspections.rules.facts import InspectionFacts, ResultFact

OPEN_TO_EDIT = frozenset({ReportState.DRAFTED, ReportState.RETURNED})


def draft_report_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Row 16: one report an inspection."""
    return [] if facts.report is None else [Blocker(_("Đã lập dự thảo báo cáo."), "save_result_report")]


def edit_report_blockers(facts: InspectionFacts) -> list[Blocker]:
    """The text is open until it was submitted and again once it came back."""
    if facts.report is None:
        return [Blocker(_("Chưa lập dự thảo báo cáo từ hồ sơ."), "draft_result_report")]
    if facts.report.state not in OPEN_TO_EDIT:
        return [Blocker(_("Báo cáo đã trình; sửa được khi người duyệt trả lại."))]
    return []


def submit_report_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Row 16: the report is written, and for each party it is settled what follows."""
    return [*edit_report_blockers(facts), *result_objections(facts.results)]


def result_objections(results: Sequence[ResultFact]) -> list[Blocker]:
    """For each party with minutes a result is drafted and each finding of its minutes has its handling (12.1.3)."""
    found = []
    for row in results:
        if not row.nothing_asked and not row.items:
            text = _("%(name)s: chưa dự thảo kết quả (yêu cầu khắc phục, hoặc không yêu cầu).")
            found.append(Blocker(text % {"name": row.party_name}))
        elif row.unhandled_findings:
            text = _("%(name)s: còn %(n)s tồn tại, hạn chế chưa chọn cách xử lý.")
            found.append(Blocker(text % {"name": row.party_name, "n": row.unhandled_findings}))
    return found


def text_objections(*, empty: Sequence[str], unanswered: int) -> list[Blocker]:
    """No section is empty, each remark of the reviewer is answered before the report is submitted again."""
    found = []
    if empty:
        text = _("Phần còn trống: %(names)s. Ghi nội dung, hoặc ghi «Không có».")
        found.append(Blocker(text % {"names": "; ".join(empty)}))
    if unanswered:
        text = _("Còn %(n)s ý kiến của người duyệt chưa được tiếp thu, giải trình.")
        found.append(Blocker(text % {"n": unanswered}))
    return found


def review_report_blockers(facts: InspectionFacts) -> list[Blocker]:
    """What was submitted and not yet judged."""
    if facts.report is not None and facts.report.state == ReportState.SUBMITTED:
        return []
    return [Blocker(_("Không có báo cáo đang chờ duyệt."))]


def return_report_objections(*, reason: str, remarks: int) -> list[Blocker]:
    """A report goes back with a reason and at least one remark that says where (marked ®)."""
    found = []
    if not reason.strip():
        found.append(Blocker(_("Ghi lý do trả lại báo cáo.")))
    if not remarks:
        found.append(Blocker(_("Ghi ít nhất một ý kiến cần sửa.")))
    return found


def assignment_objections(*, wrote: bool, reason: str, paper: str) -> list[Blocker]:
    """Who wrote the report approves it only by a reasoned written assignment kept in the dossier (practice 1)."""
    if not wrote or (reason.strip() and paper.strip()):
        return []
    text = _(
        "Bạn tham gia Đoàn hoặc đã soạn báo cáo này. Người khác duyệt; nếu được giao duyệt bằng văn bản thì ghi lý do, "
        "số và ngày của văn bản giao."
    )
    return [Blocker(text)]
