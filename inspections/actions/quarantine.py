"""A restored system stands apart until it is put to use: otherwise the past would be mailed out again (quality.md 5)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspections.actions.reference import setting
from inspections.exceptions import NotReady
from inspections.models import Message, Quarantine, User
from inspections.rules.vietnamese import normalise

HELD_BACK = "held_back"


@dataclass(frozen=True)
class Backup:
    """What a backup says of itself."""

    place: str
    taken_at: datetime
    version: str


def begin(backup: Backup, *, at: datetime, using: str) -> Quarantine:
    """Right after the restoration, before anything else may run; a quarantine that was in the backup goes on as this one."""
    rows = Quarantine.objects.using(using)
    rows.filter(lifted_at__isnull=True).update(
        lifted_at=at, lifted_on_server=True, lifted_reason=_("Khôi phục lại từ một bản sao lưu khác.")
    )
    return rows.create(
        began_at=at, source=backup.place[:300], backup_taken_at=backup.taken_at, backup_version=backup.version
    )


def lift_quarantine(*, by: User, now: datetime, reason: str, mail_goes_out: bool) -> Quarantine:
    """The administrator puts the restored system to use, and says whether mail that waited before it goes out."""
    with setting(by=by, now=now):
        return _lift(by=by, now=now, reason=reason, mail_goes_out=mail_goes_out)


def lift_on_server(*, at: datetime, reason: str, mail_goes_out: bool) -> Quarantine:
    """The same by a command, where nobody can sign in."""
    with transaction.atomic():
        return _lift(by=None, now=at, reason=reason, mail_goes_out=mail_goes_out)


def _lift(*, by: User | None, now: datetime, reason: str, mail_goes_out: bool) -> Quarantine:
    words = normalise(reason)
    if not words:
        raise NotReady([_("Ghi lý do đưa hệ thống vào sử dụng.")])
    row = Quarantine.objects.select_for_update().filter(lifted_at__isnull=True).first()
    if row is None:
        raise NotReady([_("Hệ thống không ở trạng thái cách ly.")])
    if not mail_goes_out:
        waiting = Message.objects.filter(sent_at__isnull=True, queued_at__lte=row.began_at)
        waiting.update(sent_at=now, sent_by_worker=HELD_BACK)
    row.lifted_at, row.lifted_by, row.lifted_on_server = now, by, by is None
    row.lifted_reason, row.mail_goes_out = words, mail_goes_out
    row.save(update_fields=["lifted_at", "lifted_by", "lifted_on_server", "lifted_reason", "mail_goes_out"])
    return row
