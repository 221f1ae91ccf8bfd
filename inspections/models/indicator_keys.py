"""Keys by which the operations centre (IOC) reads the indicators of one department, and nothing else."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.models.people import Department


class IndicatorKey(models.Model):
    """One key: only its hash is kept; it ends by its day or when it is taken back."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="indicator_keys")
    name = models.CharField(_("hệ thống nhận dữ liệu"), max_length=200)
    digest = models.CharField(max_length=64, unique=True)
    valid_until = models.DateField(_("dùng đến hết ngày"))
    made_at = models.DateTimeField(_("cấp lúc"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("mã kết nối")
        verbose_name_plural = _("mã kết nối")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="indicator_key_revoked_by_someone",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="indicator_keys_are_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="indicator_key_fixed", exclude=["revoked_at", "revoked_by"]),
        ]

    def __str__(self) -> str:
        return self.name
