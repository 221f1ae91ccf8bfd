"""Signing in two steps with a key that is elsewhere: the digest goes out, the signature comes in (practice 1)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.models.documents import Document
from inspections.models.storage import random_name


class SigningSession(models.Model):
    """A prepared revision that waits for one signature over its digest; finished once, or run out."""

    token = models.CharField(max_length=64, unique=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="signing_sessions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agent = models.CharField(_("công cụ ký"), max_length=60)
    base_sha256 = models.CharField(max_length=64)
    digest = models.CharField(max_length=128)
    prepared = models.FileField(upload_to=random_name)
    details = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("phiên ký số")
        verbose_name_plural = _("phiên ký số")

    def __str__(self) -> str:
        return f"{self.document_id}"
