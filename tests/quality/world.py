"""All forms of the product at places where they can be sent, and the people who send them, each before a browser."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from unittest import mock

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from inspections.management.demo.people import Cast
from inspections.models import Document, User
from tests.factories.cases import quick_print
from tests.quality import (
    desks,
    figures,
    insiders,
    keeping,
    letters,
    meetings,
    mending,
    privacy,
    replies,
    results,
    scenes,
    wishes,
)
from tests.quality.filling import filled, mark_of
from tests.quality.places import Place

Stand = Callable[[Cast], Iterator[Place]]
Record = dict[str, tuple[int, str]]
STANDS: tuple[Stand, ...] = (
    *scenes.STANDS,
    *replies.STANDS,
    *letters.STANDS,
    *meetings.STANDS,
    *wishes.STANDS,
    *results.STANDS,
    *mending.STANDS,
    *keeping.STANDS,
    desks.settings,
    desks.agency,
    desks.register,
    desks.outlines,
    desks.people,
    desks.hand_over,
    desks.past,
    privacy.personal_data,
    insiders.insiders,
    figures.counting,
    figures.frozen,
    figures.honesty,
    figures.raises,
)
# What a request may leave behind without having done anything: sessions, counters of attempts, files waiting for a form.
NO_EFFECT = ("django_session", "kiemtraso_cache", "inspections_stashedfile", "inspections_submission")


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """The server's clock stands still at this moment."""
    with mock.patch.object(timezone, "now", lambda: moment):
        yield


def places_of(stand: Stand, cast: Cast) -> list[Place]:
    """Build one dossier or desk and list its forms."""
    with clock_at(scenes.NOW):
        found = list(stand(cast))
        for paper in Document.objects.filter(body_sha256="").exclude(state="replaced"):
            quick_print(paper.pk)
    return found


class Office:
    """People before their browsers."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.browsers: dict[str, Client] = {}

    def browser(self, name: str) -> Client:
        """The browser of a person, signed in."""
        if name not in self.browsers:
            self.browsers[name] = Client()
            self.browsers[name].force_login(User.objects.get(pk=self.cast.people[name].pk))
        return self.browsers[name]

    def page_of(self, place: Place) -> HttpResponse:
        """The page that carries the form."""
        return self.browser(place.person).get(place.shown_at or place.url)

    def body(self, place: Place) -> dict[str, Any]:
        """What the browser sends: the proposal of the page, what this person types, the hidden mark."""
        page = self.page_of(place)
        assert page.status_code == 200, f"{place.name}: {page.status_code}"
        proposed: dict[str, Any] = {}
        if place.form:
            form = page.context[place.form]
            assert form is not None, f"{place.name}: {page.context.get('blockers')}"
            proposed = filled(form)
        mark = mark_of(page)
        return {**proposed, **place.values, **({"once": mark} if mark else {})}

    def send(self, place: Place, body: dict[str, Any]) -> HttpResponse:
        """Send the form."""
        return self.browser(place.person).post(place.url, body)


def complaints_of(answer: HttpResponse) -> str:
    """What an answer that is no redirect says is wrong."""
    context = getattr(answer, "context", None)
    form = context.get("form") if context else None
    return f"{answer.status_code} {getattr(form, 'errors', '')}"


def record(only: Collection[str] | None = None) -> Record:
    """The whole record, or some of its tables: how many rows, and a digest of all they say."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL(%s)",
            [list(NO_EFFECT)],
        )
        names = sorted(name for (name,) in cursor.fetchall() if only is None or name in only)
        if not names:
            return {}
        parts = [
            f"SELECT '{name}', count(*), coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM \"{name}\" t"
            for name in names
        ]
        cursor.execute(" UNION ALL ".join(parts))
        return {name: (count, digest) for name, count, digest in cursor.fetchall()}


def writes() -> dict[str, int]:
    """How many rows of each table this transaction has written so far, undone ones too, as the server counts them."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT * FROM (SELECT relname, pg_stat_get_xact_tuples_inserted(oid)
            + pg_stat_get_xact_tuples_updated(oid) + pg_stat_get_xact_tuples_deleted(oid) AS written
            FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace) counted WHERE written > 0"""
        )
        return dict(cursor.fetchall())


def record_since(began: dict[str, int]) -> Record:
    """What the tables say that were written to since then: no other can have changed."""
    written = [name for name, count in writes().items() if count != began.get(name, 0)]
    return record(written) if written else {}


def changes(before: Record, after: Record) -> dict[str, tuple[int, int]]:
    """Which tables say something else now, with their numbers of rows."""
    return {name: (before[name][0], after[name][0]) for name in after if before.get(name) != after[name]}
