"""Cuộc kiểm tra chuyên ngành: proxy, details, overlap review, conduct plan (domain table 12.1.1)."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import Ground, Method, TerminationCause
from inspections.kinds import INSPECTION, InspectionStage
from inspections.models.case import Case, deed
from inspections.models.checklists import ChecklistVersion
from inspections.models.people import Capacity, User

_S = InspectionStage
_RUNNING = [_S.DECIDED, _S.CONDUCT_PLAN_SUBMITTED, _S.CONDUCT_PLAN_APPROVED, _S.UNDER_WAY]
MOST_EXTENSION_DAYS = (
    15  # no class of issuer may extend by more than its own rule; the rule is data, this is the wall
)


def _by(related: str = "+") -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name=related
    )


class InspectionDetails(models.Model):
    """Columns only an inspection has; the database ties them to the stage."""

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, primary_key=True, related_name="inspection_details"
    )
    ground = models.CharField(_("căn cứ"), max_length=20, choices=Ground)
    ground_text = models.TextField(_("nội dung căn cứ"))
    secrecy = models.BooleanField(_("giữ bí mật, không thông báo lịch"), default=False)
    urgent = models.BooleanField(_("kiểm tra ngay"), default=False)
    entered_late_reason = models.TextField(_("lý do ghi sau quá hạn"), blank=True)
    period_from = models.DateField(_("thời kỳ kiểm tra từ ngày"))
    period_to = models.DateField(_("đến ngày"))
    checklist_version = models.ForeignKey(
        ChecklistVersion, on_delete=models.PROTECT, null=True, related_name="inspections"
    )
    overlap_reviewed_at = models.DateTimeField(null=True, blank=True)
    overlap_reviewed_by = _by()
    overlap_confirmed_at = models.DateTimeField(null=True, blank=True)
    overlap_confirmed_by = _by()
    scope = models.TextField(_("phạm vi, nội dung kiểm tra"), blank=True)
    limit_days = models.PositiveSmallIntegerField(_("thời hạn kiểm tra"), null=True, blank=True)
    day_unit = models.CharField(_("đơn vị tính thời hạn"), max_length=20, blank=True)
    decision_drafted_at = models.DateTimeField(null=True, blank=True)
    decision_drafted_by = _by()
    issuer = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="issued_inspections"
    )
    issuer_capacity = models.ForeignKey(
        Capacity, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = _by()
    decided_on = models.DateField(_("ngày ban hành quyết định"), null=True, blank=True)
    decision_number = models.CharField(_("số quyết định"), max_length=60, null=True, blank=True)  # noqa: DJ001 -- NULL until numbered
    plan_submitted_at = models.DateTimeField(null=True, blank=True)
    plan_submitted_by = _by()
    plan_approved_at = models.DateTimeField(null=True, blank=True)
    plan_approved_by = _by()
    under_way_at = models.DateTimeField(null=True, blank=True)
    under_way_by = _by()
    announced_on = models.DateField(_("ngày công bố đầu tiên (ngày 0)"), null=True, blank=True)
    limit_end_on = models.DateField(_("hết thời hạn kiểm tra"), null=True, blank=True)
    extension_days = models.PositiveSmallIntegerField(_("gia hạn thêm"), null=True, blank=True)
    extended_at = models.DateTimeField(null=True, blank=True)
    extended_by = _by()
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_by = _by()
    paused_on = models.DateField(_("tạm dừng từ ngày"), null=True, blank=True)
    paused_from = models.CharField(max_length=40, null=True, blank=True, editable=False)  # noqa: DJ001 -- NULL unless paused
    conduct_finished_at = models.DateTimeField(null=True, blank=True)
    conduct_finished_by = _by()
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = _by()
    result_issued_at = models.DateTimeField(null=True, blank=True)
    result_issued_by = _by()
    result_issued_on = models.DateField(_("ngày ban hành kết quả"), null=True, blank=True)
    remedy_followed_at = models.DateTimeField(null=True, blank=True)
    remedy_followed_by = _by()
    sealed_at = models.DateTimeField(null=True, blank=True)
    sealed_by = _by()
    reinspects = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reinspections",
        verbose_name=_("kiểm tra lại sau hồ sơ"),
    )
    not_pursued_at = models.DateTimeField(null=True, blank=True)
    not_pursued_by = _by()
    not_pursued_reason = models.TextField(null=True, blank=True)  # noqa: DJ001 -- NULL unless not pursued
    terminated_at = models.DateTimeField(null=True, blank=True)
    terminated_by = _by()
    terminated_cause = models.CharField(  # noqa: DJ001 -- NULL unless terminated
        _("căn cứ đình chỉ"), max_length=20, choices=TerminationCause, null=True, blank=True
    )
    terminated_reason = models.TextField(null=True, blank=True)  # noqa: DJ001 -- NULL unless terminated
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = _by()
    revoked_reason = models.TextField(null=True, blank=True)  # noqa: DJ001 -- NULL unless revoked

    class Meta:
        verbose_name = _("chi tiết cuộc kiểm tra")
        verbose_name_plural = _("chi tiết cuộc kiểm tra")
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to__gte=models.F("period_from")), name="inspection_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(limit_end_on__isnull=True) | Q(limit_end_on__gt=models.F("announced_on")),
                name="inspection_limit_after_announcement",
            ),
            models.CheckConstraint(
                condition=Q(announced_on__isnull=True) | Q(announced_on__gte=models.F("decided_on")),
                name="inspection_announced_after_decision",
            ),
            models.CheckConstraint(
                condition=Q(extension_days__isnull=True) | Q(extension_days__range=(1, MOST_EXTENSION_DAYS)),
                name="inspection_extension_in_bounds",
            ),
        ]

    def __str__(self) -> str:
        return str(self.case_id)


class Inspection(Case):
    """One decision; its deeds are the rows of table 12.1.1."""

    KIND = INSPECTION.code

    class Meta:
        proxy = True
        verbose_name = _("cuộc kiểm tra chuyên ngành")
        verbose_name_plural = _("cuộc kiểm tra chuyên ngành")

    @property
    def details(self) -> InspectionDetails:
        return self.inspection_details

    @deed(_S.PROPOSED, _S.OVERLAP_REVIEWED)
    def review_overlap(self, *, by: User, at: datetime) -> None:
        """Row 2."""
        self.details.overlap_reviewed_at, self.details.overlap_reviewed_by = at, by

    @deed(_S.OVERLAP_REVIEWED, _S.DECISION_DRAFTED)
    def draft_decision(self, *, by: User, at: datetime) -> None:
        """Row 3."""
        self.details.decision_drafted_at, self.details.decision_drafted_by = at, by

    @deed(_S.DECISION_DRAFTED, _S.DECIDED)
    def issue_decision(self, *, by: User, at: datetime, number: str, on: date) -> None:
        """Row 4, second deed: numbered and issued by the records clerk."""
        self.details.decided_at, self.details.decided_by = at, by
        self.details.decision_number, self.details.decided_on = number, on

    @deed(_S.DECIDED, _S.CONDUCT_PLAN_SUBMITTED)
    def submit_conduct_plan(self, *, by: User, at: datetime) -> None:
        """Row 5."""
        self.details.plan_submitted_at, self.details.plan_submitted_by = at, by

    @deed(_S.CONDUCT_PLAN_SUBMITTED, _S.CONDUCT_PLAN_APPROVED)
    def approve_conduct_plan(self, *, by: User, at: datetime) -> None:
        """Row 6."""
        self.details.plan_approved_at, self.details.plan_approved_by = at, by

    @deed(_S.CONDUCT_PLAN_SUBMITTED, _S.DECIDED)
    def return_conduct_plan(self, *, by: User, at: datetime) -> None:
        """Row 7; the reason stands on the event, the day of submission until the plan is submitted again."""

    @deed(_S.CONDUCT_PLAN_APPROVED, _S.UNDER_WAY)
    def begin_conduct(self, *, by: User, at: datetime, announced_on: date, limit_end_on: date) -> None:
        """Row 8: the first announcement starts the clock (trap 3)."""
        self.details.under_way_at, self.details.under_way_by = at, by
        self.details.announced_on, self.details.limit_end_on = announced_on, limit_end_on

    @deed(_S.UNDER_WAY, _S.CONDUCT_FINISHED)
    def finish_conduct(self, *, by: User, at: datetime) -> None:
        """Row 15: every party has minutes."""
        self.details.conduct_finished_at, self.details.conduct_finished_by = at, by

    @deed(_S.CONDUCT_FINISHED, _S.REPORTED)
    def submit_result_report(self, *, by: User, at: datetime) -> None:
        """Row 16: the lead reports; a second person reviews (practice 1)."""
        self.details.reported_at, self.details.reported_by = at, by

    @deed(_S.REPORTED, _S.CONDUCT_FINISHED, outside_flow=True)
    def return_result_report(self, *, by: User, at: datetime) -> None:
        """The second person returns it; the reason stands on the event, the remarks beside the passages."""

    @deed(_S.CONDUCT_FINISHED, _S.RESULT_ISSUED, outside_flow=True)
    @deed(_S.REPORTED, _S.RESULT_ISSUED)
    def issue_result(self, *, by: User, at: datetime, on: date) -> None:
        """Row 17: notices and requests are numbered and issued, with a report or, where none is needed, without."""
        self.details.result_issued_at, self.details.result_issued_by = at, by
        self.details.result_issued_on = on

    @deed(_S.RESULT_ISSUED, _S.REMEDY_FOLLOWED)
    def follow_remedies(self, *, by: User, at: datetime) -> None:
        """Row 18: at least one request to remedy is open (Điều 16)."""
        self.details.remedy_followed_at, self.details.remedy_followed_by = at, by

    @deed([_S.RESULT_ISSUED, _S.REMEDY_FOLLOWED], _S.CLOSED)
    def seal_dossier(self, *, by: User, at: datetime) -> None:
        """Row 19: every request closed or handed over, contents complete, files sealed."""
        self.details.sealed_at, self.details.sealed_by = at, by
        self.closed_at, self.closed_by = at, by

    @deed(_S.PROPOSED, _S.DECIDED, outside_flow=True)
    def decide_urgently(self, *, by: User, at: datetime, number: str, on: date) -> None:
        """Kiểm tra ngay: the decision was signed on paper first, the dossier is entered after it (practice 4)."""
        self.details.decision_drafted_at, self.details.decision_drafted_by = at, by
        self.details.decided_at, self.details.decided_by = at, by
        self.details.decision_number, self.details.decided_on = number, on
        self.details.urgent = True

    @deed(_S.DECIDED, _S.CONDUCT_PLAN_APPROVED, outside_flow=True)
    def enter_approved_plan(self, *, by: User, at: datetime) -> None:
        """Kiểm tra ngay: the conduct plan was approved on paper and is entered after it (Điều 14)."""
        self.details.plan_submitted_at, self.details.plan_submitted_by = at, by
        self.details.plan_approved_at, self.details.plan_approved_by = at, by

    @deed(_RUNNING, _S.PAUSED, outside_flow=True)
    def pause(self, *, by: User, at: datetime, on: date) -> None:
        """Row 10: force majeure; the stage left is stored and the only one to come back to."""
        self.details.paused_at, self.details.paused_by, self.details.paused_on = at, by, on
        self.details.paused_from = str(self.stage)

    @deed(_S.PAUSED, _S.DECIDED, outside_flow=True)
    def resume_decided(self, *, by: User, at: datetime) -> None:
        """Row 11, back to where the pause began; the deed then clears what only a standing pause needs."""

    @deed(_S.PAUSED, _S.CONDUCT_PLAN_SUBMITTED, outside_flow=True)
    def resume_conduct_plan_submitted(self, *, by: User, at: datetime) -> None:
        """Row 11, back to where the pause began; the deed then clears what only a standing pause needs."""

    @deed(_S.PAUSED, _S.CONDUCT_PLAN_APPROVED, outside_flow=True)
    def resume_conduct_plan_approved(self, *, by: User, at: datetime) -> None:
        """Row 11, back to where the pause began; the deed then clears what only a standing pause needs."""

    @deed(_S.PAUSED, _S.UNDER_WAY, outside_flow=True)
    def resume_under_way(self, *, by: User, at: datetime) -> None:
        """Row 11, back to where the pause began; the deed then clears what only a standing pause needs."""

    @deed([*_RUNNING, _S.PAUSED], _S.TERMINATED, outside_flow=True)
    def terminate(self, *, by: User, at: datetime, cause: str, stored_reason: str) -> None:
        """Row 12: one of four causes, final."""
        self.details.terminated_at, self.details.terminated_by = at, by
        self.details.terminated_cause, self.details.terminated_reason = cause, stored_reason
        self.closed_at, self.closed_by = at, by

    @deed([_S.DECIDED, _S.CONDUCT_PLAN_SUBMITTED, _S.CONDUCT_PLAN_APPROVED], _S.REVOKED, outside_flow=True)
    def revoke(self, *, by: User, at: datetime, stored_reason: str) -> None:
        """Row 14: before any announcement."""
        self.details.revoked_at, self.details.revoked_by = at, by
        self.details.revoked_reason = stored_reason
        self.closed_at, self.closed_by = at, by

    @deed([_S.PROPOSED, _S.OVERLAP_REVIEWED, _S.DECISION_DRAFTED], _S.NOT_PURSUED, outside_flow=True)
    def abandon(self, *, by: User, at: datetime, stored_reason: str) -> None:
        """Row 13."""
        self.details.not_pursued_at, self.details.not_pursued_by = at, by
        self.details.not_pursued_reason = stored_reason
        self.closed_at, self.closed_by = at, by


class OverlapReview(models.Model):
    """Result of the review for one inspected party (row 2, Điều 4.2, 7.1b; Nghị quyết 198/2025/QH15 Điều 4)."""

    party = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="overlap_review")
    has_overlap = models.BooleanField(_("có trùng lặp, chồng chéo"), default=False)
    other_body = models.CharField(_("cơ quan khác"), max_length=200, blank=True)
    other_is_state_inspectorate = models.BooleanField(_("cơ quan đó là cơ quan thanh tra"), default=False)
    exchange = models.TextField(_("kết quả trao đổi, thống nhất"), blank=True)
    note = models.TextField(_("kết luận rà soát"), blank=True)
    blocks = models.TextField(_("điểm phải dừng"), blank=True)
    warnings = models.TextField(_("điểm lưu ý"), blank=True)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("rà soát trùng lặp")
        verbose_name_plural = _("rà soát trùng lặp")

    def __str__(self) -> str:
        return f"{self.party_id}"


class ConductPlan(models.Model):
    """Kế hoạch tiến hành kiểm tra: the nine contents of Điều 14.2 (team and party stand elsewhere)."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="conduct_plan")
    objective = models.TextField(_("mục tiêu"))
    requirement = models.TextField(_("yêu cầu"))
    starts_on = models.DateField(_("tiến hành từ ngày"))
    ends_on = models.DateField(_("đến ngày"))
    place = models.CharField(_("địa điểm, kênh làm việc"), max_length=300)
    method = models.CharField(_("phương thức kiểm tra"), max_length=10, choices=Method)
    assignment = models.TextField(_("phân công nhiệm vụ"))
    resources = models.TextField(_("nguồn lực, điều kiện bảo đảm"))
    returned_reason = models.TextField(_("lý do trả lại"), blank=True)

    class Meta:
        verbose_name = _("kế hoạch tiến hành kiểm tra")
        verbose_name_plural = _("kế hoạch tiến hành kiểm tra")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="conduct_plan_dates_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}"


class CaseRule(models.Model):
    """A rule as it stood when the decision was issued, frozen onto the case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rules")
    key = models.CharField(max_length=80)
    value = models.CharField(max_length=200)
    unit = models.CharField(max_length=20)
    label = models.CharField(max_length=300)
    source = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("quy tắc của hồ sơ")
        verbose_name_plural = _("quy tắc của hồ sơ")
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="case_rule_once")]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"
