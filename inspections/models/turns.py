"""Whose turn is it, by when, why: the only thing that inbox, case page and reminders read."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.models.absence import Absence
from inspections.models.case import Case
from inspections.models.people import Department, Institution
from inspections.rules.roles import INSTITUTION_READERS, Actor, Role


class TurnQuerySet(models.QuerySet["Turn"]):
    """Turns, narrowed to a person."""

    def still_open(self) -> "TurnQuerySet":
        return self.filter(closed_at__isnull=True)

    def asked_of(self, actor: Actor) -> "TurnQuerySet":
        """Turns this person may take: his own, and those of a role he holds in that place.

        The head of an institution sees what is asked of its clerk too: a small school may have no clerk (practice 5).
        """
        reach = Q(person_id=actor.user_id)
        for post in actor.posts:
            if post.department_id:
                reach |= Q(role=post.role, department_id=post.department_id, person__isnull=True)
            else:
                roles = INSTITUTION_READERS if post.role == Role.INSTITUTION_HEAD else {post.role}
                reach |= Q(role__in=roles, institution_id=post.institution_id, person__isnull=True)
        return self.filter(reach)


class Turn(models.Model):
    """One ask: a person, or a role in a department or institution, is expected to do ``verb``."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="turns")
    verb = models.CharField(max_length=60)
    subject = models.PositiveBigIntegerField(null=True, blank=True)
    label = models.CharField(_("việc"), max_length=200)
    why = models.CharField(_("vì sao"), max_length=300, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="turns"
    )
    role = models.CharField(max_length=30, choices=Role, blank=True)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    absence = models.ForeignKey(
        Absence,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="turns",
        verbose_name=_("làm thay người vắng"),
    )
    due_on = models.DateField(_("hạn"), null=True, blank=True)
    paused_due_on = models.DateField(_("hạn trước khi tạm dừng"), null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(TurnQuerySet)()

    class Meta:
        verbose_name = _("lượt việc")
        verbose_name_plural = _("việc")
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["person", "due_on"], condition=Q(closed_at__isnull=True), name="turn_person_open"
            ),
            models.Index(
                fields=["department", "role", "due_on"],
                condition=Q(closed_at__isnull=True),
                name="turn_role_open",
            ),
            models.Index(
                fields=["institution", "role", "due_on"],
                condition=Q(closed_at__isnull=True),
                name="turn_institution_open",
            ),
            models.Index(fields=["case"], condition=Q(closed_at__isnull=True), name="turn_case_open"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "verb", "subject", "person", "role", "institution"],
                condition=Q(closed_at__isnull=True),
                nulls_distinct=False,
                name="turn_open_once",
            ),
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(role=""), name="turn_is_somebodys"),
        ]

    def __str__(self) -> str:
        return self.label
