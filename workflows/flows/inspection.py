"""The main line of a specialised inspection (domain table 12.1.1, rows 2-8 and 15-19)."""

from django.utils.translation import gettext_noop as _
from viewflow import this
from viewflow.workflow import flow

from inspections.enums import DocumentKind, DocumentState
from inspections.kinds import InspectionStage as S
from inspections.models import Case, Document
from inspections.rules.roles import Permission, Role
from workflows.locks import root_lock
from workflows.models import CaseProcess, CaseTask
from workflows.nodes import Asks, Await, Begin, ByStage, Over, Step


def decision_is_signed(case: Case) -> bool:
    """The competent person has signed; the records clerk may number and issue what did not come back issued."""
    return Document.objects.filter(case_id=case.pk, kind="decision", state=DocumentState.SIGNED).exists()


def conduct_has_begun(case: Case) -> bool:
    """A first announcement moved the inspection on."""
    return str(case.stage) in (S.UNDER_WAY, S.CONDUCT_FINISHED)


def conduct_is_finished(case: Case) -> bool:
    """Every party has its minutes or was terminated."""
    return str(case.stage) == S.CONDUCT_FINISHED


RESULT_PAPERS = (DocumentKind.RESULT_NOTICE, DocumentKind.REMEDY_REQUEST)


def result_is_signed(case: Case) -> bool:
    """The competent person has signed every notice and request; the records clerk may number and issue them."""
    papers = Document.objects.filter(case__parent_id=case.pk, kind__in=RESULT_PAPERS)
    states = set(papers.exclude(state=DocumentState.REPLACED).values_list("state", flat=True))
    return bool(states) and states <= {DocumentState.SIGNED, DocumentState.ISSUED}


def closing_is_proposed(case: Case) -> bool:
    """The lead has looked the dossier through and proposed to close it."""
    return hasattr(case, "closing")


def pause_is_over(case: Case) -> bool:
    """The issuer ordered to go on."""
    return str(case.stage) != S.PAUSED


