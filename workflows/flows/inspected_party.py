"""The main line of one inspected party (domain table 12.1.2, rows T1-T4, T7, T10); the lead's turns."""

from django.utils.translation import gettext_noop as _
from viewflow import this
from viewflow.workflow import flow

from inspections.kinds import InspectionStage
from inspections.kinds import PartyStage as S
from inspections.models import Case
from inspections.rules.roles import Permission
from workflows.locks import root_lock
from workflows.models import CaseProcess, CaseTask
from workflows.nodes import Asks, Await, Begin, ByStage, Over, Step

PLAN_IN_FORCE = frozenset({InspectionStage.CONDUCT_PLAN_APPROVED, InspectionStage.UNDER_WAY})


def plan_is_approved(case: Case) -> bool:
    """The conduct plan of the inspection is approved."""
    assert case.parent is not None
    return case.parent.stage in PLAN_IN_FORCE


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
            S.MINUTES_SIGNED: this.minutes_are_signed,
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
        sign_minutes=this.minutes_are_signed,
        record_refusal=this.minutes_are_signed,
        take_up_again=this.draft_minutes,
    )

    minutes_are_signed = Over()
