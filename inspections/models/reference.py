"""The record of what the administrator changed: rules, calendar, acts, names of the agency, checklists.

A setting decides how later cases are counted and printed, so each change names its person, its moment and its reason
and is never edited afterwards (Nghị định 217/2025/NĐ-CP Điều 4: public, transparent; practice 4: rules as data).
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SettingChange(models.Model):
    """One change of one setting in words: what stood before, what stands after (empty: nothing), and why."""

    class Subject(models.TextChoices):
        """What kind of setting was changed; `key` says which one."""

        RULE = "rule", _("Quy định, tham số")
        CALENDAR = "calendar", _("Lịch làm việc")
        LEGAL_ACT = "legal_act", _("Văn bản pháp luật")
        AGENCY = "agency", _("Tên cơ quan")
        CHECKLIST = "checklist", _("Đề cương kiểm tra")
        PEOPLE = "people", _("Tài khoản, chức vụ")
        INSTITUTION = "institution", _("Cơ sở giáo dục nghề nghiệp")
        COUNTING = "counting", _("Cách tính, chỉ tiêu")

    subject = models.CharField(_("danh mục"), max_length=20, choices=Subject)
    key = models.CharField(_("mục"), max_length=120)
    before = models.TextField(_("trước khi đổi"), blank=True)
    after = models.TextField(_("sau khi đổi"), blank=True)
    reason = models.TextField(_("lý do"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("người đổi")
    )
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("thay đổi danh mục")
        verbose_name_plural = _("thay đổi danh mục")
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject", "key", "-id"], name="setting_change_of")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="setting_change_has_reason",
                violation_error_message=_("Ghi lý do thay đổi."),
            ),
            models.CheckConstraint(
                condition=~models.Q(before=models.F("after")),
                name="setting_change_changes_something",
                violation_error_message=_("Nội dung không thay đổi."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="setting_changes_are_kept", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="setting_changes_not_truncated",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'setting changes are append-only';",
            ),
        ]

    def __str__(self) -> str:
        """Return the kind of setting and which one."""
        return f"{self.get_subject_display()}: {self.key}"
