"""What the system knows of the days and numbers of a list, in a bounded number of statements."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet

from inspections.models import (
    Case,
    Institution,
    LedgerLine,
    PaperInspection,
    Reconciliation,
    ReconciliationRow,
    SiteVisit,
)
from inspections.queries.people import local_day
from inspections.rules.past import number_key
from inspections.rules.reconciliation import Standing

AROUND = timedelta(days=60)


def decisions(department_id: int, first: date, last: date) -> list[Standing]:
    """Decisions of inspections by number and day, digital and paper."""
    rows = Case.objects.roots().filter(
        department_id=department_id, inspection_details__decided_on__range=(first, last)
    )
    digital = rows.values_list(
        "code", "inspection_details__decision_number", "inspection_details__decided_on"
    )
    papers = PaperInspection.objects.filter(
        department_id=department_id, decided_on__range=(first, last), withdrawn_at__isnull=True
    ).values_list("decision_number", "number_key", "decided_on")
    found = [
        Standing(code, day, day, number_key=number_key(number))
        for code, number, day in digital
        if number and day
    ]
    return found + [Standing(number, day, day, number_key=key) for number, key, day in papers]


def visits(department_id: int, first: date, last: date) -> list[Standing]:
    """Days on which somebody is recorded at an institution, and lượt under way beside them."""
    rows = SiteVisit.objects.filter(
        party__department_id=department_id,
        withdrawn_at__isnull=True,
        starts_at__date__lte=last,
        ends_at__date__gte=first,
    ).values_list("party__code", "starts_at", "ends_at", "party__institution_id")
    found = [
        Standing(code, local_day(starts), local_day(ends), institution_id=unit)
        for code, starts, ends, unit in rows
    ]
    papers = PaperInspection.objects.filter(
        department_id=department_id,
        withdrawn_at__isnull=True,
        announced_on__range=(first - AROUND, last),
    ).values_list("decision_number", "announced_on", "minutes_on", "institution_id")
    found += [
        Standing(number, begun, ended or begun, institution_id=unit) for number, begun, ended, unit in papers
    ]
    return found + _under_way(department_id, first, last)


def _under_way(department_id: int, first: date, last: date) -> list[Standing]:
    rows = LedgerLine.objects.filter(
        department_id=department_id,
        party__party_details__announced_on__isnull=False,
        party__party_details__announced_on__lte=last,
    ).filter(Q(counted_on__isnull=True) | Q(counted_on__gte=first))
    columns = rows.annotate(begun=F("party__party_details__announced_on")).values_list(
        "party__code", "begun", "counted_on", "institution_id", "pk"
    )
    return [
        Standing(code, begun, ended or last, institution_id=unit, line_id=pk, is_visit=False)
        for code, begun, ended, unit, pk in columns
    ]


def lists_of(department_id: int) -> QuerySet[Reconciliation]:
    """What was compared, the newest first, with how many rows wait for a decision."""
    open_rows = Count("rows", filter=Q(rows__found="", rows__verdict=""))
    rows = Reconciliation.objects.filter(department_id=department_id).select_related("uploaded_by")
    return rows.annotate(row_count=Count("rows"), open_count=open_rows).order_by("-id")


def rows_of(one: Reconciliation) -> QuerySet[ReconciliationRow]:
    """The rows, those that wait first."""
    rows = one.rows.select_related("institution", "near__party", "paper", "decided_by")
    return rows.annotate(waits=Q(found="", verdict="")).order_by("-waits", "row")


def row_for(department_ids: Collection[int], pk: int) -> ReconciliationRow | None:
    """One row; None for a stranger's."""
    rows = ReconciliationRow.objects.filter(reconciliation__department_id__in=department_ids, pk=pk)
    return rows.select_related("reconciliation__department", "institution", "near").first()


def not_listed(one: Reconciliation) -> list[Standing]:
    """Decisions of the system within the days of a register that the register does not name."""
    days = list(one.rows.values_list("first", flat=True))
    if not days:
        return []
    known = {number_key(reference) for reference in one.rows.values_list("reference", flat=True)}
    return [row for row in decisions(one.department_id, min(days), max(days)) if row.number_key not in known]


def institutions_of(department_id: int) -> QuerySet[Institution]:
    """To choose from."""
    return Institution.objects.filter(department_id=department_id).order_by("sort_name")
