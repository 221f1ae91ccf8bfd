"""Đối tượng kiểm tra: proxy, details, people present (domain table 12.1.2)."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import Method, Side, TerminationCause
from inspections.kinds import INSPECTED_PARTY, PartyStage
from inspections.models.case import Case, deed
from inspections.models.people import User

_S = PartyStage
_BEFORE_MINUTES = [
    _S.LISTED,
    _S.NOTIFIED,
    _S.REPORT_RECEIVED,
    _S.ANNOUNCED,
    _S.UNDER_CHECK,
    _S.MINUTES_DRAFTED,
]


def _by() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class InspectedPartyDetails(models.Model):
    """Columns only an inspected party has; the database ties them to the stage."""

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, primary_key=True, related_name="party_details"
    )
    method = models.CharField(_("phương thức"), max_length=10, choices=Method, blank=True)
    starts_on = models.DateField(_("làm việc với đơn vị từ ngày"), null=True, blank=True)
    ends_on = models.DateField(_("đến ngày"), null=True, blank=True)
    exemption_note = models.TextField(_("lý do kiểm tra thực tế dù thuộc diện miễn"), blank=True)
    caught_in_act = models.BooleanField(_("quả tang, không công bố"), default=False)
    caught_reason = models.TextField(_("nội dung quả tang"), blank=True)
    session_at = models.DateTimeField(_("buổi làm việc lúc"), null=True, blank=True)
    session_channel = models.CharField(_("kênh, địa điểm làm việc"), max_length=300, blank=True)
    report_due_on = models.DateField(_("hạn nộp báo cáo theo đề cương"), null=True, blank=True)
    notified_at = models.DateTimeField(null=True, blank=True)
    notified_by = _by()
    outline_report = models.TextField(_("báo cáo theo đề cương"), blank=True)
    report_received_at = models.DateTimeField(null=True, blank=True)
    report_received_by = _by()
    announced_at = models.DateTimeField(null=True, blank=True)
    announced_by = _by()
    announced_on = models.DateField(_("ngày công bố"), null=True, blank=True)
    representative_name = models.CharField(_("đại diện đơn vị"), max_length=150, null=True, blank=True)  # noqa: DJ001 -- NULL until announced
    representative_post = models.CharField(_("chức vụ"), max_length=150, blank=True)
    check_began_at = models.DateTimeField(null=True, blank=True)
    check_began_by = _by()
    minutes_drafted_at = models.DateTimeField(null=True, blank=True)
    minutes_drafted_by = _by()
    minutes_signed_at = models.DateTimeField(null=True, blank=True)
    minutes_signed_by = _by()
    minutes_signed_on = models.DateField(_("ngày ký biên bản"), null=True, blank=True)
    invited_to_sign_at = models.DateTimeField(_("đã mời ký lúc"), null=True, blank=True)
    invited_to_sign_by = _by()
    invited_not_signed = models.BooleanField(_("đã mời ký, không ký"), default=False)
    signing_refused = models.BooleanField(_("đơn vị không ký"), default=False)
    refusal_reason = models.TextField(_("lý do không ký"), blank=True)
    signed_late = models.BooleanField(_("ký muộn"), default=False)
    late_reason = models.TextField(_("lý do ký muộn"), blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = _by()
    terminated_at = models.DateTimeField(null=True, blank=True)
    terminated_by = _by()
    terminated_cause = models.CharField(  # noqa: DJ001 -- NULL unless terminated
        _("căn cứ đình chỉ"), max_length=20, choices=TerminationCause, null=True, blank=True
    )
    terminated_reason = models.TextField(null=True, blank=True)  # noqa: DJ001 -- NULL unless terminated
    remedying_at = models.DateTimeField(null=True, blank=True)
    remedying_by = _by()
    remedy_reported_at = models.DateTimeField(null=True, blank=True)
    remedy_reported_by = _by()
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = _by()

    class Meta:
        verbose_name = _("chi tiết đối tượng kiểm tra")
        verbose_name_plural = _("chi tiết đối tượng kiểm tra")
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes_signed_on__isnull=True)
                | Q(minutes_signed_on__gte=models.F("announced_on")),
                name="party_minutes_after_announcement",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="party_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(caught_in_act=False) | ~Q(caught_reason=""), name="party_caught_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(signing_refused=False) | ~Q(refusal_reason=""), name="party_refusal_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(signed_late=False) | ~Q(late_reason=""), name="party_late_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.case_id)


class InspectedParty(Case):
    """One lượt; its deeds are the rows of table 12.1.2."""

    KIND = INSPECTED_PARTY.code

    class Meta:
        proxy = True
        verbose_name = _("đối tượng kiểm tra")
        verbose_name_plural = _("đối tượng kiểm tra")

    @property
    def details(self) -> InspectedPartyDetails:
        return self.party_details

    @deed(_S.LISTED, _S.NOTIFIED)
    def notify_schedule(self, *, by: User, at: datetime) -> None:
        """T1."""
        self.details.notified_at, self.details.notified_by = at, by

    @deed(_S.NOTIFIED, _S.REPORT_RECEIVED, outside_flow=True)
    def submit_outline_report(self, *, by: User, at: datetime) -> None:
        """T2: the institution's deed, beside the lead's main line."""
        self.details.report_received_at, self.details.report_received_by = at, by

    @deed([_S.LISTED, _S.NOTIFIED, _S.REPORT_RECEIVED], _S.ANNOUNCED)
    def announce_decision(self, *, by: User, at: datetime, on: date, announced_at: datetime) -> None:
        """T3, day 0: the moment of the session, which may be told later (``at``)."""
        self.details.announced_at, self.details.announced_by = announced_at, by
        self.details.announced_on = on

    @deed(_S.ANNOUNCED, _S.UNDER_CHECK)
    def begin_check(self, *, by: User, at: datetime) -> None:
        """T4."""
        self.details.check_began_at, self.details.check_began_by = at, by

    @deed(_S.LISTED, _S.UNDER_CHECK, outside_flow=True)
    def begin_check_unannounced(self, *, by: User, at: datetime, on: date, stored_reason: str) -> None:
        """Caught in the act: no announcement; the start of the check is day 0 (Điều 11, practice 4)."""
        self.details.announced_at, self.details.announced_by = at, by
        self.details.announced_on = on
        self.details.check_began_at, self.details.check_began_by = at, by
        self.details.caught_in_act, self.details.caught_reason = True, stored_reason

    @deed(_S.UNDER_CHECK, _S.MINUTES_DRAFTED)
    def draft_minutes(self, *, by: User, at: datetime) -> None:
        """T7."""
        self.details.minutes_drafted_at, self.details.minutes_drafted_by = at, by

    @deed(_S.MINUTES_DRAFTED, _S.UNDER_CHECK)
    def take_up_again(self, *, by: User, at: datetime) -> None:
        """T9: new facts; the draft minutes are dropped, the reason stands on the event."""
        self.details.invited_to_sign_at = self.details.invited_to_sign_by = None

    @deed(_S.MINUTES_DRAFTED, _S.MINUTES_SIGNED)
    def sign_minutes(self, *, by: User, at: datetime, on: date) -> None:
        """T10: signatures of both sides are on record."""
        self.details.minutes_signed_at, self.details.minutes_signed_by = at, by
        self.details.minutes_signed_on = on

    @deed(_S.MINUTES_DRAFTED, _S.MINUTES_SIGNED)
    def record_refusal(self, *, by: User, at: datetime, on: date, stored_reason: str) -> None:
        """T10, refusal path: a commune representative or a witness signed instead (Điều 15.3a)."""
        self.details.minutes_signed_at, self.details.minutes_signed_by = at, by
        self.details.minutes_signed_on = on
        self.details.signing_refused, self.details.refusal_reason = True, stored_reason

    @deed(_BEFORE_MINUTES, _S.TERMINATED, outside_flow=True)
    def terminate(self, *, by: User, at: datetime, cause: str, stored_reason: str) -> None:
        """T14, or with the whole inspection (row 12): final."""
        self.details.terminated_at, self.details.terminated_by = at, by
        self.details.terminated_cause, self.details.terminated_reason = cause, stored_reason
        self.closed_at, self.closed_by = at, by

    @deed(_S.MINUTES_SIGNED, _S.COMPLETED, outside_flow=True)
    def complete(self, *, by: User, at: datetime) -> None:
        """Its minutes are signed when the inspection ends (rows 12, T20)."""
        self.details.completed_at, self.details.completed_by = at, by
        self.closed_at, self.closed_by = at, by

    @deed(_S.MINUTES_SIGNED, _S.REMEDYING)
    def require_remedy(self, *, by: User, at: datetime) -> None:
        """T15: the request to remedy is issued and delivered (Điều 16)."""
        self.details.remedying_at, self.details.remedying_by = at, by

    @deed(_S.REMEDYING, _S.REMEDY_REPORTED)
    def report_remedy(self, *, by: User, at: datetime) -> None:
        """T16: every item is answered with its files."""
        self.details.remedy_reported_at, self.details.remedy_reported_by = at, by

    @deed(_S.REMEDY_REPORTED, _S.REMEDYING, outside_flow=True)
    def return_remedy(self, *, by: User, at: datetime) -> None:
        """T17: an item is not accepted; the reason stands on the item and on the event."""

    @deed([_S.REMEDYING, _S.REMEDY_REPORTED], _S.COMPLETED)
    def confirm_remedy(self, *, by: User, at: datetime) -> None:
        """T18: every item is accepted or ended; from REMEDYING only where the rest was handed over."""
        self.details.completed_at, self.details.completed_by = at, by
        self.closed_at, self.closed_by = at, by

    @deed([_S.LISTED, _S.NOTIFIED, _S.REPORT_RECEIVED], _S.WITHDRAWN, outside_flow=True)
    def withdraw(self, *, by: User, at: datetime) -> None:
        """Leaves the list: not pursued, revoked, or dropped by an amending decision."""
        self.details.withdrawn_at, self.details.withdrawn_by = at, by
        self.closed_at, self.closed_by = at, by


class Attendee(models.Model):
    """A named person present at the announcement session or at the minutes meeting."""

    party = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attendees")
    occasion = models.CharField(max_length=20)
    side = models.CharField(max_length=20, choices=Side)
    name = models.CharField(_("họ và tên"), max_length=150)
    post = models.CharField(_("chức vụ"), max_length=150, blank=True)
    absent = models.BooleanField(_("vắng mặt"), default=False)
    absent_reason = models.CharField(_("lý do vắng mặt"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("người tham dự")
        verbose_name_plural = _("người tham dự")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
