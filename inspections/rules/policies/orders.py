"""Who may draft, sign, issue or drop a written intervention (domain tables 12.1.1 rows 9-14, 12.1.2 T6, T14)."""

from django.utils.translation import gettext as _

from inspections.rules.facts import InspectionFacts, PartyFacts
from inspections.rules.roles import Actor, Permission

AnyFacts = InspectionFacts | PartyFacts


def refusal_to_draft_order(by: Actor, facts: AnyFacts) -> str | None:
    """The lead, an officer or the leadership prepares the draft; only the signature gives it force."""
    if by.user_id == facts.lead_id and Permission.LEAD in by.permissions:
        return None
    if by.may_in_department(Permission.DRAFT_DECISION, facts.department_id):
        return None
    if by.may_in_department(Permission.SIGN_FOR_AGENCY, facts.department_id):
        return None
    return _("Chỉ Trưởng đoàn, chuyên viên của Sở hoặc lãnh đạo Sở chuẩn bị văn bản này.")


def refusal_to_draft_plan_adjustment(by: Actor, facts: PartyFacts) -> str | None:
    """T6: the lead asks for the change of method, the issuer approves it."""
    if by.user_id == facts.lead_id and Permission.LEAD in by.permissions:
        return None
    return _("Chỉ Trưởng đoàn đề nghị điều chỉnh phương thức kiểm tra.")


def refusal_to_sign_order(by: Actor, facts: InspectionFacts) -> str | None:
    """The director, or a deputy KT.; never the lead of the team concerned (Điều 6, 7, 13; practice 1)."""
    if not by.may_in_department(Permission.SIGN_FOR_AGENCY, facts.department_id):
        return _("Chỉ Giám đốc Sở hoặc Phó Giám đốc được giao ký thay (KT.) ký văn bản này.")
    if by.user_id == facts.lead_id:
        return _("Trưởng đoàn không ký văn bản về Đoàn của mình; chuyển Giám đốc hoặc Phó Giám đốc khác.")
    return None


def refusal_to_issue_order(by: Actor, facts: InspectionFacts) -> str | None:
    """Only the records clerk numbers, seals and issues (Nghị định 30/2020/NĐ-CP Điều 15, 32)."""
    if by.may_in_department(Permission.ISSUE_DOCUMENT, facts.department_id):
        return None
    return _("Chỉ Văn thư cơ quan được cấp số, ký số của cơ quan (đóng dấu) và phát hành văn bản.")


def refusal_to_drop_order(by: Actor, facts: InspectionFacts) -> str | None:
    """Whoever may draft it may take it back before it is issued."""
    return refusal_to_draft_order(by, facts)


def refusal_to_drop_signed_order(*, may_sign: bool) -> str | None:
    """A paper that the competent person signed is held back by the leadership only."""
    if may_sign:
        return None
    return _("Văn bản đã được ký; chỉ lãnh đạo Sở quyết định không ban hành.")
