"""Kho tài liệu: standing documents of an institution with their validity, asked for once (bar.md O5)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.models.people import Institution
from inspections.models.storage import random_name


class VaultDocument(models.Model):
    """A document that stays true for a time (a licence, a charter); each use copies it into the dossier as it is."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="vault")
    title = models.CharField(_("tên tài liệu"), max_length=300)
    folded_title = models.CharField(max_length=300, editable=False)
    number = models.CharField(_("số, ký hiệu"), max_length=80, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    valid_until = models.DateField(_("có giá trị đến hết ngày"), null=True, blank=True)
    file_name = models.CharField(_("tên tệp"), max_length=255)
    size = models.PositiveBigIntegerField(_("dung lượng"))
    sha256 = models.CharField(max_length=64)
    mime = models.CharField(max_length=120)
    blob = models.FileField(upload_to=random_name)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    retired_reason = models.TextField(_("lý do thôi dùng"), blank=True)

    class Meta:
        verbose_name = _("tài liệu trong kho")
        verbose_name_plural = _("tài liệu trong kho")
        ordering = ["folded_title", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, retired_by__isnull=True)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="vault_retired_at_with_by",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="vault_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="vault_bytes_fixed", fields=["sha256", "blob", "size", "institution"]),
        ]

    def __str__(self) -> str:
        return self.title

    def name_file(self, name: str, size: int, sha256: str, mime: str) -> None:
        """Take over what is known of the file."""
        self.file_name, self.size, self.sha256, self.mime = name, size, sha256, mime
