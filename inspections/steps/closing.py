"""Deeds of closing and keeping a dossier (row 19; Nghị định 30/2020/NĐ-CP Điều 29-31)."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from inspections.actions import archives, closing
from inspections.exceptions import Blocker
from inspections.forms import closing as forms
from inspections.forms.base import NoForm
from inspections.kinds import INSPECTION
from inspections.kinds import InspectionStage as S
from inspections.models import Case, LegalHold
from inspections.rules.facts import InspectionFacts
from inspections.rules.guards import closing as guards
from inspections.rules.policies import closing as policies
from inspections.rules.roles import Permission
from inspections.steps.base import Step

LAW = "Đ.29-31 NĐ 30/2020/NĐ-CP"
PAGE = "inspections/steps/closing.html"
DONE = frozenset({S.RESULT_ISSUED, S.REMEDY_FOLLOWED})
ENDED = frozenset({S.TERMINATED, S.REVOKED, S.NOT_PURSUED})


def _holds(case: Case) -> QuerySet[LegalHold]:
    return LegalHold.objects.filter(case_id=case.pk, lifted_at__isnull=True)


def _nothing_missing(facts: InspectionFacts) -> list[Blocker]:
    """A hold is placed and lifted at any time; its reason is asked by the form."""
    return []


INSPECTION_CLOSING_STEPS = [
    Step(
        verb="propose_closing",
        slug="de-nghi-ket-thuc",
        label=_("Đề nghị kết thúc, lưu hồ sơ"),
        permission=Permission.LEAD,
        stages=DONE | ENDED,
        policy=policies.refusal_to_propose_closing,
        guard=guards.propose_closing_blockers,
        form=forms.ProposeClosingForm,
        act=closing.propose_closing,
        law=LAW,
        consequence=_("Văn thư xem mục lục rồi niêm phong; sau khi niêm phong hồ sơ chỉ xem được."),
        done=_("Đã đề nghị kết thúc hồ sơ, chờ văn thư niêm phong."),
        template=PAGE,
    ),
    Step(
        verb="seal_dossier",
        slug="niem-phong",
        label=_("Niêm phong, lưu hồ sơ"),
        permission=Permission.ISSUE_DOCUMENT,
        stages=DONE,
        policy=policies.refusal_to_seal_dossier,
        guard=guards.seal_dossier_blockers,
        form=NoForm,
        act=closing.seal_dossier,
        law=LAW,
        consequence=_(
            "Bản kê ghi mã SHA-256 của mọi văn bản, tài liệu và mã cuối chuỗi sự kiện được chốt lại; không ai ghi thêm "
            "vào hồ sơ được nữa. Việc này không hoàn tác được."
        ),
        done=_("Đã niêm phong hồ sơ; bản lưu đang được tạo."),
        template=PAGE,
    ),
    Step(
        verb="seal_ended_dossier",
        slug="niem-phong-ket-thuc-som",
        label=_("Niêm phong, lưu hồ sơ kết thúc sớm"),
        permission=Permission.ISSUE_DOCUMENT,
        stages=ENDED,
        policy=policies.refusal_to_seal_dossier,
        guard=guards.seal_dossier_blockers,
        form=NoForm,
        act=closing.seal_ended_dossier,
        law=LAW,
        consequence=_("Hồ sơ giữ nguyên giai đoạn; bản kê được chốt lại và không ai ghi thêm được nữa."),
        done=_("Đã niêm phong hồ sơ; bản lưu đang được tạo."),
        template=PAGE,
    ),
    Step(
        verb="return_closing",
        slug="tra-lai-de-nghi-ket-thuc",
        label=_("Trả lại đề nghị kết thúc hồ sơ"),
        permission=Permission.ISSUE_DOCUMENT,
        stages=DONE | ENDED,
        policy=policies.refusal_to_return_closing,
        guard=guards.return_closing_blockers,
        form=forms.ReturnClosingForm,
        act=closing.return_closing,
        law=LAW,
        done=_("Đã trả lại đề nghị kết thúc hồ sơ."),
        template=PAGE,
        main=False,
    ),
    Step(
        verb="place_hold",
        slug="giu-ho-so",
        label=_("Giữ hồ sơ, không tiêu hủy"),
        permission=Permission.READ_CASES,
        stages=frozenset(INSPECTION.final),
        policy=policies.refusal_to_hold,
        guard=_nothing_missing,
        form=forms.HoldForm,
        act=archives.place_hold,
        law=LAW,
        consequence=_("Hồ sơ đang giữ không đưa vào danh sách tiêu hủy được, dù đã hết thời hạn bảo quản."),
        done=_("Đã ghi lệnh giữ hồ sơ."),
        main=False,
        even_sealed=True,
    ),
    Step(
        verb="lift_hold",
        slug="thoi-giu-ho-so",
        label=_("Thôi giữ hồ sơ"),
        permission=Permission.READ_CASES,
        stages=frozenset(INSPECTION.final),
        policy=policies.refusal_to_hold,
        guard=_nothing_missing,
        form=forms.LiftHoldForm,
        act=archives.lift_hold,
        law=LAW,
        done=_("Đã thôi giữ hồ sơ."),
        subjects=_holds,
        main=False,
        even_sealed=True,
    ),
]
CLOSING_VERBS = frozenset(step.verb for step in INSPECTION_CLOSING_STEPS)
