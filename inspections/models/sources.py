"""«Nguồn tin hạn chế»: read by the director of the day and one named person, by nobody else (practice 5).

Nothing of it stands in an event, a mail, a search, a paper, an export or the history of another table.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.models.case import Case


class ConfidentialSource(models.Model):
    """A text about where a sign of violation came from; written once, never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("nội dung nguồn tin"))
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("người được đọc cùng Giám đốc"),
    )
    recorded_at = models.DateTimeField(_("ghi lúc"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("nguồn tin hạn chế")
        verbose_name_plural = _("nguồn tin hạn chế")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="source_says_something"),
        ]
        triggers = [
            pgtrigger.Protect(name="source_is_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        """Return the number only."""
        return str(self.pk)


class SourceRead(models.Model):
    """Who opened a confidential source, and when; append-only."""

    source = models.ForeignKey(ConfidentialSource, on_delete=models.PROTECT, related_name="reads")
    read_at = models.DateTimeField(_("đọc lúc"))
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("lần đọc nguồn tin hạn chế")
        verbose_name_plural = _("lần đọc nguồn tin hạn chế")
        ordering = ["id"]
        triggers = [
            pgtrigger.Protect(name="source_reads_are_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        """Return the numbers only."""
        return f"{self.source_id}/{self.read_by_id}"
