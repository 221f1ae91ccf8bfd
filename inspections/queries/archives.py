"""What a sealed dossier consists of, what still stands in the way of sealing it, and which archives wait for what.

A confidential source is no part of a dossier's archive (practice.md 5), nor are the files of a denunciation: they stay
in the record, their bytes are only counted by their hash.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from inspections.enums import (
    ComplaintKind,
    DisposalState,
    DocumentKind,
    DocumentState,
    ReferralState,
    RetentionClass,
)
from inspections.kinds import INSPECTION
from inspections.models import (
    Archive,
    Case,
    CaseEvent,
    CaseRule,
    DisposalItem,
    Document,
    EvidenceFile,
    LegalHold,
    Referral,
    Rule,
)
from inspections.queries.orders import HELD_BY_INSTITUTION
from inspections.queries.people import valid_on
from inspections.queries.rules import rules_on
from inspections.rules.guards.closing import DossierFacts
from inspections.rules.retention import SERIOUS, SERIOUS_RULE, TERM_RULE, KeptDossier, Term, term_of

WAITING = (DocumentState.FOR_SIGNATURE, DocumentState.SIGNED)
DEFAULT_YEARS = 20  # where no rule was entered (domain 11)
LIVE_LISTS = (DisposalState.PROPOSED, DisposalState.DECIDED)


@dataclass(frozen=True)
class DossierParts:
    """Everything of one dossier that its archive tells of."""

    root: Case
    parties: list[Case]
    papers: list[Document]
    files: list[EvidenceFile]
    apart: list[EvidenceFile]
    events: list[CaseEvent]
    rules: list[dict[str, str]]


def cases_of(root: Case) -> list[Case]:
    """The inspection and its parties, also those that left the list."""
    rows = Case.objects.filter(Q(pk=root.pk) | Q(parent_id=root.pk)).select_related(
        "institution", "department", "lead"
    )
    return list(rows.order_by(F("parent_id").asc(nulls_first=True), "pk"))


def papers_of(cases: list[Case] | QuerySet[Case]) -> QuerySet[Document]:
    """Papers that were more than a draft, in the order in which they came about; the closing record comes after."""
    rows = Document.objects.filter(case__in=cases).exclude(state=DocumentState.DRAFT)
    rows = rows.exclude(state=DocumentState.REPLACED, issued_at__isnull=True).exclude(HELD_BY_INSTITUTION)
    return rows.exclude(kind=DocumentKind.CLOSING_RECORD).order_by("drafted_at", "pk")


def parts_of(root: Case, on: date) -> DossierParts:
    """Read the whole dossier in a fixed number of statements."""
    cases = cases_of(root)
    files = EvidenceFile.objects.filter(case__in=cases).order_by("received_at", "pk")
    denounced = Q(complaints__kind=ComplaintKind.DENUNCIATION)
    told = files.exclude(pk__in=files.filter(denounced).values("pk"))
    return DossierParts(
        root=cases[0],
        parties=cases[1:],
        papers=list(papers_of(cases).defer("snapshot").prefetch_related("signatures")),
        files=list(told.select_related("received_by", "check_row")),
        apart=list(files.filter(denounced).distinct()),
        events=events_of_dossier(root.pk),
        rules=_rules(root, on),
    )


def events_of_dossier(root_id: int, until: int | None = None) -> list[CaseEvent]:
    """The chain of a dossier in its order, whole or up to one event."""
    rows = CaseEvent.objects.filter(root_id=root_id).select_related("by", "case__institution").order_by("id")
    return list(rows if until is None else rows.filter(pk__lte=until))


def event_after(root_id: int, event_id: int) -> CaseEvent | None:
    """The first event behind the sealed head: it names the manifest."""
    return CaseEvent.objects.filter(root_id=root_id, pk__gt=event_id).order_by("id").first()


def _rules(root: Case, on: date) -> list[dict[str, str]]:
    """The rules frozen onto the dossier, then those of the day that were not."""
    columns = ("key", "value", "unit", "source", "label")
    frozen = list(CaseRule.objects.filter(case=root).order_by("key").values(*columns))
    known = {row["key"] for row in frozen}
    today = Rule.objects.filter(valid_on(on)).exclude(key__in=known).order_by("key", "-valid_from")
    rows = [{**row, "frozen": "true"} for row in frozen]
    return rows + [{**row, "frozen": ""} for row in today.distinct("key").values(*columns)]


def dossier_facts(root: Case) -> DossierFacts:
    """What stands in the way of closing or sealing, over all cases of the dossier."""
    cases = Case.objects.order_by().filter(Q(pk=root.pk) | Q(parent_id=root.pk))
    papers = list(papers_of(cases).defer("snapshot"))
    waiting = (paper for paper in papers if paper.state in WAITING and not paper.waits_for_nobody)
    unprinted = (paper for paper in papers if not (paper.is_rendered or paper.final))
    return DossierFacts(tuple(map(_named, waiting)), tuple(map(_named, unprinted)))


@dataclass(frozen=True)
class Contents:
    """What a dossier holds, for the page that asks whether it is complete."""

    papers: list[Document]
    file_count: int


def dossier_contents(root: Case) -> Contents:
    """The papers of the dossier and how many files stand beside them."""
    cases = cases_of(root)
    files = EvidenceFile.objects.filter(case__in=cases, withdrawn_at__isnull=True)
    return Contents(list(papers_of(cases).defer("snapshot")), files.count())


def _named(paper: Document) -> str:
    return f"{paper.title} {paper.full_number}".strip()


def went_to_others(root: Case) -> bool:
    """It led to a proposal to prosecute or a request for an inspection, sent or received (domain 11)."""
    gone = (ReferralState.APPROVED, ReferralState.SENT, ReferralState.RECEIVED)
    return Referral.objects.filter(party__parent_id=root.pk, kind__in=SERIOUS, state__in=gone).exists()


def retention_term(root: Case, on: date) -> Term:
    """The term that the rules of the day give this dossier."""
    rules = rules_on((TERM_RULE, SERIOUS_RULE), on)
    term, serious = rules.get(TERM_RULE), rules.get(SERIOUS_RULE)
    return term_of(
        years=int(term.value) if term else DEFAULT_YEARS,
        basis=term.source_in_words if term else "",
        serious=went_to_others(root),
        serious_basis=serious.source_in_words if serious else "",
    )


def archives_of(department_ids: frozenset[int]) -> QuerySet[Archive]:
    """Sealed dossiers of a department with their closing, their holds and the lists they stand on."""
    holds = LegalHold.objects.filter(case_id=OuterRef("case_id"), lifted_at__isnull=True)
    listed = DisposalItem.objects.filter(
        case_id=OuterRef("case_id"), taken_off=False, disposal__state__in=LIVE_LISTS
    )
    rows = Archive.objects.filter(case__department_id__in=department_ids)
    rows = rows.select_related("case__closing", "sealed_by").defer("manifest")
    return rows.annotate(held=Exists(holds), listed=Exists(listed)).order_by(
        "case__closing__keep_until_on", "pk"
    )


def past_their_term(department_ids: frozenset[int], today: date) -> QuerySet[Archive]:
    """Those whose term is over: they may be listed, nothing happens by itself (trap 44)."""
    rows = archives_of(department_ids).filter(disposed_on__isnull=True)
    return rows.filter(case__closing__retention=RetentionClass.TERM, case__closing__keep_until_on__lt=today)


def ended_unsealed(department_ids: frozenset[int]) -> QuerySet[Case]:
    """Dossiers that ended another way and that nobody has sealed yet."""
    rows = Case.objects.filter(department_id__in=department_ids, kind=INSPECTION.code, archive__isnull=True)
    return rows.filter(stage__in=INSPECTION.final).select_related("closing").order_by("closed_at", "pk")


def kept(archive: Any, *, listed: bool | None = None) -> KeptDossier:
    """A sealed dossier (read with ``archives_of``) as the rules of retention look at it."""
    closing = archive.case.closing
    return KeptDossier(
        code=archive.case.code,
        retention=closing.retention,
        keep_until_on=closing.keep_until_on,
        held=archive.held,
        disposed=archive.disposed_on is not None,
        listed=archive.listed if listed is None else listed,
    )
