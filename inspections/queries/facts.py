"""One frozen ``Facts`` a kind, read in one statement, for policies and guards."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from inspections.enums import OrderState, RequestItemState
from inspections.kinds import InspectionStage, PartyStage
from inspections.models import (
    Answer,
    Case,
    EvidenceFile,
    Finding,
    InspectedParty,
    Inspection,
    Minutes,
    Order,
    Referral,
    RequestItem,
    Rule,
    SiteVisit,
)
from inspections.queries.beside import rows_beside
from inspections.queries.people import local_day, valid_on
from inspections.queries.ready import Ready
from inspections.queries.result_facts import (
    closing_exists,
    referrals_going,
    remedies_of,
    remedy_rows,
    report_of,
    report_rows,
    result_rows,
    results_of,
    sealed,
)
from inspections.queries.team_facts import document_rows, documents_of, team_of, team_rows
from inspections.rules.facts import (
    Facts,
    FindingFact,
    InspectionFacts,
    ItemFact,
    MinutesFact,
    OrderFact,
    PartyFact,
    PartyFacts,
    ReferralFact,
)

CLASS_LIMIT, CLASS_EXTENSION = 10, 5  # khoản 2 Điều 13 NĐ 217/2025/NĐ-CP, where no rule was entered
PLAN_IN_FORCE = frozenset({InspectionStage.CONDUCT_PLAN_APPROVED, InspectionStage.UNDER_WAY})


def _party_rows() -> ArraySubquery:
    rows = Case.objects.filter(parent_id=OuterRef("pk")).exclude(stage=PartyStage.WITHDRAWN).order_by("id")
    return rows_beside(
        rows,
        party_id="id",
        stage="stage",
        institution_id="institution_id",
        name="institution__name",
        legal_form="institution__legal_form",
        exempt="institution__exempt_from_visits",
        review="overlap_review__id",
        blocks="overlap_review__blocks",
    )


def _parties(rows: list[dict[str, Any]]) -> tuple[PartyFact, ...]:
    return tuple(
        PartyFact(
            party_id=row["party_id"],
            stage=row["stage"],
            institution_id=row["institution_id"],
            name=row["name"],
            legal_form=row["legal_form"],
            reviewed=row["review"] is not None,
            overlap_blocks=tuple(filter(None, (row["blocks"] or "").split("\n"))),
            exempt_from_visits=row["exempt"],
        )
        for row in rows
    )


def _order_rows() -> ArraySubquery:
    rows = Order.objects.filter(case_id=OuterRef("pk")).exclude(state=OrderState.DROPPED).order_by("id")
    names = ("kind", "state", "party_id", "drafted_by_id", "document_id")
    columns = {"body": "body_sha256", "signer_id": "signer_id", "number": "number", "symbol": "symbol"}
    paper = {name: f"document__{column}" for name, column in columns.items()}
    return rows_beside(rows, order_id="id", **paper, **{name: name for name in names})


def _orders(rows: list[dict[str, Any]]) -> tuple[OrderFact, ...]:
    return tuple(
        OrderFact(
            order_id=row["order_id"],
            kind=row["kind"],
            state=row["state"],
            party_id=row["party_id"],
            drafted_by=row["drafted_by_id"],
            document_id=row["document_id"],
            rendered=bool(row["body"]),
            signer_id=row["signer_id"],
            number=row["number"],
            symbol=row["symbol"] or "",
        )
        for row in rows
    )


def _inspection_columns(today: date) -> dict[str, Any]:
    on = Coalesce(OuterRef("inspection_details__decided_on"), Value(today))
    rules = Rule.objects.filter(valid_on(on)).order_by("-valid_from")
    limit, extension = rules.filter(key="inspection.limit"), rules.filter(key="inspection.extension_max")
    files = EvidenceFile.objects.filter(case_id=OuterRef("pk"), withdrawn_at__isnull=True)
    unplanned = Answer.objects.filter(party__parent_id=OuterRef("pk"), method="")
    return {
        "team_found": team_rows(OuterRef("pk")),
        "parties_found": _party_rows(),
        "documents_found": document_rows(),
        "has_file": Exists(files),
        "unplanned": rows_beside(unplanned, id="id"),
        "orders_found": _order_rows(),
        "limit_max": Subquery(limit.values("value")[:1]),
        "extension_max": Subquery(extension.values("value")[:1]),
        "report_found": report_rows(),
        "results_found": result_rows(),
        "closing_found": closing_exists(),
        "referrals_going": referrals_going(),
        "sealed_found": sealed("pk"),
    }


def inspection_facts(case: Case, *, today: date) -> InspectionFacts:
    """Facts of an inspection: team, parties with reviews, documents, methods, class limit, ground files."""
    details = case.inspection_details
    found = _found(case, today)
    return InspectionFacts(
        case_id=case.pk,
        stage=case.stage,
        department_id=case.department_id,
        officer_id=case.opened_by_id,
        ground=details.ground,
        ground_text=details.ground_text,
        has_ground_file=found["has_file"],
        lead_id=case.lead_id,
        issuer_id=details.issuer_id,
        team=team_of(found["team_found"]),
        parties=_parties(found["parties_found"]),
        documents=documents_of(found["documents_found"]),
        limit_days=details.limit_days,
        limit_max=int(found["limit_max"] or CLASS_LIMIT),
        has_checklist=details.checklist_version_id is not None,
        items_without_method=len(found["unplanned"]) if case.stage == "conduct_plan_submitted" else 0,
        overlap_confirmed=details.overlap_confirmed_at is not None,
        orders=_orders(found["orders_found"]),
        extension_max=int(found["extension_max"] or CLASS_EXTENSION),
        decided_on=details.decided_on,
        announced_on=details.announced_on,
        limit_end_on=details.limit_end_on,
        paused_on=details.paused_on,
        report=report_of(found["report_found"]),
        results=results_of(found["results_found"]),
        closing_proposed=found["closing_found"],
        unsettled_referrals=found["referrals_going"],
        sealed=found["sealed_found"],
    )


def _item_rows() -> ArraySubquery:
    rows = Answer.objects.filter(party_id=OuterRef("pk")).annotate(
        file_count=Count("files", filter=Q(files__withdrawn_at__isnull=True), distinct=True),
        finding_count=Count("findings", distinct=True),
    )
    names = ("id", "rating", "concluded_at", "method", "assigned_to_id", "file_count", "finding_count")
    rows = rows.annotate(visited=seen_on_a_visit()).order_by("item__position")
    seen = {"visited": "visited", "on_site_only": "item__on_site_only"}
    return rows_beside(rows, code="item__code", **seen, **{name: name for name in names})


def _items(rows: list[dict[str, Any]]) -> tuple[ItemFact, ...]:
    return tuple(
        ItemFact(
            answer_id=row["id"],
            code=row["code"],
            rating=row["rating"],
            concluded=row["concluded_at"] is not None,
            method=row["method"],
            file_count=row["file_count"],
            finding_count=row["finding_count"],
            assigned_to=row["assigned_to_id"],
            on_site_only=row["on_site_only"],
            visited=row["visited"],
        )
        for row in rows
    )


def seen_on_a_visit() -> Exists:
    """Beside an answer: a visit that stands names this item (practice 6; trap 18)."""
    named = SiteVisit.items.through.objects.filter(answer_id=OuterRef("pk"))
    return Exists(named.filter(sitevisit__withdrawn_at__isnull=True))


def _referral_rows() -> ArraySubquery:
    rows = Referral.objects.filter(party_id=OuterRef("pk")).order_by("id")
    return rows_beside(rows, referral_id="id", kind="kind", state="state")


def _request_rows() -> ArraySubquery:
    rows = RequestItem.objects.filter(request__party_id=OuterRef("pk")).order_by("id")
    names = ("id", "label", "state", "request_id")
    return rows_beside(rows, sequence="request__sequence", **{name: name for name in names})


def _open_requests(rows: list[dict[str, Any]]) -> tuple[tuple[int, str], ...]:
    waiting = (RequestItemState.ASKED, RequestItemState.UPHELD)
    return tuple(sorted({(r["request_id"], str(r["sequence"])) for r in rows if r["state"] in waiting}))


def _refusals(rows: list[dict[str, Any]]) -> tuple[tuple[int, str], ...]:
    return tuple((r["id"], r["label"]) for r in rows if r["state"] == RequestItemState.REFUSED)


def _minutes_rows() -> ArraySubquery:
    """The minutes, once for each side that confirmed them (at least once)."""
    rows = Minutes.objects.filter(party_id=OuterRef("pk")).order_by("confirmations__id")
    names = ("id", "frozen_at", "opinion", "no_opinion", "opinion_at")
    return rows_beside(rows, side="confirmations__side", **{name: name for name in names})


def _minutes(rows: list[dict[str, Any]], contradictions: tuple[str, ...]) -> MinutesFact | None:
    if not rows:
        return None
    first = rows[0]
    return MinutesFact(
        minutes_id=first["id"],
        frozen=first["frozen_at"] is not None,
        confirmed_sides=frozenset(row["side"] for row in rows if row["side"]),
        opinion_given=first["opinion_at"] is not None
        and (bool(first["opinion"].strip()) or first["no_opinion"]),
        contradictions=contradictions,
        witness_count=0,
    )


def _party_columns() -> dict[str, Any]:
    findings = Finding.objects.filter(party_id=OuterRef("pk")).order_by("id")
    return {
        "team_found": team_rows(OuterRef("parent_id")),
        "items_found": _item_rows(),
        "findings_found": rows_beside(findings, finding_id="id", code="code", state="state"),
        "requests_found": _request_rows(),
        "minutes_found": _minutes_rows(),
        "referrals_found": _referral_rows(),
        "documents_found": document_rows(),
        "remedies_found": remedy_rows(),
        "sealed_found": sealed("parent_id"),
    }


def party_facts(case: Case, *, today: date | None = None, contradictions: tuple[str, ...] = ()) -> PartyFacts:
    """Facts of an inspected party: items, findings, requests, minutes, documents, team of its inspection."""
    assert case.parent is not None
    assert case.institution_id is not None
    inspection = case.parent.inspection_details
    found = _found(case)
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
        team=team_of(found["team_found"]),
        items=_items(found["items_found"]),
        findings=tuple(FindingFact(**row) for row in found["findings_found"]),
        open_requests=_open_requests(found["requests_found"]),
        refusals_to_decide=_refusals(found["requests_found"]),
        minutes=_minutes(found["minutes_found"], contradictions),
        documents=documents_of(found["documents_found"]),
        announced_on=case.party_details.announced_on,
        limit_end_on=inspection.limit_end_on,
        secrecy=inspection.secrecy,
        ground=inspection.ground,
        inspection_stage=case.parent.stage,
        invited_to_sign_on=_day(case.party_details.invited_to_sign_at),
        institution_gone_on=_gone(case, today),
        urgent=inspection.urgent,
        caught_in_act=case.party_details.caught_in_act,
        referrals=tuple(ReferralFact(**row) for row in found["referrals_found"]),
        remedies=remedies_of(found["remedies_found"]),
        remedy_planned=any(row["planned_at"] for row in found["remedies_found"]),
        follow_up_officer_id=next((row["officer"] for row in found["remedies_found"]), None),
        sealed=found["sealed_found"],
    )


def _gone(case: Case, today: date | None) -> date | None:
    """The last day of an institution that has ended before today."""
    last = case.institution.valid_until if case.institution else None
    return last if last and today and last < today else None


def _day(moment: datetime | None) -> date | None:
    return local_day(moment) if moment else None


def with_facts(rows: QuerySet[Case], kind: str, today: date) -> QuerySet[Case]:
    """Read the facts of a kind together with the case; the first to ask for them takes them."""
    return rows.annotate(**COLUMNS[kind](today))


@cache
def _ready(kind: str) -> Ready[dict[str, Any]]:
    """The facts of one case of a kind, by its number and the day."""

    def build(pk: int, on: date) -> QuerySet[Any, dict[str, Any]]:
        rows: QuerySet[Any, Any] = Case.objects.order_by().filter(pk=pk)
        return rows.values(**COLUMNS[kind](on))

    return Ready(build, int, date)


@cache
def _names(kind: str) -> tuple[str, ...]:
    return tuple(COLUMNS[kind](date.min))


def _found(case: Case, today: date = date.min) -> dict[str, Any]:
    if all(name in case.__dict__ for name in _names(case.kind)):
        return {name: case.__dict__.pop(name) for name in _names(case.kind)}
    return dict(_ready(case.kind).ask(case.pk, today)[0])


def facts_of(case: Case, *, today: date) -> Facts:
    """The facts of a case by its kind."""
    return LOADERS[case.kind](case, today)


LOADERS: dict[str, Callable[[Case, date], Facts]] = {
    Inspection.KIND: lambda case, today: inspection_facts(case, today=today),
    InspectedParty.KIND: lambda case, today: party_facts(case, today=today),
}

COLUMNS: dict[str, Callable[[date], dict[str, Any]]] = {
    Inspection.KIND: _inspection_columns,
    InspectedParty.KIND: lambda today: _party_columns(),
}
