"""Reconciliation of the ledger with the number register, travel orders and the units' own lists (domain 15; practice 6)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import ReconciliationSource, RowVerdict
from inspections.models.ledger import LedgerLine
from inspections.models.past import PaperInspection
from inspections.models.people import Department, Institution


class Reconciliation(models.Model):
    """One list that was compared: where it comes from, who brought it in, when."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="reconciliations")
    source = models.CharField(_("nguồn"), max_length=20, choices=ReconciliationSource)
    name = models.CharField(_("tên tệp"), max_length=255)
    sha256 = models.CharField(max_length=64)
    skipped = models.PositiveIntegerField(_("số dòng không nói về kiểm tra"), default=0)
    uploaded_at = models.DateTimeField(_("đưa vào lúc"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("danh sách đối chiếu")
        verbose_name_plural = _("danh sách đối chiếu")
        ordering = ["-id"]
        triggers = [
            pgtrigger.Protect(name="reconciliations_are_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.name


class ReconciliationRow(models.Model):
    """One row of a list: found in the ledger, or decided by an officer with a reason; never edited."""

    reconciliation = models.ForeignKey(Reconciliation, on_delete=models.PROTECT, related_name="rows")
    row = models.PositiveIntegerField(_("dòng"))
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reference = models.CharField(_("số, ký hiệu hoặc người đi"), max_length=300, blank=True)
    first = models.DateField(_("từ ngày"))
    last = models.DateField(_("đến ngày"))
    words = models.CharField(_("việc, trích yếu"), max_length=500)
    found = models.CharField(_("đã có trong hệ thống"), max_length=200, blank=True)
    near = models.ForeignKey(LedgerLine, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    verdict = models.CharField(_("kết luận"), max_length=12, choices=RowVerdict, blank=True)
    reason = models.TextField(_("lý do"), blank=True)
    paper = models.ForeignKey(
        PaperInspection, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("kết luận lúc"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("dòng đối chiếu")
        verbose_name_plural = _("dòng đối chiếu")
        ordering = ["row"]
        constraints = [
            models.UniqueConstraint(fields=["reconciliation", "row"], name="reconciliation_row_once"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="reconciliation_days_in_order"),
            models.CheckConstraint(
                condition=Q(verdict="", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(verdict="") & ~Q(reason="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="reconciliation_decided_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="reconciliation_rows_are_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="reconciliation_decided_once",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__verdict=""),
            ),
            pgtrigger.ReadOnly(
                name="reconciliation_row_fixed",
                exclude=["verdict", "reason", "paper", "decided_at", "decided_by"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row}: {self.words}"
