"""Deeds of the records clerk on issued papers: sent by another road, confirmed by the receiver (practice 2)."""

from django.utils.translation import gettext_lazy as _

from inspections.actions import correspondence
from inspections.forms import correspondence as forms
from inspections.kinds import InspectionStage, PartyStage
from inspections.queries.correspondence import awaiting_receipt, sendable
from inspections.rules.guards import records as guards
from inspections.rules.policies import correspondence as policies
from inspections.rules.roles import Permission
from inspections.steps.base import Step

DISPATCH = "inspections/correspondence/dispatch.html"


def dispatch_steps(stages: frozenset[str]) -> list[Step]:
    """The same two deeds on an inspection and on a party, whatever its stage: proof also comes late."""
    return [
        Step(
            verb="note_dispatch",
            slug="ghi-da-gui",
            label=_("Ghi văn bản đã gửi qua trục, QLVB hoặc bưu chính"),
            permission=Permission.ISSUE_DOCUMENT,
            stages=stages,
            policy=policies.refusal_to_dispatch,
            guard=guards.no_blockers,
            form=forms.DispatchForm,
            act=correspondence.note_dispatch,
            law="Đ.18 NĐ 30/2020/NĐ-CP",
            consequence=_("Mỗi nơi nhận một dòng; dòng đã ghi không xóa được."),
            done=_("Đã ghi lần gửi."),
            subjects=sendable,
            template=DISPATCH,
            main=False,
            even_paused=True,
        ),
        Step(
            verb="note_received",
            slug="ghi-noi-nhan-xac-nhan",
            label=_("Ghi ngày nơi nhận xác nhận"),
            permission=Permission.ISSUE_DOCUMENT,
            stages=stages,
            policy=policies.refusal_to_dispatch,
            guard=guards.no_blockers,
            form=forms.ReceivedForm,
            act=correspondence.note_received,
            law="Đ.18 NĐ 30/2020/NĐ-CP",
            done=_("Đã ghi xác nhận của nơi nhận."),
            subjects=awaiting_receipt,
            template=DISPATCH,
            main=False,
            even_paused=True,
        ),
    ]


INSPECTION_DISPATCH_STEPS = dispatch_steps(frozenset(InspectionStage))
PARTY_DISPATCH_STEPS = dispatch_steps(frozenset(PartyStage))
DISPATCH_VERBS = frozenset({"note_dispatch", "note_received"})
