"""Deeds of the written interventions (domain table 12.1.1 rows 9-14, table 12.1.2 rows T6 and T14)."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inspections.actions import order_drafts, orders
from inspections.enums import OrderState
from inspections.exceptions import Blocker
from inspections.forms import orders as forms
from inspections.forms.base import StepForm
from inspections.kinds import InspectionStage, PartyStage
from inspections.models import Case, Order
from inspections.rules.guards import orders as guards
from inspections.rules.policies import orders as policies
from inspections.rules.roles import Permission
from inspections.steps.base import Step

SHOWN = ("document", "party__institution", "drafted_by")
STANDING = guards.RUNNING | {InspectionStage.PAUSED}
DRAFTED = _("Đã lập dự thảo. Người ký đã nhận việc; văn bản chỉ có hiệu lực sau khi ký và phát hành.")
OPEN_PARTY = frozenset(
    {
        PartyStage.LISTED,
        PartyStage.NOTIFIED,
        PartyStage.REPORT_RECEIVED,
        PartyStage.ANNOUNCED,
        PartyStage.UNDER_CHECK,
        PartyStage.MINUTES_DRAFTED,
    }
)


def _drafted(case: Case) -> QuerySet[Order]:
    return Order.objects.filter(case_id=case.pk, state=OrderState.DRAFTED).select_related(*SHOWN)


def _signed(case: Case) -> QuerySet[Order]:
    return Order.objects.filter(case_id=case.pk, state=OrderState.SIGNED).select_related(*SHOWN)


def _open(case: Case) -> QuerySet[Order]:
    states = (OrderState.DRAFTED, OrderState.SIGNED)
    return Order.objects.filter(case_id=case.pk, state__in=states).select_related(*SHOWN)


def _draft(
    verb: str,
    slug: str,
    label: str | Promise,
    *,
    guard: Callable[[Any], list[Blocker]],
    form: type[StepForm],
    act: Callable[..., Any],
    law: str,
    consequence: str | Promise,
    template: str = "inspections/steps/draft_order.html",
) -> Step:
    """A draft of the inspection: for the lead, officers and the leadership, at every stage in which one may think of it."""
    return Step(
        verb=verb,
        slug=slug,
        label=label,
        permission=Permission.DRAFT_ORDER,
        stages=STANDING,
        policy=policies.refusal_to_draft_order,
        guard=guard,
        form=form,
        act=act,
        law=law,
        consequence=consequence,
        done=DRAFTED,
        template=template,
        main=False,
    )


INSPECTION_ORDER_STEPS = [
    _draft(
        "draft_extension",
        "gia-han",
        _("Gia hạn thời hạn kiểm tra"),
        guard=guards.extension_blockers,
        form=forms.ExtensionForm,
        act=order_drafts.draft_extension,
        law="Đ.13.2b NĐ 217/2025/NĐ-CP",
        consequence=_(
            "Chỉ gia hạn một lần, trước khi hết thời hạn. Khi quyết định gia hạn được phát hành, mọi hạn theo thời hạn "
            "kiểm tra được tính lại."
        ),
    ),
    _draft(
        "draft_pause",
        "tam-dung",
        _("Tạm dừng kiểm tra"),
        guard=guards.pause_blockers,
        form=forms.PauseForm,
        act=order_drafts.draft_pause,
        law="Đ.7.2đ NĐ 217/2025/NĐ-CP",
        consequence=_(
            "Chỉ khi có sự kiện bất khả kháng làm cho không thể tiếp tục. Trong thời gian tạm dừng, hồ sơ của các đơn vị "
            "chỉ xem được."
        ),
    ),
    _draft(
        "draft_resumption",
        "tiep-tuc",
        _("Tiếp tục kiểm tra sau tạm dừng"),
        guard=guards.resumption_blockers,
        form=forms.ResumptionForm,
        act=order_drafts.draft_resumption,
        law="Đ.7.2đ NĐ 217/2025/NĐ-CP",
        consequence=_("Quyết định in cả hai ngày hết thời hạn, tính và không tính thời gian tạm dừng."),
    ),
    _draft(
        "draft_termination",
        "dinh-chi",
        _("Đình chỉ cuộc kiểm tra"),
        guard=guards.termination_blockers,
        form=forms.TerminationForm,
        act=order_drafts.draft_termination,
        law="Đ.7.2đ NĐ 217/2025/NĐ-CP",
        consequence=_(
            "Cuộc kiểm tra kết thúc, không mở lại; biên bản đã ký giữ nguyên giá trị. Không đình chỉ để thuận tiện công việc."
        ),
    ),
    _draft(
        "draft_revocation",
        "bai-bo",
        _("Bãi bỏ quyết định kiểm tra"),
        guard=guards.revocation_blockers,
        form=forms.OrderForm,
        act=order_drafts.draft_revocation,
        law="Đ.7 NĐ 217/2025/NĐ-CP",
        consequence=_("Chỉ khi chưa công bố với đơn vị nào. Hồ sơ kết thúc, không mở lại."),
    ),
    _draft(
        "draft_amendment",
        "sua-doi-quyet-dinh",
        _("Sửa đổi, bổ sung quyết định kiểm tra"),
        guard=guards.amendment_blockers,
        form=forms.AmendmentForm,
        act=order_drafts.draft_amendment,
        law="Đ.4.2, Đ.11.3, Đ.12.2 NĐ 217/2025/NĐ-CP",
        consequence=_(
            "Đơn vị bị đưa ra khỏi danh sách không còn xem được hồ sơ và được báo. Khi có đơn vị mới, Đoàn kê khai lại xung "
            "đột lợi ích."
        ),
    ),
    _draft(
        "draft_replacement",
        "thay-thanh-vien",
        _("Thay đổi thành viên Đoàn"),
        guard=guards.replacement_blockers,
        form=forms.ReplacementForm,
        act=order_drafts.draft_replacement,
        law="Đ.11.3, Đ.12 NĐ 217/2025/NĐ-CP",
        consequence=_(
            "Khi quyết định được phát hành, người thôi tham gia không còn xem được hồ sơ; việc đang làm chuyển cho người thay."
        ),
    ),
    Step(
        verb="sign_order",
        slug="ky-van-ban",
        label=_("Ký văn bản can thiệp"),
        permission=Permission.SIGN_FOR_AGENCY,
        stages=STANDING,
        policy=policies.refusal_to_sign_order,
        guard=lambda facts: [],
        form=forms.SignOrderForm,
        act=orders.sign_order,
        law="Đ.6, Đ.7, Đ.13 NĐ 217/2025/NĐ-CP; Đ.13, Đ.32 NĐ 30/2020/NĐ-CP",
        consequence=_(
            "Sau khi bạn ký, văn thư cấp số và phát hành; từ lúc đó văn bản có hiệu lực trong hồ sơ."
        ),
        done=_("Đã ký văn bản."),
        subjects=_drafted,
        template="inspections/steps/sign_order.html",
        main=False,
    ),
    Step(
        verb="issue_order",
        slug="phat-hanh-van-ban",
        label=_("Cấp số, phát hành văn bản can thiệp"),
        permission=Permission.ISSUE_DOCUMENT,
        stages=STANDING,
        policy=policies.refusal_to_issue_order,
        guard=lambda facts: [],
        form=forms.IssueOrderForm,
        act=orders.issue_order,
        law="Đ.15, Đ.18, Đ.32 NĐ 30/2020/NĐ-CP",
        consequence=_(
            "Khi phát hành, văn bản khóa lại và có hiệu lực ngay trong hồ sơ; các đơn vị liên quan được báo."
        ),
        done=_("Đã phát hành văn bản."),
        subjects=_signed,
        template="inspections/steps/sign_order.html",
        main=False,
    ),
    Step(
        verb="drop_order",
        slug="rut-du-thao",
        label=_("Rút dự thảo văn bản can thiệp"),
        permission=Permission.DRAFT_ORDER,
        stages=STANDING | {InspectionStage.CONDUCT_FINISHED},
        policy=policies.refusal_to_drop_order,
        guard=lambda facts: [],
        form=forms.DropOrderForm,
        act=orders.drop_order,
        consequence=_("Dự thảo không bị xóa; được ghi là không ban hành, kèm lý do."),
        done=_("Đã rút dự thảo."),
        subjects=_open,
        template="inspections/steps/sign_order.html",
        main=False,
    ),
]

PARTY_ORDER_STEPS = [
    Step(
        verb="draft_party_termination",
        slug="dinh-chi-doi-voi-don-vi",
        label=_("Đình chỉ kiểm tra đối với đơn vị"),
        permission=Permission.DRAFT_ORDER,
        stages=OPEN_PARTY,
        policy=policies.refusal_to_draft_order,
        guard=guards.party_termination_blockers,
        form=forms.TerminationForm,
        act=order_drafts.draft_party_termination,
        law="Đ.7.2đ NĐ 217/2025/NĐ-CP",
        consequence=_(
            "Chỉ việc kiểm tra đối với đơn vị này kết thúc; hồ sơ giữ tên đơn vị, không chuyển cho đơn vị nhận sáp nhập."
        ),
        done=DRAFTED,
        template="inspections/steps/draft_order.html",
        main=False,
    ),
    Step(
        verb="draft_plan_adjustment",
        slug="doi-phuong-thuc",
        label=_("Đổi phương thức sang kiểm tra trực tiếp"),
        permission=Permission.LEAD,
        stages=frozenset({PartyStage.UNDER_CHECK}),
        policy=policies.refusal_to_draft_plan_adjustment,
        guard=guards.plan_adjustment_blockers,
        form=forms.PlanAdjustmentForm,
        act=order_drafts.draft_plan_adjustment,
        law="Đ.4.5, Đ.14.2 NĐ 217/2025/NĐ-CP",
        consequence=_(
            "Người ra quyết định phê duyệt. Phương thức chỉ đổi từ xa sang trực tiếp; kết quả kiểm tra trên môi trường số "
            "của đơn vị tính theo phương thức mới."
        ),
        done=DRAFTED,
        template="inspections/steps/draft_order.html",
        main=False,
    ),
]

DRAFT_VERBS = frozenset(
    step.verb for step in [*INSPECTION_ORDER_STEPS, *PARTY_ORDER_STEPS] if step.subjects is None
)
OF_AN_ORDER = frozenset(step.verb for step in INSPECTION_ORDER_STEPS if step.subjects is not None)
