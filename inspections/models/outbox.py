"""Messages that leave (mail) and one-time codes; rows are written in the deed's transaction, sent by a job."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.models.case import Case


class Message(models.Model):
    """One mail to one person: queued with the deed, sent after it; never carries a finding or a source."""

    key = models.CharField(max_length=120, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="messages")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages")
    subject = models.CharField(_("tiêu đề"), max_length=200)
    body = models.TextField(_("nội dung"))
    in_app = models.BooleanField(default=True)
    queued_at = models.DateTimeField()
    queued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by_worker = models.CharField(max_length=60, blank=True)
    gathered_on = models.DateField(_("gộp vào thư ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("thư")
        verbose_name_plural = _("thư")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["to", "-id"], condition=models.Q(in_app=True), name="message_of_person")
        ]

    def __str__(self) -> str:
        return self.subject


class OneTimeCode(models.Model):
    """A code for «xác nhận nội dung»: hashed, short-lived, used once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=80)
    code_hash = models.CharField(max_length=128)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("mã một lần")
        verbose_name_plural = _("mã một lần")

    def __str__(self) -> str:
        return self.purpose
