"""Keys of the operations centre: made by who keeps the settings, shown once, taken back at any time (ecosystem: IOC)."""

import secrets
from datetime import date, datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from inspections.actions.reference import demand, record
from inspections.exceptions import AlreadyDone, Refused
from inspections.models import Department, IndicatorKey, SettingChange, User
from inspections.queries.people import actor_of, local_day
from inspections.rules.roles import Actor, Permission
from inspections.rules.vietnamese import normalise

PREFIX = "kts_"
SUBJECT = SettingChange.Subject.COUNTING


def keeps_keys(who: Actor, department_id: int) -> bool:
    """Who keeps the settings of the department."""
    return who.may_in_department(Permission.MANAGE_SETTINGS, department_id)


def digest_of(token: str) -> str:
    """What is kept of a key."""
    return sha256(token.encode()).hexdigest()


def make_key(
    department: Department, *, by: User, now: datetime, name: str, valid_until: date, reason: str
) -> tuple[IndicatorKey, str]:
    """Another key with its text, which is shown this once and never kept."""
    _require(by, department, now)
    token = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        words = normalise(name)
        demand(
            None if words else _("Ghi tên hệ thống nhận dữ liệu."),
            None if valid_until > local_day(now) else _("Ngày hết hạn phải sau hôm nay."),
        )
        row = IndicatorKey.objects.create(
            department=department,
            name=words,
            digest=digest_of(token),
            valid_until=valid_until,
            made_at=now,
            made_by=by,
        )
        after = _("Cấp mã kết nối cho %(name)s, dùng đến hết ngày %(day)s") % {
            "name": words,
            "day": f"{valid_until:%d/%m/%Y}",
        }
        record(SUBJECT, _subject(row), before="", after=after, reason=reason, by=by, now=now)
    return row, token


def revoke_key(key: IndicatorKey, *, by: User, now: datetime, reason: str) -> IndicatorKey:
    """The key opens nothing any more, from the next request on."""
    _require(by, key.department, now)
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        row = IndicatorKey.objects.select_for_update().get(pk=key.pk)
        if row.revoked_at:
            raise AlreadyDone(_("Mã kết nối này đã được thu hồi."))
        row.revoked_at, row.revoked_by = now, by
        row.save(update_fields=["revoked_at", "revoked_by"])
        before, after = _("Mã kết nối của %(name)s đang dùng"), _("Mã kết nối của %(name)s đã thu hồi")
        names = {"name": row.name}
        record(
            SUBJECT, _subject(row), before=before % names, after=after % names, reason=reason, by=by, now=now
        )
    return row


def _subject(row: IndicatorKey) -> str:
    return f"{row.department.code}/ioc-{row.pk}"


def _require(by: User, department: Department, now: datetime) -> None:
    if not keeps_keys(actor_of(by, local_day(now)), department.pk):
        raise Refused(_("Chỉ quản trị hệ thống của Sở được cấp, thu hồi mã kết nối."))
