"""Personal data of people: who looked at whose, what a data subject asked, copies handed out.

Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 and Nghị định 356/2025/NĐ-CP: the person may see, correct and erase his
data and is answered within 2 working days. What the law on archives and Nghị định 217/2025/NĐ-CP Điều 5 bid to keep
stays, and the answer says so.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import DataPage, DataRequestKind, DataRequestState
from inspections.models.people import Department
from inspections.models.storage import random_name

_S = DataRequestState


def _person(related: str = "+", *, known: bool = True) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=not known,
        blank=not known,
        related_name=related,
    )


class PersonalDataRead(models.Model):
    """Who read whose personal data on which page: one row for each reading session and day, only ever added to."""

    subject = _person("personal_data_reads")
    page = models.CharField(_("nơi xem"), max_length=12, choices=DataPage)
    on = models.DateField(_("ngày xem"))
    session = models.CharField(max_length=64)
    at = models.DateTimeField(_("xem lần đầu lúc"))
    by = _person()

    class Meta:
        verbose_name = _("lượt xem dữ liệu cá nhân")
        verbose_name_plural = _("lượt xem dữ liệu cá nhân")
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject", "-id"], name="data_read_of_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "by", "page", "on", "session"], name="data_read_once_a_session_and_day"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="data_read_only_added", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.subject_id}/{self.by_id} {self.on:%d/%m/%Y}"


class PersonalDataRequest(models.Model):
    """What a data subject asked, in the app or on paper, its clock, its answer; an erasure also its second step."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="data_requests")
    subject = _person("personal_data_requests", known=False)
    about = models.CharField(_("họ và tên người yêu cầu (không có tài khoản)"), max_length=150, blank=True)
    kind = models.CharField(_("yêu cầu"), max_length=10, choices=DataRequestKind)
    text = models.TextField(_("nội dung yêu cầu"))
    paper_reference = models.CharField(_("văn bản, đơn (số, ngày)"), max_length=200, blank=True)
    received_on = models.DateField(_("ngày nhận"))
    received_at = models.DateTimeField()
    received_by = _person()
    due_on = models.DateField(_("hạn trả lời"))
    state = models.CharField(_("tình trạng"), max_length=10, choices=DataRequestState, default=_S.RECEIVED)
    answer = models.TextField(_("nội dung trả lời, lý do"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = _person(known=False)
    carried_out_at = models.DateTimeField(null=True, blank=True)
    carried_out_by = _person(known=False)

    class Meta:
        verbose_name = _("yêu cầu về dữ liệu cá nhân")
        verbose_name_plural = _("yêu cầu về dữ liệu cá nhân")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["department", "due_on"],
                condition=Q(state__in=[_S.RECEIVED, _S.DECIDED]),
                name="data_request_open",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(subject__isnull=False) | (~Q(about="") & ~Q(paper_reference="")),
                name="data_request_from_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=_S.RECEIVED)
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="data_request_answered_in_words",
            ),
            models.CheckConstraint(
                condition=~Q(kind=DataRequestKind.ERASE, state=_S.DONE, subject__isnull=False)
                | (Q(carried_out_at__isnull=False) & ~Q(carried_out_by=F("answered_by"))),
                name="data_request_erased_by_a_second_person",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="data_request_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="data_request_is_fixed",
                fields=["department", "subject", "about", "kind", "text", "received_on", "received_at"],
            ),
            pgtrigger.FSM(
                name="data_request_edges",
                field="state",
                transitions=[
                    (_S.RECEIVED.value, _S.DECIDED.value),
                    (_S.RECEIVED.value, _S.DONE.value),
                    (_S.RECEIVED.value, _S.REFUSED.value),
                    (_S.DECIDED.value, _S.DONE.value),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.who}"

    @property
    def who(self) -> str:
        """The person's name as it is known now."""
        return self.subject.full_name if self.subject else self.about


class PersonalDataExport(models.Model):
    """«Bản sao dữ liệu của tôi»: made by a job as of the moment it was asked for; fetched by the person alone."""

    subject = _person("personal_data_exports")
    asked_at = models.DateTimeField()
    asked_by = _person()
    made_at = models.DateTimeField(null=True, blank=True)
    blob = models.FileField(upload_to=random_name, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("bản sao dữ liệu cá nhân")
        verbose_name_plural = _("bản sao dữ liệu cá nhân")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(made_at__isnull=True) | ~Q(sha256=""), name="data_export_made_has_hash"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.asked_at:%d/%m/%Y}"
