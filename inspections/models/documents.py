"""Official documents, their signatures and numbers: an issued document is never changed (NĐ 30/2020, Điều 15, 18)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.enums import IN_USE_UNSIGNED, SEVERAL_OPEN, DocumentKind, DocumentState, SignatureRoute
from inspections.models.case import Case
from inspections.models.people import Department
from inspections.models.storage import random_name


class Document(models.Model):
    """A paper of the case: a frozen snapshot, its rendered body, then the signed and issued bytes."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=40, choices=DocumentKind)
    title = models.CharField(_("tên văn bản"), max_length=300)
    state = models.CharField(
        _("trạng thái"), max_length=20, choices=DocumentState, default=DocumentState.DRAFT
    )
    snapshot = models.JSONField()
    snapshot_sha256 = models.CharField(max_length=64)
    body = models.FileField(upload_to=random_name, blank=True)
    body_sha256 = models.CharField(max_length=64, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafted_documents"
    )
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents_to_sign",
    )
    route = models.CharField(_("cách ký"), max_length=10, choices=SignatureRoute, blank=True)
    final = models.FileField(upload_to=random_name, blank=True)
    final_sha256 = models.CharField(max_length=64, blank=True)
    original_place = models.CharField(_("nơi lưu bản gốc"), max_length=200, blank=True)
    number = models.PositiveIntegerField(_("số"), null=True, blank=True)
    symbol = models.CharField(_("ký hiệu"), max_length=60, blank=True)
    series = models.CharField(_("sổ đăng ký"), max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(_("năm"), null=True, blank=True)
    dated_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="issued_documents",
    )
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("thay thế"),
    )
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("đính chính"),
    )
    public_code = models.CharField(_("mã tra cứu"), max_length=16, unique=True, null=True, blank=True)

    class Meta:
        verbose_name = _("văn bản")
        verbose_name_plural = _("văn bản")
        ordering = ["drafted_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year", "number"],
                condition=Q(number__isnull=False),
                name="document_number_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(state__in=["draft", "for_signature", "signed"]) & ~Q(kind__in=SEVERAL_OPEN),
                name="document_one_open_of_a_kind",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | (Q(issued_at__isnull=False) & ~Q(final_sha256="")),
                name="document_issued_has_bytes",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(state__in=["signed", "issued", "replaced"]),
                name="document_numbered_after_signature",
            ),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True, issued_by__isnull=True)
                | Q(issued_at__isnull=False, issued_by__isnull=False),
                name="document_issued_at_with_by",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="document_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="snapshot_is_frozen",
                fields=["case", "kind", "snapshot", "snapshot_sha256", "drafted_at", "drafted_by"],
            ),
            pgtrigger.Protect(
                name="body_rendered_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.body_sha256 <> '' AND (OLD.body, OLD.body_sha256) IS DISTINCT FROM (NEW.body, NEW.body_sha256)"
                ),
            ),
            pgtrigger.Trigger(
                name="issued_is_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=["issued", "replaced"]),
                func="""
                IF to_jsonb(NEW) - 'state' IS DISTINCT FROM to_jsonb(OLD) - 'state'
                   OR NOT (NEW.state = OLD.state OR (OLD.state = 'issued' AND NEW.state = 'replaced')) THEN
                    RAISE EXCEPTION 'an issued document is never changed' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def full_number(self) -> str:
        """Number and symbol as printed: 05/QĐ-SGDĐT; empty until numbered."""
        return f"{self.number:02d}/{self.symbol}" if self.number else ""

    @property
    def waits_for_nobody(self) -> bool:
        """Drawn up and in use: a signature may still come, no step of the inspection waits for it."""
        return self.kind in IN_USE_UNSIGNED and self.state == DocumentState.FOR_SIGNATURE

    @property
    def state_words(self) -> str:
        """The state as lists show it."""
        return _t("Đã lập, chưa ký") if self.waits_for_nobody else str(self.get_state_display())

    @property
    def is_rendered(self) -> bool:
        return bool(self.body_sha256)


class DocumentSignature(models.Model):
    """One signature on a document, with what was verified; a click or a code is never one (practice 1)."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="signatures")
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signer_name = models.CharField(_("người ký"), max_length=200)
    capacity = models.CharField(_("quyền hạn"), max_length=200, blank=True)
    role = models.CharField(max_length=20)
    route = models.CharField(max_length=10, choices=SignatureRoute)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    certificate = models.CharField(_("chứng thư"), max_length=300, blank=True)
    certificate_kind = models.CharField(max_length=30, blank=True)
    certificate_issuer = models.CharField(_("cơ quan cấp chứng thư"), max_length=200, blank=True)
    certificate_from = models.DateTimeField(_("chứng thư có hiệu lực từ"), null=True, blank=True)
    certificate_until = models.DateTimeField(_("chứng thư hết hiệu lực"), null=True, blank=True)
    verdict = models.CharField(_("kết quả kiểm tra"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("chữ ký")
        verbose_name_plural = _("chữ ký")
        ordering = ["id"]
        triggers = [
            pgtrigger.Protect(name="signatures_are_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.signer_name


class NumberSeries(models.Model):
    """An own series: consecutive from 01 each 1 January, one for paper and electronic (NĐ 30/2020 Điều 15)."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="series")
    name = models.CharField(_("sổ đăng ký"), max_length=60)
    year = models.PositiveSmallIntegerField(_("năm"))
    last = models.PositiveIntegerField(_("số cuối"), default=0)

    class Meta:
        verbose_name = _("sổ đăng ký văn bản")
        verbose_name_plural = _("sổ đăng ký văn bản")
        constraints = [models.UniqueConstraint(fields=["name", "year"], name="series_once_a_year")]

    def __str__(self) -> str:
        return f"{self.name}/{self.year}"
