"""Every door of the world with who may go through: own objects, foreign ones, and foreign parts of own ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from inspections.models import Case, ChecklistVersion, Document, EvidenceFile
from inspections.steps import STEPS, Step
from tests.crawl import (
    access,
    archive_doors,
    archives,
    correspondence,
    dossier,
    evidence,
    figures,
    follow_up,
    interventions,
    minutes,
    papers,
    portal,
    privacy,
    public,
    records,
    results,
    returned,
    settings,
    staff,
)
from tests.crawl.table import (
    ADMINISTRATOR,
    DEEDS,
    DEPARTMENT,
    EVERYBODY,
    NO_ONE,
    OF_PUBLISHED,
    OF_VERSIONS,
    PLAIN,
    SCHOOL,
    TEAM,
)
from tests.crawl.world import World

BEFORE_THE_TEAM = ("proposed",)
LISTED_ONLY = ("proposed", "team_named", "drafted", "decided", "submitted")
POSTED_ONLY = (
    "autosave",
    "send_code",
    "checklist_arrange",
    "checklist_version_new",
    *papers.POSTED,
    *public.POSTED,
    *records.POSTED,
    *dossier.POSTED,
    *returned.POSTED,
    *privacy.POSTED,
    *archives.POSTED,
)
TABS = ("items", "findings", "exchange", "records", "documents", "files", "team", "history", "overview")
WITH_TABS = ("checked", "minutes")
WITH_ITEMS = ("checked", "minutes", "foreign_checked")
READ_ONLY = (
    *("home", "cases", "institutions", "institution", "search", "reference", "signature_table", "sent_mail"),
    *("case", "deadlines", "deadline", "minutes", "document", "evidence"),
    *("checklists", "checklist_version", "checklist_diff"),
    *settings.READ,
    *staff.READ,
    *papers.READ,
    *correspondence.READ,
    *correspondence.BOOKS,
    *public.READ,
    *evidence.READ,
    *minutes.READ,
    *records.READ,
    *dossier.READ,
    *access.READ,
    *portal.READ,
    *returned.READ,
    *follow_up.READ,
    *privacy.READ,
    *archives.READ,
    *figures.READ,
    *results.READ,
)

# The department's readers see the same pages; one of them, the team and the school look into every corner.
FOR_ALL_ALIKE = TEAM | SCHOOL | {"director"}
NOT_ALIKE = FOR_ALL_ALIKE | {"administrator", "nobody"}


@dataclass(frozen=True)
class Door:
    """One address of one object: who sees the object, and who of those may open this."""

    name: str
    url: str
    sees: frozenset[str]
    may: frozenset[str]
    tried_by: frozenset[str] = EVERYBODY
    may_post: frozenset[str] | None = None

    def lets(self, walker: str, method: str) -> bool:
        """Is this person welcome here in this way?"""
        return walker in (self.may if method == "get" or self.may_post is None else self.may_post)

    @property
    def methods(self) -> tuple[str, ...]:
        """How it is tried; that the other method does nothing is a test of its own."""
        if self.name in POSTED_ONLY:
            return ("post",)
        return ("get",) if self.name in READ_ONLY else ("get", "post")


def addresses(resolver: URLResolver | None = None, inside: str = "") -> Iterator[str]:
    """The names of all addresses the product answers at."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{inside}{entry.namespace}:" if entry.namespace else inside)
        elif isinstance(entry, URLPattern):
            yield f"{inside}{entry.name}"


def who_sees(name: str, case: Case) -> frozenset[str]:
    """People of the department; the team from the day it is named; the school from the day it is told."""
    if name.startswith("foreign"):
        return NO_ONE
    seen = DEPARTMENT if name in BEFORE_THE_TEAM else DEPARTMENT | TEAM
    own = case.institution is not None and case.institution.code == "MH-01"
    return seen | SCHOOL if own and name not in LISTED_ONLY else seen


