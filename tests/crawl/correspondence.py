"""Doors of the records clerk's desk: the books, scans of arrivals, proofs of sendings, at home and abroad."""

from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from inspections.models import Case, Dispatch, Document, IncomingPaper
from tests.crawl.table import CLERK, DEPARTMENT, EVERYBODY, NO_ONE, SCHOOL, TEAM
from tests.crawl.world import FOREIGN, TEAM_ONLY, World

READ = ("incoming_scan", "dispatch_proof", "book_export", "daily_papers", "daily_papers_export")
BOOKS = ("incoming_book", "outgoing_book")
Place = tuple[str, str, frozenset[str], frozenset[str]]


def keep(world: World) -> None:
    """An arrival with its scan and a sending with its proof, of one's own dossier and of a stranger's."""
    for name, mark in (("checked", TEAM_ONLY), ("foreign_checked", FOREIGN)):
        party = world.party(name)
        _arrival(party, mark, case=party)
        _arrival(party, mark, case=None)
        for paper in Document.objects.filter(case__in=[world.cases[name], party], issued_at__isnull=False):
            _sending(paper, mark)
    for paper in Document.objects.filter(case=world.cases["decided"], issued_at__isnull=False):
        _sending(paper, TEAM_ONLY)


def _arrival(party: Case, mark: str, *, case: Case | None) -> None:
    today = timezone.localdate()
    row = IncomingPaper(
        department=party.department,
        case=case,
        arrival_number=1 if case else 2,
        year=today.year,
        arrived_on=today,
        sender=mark,
        summary=mark,
        scan_name="ban-quet.pdf",
        entered_at=timezone.now(),
        entered_by=party.opened_by,
    )
    row.scan.save("ban-quet.pdf", ContentFile(mark.encode()), save=False)
    row.save()


def _sending(paper: Document, mark: str) -> None:
    assert paper.dated_on is not None
    row = Dispatch(
        document=paper,
        channel="post",
        receiver=mark,
        sent_on=paper.dated_on,
        proof_name="phieu.pdf",
        noted_at=timezone.now(),
        noted_by=paper.drafted_by,
    )
    row.proof.save("phieu.pdf", ContentFile(mark.encode()), save=False)
    row.save()


def books_of_the_world(world: World) -> Iterator[Place]:
    """Address by address: its name, where it is, who sees the object, who of those may open it."""
    for book in ("den", "di"):
        yield "book_export", reverse("book_export", args=[book, timezone.localdate().year]), EVERYBODY, CLERK
    for name, inside in (("checked", DEPARTMENT | TEAM), ("foreign_checked", NO_ONE)):
        party = world.party(name)
        seen = inside | SCHOOL if inside else NO_ONE
        for paper in IncomingPaper.objects.filter(department=party.department):
            may = inside if paper.case_id else inside & CLERK
            sees = seen if paper.case_id else may
            yield "incoming_scan", reverse("incoming_scan", args=[paper.pk]), sees, may
        for row in Dispatch.objects.filter(document__case=party):
            yield "dispatch_proof", reverse("dispatch_proof", args=[row.pk]), seen, inside
        for row in Dispatch.objects.filter(document__case=world.cases[name]):
            yield "dispatch_proof", reverse("dispatch_proof", args=[row.pk]), inside, inside
