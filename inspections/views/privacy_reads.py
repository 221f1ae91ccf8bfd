"""The one thing a page writes when it is only read: that another person's data were on it (bar.md O4; quality.md 5)."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils import timezone

from inspections.actions.privacy import note_reads
from inspections.enums import DataPage
from inspections.models import User
from inspections.views.access import person


def note_reading(request: HttpRequest, subjects: Iterable[User], page: DataPage) -> None:
    """Note who looks at whose data, once a session and day for each of them; one statement."""
    session = request.session.session_key or ""
    note_reads(subjects, page=page, session=session, by=person(request), now=timezone.now())
