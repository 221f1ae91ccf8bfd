"""Deeds of the department that follows what a unit mends (rows T17-T19; Nghị định 217/2025/NĐ-CP Điều 16)."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from inspections.actions import remedy_reviews, urging
from inspections.enums import RemedyState
from inspections.forms import remedy_reviews as forms
from inspections.forms.base import NoForm
from inspections.kinds import PartyStage as S
from inspections.models import Case, RemedyItem
from inspections.rules.guards import remedy_reviews as guards
from inspections.rules.policies import remedy_reviews as policies
from inspections.rules.remedies import SETTLED
from inspections.rules.roles import Permission
from inspections.steps.base import Step

LAW = "Đ.16 NĐ 217/2025/NĐ-CP"
REVIEW_TEMPLATE, ITEM_TEMPLATE = "inspections/steps/remedy_review.html", "inspections/steps/remedy_item.html"
FOLLOWING = frozenset({S.REMEDYING, S.REMEDY_REPORTED})


def _unsettled(case: Case) -> QuerySet[RemedyItem]:
    rows = RemedyItem.objects.filter(request__party_id=case.pk, request__issued_at__isnull=False)
    return rows.exclude(state__in=SETTLED)


def _unchecked(case: Case) -> QuerySet[RemedyItem]:
    return RemedyItem.objects.filter(
        request__party_id=case.pk, state=RemedyState.ACCEPTED, effect_checked_at__isnull=True
    )


PARTY_FOLLOW_UP_STEPS = [
    Step(
        verb="review_remedy",
        slug="xem-xet-khac-phuc",
        label=_("Xem xét báo cáo khắc phục"),
        permission=Permission.FOLLOW_REMEDY,
        stages=FOLLOWING,
        policy=policies.refusal_to_follow_remedy,
        guard=guards.review_blockers,
        form=forms.ReviewRemedyForm,
        act=remedy_reviews.review_remedy,
        law=LAW,
        consequence=_(
            "Yêu cầu đã khắc phục được chấp nhận; yêu cầu còn lại trả cho đơn vị kèm lý do và thời hạn mới. Đơn vị được "
            "báo ngay."
        ),
        done=_("Đã ghi kết quả xem xét."),
        template=REVIEW_TEMPLATE,
        main=False,
    ),
    Step(
        verb="confirm_remedy",
        slug="xac-nhan-khac-phuc",
        label=_("Xác nhận hoàn thành khắc phục"),
        permission=Permission.CONFIRM_REMEDY,
        stages=FOLLOWING,
        policy=policies.refusal_to_confirm_remedy,
        guard=guards.confirm_blockers,
        form=NoForm,
        act=remedy_reviews.confirm_remedy,
        law=LAW,
        consequence=_(
            "Kết thúc theo dõi đơn vị; thông báo xác nhận hoàn thành được soạn để người có thẩm quyền ký, văn thư phát hành."
        ),
        done=_("Đã xác nhận hoàn thành; thông báo chờ ký ở mục «Văn bản»."),
    ),
    Step(
        verb="end_remedy_item",
        slug="ket-thuc-theo-doi-yeu-cau",
        label=_("Kết thúc theo dõi một yêu cầu"),
        permission=Permission.SIGN_FOR_AGENCY,
        stages=FOLLOWING,
        policy=policies.refusal_to_end_remedy,
        guard=guards.no_blockers,
        form=forms.EndRemedyForm,
        act=remedy_reviews.end_remedy_item,
        law=LAW,
        consequence=_("Yêu cầu không còn được theo dõi và không tính là đã khắc phục; đơn vị được báo ngay."),
        done=_("Đã kết thúc theo dõi yêu cầu."),
        subjects=_unsettled,
        template=ITEM_TEMPLATE,
        main=False,
    ),
    Step(
        verb="draft_urging_letter",
        slug="cong-van-don-doc",
        label=_("Lập công văn đôn đốc khắc phục"),
        permission=Permission.FOLLOW_REMEDY,
        stages=frozenset({S.REMEDYING}),
        policy=policies.refusal_to_follow_remedy,
        guard=guards.urging_letter_blockers,
        form=forms.UrgingLetterForm,
        act=urging.draft_urging_letter,
        law=LAW,
        consequence=_("Công văn nêu các yêu cầu chưa báo cáo; người có thẩm quyền ký, văn thư phát hành."),
        done=_("Đã lập công văn, chờ ký ở mục «Văn bản»."),
        main=False,
    ),
    Step(
        verb="draft_superior_report",
        slug="bao-cao-cap-tren",
        label=_("Báo cáo cấp trên về việc chậm khắc phục"),
        permission=Permission.FOLLOW_REMEDY,
        stages=frozenset({S.REMEDYING}),
        policy=policies.refusal_to_follow_remedy,
        guard=guards.superior_report_blockers,
        form=forms.SuperiorReportForm,
        act=urging.draft_superior_report,
        law="Đ.16 khoản 1 NĐ 217/2025/NĐ-CP",
        consequence=_(
            "Báo cáo nêu yêu cầu quá hạn và công văn đã đôn đốc; đơn vị không xem được báo cáo này."
        ),
        done=_("Đã lập báo cáo, chờ ký ở mục «Văn bản»."),
        main=False,
    ),
    Step(
        verb="check_effect",
        slug="xem-lai-hieu-qua",
        label=_("Xem lại hiệu quả khắc phục"),
        permission=Permission.FOLLOW_REMEDY,
        stages=frozenset({S.COMPLETED}),
        policy=policies.refusal_to_follow_remedy,
        guard=guards.no_blockers,
        form=forms.CheckEffectForm,
        act=remedy_reviews.check_effect,
        law=LAW,
        consequence=_("Nhận xét được giữ cùng hồ sơ của đơn vị; hồ sơ không mở lại."),
        done=_("Đã ghi kết quả xem lại hiệu quả."),
        subjects=_unchecked,
        template=ITEM_TEMPLATE,
        main=False,
        even_paused=True,
    ),
]
FOLLOW_UP_VERBS = frozenset(step.verb for step in PARTY_FOLLOW_UP_STEPS)
