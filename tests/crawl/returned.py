"""Doors of papers that come back signed, are signed here, corrected or replaced; one stands in a foreign dossier."""

from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from inspections.actions import corrections, papers
from inspections.models import Case, Document, SigningSession, StashedFile
from tests.crawl.table import CLERK, DEPARTMENT, DRAFTERS, NO_ONE, SCHOOL, TEAM
from tests.crawl.world import World
from tests.factories.cases import after, quick_print, story_of

POSTED = ("signing_prepare", "signing_finish")
READ = ("signing_agent", "signed_sample")
RECEIVERS = DRAFTERS | CLERK
TOKEN = "tep-da-tha-cua-van-thu"
Place = tuple[str, str, frozenset[str], frozenset[str]]


def keep(world: World) -> None:
    """One letter waits for its signature and one for its number; one record of a school is out and may be replaced."""
    now, decision = after("issue_decision"), world.cases["decided"].documents.get(kind="decision")
    for waits in (False, True):
        letter = corrections.correct_paper(
            world.cases["decided"],
            by=world.people["officer"],
            now=now,
            document=decision,
            place="Điều 1",
            wrong="a",
            right="b",
            reason="Sai sót.",
        )
        if not waits:
            _sign(world, "director", letter)
        else:
            _printed(letter)
    party = world.party("checked")
    _sign(world, "lead", party.documents.get(kind="announcement_record"))
    world.people["officer"].__dict__.pop("_actors", None)
    _on_its_way(world, decision)


def _printed(paper: Document) -> Document:
    fresh = Document.objects.get(pk=paper.pk)
    if not fresh.is_rendered:
        quick_print(fresh.pk)
    return Document.objects.get(pk=paper.pk)


def _sign(world: World, name: str, paper: Document) -> None:
    paper = _printed(paper)
    signing = story_of(None).signing()  # type: ignore[arg-type]
    now = max(paper.drafted_at, after("issue_decision"))
    papers.sign_paper(paper.case, by=world.people[name], now=now, document=paper, signing=signing)


def _on_its_way(world: World, paper: Document) -> None:
    """A file that the clerk dropped, and a signature that the director began."""
    row = StashedFile(
        token=TOKEN,
        owner=world.people["records_clerk"],
        name="da-ky.pdf",
        size=1,
        sha256="0" * 64,
        mime="application/pdf",
        created_at=timezone.now(),
    )
    row.blob.save("da-ky.pdf", ContentFile(b"%PDF-1.7"), save=False)
    row.save()
    SigningSession.objects.create(
        token=TOKEN,
        document=paper,
        person=world.people["director"],
        agent="may",
        base_sha256="0" * 64,
        digest="0" * 64,
        made_at=timezone.now(),
        expires_at=timezone.now(),
    )


def doors_of_papers(world: World) -> Iterator[Place]:
    """Papers that may come back; no signing tool is configured, so nobody finds one."""
    for name, kind, sees in (
        ("decided", "decision", DEPARTMENT | TEAM),
        ("drafted", "decision", DEPARTMENT | TEAM),
        ("foreign_checked", "decision", NO_ONE),
    ):
        yield from _of(world.cases[name], kind, sees)
    yield from _of(world.party("checked"), "announcement_record", DEPARTMENT | TEAM | SCHOOL)
    yield "signing_finish", reverse("signing_finish", args=[TOKEN]), NO_ONE, NO_ONE


def _of(case: Case, kind: str, sees: frozenset[str]) -> Iterator[Place]:
    paper = case.documents.filter(kind=kind).latest("pk")
    place = [case.pk, paper.pk]
    may = sees & RECEIVERS
    yield "returned", reverse("returned", args=place), sees, may
    yield "returned_confirm", reverse("returned_confirm", args=[*place, TOKEN]), sees, may
    yield "signing_agent", reverse("signing_agent", args=place), sees, NO_ONE
    # The people of the crawl have no test certificates; who has one is told in tests/views/test_demo.py.
    yield "signed_sample", reverse("signed_sample", args=place), NO_ONE, NO_ONE
    yield "signing_prepare", reverse("signing_prepare", args=place), sees, NO_ONE
