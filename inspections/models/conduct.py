"""What happens while a party is under check: items, requests for information, findings."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import (
    FindingHandling,
    FindingKind,
    FindingState,
    ItemMethod,
    Rating,
    RequestItemState,
    SignerAuthority,
)
from inspections.models.case import Case
from inspections.models.checklists import ChecklistItem
from inspections.models.law import LegalAct


class Answer(models.Model):
    """One item of the checklist for one party: method, prose result, rating; saved singly with a version."""

    party = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answers")
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="answers")
    method = models.CharField(_("phương thức"), max_length=10, choices=ItemMethod, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assigned_items",
    )
    result = models.TextField(_("kết quả ghi nhận"), blank=True)
    rating = models.CharField(_("đánh giá"), max_length=20, choices=Rating, blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(_("lưu lần cuối"), null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="saved_items"
    )
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="concluded_items",
    )

    class Meta:
        verbose_name = _("nội dung kiểm tra")
        verbose_name_plural = _("nội dung kiểm tra")
        ordering = ["item__position"]
        constraints = [
            models.UniqueConstraint(fields=["party", "item"], name="answer_once"),
            models.CheckConstraint(
                condition=Q(concluded_at__isnull=True, concluded_by__isnull=True)
                | (Q(concluded_at__isnull=False, concluded_by__isnull=False) & ~Q(rating="")),
                name="answer_concluded_has_rating",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="method_stands_in_the_plan",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("method"),
                condition=pgtrigger.Condition("OLD.method IS DISTINCT FROM NEW.method"),
                func="""
                IF NOT EXISTS (
                    SELECT 1 FROM inspections_case party JOIN inspections_case dossier ON dossier.id = party.root_id
                    WHERE party.id = NEW.party_id AND dossier.stage IN ('decided', 'conduct_plan_submitted')
                ) AND NOT (NEW.method = 'on_site' AND EXISTS (
                    SELECT 1 FROM inspections_orderitem line JOIN inspections_order paper ON paper.id = line.order_id
                    WHERE line.answer_id = NEW.id AND paper.kind = 'plan_adjustment' AND paper.state = 'in_force'
                )) THEN
                    RAISE EXCEPTION 'the method of an item is fixed by the approved conduct plan'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.party_id}/{self.item_id}"


class InformationRequest(models.Model):
    """Phiếu yêu cầu cung cấp thông tin, hồ sơ, tài liệu (Điều 8, 9)."""

    party = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="requests")
    sequence = models.PositiveSmallIntegerField()
    note = models.TextField(_("lời nhắn"), blank=True)
    contact = models.CharField(_("người liên hệ"), max_length=200)
    due_on = models.DateField(_("hạn trả lời"))
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    receipt = models.CharField(_("số giấy xác nhận đã nộp"), max_length=40, blank=True)
    document = models.ForeignKey(
        "Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("yêu cầu cung cấp hồ sơ, tài liệu")
        verbose_name_plural = _("yêu cầu cung cấp hồ sơ, tài liệu")
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["party", "sequence"], name="request_sequence_once"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="request_answered_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return _("Phiếu yêu cầu số %(n)s") % {"n": self.sequence}


class RequestItem(models.Model):
    """One thing asked, with its legal relevance, its answer or its refusal."""

    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="items")
    answer = models.ForeignKey(
        Answer, on_delete=models.PROTECT, related_name="request_items", null=True, blank=True
    )
    label = models.CharField(_("hồ sơ, tài liệu yêu cầu"), max_length=500)
    relevance = models.CharField(_("liên quan đến"), max_length=300, blank=True)
    state = models.CharField(max_length=20, choices=RequestItemState, default=RequestItemState.ASKED)
    reply = models.TextField(_("trả lời"), blank=True)
    paper = models.ForeignKey(
        "IncomingPaper", on_delete=models.PROTECT, null=True, blank=True, related_name="request_items"
    )
    decision = models.TextField(_("ý kiến Trưởng đoàn"), blank=True)

    class Meta:
        verbose_name = _("nội dung yêu cầu")
        verbose_name_plural = _("nội dung yêu cầu")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=RequestItemState.REFUSED) | ~Q(reply=""), name="request_refusal_has_reason"
            )
        ]

    def __str__(self) -> str:
        return self.label


