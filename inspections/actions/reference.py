"""Every change of a setting: who may, in one transaction, with its reason on the append-only record.

The administrator keeps settings and sees no case content (practice 4); what he changed, when and why stays readable.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from inspections.exceptions import NotReady, Refused
from inspections.models import SettingChange, User
from inspections.queries.people import actor_of, local_day
from inspections.rules.roles import Permission


@contextmanager
def setting(*, by: User, now: datetime) -> Iterator[None]:
    """Change settings: only for who holds the right today, all or nothing; the record is Vietnamese (ADR 0009)."""
    if Permission.MANAGE_SETTINGS not in actor_of(by, local_day(now)).permissions:
        raise Refused(_("Chỉ quản trị hệ thống được thay đổi danh mục."))
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        yield


def demand(*problems: str | None) -> None:
    """Stop with all sentences that say what is wrong."""
    found = [problem for problem in problems if problem]
    if found:
        raise NotReady(found)


def demand_none(problems: Sequence[str]) -> None:
    """Stop when the list names anything."""
    demand(*problems)


def record(
    subject: str, key: str, *, before: str, after: str, reason: str, by: User, now: datetime
) -> SettingChange:
    """Write one change down; without a reason, or without a difference, nothing is changed (®)."""
    words = unicodedata.normalize("NFC", reason).strip()
    demand(
        None if words else _("Ghi lý do thay đổi."),
        None if before != after else _("Nội dung không thay đổi so với hiện tại."),
    )
    return SettingChange.objects.create(
        subject=subject, key=key, before=before, after=after, reason=words, by=by, at=now
    )
