"""What the institution asks back, and where in its report an item is answered (practice 5; NĐ 217/2025 Điều 9)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import MoreTimeState
from inspections.models.conduct import Answer, InformationRequest
from inspections.models.evidence import EvidenceFile, StashedFile


class MoreTime(models.Model):
    """«Xin gia hạn trả lời»: the institution asks for a later day, the lead grants or refuses with a reason."""

    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="more_time")
    until_on = models.DateField(_("xin trả lời đến hết ngày"))
    reason = models.TextField(_("lý do"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=MoreTimeState, default=MoreTimeState.ASKED)
    granted_on = models.DateField(_("được trả lời đến hết ngày"), null=True, blank=True)
    decision = models.TextField(_("ý kiến Trưởng đoàn"), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("đề nghị gia hạn trả lời")
        verbose_name_plural = _("đề nghị gia hạn trả lời")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(state="asked"), name="more_time_one_open"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="more_time_decided_at_with_by",
            ),
            models.CheckConstraint(
                condition=~Q(state="granted") | Q(granted_on__isnull=False), name="more_time_granted_has_day"
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(decision=""), name="more_time_refused_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.until_on:%d/%m/%Y}"


class PagePointer(models.Model):
    """Where the uploaded report answers an item of the đề cương: file and pages (practice 5)."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="pointers")
    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="pointers")
    pages = models.CharField(_("trang"), max_length=60)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("trang trả lời trong báo cáo")
        verbose_name_plural = _("trang trả lời trong báo cáo")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["answer", "file"], name="pointer_once")]

    def __str__(self) -> str:
        return self.pages


class OutlineEntry(models.Model):
    """What the institution prepares on one item of the đề cương, kept between visits until its head hands it in."""

    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="outline_entry")
    text = models.TextField(_("nội dung báo cáo"), blank=True)
    files = models.ManyToManyField(StashedFile, related_name="outline_entries", blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("phần báo cáo theo đề cương")
        verbose_name_plural = _("phần báo cáo theo đề cương")
        ordering = ["answer__item__position"]

    def __str__(self) -> str:
        return self.text[:80]
