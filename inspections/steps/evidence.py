"""Deeds about one file of a party's dossier: each side with its own files (Nghị định 217/2025/NĐ-CP Điều 5, 9)."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from inspections.actions import evidence
from inspections.enums import Side
from inspections.forms import evidence as forms
from inspections.kinds import PartyStage as S
from inspections.models import Case, EvidenceFile
from inspections.rules.guards.evidence import file_change_blockers
from inspections.rules.policies import evidence as policies
from inspections.rules.roles import Permission
from inspections.steps.base import Step

TEMPLATE = "inspections/steps/evidence.html"
TEAM_STAGES = frozenset({S.UNDER_CHECK, S.MINUTES_DRAFTED})
OWN_STAGES = TEAM_STAGES | {S.NOTIFIED, S.REPORT_RECEIVED, S.ANNOUNCED}
KEPT = _("Tệp không bị xóa: tên, giờ nhận, mã kiểm chứng và lý do vẫn còn trong hồ sơ.")
BEHIND = _("Bản cũ vẫn còn sau bản mới, kèm giờ nhận và mã kiểm chứng.")


def _files(side: Side) -> Callable[[Case], QuerySet[Any]]:
    return lambda case: EvidenceFile.objects.filter(case=case, side=side, withdrawn_at__isnull=True)


PARTY_EVIDENCE_STEPS = [
    Step(
        verb="withdraw_evidence",
        slug="rut-tai-lieu-cua-doan",
        label=_("Rút tệp Đoàn đã thêm"),
        permission=Permission.CONDUCT,
        stages=TEAM_STAGES,
        policy=policies.refusal_to_withdraw_evidence,
        guard=file_change_blockers,
        form=forms.WithdrawFileForm,
        act=evidence.withdraw_evidence,
        consequence=KEPT,
        done=_("Đã rút tệp, ghi lý do."),
        subjects=_files(Side.TEAM),
        template=TEMPLATE,
        main=False,
    ),
    Step(
        verb="renew_evidence",
        slug="ban-moi-cua-doan",
        label=_("Thêm bản mới thay tệp này"),
        permission=Permission.CONDUCT,
        stages=TEAM_STAGES,
        policy=policies.refusal_to_renew_evidence,
        guard=file_change_blockers,
        form=forms.NewVersionForm,
        act=evidence.renew_evidence,
        consequence=BEHIND,
        done=_("Đã thêm bản mới."),
        subjects=_files(Side.TEAM),
        template=TEMPLATE,
        main=False,
    ),
    Step(
        verb="withdraw_own_file",
        slug="rut-tep-da-nop",
        label=_("Rút tệp đã nộp"),
        permission=Permission.ANSWER_FOR_INSTITUTION,
        stages=OWN_STAGES,
        policy=policies.refusal_to_withdraw_own_file,
        guard=file_change_blockers,
        form=forms.WithdrawFileForm,
        act=evidence.withdraw_own_file,
        law="Đ.9 NĐ 217/2025/NĐ-CP",
        consequence=KEPT,
        done=_("Đã rút tệp, ghi lý do."),
        subjects=_files(Side.INSTITUTION),
        template=TEMPLATE,
        main=False,
    ),
    Step(
        verb="renew_own_file",
        slug="nop-ban-moi",
        label=_("Nộp bản mới thay tệp này"),
        permission=Permission.ANSWER_FOR_INSTITUTION,
        stages=OWN_STAGES,
        policy=policies.refusal_to_renew_own_file,
        guard=file_change_blockers,
        form=forms.NewVersionForm,
        act=evidence.renew_own_file,
        law="Đ.9 NĐ 217/2025/NĐ-CP",
        consequence=BEHIND,
        done=_("Đã nộp bản mới."),
        subjects=_files(Side.INSTITUTION),
        template=TEMPLATE,
        main=False,
    ),
    Step(
        verb="reuse_own_file",
        slug="dung-cho-noi-dung-khac",
        label=_("Dùng tệp này cho nội dung khác"),
        permission=Permission.ANSWER_FOR_INSTITUTION,
        stages=frozenset({S.UNDER_CHECK}),
        policy=policies.refusal_to_reuse_own_file,
        guard=file_change_blockers,
        form=forms.ReuseFileForm,
        act=evidence.reuse_own_file,
        law="Đ.9 NĐ 217/2025/NĐ-CP",
        consequence=_("Một tệp đứng tên ở nhiều nội dung, không phải nộp lại."),
        done=_("Đã gắn tệp vào nội dung đã chọn."),
        subjects=_files(Side.INSTITUTION),
        template=TEMPLATE,
        main=False,
    ),
]
VERBS = tuple(step.verb for step in PARTY_EVIDENCE_STEPS)
