"""Which person was reminded of what: each reminder of a due day goes out once, whoever runs the clock and how often."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.models.case import Case


class Reminder(models.Model):
    """One line of one digest; ``key`` names the ask, its due day and the offset, so that a moved limit reminds anew."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reminders")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reminders")
    key = models.CharField(max_length=80)
    on = models.DateField(_("ngày nhắc"))

    class Meta:
        verbose_name = _("lần nhắc việc")
        verbose_name_plural = _("các lần nhắc việc")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["to", "key"], name="reminder_once")]
        indexes = [models.Index(fields=["on", "to"], name="reminder_of_the_day")]

    def __str__(self) -> str:
        """Return the ask that was reminded of."""
        return self.key
