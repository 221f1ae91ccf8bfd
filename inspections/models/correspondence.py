"""What comes in on paper and what goes out by other roads: the records clerk's books beside the system (practice 2)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import DispatchChannel
from inspections.models.case import Case
from inspections.models.documents import Document
from inspections.models.people import Department, Institution
from inspections.models.storage import random_name


class IncomingPaper(models.Model):
    """A numbered paper that arrived: «số đến», sender, its own number and date, scan (NĐ 30/2020 Điều 20-24)."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="incoming_papers")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="incoming_papers"
    )
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    arrival_number = models.PositiveIntegerField(_("số đến"))
    year = models.PositiveSmallIntegerField(_("năm"))
    arrived_on = models.DateField(_("ngày đến"))
    sender = models.CharField(_("nơi gửi"), max_length=300)
    their_number = models.CharField(_("số, ký hiệu của văn bản"), max_length=80, blank=True)
    their_date = models.DateField(_("ngày của văn bản"), null=True, blank=True)
    summary = models.CharField(_("trích yếu"), max_length=500)
    scan = models.FileField(upload_to=random_name, blank=True)
    scan_name = models.CharField(max_length=255, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("văn bản đến")
        verbose_name_plural = _("văn bản đến")
        ordering = ["-year", "-arrival_number"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "year", "arrival_number"], name="arrival_number_once_a_year"
            )
        ]
        triggers = [pgtrigger.Protect(name="incoming_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return _("Số đến %(n)s/%(year)s") % {"n": self.arrival_number, "year": self.year}


class Dispatch(models.Model):
    """One sending of an issued document by a road outside the system, with its proof (practice 2, delivery proof)."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="dispatches")
    channel = models.CharField(_("cách gửi"), max_length=20, choices=DispatchChannel)
    receiver = models.CharField(_("nơi nhận"), max_length=300)
    number = models.CharField(_("số gửi, mã gói tin, số hiệu bưu gửi"), max_length=80, blank=True)
    sent_on = models.DateField(_("ngày gửi"))
    received_on = models.DateField(_("ngày nơi nhận xác nhận"), null=True, blank=True)
    proof = models.FileField(upload_to=random_name, blank=True)
    proof_name = models.CharField(max_length=255, blank=True)
    proof_sha256 = models.CharField(max_length=64, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("lần gửi văn bản")
        verbose_name_plural = _("lần gửi văn bản")
        ordering = ["sent_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=models.F("sent_on")),
                name="dispatch_received_after_sent",
            )
        ]
        triggers = [pgtrigger.Protect(name="dispatch_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.receiver} {self.sent_on:%d/%m/%Y}"
