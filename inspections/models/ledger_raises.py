"""Raising a class: proposed with a reason by one person, decided with a reason by another (domain 15; practice.md 6)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import LuotClass
from inspections.models.ledger import LedgerLine


class ClassRaise(models.Model):
    """One proposal to raise the class of a lượt, and its decision; what is accepted is annexed to the report."""

    line = models.ForeignKey(LedgerLine, on_delete=models.PROTECT, related_name="raises")
    before = models.PositiveSmallIntegerField(_("từ mức"), choices=LuotClass)
    wanted = models.PositiveSmallIntegerField(_("mức đề nghị"), choices=LuotClass)
    reason = models.TextField(_("lý do đề nghị"))
    proposed_at = models.DateTimeField(_("đề nghị lúc"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    accepted = models.BooleanField(_("đồng ý"), null=True, blank=True)
    decision = models.TextField(_("lý do quyết định"), blank=True)
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    judged = models.PositiveSmallIntegerField(
        _("mức theo dữ kiện khi quyết định"), choices=LuotClass, null=True, blank=True
    )
    waived = models.JSONField(_("điều kiện không đạt được bỏ qua"), default=list)

    class Meta:
        verbose_name = _("đề nghị nâng mức")
        verbose_name_plural = _("đề nghị nâng mức")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(wanted__gt=F("before")), name="class_raise_goes_up"),
            models.CheckConstraint(condition=~Q(reason=""), name="class_raise_has_reason"),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True, decided_at__isnull=True, decided_by__isnull=True)
                | (
                    Q(accepted__isnull=False, decided_at__isnull=False, decided_by__isnull=False)
                    & ~Q(decision="")
                    & ~Q(decided_by=F("proposed_by"))
                ),
                name="class_raise_decided_by_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(accepted=True) | Q(judged__isnull=False), name="class_raise_says_what_was_judged"
            ),
            models.UniqueConstraint(
                fields=["line"], condition=Q(accepted__isnull=True), name="class_raise_open_once"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="class_raises_are_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="class_raise_decided_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__accepted__isnull=False),
            ),
            pgtrigger.ReadOnly(
                name="class_raise_proposal_fixed",
                fields=["line", "before", "wanted", "reason", "proposed_at", "proposed_by"],
            ),
        ]

    def __str__(self) -> str:
        return f"M{self.before} → M{self.wanted}"
