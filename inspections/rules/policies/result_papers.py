"""Who drafts what follows for a party, who signs and who issues the result (domain rows 17, T15; practice.md 1)."""

from django.utils.translation import gettext as _

from inspections.rules.facts import InspectionFacts, PartyFacts
from inspections.rules.roles import Actor, Permission

AnyFacts = InspectionFacts | PartyFacts


def _is_lead(by: Actor, facts: AnyFacts) -> bool:
    return by.user_id == facts.lead_id and Permission.LEAD in by.permissions


def refusal_to_draft_result(by: Actor, facts: PartyFacts) -> str | None:
    """The lead says what follows from each finding; the reviewer and the signer judge it (row 16)."""
    return None if _is_lead(by, facts) else _("Chỉ Trưởng đoàn dự thảo kết quả đối với đơn vị.")


def refusal_to_propose_result(by: Actor, facts: InspectionFacts) -> str | None:
    """Where no report is needed the lead puts the result papers before the issuer himself (Điều 15.3đ)."""
    return None if _is_lead(by, facts) else _("Chỉ Trưởng đoàn trình ký văn bản kết quả.")


def refusal_to_sign_result(by: Actor, facts: AnyFacts) -> str | None:
    """The director, or a deputy KT.; the lead of the team only by a reasoned written assignment (practice.md 1)."""
    if not by.may_in_department(Permission.SIGN_FOR_AGENCY, facts.department_id):
        return _("Chỉ Giám đốc Sở hoặc Phó Giám đốc được giao ký thay (KT.) ký văn bản kết quả.")
    if by.user_id == facts.lead_id and not _assigned(facts):
        return _(
            "Trưởng đoàn không ký văn bản kết quả của Đoàn mình; chuyển Giám đốc hoặc Phó Giám đốc khác."
        )
    return None


def _assigned(facts: AnyFacts) -> bool:
    return isinstance(facts, InspectionFacts) and facts.report is not None and facts.report.assigned


def refusal_to_return_result(by: Actor, facts: InspectionFacts) -> str | None:
    """Whoever may sign the result may send it back."""
    return refusal_to_sign_result(by, facts)


def refusal_to_assign_result_signer(by: Actor, facts: InspectionFacts) -> str | None:
    """The leadership gives the signature to somebody else; the lead never gives it to himself (practice.md 1)."""
    if not by.may_in_department(Permission.SIGN_FOR_AGENCY, facts.department_id):
        return _("Chỉ lãnh đạo Sở giao người khác ký văn bản kết quả.")
    if by.user_id == facts.lead_id:
        return _("Trưởng đoàn không tự giao việc ký văn bản kết quả của Đoàn mình.")
    return None


def refusal_to_issue_result(by: Actor, facts: InspectionFacts) -> str | None:
    """Only the records clerk numbers, seals and issues (Nghị định 30/2020/NĐ-CP Điều 15, 32)."""
    if by.may_in_department(Permission.ISSUE_DOCUMENT, facts.department_id):
        return None
    return _("Chỉ Văn thư cơ quan được cấp số, ký số của cơ quan (đóng dấu) và phát hành văn bản.")
