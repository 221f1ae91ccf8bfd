"""Who keeps the vault of an institution: its own people alone; nobody of the department writes in it (practice.md 5)."""

from django.utils.translation import gettext as _

from inspections.rules.roles import Actor, Permission


def refusal_to_keep_vault(by: Actor, institution_id: int | None) -> str | None:
    """The head and the contact person of the institution."""
    if by.may_at_institution(Permission.ANSWER_FOR_INSTITUTION, institution_id):
        return None
    return _("Chỉ thủ trưởng và cán bộ đầu mối của đơn vị giữ kho tài liệu của đơn vị.")
