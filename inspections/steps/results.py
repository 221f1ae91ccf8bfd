"""Deeds of the result report: drafted, edited, submitted, returned, approved (domain table 12.1.1, row 16)."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from inspections.actions import result_report, result_report_review
from inspections.forms.base import NoForm
from inspections.forms.result_report import ApproveReportForm, ReportTextForm, ReturnReportForm, SectionForm
from inspections.kinds import InspectionStage as S
from inspections.models import Case, ReportSection
from inspections.rules.guards import results as guards
from inspections.rules.policies import results as policies
from inspections.rules.roles import Permission
from inspections.steps.base import Step

LAW = "Đ.15.3đ NĐ 217/2025/NĐ-CP"
EDIT, REVIEW = "inspections/result_report_edit.html", "inspections/result_report_review.html"
FINISHED, REPORTED = frozenset({S.CONDUCT_FINISHED}), frozenset({S.REPORTED})


def _sections(case: Case) -> QuerySet[ReportSection]:
    return ReportSection.objects.filter(report__case_id=case.pk).select_related(
        "report", "party__institution"
    )


INSPECTION_RESULT_STEPS = [
    Step(
        verb="draft_result_report",
        slug="lap-bao-cao-ket-qua",
        label=_("Lập dự thảo báo cáo kết quả"),
        permission=Permission.LEAD,
        stages=FINISHED,
        policy=policies.refusal_to_draft_report,
        guard=guards.draft_report_blockers,
        form=NoForm,
        act=result_report.draft_result_report,
        law=LAW,
        consequence=_(
            "Dự thảo được viết sẵn từ biên bản và hồ sơ; bạn sửa lời văn rồi trình. Pháp luật không định thời hạn báo cáo, "
            "thời hạn ở đây là của Sở."
        ),
        done=_("Đã lập dự thảo báo cáo từ hồ sơ. Đọc lại, sửa lời văn rồi trình duyệt."),
        main=False,
    ),
    Step(
        verb="save_result_report",
        slug="soan-bao-cao-ket-qua",
        label=_("Soạn báo cáo kết quả"),
        permission=Permission.CONDUCT,
        stages=FINISHED,
        policy=policies.refusal_to_edit_report,
        guard=guards.edit_report_blockers,
        form=ReportTextForm,
        act=result_report.save_result_report,
        law=LAW,
        done=_("Đã lưu báo cáo."),
        template=EDIT,
        main=False,
    ),
    Step(
        verb="redraft_report_section",
        slug="lap-lai-phan-bao-cao",
        label=_("Lập lại một phần từ hồ sơ"),
        permission=Permission.CONDUCT,
        stages=FINISHED,
        policy=policies.refusal_to_edit_report,
        guard=guards.edit_report_blockers,
        form=SectionForm,
        act=result_report.redraft_report_section,
        law=LAW,
        consequence=_(
            "Phần này được viết lại theo số liệu hiện có; lời văn đã sửa ở phần này không giữ lại."
        ),
        done=_("Đã lập lại phần này từ hồ sơ."),
        subjects=_sections,
        template="inspections/result_report_section.html",
        main=False,
    ),
    Step(
        verb="submit_result_report",
        slug="trinh-bao-cao-ket-qua",
        label=_("Trình báo cáo kết quả"),
        permission=Permission.LEAD,
        stages=FINISHED,
        policy=policies.refusal_to_draft_report,
        guard=guards.submit_report_blockers,
        form=ReportTextForm,
        act=result_report.submit_result_report,
        law=LAW,
        done=_("Đã trình báo cáo. Người duyệt đã nhận việc."),
        template=EDIT,
    ),
    Step(
        verb="approve_result_report",
        slug="duyet-bao-cao-ket-qua",
        label=_("Duyệt báo cáo kết quả"),
        permission=Permission.REVIEW_RESULT,
        stages=REPORTED,
        policy=policies.refusal_to_review_report,
        guard=guards.review_report_blockers,
        form=ApproveReportForm,
        act=result_report_review.approve_result_report,
        law=LAW,
        consequence=_(
            "Sau khi duyệt, Trưởng đoàn ký báo cáo; thông báo kết quả và yêu cầu khắc phục của mọi đơn vị được trình ký một lần."
        ),
        done=_("Đã duyệt báo cáo. Trưởng đoàn đã nhận việc ký báo cáo."),
        template=REVIEW,
    ),
    Step(
        verb="return_result_report",
        slug="tra-lai-bao-cao-ket-qua",
        label=_("Trả lại báo cáo kết quả"),
        permission=Permission.REVIEW_RESULT,
        stages=REPORTED,
        policy=policies.refusal_to_review_report,
        guard=guards.review_report_blockers,
        form=ReturnReportForm,
        act=result_report_review.return_result_report,
        law=LAW,
        done=_("Đã trả lại báo cáo; Trưởng đoàn đọc được từng ý kiến."),
        template=REVIEW,
        main=False,
    ),
]
REPORT_VERBS = frozenset({"draft_result_report", "save_result_report", "redraft_report_section"})
