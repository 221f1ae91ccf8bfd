"""Institutions under management on a day with the last day they were inspected: one statement for any number."""

from datetime import date

from django.db.models import OuterRef, Q, Subquery

from inspections.enums import CountState
from inspections.models import Institution, LedgerLine
from inspections.rules.coverage import Place


def places_on(department_id: int, day: date) -> list[Place]:
    """Who is under management on the day, in the order of names; the area as it stands today."""
    under = (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (
        Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    )
    lines = LedgerLine.objects.filter(
        department_id=department_id,
        institution_id=OuterRef("pk"),
        state=CountState.COUNTED,
        counted_on__lte=day,
    )
    rows = Institution.objects.filter(under, department_id=department_id).annotate(
        last_on=Subquery(lines.order_by("-counted_on").values("counted_on")[:1])
    )
    columns = ("pk", "name", "code", "kind", "legal_form", "commune", "province", "latitude", "longitude")
    return [
        Place(
            pk=row["pk"],
            name=row["name"],
            code=row["code"],
            kind=row["kind"],
            legal_form=row["legal_form"],
            area=row["commune"] or row["province"],
            mapped=row["latitude"] is not None and row["longitude"] is not None,
            last_on=row["last_on"],
        )
        for row in rows.order_by("sort_name", "pk").values(*columns, "last_on")
    ]
