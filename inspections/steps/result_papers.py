"""Deeds of the result papers: what follows for a party, one signature, one issue (domain rows 17, T15, T20)."""

from django.utils.translation import gettext_lazy as _

from inspections.actions import results, results_issue, results_signing
from inspections.forms import result_papers as forms
from inspections.forms.base import NoForm, ReasonForm
from inspections.kinds import InspectionStage, PartyStage
from inspections.rules.guards import result_papers as guards
from inspections.rules.policies import result_papers as policies
from inspections.rules.roles import Permission
from inspections.steps.base import Step

PACKAGE = "inspections/steps/sign_result.html"
BEFORE_ISSUE = frozenset({InspectionStage.CONDUCT_FINISHED, InspectionStage.REPORTED})

INSPECTION_RESULT_PAPER_STEPS = [
    Step(
        verb="propose_result",
        slug="trinh-ket-qua",
        label=_("Trình ký thông báo kết quả (không phải lập báo cáo)"),
        permission=Permission.LEAD,
        stages=frozenset({InspectionStage.CONDUCT_FINISHED}),
        policy=policies.refusal_to_propose_result,
        guard=guards.propose_result_blockers,
        form=NoForm,
        act=results.propose_result,
        law="Đ.15.3đ NĐ 217/2025/NĐ-CP",
        consequence=_(
            "Chỉ khi biên bản của mọi đơn vị không ghi nhận tồn tại, hạn chế. Thông báo kết quả được soạn để người ra "
            "quyết định ký một lần."
        ),
        done=_("Đã trình ký thông báo kết quả."),
        main=False,
    ),
    Step(
        verb="sign_result",
        slug="ky-ket-qua",
        label=_("Ký thông báo kết quả và yêu cầu khắc phục"),
        permission=Permission.SIGN_FOR_AGENCY,
        stages=BEFORE_ISSUE,
        policy=policies.refusal_to_sign_result,
        guard=guards.sign_result_blockers,
        form=forms.SignResultForm,
        act=results_signing.sign_result,
        law="Đ.15, Đ.16 NĐ 217/2025/NĐ-CP; Đ.13, Đ.32 NĐ 30/2020/NĐ-CP",
        consequence=_(
            "Một lần ký cho mọi văn bản có tên bạn. Sau đó văn thư cấp số, ký cơ quan và phát hành; yêu cầu khắc phục có "
            "hiệu lực từ lúc phát hành."
        ),
        done=_("Đã ký mọi văn bản kết quả."),
        template=PACKAGE,
    ),
    Step(
        verb="return_result",
        slug="tra-lai-ket-qua",
        label=_("Trả lại văn bản kết quả"),
        permission=Permission.SIGN_FOR_AGENCY,
        stages=BEFORE_ISSUE,
        policy=policies.refusal_to_return_result,
        guard=guards.return_result_blockers,
        form=ReasonForm,
        act=results_signing.return_result,
        consequence=_("Trưởng đoàn sửa rồi trình lại; các bản chưa ký được giữ trong hồ sơ để so sánh."),
        done=_("Đã trả lại."),
        main=False,
    ),
    Step(
        verb="assign_result_signer",
        slug="giao-ky-ket-qua",
        label=_("Giao người khác ký văn bản kết quả"),
        permission=Permission.SIGN_FOR_AGENCY,
        stages=BEFORE_ISSUE,
        policy=policies.refusal_to_assign_result_signer,
        guard=guards.return_result_blockers,
        form=forms.AssignResultSignerForm,
        act=results_signing.assign_result_signer,
        law="Đ.13 NĐ 30/2020/NĐ-CP",
        consequence=_(
            "Bản in được lập lại theo tên và chức danh người được giao; văn bản giao lưu trong hồ sơ."
        ),
        done=_("Đã giao ký."),
        main=False,
    ),
    Step(
        verb="issue_result",
        slug="phat-hanh-ket-qua",
        label=_("Cấp số, phát hành thông báo kết quả và yêu cầu khắc phục"),
        permission=Permission.ISSUE_DOCUMENT,
        stages=BEFORE_ISSUE,
        policy=policies.refusal_to_issue_result,
        guard=guards.issue_result_blockers,
        form=forms.IssueResultForm,
        act=results_issue.issue_result,
        law="Đ.15, Đ.18, Đ.32 NĐ 30/2020/NĐ-CP; Đ.16 NĐ 217/2025/NĐ-CP",
        consequence=_(
            "Mỗi văn bản một số. Sau khi phát hành, văn bản khóa lại; đơn vị được báo và bắt đầu khắc phục."
        ),
        done=_("Đã phát hành mọi văn bản kết quả."),
        template=PACKAGE,
    ),
]

PARTY_RESULT_PAPER_STEPS = [
    Step(
        verb="draft_result",
        slug="du-thao-ket-qua",
        label=_("Dự thảo kết quả, yêu cầu khắc phục đối với đơn vị"),
        permission=Permission.LEAD,
        stages=frozenset({PartyStage.MINUTES_SIGNED}),
        policy=policies.refusal_to_draft_result,
        guard=guards.draft_result_blockers,
        form=forms.DraftResultForm,
        act=results.draft_result,
        law="Đ.15, Đ.16 NĐ 217/2025/NĐ-CP",
        consequence=_(
            "Đơn vị chưa thấy nội dung này. Thông báo và văn bản yêu cầu được soạn từ đây sau khi báo cáo được duyệt."
        ),
        done=_("Đã lưu dự thảo kết quả."),
    ),
]
