"""Who judges, ends, confirms and urges the remedies on the department's side (rows T16-T19; Điều 16 NĐ 217/2025)."""

from django.utils.translation import gettext as _

from inspections.rules.facts import PartyFacts
from inspections.rules.roles import Actor, Permission


def refusal_to_follow_remedy(by: Actor, facts: PartyFacts) -> str | None:
    """The team, the officers, the section head and the leadership follow a unit; it never judges itself."""
    if by.may_in_department(Permission.FOLLOW_REMEDY, facts.department_id):
        return None
    if facts.member(by.user_id) and Permission.FOLLOW_REMEDY in by.permissions:
        return None
    return _("Chỉ chuyên viên theo dõi, Đoàn kiểm tra và lãnh đạo Sở xem xét, đôn đốc việc khắc phục.")


def refusal_to_end_remedy(by: Actor, facts: PartyFacts) -> str | None:
    """Who orders inspections ends what was asked in the agency's name; the lead never ends his own request."""
    if not by.may_in_department(Permission.SIGN_FOR_AGENCY, facts.department_id):
        return _("Chỉ Giám đốc Sở hoặc Phó Giám đốc được giao kết thúc theo dõi một yêu cầu chưa khắc phục.")
    if by.user_id == facts.lead_id:
        return _(
            "Trưởng đoàn không tự kết thúc yêu cầu của Đoàn mình; chuyển Giám đốc hoặc Phó Giám đốc khác."
        )
    return None


def refusal_to_confirm_remedy(by: Actor, facts: PartyFacts) -> str | None:
    """T18: the section, confirmed by the director or whom he gave it to."""
    if by.may_in_department(Permission.CONFIRM_REMEDY, facts.department_id):
        return None
    return _("Chỉ Trưởng phòng hoặc lãnh đạo Sở xác nhận hoàn thành khắc phục.")
