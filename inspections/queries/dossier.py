"""What one person may take away of a dossier: the papers and files of a party or of a whole inspection.

The rights are those of the single papers and files (practice.md 5): the inspected party takes its own files and the
papers it may read, never another party's, never the conduct plan; the papers about a denouncer stay where they are.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from inspections.enums import ComplaintKind, DocumentState, Side
from inspections.models import Case, Complaint, Document, EvidenceFile
from inspections.queries.orders import HELD_BY_INSTITUTION, shown_to_institution
from inspections.rules.policies.records import refusal_to_open_complaint
from inspections.rules.roles import Actor


@dataclass(frozen=True)
class Takeaway:
    """The cases, papers and files that this person takes away."""

    cases: list[Case]
    papers: list[Document]
    files: list[EvidenceFile]


def readable(case: Case, who: Actor) -> Q:
    """Which papers of a dossier this person reads: the condition of each single paper."""
    return shown_to_institution(case) if who.is_institution_side else ~HELD_BY_INSTITUTION


def takeaway(case: Case, who: Actor) -> Takeaway:
    """Everything of the dossier that this person may read, in the order in which it came about."""
    cases = [case]
    if case.parent_id is None:
        parties = Case.objects.visible_to(who).filter(parent_id=case.pk).select_related("institution")
        cases += list(parties.order_by("pk"))
    return Takeaway(cases, list(_papers(case, cases, who)), list(_files(cases, who)))


def _papers(case: Case, cases: list[Case], who: Actor) -> QuerySet[Document]:
    """Papers that were more than a draft; a paper replaced after it was issued belongs to the dossier."""
    reach = Q(case_id__in=[one.pk for one in cases])
    if case.parent_id:
        reach |= Q(case_id=case.parent_id, state=DocumentState.ISSUED)
    rows = Document.objects.filter(reach).exclude(state=DocumentState.DRAFT)
    rows = rows.exclude(state=DocumentState.REPLACED, issued_at__isnull=True)
    if who.is_institution_side:
        rows = rows.filter(shown_to_institution(case))
    return (
        rows.defer("snapshot").select_related("case__institution", "drafted_by").order_by("drafted_at", "pk")
    )


def _files(cases: list[Case], who: Actor) -> QuerySet[EvidenceFile]:
    rows = EvidenceFile.objects.filter(case__in=cases)
    if who.is_institution_side:
        rows = rows.filter(side=Side.INSTITUTION)
    hidden = [row.pk for row in _denunciations(cases) if _is_hidden(row, who)]
    if hidden:
        rows = rows.exclude(complaints__in=hidden)
    return (
        rows.select_related("case__institution", "received_by", "check_row", "replaced_by")
        .prefetch_related("answers__item", "request_items__answer__item")
        .order_by("received_at", "pk")
    )


def _denunciations(cases: list[Case]) -> QuerySet[Complaint]:
    return Complaint.objects.filter(case__in=cases, kind=ComplaintKind.DENUNCIATION).select_related("case")


def _is_hidden(row: Complaint, who: Actor) -> bool:
    refusal = refusal_to_open_complaint(who, row.case.department_id, row.kind, row.recorded_by_id)
    return refusal is not None
