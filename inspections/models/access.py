"""How people of an institution come in: the printed sheet, the contact appointed, colleagues invited (practice 5)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.models.case import Case
from inspections.models.conduct import RequestItem
from inspections.models.evidence import StashedFile
from inspections.models.people import Institution
from inspections.models.storage import random_name


class AccessSheet(models.Model):
    """«Phiếu giao tài khoản»: a QR link and a short code, good once and for a time; only hashes are kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="access_sheets")
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="access_sheets"
    )
    link_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("phiếu giao tài khoản")
        verbose_name_plural = _("phiếu giao tài khoản")

    def __str__(self) -> str:
        return str(self.user)


class ContactAppointment(models.Model):
    """«Giấy cử đầu mối»: whom the institution names to work with the department, with the scan when on paper."""

    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="contact_appointments"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("chức vụ"), max_length=150)
    number = models.CharField(_("số, ký hiệu giấy cử"), max_length=80, blank=True)
    valid_from = models.DateField(_("từ ngày"))
    scan = models.FileField(upload_to=random_name, blank=True)
    scan_name = models.CharField(max_length=255, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    appointed_at = models.DateTimeField()
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("giấy cử đầu mối")
        verbose_name_plural = _("giấy cử đầu mối")
        ordering = ["-appointed_at"]

    def __str__(self) -> str:
        return f"{self.institution}: {self.user}"


class Invitation(models.Model):
    """A colleague invited by a link to do a part; the link is good once, may be sent again or called off."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="invitations")
    name = models.CharField(_("họ và tên"), max_length=150, blank=True)
    address = models.CharField(_("thư điện tử"), max_length=254)
    link_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("lời mời đồng nghiệp")
        verbose_name_plural = _("lời mời đồng nghiệp")
        ordering = ["-invited_at"]

    def __str__(self) -> str:
        return self.address


class ItemShare(models.Model):
    """One thing asked, given to one colleague to prepare; he sees this item and nothing else of the case (O3)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="shares")
    item = models.ForeignKey(RequestItem, on_delete=models.PROTECT, related_name="shares")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="shared_items"
    )
    invitation = models.ForeignKey(
        Invitation, on_delete=models.PROTECT, null=True, blank=True, related_name="shares"
    )
    note = models.CharField(_("lời dặn"), max_length=500, blank=True)
    shared_at = models.DateTimeField()
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reply = models.TextField(_("nội dung chuẩn bị"), blank=True)
    files = models.ManyToManyField(StashedFile, related_name="shares", blank=True)
    prepared_at = models.DateTimeField(null=True, blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("phần việc chia cho đồng nghiệp")
        verbose_name_plural = _("phần việc chia cho đồng nghiệp")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(invitation__isnull=False), name="share_has_somebody"
            ),
            models.UniqueConstraint(
                fields=["item", "person"],
                condition=Q(ended_at__isnull=True, person__isnull=False),
                name="share_once_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}"
