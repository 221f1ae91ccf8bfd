"""One institution at a glance: visits by year and class, findings, what it still mends, what it had to hand in."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, ExtractYear

from inspections.enums import CountState, LuotClass, Side
from inspections.models import (
    EvidenceFile,
    Finding,
    InformationRequest,
    Institution,
    LedgerLine,
    RemedyItem,
)


@dataclass(frozen=True)
class Profile:
    """Counts over the whole record, and the counted lượt of each year by class."""

    findings: int
    asked: int
    requests: int
    files: int
    by_year: dict[int, dict[LuotClass, int]] = field(default_factory=dict)

    @property
    def visits(self) -> int:
        """Every counted lượt."""
        return sum(sum(row.values()) for row in self.by_year.values())


def _n(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def profile_of(institution_id: int) -> Profile:
    """In two statements."""
    me = OuterRef("pk")
    row = (
        Institution.objects.filter(pk=institution_id)
        .annotate(
            findings=_n(Finding.objects.filter(party__institution_id=me), "party__institution_id"),
            asked=_n(
                RemedyItem.objects.filter(
                    request__party__institution_id=me, request__issued_at__isnull=False
                ),
                "request__party__institution_id",
            ),
            requests=_n(InformationRequest.objects.filter(party__institution_id=me), "party__institution_id"),
            files=_n(
                EvidenceFile.objects.filter(case__institution_id=me, side=Side.INSTITUTION),
                "case__institution_id",
            ),
        )
        .values("findings", "asked", "requests", "files")
        .get()
    )
    years: dict[int, dict[LuotClass, int]] = {}
    lines = LedgerLine.objects.filter(institution_id=institution_id, state=CountState.COUNTED).order_by()
    for year, value, n in (
        lines.annotate(year=ExtractYear("counted_on"))
        .values("year", "class_value")
        .annotate(n=Count("pk"))
        .values_list("year", "class_value", "n")
    ):
        years.setdefault(year, {})[LuotClass(value)] = n
    return Profile(**row, by_year=dict(sorted(years.items(), reverse=True)))
