"""Who may do what with an inspected party (domain table 12.1.2; Điều 8, 9, 15)."""

from django.utils.translation import gettext as _

from inspections.rules.facts import PartyFacts
from inspections.rules.roles import Actor, Permission


def refusal_to_lead(by: Actor, facts: PartyFacts) -> str | None:
    """Deeds of the lead: notice, announcement, start, minutes (T1, T3, T4, T7, T10)."""
    if by.user_id == facts.lead_id and Permission.LEAD in by.permissions:
        return None
    return _("Chỉ Trưởng đoàn làm việc này.")


refusal_to_notify_schedule = refusal_to_lead
refusal_to_announce_decision = refusal_to_lead
refusal_to_begin_check = refusal_to_lead
refusal_to_draft_minutes = refusal_to_lead
refusal_to_sign_minutes = refusal_to_lead
refusal_to_note_silence = refusal_to_lead
refusal_to_decide_refusal = refusal_to_lead


def refusal_to_settle_finding(by: Actor, facts: PartyFacts) -> str | None:
    """The lead keeps, adjusts or withdraws a finding (12.1.3); the inspected side never changes a judgement."""
    if by.may_at_institution(Permission.ANSWER_FOR_INSTITUTION, facts.institution_id):
        return _(
            "Đơn vị được kiểm tra nêu ý kiến, giải trình; chỉ Trưởng đoàn giữ, điều chỉnh hoặc rút tồn tại."
        )
    return refusal_to_lead(by, facts)


def refusal_to_conduct(by: Actor, facts: PartyFacts) -> str | None:
    """Members of the team conclude items, ask for information, note findings (Điều 8)."""
    if facts.member(by.user_id) and Permission.CONDUCT in by.permissions:
        return None
    return _("Chỉ Trưởng đoàn và thành viên Đoàn được ghi kết quả kiểm tra.")


refusal_to_send_information_request = refusal_to_conduct
refusal_to_conclude_item = refusal_to_conduct
refusal_to_raise_finding = refusal_to_conduct
refusal_to_add_evidence = refusal_to_conduct


def refusal_to_answer(by: Actor, facts: PartyFacts) -> str | None:
    """People of the institution answer requests, upload, explain (Điều 9)."""
    if by.may_at_institution(Permission.ANSWER_FOR_INSTITUTION, facts.institution_id):
        return None
    return _("Chỉ người của đơn vị được kiểm tra trả lời; cán bộ Sở không trả lời thay đơn vị.")


refusal_to_answer_information_request = refusal_to_answer
refusal_to_explain_finding = refusal_to_answer
refusal_to_give_opinion = refusal_to_answer


def refusal_to_represent(by: Actor, facts: PartyFacts) -> str | None:
    """Submitting in the institution's name is the head's act; a clerk's act never shows as the head's."""
    if by.may_at_institution(Permission.REPRESENT_INSTITUTION, facts.institution_id):
        return None
    return _("Việc này do thủ trưởng đơn vị hoặc người được ủy quyền thực hiện; cán bộ đầu mối chỉ chuẩn bị.")


refusal_to_submit_outline_report = refusal_to_represent


def refusal_to_confirm_minutes(by: Actor, facts: PartyFacts) -> str | None:
    """The lead and the institution's representative each confirm the text for their own side."""
    if refusal_to_lead(by, facts) is None or refusal_to_represent(by, facts) is None:
        return None
    return _("Chỉ Trưởng đoàn và đại diện hợp pháp của đơn vị xác nhận nội dung biên bản.")
