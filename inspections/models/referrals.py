"""Matters handed over: the parallel flags T11-T13 (Nghị định 217/2025/NĐ-CP Điều 15 khoản 3 điểm b, c, d).

A hand-over never moves the stage of the party. Biên bản vi phạm hành chính is a paper of another law: here only its
hand-over is recorded (trap 10).
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import ReferralKind, ReferralOutcome, ReferralState
from inspections.models.case import Case
from inspections.models.evidence import EvidenceFile

_S = ReferralState
EDGES = [
    (_S.NOTED, _S.APPROVED),
    (_S.NOTED, _S.SENT),
    (_S.APPROVED, _S.SENT),
    (_S.SENT, _S.RECEIVED),
    (_S.NOTED, _S.DROPPED),
    (_S.APPROVED, _S.DROPPED),
]


def _by() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class Referral(models.Model):
    """One matter of one party that goes to those who may judge it."""

    party = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    kind = models.CharField(_("việc chuyển"), max_length=30, choices=ReferralKind)
    state = models.CharField(_("tình trạng"), max_length=20, choices=ReferralState, default=_S.NOTED)
    facts = models.TextField(_("dấu hiệu, sự việc"))
    legal_basis = models.CharField(_("căn cứ pháp luật"), max_length=500)
    files = models.ManyToManyField(
        EvidenceFile, related_name="referrals", blank=True, verbose_name=_("hồ sơ, tài liệu kèm theo")
    )
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = _by()
    recipient = models.CharField(_("nơi nhận"), max_length=300, blank=True)
    sent_number = models.CharField(_("số văn bản chuyển"), max_length=60, blank=True)
    sent_on = models.DateField(_("ngày chuyển"), null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = _by()
    received_reference = models.CharField(_("văn bản, phiếu tiếp nhận"), max_length=200, blank=True)
    received_on = models.DateField(_("ngày tiếp nhận"), null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = _by()
    dropped_reason = models.TextField(_("lý do không chuyển"), blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = _by()

    class Meta:
        verbose_name = _("việc chuyển xử lý")
        verbose_name_plural = _("việc chuyển xử lý")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(facts="") & ~Q(legal_basis=""), name="referral_says_why"),
            models.CheckConstraint(
                condition=~Q(state__in=[_S.SENT, _S.RECEIVED])
                | (Q(sent_at__isnull=False, sent_on__isnull=False) & ~Q(recipient="") & ~Q(sent_number="")),
                name="referral_sent_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(kind=ReferralKind.VIOLATION_RECORD)
                | ~Q(state__in=[_S.APPROVED, _S.SENT, _S.RECEIVED])
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="referral_approved_before_it_goes",
            ),
            models.CheckConstraint(
                condition=~Q(state=_S.RECEIVED) | (Q(received_on__isnull=False) & ~Q(received_reference="")),
                name="referral_received_with_reference",
            ),
            models.CheckConstraint(
                condition=~Q(state=_S.DROPPED) | ~Q(dropped_reason=""), name="referral_dropped_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=models.F("sent_on")),
                name="referral_received_after_it_went",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="referral_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="referral_is_fixed",
                fields=["party", "kind", "facts", "legal_basis", "noted_at", "noted_by"],
            ),
            pgtrigger.FSM(
                name="referral_edges",
                field="state",
                transitions=[(before.value, after.value) for before, after in EDGES],
            ),
        ]

    def __str__(self) -> str:
        """Return what is handed over and how far it is."""
        return f"{self.get_kind_display()} · {self.get_state_display()}"


class ReferralFollowUp(models.Model):
    """What the other body said of a matter after it went: its state, its paper, in the words of who noted it.

    Only the number and the day of the other body's own paper are kept, never a paper rendered here (trap 10).
    """

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="follow_ups")
    on = models.DateField(_("ngày nhận thông tin"))
    outcome = models.CharField(_("tình trạng tại nơi nhận"), max_length=12, choices=ReferralOutcome)
    number = models.CharField(_("số văn bản của nơi nhận"), max_length=60, blank=True)
    dated_on = models.DateField(_("ngày văn bản của nơi nhận"), null=True, blank=True)
    text = models.TextField(_("nội dung"))
    file = models.ForeignKey(
        EvidenceFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tệp")
    )
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("thông tin về việc đã chuyển")
        verbose_name_plural = _("thông tin về việc đã chuyển")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="follow_up_says_something"),
            models.CheckConstraint(
                condition=~Q(outcome=ReferralOutcome.DECIDED) | (~Q(number="") & Q(dated_on__isnull=False)),
                name="follow_up_decided_by_a_paper",
            ),
            models.CheckConstraint(
                condition=Q(dated_on__isnull=True) | Q(dated_on__lte=models.F("on")),
                name="follow_up_paper_before_news",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="follow_up_only_added", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        """Return what was said and when."""
        return f"{self.get_outcome_display()} {self.on:%d/%m/%Y}"
