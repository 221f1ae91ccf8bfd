"""Deeds on papers that no step of the flow signs, and the mending of issued ones (NĐ 30/2020/NĐ-CP Điều 13, 18, 32)."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from inspections.actions import corrections, papers
from inspections.enums import DocumentKind, DocumentState
from inspections.exceptions import Blocker
from inspections.forms import corrections as forms
from inspections.kinds import InspectionStage, PartyStage
from inspections.models import Case, Document
from inspections.rules.facts import Facts
from inspections.rules.policies import papers as policies
from inspections.rules.roles import Permission
from inspections.steps.base import Step

PAPER = "inspections/steps/paper.html"
SIGNED_HERE = (
    DocumentKind.ANNOUNCEMENT_RECORD,
    DocumentKind.INFORMATION_REQUEST,
    DocumentKind.SCHEDULE_NOTICE,
    DocumentKind.REFERRAL_HANDOVER,
    DocumentKind.CORRECTION_LETTER,
    DocumentKind.PLEDGE_SHEET,
    DocumentKind.RESULT_REPORT,
    DocumentKind.URGING_LETTER,
    DocumentKind.SUPERIOR_REPORT,
    DocumentKind.COMPLETION_NOTICE,
    DocumentKind.CLOSING_RECORD,
)


def _waiting(case: Case) -> QuerySet[Document]:
    return Document.objects.filter(case_id=case.pk, kind__in=SIGNED_HERE, state__in=papers.TO_SIGN)


def _signed(case: Case) -> QuerySet[Document]:
    return Document.objects.filter(case_id=case.pk, kind__in=SIGNED_HERE, state=DocumentState.SIGNED)


def _issued(case: Case) -> QuerySet[Document]:
    return Document.objects.filter(case_id=case.pk, state=DocumentState.ISSUED)


def _replaceable(case: Case) -> QuerySet[Document]:
    return _issued(case).filter(kind__in=corrections.REPLACEABLE, replaced_by__isnull=True)


def _nothing_missing(facts: Facts) -> list[Blocker]:
    """What is missing is asked of the paper itself."""
    return []


def paper_steps(stages: frozenset[str]) -> list[Step]:
    """The same deeds on a party and on the whole inspection."""
    return [
        Step(
            verb="sign_paper",
            slug="ky-giay-to",
            label=_("Ký văn bản"),
            permission=Permission.LEAD,
            stages=stages,
            policy=policies.refusal_to_sign_paper,
            guard=_nothing_missing,
            form=forms.SignPaperForm,
            act=papers.sign_paper,
            law="Đ.13 NĐ 30/2020/NĐ-CP; Đ.23 Luật Giao dịch điện tử 20/2023/QH15",
            consequence=_(
                "Văn bản của Đoàn được cấp số trong sổ của Đoàn và phát hành ngay; văn bản của Sở chuyển văn thư cấp số."
            ),
            done=_("Đã ký văn bản."),
            subjects=_waiting,
            template=PAPER,
            main=False,
            even_sealed=True,
        ),
        Step(
            verb="issue_paper",
            slug="phat-hanh-giay-to",
            label=_("Cấp số, phát hành văn bản"),
            permission=Permission.ISSUE_DOCUMENT,
            stages=stages,
            policy=policies.refusal_to_issue_paper,
            guard=_nothing_missing,
            form=forms.IssuePaperForm,
            act=papers.issue_paper,
            law="Đ.15, Đ.18, Đ.32 NĐ 30/2020/NĐ-CP",
            consequence=_("Sau khi phát hành, văn bản và số của văn bản không thay đổi được nữa."),
            done=_("Đã cấp số và phát hành văn bản."),
            subjects=_signed,
            template=PAPER,
            main=False,
        ),
        Step(
            verb="correct_paper",
            slug="dinh-chinh",
            label=_("Đính chính văn bản"),
            permission=Permission.DRAFT_ORDER,
            stages=stages,
            policy=policies.refusal_to_correct,
            guard=_nothing_missing,
            form=forms.CorrectPaperForm,
            act=corrections.correct_paper,
            law="Đ.18 khoản 4 NĐ 30/2020/NĐ-CP",
            consequence=_(
                "Văn bản đã phát hành giữ nguyên; công văn đính chính được soạn để người có thẩm quyền ký. Sai nội dung "
                "thì thay thế, không đính chính."
            ),
            done=_("Đã soạn công văn đính chính, chờ ký."),
            subjects=_issued,
            template=PAPER,
            main=False,
        ),
        Step(
            verb="replace_paper",
            slug="thay-the-van-ban",
            label=_("Thay thế văn bản"),
            permission=Permission.DRAFT_ORDER,
            stages=stages,
            policy=policies.refusal_to_correct,
            guard=_nothing_missing,
            form=forms.ReplacePaperForm,
            act=corrections.replace_paper,
            law="Đ.18 khoản 4 NĐ 30/2020/NĐ-CP",
            consequence=_(
                "Bản mới cùng loại được soạn để ký; bản cũ còn hiệu lực cho đến khi bản mới được phát hành, và không bị xóa."
            ),
            done=_("Đã soạn bản thay thế, chờ ký."),
            subjects=_replaceable,
            template=PAPER,
            main=False,
        ),
    ]


INSPECTION_PAPER_STEPS = paper_steps(frozenset(InspectionStage))
PARTY_PAPER_STEPS = paper_steps(frozenset(PartyStage))
PAPER_VERBS = frozenset(step.verb for step in INSPECTION_PAPER_STEPS)
