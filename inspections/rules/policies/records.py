"""Who may keep the records inside a dossier: visits, diary, complaints, hand-overs, confidential sources."""

from django.utils.translation import gettext as _

from inspections.enums import ComplaintKind, ReferralKind
from inspections.rules.facts import Facts, InspectionFacts, PartyFacts
from inspections.rules.policies.party import refusal_to_conduct, refusal_to_lead
from inspections.rules.roles import Actor, Permission, Role


def is_director(by: Actor, department_id: int) -> bool:
    """Does this person hold the director's own post that day?"""
    return any(p.role == Role.DIRECTOR and p.department_id == department_id for p in by.posts)


def refusal_to_record_visit(by: Actor, facts: PartyFacts) -> str | None:
    """Any member of the team records that somebody came to the party (practice 4; trap 18)."""
    if facts.member(by.user_id) and Permission.CONDUCT in by.permissions:
        return None
    return _("Chỉ Trưởng đoàn và thành viên Đoàn ghi việc đến đơn vị.")


def refusal_to_withdraw_visit(by: Actor, facts: PartyFacts) -> str | None:
    """A wrong record is withdrawn by the team itself, with its reason."""
    return refusal_to_record_visit(by, facts)


def refusal_to_undo_visit_of(by: Actor, facts: PartyFacts, recorded_by: int) -> str | None:
    """Only who wrote the record, or the lead, says that it is wrong."""
    if by.user_id in (recorded_by, facts.lead_id):
        return None
    return _("Chỉ người đã ghi hoặc Trưởng đoàn được rút lần ghi này.")


def refusal_to_write_diary(by: Actor, facts: InspectionFacts) -> str | None:
    """Each member of the team writes his own line a day (practice 5)."""
    if facts.member(by.user_id) and Permission.CONDUCT in by.permissions:
        return None
    return _("Chỉ người trong Đoàn kiểm tra ghi nhật ký, mỗi người ghi phần của mình.")


def refusal_to_change_diary_line(by: Actor, facts: InspectionFacts) -> str | None:
    """Members mend their own lines while these are open."""
    return refusal_to_write_diary(by, facts)


def refusal_to_record_complaint(by: Actor, facts: Facts) -> str | None:
    """Officers, leaders and clerks of the department, and the team, enter a paper that came in (Điều 9.1d)."""
    rights = (Permission.PROPOSE, Permission.ISSUE_DOCUMENT, Permission.SIGN_FOR_AGENCY)
    if any(by.may_in_department(right, facts.department_id) for right in rights):
        return None
    if facts.member(by.user_id) and Permission.CONDUCT in by.permissions:
        return None
    return _("Chỉ cán bộ xử lý hồ sơ của Sở và người trong Đoàn ghi đơn nhận được.")


def refusal_to_hand_in_complaint(by: Actor, facts: PartyFacts) -> str | None:
    """The inspected party complains and petitions from its own dossier (Điều 9.1d)."""
    if by.may_at_institution(Permission.ANSWER_FOR_INSTITUTION, facts.institution_id):
        return None
    return _("Chỉ người của đơn vị được kiểm tra gửi khiếu nại, kiến nghị, phản ánh của đơn vị.")


def refusal_to_number_complaint(by: Actor, facts: Facts) -> str | None:
    """The records clerk enters the number of the register of incoming papers (Nghị định 30/2020/NĐ-CP Điều 22)."""
    if by.may_in_department(Permission.ISSUE_DOCUMENT, facts.department_id):
        return None
    return _("Chỉ Văn thư cơ quan ghi số đến.")


def refusal_to_settle_complaint(by: Actor, facts: Facts) -> str | None:
    """Leaders and officers of the department, or the lead, record how the paper was answered."""
    rights = (Permission.PROPOSE, Permission.SIGN_FOR_AGENCY)
    if any(by.may_in_department(right, facts.department_id) for right in rights):
        return None
    if by.user_id == facts.lead_id and Permission.LEAD in by.permissions:
        return None
    return _("Chỉ lãnh đạo, chuyên viên của Sở hoặc Trưởng đoàn ghi kết quả trả lời đơn.")


def refusal_to_open_complaint(by: Actor, department_id: int, kind: str, recorded_by: int) -> str | None:
    """Who denounces is known to the director of the day and to who recorded it, to nobody else (Luật Tố cáo)."""
    if kind != ComplaintKind.DENUNCIATION or by.user_id == recorded_by or is_director(by, department_id):
        return None
    return _("Thông tin về người tố cáo được giữ bí mật: chỉ Giám đốc Sở và người nhận đơn xem, xử lý.")


