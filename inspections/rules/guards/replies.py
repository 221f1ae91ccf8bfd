"""What stands against a later day for an answer (Nghị định 217/2025/NĐ-CP Điều 9, 13; practice.md 5)."""

from datetime import date

from django.utils.translation import gettext as _


def day_objections(day: date, *, after: date, limit_end_on: date | None) -> list[str]:
    """A later day than the present one, and within the limit of the inspection."""
    if day <= after:
        text = _("Ngày xin phải sau hạn hiện nay (%(day)s).")
        return [text % {"day": f"{after:%d/%m/%Y}"}]
    if limit_end_on and day > limit_end_on:
        text = _("Ngày phải nằm trong thời hạn kiểm tra, chậm nhất %(day)s (Đ.13).")
        return [text % {"day": f"{limit_end_on:%d/%m/%Y}"}]
    return []
