"""The main line of one inspected party (domain table 12.1.2, rows T1-T4, T7, T10, T15-T18)."""

from django.utils.translation import gettext_noop as _
from viewflow import this
from viewflow.workflow import flow

from inspections.kinds import InspectionStage
from inspections.kinds import PartyStage as S
from inspections.models import Case, RemedyItem
from inspections.rules.remedies import SETTLED
from inspections.rules.roles import Permission, Role
from workflows.locks import root_lock
from workflows.models import CaseProcess, CaseTask
from workflows.nodes import Asks, Await, Begin, ByStage, Over, Step

PLAN_IN_FORCE = frozenset({InspectionStage.CONDUCT_PLAN_APPROVED, InspectionStage.UNDER_WAY})


def plan_is_approved(case: Case) -> bool:
    """The conduct plan of the inspection is approved."""
    assert case.parent is not None
    return case.parent.stage in PLAN_IN_FORCE


def result_is_out(case: Case) -> bool:
    """The result was issued and something is asked of the party."""
    return str(case.stage) in (S.REMEDYING, S.REMEDY_REPORTED)


def remedy_is_reported(case: Case) -> bool:
    """The institution has reported on every item."""
    return str(case.stage) == S.REMEDY_REPORTED


def every_item_is_settled(case: Case) -> bool:
    """Each item was accepted, or ended with what follows."""
    return not RemedyItem.objects.filter(request__party_id=case.pk).exclude(state__in=SETTLED).exists()


def _lead(case: Case) -> int | None:
    return case.lead_id


ANNOUNCEMENT = Asks(
    label=_("Công bố quyết định kiểm tra"),
    why=_("Buổi làm việc đầu tiên với đại diện đơn vị; thời hạn tính từ ngày công bố (Đ.13, 15.1)."),
    person=_lead,
    verb="announce_decision",
)


def announced_without_notice(case: Case) -> Asks | None:
    """Where secrecy is asked for, no schedule is notified: the lead is asked to announce at once (T1, T3)."""
    assert case.parent is not None
    details = case.parent.inspection_details
    return ANNOUNCEMENT if details.secrecy or details.urgent else None


class InspectedPartyFlow(flow.Flow):
    """Đối tượng kiểm tra."""

    process_class = CaseProcess
    task_class = CaseTask
    lock_impl = root_lock

    start = Begin(then=this.resume)

    resume = ByStage(
        {
            S.LISTED: this.await_plan,
            S.NOTIFIED: this.announce_decision,
            S.REPORT_RECEIVED: this.announce_decision,
            S.ANNOUNCED: this.begin_check,
            S.UNDER_CHECK: this.draft_minutes,
            S.MINUTES_DRAFTED: this.sign_minutes,
            S.MINUTES_SIGNED: this.await_result,
            S.REMEDYING: this.await_report,
            S.REMEDY_REPORTED: this.await_acceptance,
        }
    )

    await_plan = Await(plan_is_approved, within={S.LISTED}, then=this.notify_schedule)

    notify_schedule = Step(
        permission=Permission.LEAD,
        within={S.LISTED},
        asks=Asks(
            label=_("Thông báo lịch kiểm tra cho đơn vị"),
            why=_("Kế hoạch tiến hành đã được phê duyệt; đơn vị cần biết lịch và đề cương báo cáo."),
            person=_lead,
            otherwise=announced_without_notice,
        ),
        notify_schedule=this.announce_decision,
        announce_decision=this.begin_check,
    )

    announce_decision = Step(
        permission=Permission.LEAD,
        within={S.NOTIFIED, S.REPORT_RECEIVED},
        asks=ANNOUNCEMENT,
        announce_decision=this.begin_check,
    )

    begin_check = Step(
        permission=Permission.LEAD,
        within={S.ANNOUNCED},
        asks=Asks(
            label=_("Phân công nội dung và bắt đầu kiểm tra"),
            why=_("Đã công bố quyết định; phân công nội dung cho thành viên Đoàn."),
            person=_lead,
        ),
        begin_check=this.draft_minutes,
    )

    draft_minutes = Step(
        permission=Permission.LEAD,
        within={S.UNDER_CHECK},
        asks=Asks(
            label=_("Kiểm tra và dự thảo biên bản"),
            why=_("Ghi kết quả mọi nội dung rồi dự thảo biên bản để đơn vị có ý kiến (Đ.15)."),
            person=_lead,
            due_rule="limit",
        ),
        draft_minutes=this.sign_minutes,
    )

    sign_minutes = Step(
        permission=Permission.LEAD,
        within={S.MINUTES_DRAFTED},
        asks=Asks(
            label=_("Hoàn tất và ký biên bản kiểm tra"),
            why=_(
                "Đơn vị đang có ý kiến; hai bên xác nhận nội dung rồi ký trong thời hạn kiểm tra (Đ.15.3a)."
            ),
            person=_lead,
            due_rule="limit",
        ),
        sign_minutes=this.await_result,
        record_refusal=this.await_result,
        take_up_again=this.draft_minutes,
    )

    await_result = Await(result_is_out, within={S.MINUTES_SIGNED}, then=this.await_report)

    await_report = Await(remedy_is_reported, within={S.REMEDYING}, then=this.await_acceptance)

    await_acceptance = Await(every_item_is_settled, within={S.REMEDY_REPORTED}, then=this.confirm_remedy)

    confirm_remedy = Step(
        permission=Permission.CONFIRM_REMEDY,
        within={S.REMEDY_REPORTED},
        asks=Asks(
            label=_("Xác nhận hoàn thành khắc phục"),
            why=_("Mọi yêu cầu đã được chấp nhận; xác nhận để kết thúc theo dõi đơn vị (Đ.16)."),
            role=Role.SECTION_HEAD,
            due_rule="inspection.remedy_confirmation",
        ),
        confirm_remedy=this.remedy_is_over,
    )

    remedy_is_over = Over()