def refusal_to_note_referral(by: Actor, facts: PartyFacts) -> str | None:
    """The lead, and for an administrative violation any member, notes what must be handed over (rows T11-T13)."""
    return refusal_to_conduct(by, facts)


def refusal_to_note_referral_of(by: Actor, facts: PartyFacts, kind: str) -> str | None:
    """Only the lead asks that a matter go beyond the department's powers (rows T12, T13)."""
    return None if kind == ReferralKind.VIOLATION_RECORD else refusal_to_lead(by, facts)


def refusal_to_approve_referral(by: Actor, facts: PartyFacts) -> str | None:
    """The issuer of the decision agrees; the lead never agrees to his own request (Điều 15.3c, d)."""
    if by.user_id == facts.lead_id:
        return _("Trưởng đoàn không tự đồng ý đề nghị của mình; chuyển người ra quyết định kiểm tra.")
    if by.may_in_department(Permission.SIGN_FOR_AGENCY, facts.department_id):
        return None
    return _("Chỉ người ra quyết định kiểm tra đồng ý chuyển.")


def refusal_to_send_referral(by: Actor, facts: PartyFacts) -> str | None:
    """The lead or the records clerk enters number, day and recipient of the letter that went."""
    if by.may_in_department(Permission.ISSUE_DOCUMENT, facts.department_id):
        return None
    return None if refusal_to_lead(by, facts) is None else _("Chỉ Trưởng đoàn hoặc Văn thư ghi việc chuyển.")


def refusal_to_receive_referral(by: Actor, facts: PartyFacts) -> str | None:
    """The same people enter that the recipient took it in."""
    return refusal_to_send_referral(by, facts)


def refusal_to_follow_referral(by: Actor, facts: PartyFacts) -> str | None:
    """Officers, leaders and clerks of the department, and the lead, note what the other body answered."""
    rights = (Permission.PROPOSE, Permission.ISSUE_DOCUMENT, Permission.SIGN_FOR_AGENCY)
    if any(by.may_in_department(right, facts.department_id) for right in rights):
        return None
    if refusal_to_lead(by, facts) is None:
        return None
    return _("Chỉ cán bộ xử lý hồ sơ của Sở, Văn thư hoặc Trưởng đoàn ghi trả lời của nơi nhận.")


def refusal_to_drop_referral(by: Actor, facts: PartyFacts) -> str | None:
    """The lead, or the issuer of the decision, says with a reason that it does not go."""
    if by.may_in_department(Permission.SIGN_FOR_AGENCY, facts.department_id):
        return None
    if refusal_to_lead(by, facts) is None:
        return None
    return _("Chỉ Trưởng đoàn hoặc người ra quyết định kiểm tra ghi việc không chuyển.")


def refusal_to_drop_approved_referral(by: Actor, facts: PartyFacts) -> str | None:
    """What the issuer agreed to, only the issuer takes back."""
    if by.may_in_department(Permission.SIGN_FOR_AGENCY, facts.department_id) and by.user_id != facts.lead_id:
        return None
    return _("Người ra quyết định kiểm tra đã đồng ý chuyển; chỉ người đó ghi việc không chuyển.")


def refusal_to_record_source(by: Actor, department_id: int) -> str | None:
    """Leaders and officers of the department write a confidential source down (practice 5)."""
    rights = (Permission.PROPOSE, Permission.SIGN_FOR_AGENCY)
    if any(by.may_in_department(right, department_id) for right in rights):
        return None
    return _("Không tìm thấy trang này.")


def refusal_to_name_reader(by: Actor, department_id: int, reader_id: int) -> str | None:
    """Only the director lets somebody else read; an officer who writes it down is himself the one person."""
    if is_director(by, department_id) or reader_id == by.user_id:
        return None
    return _("Chỉ Giám đốc Sở chỉ định người khác được đọc; bạn ghi thì người đọc là chính bạn.")


def refusal_to_read_source(by: Actor, department_id: int, reader_id: int) -> str | None:
    """The director who holds the post that day, and the one named person."""
    if is_director(by, department_id) or reader_id == by.user_id:
        return None
    return _("Không tìm thấy trang này.")
