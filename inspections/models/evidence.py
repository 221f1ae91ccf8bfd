"""Hồ sơ, tài liệu: files with their hash, who handed them in, when; withdrawn with a reason, never deleted."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import AccessKind, ScanState, Side
from inspections.models.case import Case
from inspections.models.conduct import Answer, Finding, InformationRequest, RequestItem
from inspections.models.storage import random_name


class EvidenceFile(models.Model):
    """A file of the dossier; its bytes and hash never change (Nghị định 217/2025/NĐ-CP Điều 5)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    name = models.CharField(_("tên tệp"), max_length=255)
    size = models.PositiveBigIntegerField(_("dung lượng"))
    sha256 = models.CharField(max_length=64)
    mime = models.CharField(max_length=120)
    blob = models.FileField(upload_to=random_name)
    side = models.CharField(_("bên nộp"), max_length=20, choices=Side)
    as_of = models.DateField(_("ngày của tài liệu"), null=True, blank=True)
    received_at = models.DateTimeField(_("nhận lúc"))
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    first_opened_at = models.DateTimeField(_("Đoàn mở lần đầu"), null=True, blank=True)
    first_opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.TextField(_("lý do rút"), blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    paper = models.ForeignKey(
        "IncomingPaper", on_delete=models.PROTECT, null=True, blank=True, related_name="files"
    )
    vault = models.ForeignKey(
        "VaultDocument", on_delete=models.PROTECT, null=True, blank=True, related_name="uses"
    )
    answers = models.ManyToManyField(Answer, related_name="files", blank=True)
    request_items = models.ManyToManyField(RequestItem, related_name="files", blank=True)
    findings = models.ManyToManyField(Finding, related_name="files", blank=True)

    class Meta:
        verbose_name = _("hồ sơ, tài liệu")
        verbose_name_plural = _("hồ sơ, tài liệu")
        ordering = ["received_at", "id"]
        indexes = [models.Index(fields=["sha256"], name="evidence_sha256")]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | (Q(withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="evidence_withdrawn_with_reason",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="evidence_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="evidence_bytes_fixed", fields=["sha256", "blob", "size", "received_at", "side", "case"]
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FileCheck(models.Model):
    """What the machine found in a file: safety, a copy fit to look at, place and time the camera wrote."""

    file = models.OneToOneField(EvidenceFile, on_delete=models.PROTECT, related_name="check_row")
    scan = models.CharField(_("quét mã độc"), max_length=12, choices=ScanState, default=ScanState.WAITING)
    scanned_at = models.DateTimeField(null=True, blank=True)
    threat = models.CharField(max_length=200, blank=True)
    preview = models.FileField(upload_to=random_name, blank=True)
    preview_sha256 = models.CharField(max_length=64, blank=True)
    taken_at = models.DateTimeField(_("máy ghi lúc"), null=True, blank=True)
    latitude = models.FloatField(_("vĩ độ do máy ghi"), null=True, blank=True)
    longitude = models.FloatField(_("kinh độ do máy ghi"), null=True, blank=True)
    camera = models.CharField(_("máy"), max_length=120, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("kết quả kiểm tra tệp")
        verbose_name_plural = _("kết quả kiểm tra tệp")

    def __str__(self) -> str:
        return self.get_scan_display()


class FileAccess(models.Model):
    """Who was handed which file, when and how; only ever added to."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="file_accesses")
    file = models.ForeignKey(
        EvidenceFile, on_delete=models.PROTECT, null=True, blank=True, related_name="accesses"
    )
    document = models.ForeignKey(
        "Document", on_delete=models.PROTECT, null=True, blank=True, related_name="accesses"
    )
    way = models.CharField(max_length=12, choices=AccessKind)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("lần mở tệp")
        verbose_name_plural = _("lần mở tệp")
        ordering = ["id"]
        triggers = [
            pgtrigger.Protect(name="access_only_added", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.by_id} {self.at:%d/%m/%Y}"


class StashedFile(models.Model):
    """A file taken in with a form that went back: kept for its owner until the form succeeds, so nothing is lost."""

    token = models.CharField(max_length=64, unique=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="stashed_files"
    )
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    mime = models.CharField(max_length=120)
    blob = models.FileField(upload_to=random_name)
    created_at = models.DateTimeField()
    created_by_form = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("tệp tạm giữ")
        verbose_name_plural = _("tệp tạm giữ")

    def __str__(self) -> str:
        return self.name


class Receipt(models.Model):
    """«Giấy xác nhận đã nộp»: what the institution handed in at once."""

    request = models.ForeignKey(
        InformationRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="receipts"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="receipts")
    document = models.ForeignKey(
        "Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    number = models.CharField(_("số giấy xác nhận"), max_length=40, unique=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file_count = models.PositiveIntegerField(default=0)
    item_count = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("giấy xác nhận đã nộp")
        verbose_name_plural = _("giấy xác nhận đã nộp")

    def __str__(self) -> str:
        return self.number
