"""Báo cáo kết quả kiểm tra before it is signed: sections, versions side by side, remarks on passages (row 16).

Source: Nghị định 217/2025/NĐ-CP Điều 15 khoản 3 điểm đ; practice.md 1 (who may not approve); domain 13, no. 13.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import ReportState
from inspections.models.case import Case


def _by() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class ResultReport(models.Model):
    """The lead's report of one inspection: drafted from the record, approved by a second person."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="result_report")
    state = models.CharField(_("tình trạng"), max_length=10, choices=ReportState, default=ReportState.DRAFTED)
    row_version = models.PositiveIntegerField(default=0)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = _by()
    assigned_reason = models.TextField(_("lý do giao người khác duyệt, ký"), blank=True)
    assigned_paper = models.CharField(_("văn bản giao (số, ngày)"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("báo cáo kết quả kiểm tra")
        verbose_name_plural = _("báo cáo kết quả kiểm tra")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ReportState.APPROVED)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="report_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(assigned_reason="") | ~Q(assigned_paper=""), name="report_assigned_in_writing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}"


class ReportSection(models.Model):
    """One section of the report; ``party`` where it tells of one unit. Its text is free prose of the lead."""

    report = models.ForeignKey(ResultReport, on_delete=models.PROTECT, related_name="sections")
    party = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField()
    text = models.TextField(_("nội dung"), blank=True)

    class Meta:
        verbose_name = _("phần của báo cáo")
        verbose_name_plural = _("phần của báo cáo")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "key", "party"], nulls_distinct=False, name="report_section_once"
            )
        ]

    def __str__(self) -> str:
        return self.key


class ReportVersion(models.Model):
    """The report as it was submitted; versions are compared side by side and never changed."""

    report = models.ForeignKey(ResultReport, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("lần trình"))
    contents = models.JSONField()
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = _by()
    returned_reason = models.TextField(_("lý do trả lại"), blank=True)

    class Meta:
        verbose_name = _("lần trình báo cáo")
        verbose_name_plural = _("các lần trình báo cáo")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_version_once"),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | ~Q(returned_reason=""),
                name="report_returned_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="report_version_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="report_version_is_frozen",
                fields=["report", "number", "contents", "submitted_at", "submitted_by"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class ReportRemark(models.Model):
    """A remark of the reviewer on a passage: the words quoted, what to mend, how the lead settled it."""

    version = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="remarks")
    section = models.CharField(max_length=60)
    quote = models.TextField(_("đoạn văn"), blank=True)
    text = models.TextField(_("ý kiến"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    settlement = models.TextField(_("Trưởng đoàn tiếp thu, giải trình"), blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = _by()

    class Meta:
        verbose_name = _("ý kiến về báo cáo")
        verbose_name_plural = _("ý kiến về báo cáo")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="remark_says_something"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="remark_settled_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
