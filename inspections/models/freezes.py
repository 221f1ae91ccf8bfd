"""Frozen figures, and every state a line of the ledger ever had: written once, never changed (domain 15; practice.md 6)."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import CountState, Headline, LuotClass, PeriodKind
from inspections.models.ledger import CountingRule, LedgerLine
from inspections.models.people import Department
from inspections.rules.share import Share


def _kept(name: str) -> pgtrigger.Protect:
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)


class LedgerVersion(models.Model):
    """How a line stood from a moment on; written by the triggers of the line alone, so any past figure can be read."""

    line = models.ForeignKey(LedgerLine, on_delete=models.PROTECT, related_name="versions")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("từ lúc"))
    kind = models.CharField(max_length=20)
    legal_form = models.CharField(max_length=20)
    area = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=CountState)
    exclusion = models.CharField(max_length=20, blank=True)
    counted_on = models.DateField(null=True, blank=True)
    late = models.BooleanField()
    class_value = models.PositiveSmallIntegerField(choices=LuotClass)
    final = models.BooleanField()

    class Meta:
        verbose_name = _("trạng thái của lượt theo thời gian")
        verbose_name_plural = _("trạng thái của lượt theo thời gian")
        indexes = [
            models.Index(
                fields=["department", "counted_on"],
                condition=Q(state="counted"),
                name="ledger_version_counted",
            ),
            models.Index(fields=["line", "-id"], name="ledger_version_newest"),
        ]
        triggers = [_kept("ledger_versions_are_kept")]

    def __str__(self) -> str:
        return f"{self.line_id}: M{self.class_value}"


class Freeze(models.Model):
    """«Chốt số liệu»: the figure of a period with its list, rule, hash and signer; a correction is another version."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="freezes")
    kind = models.CharField(_("loại kỳ"), max_length=20, choices=PeriodKind)
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.PositiveSmallIntegerField(_("quý"), default=0)
    first = models.DateField(_("từ ngày"))
    last = models.DateField(_("đến hết ngày"))
    version = models.PositiveSmallIntegerField(_("lần chốt"))
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="restated_as"
    )
    reason = models.TextField(_("lý do chốt lại"), blank=True)
    rule = models.ForeignKey(CountingRule, on_delete=models.PROTECT, related_name="freezes")
    headline = models.CharField(_("tỷ lệ chính thức"), max_length=10, choices=Headline)
    trial = models.BooleanField(_("tính thử"))
    a = models.PositiveIntegerField(_("tử số"))
    b = models.PositiveIntegerField(_("mẫu số"))
    classes = models.JSONField(_("số lượt theo mức"))
    final_classes = models.JSONField(_("số lượt chính thức theo mức"))
    late = models.PositiveIntegerField(_("quá thời hạn chưa ký"))
    excluded = models.JSONField(_("không tính, theo lý do"))
    running = models.PositiveIntegerField(_("đang tiến hành"))
    contents = models.JSONField(_("các số liệu của kỳ"), default=dict)
    list_sha256 = models.CharField(_("mã băm của danh sách"), max_length=64)
    chain_head = models.CharField(_("đầu chuỗi sự kiện"), max_length=64)
    taken_at = models.DateTimeField(_("chốt lúc"))
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("số liệu đã chốt")
        verbose_name_plural = _("số liệu đã chốt")
        ordering = ["-last", "kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "kind", "year", "number", "version"], name="freeze_version_once"
            ),
            models.CheckConstraint(
                condition=Q(version=1, previous__isnull=True)
                | (Q(version__gt=1, previous__isnull=False) & ~Q(reason="")),
                name="freeze_restated_with_reason",
            ),
            models.CheckConstraint(condition=Q(a__lte=models.F("b")), name="freeze_a_within_b"),
        ]
        triggers = [_kept("freezes_are_kept")]

    def __str__(self) -> str:
        return f"{self.code} ({self.version})"

    @property
    def code(self) -> str:
        """«BC2026-Q4», as in rules.figure_periods."""
        mark = "BC" if self.kind in (PeriodKind.REPORT_YEAR, PeriodKind.REPORT_QUARTER) else ""
        return f"{mark}{self.year}" + (f"-Q{self.number}" if self.number else "")

    @property
    def share(self) -> Share:
        """The frozen counts as a figure."""
        m0, m1, m2, m3 = self.classes
        f0, f1, f2, f3 = self.final_classes
        return Share((m0, m1, m2, m3), (f0, f1, f2, f3))

    @property
    def days(self) -> tuple[date, date]:
        """First and last day of the period."""
        return self.first, self.last


class FrozenLine(models.Model):
    """One lượt as it stood in a frozen figure; it does not move when the ledger does."""

    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(LedgerLine, on_delete=models.PROTECT, related_name="frozen")
    code = models.CharField(_("hồ sơ"), max_length=80)
    institution = models.CharField(_("đơn vị"), max_length=300)
    kind = models.CharField(_("loại hình"), max_length=20)
    legal_form = models.CharField(_("hình thức pháp lý"), max_length=20)
    area = models.CharField(_("địa bàn"), max_length=200, blank=True)
    class_value = models.PositiveSmallIntegerField(_("mức"), choices=LuotClass)
    final = models.BooleanField(_("chính thức"))
    counted_on = models.DateField(_("ngày tính"))
    late = models.BooleanField(_("quá thời hạn chưa ký"))

    class Meta:
        verbose_name = _("lượt trong số liệu đã chốt")
        verbose_name_plural = _("lượt trong số liệu đã chốt")
        ordering = ["-counted_on", "-line_id"]
        constraints = [models.UniqueConstraint(fields=["freeze", "line"], name="frozen_line_once")]
        triggers = [_kept("frozen_lines_are_kept")]

    def __str__(self) -> str:
        return f"{self.code}: M{self.class_value}"
