"""The register of past paper inspections: what is known before one is recorded, lists and counts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear

from inspections.models import AgencyProfile, Case, Checklist, InspectedParty, Institution, PaperInspection
from inspections.queries.people import local_day, valid_on
from inspections.rules.past import Known, number_key, shown
from inspections.rules.past_import import Register, VisitKey
from inspections.rules.past_rows import ReadSheet

RECENT = 200
MOST_SUGGESTED = 20
MOST_LISTED = 500


@dataclass(frozen=True)
class YearCount:
    """What the register holds of one year of announcement."""

    year: int
    visits: int
    with_minutes: int
    institutions: int


@dataclass(frozen=True)
class Suggested:
    """What was typed lately, so that it need not be typed again."""

    agencies: list[str]
    leads: list[str]
    places: list[str]


def known_institutions(department_id: int) -> list[Known]:
    """Institutions of the department by code and name."""
    rows = Institution.objects.filter(department_id=department_id)
    return [Known(*row) for row in rows.values_list("pk", "code", "name", "valid_until")]


def register_for(department_id: int, days: Collection[date]) -> Register:
    """Institutions, themes and everything already recorded under decisions of these days, in four statements."""
    recorded: dict[VisitKey, str] = {}
    if days:
        between = (min(days), max(days))
        recorded = _digital(department_id, between) | _on_paper(department_id, between)
    return Register(
        institutions=known_institutions(department_id),
        recorded=recorded,
        theme_keys=list(Checklist.objects.order_by().values_list("theme_key", flat=True).distinct()),
    )


def register_of_sheet(department_id: int, sheet: ReadSheet) -> Register:
    """What a sheet is compared with."""
    return register_for(department_id, {row.facts.decided_on for row in sheet.rows})


def _on_paper(department_id: int, between: tuple[date, date]) -> dict[VisitKey, str]:
    rows = PaperInspection.objects.filter(
        department_id=department_id, withdrawn_at__isnull=True, decided_on__range=between
    ).order_by()
    columns = ("number_key", "decided_on", "institution_id", "entered_at")
    return {
        (key, decided_on, institution_id): f"ghi ngày {shown(local_day(entered_at))}"
        for key, decided_on, institution_id, entered_at in rows.values_list(*columns)
    }


def _digital(department_id: int, between: tuple[date, date]) -> dict[VisitKey, str]:
    """An inspection that ran in the system is no paper inspection."""
    rows = Case.objects.filter(
        kind=InspectedParty.KIND,
        department_id=department_id,
        parent__inspection_details__decided_on__range=between,
        parent__inspection_details__decision_number__isnull=False,
    ).order_by()
    columns = (
        "parent__inspection_details__decision_number",
        "parent__inspection_details__decided_on",
        "institution_id",
        "code",
    )
    return {
        (number_key(number), decided_on, institution_id): f"hồ sơ {code}"
        for number, decided_on, institution_id, code in rows.values_list(*columns)
    }


def last_on_paper() -> QuerySet[PaperInspection, date]:
    """The last announcement on paper, beside a row of an institution."""
    rows = PaperInspection.objects.filter(institution_id=OuterRef("pk"), withdrawn_at__isnull=True)
    return rows.order_by("-announced_on").values_list("announced_on", flat=True)[:1]


def papers(department_ids: Collection[int]) -> QuerySet[PaperInspection]:
    """Rows of the register that people of these departments may read."""
    return PaperInspection.objects.filter(department_id__in=department_ids)


def narrowed(
    rows: QuerySet[PaperInspection], *, year: int | None, institution_ids: list[int] | None, ground: str
) -> QuerySet[PaperInspection]:
    """The list by year of announcement, institution and ground."""
    if year:
        rows = rows.filter(announced_on__year=year)
    if institution_ids is not None:
        rows = rows.filter(institution_id__in=institution_ids)
    return rows.filter(ground=ground) if ground else rows


def counts_by_year(department_ids: Collection[int]) -> list[YearCount]:
    """How many visits of each year the register holds; withdrawn rows count nowhere. One statement."""
    rows = (
        papers(department_ids)
        .filter(withdrawn_at__isnull=True)
        .order_by()
        .annotate(year=ExtractYear("announced_on"))
        .values("year")
        .annotate(
            visits=Count("pk"),
            with_minutes=Count("pk", filter=Q(minutes_on__isnull=False)),
            institutions=Count("institution_id", distinct=True),
        )
        .order_by("-year")
    )
    return [YearCount(**row) for row in rows]


def suggested(department_id: int) -> Suggested:
    """Agencies, leads and places of the rows entered last, each once, newest first."""
    rows: list[tuple[Any, ...]] = list(
        PaperInspection.objects.filter(department_id=department_id, withdrawn_at__isnull=True)
        .order_by("-entered_at", "-id")
        .values_list("agency", "lead_name", "kept_at")[:RECENT]
    )
    lists = [list(dict.fromkeys(column))[:MOST_SUGGESTED] for column in zip(*rows, strict=True)]
    return Suggested(*(lists or [[], [], []]))


def agency_name_on(day: date) -> str:
    """The agency's name on a day (Nghị định 30/2020/NĐ-CP Điều 8), or nothing when it is not told."""
    rows = AgencyProfile.objects.filter(valid_on(day)).order_by("-valid_from")
    return rows.values_list("name", flat=True).first() or ""
