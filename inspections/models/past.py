"""Past inspections kept on paper: one row for one visit (lượt), entered later, always class M0.

Such an inspection never ran through our stages, so it is no Case. It enters the denominator of the figure and the
overlap review all the same (practice.md 6; Nghị quyết 198/2025/QH15 Điều 4: at most one inspection of a business a
year, whoever wrote it down and how). A row is never edited or deleted: a wrong one is withdrawn with a reason.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.enums import Ground
from inspections.models.people import Department, Institution
from inspections.models.storage import random_name
from inspections.rules.past import before_the_decree, legal_basis


class PaperImport(models.Model):
    """A workbook sent in: examined, then confirmed by a person, then saved whole or not at all."""

    class State(models.TextChoices):
        """Where the workbook stands; only a ready one can be confirmed."""

        WAITING = "waiting", _("Đang kiểm tra")
        FAULTY = "faulty", _("Cần sửa")
        READY = "ready", _("Chờ xác nhận")
        CONFIRMED = "confirmed", _("Đang ghi")
        SAVED = "saved", _("Đã ghi vào sổ")
        CANCELLED = "cancelled", _("Đã bỏ")

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="paper_imports")
    name = models.CharField(_("tên tệp"), max_length=255)
    size = models.PositiveBigIntegerField(_("dung lượng"))
    sha256 = models.CharField(max_length=64)
    blob = models.FileField(upload_to=random_name)
    state = models.CharField(_("trạng thái"), max_length=20, choices=State, default=State.WAITING)
    row_count = models.PositiveIntegerField(_("số lượt"), default=0)
    problem_count = models.PositiveIntegerField(_("số điểm cần sửa"), default=0)
    report = models.JSONField(_("kết quả kiểm tra tệp"), default=dict)
    uploaded_at = models.DateTimeField(_("gửi lúc"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("tệp nhập kiểm tra giấy")
        verbose_name_plural = _("tệp nhập kiểm tra giấy")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "saved"])
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="paper_import_saved_by_somebody",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="paper_import_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="paper_import_bytes_fixed",
                fields=["sha256", "blob", "size", "department", "uploaded_at", "uploaded_by"],
            ),
            pgtrigger.Protect(
                name="paper_import_saved_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="saved"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("past_import", args=[self.pk])


class PaperInspection(models.Model):
    """One past visit from the paper file; «Ghi sau từ hồ sơ giấy», class M0, never edited."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="paper_inspections")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="paper_inspections")
    decision_number = models.CharField(_("số quyết định"), max_length=60)
    number_key = models.CharField(max_length=120, editable=False)
    decided_on = models.DateField(_("ngày quyết định"))
    agency = models.CharField(_("cơ quan ban hành"), max_length=200)
    content = models.CharField(_("chuyên đề, nội dung"), max_length=500)
    themes = models.CharField(_("chuyên đề nhận ra"), max_length=300, blank=True)
    ground = models.CharField(_("căn cứ"), max_length=20, choices=Ground, blank=True)
    ground_text = models.CharField(_("nội dung căn cứ"), max_length=500)
    period_from = models.DateField(_("thời kỳ kiểm tra từ ngày"))
    period_to = models.DateField(_("đến ngày"))
    announced_on = models.DateField(_("ngày công bố"))
    minutes_on = models.DateField(_("ngày ký biên bản"), null=True, blank=True)
    lead_name = models.CharField(_("Trưởng đoàn"), max_length=150)
    finding_count = models.PositiveIntegerField(_("số tồn tại, dấu hiệu vi phạm"), null=True, blank=True)
    kept_at = models.CharField(_("nơi lưu hồ sơ giấy"), max_length=300)
    source = models.ForeignKey(
        PaperImport, on_delete=models.PROTECT, null=True, blank=True, related_name="inspections"
    )
    source_row = models.PositiveIntegerField(_("dòng trong tệp"), null=True, blank=True)
    entered_at = models.DateTimeField(_("ghi lúc"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.TextField(_("lý do rút"), blank=True)

    class Meta:
        verbose_name = _("lượt kiểm tra ghi từ hồ sơ giấy")
        verbose_name_plural = _("lượt kiểm tra ghi từ hồ sơ giấy")
        ordering = ["-announced_on", "-id"]
        indexes = [
            models.Index(fields=["department", "-announced_on", "-id"], name="paper_department_day"),
            models.Index(fields=["institution", "-announced_on"], name="paper_institution_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "number_key", "decided_on", "institution"],
                condition=Q(withdrawn_at__isnull=True),
                name="paper_visit_once",
                violation_error_message=_("Lượt này đã có trong sổ."),
            ),
            models.CheckConstraint(
                condition=Q(announced_on__gte=F("decided_on"))
                & (Q(minutes_on__isnull=True) | Q(minutes_on__gte=F("announced_on")))
                & Q(period_to__gte=F("period_from")),
                name="paper_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="paper_withdrawn_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="paper_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="paper_is_fixed", exclude=["withdrawn_at", "withdrawn_by", "withdrawn_reason"]
            ),
            pgtrigger.Protect(
                name="paper_withdrawn_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_number} ({self.decided_on:%d/%m/%Y}) · {self.institution}"

    def get_absolute_url(self) -> str:
        return reverse("past_one", args=[self.pk])

    @property
    def is_withdrawn(self) -> bool:
        """A withdrawn row is kept and counts nowhere."""
        return self.withdrawn_at is not None

    @property
    def legal_basis(self) -> str:
        """The acts it rests on: before 05/8/2025 those in force then."""
        return legal_basis(self.decided_on)

    @property
    def is_before_the_decree(self) -> bool:
        """Decided before Nghị định 217/2025/NĐ-CP took effect."""
        return before_the_decree(self.decided_on)
