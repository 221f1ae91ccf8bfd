"""Who may do what while a unit mends and the department follows (rows T15-T19; Nghị định 217/2025/NĐ-CP Điều 16)."""

from django.utils.translation import gettext as _

from inspections.rules.facts import PartyFacts
from inspections.rules.policies.party import refusal_to_answer, refusal_to_represent
from inspections.rules.roles import Actor, Permission

refusal_to_submit_remedy_plan = refusal_to_answer
refusal_to_save_remedy_report = refusal_to_answer
refusal_to_ask_later_date = refusal_to_answer
refusal_to_report_remedy = refusal_to_represent


def refusal_to_decide_later_date(by: Actor, facts: PartyFacts) -> str | None:
    """The issuer, or who signs for the agency in his place, grants or refuses a later day; never the lead (T17)."""
    if not by.may_in_department(Permission.SIGN_FOR_AGENCY, facts.department_id):
        return _("Chỉ người ra quyết định kiểm tra (Giám đốc hoặc Phó Giám đốc được giao) cho lùi thời hạn.")
    if by.user_id == facts.lead_id:
        return _("Trưởng đoàn không quyết định việc lùi thời hạn khắc phục của đơn vị mình kiểm tra.")
    return None
