"""What is inside the zip, the Word files and the list to print: opened and read for every person who gets them."""

import io
import zipfile

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.actions.office_templates import word_of
from inspections.models import Case
from inspections.queries.dossier import readable, takeaway
from inspections.queries.people import actor_of
from inspections.queries.visibility import case_within_reach
from tests.crawl.test_doors import forbidden_marks
from tests.crawl.world import TEAM_ONLY, WALKERS, World


def cases_of(world: World) -> list[Case]:
    roots = list(world.cases.values())
    return [*roots, *Case.objects.filter(parent__in=roots)]


def inside(content: bytes) -> str:
    """Everything that can be read in an archive, names and contents."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = [archive.read(part).decode("utf-8", "replace") for part in archive.namelist()]
    return "\n".join([*archive.namelist(), *parts])


@pytest.mark.parametrize("walker", WALKERS)
def test_no_archive_holds_what_its_reader_may_not_read(world: World, walker: str) -> None:
    person = world.people[walker]
    client = Client()
    client.force_login(person)
    who = actor_of(person, timezone.localdate())
    for case in cases_of(world):
        with transaction.atomic():
            answer = client.post(reverse("dossier_zip", args=[case.pk]))
            transaction.set_rollback(True)
        reached = case_within_reach(who, case.pk) is not None
        assert answer.status_code == (200 if reached else 404), case
        if reached:
            text = inside(b"".join(answer.streaming_content))  # type: ignore[arg-type]
            assert not [mark for mark in forbidden_marks(walker) if mark in text], case


@pytest.mark.parametrize("walker", ["institution_head", "institution_clerk", "team_member"])
def test_no_word_file_holds_what_its_reader_may_not_read(world: World, walker: str) -> None:
    who = actor_of(world.people[walker], timezone.localdate())
    for name in ("checked", "minutes"):
        party = world.party(name)
        found = takeaway(party, who)
        assert found.papers
        for paper in party.documents.filter(readable(party, who)).select_related("case"):
            # The minutes name every file they rest on, also the team's: both sides read them.
            named = {TEAM_ONLY} if paper.kind == "minutes" else set[str]()
            text = inside(word_of(paper) or b"")
            assert not [mark for mark in set(forbidden_marks(walker)) - named if mark in text], paper
