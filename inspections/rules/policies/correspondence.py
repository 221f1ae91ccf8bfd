"""Who keeps the books of papers that come in and go out (NĐ 30/2020/NĐ-CP Điều 20-24, Điều 18)."""

from django.utils.translation import gettext as _

from inspections.rules.facts import Facts
from inspections.rules.roles import Actor, Permission

ENTERING = (Permission.ISSUE_DOCUMENT, Permission.PROPOSE, Permission.CONDUCT)


def refusal_to_register_incoming(by: Actor, department_id: int) -> str | None:
    """The records clerk, and who enters an institution's paper answer for it (practice 2, «số đến»)."""
    if any(by.may_in_department(right, department_id) for right in ENTERING):
        return None
    return _("Chỉ văn thư, chuyên viên và người trong Đoàn kiểm tra ghi văn bản đến.")


def refusal_to_keep_books(by: Actor, department_id: int) -> str | None:
    """The books themselves are the records clerk's (NĐ 30/2020/NĐ-CP Điều 22)."""
    if by.may_in_department(Permission.ISSUE_DOCUMENT, department_id):
        return None
    return _("Chỉ văn thư cơ quan ghi sổ văn bản.")


def refusal_to_dispatch(by: Actor, facts: Facts) -> str | None:
    """The records clerk sends issued papers out and keeps the proof (NĐ 30/2020/NĐ-CP Điều 18)."""
    return refusal_to_keep_books(by, facts.department_id)
