"""The periodic report of a frozen figure: its print, then the number, the day and the signed paper as they came back."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.models.freezes import Freeze
from inspections.models.people import Department
from inspections.models.storage import random_name


class FigureReport(models.Model):
    """«Báo cáo định kỳ»: a paper of the department, made from the frozen figure alone."""

    freeze = models.OneToOneField(Freeze, on_delete=models.PROTECT, related_name="report")
    snapshot = models.JSONField(_("nội dung"))
    body = models.FileField(upload_to=random_name, blank=True)
    body_sha256 = models.CharField(max_length=64, blank=True)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    dated_on = models.DateField(_("ngày ký"), null=True, blank=True)
    signed = models.FileField(upload_to=random_name, blank=True)
    signed_sha256 = models.CharField(max_length=64, blank=True)
    signers = models.CharField(_("người ký"), max_length=300, blank=True)
    returned_at = models.DateTimeField(_("ghi bản đã ký lúc"), null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("báo cáo định kỳ")
        verbose_name_plural = _("báo cáo định kỳ")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    returned_at__isnull=True, returned_by__isnull=True, number="", dated_on__isnull=True
                )
                | (
                    Q(returned_at__isnull=False, returned_by__isnull=False, dated_on__isnull=False)
                    & ~Q(number="")
                    & ~Q(signed_sha256="")
                ),
                name="figure_report_returned_whole",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="figure_reports_are_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="figure_report_fixed", fields=["freeze", "snapshot"]),
            pgtrigger.Protect(
                name="figure_report_returned_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__returned_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.freeze)


class FigureForm(models.Model):
    """The Committee's own Excel form as somebody brought it in; the newest one is filled, all stay."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="figure_forms")
    name = models.CharField(_("tên tệp"), max_length=255)
    blob = models.FileField(upload_to=random_name)
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(_("đưa vào lúc"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("biểu của Ủy ban")
        verbose_name_plural = _("biểu của Ủy ban")
        ordering = ["-id"]
        triggers = [
            pgtrigger.Protect(name="figure_forms_are_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.name
