"""Absence of a person, «Vắng từ … đến …»: who acts meanwhile (practice 1; Nghị định 30/2020/NĐ-CP Điều 13)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Absence(models.Model):
    """Days on which a person does not act, first and last included; what waits for him goes to the delegate."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences")
    from_on = models.DateField(_("vắng từ ngày"))
    until_on = models.DateField(_("đến hết ngày"))
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stands_in",
        verbose_name=_("người làm thay"),
    )
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("kết thúc sớm lúc"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("đợt vắng")
        verbose_name_plural = _("các đợt vắng")
        ordering = ["-from_on", "-id"]
        indexes = [
            models.Index(
                fields=["until_on", "from_on"], condition=Q(ended_at__isnull=True), name="absence_in_force"
            )
        ]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="absence_days_in_order"),
            models.CheckConstraint(
                condition=Q(delegate__isnull=True) | ~Q(delegate=F("user")),
                name="absence_delegate_is_another",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="absence_ended_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.from_on:%d/%m/%Y} - {self.until_on:%d/%m/%Y}"
