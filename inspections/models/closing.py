"""Closing and keeping: the sealed archive, its term, holds, and disposal that is only ever decided (row 19; trap 44).

Source: Luật Lưu trữ số 33/2024/QH15; Nghị định 30/2020/NĐ-CP Điều 29-31; domain 11.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import DisposalState, RetentionClass
from inspections.models.case import Case
from inspections.models.documents import Document
from inspections.models.people import Department
from inspections.models.storage import random_name

_D = DisposalState


def _by() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


def _who() -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")


class Closing(models.Model):
    """The lead's proposal to close: what was looked through, how long the dossier is kept and why."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="closing")
    statement = models.TextField(_("tình trạng hồ sơ, việc còn lưu ý"), blank=True)
    retention = models.CharField(_("thời hạn bảo quản"), max_length=10, choices=RetentionClass)
    years = models.PositiveSmallIntegerField(_("số năm"), null=True, blank=True)
    retention_basis = models.CharField(_("căn cứ thời hạn bảo quản"), max_length=300)
    keep_until_on = models.DateField(_("bảo quản đến hết ngày"), null=True, blank=True)
    place = models.CharField(_("nơi lưu bản gốc giấy"), max_length=200, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = _who()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("đề nghị kết thúc hồ sơ")
        verbose_name_plural = _("đề nghị kết thúc hồ sơ")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    retention=RetentionClass.PERMANENT, keep_until_on__isnull=True, years__isnull=True
                )
                | Q(retention=RetentionClass.TERM, years__isnull=False, years__gte=1),
                name="closing_term_in_years",
            ),
            models.CheckConstraint(condition=~Q(retention_basis=""), name="closing_term_has_basis"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}"


class Archive(models.Model):
    """The sealed file of a dossier: a manifest of hashes fixed when it is sealed, the zip built after it by a job."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="archive")
    sealed_at = models.DateTimeField()
    sealed_by = _who()
    manifest = models.JSONField()
    manifest_sha256 = models.CharField(max_length=64)
    last_event_id = models.PositiveBigIntegerField()
    chain_head = models.CharField(max_length=64)
    file = models.FileField(upload_to=random_name, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True)
    built_at = models.DateTimeField(null=True, blank=True)
    disposed_on = models.DateField(_("đã tiêu hủy ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("bản lưu hồ sơ")
        verbose_name_plural = _("bản lưu hồ sơ")
        constraints = [
            models.CheckConstraint(
                condition=Q(built_at__isnull=True) | ~Q(sha256=""), name="archive_built_has_hash"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="archive_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="archive_manifest_is_fixed",
                fields=[
                    "case",
                    "sealed_at",
                    "sealed_by",
                    "manifest",
                    "manifest_sha256",
                    "last_event_id",
                    "chain_head",
                ],
            ),
            pgtrigger.Protect(
                name="archive_built_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.sha256 <> '' AND NEW.disposed_on IS NULL"
                    " AND (OLD.file, OLD.sha256) IS DISTINCT FROM (NEW.file, NEW.sha256)"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.manifest_sha256[:12]


class LegalHold(models.Model):
    """A dossier that must not be disposed of while a matter goes on (a complaint, a court, an investigation)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="holds")
    reason = models.TextField(_("lý do giữ"))
    basis = models.CharField(_("văn bản yêu cầu giữ (số, ngày)"), max_length=200, blank=True)
    placed_at = models.DateTimeField()
    placed_by = _who()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = _by()
    lifted_reason = models.TextField(_("lý do thôi giữ"), blank=True)

    class Meta:
        verbose_name = _("lệnh giữ hồ sơ")
        verbose_name_plural = _("lệnh giữ hồ sơ")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="hold_says_why"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | (Q(lifted_by__isnull=False) & ~Q(lifted_reason="")),
                name="hold_lifted_with_reason",
            ),
        ]
        triggers = [pgtrigger.Protect(name="hold_kept", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.reason[:80]


class DisposalList(models.Model):
    """A list of dossiers whose term is over; nothing goes before a decision with number and minutes (trap 44)."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="disposals")
    title = models.CharField(_("tên danh sách"), max_length=300)
    state = models.CharField(_("tình trạng"), max_length=12, choices=DisposalState, default=_D.PROPOSED)
    reason = models.TextField(_("lý do, ý kiến"), blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = _who()
    decision_number = models.CharField(_("số quyết định tiêu hủy"), max_length=60, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    minutes_number = models.CharField(_("số, ngày biên bản họp Hội đồng"), max_length=120, blank=True)
    decision_file = models.FileField(upload_to=random_name, blank=True)
    decision_sha256 = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = _by()
    carried_out_on = models.DateField(_("ngày tiêu hủy"), null=True, blank=True)
    carried_out_at = models.DateTimeField(null=True, blank=True)
    carried_out_by = _by()
    given_up_at = models.DateTimeField(null=True, blank=True)
    given_up_by = _by()

    class Meta:
        verbose_name = _("danh sách tiêu hủy")
        verbose_name_plural = _("danh sách tiêu hủy")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[_D.DECIDED, _D.CARRIED_OUT])
                | (
                    Q(decided_at__isnull=False, decided_on__isnull=False)
                    & ~Q(decision_number="")
                    & ~Q(minutes_number="")
                    & ~Q(decision_sha256="")
                ),
                name="disposal_decided_on_paper",
            ),
            models.CheckConstraint(
                condition=~Q(state=_D.CARRIED_OUT)
                | Q(carried_out_at__isnull=False, carried_out_on__isnull=False),
                name="disposal_carried_out_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=_D.GIVEN_UP) | ~Q(reason=""), name="disposal_given_up_why"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="disposal_kept", operation=pgtrigger.Delete),
            pgtrigger.FSM(
                name="disposal_edges",
                field="state",
                transitions=[
                    (_D.PROPOSED.value, _D.DECIDED.value),
                    (_D.PROPOSED.value, _D.GIVEN_UP.value),
                    (_D.DECIDED.value, _D.CARRIED_OUT.value),
                    (_D.DECIDED.value, _D.GIVEN_UP.value),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DisposalItem(models.Model):
    """One dossier on the list."""

    disposal = models.ForeignKey(DisposalList, on_delete=models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disposal_items")
    taken_off = models.BooleanField(_("đưa ra khỏi danh sách"), default=False)
    note = models.TextField(_("ghi chú"), blank=True)

    class Meta:
        verbose_name = _("hồ sơ trong danh sách tiêu hủy")
        verbose_name_plural = _("hồ sơ trong danh sách tiêu hủy")
        constraints = [models.UniqueConstraint(fields=["disposal", "case"], name="disposal_item_once")]

    def __str__(self) -> str:
        return f"{self.case_id}"
