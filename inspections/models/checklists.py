"""Checklists ("đề cương kiểm tra") by theme: versions that are published once and items that cite the law.

A decision is issued on one version (Decree 217/2025/NĐ-CP Đ.14.2: content); its cases are asked by that text to their
end. A published version is therefore fixed, also against a bare statement: only the last day of its use, the source
and the note of its approval may still be written.
"""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.models.law import LegalAct, validity_check


class Checklist(models.Model):
    """A theme of inspection, 8 to 15 items in each version (Decree 217/2025/NĐ-CP Đ.14.2: content)."""

    code = models.SlugField(_("mã"), max_length=60, unique=True)
    title = models.CharField(_("tên đề cương"), max_length=300)
    theme_key = models.SlugField(_("chuyên đề"), max_length=60)
    note = models.TextField(_("ghi chú"), blank=True)

    class Meta:
        verbose_name = _("đề cương kiểm tra")
        verbose_name_plural = _("đề cương kiểm tra")
        ordering = ["title"]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class ChecklistVersion(models.Model):
    """The text of a checklist in a period; a case keeps the version of its decision."""

    class Status(models.TextChoices):
        """Only a published version can be chosen for a decision."""

        DRAFT = "draft", _("dự thảo")
        PUBLISHED = "published", _("đang dùng")

    checklist = models.ForeignKey(
        Checklist, on_delete=models.PROTECT, related_name="versions", verbose_name=_("đề cương")
    )
    number = models.PositiveSmallIntegerField(_("phiên bản"))
    valid_from = models.DateField(_("dùng từ ngày"))
    valid_until = models.DateField(_("dùng đến hết ngày"), null=True, blank=True)
    status = models.CharField(_("tình trạng"), max_length=20, choices=Status, default=Status.DRAFT)
    approval_note = models.CharField(_("ghi chú phê duyệt"), max_length=300, blank=True)
    source = models.CharField(_("nguồn"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("phiên bản đề cương")
        verbose_name_plural = _("phiên bản đề cương")
        ordering = ["checklist", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "number"],
                name="checklistversion_number_once",
                violation_error_message=_("Đề cương đã có phiên bản mang số này."),
            ),
            validity_check("checklistversion"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_version_is_kept",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__status="published"),
            ),
            pgtrigger.Trigger(
                name="published_version_is_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="published"),
                func="""
                IF (NEW.id, NEW.checklist_id, NEW.number, NEW.valid_from, NEW.status)
                   IS DISTINCT FROM (OLD.id, OLD.checklist_id, OLD.number, OLD.valid_from, OLD.status) THEN
                    RAISE EXCEPTION 'a published checklist version is never changed' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        """Return the title and the version number."""
        return _("%(title)s, phiên bản %(number)s") % {"title": self.checklist.title, "number": self.number}


class ChecklistItem(models.Model):
    """One thing to check, with the act that asks for it and what to look at."""

    version = models.ForeignKey(
        ChecklistVersion, on_delete=models.CASCADE, related_name="items", verbose_name=_("phiên bản")
    )
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    code = models.CharField(_("mã nội dung"), max_length=20)
    group_title = models.CharField(_("nhóm nội dung"), max_length=300, blank=True)
    requirement = models.TextField(_("yêu cầu"))
    question = models.TextField(_("nội dung cần kiểm tra"))
    evidence_hint = models.TextField(_("hồ sơ, tài liệu cần xem"), blank=True)
    act = models.ForeignKey(
        LegalAct,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("văn bản căn cứ"),
    )
    locator = models.CharField(_("điều, khoản, điểm"), max_length=120, blank=True)
    on_site_only = models.BooleanField(_("bắt buộc xem thực tế"), default=False)
    ready_wording = models.TextField(_("câu mẫu ghi tồn tại, hạn chế"), blank=True)

    class Meta:
        verbose_name = _("nội dung đề cương")
        verbose_name_plural = _("nội dung đề cương")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"],
                name="checklistitem_code_once",
                violation_error_message=_("Mã nội dung đã có trong phiên bản này."),
            ),
            models.CheckConstraint(
                condition=models.Q(locator="") | models.Q(act__isnull=False),
                name="checklistitem_locator_needs_act",
                violation_error_message=_("Chọn văn bản trước khi ghi điều, khoản."),
            ),
        ]
        triggers = [
            # After, not before: a shipped row that is there already (ON CONFLICT) is neither new nor changed.
            pgtrigger.Trigger(
                name="published_items_are_fixed",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("touched", "BIGINT[]")],
                func="""
                IF TG_OP = 'INSERT' THEN
                    touched := ARRAY[NEW.version_id];
                ELSIF TG_OP = 'DELETE' THEN
                    touched := ARRAY[OLD.version_id];
                ELSIF NEW IS DISTINCT FROM OLD THEN
                    touched := ARRAY[OLD.version_id, NEW.version_id];
                END IF;
                PERFORM 1 FROM inspections_checklistversion v WHERE v.id = ANY(touched) AND v.status = 'published' FOR SHARE;
                IF FOUND THEN
                    RAISE EXCEPTION 'items of a published checklist version are never changed'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        """Return code and requirement."""
        return f"{self.code}. {self.requirement}"

    @property
    def citation(self) -> str:
        """The legal basis as printed: "Điều 5 Thông tư số 38/2026/TT-BGDĐT"."""
        return f"{self.locator} {self.act}".strip() if self.act else ""
