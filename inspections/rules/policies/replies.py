"""Who enters what an institution answered on paper: never as the institution's own act (practice.md 5)."""

from django.utils.translation import gettext as _

from inspections.rules.facts import PartyFacts
from inspections.rules.policies.party import refusal_to_conduct
from inspections.rules.roles import Actor, Permission

ENTERING = (Permission.ISSUE_DOCUMENT, Permission.PROPOSE)


def refusal_to_enter_paper_answer(by: Actor, facts: PartyFacts) -> str | None:
    """The team, the records clerk and the officers of the department; who signs for the agency enters nothing."""
    if refusal_to_conduct(by, facts) is None:
        return None
    if any(by.may_in_department(right, facts.department_id) for right in ENTERING):
        return None
    return _("Chỉ văn thư, chuyên viên và người trong Đoàn kiểm tra nhập thay câu trả lời bằng văn bản.")
