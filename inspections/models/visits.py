"""Visits to the inspected party as records: who came, when, what was seen (practice 4 and 6; traps 17, 18).

A visit lowers the class of the lượt, so it is never blocked and never erased: a wrong record is withdrawn with its
reason and stays in the file.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import RecordedVia
from inspections.models.case import Case
from inspections.models.conduct import Answer
from inspections.models.team import TeamMember


class SiteVisit(models.Model):
    """One coming of the team to the party's place; outside the approved plan it carries its reason."""

    party = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="site_visits")
    starts_at = models.DateTimeField(_("đến lúc"))
    ends_at = models.DateTimeField(_("rời lúc"))
    place = models.CharField(_("địa điểm"), max_length=300)
    members = models.ManyToManyField(TeamMember, related_name="site_visits", verbose_name=_("người đến"))
    items = models.ManyToManyField(Answer, related_name="site_visits", verbose_name=_("nội dung đã xem"))
    work_done = models.TextField(_("việc đã làm"))
    planned = models.BooleanField(_("theo kế hoạch tiến hành đã duyệt"))
    unplanned_reason = models.TextField(_("lý do đến ngoài kế hoạch"), blank=True)
    recorded_at = models.DateTimeField(_("ghi lúc"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_via = models.CharField(max_length=20, choices=RecordedVia, default=RecordedVia.LIVE)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.TextField(_("lý do rút"), blank=True)

    class Meta:
        verbose_name = _("lần đến đơn vị")
        verbose_name_plural = _("các lần đến đơn vị")
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="visit_times_in_order"),
            models.CheckConstraint(
                condition=Q(planned=True) | ~Q(unplanned_reason=""), name="visit_unplanned_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="visit_withdrawn_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="visit_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="visit_is_fixed", exclude=["withdrawn_at", "withdrawn_by", "withdrawn_reason"]
            ),
            pgtrigger.Protect(
                name="visit_withdrawn_for_good",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Return the party and the moment."""
        return f"{self.party_id} {self.starts_at:%Y-%m-%d %H:%M}"
