"""Who may do what in an inspection (architecture, roles x rows; Nghị định 217/2025/NĐ-CP Điều 6, 12, 14)."""

from django.utils.translation import gettext as _

from inspections.rules.facts import InspectionFacts
from inspections.rules.roles import SIGNING_ROLES, Actor, Permission


def refusal_to_propose(by: Actor, department_id: int) -> str | None:
    """An officer or head of section of the department proposes (row 1)."""
    if by.may_in_department(Permission.PROPOSE, department_id):
        return None
    return _("Chỉ chuyên viên hoặc Trưởng phòng của Sở được đề xuất cuộc kiểm tra.")


def _refusal_without(by: Actor, facts: InspectionFacts, permission: Permission, sentence: str) -> str | None:
    return None if by.may_in_department(permission, facts.department_id) else sentence


def refusal_to_review_overlap(by: Actor, facts: InspectionFacts) -> str | None:
    """Officers of the department review overlap (row 2, Điều 4 khoản 2)."""
    return _refusal_without(
        by, facts, Permission.REVIEW_OVERLAP, _("Chỉ chuyên viên của Sở rà soát trùng lặp, chồng chéo.")
    )


def refusal_to_confirm_overlap(by: Actor, facts: InspectionFacts) -> str | None:
    """The head of section confirms the review (row 2)."""
    return _refusal_without(
        by, facts, Permission.CONFIRM_OVERLAP, _("Chỉ Trưởng phòng xác nhận kết quả rà soát trùng lặp.")
    )


def refusal_to_nominate_team(by: Actor, facts: InspectionFacts) -> str | None:
    """Officers propose the team; the decision names it."""
    return _refusal_without(
        by, facts, Permission.NOMINATE_TEAM, _("Chỉ chuyên viên của Sở đề xuất thành phần Đoàn.")
    )


def refusal_to_declare_conflicts(by: Actor, facts: InspectionFacts) -> str | None:
    """Each member declares for himself; nobody declares for another."""
    if facts.member(by.user_id) is None:
        return _("Chỉ người được cử vào Đoàn tự kê khai xung đột lợi ích của mình.")
    return None


def refusal_to_enter_paper_declaration(by: Actor, facts: InspectionFacts) -> str | None:
    """The sheet of a member without an account is entered by an officer or the lead, from the signed paper."""
    if by.user_id == facts.lead_id or by.may_in_department(Permission.NOMINATE_TEAM, facts.department_id):
        return None
    return _("Chỉ chuyên viên của Sở hoặc Trưởng đoàn nhập bản kê khai giấy.")


def refusal_to_draft_decision(by: Actor, facts: InspectionFacts) -> str | None:
    """Officers draft the decision (row 3)."""
    return _refusal_without(
        by, facts, Permission.DRAFT_DECISION, _("Chỉ chuyên viên của Sở dự thảo quyết định.")
    )


def refusal_to_sign_decision(by: Actor, facts: InspectionFacts) -> str | None:
    """The director, or a deputy KT., signs; the drafter never does (row 4, Điều 6, 11)."""
    if not by.may_in_department(Permission.SIGN_FOR_AGENCY, facts.department_id):
        return _("Chỉ Giám đốc Sở hoặc Phó Giám đốc được giao ký thay (KT.) ký quyết định kiểm tra.")
    if by.user_id == facts.lead_id:
        return _(
            "Trưởng đoàn không ký quyết định của chính Đoàn mình; chuyển Giám đốc hoặc Phó Giám đốc khác."
        )
    decision = facts.documents.get("decision")
    if decision and decision.drafted_by == by.user_id:
        return _("Người dự thảo không ký quyết định do mình dự thảo.")
    return None


def refusal_to_issue_decision(by: Actor, facts: InspectionFacts) -> str | None:
    """Only the records clerk numbers, seals and issues (Nghị định 30/2020/NĐ-CP Điều 15, 32)."""
    if by.may_in_department(Permission.ISSUE_DOCUMENT, facts.department_id):
        return None
    return _("Chỉ Văn thư cơ quan được cấp số, ký số của cơ quan (đóng dấu) và phát hành văn bản.")


def refusal_to_submit_conduct_plan(by: Actor, facts: InspectionFacts) -> str | None:
    """The lead drafts and submits the conduct plan (row 5, Điều 14)."""
    if by.user_id == facts.lead_id and Permission.LEAD in by.permissions:
        return None
    return _("Chỉ Trưởng đoàn lập và trình kế hoạch tiến hành kiểm tra.")


def refusal_to_approve_conduct_plan(by: Actor, facts: InspectionFacts) -> str | None:
    """The issuer of the decision approves; the lead never approves his own plan (rows 6-7)."""
    if by.user_id == facts.lead_id:
        return _("Trưởng đoàn không phê duyệt kế hoạch do chính mình lập.")
    if not by.may_in_department(Permission.APPROVE_PLAN, facts.department_id):
        return _("Chỉ người ra quyết định kiểm tra phê duyệt hoặc trả lại kế hoạch tiến hành.")
    if facts.issuer_id not in (None, by.user_id) and not by.has_role(*SIGNING_ROLES):
        return _("Chỉ người ra quyết định kiểm tra phê duyệt hoặc trả lại kế hoạch tiến hành.")
    return None


def refusal_to_abandon(by: Actor, facts: InspectionFacts) -> str | None:
    """The head of section or the director may end a case that has no decision yet (row 13)."""
    return _refusal_without(
        by,
        facts,
        Permission.ABANDON,
        _("Chỉ Trưởng phòng chuyên môn hoặc lãnh đạo Sở kết thúc đề xuất kiểm tra."),
    )
