"""Deeds of the unit that mends, and the answer to its wish for a later day (rows T15-T17; Điều 16 NĐ 217/2025/NĐ-CP)."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from inspections.actions import later_dates, remedies, remedy_reports
from inspections.enums import MoreTimeState
from inspections.forms import remedies as forms
from inspections.forms.base import NoForm
from inspections.kinds import PartyStage as S
from inspections.models import Case, LaterDate, RemedyItem
from inspections.rules.guards.remedies import waiting_blockers
from inspections.rules.policies import remedies as policies
from inspections.rules.remedies import SETTLED, WAITING_FOR_UNIT
from inspections.rules.roles import Permission
from inspections.steps.base import Step

FOLLOW_UP_LAW = "Đ.16 NĐ 217/2025/NĐ-CP"
PLAN_TEMPLATE, REPORT_TEMPLATE = "inspections/remedy_plan.html", "inspections/remedy_report.html"
LATER_TEMPLATE = "inspections/remedy_later_date.html"
UNIT_REMEDY_VERBS = ("submit_remedy_plan", "report_remedy", "ask_later_date")


def _waiting(case: Case) -> QuerySet[RemedyItem]:
    rows = RemedyItem.objects.filter(request__party_id=case.pk, state__in=WAITING_FOR_UNIT)
    return rows.select_related("request")


def _wishes(case: Case) -> QuerySet[LaterDate]:
    rows = LaterDate.objects.filter(item__request__party_id=case.pk, state=MoreTimeState.ASKED)
    return rows.exclude(item__state__in=SETTLED).select_related("item__request", "asked_by")


PARTY_REMEDY_STEPS = [
    Step(
        verb="submit_remedy_plan",
        slug="ke-hoach-khac-phuc",
        label=_("Lập kế hoạch khắc phục"),
        permission=Permission.ANSWER_FOR_INSTITUTION,
        stages=frozenset({S.REMEDYING}),
        policy=policies.refusal_to_submit_remedy_plan,
        guard=waiting_blockers,
        form=forms.RemedyPlanForm,
        act=remedies.submit_remedy_plan,
        law=FOLLOW_UP_LAW,
        done=_("Đã ghi kế hoạch khắc phục."),
        template=PLAN_TEMPLATE,
    ),
    Step(
        verb="save_remedy_report",
        slug="soan-bao-cao-khac-phuc",
        label=_("Soạn báo cáo kết quả khắc phục"),
        permission=Permission.ANSWER_FOR_INSTITUTION,
        stages=frozenset({S.REMEDYING}),
        policy=policies.refusal_to_save_remedy_report,
        guard=waiting_blockers,
        form=forms.SaveRemedyForm,
        act=remedies.save_remedy_report,
        law=FOLLOW_UP_LAW,
        done=_("Đã lưu nháp báo cáo khắc phục."),
        template=REPORT_TEMPLATE,
        main=False,
    ),
    Step(
        verb="print_remedy_report",
        slug="in-bao-cao-khac-phuc",
        label=_("In báo cáo khắc phục để ký"),
        permission=Permission.ANSWER_FOR_INSTITUTION,
        stages=frozenset({S.REMEDYING}),
        policy=policies.refusal_to_save_remedy_report,
        guard=waiting_blockers,
        form=NoForm,
        act=remedy_reports.print_remedy_report,
        consequence=_(
            "Hệ thống lập một bản báo cáo mang tên đơn vị để ký, đóng dấu một lần; bản in trước bị thay."
        ),
        done=_("Đã lập bản in; xem ở mục «Văn bản»."),
        main=False,
    ),
    Step(
        verb="report_remedy",
        slug="nop-bao-cao-khac-phuc",
        label=_("Nộp báo cáo kết quả khắc phục"),
        permission=Permission.REPRESENT_INSTITUTION,
        stages=frozenset({S.REMEDYING}),
        policy=policies.refusal_to_report_remedy,
        guard=waiting_blockers,
        form=forms.ReportRemedyForm,
        act=remedy_reports.report_remedy,
        law=FOLLOW_UP_LAW,
        done=_("Đã nộp. Giấy xác nhận đã nộp có trong mục «Văn bản»."),
        template=REPORT_TEMPLATE,
    ),
    Step(
        verb="ask_later_date",
        slug="xin-lui-han-khac-phuc",
        label=_("Xin lùi thời hạn khắc phục"),
        permission=Permission.ANSWER_FOR_INSTITUTION,
        stages=frozenset({S.REMEDYING}),
        policy=policies.refusal_to_ask_later_date,
        guard=waiting_blockers,
        form=forms.AskLaterDateForm,
        act=later_dates.ask_later_date,
        law=FOLLOW_UP_LAW,
        consequence=_("Thời hạn hiện nay vẫn giữ cho đến khi người ra quyết định kiểm tra trả lời."),
        done=_("Đã gửi đề nghị; người ra quyết định kiểm tra được báo ngay."),
        subjects=_waiting,
        template=LATER_TEMPLATE,
        main=False,
    ),
    Step(
        verb="decide_later_date",
        slug="tra-loi-xin-lui-han",
        label=_("Trả lời đơn vị xin lùi thời hạn khắc phục"),
        permission=Permission.SIGN_FOR_AGENCY,
        stages=frozenset({S.REMEDYING, S.REMEDY_REPORTED}),
        policy=policies.refusal_to_decide_later_date,
        guard=lambda facts: [],
        form=forms.DecideLaterDateForm,
        act=later_dates.decide_later_date,
        law=FOLLOW_UP_LAW,
        consequence=_("Thời hạn của yêu cầu và lịch đôn đốc theo ngày mới; đơn vị được báo ngay."),
        done=_("Đã trả lời đơn vị."),
        subjects=_wishes,
        template=LATER_TEMPLATE,
        main=False,
    ),
]
