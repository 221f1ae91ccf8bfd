"""Interventions by written order, and pauses (domain table 12.1.1 rows 9-12, 14; 12.1.2 T6, T14; documents no. 11)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import ExtensionGround, OrderKind, OrderState, TeamDuty, TerminationCause
from inspections.models.case import Case
from inspections.models.documents import Document
from inspections.models.people import Institution
from inspections.models.team import TeamMember


def _by() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class Order(models.Model):
    """One intervention: drafted with its reason, signed by the issuer, in force once it is numbered and issued."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="orders")
    party = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="party_orders",
        verbose_name=_("đơn vị"),
    )
    kind = models.CharField(_("loại văn bản"), max_length=20, choices=OrderKind)
    state = models.CharField(_("trạng thái"), max_length=10, choices=OrderState, default=OrderState.DRAFTED)
    reason = models.TextField(_("lý do"))
    ground = models.CharField(_("căn cứ gia hạn"), max_length=20, choices=ExtensionGround, blank=True)
    days = models.PositiveSmallIntegerField(_("số ngày gia hạn"), null=True, blank=True)
    cause = models.CharField(_("căn cứ đình chỉ"), max_length=20, choices=TerminationCause, blank=True)
    effective_on = models.DateField(_("có hiệu lực từ ngày"), null=True, blank=True)
    scope = models.TextField(_("phạm vi, nội dung sau sửa đổi"), blank=True)
    period_from = models.DateField(_("thời kỳ kiểm tra từ ngày"), null=True, blank=True)
    period_to = models.DateField(_("đến ngày"), null=True, blank=True)
    leaving = models.ForeignKey(
        TeamMember,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="leaving_orders",
        verbose_name=_("người thôi tham gia Đoàn"),
    )
    joining = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="joining_orders",
        verbose_name=_("người tham gia thay"),
    )
    joining_duty = models.CharField(_("nhiệm vụ"), max_length=10, choices=TeamDuty, blank=True)
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="order"
    )
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = _by()
    in_force_at = models.DateTimeField(null=True, blank=True)
    in_force_by = _by()
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = _by()
    dropped_reason = models.TextField(_("lý do không ban hành"), blank=True)

    class Meta:
        verbose_name = _("văn bản can thiệp")
        verbose_name_plural = _("văn bản can thiệp")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="order_has_reason"),
            models.CheckConstraint(
                condition=~Q(kind=OrderKind.EXTENSION) | (Q(days__gte=1) & ~Q(ground="")),
                name="order_extension_has_days_and_ground",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[OrderKind.TERMINATION, OrderKind.PARTY_TERMINATION]) | ~Q(cause=""),
                name="order_termination_has_cause",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[OrderKind.PLAN_ADJUSTMENT, OrderKind.PARTY_TERMINATION])
                | Q(party__isnull=False),
                name="order_of_one_party_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(state=OrderState.DROPPED) | ~Q(dropped_reason=""),
                name="order_dropped_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=OrderState.IN_FORCE)
                | Q(in_force_at__isnull=False, document__isnull=False),
                name="order_in_force_has_document",
            ),
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(state__in=[OrderState.DRAFTED, OrderState.SIGNED]),
                name="order_one_open_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state=OrderState.IN_FORCE, kind=OrderKind.EXTENSION),
                name="order_extended_once",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class OrderParty(models.Model):
    """One unit that an amending decision adds to the list or takes off it."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    adds = models.BooleanField(_("bổ sung"))
    other_body = models.CharField(_("cơ quan khác"), max_length=200, blank=True)
    other_is_state_inspectorate = models.BooleanField(_("cơ quan đó là cơ quan thanh tra"), default=False)
    exchange = models.TextField(_("kết quả trao đổi, thống nhất"), blank=True)
    agreed = models.BooleanField(_("đã thống nhất"), default=False)
    note = models.TextField(_("kết luận rà soát trùng lặp"), blank=True)

    class Meta:
        verbose_name = _("đơn vị trong văn bản sửa đổi")
        verbose_name_plural = _("đơn vị trong văn bản sửa đổi")
        constraints = [
            models.UniqueConstraint(fields=["order", "institution"], name="order_party_once"),
            models.CheckConstraint(
                condition=Q(adds=True) | Q(party__isnull=False), name="order_takes_off_a_listed_party"
            ),
        ]

    def __str__(self) -> str:
        return str(self.institution)


class OrderItem(models.Model):
    """One item whose method an adjusted plan changes from remote to on site (T6)."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="items")
    answer = models.ForeignKey("Answer", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("nội dung đổi phương thức")
        verbose_name_plural = _("nội dung đổi phương thức")
        constraints = [models.UniqueConstraint(fields=["order", "answer"], name="order_item_once")]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.answer_id}"


class InspectionPause(models.Model):
    """Days on which an inspection stood still: first and last day included; no last day while it goes on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="pauses")
    from_on = models.DateField(_("tạm dừng từ ngày"))
    until_on = models.DateField(_("đến hết ngày"), null=True, blank=True)
    reason = models.TextField(_("lý do"))
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="pause")
    ended_by = models.OneToOneField(
        Order, on_delete=models.PROTECT, null=True, blank=True, related_name="ended_pause"
    )

    class Meta:
        verbose_name = _("lần tạm dừng")
        verbose_name_plural = _("các lần tạm dừng")
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
                name="pause_days_in_order",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_by__isnull=True), name="pause_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_on:%d/%m/%Y}"
