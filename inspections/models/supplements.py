"""Beside the minutes: related persons with their word, and supplementary minutes (Điều 15 khoản 3 điểm a; 12.1.3)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.models.case import Case
from inspections.models.documents import Document


class RelatedPerson(models.Model):
    """A person with an interest in the matter: named in the minutes, with his statement, and whether he signs."""

    party = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="related_persons")
    name = models.CharField(_("họ và tên"), max_length=150)
    post = models.CharField(_("chức vụ, địa chỉ"), max_length=200, blank=True)
    statement = models.TextField(_("ý kiến"), blank=True)
    signs = models.BooleanField(_("ký biên bản"), default=True)
    refused_reason = models.CharField(_("lý do không ký"), max_length=500, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("người có liên quan")
        verbose_name_plural = _("người có liên quan")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["party", "name"], name="related_person_once")]

    def __str__(self) -> str:
        return self.name


class SupplementaryMinutes(models.Model):
    """«Biên bản bổ sung»: the only way to correct signed minutes, which are never edited (12.1.3)."""

    party = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="supplements")
    sequence = models.PositiveSmallIntegerField(_("số thứ tự"))
    reason = models.TextField(_("lý do bổ sung"))
    text = models.TextField(_("nội dung bổ sung, đính chính"))
    opinion = models.TextField(_("ý kiến của đơn vị được kiểm tra"), blank=True)
    opinion_at = models.DateTimeField(null=True, blank=True)
    opinion_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    representative_name = models.CharField(_("người đại diện đơn vị"), max_length=150)
    representative_post = models.CharField(_("chức vụ"), max_length=150, blank=True)
    place = models.CharField(_("địa điểm, kênh"), max_length=300)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="supplement"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    refused_reason = models.TextField(_("lý do đơn vị không ký"), blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dropped_reason = models.TextField(_("lý do bỏ"), blank=True)

    class Meta:
        verbose_name = _("biên bản bổ sung")
        verbose_name_plural = _("biên bản bổ sung")
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["party", "sequence"], name="supplement_sequence_once"),
            models.UniqueConstraint(
                fields=["party"],
                condition=Q(signed_at__isnull=True, dropped_at__isnull=True),
                name="supplement_one_open",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="supplement_signed_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(opinion_at__isnull=True, opinion_by__isnull=True)
                | Q(opinion_at__isnull=False, opinion_by__isnull=False),
                name="supplement_opinion_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True, dropped_by__isnull=True)
                | (Q(dropped_at__isnull=False, dropped_by__isnull=False) & ~Q(dropped_reason="")),
                name="supplement_dropped_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="supplement_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="supplement_signed_is_fixed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.signed_at IS NOT NULL"),
            ),
        ]

    def __str__(self) -> str:
        return _("Biên bản bổ sung số %(n)s") % {"n": self.sequence}
