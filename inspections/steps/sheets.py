"""Deeds that print the sheets around an inspection (domain 13, nos. 3, 4, 17)."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from inspections.actions import sheets
from inspections.enums import ReferralState
from inspections.forms.sheets import HandoverForm, PrintSheetForm
from inspections.kinds import INSPECTION, InspectionStage
from inspections.models import Case, Referral
from inspections.rules.guards import records as guards
from inspections.rules.policies import sheets as policies
from inspections.rules.roles import Permission
from inspections.steps.base import Step
from inspections.steps.records import FULL_LIFE, RECORD


def _going(case: Case) -> QuerySet[Referral]:
    return Referral.objects.filter(party=case).exclude(state=ReferralState.DROPPED)


INSPECTION_SHEET_STEPS = [
    Step(
        verb="print_sheet",
        slug="in-phieu",
        label=_("In phiếu đề xuất, phiếu rà soát, bản cam kết"),
        permission=Permission.READ_CASES,
        stages=frozenset({*InspectionStage} - INSPECTION.final),
        policy=policies.refusal_to_print_sheet,
        guard=guards.no_blockers,
        form=PrintSheetForm,
        act=sheets.print_sheet,
        law="Đ.7.1b, Đ.11.2, Đ.12.2 NĐ 217/2025/NĐ-CP; Đ.29 NĐ 59/2019/NĐ-CP",
        consequence=_(
            "Phiếu in từ hồ sơ tại thời điểm này, nằm ở mục Văn bản; đơn vị được kiểm tra không thấy."
        ),
        done=_("Đã lập phiếu, bản in có ở mục Văn bản sau ít giây."),
        main=False,
        even_paused=True,
    )
]
PARTY_SHEET_STEPS = [
    Step(
        verb="draft_handover",
        slug="lap-bien-ban-ban-giao",
        label=_("Lập biên bản bàn giao hồ sơ"),
        permission=Permission.READ_CASES,
        stages=FULL_LIFE,
        policy=policies.refusal_to_draft_handover,
        guard=guards.no_blockers,
        form=HandoverForm,
        act=sheets.draft_handover,
        law="Đ.15.3b, Đ.15.3c, Đ.15.3d NĐ 217/2025/NĐ-CP",
        consequence=_(
            "Biên bản chỉ ghi việc bàn giao: số, ngày, danh mục tệp; không ghi nội dung xử lý của bên nhận."
        ),
        done=_("Đã lập biên bản bàn giao, bản in ký có ở mục Văn bản sau ít giây."),
        subjects=_going,
        template=RECORD,
        main=False,
        even_paused=True,
    )
]
