"""Who may draft, edit, review the result report and what follows from it (domain table 12.1.1, rows 16-17; practice 1)."""

from django.utils.translation import gettext as _

from inspections.rules.facts import InspectionFacts
from inspections.rules.roles import Actor, Permission


def refusal_to_draft_report(by: Actor, facts: InspectionFacts) -> str | None:
    """The lead reports the result of the inspection (row 16; Điều 15 khoản 3 điểm đ)."""
    if by.user_id == facts.lead_id and Permission.LEAD in by.permissions:
        return None
    return _("Chỉ Trưởng đoàn lập và trình báo cáo kết quả kiểm tra.")


def refusal_to_edit_report(by: Actor, facts: InspectionFacts) -> str | None:
    """Members of the team help to write; only the lead submits."""
    if by.user_id == facts.lead_id or facts.member(by.user_id) is not None:
        return None
    return _("Chỉ Trưởng đoàn và thành viên Đoàn soạn báo cáo kết quả kiểm tra.")


def refusal_to_review_report(by: Actor, facts: InspectionFacts) -> str | None:
    """A second person reviews: never the lead, whatever was assigned (practice 1)."""
    if not by.may_in_department(Permission.REVIEW_RESULT, facts.department_id):
        return _("Chỉ Trưởng phòng hoặc lãnh đạo Sở duyệt, trả lại báo cáo kết quả kiểm tra.")
    if by.user_id == facts.lead_id:
        return _("Trưởng đoàn không duyệt báo cáo do chính mình trình; chuyển người khác duyệt.")
    return None


def wrote_the_report(by: Actor, facts: InspectionFacts) -> bool:
    """This person is in the team or wrote in the report: he approves it only by written assignment (practice 1)."""
    report = facts.report
    wrote = report is not None and by.user_id in (report.drafted_by, report.saved_by)
    return wrote or facts.member(by.user_id) is not None
