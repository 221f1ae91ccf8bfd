"""One frozen ``Facts`` a kind, in at most six statements, for policies and guards."""

from collections.abc import Callable
from datetime import date

from django.db.models import Count, Q

from inspections.enums import RequestItemState
from inspections.kinds import InspectionStage, PartyStage
from inspections.models import (
    Answer,
    Case,
    Document,
    EvidenceFile,
    InspectedParty,
    Inspection,
    MinutesConfirmation,
    OverlapReview,
    RequestItem,
    TeamMember,
)
from inspections.queries.rules import rule_on
from inspections.rules.facts import (
    DocumentFact,
    Facts,
    FindingFact,
    InspectionFacts,
    ItemFact,
    MemberFact,
    MinutesFact,
    PartyFact,
    PartyFacts,
)

PLAN_IN_FORCE = frozenset({InspectionStage.CONDUCT_PLAN_APPROVED, InspectionStage.UNDER_WAY})


def team_facts(root_id: int) -> tuple[MemberFact, ...]:
    """The team with its declarations."""
    rows = TeamMember.objects.filter(case_id=root_id).select_related("user")
    return tuple(
        MemberFact(
            user_id=row.user_id,
            name=row.user.full_name,
            duty=row.duty,
            declared=row.declared_at is not None,
            conflicts=tuple(filter(None, row.conflicts.split(","))),
            disciplined=row.disciplined,
            trained=row.trained,
            declared_for=frozenset(int(n) for n in row.declared_for.split(",") if n),
        )
        for row in rows
    )


def _document_facts(case_id: int) -> dict[str, DocumentFact]:
    """The latest document of each kind; only names of columns that judgement needs."""
    rows = Document.objects.filter(case_id=case_id).exclude(state="replaced").order_by("id")
    fields = ("id", "kind", "state", "body_sha256", "drafted_by_id", "signer_id")
    return {
        kind: DocumentFact(pk, kind, state, bool(sha), drafted_by, signer)
        for pk, kind, state, sha, drafted_by, signer in rows.values_list(*fields)
    }


def _party_facts(case: Case) -> tuple[PartyFact, ...]:
    rows = (
        Case.objects.filter(parent_id=case.pk)
        .exclude(stage="withdrawn")
        .select_related("institution", "overlap_review")
        .order_by("id")
    )
    found = []
    for row in rows:
        review: OverlapReview | None = getattr(row, "overlap_review", None)
        assert row.institution is not None
        found.append(
            PartyFact(
                party_id=row.pk,
                stage=row.stage,
                institution_id=row.institution.pk,
                name=row.institution.name,
                legal_form=row.institution.legal_form,
                reviewed=review is not None,
                overlap_blocks=tuple(filter(None, review.blocks.split("\n"))) if review else (),
            )
        )
    return tuple(found)


def inspection_facts(case: Case, *, today: date) -> InspectionFacts:
    """Facts of an inspection (team, parties with reviews, documents, methods, class limit, ground files)."""
    details = case.inspection_details
    limit = rule_on("inspection.limit", details.decided_on or today)
    unplanned = (
        Answer.objects.filter(party__parent_id=case.pk, method="").count()
        if case.stage == "conduct_plan_submitted"
        else 0
    )
    return InspectionFacts(
        case_id=case.pk,
        stage=case.stage,
        department_id=case.department_id,
        officer_id=case.opened_by_id,
        ground=details.ground,
        ground_text=details.ground_text,
        has_ground_file=EvidenceFile.objects.filter(case_id=case.pk, withdrawn_at__isnull=True).exists(),
        lead_id=case.lead_id,
        issuer_id=details.issuer_id,
        team=team_facts(case.pk),
        parties=_party_facts(case),
        documents=_document_facts(case.pk),
        limit_days=details.limit_days,
        limit_max=int(limit.value) if limit else 10,
        has_checklist=details.checklist_version_id is not None,
        items_without_method=unplanned,
        overlap_confirmed=details.overlap_confirmed_at is not None,
    )


def _item_facts(case: Case) -> tuple[ItemFact, ...]:
    rows = (
        Answer.objects.filter(party_id=case.pk)
        .order_by("item__position")
        .values_list("id", "item__code", "rating", "concluded_at", "method", "assigned_to_id")
        .annotate(
            file_count=Count("files", filter=Q(files__withdrawn_at__isnull=True), distinct=True),
            finding_count=Count("findings", distinct=True),
        )
    )
    return tuple(
        ItemFact(pk, code, rating, concluded is not None, method, files, findings, assigned)
        for pk, code, rating, concluded, method, assigned, files, findings in rows
    )


def _request_facts(case: Case) -> tuple[tuple[tuple[int, str], ...], tuple[tuple[int, str], ...]]:
    rows = RequestItem.objects.filter(request__party_id=case.pk).values_list(
        "id", "label", "state", "request_id", "request__sequence"
    )
    waiting = {
        (request_id, str(sequence))
        for _pk, _l, state, request_id, sequence in rows
        if state in ("asked", "upheld")
    }
    refused = tuple((pk, label) for pk, label, state, *_rest in rows if state == RequestItemState.REFUSED)
    return tuple(sorted(waiting)), refused


def _minutes_fact(case: Case, contradictions: tuple[str, ...]) -> MinutesFact | None:
    minutes = getattr(case, "minutes", None)
    if minutes is None:
        return None
    sides = MinutesConfirmation.objects.filter(minutes=minutes).values_list("side", flat=True)
    return MinutesFact(
        minutes_id=minutes.pk,
        frozen=minutes.frozen_at is not None,
        confirmed_sides=frozenset(sides),
        opinion_given=bool(minutes.opinion.strip()) or minutes.no_opinion,
        contradictions=contradictions,
        witness_count=0,
    )


def party_facts(case: Case, *, contradictions: tuple[str, ...] = ()) -> PartyFacts:
    """Facts of an inspected party (items, findings, requests, minutes, documents, team of its inspection)."""
    assert case.parent is not None
    assert case.institution_id is not None
    inspection = case.parent.inspection_details
    open_requests, refusals = _request_facts(case)
    return PartyFacts(
        case_id=case.pk,
        root_id=case.root_case_id,
        stage=case.stage,
        department_id=case.department_id,
        institution_id=case.institution_id,
        plan_in_force=case.parent.stage in PLAN_IN_FORCE,
        is_listed=case.stage == PartyStage.LISTED,
        is_under_check=case.stage == PartyStage.UNDER_CHECK,
        lead_id=case.lead_id,
        issuer_id=inspection.issuer_id,
        team=team_facts(case.parent.pk),
        items=_item_facts(case),
        findings=tuple(FindingFact(*row) for row in case.findings.values_list("id", "code", "state")),
        open_requests=open_requests,
        refusals_to_decide=refusals,
        minutes=_minutes_fact(case, contradictions),
        documents=_document_facts(case.pk),
        announced_on=case.party_details.announced_on,
        limit_end_on=inspection.limit_end_on,
        secrecy=inspection.secrecy,
        ground=inspection.ground,
    )


def facts_of(case: Case, *, today: date) -> Facts:
    """The facts of a case by its kind."""
    return LOADERS[case.kind](case, today)


LOADERS: dict[str, Callable[[Case, date], Facts]] = {
    Inspection.KIND: lambda case, today: inspection_facts(case, today=today),
    InspectedParty.KIND: lambda case, today: party_facts(case),
}
