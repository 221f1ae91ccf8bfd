"""Deeds of the minutes meeting and of supplementary minutes (Điều 15 khoản 3 điểm a; domain 12.1.3)."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from inspections.actions import related, supplements
from inspections.forms import meeting as meeting_forms
from inspections.forms import supplements as forms
from inspections.forms.base import ReasonForm
from inspections.kinds import PartyStage as S
from inspections.models import Case, RelatedPerson
from inspections.rules.guards import party as party_guards
from inspections.rules.guards import supplements as guards
from inspections.rules.policies import party as policies
from inspections.rules.roles import Permission
from inspections.steps.base import Step

LAW = "Đ.15.3a NĐ 217/2025/NĐ-CP"
SIGNING = "inspections/steps/sign_document.html"
DRAFTED, SIGNED = frozenset({S.MINUTES_DRAFTED}), frozenset({S.MINUTES_SIGNED})


def _related(case: Case) -> QuerySet[RelatedPerson]:
    return RelatedPerson.objects.filter(party_id=case.pk)


MEETING_STEPS = [
    Step(
        verb="record_meeting",
        slug="thanh-phan-bien-ban",
        label=_("Ghi thành phần buổi lập biên bản"),
        permission=Permission.LEAD,
        stages=DRAFTED,
        policy=policies.refusal_to_sign_minutes,
        guard=party_guards.settle_finding_blockers,
        form=meeting_forms.MeetingForm,
        act=related.record_meeting,
        law=LAW,
        consequence=_("Người có mặt, vắng mặt và tư cách ký của đại diện đơn vị được in vào biên bản."),
        done=_("Đã ghi thành phần buổi lập biên bản."),
        main=False,
    ),
    Step(
        verb="note_related_person",
        slug="nguoi-lien-quan",
        label=_("Thêm người có liên quan"),
        permission=Permission.LEAD,
        stages=DRAFTED,
        policy=policies.refusal_to_sign_minutes,
        guard=party_guards.settle_finding_blockers,
        form=meeting_forms.RelatedPersonForm,
        act=related.note_related_person,
        law=LAW,
        consequence=_("Người có liên quan ký biên bản thì được in chỗ ký và giữ một bản."),
        done=_("Đã thêm người có liên quan."),
        main=False,
    ),
    Step(
        verb="change_related_person",
        slug="sua-nguoi-lien-quan",
        label=_("Sửa thông tin, ý kiến người có liên quan"),
        permission=Permission.LEAD,
        stages=DRAFTED,
        policy=policies.refusal_to_sign_minutes,
        guard=party_guards.settle_finding_blockers,
        form=meeting_forms.ChangeRelatedPersonForm,
        act=related.change_related_person,
        law=LAW,
        done=_("Đã sửa."),
        subjects=_related,
        main=False,
    ),
    Step(
        verb="drop_related_person",
        slug="bo-nguoi-lien-quan",
        label=_("Bỏ người có liên quan khỏi biên bản"),
        permission=Permission.LEAD,
        stages=DRAFTED,
        policy=policies.refusal_to_sign_minutes,
        guard=party_guards.settle_finding_blockers,
        form=meeting_forms.DropRelatedPersonForm,
        act=related.drop_related_person,
        law=LAW,
        done=_("Đã bỏ khỏi biên bản."),
        subjects=_related,
        main=False,
    ),
]
SUPPLEMENT_STEPS = [
    Step(
        verb="draft_supplement",
        slug="bien-ban-bo-sung",
        label=_("Lập biên bản bổ sung"),
        permission=Permission.LEAD,
        stages=SIGNED,
        policy=policies.refusal_to_sign_minutes,
        guard=guards.draft_supplement_blockers,
        form=forms.DraftSupplementForm,
        act=supplements.draft_supplement,
        law=LAW,
        consequence=_("Biên bản đã ký giữ nguyên; đơn vị được mời nêu ý kiến về nội dung bổ sung."),
        done=_("Đã lập dự thảo biên bản bổ sung và gửi đơn vị."),
        main=False,
    ),
    Step(
        verb="give_supplement_opinion",
        slug="y-kien-bo-sung",
        label=_("Nêu ý kiến về biên bản bổ sung"),
        permission=Permission.ANSWER_FOR_INSTITUTION,
        stages=SIGNED,
        policy=policies.refusal_to_give_opinion,
        guard=guards.give_supplement_opinion_blockers,
        form=forms.SupplementOpinionForm,
        act=supplements.give_supplement_opinion,
        law="Đ.9.1a, Đ.15.3a NĐ 217/2025/NĐ-CP",
        consequence=_("Ý kiến được ghi nguyên văn vào biên bản bổ sung."),
        done=_("Đã ghi ý kiến của đơn vị."),
        template="inspections/steps/supplement.html",
        main=False,
    ),
    Step(
        verb="freeze_supplement",
        slug="chot-bien-ban-bo-sung",
        label=_("Chốt nội dung biên bản bổ sung"),
        permission=Permission.LEAD,
        stages=SIGNED,
        policy=policies.refusal_to_sign_minutes,
        guard=guards.freeze_supplement_blockers,
        form=forms.FreezeSupplementForm,
        act=supplements.freeze_supplement,
        law=LAW,
        consequence=_("Nội dung khóa lại để hai bên ký; muốn sửa thì bỏ dự thảo này và lập lại."),
        done=_("Đã chốt nội dung; bản ký đang được tạo."),
        template="inspections/steps/supplement.html",
        main=False,
    ),
    Step(
        verb="sign_supplement",
        slug="ky-bien-ban-bo-sung",
        label=_("Ghi nhận biên bản bổ sung đã ký"),
        permission=Permission.LEAD,
        stages=SIGNED,
        policy=policies.refusal_to_sign_minutes,
        guard=guards.sign_supplement_blockers,
        form=forms.SignSupplementForm,
        act=supplements.sign_supplement,
        law=LAW,
        consequence=_("Sau khi ký, biên bản bổ sung khóa lại và đi cùng biên bản kiểm tra."),
        done=_("Biên bản bổ sung đã ký được lưu vào hồ sơ."),
        template=SIGNING,
        main=False,
    ),
    Step(
        verb="refuse_supplement",
        slug="khong-ky-bien-ban-bo-sung",
        label=_("Ghi việc đơn vị không ký biên bản bổ sung"),
        permission=Permission.LEAD,
        stages=SIGNED,
        policy=policies.refusal_to_sign_minutes,
        guard=guards.sign_supplement_blockers,
        form=forms.RefuseSupplementForm,
        act=supplements.refuse_supplement,
        law=LAW,
        consequence=_("Chỉ có giá trị khi đại diện chính quyền cấp xã hoặc người chứng kiến đã ký xác nhận."),
        done=_("Đã ghi việc đơn vị không ký, có người xác nhận."),
        template=SIGNING,
        main=False,
    ),
    Step(
        verb="drop_supplement",
        slug="bo-bien-ban-bo-sung",
        label=_("Bỏ biên bản bổ sung chưa ký"),
        permission=Permission.LEAD,
        stages=SIGNED,
        policy=policies.refusal_to_sign_minutes,
        guard=guards.drop_supplement_blockers,
        form=ReasonForm,
        act=supplements.drop_supplement,
        law=LAW,
        consequence=_("Dự thảo không còn hiệu lực; đơn vị được báo."),
        done=_("Đã bỏ biên bản bổ sung."),
        main=False,
    ),
]
PARTY_MINUTES_STEPS = [*MEETING_STEPS, *SUPPLEMENT_STEPS]
MINUTES_PAGE_VERBS = frozenset(step.verb for step in PARTY_MINUTES_STEPS)
