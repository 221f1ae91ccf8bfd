"""Files of the world beyond their download: the page of each, the copy of a picture, a file on its way in."""

import hashlib
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from inspections.models import Case, EvidenceFile, FileCheck, Upload
from tests.crawl.table import SCHOOL
from tests.crawl.world import World

READ = ("evidence_page", "evidence_preview", "upload")
HANDS_OUT = frozenset({"evidence", "evidence_preview", "document", "document_word"})
UPLOADER = "lead"
Place = tuple[str, str, frozenset[str], frozenset[str]]


def keep(world: World) -> None:
    """Every file of the world was looked at and has a copy; one person has a file half on its way."""
    for file in EvidenceFile.objects.filter(check_row__isnull=True):
        row = FileCheck(file=file, scan="not_scanned", camera=file.name)
        row.preview.save("preview", ContentFile(file.name.encode()), save=False)
        row.save()
    content = b"Ten,Nam"
    Upload.objects.create(
        owner=world.people[UPLOADER],
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        name="dang-do.csv",
        received=3,
        begun_at=timezone.now(),
        touched_at=timezone.now(),
    )


def doors_of_files(case: Case, sees: frozenset[str]) -> Iterator[Place]:
    """The page and the copy of each file: the school has its own files only."""
    for file in EvidenceFile.objects.filter(case=case):
        may = sees if file.side == "institution" else sees - SCHOOL
        for name in ("evidence_page", "evidence_preview"):
            yield name, reverse(name, args=[case.pk, file.pk]), may, may


def uploads_of_the_world() -> Iterator[Place]:
    """A file on its way in is its owner's alone."""
    mine = frozenset({UPLOADER})
    for row in Upload.objects.all():
        yield "upload", reverse("upload", args=[row.pk]), mine, mine


def foreign_files(own: Case, stranger: Case) -> Iterator[tuple[str, str]]:
    """The second door: the number of somebody else's file under one's own dossier."""
    for file in stranger.evidence.all():
        for name in ("evidence_page", "evidence_preview"):
            yield name, reverse(name, args=[own.pk, file.pk])
