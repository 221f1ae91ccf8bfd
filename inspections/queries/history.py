"""What is already known of an institution, and what happened in a case."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, DateTimeField, F, IntegerField, QuerySet, Value

from inspections.kinds import KINDS
from inspections.models import Case, CaseEvent, InspectedParty, PaperInspection
from inspections.queries.people import local_day
from inspections.rules.overlap import PastInspection, PastStatus

TWENTY_FOUR_MONTHS = timedelta(days=731)
DONE = frozenset({"minutes_signed", "completed", "terminated"})
CALLED_OFF = frozenset({"not_pursued", "revoked"})


@dataclass(frozen=True, slots=True)
class PastVisit:
    """One visit of an institution: ours with its dossier, or one recorded from the paper file."""

    institution_id: int
    case_id: int
    paper_id: int
    title: str
    inspection_title: str
    code: str
    agency: str
    theme_keys: str
    theme_title: str
    kind: str
    stage: str
    inspection_stage: str
    decided_on: date | None
    announced_on: date | None
    opened_at: datetime
    closed_at: datetime | None
    method: str

    @property
    def on(self) -> date:
        """The day it is listed under: announcement, else the day its dossier was opened."""
        return self.announced_on or local_day(self.opened_at)

    @property
    def is_on_paper(self) -> bool:
        """Recorded later from the paper file."""
        return bool(self.paper_id)

    @property
    def is_running(self) -> bool:
        """A dossier that still asks for something before its minutes are signed."""
        return not self.is_on_paper and self.closed_at is None and self.stage not in DONE

    @property
    def stage_label(self) -> str:
        """The stage's name on the screen; nothing for a paper one."""
        return "" if self.is_on_paper else KINDS[self.kind].stage_label(self.stage)

    @property
    def status(self) -> PastStatus:
        """How far it went, as the overlap rule reads it."""
        if self.is_on_paper or self.stage in DONE:
            return PastStatus.DONE
        if self.stage == "withdrawn" or self.inspection_stage in CALLED_OFF:
            return PastStatus.CANCELLED
        return PastStatus.OPEN if self.decided_on is not None else PastStatus.PLANNED


_INSPECTION = "parent__inspection_details"
_OF_CASES = {
    "case_id": F("pk"),
    "paper_id": Value(0),
    "visit_title": F("title"),
    "inspection_title": F("parent__title"),
    "visit_code": F("code"),
    "agency_name": F("department__name"),
    "theme_keys": F(f"{_INSPECTION}__checklist_version__checklist__theme_key"),
    "theme_title": F(f"{_INSPECTION}__checklist_version__checklist__title"),
    "visit_kind": F("kind"),
    "visit_stage": F("stage"),
    "inspection_stage": F("parent__stage"),
    "decided": F(f"{_INSPECTION}__decided_on"),
    "announced": F("party_details__announced_on"),
    "opened": F("opened_at"),
    "closed": F("closed_at"),
    "visit_method": F("party_details__method"),
}
_NO_WORDS = Value("", output_field=CharField())
_OF_PAPERS = {
    "case_id": Value(0, output_field=IntegerField()),
    "paper_id": F("pk"),
    "visit_title": F("content"),
    "inspection_title": F("content"),
    "visit_code": F("decision_number"),
    "agency_name": F("agency"),
    "theme_keys": F("themes"),
    "theme_title": F("content"),
    "visit_kind": _NO_WORDS,
    "visit_stage": _NO_WORDS,
    "inspection_stage": _NO_WORDS,
    "decided": F("decided_on"),
    "announced": F("announced_on"),
    "opened": F("entered_at"),
    "closed": Value(None, output_field=DateTimeField()),
    "visit_method": _NO_WORDS,
}


_WORDS = frozenset(
    place
    for place, name in enumerate(("institution_id", *_OF_CASES))
    if name not in ("decided", "announced", "closed")
)


def past_visits(
    institution_ids: Collection[int],
    *,
    before: date,
    excluding_root: int | None = None,
    visible: QuerySet[Case] | None = None,
    department_ids: Collection[int] | None = None,
) -> list[PastVisit]:
    """Visits of these institutions in the last 24 months, newest first, with those on paper, in one statement.

    For a page: only the ``visible`` cases and the paper rows of the reader's departments; a rule sees them all.
    """
    earliest = before - TWENTY_FOUR_MONTHS
    cases = Case.objects.filter(
        kind=InspectedParty.KIND, institution_id__in=institution_ids, opened_at__date__gte=earliest
    )
    papers = PaperInspection.objects.filter(
        institution_id__in=institution_ids, announced_on__gte=earliest, withdrawn_at__isnull=True
    )
    if excluding_root:
        cases = cases.exclude(parent_id=excluding_root)
    if visible is not None:
        cases = cases.filter(pk__in=visible.values("pk"))
    if department_ids is not None:
        papers = papers.filter(department_id__in=department_ids)
    rows: Any = _columns(cases, _OF_CASES).union(_columns(papers, _OF_PAPERS), all=True)
    visits = [_visit(row) for row in rows]
    return sorted(visits, key=lambda visit: (visit.on, visit.opened_at), reverse=True)


def _visit(row: Sequence[Any]) -> PastVisit:
    """A dossier not yet far enough has no theme, no method: no words."""
    told: Any = ("" if cell is None and place in _WORDS else cell for place, cell in enumerate(row))
    return PastVisit(*told)


def _columns(rows: QuerySet[Any], columns: dict[str, Any]) -> Any:
    return rows.order_by().annotate(**columns).values_list("institution_id", *columns)


def past_inspections(
    institution_ids: list[int], *, before: date, excluding_root: int | None = None
) -> dict[int, list[PastInspection]]:
    """The same by institution, as the overlap rule reads it; a paper visit of two themes counts for each."""
    found: dict[int, list[PastInspection]] = {institution_id: [] for institution_id in institution_ids}
    for visit in past_visits(institution_ids, before=before, excluding_root=excluding_root):
        for theme in visit.theme_keys.split() or [""]:
            found[visit.institution_id].append(
                PastInspection(
                    institution_id=visit.institution_id,
                    title=visit.inspection_title,
                    year=(visit.decided_on or local_day(visit.opened_at)).year,
                    decided_on=visit.decided_on,
                    conducted_on=visit.announced_on,
                    content_key=theme,
                    status=visit.status,
                )
            )
    return found


def events_of(case: Case) -> QuerySet[CaseEvent]:
    """What happened in the dossier (for a party: only its own line)."""
    rows = (
        CaseEvent.objects.filter(root_id=case.pk)
        if case.parent_id is None
        else CaseEvent.objects.filter(case_id=case.pk)
    )
    return rows.select_related("by", "document", "case").order_by("-id")
