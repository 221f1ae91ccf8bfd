"""Audit of a frozen figure by second officers: each lượt drawn, with the class that was found (practice.md 6)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import LuotClass
from inspections.models.freezes import Freeze
from inspections.models.ledger import LedgerLine


class AuditedLine(models.Model):
    """One lượt of a frozen figure, looked at again by somebody who neither was of its team nor froze the figure."""

    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="audited")
    line = models.ForeignKey(LedgerLine, on_delete=models.PROTECT, related_name="audited")
    recorded = models.PositiveSmallIntegerField(_("mức đã chốt"), choices=LuotClass)
    found = models.PositiveSmallIntegerField(_("mức người soát xét thấy"), choices=LuotClass)
    reason = models.TextField(_("căn cứ, lý do"))
    at = models.DateTimeField(_("soát xét lúc"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("lượt đã soát xét")
        verbose_name_plural = _("lượt đã soát xét")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["freeze", "line"], name="audited_line_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="audited_line_has_reason"),
            models.CheckConstraint(condition=Q(found__lte=F("recorded")), name="audit_never_raises"),
        ]
        triggers = [
            pgtrigger.Protect(name="audited_lines_are_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: M{self.recorded}, M{self.found}"
