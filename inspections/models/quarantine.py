"""A restored system stands apart: it sends no mail and runs no job until somebody says that it is the one in use."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Quarantine(models.Model):
    """One restoration and how it ended; while a row is open the past is not mailed out again (quality.md 5, Backup)."""

    began_at = models.DateTimeField(_("khôi phục lúc"))
    source = models.CharField(_("khôi phục từ"), max_length=300)
    backup_taken_at = models.DateTimeField(_("bản sao lưu lập lúc"))
    backup_version = models.CharField(_("phiên bản khi sao lưu"), max_length=40)
    lifted_at = models.DateTimeField(_("thôi cách ly lúc"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_on_server = models.BooleanField(_("thôi cách ly bằng lệnh trên máy chủ"), default=False)
    lifted_reason = models.TextField(_("lý do thôi cách ly"), blank=True)
    mail_goes_out = models.BooleanField(_("gửi thư còn chờ từ trước khi khôi phục"), default=False)

    class Meta:
        verbose_name = _("lần khôi phục")
        verbose_name_plural = _("lần khôi phục")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["lifted_at"],
                condition=Q(lifted_at__isnull=True),
                nulls_distinct=False,
                name="quarantine_one_open",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True)
                | (~Q(lifted_reason="") & (Q(lifted_by__isnull=False) | Q(lifted_on_server=True))),
                name="quarantine_lifted_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="quarantine_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="quarantine_lifted_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.lifted_at IS NOT NULL"),
            ),
        ]

    def __str__(self) -> str:
        return self.source
