"""The team of an inspection: who was named into it, what each declared, who has left it (Điều 12)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import TeamDuty
from inspections.models.case import Case


class TeamQuerySet(models.QuerySet["TeamMember"]):
    """Members of teams."""

    def serving(self) -> "TeamQuerySet":
        """Those who have not left the team."""
        return self.filter(left_on__isnull=True)


class TeamMember(models.Model):
    """A person named into the team, with the declaration of conflicts (Điều 12)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="team")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="team_duties"
    )
    outside_name = models.CharField(_("người ngoài cơ quan, không có tài khoản"), max_length=150, blank=True)
    outside_body = models.CharField(_("đơn vị công tác"), max_length=200, blank=True)
    duty = models.CharField(_("nhiệm vụ trong Đoàn"), max_length=10, choices=TeamDuty)
    post_title = models.CharField(_("chức vụ"), max_length=150, blank=True)
    task = models.CharField(_("phân công"), max_length=300, blank=True)
    trained = models.BooleanField(_("đã được bồi dưỡng nghiệp vụ kiểm tra"), default=False)
    disciplined = models.BooleanField(
        _("đang trong thời gian xem xét kỷ luật, trách nhiệm hình sự"), default=False
    )
    conflicts = models.CharField(_("trường hợp xung đột lợi ích đã khai"), max_length=300, blank=True)
    conflict_note = models.TextField(_("nói rõ"), blank=True)
    declared_for = models.CharField(max_length=500, blank=True)
    declared_at = models.DateTimeField(null=True, blank=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    declared_on_paper = models.BooleanField(_("kê khai trên giấy"), default=False)
    left_on = models.DateField(_("thôi tham gia Đoàn từ ngày"), null=True, blank=True)
    left_reason = models.TextField(_("lý do thôi tham gia"), blank=True)

    objects = models.Manager.from_queryset(TeamQuerySet)()

    class Meta:
        verbose_name = _("thành viên Đoàn")
        verbose_name_plural = _("thành viên Đoàn")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], name="team_member_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(duty="lead", left_on__isnull=True), name="team_one_lead"
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, outside_name="")
                | (Q(user__isnull=True) & ~Q(outside_name="")),
                name="team_member_is_somebody",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | ~Q(left_reason=""), name="team_left_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(declared_at__isnull=True, declared_by__isnull=True)
                | Q(declared_at__isnull=False, declared_by__isnull=False),
                name="team_declared_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.get_duty_display()}"

    @property
    def name(self) -> str:
        """The member's name, with or without an account."""
        return self.user.full_name if self.user else self.outside_name
