"""What is already known of an institution, and what happened in a case."""

from datetime import date, timedelta

from django.db.models import QuerySet

from inspections.models import Case, CaseEvent, InspectedParty
from inspections.rules.overlap import PastInspection, PastStatus

TWENTY_FOUR_MONTHS = timedelta(days=731)


def past_parties(
    institution_ids: list[int], *, before: date, excluding_root: int | None = None
) -> QuerySet[Case]:
    """Inspections of these institutions in the last 24 months, newest first."""
    rows = Case.objects.filter(
        kind=InspectedParty.KIND,
        institution_id__in=institution_ids,
        opened_at__date__gte=before - TWENTY_FOUR_MONTHS,
    )
    if excluding_root:
        rows = rows.exclude(parent_id=excluding_root)
    related = ("parent__inspection_details__checklist_version__checklist", "party_details", "institution")
    return rows.select_related(*related).order_by("-opened_at")


def _status_of(party: Case) -> PastStatus:
    assert party.parent is not None
    if party.stage == "withdrawn" or party.parent.stage == "not_pursued":
        return PastStatus.CANCELLED
    if party.stage == "minutes_signed":
        return PastStatus.DONE
    decided = party.parent.inspection_details.decided_on is not None
    return PastStatus.OPEN if decided else PastStatus.PLANNED


def past_inspections(
    institution_ids: list[int], *, before: date, excluding_root: int | None = None
) -> dict[int, list[PastInspection]]:
    """The same by institution, as the overlap rule reads it."""
    found: dict[int, list[PastInspection]] = {institution_id: [] for institution_id in institution_ids}
    for party in past_parties(institution_ids, before=before, excluding_root=excluding_root):
        assert party.parent is not None and party.institution_id is not None
        details = party.parent.inspection_details
        version = details.checklist_version
        found[party.institution_id].append(
            PastInspection(
                institution_id=party.institution_id,
                title=party.parent.title,
                year=(details.decided_on or party.opened_at.date()).year,
                decided_on=details.decided_on,
                conducted_on=party.party_details.announced_on,
                content_key=version.checklist.theme_key if version else "",
                status=_status_of(party),
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
