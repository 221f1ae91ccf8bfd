"""Forms that have acted: the same filled form sent twice acts once (double press, lost reply)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Submission(models.Model):
    """The one-time mark of a form that has acted, written in the deed's own transaction."""

    token = models.CharField(max_length=64, unique=True)
    path = models.CharField(max_length=300)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("biểu mẫu đã nhận")
        verbose_name_plural = _("biểu mẫu đã nhận")

    def __str__(self) -> str:
        return self.path
