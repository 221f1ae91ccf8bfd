"""Deeds around what was asked of the institution: its report, additions, more time, answers on paper (practice.md 5)."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from inspections.actions import more_time, outline, paper_replies, requests
from inspections.enums import MoreTimeState
from inspections.forms import outline as outline_forms
from inspections.forms import replies as forms
from inspections.forms.base import NoForm
from inspections.kinds import PartyStage as S
from inspections.models import Case, InformationRequest, MoreTime
from inspections.rules.policies import party as policies
from inspections.rules.policies.replies import refusal_to_enter_paper_answer
from inspections.rules.roles import Permission
from inspections.steps.base import Step


def _requests(case: Case) -> QuerySet[InformationRequest]:
    return InformationRequest.objects.filter(party_id=case.pk).select_related("sent_by")


PARTY_REPLY_STEPS = [
    Step(
        verb="prepare_outline_report",
        slug="soan-bao-cao",
        label=_("Soạn báo cáo theo đề cương"),
        permission=Permission.ANSWER_FOR_INSTITUTION,
        stages=frozenset({S.NOTIFIED}),
        policy=policies.refusal_to_answer,
        guard=lambda facts: [],
        form=outline_forms.PrepareOutlineForm,
        act=outline.prepare_outline_report,
        law="Đ.9.2 NĐ 217/2025/NĐ-CP",
        consequence=_(
            "Nội dung được giữ lại để soạn tiếp; Đoàn kiểm tra chưa thấy cho đến khi thủ trưởng nộp."
        ),
        done=_("Đã lưu nháp báo cáo."),
        template="inspections/steps/outline_prepare.html",
        main=False,
    ),
    Step(
        verb="print_outline_report",
        slug="in-bao-cao",
        label=_("In báo cáo theo đề cương để ký"),
        permission=Permission.ANSWER_FOR_INSTITUTION,
        stages=frozenset({S.NOTIFIED}),
        policy=policies.refusal_to_answer,
        guard=lambda facts: [],
        form=NoForm,
        act=outline.print_outline_report,
        consequence=_(
            "Hệ thống lập một bản báo cáo mang tên đơn vị để ký, đóng dấu một lần; bản in trước bị thay."
        ),
        done=_("Đã lập bản in; xem ở mục «Văn bản»."),
        main=False,
    ),
    Step(
        verb="add_to_answer",
        slug="bo-sung",
        label=_("Bổ sung cho phần đã trả lời"),
        permission=Permission.ANSWER_FOR_INSTITUTION,
        stages=frozenset({S.UNDER_CHECK}),
        policy=policies.refusal_to_answer,
        guard=lambda facts: [],
        form=forms.AddToAnswerForm,
        act=requests.add_to_answer,
        law="Đ.9.2 NĐ 217/2025/NĐ-CP",
        done=_("Đã bổ sung. Giấy xác nhận đã nộp có trong mục «Trao đổi với đơn vị»."),
        subjects=_requests,
        template="portal/request.html",
        main=False,
    ),
    Step(
        verb="ask_more_time",
        slug="xin-them-thoi-gian",
        label=_("Xin thêm thời gian trả lời"),
        permission=Permission.ANSWER_FOR_INSTITUTION,
        stages=frozenset({S.UNDER_CHECK}),
        policy=policies.refusal_to_answer,
        guard=lambda facts: [],
        form=forms.AskMoreTimeForm,
        act=more_time.ask_more_time,
        consequence=_("Hạn hiện nay vẫn giữ cho đến khi Trưởng đoàn trả lời."),
        done=_("Đã gửi đề nghị; Trưởng đoàn được báo ngay."),
        subjects=_requests,
        template="inspections/steps/more_time.html",
        main=False,
    ),
    Step(
        verb="decide_more_time",
        slug="tra-loi-xin-them-thoi-gian",
        label=_("Trả lời đơn vị xin thêm thời gian"),
        permission=Permission.LEAD,
        stages=frozenset({S.UNDER_CHECK}),
        policy=policies.refusal_to_lead,
        guard=lambda facts: [],
        form=forms.DecideMoreTimeForm,
        act=more_time.decide_more_time,
        consequence=_("Đơn vị được báo ngay; ngày mới phải nằm trong thời hạn kiểm tra (Đ.13)."),
        done=_("Đã trả lời đơn vị."),
        subjects=lambda case: MoreTime.objects.filter(
            request__party_id=case.pk, state=MoreTimeState.ASKED
        ).select_related("request"),
        template="inspections/steps/more_time.html",
        main=False,
    ),
    Step(
        verb="enter_paper_answer",
        slug="nhap-thay",
        label=_("Nhập thay câu trả lời bằng văn bản"),
        permission=Permission.READ_CASES,
        stages=frozenset({S.UNDER_CHECK}),
        policy=refusal_to_enter_paper_answer,
        guard=lambda facts: [],
        form=forms.PaperAnswerForm,
        act=paper_replies.enter_paper_answer,
        law="Đ.9.2 NĐ 217/2025/NĐ-CP; Đ.20-24 NĐ 30/2020/NĐ-CP",
        consequence=_(
            "Câu trả lời luôn hiện là «Nhập thay từ văn bản đến số …», không phải việc đơn vị tự làm trên hệ thống."
        ),
        done=_("Đã nhập câu trả lời từ văn bản của đơn vị."),
        subjects=_requests,
        main=False,
    ),
]
