"""Who prints the sheets around an inspection (domain 13, nos. 3, 4 and 17)."""

from django.utils.translation import gettext as _

from inspections.rules.facts import InspectionFacts, PartyFacts
from inspections.rules.policies.records import refusal_to_send_referral
from inspections.rules.roles import Actor, Permission


def refusal_to_print_sheet(by: Actor, facts: InspectionFacts) -> str | None:
    """The officers of the department and the lead: the sheets name people and what they declared (practice 5)."""
    if by.user_id == facts.lead_id or by.may_in_department(Permission.NOMINATE_TEAM, facts.department_id):
        return None
    return _("Chỉ chuyên viên, Trưởng phòng của Sở hoặc Trưởng đoàn in phiếu nội bộ.")


def refusal_to_draft_handover(by: Actor, facts: PartyFacts) -> str | None:
    """Whoever sends the matter draws up the record of its hand-over (rows T11-T13)."""
    if refusal_to_send_referral(by, facts) is None:
        return None
    return _("Chỉ Trưởng đoàn hoặc Văn thư lập biên bản bàn giao hồ sơ.")