def all_doors(world: World) -> Iterator[Door]:
    """Everything there is to try."""
    records.keep(world)
    returned.keep(world)
    correspondence.keep(world)
    access.keep(world)
    portal.keep(world)
    interventions.keep(world)
    evidence.keep(world)
    minutes.keep(world)
    results.keep(world)
    follow_up.keep(world)
    archive_doors.keep(world)
    for name, readers in PLAIN.items():
        query = "?q=SECRET" if name == "search" else ""
        yield Door(name, reverse(name) + query, readers, readers)
    for name, url, may in settings.settings_of_the_world():
        yield Door(name, url, EVERYBODY, may)
    told = (
        dossier.dossier_of_the_world(world),
        papers.papers_of_the_world(world),
        records.records_of_the_world(world),
    )
    for name, url, sees, may in (
        *chain(
            *told,
            correspondence.books_of_the_world(world),
            evidence.uploads_of_the_world(),
            access.doors_of_access(world),
            portal.doors_of_vaults(world),
            follow_up.doors_of_follow_up(world),
            returned.doors_of_papers(world),
            privacy.doors_of_privacy(world),
            archive_doors.doors_of_archives(),
            figures.doors_of_the_figures(world),
            results.doors_of_reports(world, DEPARTMENT | TEAM),
        ),
        *staff.people_of_the_world(world.people),
    ):
        yield Door(name, url, sees, may)
    everybody = DEPARTMENT
    for name, institution in world.institutions.items():
        may = everybody if name == "own" else NO_ONE
        yield Door("institution", reverse("institution", args=[institution.pk]), may, may)
    for name, root in world.cases.items():
        for case in (root, *root.children.order_by("pk")):
            yield from _doors_of_case(world, name, case)
    yield from _of_checklists()
    yield from _deeds(world)
    yield from _foreign_parts(world)
    for url in interventions.foreign_orders(world):
        yield Door("step", url, DEPARTMENT | TEAM, NO_ONE)


def _of_checklists() -> Iterator[Door]:
    """Settings: the administrator alone, and everybody else is refused, whatever the version."""
    draft = ChecklistVersion.objects.select_related("checklist").get(status="draft")
    published = draft.checklist.versions.get(status="published")
    parts = {"checklist_item": [draft.items.earliest("position").pk], "checklist_diff": [published.pk]}
    for name in sorted(OF_VERSIONS):
        number = draft.checklist_id if name == "checklist_version_new" else draft.pk
        arguments = [published.pk if name in OF_PUBLISHED else number, *parts.get(name, [])]
        yield Door(name, reverse(name, args=arguments), EVERYBODY, ADMINISTRATOR)


def _doors_of_case(world: World, name: str, case: Case) -> Iterator[Door]:
    sees = who_sees(name, case)
    url = reverse("case", args=[case.pk])
    yield Door("case", url, sees, sees)
    yield Door("deadlines", reverse("deadlines", args=[case.pk]), sees, sees)
    if name in WITH_TABS:
        yield Door("deadline", reverse("deadline", args=[case.pk, "kiem-tra"]), sees, sees)
        # An internal date of the team is nobody's outside it.
        inner = "thong-bao-lich" if case.parent_id else "trinh-ke-hoach"
        yield Door("deadline", reverse("deadline", args=[case.pk, inner]), sees, sees - SCHOOL)
    for tab in TABS if name in WITH_TABS else ():
        yield Door("case", f"{url}?tab={tab}", sees, sees, tried_by=sees & FOR_ALL_ALIKE)
    if hasattr(case, "minutes"):
        yield Door("minutes", reverse("minutes", args=[case.pk]), sees, sees)
        for place, address, shown, may in minutes.doors_of_minutes(case, sees):
            yield Door(place, address, shown, may)
    if case.parent_id:
        confirming = NO_ONE if name in BEFORE_THE_TEAM else frozenset({"lead", "institution_head"})
        yield Door("send_code", reverse("send_code", args=[case.pk]), sees, sees & confirming)
    for answer in case.answers.order_by("pk")[:1] if name in WITH_ITEMS else ():
        inside, named = sees - SCHOOL, sees & TEAM
        yield Door("item", reverse("item", args=[case.pk, answer.pk]), sees, inside, may_post=named)
        # Whoever holds the right to conduct reads what an empty form lacks; saving is for the team alone.
        holds = inside - {"records_clerk", "monitor"}
        yield Door("autosave", reverse("autosave", args=[case.pk, answer.pk]), sees, holds)
    yield from _papers(case, sees, [case.pk, case.parent_id] if name in WITH_TABS else [case.pk])