class InspectionFlow(flow.Flow):
    """Cuộc kiểm tra chuyên ngành."""

    process_class = CaseProcess
    task_class = CaseTask
    lock_impl = root_lock

    start = Begin(then=this.resume)

    resume = ByStage(
        {
            S.PROPOSED: this.review_overlap,
            S.OVERLAP_REVIEWED: this.draft_decision,
            S.DECISION_DRAFTED: this.await_signature,
            S.DECIDED: this.submit_conduct_plan,
            S.CONDUCT_PLAN_SUBMITTED: this.approve_conduct_plan,
            S.CONDUCT_PLAN_APPROVED: this.await_announcement,
            S.UNDER_WAY: this.await_minutes,
            S.PAUSED: this.await_resumption,
            S.CONDUCT_FINISHED: this.submit_result_report,
            S.REPORTED: this.await_result,
            S.RESULT_ISSUED: this.await_closing,
            S.REMEDY_FOLLOWED: this.await_closing,
        }
    )

    review_overlap = Step(
        permission=Permission.REVIEW_OVERLAP,
        within={S.PROPOSED},
        asks=Asks(
            label=_("Rà soát trùng lặp, chồng chéo"),
            why=_("Đề xuất kiểm tra cần được rà soát trước khi dự thảo quyết định (Đ.4.2)."),
            person=lambda case: case.opened_by_id,
            due_rule="inspection.overlap_review",
        ),
        review_overlap=this.draft_decision,
    )

    draft_decision = Step(
        permission=Permission.DRAFT_DECISION,
        within={S.OVERLAP_REVIEWED},
        asks=Asks(
            label=_("Cử Đoàn và dự thảo quyết định kiểm tra"),
            why=_("Đã rà soát trùng lặp; quyết định phải có đủ năm nội dung (Đ.11.3)."),
            person=lambda case: case.opened_by_id,
        ),
        draft_decision=this.await_signature,
    )

    await_signature = Await(decision_is_signed, within={S.DECISION_DRAFTED}, then=this.issue_decision)

    issue_decision = Step(
        permission=Permission.ISSUE_DOCUMENT,
        within={S.DECISION_DRAFTED},
        asks=Asks(
            label=_("Cấp số, phát hành quyết định kiểm tra"),
            why=_("Quyết định đã được ký; cấp số chậm nhất ngày làm việc tiếp theo (NĐ 30/2020 Đ.15, 18)."),
            role=Role.RECORDS_CLERK,
            due_rule="document.issue",
        ),
        issue_decision=this.submit_conduct_plan,
    )

    submit_conduct_plan = Step(
        permission=Permission.LEAD,
        within={S.DECIDED},
        asks=Asks(
            label=_("Lập và trình kế hoạch tiến hành kiểm tra"),
            why=_("Quyết định đã ban hành; Trưởng đoàn xây dựng kế hoạch, nêu phương thức (Đ.14)."),
            person=lambda case: case.lead_id,
            due_rule="inspection.conduct_plan",
        ),
        submit_conduct_plan=this.approve_conduct_plan,
    )

    approve_conduct_plan = Step(
        permission=Permission.APPROVE_PLAN,
        within={S.CONDUCT_PLAN_SUBMITTED},
        asks=Asks(
            label=_("Phê duyệt kế hoạch tiến hành kiểm tra"),
            why=_("Người ra quyết định phê duyệt kế hoạch do Trưởng đoàn trình (Đ.14)."),
            person=lambda case: case.inspection_details.issuer_id,
            due_rule="inspection.plan_approval",
        ),
        approve_conduct_plan=this.await_announcement,
        return_conduct_plan=this.submit_conduct_plan,
    )

    await_announcement = Await(conduct_has_begun, within={S.CONDUCT_PLAN_APPROVED}, then=this.await_minutes)

    await_minutes = Await(conduct_is_finished, within={S.UNDER_WAY}, then=this.submit_result_report)

    await_resumption = Await(pause_is_over, within={S.PAUSED}, then=this.resume)

    submit_result_report = Step(
        permission=Permission.LEAD,
        within={S.CONDUCT_FINISHED},
        asks=Asks(
            label=_("Lập và trình báo cáo kết quả kiểm tra"),
            why=_("Mọi đơn vị đã có biên bản; Trưởng đoàn báo cáo kết quả (Đ.15.3đ)."),
            person=lambda case: case.lead_id,
            due_rule="inspection.result_report",
        ),
        submit_result_report=this.await_result,
    )

    await_result = Await(result_is_signed, within={S.REPORTED}, then=this.issue_result)

    issue_result = Step(
        permission=Permission.ISSUE_DOCUMENT,
        within={S.REPORTED},
        asks=Asks(
            label=_("Cấp số, phát hành thông báo kết quả và yêu cầu khắc phục"),
            why=_(
                "Văn bản kết quả đã được ký; cấp số chậm nhất ngày làm việc tiếp theo (NĐ 30/2020 Đ.15, 18)."
            ),
            role=Role.RECORDS_CLERK,
            due_rule="document.issue",
        ),
        issue_result=this.await_closing,
    )

    await_closing = Await(
        closing_is_proposed, within={S.RESULT_ISSUED, S.REMEDY_FOLLOWED}, then=this.seal_dossier
    )

    seal_dossier = Step(
        permission=Permission.ISSUE_DOCUMENT,
        within={S.RESULT_ISSUED, S.REMEDY_FOLLOWED},
        asks=Asks(
            label=_("Niêm phong, lưu hồ sơ"),
            why=_("Trưởng đoàn đã đề nghị kết thúc hồ sơ; văn thư lưu hồ sơ (NĐ 30/2020 Đ.29-31)."),
            role=Role.RECORDS_CLERK,
            due_rule="inspection.case_closing",
        ),
        seal_dossier=this.dossier_is_closed,
    )

    dossier_is_closed = Over()
