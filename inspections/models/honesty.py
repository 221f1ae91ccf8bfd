"""What keeps the figure honest: signs of records made up afterwards, what a second officer said, devices of sign-ins."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import SignCode, Verdict
from inspections.models.ledger import LedgerLine


class SignIn(models.Model):
    """One sign-in: who, when, on which device (a hash of a random mark kept in the browser); told to nobody by name."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sign_ins")
    device = models.CharField(_("dấu thiết bị"), max_length=64)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("lần đăng nhập")
        verbose_name_plural = _("lần đăng nhập")
        indexes = [
            models.Index(fields=["user", "at"], name="sign_in_of_person"),
            models.Index(fields=["device"], name="sign_in_on_device"),
        ]
        triggers = [pgtrigger.Protect(name="sign_ins_are_fixed", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.user_id} {self.at:%d/%m/%Y}"


class BackfillSign(models.Model):
    """One sign found in the record of a lượt; it stays when the record no longer shows it, with the moment it went."""

    line = models.ForeignKey(LedgerLine, on_delete=models.PROTECT, related_name="signs")
    code = models.CharField(_("dấu hiệu"), max_length=30, choices=SignCode)
    found_at = models.DateTimeField(_("thấy lúc"))
    gone_at = models.DateTimeField(_("không còn từ lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("dấu hiệu ghi dồn")
        verbose_name_plural = _("dấu hiệu ghi dồn")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["line", "code"], name="backfill_sign_once")]
        triggers = [
            pgtrigger.Protect(name="backfill_signs_are_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="backfill_sign_fixed", fields=["line", "code", "found_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.code}"


class SignReview(models.Model):
    """What a second officer says of the signs of a lượt; the newest holds, all stay."""

    line = models.ForeignKey(LedgerLine, on_delete=models.PROTECT, related_name="sign_reviews")
    verdict = models.CharField(_("ý kiến"), max_length=12, choices=Verdict)
    words = models.TextField(_("giải thích"))
    at = models.DateTimeField(_("lúc"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("ý kiến về dấu hiệu")
        verbose_name_plural = _("ý kiến về dấu hiệu")
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="sign_review_has_words")]
        triggers = [
            pgtrigger.Protect(name="sign_reviews_are_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.verdict}"