def _papers(case: Case, sees: frozenset[str], of: list[int | None]) -> Iterator[Door]:
    for paper in Document.objects.filter(case_id__in=of).order_by("pk"):
        hidden = paper.kind == "conduct_plan" or (paper.case_id != case.pk and paper.state != "issued")
        may = sees - SCHOOL if hidden else sees
        yield Door("document", reverse("document", args=[case.pk, paper.pk]), may, may, NOT_ALIKE)
    for file in EvidenceFile.objects.filter(case=case):
        may = sees if file.side == "institution" else sees - SCHOOL
        yield Door("evidence", reverse("evidence", args=[case.pk, file.pk]), may, may, NOT_ALIKE)
    for name, url, shown, may in evidence.doors_of_files(case, sees):
        yield Door(name, url, shown, may, NOT_ALIKE)


def step_url(case: Case, step: Step) -> str | None:
    """The address of a deed on a case, with the first subject there is."""
    if step.subjects is None:
        return reverse("step", args=[case.pk, step.slug])
    subject = step.subjects(case).order_by("pk").first()
    return reverse("step", args=[case.pk, step.slug, subject.pk]) if subject else None


def _deeds(world: World) -> Iterator[Door]:
    for kind, steps in STEPS.items():
        for verb, step in steps.items():
            place, may = DEEDS[kind][verb]
            party = kind == "inspected_party"
            own = world.party(place) if party else world.cases[place]
            yield from _deed(own, step, who_sees(place, own), may)
            abroad = "foreign_minutes" if place == "minutes" else "foreign_checked"
            foreign = world.party(abroad) if party else world.cases["foreign_proposed"]
            yield from _deed(foreign, step, NO_ONE, NO_ONE)
            if may & SCHOOL:
                beside = world.party("checked", 1)
                yield from _deed(beside, step, who_sees("checked", beside), may - SCHOOL)


def _deed(case: Case, step: Step, sees: frozenset[str], may: frozenset[str]) -> Iterator[Door]:
    if url := step_url(case, step):
        yield Door("step", url, sees, sees & may)


def _foreign_parts(world: World) -> Iterator[Door]:
    """The second door: the number of somebody else's paper, file, item or subject under one's own dossier."""
    seen = DEPARTMENT | TEAM | SCHOOL  # the dossier itself is seen, so one without the right is told so (403)
    for name, place in (("foreign_checked", 0), ("foreign_minutes", 0), ("checked", 1)):
        stranger = world.party(name, place)
        own = world.party("minutes" if name == "foreign_minutes" else "checked")
        for name_of_it, url in evidence.foreign_files(own, stranger):
            yield Door(name_of_it, url, seen, NO_ONE, tried_by=seen)
        for address, arguments in _parts(stranger):
            url = reverse(address, args=[own.pk, *arguments])
            yield Door(address, url, seen, NO_ONE, tried_by=seen)


def _parts(case: Case) -> Iterator[tuple[str, list[object]]]:
    """Everything that has a number of its own within a dossier, with the address it is asked at."""
    yield from (("document", [paper.pk]) for paper in case.documents.all())
    yield from (("evidence", [file.pk]) for file in case.evidence.all())
    for answer in case.answers.all()[:1]:
        yield from ((name, [answer.pk]) for name in ("item", "autosave"))
    for step in STEPS[case.kind].values():
        subject = step.subjects(case).first() if step.subjects else None
        if subject:
            yield "step", [step.slug, subject.pk]
