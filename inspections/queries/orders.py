"""The limit as an intervention would move it, who would sign, and the interventions of a dossier."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from inspections.enums import (
    KEPT_FROM_UNITS,
    TOLD_ONCE_ISSUED,
    DocumentKind,
    DocumentState,
    OrderState,
)
from inspections.models import (
    Capacity,
    Case,
    CaseRule,
    InspectionDetails,
    InspectionPause,
    Membership,
    Rule,
)
from inspections.queries.deadlines import inspection_limit, work_calendar
from inspections.queries.facts import CLASS_EXTENSION
from inspections.queries.people import capacity_on, valid_on
from inspections.rules.deadlines import Deadline
from inspections.rules.roles import Role
from inspections.rules.working_days import WorkCalendar

PAUSE_RULE, EXTENSION_RULE = "inspection.pause_stops_clock", "inspection.extension_max"
OPEN = (OrderState.DRAFTED, OrderState.SIGNED)
# A report that the institution printed to sign and has not handed in is its own alone (practice.md 5).
HELD_BY_INSTITUTION = Q(
    kind__in=[DocumentKind.OUTLINE_REPORT, DocumentKind.REMEDY_REPORT], state=DocumentState.FOR_SIGNATURE
)


@dataclass(frozen=True)
class Clock:
    """What a pause does to the limit, and which rule says so (domain 14, rule 7)."""

    stops: bool
    source: str


def pause_clock(case: Case, on: date) -> Clock:
    """The rule as frozen onto the dossier, else as it stands on the day; by default a pause stops the clock."""
    found: CaseRule | Rule | None = CaseRule.objects.filter(case_id=case.root_case_id, key=PAUSE_RULE).first()
    found = found or Rule.objects.filter(valid_on(on), key=PAUSE_RULE).order_by("-valid_from").first()
    return Clock(found.value == "true", found.source) if found else Clock(True, "")


def ended_pauses(case: Case) -> list[InspectionPause]:
    """The pauses that are over, in their order."""
    rows = InspectionPause.objects.filter(case_id=case.root_case_id, until_on__isnull=False)
    return list(rows.order_by("from_on"))


def standing_pause(case: Case) -> InspectionPause | None:
    """The pause that goes on."""
    rows = InspectionPause.objects.filter(case_id=case.root_case_id, ended_by__isnull=True)
    return rows.select_related("order__document").first()


def limit_with(
    details: InspectionDetails,
    pauses: Sequence[InspectionPause],
    *,
    stops_clock: bool,
    extension_days: int | None = None,
    calendar: WorkCalendar | None = None,
) -> Deadline:
    """The limit counted anew with these pauses and this extension; nothing is saved."""
    assert details.announced_on is not None
    counted = InspectionDetails(
        announced_on=details.announced_on,
        limit_days=details.limit_days,
        day_unit=details.day_unit,
        extension_days=details.extension_days if extension_days is None else extension_days,
    )
    calendar = calendar or work_calendar(details.announced_on)
    return inspection_limit(counted, pauses, calendar, pause_stops_clock=stops_clock)


def extended_ends(case: Case, on: date) -> dict[int, date]:
    """For each number of days that the one extension may have: the new end of the limit."""
    details = case.inspection_details
    if details.announced_on is None:
        return {}
    pauses, clock, calendar = (
        ended_pauses(case),
        pause_clock(case, on),
        work_calendar(details.announced_on),
    )
    return {
        days: limit_with(
            details, pauses, stops_clock=clock.stops, extension_days=days, calendar=calendar
        ).end_on
        for days in range(1, extension_max(case, on) + 1)
    }


def extension_max(case: Case, on: date) -> int:
    """The most days of an extension, as frozen onto the dossier, else as the rule stands (Điều 13 khoản 2)."""
    frozen = CaseRule.objects.filter(case_id=case.root_case_id, key=EXTENSION_RULE).values_list(
        "value", flat=True
    )
    valid = Rule.objects.filter(valid_on(on), key=EXTENSION_RULE).order_by("-valid_from")
    found = frozen.first() or valid.values_list("value", flat=True).first()
    return int(found or CLASS_EXTENSION)


def ended_before(pause: InspectionPause, again_on: date) -> InspectionPause:
    """A pause as it will stand when the work goes on that day."""
    return InspectionPause(
        case_id=pause.case_id,
        from_on=pause.from_on,
        until_on=again_on - timedelta(days=1),
        reason=pause.reason,
        order_id=pause.order_id,
    )


def signer_by_default(case: Case, on: date) -> Capacity | None:
    """Who ordered the inspection, in the capacity of the day; else whoever signs that day, never the lead."""
    issuer_id = case.inspection_details.issuer_id
    found = capacity_on(issuer_id, case.department_id, on) if issuer_id else None
    return found or signers(case, on).first()


def signers(case: Case, on: date) -> QuerySet[Capacity]:
    """Who may sign for the agency on the day; never the lead of the team concerned."""
    rows = Capacity.objects.filter(valid_on(on), department_id=case.department_id)
    if case.lead_id is not None:
        rows = rows.exclude(user_id=case.lead_id)
    return rows.select_related("user").order_by("id")


def shown_to_institution(party: Case) -> Q:
    """Papers that an inspected unit may read: its own and those issued to all, never the plan, never another unit's."""
    concerning = Q(order__isnull=True) | Q(order__party__isnull=True) | Q(order__party=party)
    issued = Q(case=party) | Q(case_id=party.parent_id, state=DocumentState.ISSUED)
    early = Q(kind__in=TOLD_ONCE_ISSUED) & ~Q(state=DocumentState.ISSUED)
    return issued & concerning & ~Q(kind__in=KEPT_FROM_UNITS) & ~early


def institution_posts(institution_ids: Iterable[int], on: date) -> QuerySet[Membership]:
    """Who represents these institutions or works for them on the day."""
    roles = (Role.INSTITUTION_HEAD, Role.INSTITUTION_CLERK)
    rows = Membership.objects.filter(valid_on(on), institution_id__in=list(institution_ids), role__in=roles)
    return rows.filter(user__is_active=True).select_related("user").order_by("id")
