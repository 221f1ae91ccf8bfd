"""Who may record a returned paper, sign a paper of the team, issue it, correct it (practice.md 1, 2)."""

from django.utils.translation import gettext as _

from inspections.rules.facts import InspectionFacts, PartyFacts
from inspections.rules.policies.orders import refusal_to_draft_order, refusal_to_issue_order
from inspections.rules.roles import Actor, Permission

AnyFacts = InspectionFacts | PartyFacts


def refusal_to_receive_return(by: Actor, facts: AnyFacts) -> str | None:
    """The records clerk, an officer, the lead or the leadership confirms; the signer is whoever is on the file."""
    if by.may_in_department(Permission.ISSUE_DOCUMENT, facts.department_id):
        return None
    if refusal_to_draft_order(by, facts) is None:
        return None
    return _("Chỉ văn thư, chuyên viên của Sở, Trưởng đoàn hoặc lãnh đạo Sở nhận lại văn bản đã ký.")


def refusal_to_sign_paper(by: Actor, facts: AnyFacts) -> str | None:
    """The lead signs papers of the team, the competent person those of the agency; the print names which."""
    if by.user_id == facts.lead_id and Permission.LEAD in by.permissions:
        return None
    if by.may_in_department(Permission.SIGN_FOR_AGENCY, facts.department_id):
        return None
    return _("Chỉ Trưởng đoàn hoặc người có thẩm quyền ghi trên bản in ký văn bản này.")


def refusal_to_issue_paper(by: Actor, facts: AnyFacts) -> str | None:
    """Only the records clerk numbers, seals and issues papers of the agency (NĐ 30/2020 Điều 15, 32)."""
    return refusal_to_issue_order(by, facts)  # type: ignore[arg-type]


def refusal_to_correct(by: Actor, facts: AnyFacts) -> str | None:
    """Whoever may prepare papers of the inspection prepares a correction; only its signature gives it force."""
    return refusal_to_draft_order(by, facts)
