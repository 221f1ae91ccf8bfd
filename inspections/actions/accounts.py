"""Locking an account (practice 5: people are never deleted); access by a printed sheet is in `actions.access`."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspections.exceptions import NotReady, Refused
from inspections.models import SettingChange, User
from inspections.queries.people import actor_of, local_day
from inspections.queries.posts import homes_of
from inspections.rules.posts import refusal_to_manage_people
from inspections.rules.privacy import erased_username


def _require_manager(user: User, by: User, now: datetime) -> None:
    who = actor_of(by, local_day(now))
    refusals = [refusal_to_manage_people(who, home) for home in homes_of(user.pk)] or [""]
    if all(refusals):
        raise Refused(refusals[0] or "")


def _note(user: User, *, by: User, now: datetime, before: str, after: str, reason: str) -> None:
    if not reason.strip():
        raise NotReady([_("Ghi lý do.")])
    SettingChange.objects.create(
        subject=SettingChange.Subject.PEOPLE,
        key=user.username,
        before=before,
        after=after,
        reason=reason.strip(),
        by=by,
        at=now,
    )


def lock_account(user: User, *, by: User, now: datetime, reason: str) -> None:
    """The person cannot sign in any more; what he did stays under his name."""
    _require_manager(user, by, now)
    if user.pk == by.pk:
        raise NotReady([_("Không tự khóa tài khoản của mình.")])
    _switch(user, active=False, by=by, now=now, reason=reason)


def unlock_account(user: User, *, by: User, now: datetime, reason: str) -> None:
    """The person may sign in again; an account whose personal data were erased stays closed."""
    _require_manager(user, by, now)
    if user.username == erased_username(user.pk):
        raise NotReady([_("Dữ liệu của người này đã được xóa; cần thì lập tài khoản mới.")])
    _switch(user, active=True, by=by, now=now, reason=reason)


def _switch(user: User, *, active: bool, by: User, now: datetime, reason: str) -> None:
    words = {True: _("Tài khoản hoạt động"), False: _("Tài khoản khóa")}
    if user.is_active == active:
        raise NotReady([_("Tài khoản đã ở trạng thái này.")])
    with transaction.atomic():
        _note(user, by=by, now=now, before=words[not active], after=words[active], reason=reason)
        user.is_active = active
        user.save(update_fields=["is_active"])
