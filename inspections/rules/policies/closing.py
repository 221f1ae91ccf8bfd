"""Who closes a dossier, seals it, keeps its archive and lists what may be disposed of (row 19; practice.md 2, 5)."""

from django.utils.translation import gettext as _

from inspections.rules.facts import InspectionFacts
from inspections.rules.roles import Actor, Permission

KEEPERS = (Permission.KEEP_ARCHIVE, Permission.SIGN_FOR_AGENCY)


def refusal_to_propose_closing(by: Actor, facts: InspectionFacts) -> str | None:
    """The lead closes his inspection; of one that never had a lead, the officer who opened it (row 19)."""
    closer = facts.lead_id or facts.officer_id
    if by.user_id == closer and Permission.LEAD in by.permissions:
        return None
    return _("Chỉ Trưởng đoàn (khi chưa có Đoàn: chuyên viên lập hồ sơ) đề nghị kết thúc hồ sơ.")


def refusal_to_return_closing(by: Actor, facts: InspectionFacts) -> str | None:
    """The records clerk, who takes the dossier over, sends back what is not complete."""
    return refusal_to_seal_dossier(by, facts)


def refusal_to_seal_dossier(by: Actor, facts: InspectionFacts) -> str | None:
    """Only the records clerk seals and takes a dossier into the archive (Nghị định 30/2020/NĐ-CP Điều 29-31)."""
    if by.may_in_department(Permission.ISSUE_DOCUMENT, facts.department_id):
        return None
    return _("Chỉ Văn thư cơ quan niêm phong, lưu hồ sơ.")


def refusal_to_hold(by: Actor, facts: InspectionFacts) -> str | None:
    """Whoever keeps the archive, or leads the department, holds a dossier back and lets it go again."""
    return refusal_to_keep_archive(by, facts.department_id)


def refusal_to_take_archive(by: Actor, facts: InspectionFacts) -> str | None:
    """The archive holds every party's papers: keepers, leaders and the lead of the inspection take it, no institution."""
    if by.user_id == facts.lead_id and Permission.LEAD in by.permissions:
        return None
    return refusal_to_keep_archive(by, facts.department_id)


def refusal_to_keep_archive(by: Actor, department_id: int) -> str | None:
    """The records clerk, the head of section and the leaders look after the archive of their department."""
    if any(by.may_in_department(right, department_id) for right in KEEPERS):
        return None
    return _("Chỉ Văn thư, Trưởng phòng và lãnh đạo Sở quản lý hồ sơ lưu.")


def refusal_to_record_decision(by: Actor, department_id: int, proposed_by: int) -> str | None:
    """Two people: who drew up a list for disposal does not record the decision on it."""
    if refusal := refusal_to_keep_archive(by, department_id):
        return refusal
    if by.user_id == proposed_by:
        return _("Người lập danh sách không tự ghi quyết định tiêu hủy; người khác ghi.")
    return None
