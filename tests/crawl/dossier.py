"""The doors by which a dossier leaves as a whole: Word files, the zip, prints; and the templates of the office."""

from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from inspections.models import Case, Department, DossierPrint, OfficeTemplate, User
from tests.crawl.table import ADMINISTRATOR, DEPARTMENT, EVERYBODY, LEAD, NO_ONE, SCHOOL, TEAM
from tests.crawl.world import FOREIGN, TEAM_ONLY, World

READ = (
    "document_word",
    "dossier",
    "dossier_print",
    "office_templates",
    "office_template_places",
    "office_template_file",
)
POSTED = ("dossier_zip", "ask_dossier_print", "retire_office_template")
CASES = ("checked", "minutes", "foreign_checked")
Place = tuple[str, str, frozenset[str], frozenset[str]]


def dossier_of_the_world(world: World) -> Iterator[Place]:
    """Address by address: its name, where it is, who sees the object, who of those may open it."""
    for name in CASES:
        root, party = world.cases[name], world.party(name)
        inside = NO_ONE if name.startswith("foreign") else DEPARTMENT | TEAM
        for case, sees in ((root, inside), (party, inside | SCHOOL if inside else NO_ONE)):
            for address in ("dossier", "dossier_zip", "ask_dossier_print"):
                yield address, reverse(address, args=[case.pk]), sees, sees
            yield from _word_files(case, party, sees)
    yield from _prints(world)
    yield from _strangers(world)
    yield from _templates(world)


def _word_files(case: Case, party: Case, sees: frozenset[str]) -> Iterator[Place]:
    """The Word file has the rights of the PDF: the school never reads the plan, nor what is not issued to it."""
    for paper in case.documents.order_by("pk"):
        may = sees - SCHOOL if paper.kind == "conduct_plan" or case != party else sees
        yield "document_word", reverse("document_word", args=[case.pk, paper.pk]), may, may


def _prints(world: World) -> Iterator[Place]:
    """A print is for who asked for it, under its own dossier; nobody else's hand reaches it."""
    lead, officer = world.people["lead"], world.people["officer"]
    party = world.party("checked")
    own = _print(party, lead, TEAM_ONLY)
    yield "dossier_print", reverse("dossier_print", args=[party.pk, own.pk]), LEAD, LEAD
    for case, row in (
        (world.party("minutes"), own),
        (party, _print(world.party("foreign_checked"), officer, FOREIGN)),
        (world.party("foreign_checked"), _print(world.party("foreign_checked"), lead, FOREIGN)),
        (party, _print(party, lead, FOREIGN, side="institution")),
    ):
        yield "dossier_print", reverse("dossier_print", args=[case.pk, row.pk]), NO_ONE, NO_ONE


def _print(case: Case, by: User, mark: str, side: str = "team") -> DossierPrint:
    now = timezone.now()
    row = DossierPrint(case=case, asked_at=now, asked_by=by, side=side, made_at=now, pages=1, sha256="0" * 64)
    row.blob.save("ho-so.pdf", ContentFile(f"%PDF-1.7 {mark}".encode()), save=False)
    row.save()
    return row


def _strangers(world: World) -> Iterator[Place]:
    """The number of somebody else's paper under one's own dossier."""
    own = world.party("checked")
    for name, place in (("foreign_checked", 0), ("foreign_minutes", 0), ("checked", 1)):
        for paper in world.party(name, place).documents.all():
            yield "document_word", reverse("document_word", args=[own.pk, paper.pk]), NO_ONE, NO_ONE


def _templates(world: World) -> Iterator[Place]:
    places = reverse("office_template_places", args=["decision"])
    yield "office_template_places", places, EVERYBODY, ADMINISTRATOR
    home = world.institutions["own"].department
    foreign = world.institutions["foreign"].department
    assert home is not None and foreign is not None
    for address in ("office_template_file", "retire_office_template"):
        own = reverse(address, args=[_template(home, "decision", world).pk])
        yield address, own, EVERYBODY, ADMINISTRATOR
        theirs = reverse(address, args=[_template(foreign, "decision", world).pk])
        yield address, theirs, EVERYBODY - ADMINISTRATOR, NO_ONE


def _template(department: Department, kind: str, world: World) -> OfficeTemplate:
    found = OfficeTemplate.objects.filter(department=department, kind=kind).first()
    if found is None:
        found = OfficeTemplate(
            department=department,
            kind=kind,
            name="mau.docx",
            sha256="0" * 64,
            uploaded_at=timezone.now(),
            uploaded_by=world.people["administrator"],
            retired_at=timezone.now(),
            retired_by=world.people["administrator"],
        )
        found.blob.save("mau.docx", ContentFile(b"PK mau"), save=False)
        found.save()
    return found
