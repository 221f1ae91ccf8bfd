"""What the result papers of an inspection are drawn up from, who signs them, and which of them are there."""

from collections.abc import Sequence
from datetime import date

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from inspections.enums import DocumentKind, DocumentState, FindingState
from inspections.kinds import PartyStage
from inspections.models import Capacity, Case, CaseRule, Document, Finding, RemedyItem, RemedyRequest, Rule
from inspections.queries.orders import signers
from inspections.queries.people import capacity_on, valid_on

RESULT_PAPERS = (DocumentKind.RESULT_NOTICE, DocumentKind.REMEDY_REQUEST)
DOCUMENT_TYPE = "result.document_type"
REPORT_REQUIRED = "inspection.report_required"
LEAD_BY_ASSIGNMENT = "result.lead_signs_by_assignment"
DEFAULTS = {DOCUMENT_TYPE: "thong_bao", REPORT_REQUIRED: "findings", LEAD_BY_ASSIGNMENT: "false"}


def result_settings(case: Case, on: date) -> dict[str, str]:
    """The department's settings of the result: as frozen onto the dossier, else as they stand on the day."""
    frozen = CaseRule.objects.filter(case_id=case.root_case_id, key=OuterRef("key")).values("value")[:1]
    rules = Rule.objects.filter(valid_on(on), key__in=DEFAULTS).order_by("valid_from")
    found = rules.annotate(used=Coalesce(Subquery(frozen), "value")).values_list("key", "used")
    return {**DEFAULTS, **dict(found)}


def result_signer(inspection: Case, on: date) -> Capacity | None:
    """Who ordered the inspection, in the capacity of the day, unless he leads it; else whoever signs that day."""
    issuer_id = inspection.inspection_details.issuer_id
    if issuer_id and issuer_id != inspection.lead_id:
        found = capacity_on(issuer_id, inspection.department_id, on)
        if found is not None:
            return found
    others = (row.user_id for row in signers(inspection, on))
    capacities = (capacity_on(user_id, inspection.department_id, on) for user_id in others)
    return next((row for row in capacities if row is not None), None)


def result_papers(inspection: Case, *states: str) -> QuerySet[Document]:
    """The notices and requests of the inspection's parties, in the order of the parties, the notice first."""
    rows = Document.objects.filter(case__parent_id=inspection.pk, kind__in=RESULT_PAPERS)
    rows = rows.filter(state__in=states) if states else rows.exclude(state=DocumentState.REPLACED)
    return rows.select_related("case__institution", "signer", "drafted_by").order_by("case_id", "-kind", "id")


def earlier_papers(inspection: Case) -> QuerySet[Document]:
    """What was put before the issuer earlier and came back or was drawn up anew: kept for comparing."""
    return result_papers(inspection, DocumentState.REPLACED)


def parties_with_results(inspection: Case) -> list[Case]:
    """The parties whose minutes are signed, each with what was drafted for it."""
    items = RemedyItem.objects.select_related("finding").order_by("position", "id")
    rows = inspection.children.filter(stage=PartyStage.MINUTES_SIGNED)
    drafted = (f"remedy_request__{name}" for name in ("officer", "drafted_by", "notice", "document"))
    rows = rows.select_related("party_details", "institution", "parent__inspection_details", *drafted)
    return list(rows.prefetch_related(Prefetch("remedy_request__items", items)).order_by("id"))


def findings_in_minutes(party: Case) -> Sequence[Finding]:
    """What the signed minutes hold, in their order."""
    rows = Finding.objects.filter(party_id=party.pk, state=FindingState.IN_MINUTES)
    return list(rows.select_related("act").order_by("id"))


def request_of(party: Case) -> RemedyRequest | None:
    """What was drafted for the party, with its items."""
    rows = RemedyRequest.objects.filter(party_id=party.pk).select_related("officer", "notice", "document")
    return rows.prefetch_related("items").first()
