"""What is known of the result, the requests to remedy and the closing of a dossier, read beside its case."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from inspections.enums import FindingState, MoreTimeState, ReferralState
from inspections.kinds import PartyStage
from inspections.models import (
    Archive,
    Case,
    Closing,
    Finding,
    LaterDate,
    Referral,
    RemedyItem,
    ReportRemark,
    ReportSection,
    ResultReport,
)
from inspections.queries.beside import rows_beside
from inspections.rules.facts import RemedyFact, ReportFact, ResultFact
from inspections.rules.remedies import SETTLED

GOING = (ReferralState.NOTED, ReferralState.APPROVED)


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def report_rows() -> ArraySubquery:
    """The result report of an inspection, if one was begun."""
    remarks = ReportRemark.objects.filter(version__report_id=OuterRef("pk"), settled_at__isnull=True)
    sections = ReportSection.objects.filter(report_id=OuterRef("pk"))
    rows = ResultReport.objects.filter(case_id=OuterRef("pk"))
    return rows_beside(
        rows,
        state="state",
        drafted_by="drafted_by_id",
        saved_by="saved_by_id",
        approved_by="approved_by_id",
        open_remarks=_count(remarks, "version__report_id"),
        sections=_count(sections, "report_id"),
        empty_sections=_count(sections.filter(text=""), "report_id"),
        assigned_paper="assigned_paper",
    )


def report_of(rows: list[dict[str, Any]]) -> ReportFact | None:
    """The fact of the row read by ``report_rows``."""
    if not rows:
        return None
    row = dict(rows[0])
    return ReportFact(assigned=bool(row.pop("assigned_paper")), **row)


def result_rows() -> ArraySubquery:
    """For each party with minutes: what was drafted for it and how far its papers are."""
    items = RemedyItem.objects.filter(request__party_id=OuterRef("pk"))
    findings = Finding.objects.filter(party_id=OuterRef("pk"), state=FindingState.IN_MINUTES)
    rows = Case.objects.filter(parent_id=OuterRef("pk")).order_by("id")
    rows = rows.exclude(stage__in=[PartyStage.WITHDRAWN, PartyStage.TERMINATED])
    names = ("notice", "document")
    papers = {
        f"{name}_{column}": f"remedy_request__{name}__{path}"
        for name in names
        for column, path in (("id", "id"), ("state", "state"), ("body", "body_sha256"))
    }
    return rows_beside(
        rows,
        party_id="id",
        party_name="institution__name",
        stage="stage",
        nothing_asked="remedy_request__nothing_asked",
        items=_count(items, "request__party_id"),
        open_items=_count(items.exclude(state__in=SETTLED), "request__party_id"),
        findings=_count(findings, "party_id"),
        unhandled_findings=_count(findings.filter(handling=""), "party_id"),
        report_due_on="remedy_request__report_due_on",
        issued_at="remedy_request__issued_at",
        signer_id="remedy_request__notice__signer_id",
        **papers,
    )


def results_of(rows: list[dict[str, Any]]) -> tuple[ResultFact, ...]:
    """The facts of the rows read by ``result_rows``."""
    return tuple(
        ResultFact(
            party_id=row["party_id"],
            party_name=row["party_name"] or "",
            stage=row["stage"],
            nothing_asked=bool(row["nothing_asked"]),
            items=row["items"],
            open_items=row["open_items"],
            findings=row["findings"],
            unhandled_findings=row["unhandled_findings"],
            report_due_on=date.fromisoformat(row["report_due_on"]) if row["report_due_on"] else None,
            issued=row["issued_at"] is not None,
            notice_id=row["notice_id"],
            notice_state=row["notice_state"] or "",
            notice_rendered=bool(row["notice_body"]),
            document_id=row["document_id"],
            document_state=row["document_state"] or "",
            document_rendered=bool(row["document_body"]),
            signer_id=row["signer_id"],
        )
        for row in rows
    )


def closing_exists() -> Exists:
    """The lead has proposed to close the dossier."""
    return Exists(Closing.objects.filter(case_id=OuterRef("pk")))


def sealed(root: str) -> Exists:
    """The dossier is sealed: it can only be read (row 19)."""
    return Exists(Archive.objects.filter(case_id=OuterRef(root)))


def referrals_going() -> Coalesce:
    """Matters of the dossier's parties that were noted or agreed to, and not sent nor dropped."""
    rows = Referral.objects.filter(party__parent_id=OuterRef("pk"), state__in=GOING)
    return _count(rows, "party__parent_id")


def remedy_rows() -> ArraySubquery:
    """Requests to remedy of one party."""
    asked = LaterDate.objects.filter(item_id=OuterRef("pk"), state=MoreTimeState.ASKED)
    rows = RemedyItem.objects.filter(request__party_id=OuterRef("pk")).order_by("position", "id")
    rows = rows.annotate(
        file_count=Count("files", filter=Q(files__withdrawn_at__isnull=True), distinct=True),
        asked_later=Subquery(asked.values("pk")[:1]),
    )
    return rows_beside(
        rows,
        item_id="id",
        position="position",
        state="state",
        outcome="outcome",
        due_on="due_on",
        plan="plan_steps",
        measure="measure",
        file_count="file_count",
        asked_later="asked_later",
        planned_at=F("request__planned_at"),
        officer=F("request__officer_id"),
    )


def remedies_of(rows: list[dict[str, Any]]) -> tuple[RemedyFact, ...]:
    """The facts of the rows read by ``remedy_rows``."""
    return tuple(
        RemedyFact(
            item_id=row["item_id"],
            position=row["position"],
            state=row["state"],
            outcome=row["outcome"],
            due_on=date.fromisoformat(row["due_on"]),
            planned=bool(row["plan"]),
            measured=bool(row["measure"]),
            file_count=row["file_count"],
            asked_later=row["asked_later"],
        )
        for row in rows
    )