class Finding(models.Model):
    """Tồn tại, hạn chế or dấu hiệu vi phạm, with its small life up to the minutes (12.1.3)."""

    party = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="findings")
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="findings")
    code = models.CharField(max_length=20)
    kind = models.CharField(_("loại"), max_length=20, choices=FindingKind)
    text = models.TextField(_("nội dung"))
    act = models.ForeignKey(LegalAct, on_delete=models.PROTECT, related_name="findings")
    locator = models.CharField(_("điều, khoản, điểm"), max_length=150, blank=True)
    state = models.CharField(max_length=20, choices=FindingState, default=FindingState.NOTED)
    handling = models.CharField(_("xử lý"), max_length=10, choices=FindingHandling, blank=True)
    handling_reason = models.TextField(_("lý do xử lý"), blank=True)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField(_("đơn vị đồng ý"), null=True, blank=True)
    explanation = models.TextField(_("giải trình của đơn vị"), blank=True)
    explained_at = models.DateTimeField(null=True, blank=True)
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settlement = models.TextField(_("ý kiến của Trưởng đoàn về giải trình"), blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("tồn tại, hạn chế")
        verbose_name_plural = _("tồn tại, hạn chế")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["party", "code"], name="finding_code_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["kept", "adjusted", "withdrawn"]) | ~Q(settlement=""),
                name="finding_settlement_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Minutes(models.Model):
    """Biên bản kiểm tra of one party before it is signed: what the session adds to the record (Điều 15.3a)."""

    party = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="minutes")
    opened_at = models.DateTimeField(_("mở đầu lúc"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(_("địa điểm, kênh"), max_length=300)
    related_persons = models.TextField(_("người có liên quan"), blank=True)
    requests_on_the_spot = models.TextField(_("yêu cầu tại chỗ"), blank=True)
    opinion = models.TextField(_("ý kiến của đơn vị được kiểm tra"), blank=True)
    no_opinion = models.BooleanField(_("đơn vị không có ý kiến khác"), default=False)
    opinion_at = models.DateTimeField(null=True, blank=True)
    opinion_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    copies = models.PositiveSmallIntegerField(_("số bản"), default=2)
    representative_name = models.CharField(_("người đại diện ký biên bản"), max_length=150, blank=True)
    representative_post = models.CharField(_("chức vụ người đại diện"), max_length=150, blank=True)
    authority = models.CharField(
        _("tư cách người đại diện"), max_length=10, choices=SignerAuthority, blank=True
    )
    authority_paper = models.CharField(_("giấy ủy quyền (số, ngày)"), max_length=200, blank=True)
    authority_file = models.ForeignKey(
        "EvidenceFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("biên bản kiểm tra")
        verbose_name_plural = _("biên bản kiểm tra")

    def __str__(self) -> str:
        return f"{self.party_id}"


class MinutesConfirmation(models.Model):
    """«Xác nhận nội dung»: agreement to a text by its hash; it is not a signature (practice 1)."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="confirmations")
    side = models.CharField(max_length=20)
    text_sha256 = models.CharField(max_length=64)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("xác nhận nội dung")
        verbose_name_plural = _("xác nhận nội dung")
        constraints = [
            models.UniqueConstraint(fields=["minutes", "side"], name="minutes_confirmed_once_a_side")
        ]

    def __str__(self) -> str:
        return f"{self.side}"


class Witness(models.Model):
    """Who confirmed by signature that the inspected party did not sign (Điều 15.3a)."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="witnesses")
    supplement = models.ForeignKey(
        "SupplementaryMinutes", on_delete=models.PROTECT, null=True, blank=True, related_name="witnesses"
    )
    kind = models.CharField(max_length=20)
    name = models.CharField(_("họ và tên"), max_length=150)
    post = models.CharField(_("chức vụ hoặc địa chỉ"), max_length=300)
    id_number = models.CharField(_("số định danh cá nhân"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("người chứng kiến")
        verbose_name_plural = _("người chứng kiến")
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(post=""), name="witness_is_identified"),
        ]

    def __str__(self) -> str:
        return self.name
