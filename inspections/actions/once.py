"""A filled form acts once, however often it arrives."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection, transaction

from inspections.models import Submission, User

KEPT_FOR = timedelta(days=30)


class AlreadyReceived(Exception):
    """This very form has acted before."""


@contextmanager
def once(token: str, *, path: str, by: User, now: datetime) -> Iterator[None]:
    """Take the form's mark in the deed's transaction; a second copy waits for the first and then raises.

    A deed that is refused rolls the mark back, so that the mended form may be sent again.
    """
    with transaction.atomic():
        if token and not _taken(token, path, by, now):
            raise AlreadyReceived
        yield


def _taken(token: str, path: str, by: User, now: datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO inspections_submission (token, path, received_at, received_by_id) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (token) DO NOTHING RETURNING id",
            [token, path[:300], now, by.pk],
        )
        return cursor.fetchone() is not None


def acted_before(token: str, *, path: str, sender: User) -> bool:
    """Has this person's very form acted at this address already?"""
    return (
        bool(token) and Submission.objects.filter(token=token, path=path[:300], received_by=sender).exists()
    )


def forget_old(*, now: datetime) -> None:
    """Marks are kept for a month."""
    Submission.objects.filter(received_at__lt=now - KEPT_FOR).delete()
