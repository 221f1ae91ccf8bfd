"""A file on its way in, piece by piece, over a bad line: known by its hash, so it goes on where it stopped."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inspections.models.evidence import StashedFile
from inspections.models.storage import random_name


class Upload(models.Model):
    """What has arrived of one file of one person; whole and examined it becomes a stashed file (quality.md W8)."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="uploads")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("dung lượng"))
    name = models.CharField(_("tên tệp"), max_length=255)
    received = models.PositiveBigIntegerField(_("đã nhận"), default=0)
    blob = models.FileField(upload_to=random_name)
    begun_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    refusal = models.TextField(_("lý do không nhận"), blank=True)
    stashed = models.ForeignKey(
        StashedFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="uploads"
    )

    class Meta:
        verbose_name = _("tệp đang tải lên")
        verbose_name_plural = _("tệp đang tải lên")
        constraints = [
            models.UniqueConstraint(fields=["owner", "sha256", "size"], name="upload_once_a_person"),
            models.CheckConstraint(condition=Q(received__lte=F("size")), name="upload_within_its_size"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_whole(self) -> bool:
        """Has the last byte arrived?"""
        return self.received == self.size
