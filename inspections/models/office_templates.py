"""Word templates that an office uploads for a kind of document (bar.md 61; ecosystem.md: docxtpl, sandboxed)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import DocumentKind, Side
from inspections.models.people import Department
from inspections.models.storage import random_name


class OfficeTemplate(models.Model):
    """One .docx for one kind of document; the newest that is not retired is used, older ones are kept."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="office_templates")
    kind = models.CharField(_("loại văn bản"), max_length=40, choices=DocumentKind)
    name = models.CharField(_("tên tệp"), max_length=255)
    sha256 = models.CharField(max_length=64)
    blob = models.FileField(upload_to=random_name)
    placeholders = models.JSONField(default=list)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("mẫu Word")
        verbose_name_plural = _("mẫu Word")
        ordering = ["-uploaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "kind"],
                condition=Q(retired_at__isnull=True),
                name="template_one_in_use",
            ),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, retired_by__isnull=True)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="template_retired_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DossierPrint(models.Model):
    """«In cả hồ sơ»: all papers of a dossier in one PDF with its contents, made by a job for whoever asked."""

    case = models.ForeignKey("Case", on_delete=models.PROTECT, related_name="dossier_prints")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(_("bên yêu cầu"), max_length=20, choices=Side)
    with_files = models.BooleanField(_("in cả tệp PDF của hồ sơ, tài liệu"), default=False)
    made_at = models.DateTimeField(null=True, blank=True)
    blob = models.FileField(upload_to=random_name, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    left_out = models.JSONField(default=list)

    class Meta:
        verbose_name = _("bản in cả hồ sơ")
        verbose_name_plural = _("bản in cả hồ sơ")
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.case_id}"
