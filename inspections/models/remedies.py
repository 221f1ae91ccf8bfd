"""Yêu cầu chấn chỉnh, khắc phục and its follow-up to the end (rows T15-T19; Nghị định 217/2025/NĐ-CP Điều 16)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspections.enums import MoreTimeState, RemedyOutcome, RemedyState
from inspections.models.case import Case
from inspections.models.conduct import Finding
from inspections.models.documents import Document
from inspections.models.evidence import EvidenceFile, StashedFile

_R = RemedyState


def _by() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


def _who() -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")


class RemedyRequest(models.Model):
    """What one party is asked to mend; drafted with the result, in force once its document is issued."""

    party = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="remedy_request")
    summary = models.TextField(_("kết quả kiểm tra đối với đơn vị"), blank=True)
    nothing_asked = models.BooleanField(_("không yêu cầu khắc phục"), default=False)
    contact = models.CharField(_("người liên hệ"), max_length=200, blank=True)
    report_due_on = models.DateField(_("hạn báo cáo kết quả khắc phục"), null=True, blank=True)
    officer = _by()
    drafted_at = models.DateTimeField()
    drafted_by = _who()
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = _by()
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    planned_at = models.DateTimeField(_("đã gửi kế hoạch khắc phục lúc"), null=True, blank=True)
    planned_by = _by()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    notice = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("kết quả và yêu cầu khắc phục")
        verbose_name_plural = _("kết quả và yêu cầu khắc phục")
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True) | Q(issued_on__isnull=False, issued_by__isnull=False),
                name="remedy_issued_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id}"


class RemedyItem(models.Model):
    """One request: what to mend, by when; the institution's plan and report; what the department found.

    While it waits for the unit, ``measure`` and ``held`` are the unit's own draft: nobody else reads them before the
    head hands them in, and the files of ``held`` are then ``files`` of the dossier.
    """

    request = models.ForeignKey(RemedyRequest, on_delete=models.PROTECT, related_name="items")
    finding = models.ForeignKey(
        Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="remedy_items"
    )
    position = models.PositiveSmallIntegerField()
    text = models.TextField(_("nội dung yêu cầu"))
    basis = models.CharField(_("căn cứ"), max_length=500, blank=True)
    first_due_on = models.DateField(_("thời hạn theo văn bản"))
    due_on = models.DateField(_("thời hạn hiện nay"))
    state = models.CharField(_("tình trạng"), max_length=10, choices=RemedyState, default=_R.ASKED)
    outcome = models.CharField(_("kết quả"), max_length=10, choices=RemedyOutcome, blank=True)
    asked_at = models.DateTimeField(_("đã ban hành yêu cầu lúc"), null=True, blank=True)
    asked_by = _by()
    plan_person = models.CharField(_("người chịu trách nhiệm"), max_length=150, blank=True)
    plan_steps = models.TextField(_("biện pháp, các bước"), blank=True)
    plan_done_on = models.DateField(_("dự kiến xong ngày"), null=True, blank=True)
    root_cause = models.TextField(_("nguyên nhân"), blank=True)
    measure = models.TextField(_("việc đã làm"), blank=True)
    measure_done_on = models.DateField(_("làm xong ngày"), null=True, blank=True)
    files = models.ManyToManyField(EvidenceFile, related_name="remedy_items", blank=True)
    held = models.ManyToManyField(StashedFile, related_name="remedy_items", blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = _by()
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = _by()
    judgement = models.TextField(_("nhận xét của Sở"), blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = _by()
    ended_reason = models.TextField(_("lý do kết thúc theo dõi"), blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = _by()
    effect_due_on = models.DateField(_("xem lại hiệu quả vào ngày"), null=True, blank=True)
    effect_holds = models.BooleanField(_("kết quả khắc phục được duy trì"), null=True, blank=True)
    effect_note = models.TextField(_("nhận xét khi xem lại hiệu quả"), blank=True)
    effect_checked_at = models.DateTimeField(null=True, blank=True)
    effect_checked_by = _by()

    class Meta:
        verbose_name = _("yêu cầu khắc phục")
        verbose_name_plural = _("yêu cầu khắc phục")
        ordering = ["position", "id"]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(state__in=["asked", "returned"]), name="remedy_item_waiting"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="remedy_says_what"),
            models.CheckConstraint(
                condition=~Q(state=_R.RETURNED) | ~Q(judgement=""), name="remedy_returned_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state=_R.ENDED) | ~Q(ended_reason=""), name="remedy_ended_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state=_R.ACCEPTED) | Q(outcome=RemedyOutcome.FIXED),
                name="remedy_accepted_is_fixed",
            ),
            models.CheckConstraint(
                condition=~Q(state=_R.REPORTED) | ~Q(measure=""), name="remedy_reported_says_what"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="remedy_item_kept",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.asked_at IS NOT NULL"),
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class RemedyReview(models.Model):
    """One judgement of one item as it was given: nothing of the to and fro is overwritten."""

    item = models.ForeignKey(RemedyItem, on_delete=models.PROTECT, related_name="reviews")
    outcome = models.CharField(_("kết quả"), max_length=10, choices=RemedyOutcome)
    measure = models.TextField(_("việc đơn vị báo cáo"), blank=True)
    text = models.TextField(_("nhận xét"), blank=True)
    new_due_on = models.DateField(_("thời hạn mới"), null=True, blank=True)
    reviewed_at = models.DateTimeField()
    reviewed_by = _who()

    class Meta:
        verbose_name = _("lần xem xét khắc phục")
        verbose_name_plural = _("các lần xem xét khắc phục")
        ordering = ["id"]
        triggers = [
            pgtrigger.Protect(name="remedy_review_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()


class LaterDate(models.Model):
    """The institution asks for a later day for one item; the issuer grants or refuses, the clock follows."""

    item = models.ForeignKey(RemedyItem, on_delete=models.PROTECT, related_name="later_dates")
    until_on = models.DateField(_("xin lùi đến hết ngày"))
    reason = models.TextField(_("lý do"))
    asked_at = models.DateTimeField()
    asked_by = _who()
    state = models.CharField(max_length=10, choices=MoreTimeState, default=MoreTimeState.ASKED)
    granted_on = models.DateField(_("được lùi đến hết ngày"), null=True, blank=True)
    decision = models.TextField(_("ý kiến người ra quyết định"), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = _by()

    class Meta:
        verbose_name = _("đề nghị lùi thời hạn khắc phục")
        verbose_name_plural = _("đề nghị lùi thời hạn khắc phục")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=Q(state="asked"), name="later_date_one_open"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="later_date_decided_at_with_by",
            ),
            models.CheckConstraint(
                condition=~Q(state="granted") | Q(granted_on__isnull=False), name="later_date_has_day"
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(decision=""), name="later_date_refused_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.until_on:%d/%m/%Y}"

    @property
    def state_words(self) -> str:
        """The answer in words; who is waited for is the issuer, not the lead (row T17)."""
        if self.state == MoreTimeState.ASKED:
            return gettext("Chờ người ra quyết định trả lời")
        return self.get_state_display()


class RemedyUrging(models.Model):
    """One urging of one request around its due day (T19: -3, 0, +5 working days), each once, whoever runs the clock."""

    request = models.ForeignKey(RemedyRequest, on_delete=models.PROTECT, related_name="urgings")
    due_on = models.DateField(_("thời hạn được nhắc"))
    offset = models.SmallIntegerField(_("so với thời hạn, ngày làm việc"))
    on = models.DateField(_("ngày đôn đốc"))
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("lần đôn đốc")
        verbose_name_plural = _("các lần đôn đốc")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "due_on", "offset"], name="urging_once"),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}"
