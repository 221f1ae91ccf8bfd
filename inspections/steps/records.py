"""Deeds that keep the records inside a dossier (domain 12.1.2 T11-T13; practice 4, 5, 6; Điều 9.1d)."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from inspections.actions import complaints, diary, referrals, visits
from inspections.enums import ComplaintState, ReferralKind, ReferralState
from inspections.forms import records as forms
from inspections.kinds import INSPECTED_PARTY, INSPECTION, InspectionStage, PartyStage
from inspections.models import Case, Complaint, DiaryLine, Referral
from inspections.queries.records import visits_of
from inspections.rules.guards import records as guards
from inspections.rules.policies import records as policies
from inspections.rules.roles import Permission
from inspections.steps.base import Step

_P = PartyStage
RECORD = "inspections/steps/record.html"
FULL_LIFE = frozenset({*_P} - {_P.LISTED})
VISITED_IN = frozenset({_P.UNDER_CHECK, _P.MINUTES_DRAFTED})
REFERRED_IN = frozenset({_P.ANNOUNCED, _P.UNDER_CHECK, _P.MINUTES_DRAFTED, _P.MINUTES_SIGNED})
BEFORE_THE_DECISION = {
    InspectionStage.PROPOSED,
    InspectionStage.OVERLAP_REVIEWED,
    InspectionStage.DECISION_DRAFTED,
}
DIARY_STAGES = frozenset({*InspectionStage} - BEFORE_THE_DECISION - INSPECTION.final)


def _waiting(case: Case) -> QuerySet[Complaint]:
    return Complaint.objects.filter(case=case, state=ComplaintState.RECEIVED)


def _unnumbered(case: Case) -> QuerySet[Complaint]:
    return Complaint.objects.filter(case=case, number_in="")


def _referrals(*states: str) -> Callable[[Case], QuerySet[Any]]:
    return lambda case: Referral.objects.filter(party=case, state__in=states)


def complaint_steps(stages: frozenset[str]) -> list[Step]:
    """The same deeds on a party and on the whole inspection: received, numbered, answered, forwarded, withdrawn."""
    return [
        Step(
            verb="record_complaint",
            slug="ghi-don",
            label=_("Ghi khiếu nại, tố cáo, kiến nghị, phản ánh"),
            permission=Permission.READ_CASES,
            stages=stages,
            policy=policies.refusal_to_record_complaint,
            guard=guards.no_blockers,
            form=forms.ComplaintForm,
            act=complaints.record_complaint,
            law="Đ.9.1d NĐ 217/2025/NĐ-CP",
            consequence=_("Đơn có thời hạn trả lời riêng; biên bản đã ký không mở lại vì đơn."),
            done=_("Đã ghi đơn và tính hạn trả lời."),
            main=False,
            even_paused=True,
        ),
        Step(
            verb="number_complaint",
            slug="ghi-so-den",
            label=_("Ghi số đến của đơn"),
            permission=Permission.ISSUE_DOCUMENT,
            stages=stages,
            policy=policies.refusal_to_number_complaint,
            guard=guards.no_blockers,
            form=forms.NumberComplaintForm,
            act=complaints.number_complaint,
            law="Đ.22 NĐ 30/2020/NĐ-CP",
            done=_("Đã ghi số đến."),
            subjects=_unnumbered,
            template=RECORD,
            main=False,
            even_paused=True,
        ),
        Step(
            verb="answer_complaint",
            slug="tra-loi-don",
            label=_("Ghi việc trả lời đơn"),
            permission=Permission.READ_CASES,
            stages=stages,
            policy=policies.refusal_to_settle_complaint,
            guard=guards.no_blockers,
            form=forms.AnswerComplaintForm,
            act=complaints.answer_complaint,
            law="Đ.9.1d NĐ 217/2025/NĐ-CP",
            done=_("Đã ghi việc trả lời."),
            subjects=_waiting,
            template=RECORD,
            main=False,
            even_paused=True,
        ),
        Step(
            verb="forward_complaint",
            slug="chuyen-don",
            label=_("Chuyển đơn đến nơi có thẩm quyền"),
            permission=Permission.READ_CASES,
            stages=stages,
            policy=policies.refusal_to_settle_complaint,
            guard=guards.no_blockers,
            form=forms.ForwardComplaintForm,
            act=complaints.forward_complaint,
            done=_("Đã ghi việc chuyển đơn."),
            subjects=_waiting,
            template=RECORD,
            main=False,
            even_paused=True,
        ),
        Step(
            verb="withdraw_complaint",
            slug="rut-don",
            label=_("Ghi việc người gửi rút đơn"),
            permission=Permission.READ_CASES,
            stages=stages,
            policy=policies.refusal_to_settle_complaint,
            guard=guards.no_blockers,
            form=forms.WithdrawComplaintForm,
            act=complaints.withdraw_complaint,
            done=_("Đã ghi việc rút đơn."),
            subjects=_waiting,
            template=RECORD,
            main=False,
            even_paused=True,
        ),
    ]


VISIT_STEPS = [
    Step(
        verb="record_visit",
        slug="ghi-lan-den-don-vi",
        label=_("Ghi việc đến làm việc trực tiếp"),
        permission=Permission.CONDUCT,
        stages=VISITED_IN,
        policy=policies.refusal_to_record_visit,
        guard=guards.record_visit_blockers,
        form=forms.VisitForm,
        act=visits.record_visit,
        law="Đ.14.2, Đ.15 NĐ 217/2025/NĐ-CP",
        consequence=_(
            "Lần đến được nêu trong biên bản. Đến ngoài kế hoạch vẫn ghi được, phải có lý do và làm "
            "thay đổi mức kiểm tra trên môi trường số."
        ),
        done=_("Đã ghi lần đến đơn vị."),
        main=False,
    ),
    Step(
        verb="withdraw_visit",
        slug="rut-lan-den-don-vi",
        label=_("Rút lần ghi đến đơn vị bị sai"),
        permission=Permission.CONDUCT,
        stages=VISITED_IN,
        policy=policies.refusal_to_withdraw_visit,
        guard=guards.record_visit_blockers,
        form=forms.WithdrawVisitForm,
        act=visits.withdraw_visit,
        consequence=_("Lần ghi vẫn được giữ trong hồ sơ, gạch ngang, kèm lý do rút."),
        done=_("Đã rút lần ghi."),
        subjects=lambda case: visits_of(case.pk).filter(withdrawn_at__isnull=True),
        template=RECORD,
        main=False,
    ),
]

HAND_IN = Step(
    verb="hand_in_complaint",
    slug="gui-kien-nghi",
    label=_("Gửi khiếu nại, kiến nghị, phản ánh"),
    permission=Permission.ANSWER_FOR_INSTITUTION,
    stages=INSPECTED_PARTY.open_to_institution,
    policy=policies.refusal_to_hand_in_complaint,
    guard=guards.no_blockers,
    form=forms.HandInComplaintForm,
    act=complaints.hand_in_complaint,
    law="Đ.9.1d NĐ 217/2025/NĐ-CP",
    consequence=_(
        "Đơn vị nhận giấy xác nhận đã nộp có số và hạn trả lời. Tố cáo thì gửi trực tiếp đến người có "
        "thẩm quyền để được giữ bí mật."
    ),
    done=_("Đã nhận đơn. Số giấy xác nhận và hạn trả lời ở bên dưới."),
    main=False,
    even_paused=True,
)

REFERRAL_STEPS = [
    Step(
        verb="note_referral",
        slug="ghi-viec-chuyen",
        label=_("Ghi việc phải chuyển xử lý"),
        permission=Permission.CONDUCT,
        stages=REFERRED_IN,
        policy=policies.refusal_to_note_referral,
        guard=guards.note_referral_blockers,
        form=forms.ReferralForm,
        act=referrals.note_referral,
        law="Đ.15.3b, Đ.15.3c, Đ.15.3d NĐ 217/2025/NĐ-CP",
        consequence=_(
            "Việc chuyển đi song song, không làm thay đổi giai đoạn. Biên bản vi phạm hành chính do người có "
            "thẩm quyền lập theo luật xử lý vi phạm hành chính, không phải biên bản kiểm tra."
        ),
        done=_("Đã ghi việc phải chuyển."),
        main=False,
        even_paused=True,
    ),
    Step(
        verb="approve_referral",
        slug="dong-y-chuyen",
        label=_("Đồng ý chuyển vụ việc"),
        permission=Permission.SIGN_FOR_AGENCY,
        stages=FULL_LIFE,
        policy=policies.refusal_to_approve_referral,
        guard=guards.no_blockers,
        form=forms.ApproveReferralForm,
        act=referrals.approve_referral,
        law="Đ.15.3c, Đ.15.3d NĐ 217/2025/NĐ-CP",
        done=_("Đã đồng ý chuyển. Văn thư đã nhận việc phát hành."),
        subjects=lambda case: _referrals(ReferralState.NOTED)(case).exclude(
            kind=ReferralKind.VIOLATION_RECORD
        ),
        template=RECORD,
        main=False,
        even_paused=True,
    ),
    Step(
        verb="send_referral",
        slug="ghi-da-chuyen",
        label=_("Ghi văn bản đã chuyển"),
        permission=Permission.READ_CASES,
        stages=FULL_LIFE,
        policy=policies.refusal_to_send_referral,
        guard=guards.no_blockers,
        form=forms.SendReferralForm,
        act=referrals.send_referral,
        done=_("Đã ghi việc chuyển."),
        subjects=_referrals(ReferralState.NOTED, ReferralState.APPROVED),
        template=RECORD,
        main=False,
        even_paused=True,
    ),
    Step(
        verb="receive_referral",
        slug="ghi-tiep-nhan",
        label=_("Ghi việc nơi nhận đã tiếp nhận"),
        permission=Permission.READ_CASES,
        stages=FULL_LIFE,
        policy=policies.refusal_to_receive_referral,
        guard=guards.no_blockers,
        form=forms.ReceiveReferralForm,
        act=referrals.receive_referral,
        done=_("Đã ghi việc tiếp nhận."),
        subjects=_referrals(ReferralState.SENT),
        template=RECORD,
        main=False,
        even_paused=True,
    ),
    Step(
        verb="follow_referral",
        slug="ghi-tra-loi-noi-nhan",
        label=_("Ghi trả lời của nơi nhận"),
        permission=Permission.READ_CASES,
        stages=FULL_LIFE,
        policy=policies.refusal_to_follow_referral,
        guard=guards.no_blockers,
        form=forms.FollowReferralForm,
        act=referrals.follow_referral,
        law="Đ.15.3 NĐ 217/2025/NĐ-CP",
        consequence=_(
            "Chỉ ghi số, ngày, nội dung chính của văn bản nơi nhận; mỗi lần ghi được giữ, không sửa."
        ),
        done=_("Đã ghi trả lời của nơi nhận."),
        subjects=_referrals(ReferralState.SENT, ReferralState.RECEIVED),
        template=RECORD,
        main=False,
        even_paused=True,
    ),
    Step(
        verb="drop_referral",
        slug="khong-chuyen",
        label=_("Ghi việc không chuyển"),
        permission=Permission.READ_CASES,
        stages=FULL_LIFE,
        policy=policies.refusal_to_drop_referral,
        guard=guards.no_blockers,
        form=forms.DropReferralForm,
        act=referrals.drop_referral,
        done=_("Đã ghi việc không chuyển."),
        subjects=_referrals(ReferralState.NOTED, ReferralState.APPROVED),
        template=RECORD,
        main=False,
        even_paused=True,
    ),
]

DIARY_STEPS = [
    Step(
        verb="write_diary",
        slug="ghi-nhat-ky",
        label=_("Ghi nhật ký Đoàn"),
        permission=Permission.CONDUCT,
        stages=DIARY_STAGES,
        policy=policies.refusal_to_write_diary,
        guard=guards.no_blockers,
        form=forms.DiaryForm,
        act=diary.write_diary,
        consequence=_("Mỗi người một dòng mỗi ngày; bạn sửa được đến hết ngày làm việc tiếp theo."),
        done=_("Đã ghi nhật ký."),
        main=False,
    ),
    Step(
        verb="change_diary_line",
        slug="sua-nhat-ky",
        label=_("Sửa dòng nhật ký của mình"),
        permission=Permission.CONDUCT,
        stages=DIARY_STAGES,
        policy=policies.refusal_to_change_diary_line,
        guard=guards.no_blockers,
        form=forms.ChangeDiaryForm,
        act=diary.change_diary_line,
        consequence=_("Câu chữ cũ vẫn được giữ trong lịch sử."),
        done=_("Đã sửa dòng nhật ký."),
        subjects=lambda case: DiaryLine.objects.filter(case=case),
        main=False,
    ),
]

INSPECTION_RECORD_STEPS = [*DIARY_STEPS, *complaint_steps(frozenset(InspectionStage))]
PARTY_RECORD_STEPS = [*VISIT_STEPS, HAND_IN, *complaint_steps(FULL_LIFE), *REFERRAL_STEPS]
RECORD_VERBS = frozenset(step.verb for step in [*INSPECTION_RECORD_STEPS, *PARTY_RECORD_STEPS])
