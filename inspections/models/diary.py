"""Nhật ký Đoàn kiểm tra: one line a day a person, part of the file (practice 5, issue of the whole law)."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import RecordedVia
from inspections.models.case import Case


class DiaryLine(models.Model):
    """What one member did on one day; its author may mend it until ``open_until``, then the database holds it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="diary")
    on = models.DateField(_("ngày"))
    text = models.TextField(_("việc đã làm"))
    open_until = models.DateField(_("được sửa đến hết ngày"))
    written_at = models.DateTimeField(_("ghi lúc"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="diary", verbose_name=_("người ghi")
    )
    recorded_via = models.CharField(max_length=20, choices=RecordedVia, default=RecordedVia.LIVE)
    changed_at = models.DateTimeField(_("sửa lúc"), null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("dòng nhật ký Đoàn")
        verbose_name_plural = _("nhật ký Đoàn")
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "on", "written_by"], name="diary_one_line_a_day_a_person"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="diary_line_says_something"),
            models.CheckConstraint(
                condition=Q(changed_by__isnull=True) | Q(changed_by=models.F("written_by")),
                name="diary_changed_by_its_author",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="diary_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="diary_only_text_changes", exclude=["text", "changed_at", "changed_by"]),
            pgtrigger.Trigger(
                name="diary_fixed_after_its_day",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                IF NEW.changed_at IS NULL OR NEW.changed_by_id IS NULL
                    OR (NEW.changed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date > OLD.open_until THEN
                    RAISE EXCEPTION 'a diary line is fixed after its last day of mending'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        """Return the day and who wrote."""
        return f"{self.on:%d/%m/%Y} {self.written_by_id}"


pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    model_name="DiaryLineHistory",
    obj_field=pghistory.ObjForeignKey(related_name="history", related_query_name="history"),
)(DiaryLine)
