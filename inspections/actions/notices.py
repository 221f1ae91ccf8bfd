"""A person's own wishes: how to be told, up to where the inbox was read, the secret address of the calendar."""

import secrets
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from inspections.enums import MailMode
from inspections.exceptions import NotReady
from inspections.models import NoticeChoice, User

TOKEN_BYTES = 32  # 256 bits: nobody guesses a calendar


def choose_mail(person: User, *, mail: str) -> None:
    """Mail at once, one a day, or none; what is asked always stands in the app, and codes always come at once."""
    if mail not in MailMode.values:
        raise NotReady([_("Chọn một cách nhận thư.")])
    NoticeChoice.objects.update_or_create(user=person, defaults={"mail": mail})


def mark_read(person: User, *, until: int) -> None:
    """Everything up to this notice was read; a page that was open for long never marks newer ones."""
    NoticeChoice.objects.get_or_create(user=person)
    NoticeChoice.objects.filter(user=person).update(read_until=Greatest(F("read_until"), until))


def new_feed(person: User, *, now: datetime) -> str:
    """A new secret address of the calendar; the old one ends at once."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    NoticeChoice.objects.update_or_create(user=person, defaults={"feed_token": token, "feed_made_at": now})
    return token


def end_feed(person: User) -> None:
    """No calendar any more."""
    NoticeChoice.objects.filter(user=person).update(feed_token=None, feed_made_at=None)
