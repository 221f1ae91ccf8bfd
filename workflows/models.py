"""Own process and task tables: a process is the shadow of one case; the stage is the truth."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from viewflow.workflow.models import AbstractProcess, AbstractTask

from inspections.models import Case


class CaseProcess(AbstractProcess):
    """The running flow of one case, pinned to the flow class it began with."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="processes")
    visited: "list[CaseTask]"

    class Meta:
        verbose_name = _("luồng xử lý hồ sơ")
        verbose_name_plural = _("luồng xử lý hồ sơ")
        default_permissions = ("add", "change", "delete", "view", "manage")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(finished__isnull=True), name="process_one_running_a_case"
            )
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visited = []


class CaseTask(AbstractTask):
    """One node visited; whose turn it is stands in ``Turn``, what happened in ``CaseEvent``."""

    process = models.ForeignKey(CaseProcess, on_delete=models.PROTECT, related_name="task_set")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("bước của luồng")
        verbose_name_plural = _("bước của luồng")
        indexes = [
            models.Index(fields=["process"], condition=Q(finished__isnull=True), name="task_open_of_process"),
        ]
