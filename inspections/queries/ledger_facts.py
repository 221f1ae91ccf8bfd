"""What the record says of lượt, for all parties asked about in one statement (domain 15; practice.md 6)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    Count,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Least

from inspections.enums import (
    DocumentKind,
    DocumentState,
    Exclusion,
    ItemMethod,
    Rating,
    Side,
    SignatureRoute,
)
from inspections.kinds import INSPECTED_PARTY, InspectionStage, PartyStage
from inspections.models import (
    Answer,
    Case,
    CountingRule,
    Document,
    DocumentSignature,
    EvidenceFile,
    Finding,
    InformationRequest,
    LedgerLine,
    PaperInspection,
    SiteVisit,
)
from inspections.queries.beside import objects_beside, objects_of
from inspections.queries.counting import rules_for
from inspections.queries.people import valid_on
from inspections.rules.online_share import LuotFacts

PERSONAL, INSTITUTION = "personal", "institution"
OUT = (DocumentState.ISSUED, DocumentState.REPLACED)


@dataclass(frozen=True)
class Touched:
    """One party with its facts, the line it has, the rule of the day and how it is filed."""

    party_id: int
    department_id: int
    institution_id: int
    kind: str
    legal_form: str
    area: str
    facts: LuotFacts
    line: LedgerLine | None
    rule: CountingRule | None


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _on_party_files() -> QuerySet[Answer]:
    """Remote items concluded on a file of the party, sent through the system and opened before (C3)."""
    files = EvidenceFile.objects.filter(
        Q(answers=OuterRef("pk")) | Q(request_items__answer=OuterRef("pk")),
        side=Side.INSTITUTION,
        paper__isnull=True,
        withdrawn_at__isnull=True,
        first_opened_at__lte=OuterRef("concluded_at"),
    )
    rows = Answer.objects.filter(
        party_id=OuterRef("pk"), method=ItemMethod.ONLINE, concluded_at__isnull=False
    )
    return rows.exclude(rating__in=["", Rating.NOT_ENOUGH]).filter(Exists(files))


def _route(kind: DocumentKind, case: str) -> Subquery:
    """How the issued paper of a kind was signed."""
    rows = Document.objects.filter(case_id=OuterRef(case), kind=kind).exclude(route="")
    return Subquery(rows.order_by("-id").values("route")[:1])


def _signed(whose: Q) -> Exists:
    """A digital signature on the issued minutes; each was verified before its row was written (practice.md 1)."""
    rows = DocumentSignature.objects.filter(
        whose,
        document__case_id=OuterRef("pk"),
        document__kind=DocumentKind.MINUTES,
        document__state=DocumentState.ISSUED,
        route=SignatureRoute.DIGITAL,
    )
    return Exists(rows)


def _counted_on(today: date) -> Least:
    """The day whose counting rule holds: minutes signed, the day after the limit, or today while it runs."""
    limit = Func(
        OuterRef("parent__inspection_details__limit_end_on"),
        template="(%(expressions)s + 1)",
        output_field=DateField(),
    )
    return Least(OuterRef("party_details__minutes_signed_on"), limit, Value(today, output_field=DateField()))


def _announced_at_once() -> QuerySet[Document]:
    """The record of the announcement, drawn up in the system on the day of the session itself (C2)."""
    return Document.objects.filter(
        case_id=OuterRef("pk"),
        kind=DocumentKind.ANNOUNCEMENT_RECORD,
        drafted_at__date=OuterRef("party_details__announced_on"),
    )


OF_THE_TEAM = Q(role=PERSONAL, signer__team_duties__case_id=OuterRef("parent_id"))
# Who signs for the unit is named on the paper and may have no account; who is without one is never of the team.
OF_THE_PARTY = (
    Q(role=INSTITUTION)
    | Q(role=PERSONAL, signer__isnull=True)
    | Q(signer__memberships__institution_id=OuterRef("institution_id"))
)


def _columns(today: date) -> dict[str, Any]:
    answers = Answer.objects.filter(party_id=OuterRef("pk"))
    files = EvidenceFile.objects.filter(
        case_id=OuterRef("pk"), withdrawn_at__isnull=True, paper__isnull=False
    )
    visits = SiteVisit.objects.filter(party_id=OuterRef("pk"), withdrawn_at__isnull=True)
    rules = rules_for(OuterRef("department_id")).filter(valid_on(_counted_on(today)))
    party, root, unit = "party_details__", "parent__inspection_details__", "institution__"
    papers = {
        f"{name}_{column}": F(f"remedy_request__{name}__{column}")
        for name in ("notice", "document")
        for column in ("id", "state", "route")
    }
    return papers | {
        "unit_kind": F(f"{unit}kind"),
        "unit_form": F(f"{unit}legal_form"),
        "commune": F(f"{unit}commune"),
        "province": F(f"{unit}province"),
        "root_stage": F("parent__stage"),
        "method": F(f"{party}method"),
        "plan_method": F("parent__conduct_plan__method"),
        "announced_at": F(f"{party}announced_at"),
        "announced_on": F(f"{party}announced_on"),
        "caught": F(f"{party}caught_in_act"),
        "signed_on": F(f"{party}minutes_signed_on"),
        "refused": F(f"{party}signing_refused"),
        "planned_at": F(f"{root}plan_approved_at"),
        "limit_end_on": F(f"{root}limit_end_on"),
        "paused_on": F(f"{root}paused_on"),
        "result_at": F(f"{root}result_issued_at"),
        "sealed_at": F(f"{root}sealed_at"),
        "decision_route": _route(DocumentKind.DECISION, "parent_id"),
        "plan_route": _route(DocumentKind.CONDUCT_PLAN, "parent_id"),
        "minutes_route": _route(DocumentKind.MINUTES, "pk"),
        "session": Exists(_announced_at_once()),
        "by_team": _signed(OF_THE_TEAM),
        "by_party": _signed(OF_THE_PARTY),
        "remote": _count(answers.filter(method=ItemMethod.ONLINE), "party_id"),
        "on_site": _count(answers.filter(method=ItemMethod.ON_SITE), "party_id"),
        "on_files": _count(_on_party_files(), "party_id"),
        "visits": _count(visits, "party_id"),
        "requests_sent": _count(InformationRequest.objects.filter(party_id=OuterRef("pk")), "party_id"),
        "on_paper": _count(files, "case_id"),
        "found": _count(Finding.objects.filter(party_id=OuterRef("pk")), "party_id"),
        "line_found": objects_beside(LedgerLine.objects.filter(party_id=OuterRef("pk"))),
        "rule_found": objects_beside(rules[:1]),
    }


def touched(case_ids: Collection[int], *, today: date) -> list[Touched]:
    """Each party asked for, and each party of an inspection asked for, in one statement and in one order."""
    rows: Any = Case.objects.filter(Q(pk__in=case_ids) | Q(parent_id__in=case_ids), kind=INSPECTED_PARTY.code)
    found = rows.order_by("pk").values("pk", "stage", "department_id", "institution_id", **_columns(today))
    return [_touched(row, today) for row in found]


def facts_of(party_ids: Collection[int], *, today: date) -> dict[int, LuotFacts]:
    """The facts of parties, by party."""
    return {row.party_id: row.facts for row in touched(party_ids, today=today)}


def paper_facts(paper: PaperInspection) -> LuotFacts:
    """A visit from the paper register: always M0; counted on the day of its minutes, else of its announcement."""
    return LuotFacts(
        paper=True,
        exclusion=Exclusion.PAPER_WITHDRAWN.value if paper.is_withdrawn else "",
        announced_on=_iso(paper.announced_on),
        signed_on=_iso(paper.minutes_on or paper.announced_on),
        findings=paper.finding_count or 0,
    )


def _touched(row: dict[str, Any], today: date) -> Touched:
    lines, rules = objects_of(LedgerLine, row["line_found"]), objects_of(CountingRule, row["rule_found"])
    return Touched(
        party_id=row["pk"],
        department_id=row["department_id"],
        institution_id=row["institution_id"],
        kind=row["unit_kind"],
        legal_form=row["unit_form"],
        area=row["commune"] or row["province"] or "",
        facts=_facts(row, today),
        line=lines[0] if lines else None,
        rule=rules[0] if rules else None,
    )


def _facts(row: dict[str, Any], today: date) -> LuotFacts:
    limit = _limit(row)
    papers = [name for name in ("notice", "document") if row[f"{name}_id"]]
    planned, announced = row["planned_at"], row["announced_at"]
    return LuotFacts(
        exclusion=_exclusion(row["stage"], row["root_stage"]),
        method=(row["method"] or row["plan_method"] or "") if planned else "",
        plan_before_announcement=_before(planned, announced),
        decision_route=row["decision_route"] or "",
        plan_route=row["plan_route"] or "",
        announced_on=_iso(row["announced_on"]),
        announced_in_system=bool(announced and row["session"]),
        remote_items=row["remote"],
        remote_on_party_files=row["on_files"],
        site_items=row["on_site"],
        visits=row["visits"],
        caught_in_act=bool(row["caught"]),
        requests=row["requests_sent"],
        on_paper_answers=row["on_paper"],
        findings=row["found"],
        limit_end_on=_iso(limit),
        limit_passed=bool(limit and not row["signed_on"] and limit < today),
        signed_on=_iso(row["signed_on"]),
        team_route=_minutes_route(row, "by_team"),
        party_route=_minutes_route(row, "by_party"),
        refused=bool(row["refused"]),
        results=len(papers),
        results_out=sum(_is_out(row, name) for name in papers),
        results_due=row["result_at"] is not None,
        sealed=row["sealed_at"] is not None,
    )


def _before(planned: datetime | None, announced: datetime | None) -> bool:
    return bool(planned and (announced is None or planned < announced))


def _limit(row: dict[str, Any]) -> date | None:
    """While the inspection is paused its limit does not run, unless it had passed before the pause."""
    end: date | None = row["limit_end_on"]
    paused = row["root_stage"] == InspectionStage.PAUSED and not row["signed_on"]
    return None if end and paused and row["paused_on"] <= end else end


def _minutes_route(row: dict[str, Any], side: str) -> str:
    """A verified digital signature of the side, or the returned scan of the paper signed by hand."""
    if row[side]:
        return SignatureRoute.DIGITAL.value
    return SignatureRoute.HAND.value if row["minutes_route"] == SignatureRoute.HAND else ""


def _is_out(row: dict[str, Any], name: str) -> bool:
    """Issued as an electronic document: signed digitally, not a scan of a paper (trap 17)."""
    return row[f"{name}_state"] in OUT and row[f"{name}_route"] == SignatureRoute.DIGITAL


def _exclusion(stage: str, root_stage: str) -> str:
    if stage == PartyStage.TERMINATED:
        return Exclusion.TERMINATED.value
    if stage != PartyStage.WITHDRAWN:
        return ""
    by_root = {
        InspectionStage.REVOKED: Exclusion.REVOKED.value,
        InspectionStage.NOT_PURSUED: Exclusion.NOT_PURSUED.value,
    }
    return by_root.get(InspectionStage(root_stage), Exclusion.WITHDRAWN.value)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
