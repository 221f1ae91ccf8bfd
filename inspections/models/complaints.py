"""Khiếu nại, tố cáo, kiến nghị, phản ánh linked to a dossier (Nghị định 217/2025/NĐ-CP Điều 9 khoản 1 điểm d).

They have their own clock and never reopen minutes (practice 5). Who denounces is protected (Luật Tố cáo, Điều 8).
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import ComplaintKind, ComplaintState, Side
from inspections.models.case import Case
from inspections.models.evidence import EvidenceFile

_S = ComplaintState


def _by() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class Complaint(models.Model):
    """One paper that came in about an inspection or about one party of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="complaints")
    kind = models.CharField(_("loại"), max_length=20, choices=ComplaintKind)
    side = models.CharField(_("nơi ghi nhận"), max_length=20, choices=Side)
    receipt_number = models.CharField(_("số giấy xác nhận"), max_length=40, unique=True)
    number_in = models.CharField(_("số đến"), max_length=60, blank=True)
    received_on = models.DateField(_("ngày nhận"))
    from_whom = models.CharField(_("người gửi"), max_length=300)
    summary = models.TextField(_("nội dung tóm tắt"))
    files = models.ManyToManyField(
        EvidenceFile, related_name="complaints", blank=True, verbose_name=_("tài liệu kèm theo")
    )
    state = models.CharField(_("tình trạng"), max_length=20, choices=ComplaintState, default=_S.RECEIVED)
    due_on = models.DateField(_("hạn trả lời"), null=True, blank=True)
    due_words = models.TextField(_("cách tính hạn"), blank=True)
    recorded_at = models.DateTimeField(_("ghi lúc"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(_("nội dung trả lời, xử lý"), blank=True)
    document_reference = models.CharField(_("văn bản trả lời hoặc chuyển"), max_length=200, blank=True)
    forwarded_to = models.CharField(_("nơi được chuyển đến"), max_length=300, blank=True)
    settled_on = models.DateField(_("ngày trả lời, chuyển hoặc rút"), null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = _by()

    class Meta:
        verbose_name = _("khiếu nại, tố cáo, kiến nghị, phản ánh")
        verbose_name_plural = _("khiếu nại, tố cáo, kiến nghị, phản ánh")
        ordering = ["-received_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=_S.RECEIVED, settled_at__isnull=True)
                | (
                    Q(settled_at__isnull=False, settled_by__isnull=False, settled_on__isnull=False)
                    & ~Q(state=_S.RECEIVED)
                    & ~Q(answer="")
                ),
                name="complaint_settled_with_words",
            ),
            models.CheckConstraint(
                condition=~Q(state=_S.FORWARDED) | ~Q(forwarded_to=""), name="complaint_forwarded_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | Q(settled_on__gte=models.F("received_on")),
                name="complaint_settled_after_it_came",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="complaint_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="complaint_is_fixed",
                fields=["case", "kind", "side", "receipt_number", "received_on", "from_whom", "summary"],
            ),
            pgtrigger.FSM(
                name="complaint_edges",
                field="state",
                transitions=[(_S.RECEIVED.value, state) for state in _S.values if state != _S.RECEIVED],
            ),
        ]

    def __str__(self) -> str:
        """Return kind and receipt: never the sender."""
        return f"{self.get_kind_display()} {self.receipt_number}"
