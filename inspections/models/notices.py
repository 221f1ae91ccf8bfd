"""How a person wants to be told, and the secret address of his calendar (practice 10; bar.md 97)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.enums import MailMode


class NoticeChoice(models.Model):
    """Mail at once, gathered once a day, or none (what is asked stays in the app); when the inbox was last read."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_choice"
    )
    mail = models.CharField(_("thư"), max_length=10, choices=MailMode, default=MailMode.AT_ONCE)
    read_until = models.PositiveBigIntegerField(default=0)
    feed_token = models.CharField(max_length=64, unique=True, null=True, blank=True)
    feed_made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("cách nhận thông báo")
        verbose_name_plural = _("cách nhận thông báo")

    def __str__(self) -> str:
        return str(self.user)
