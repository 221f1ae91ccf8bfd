"""The conduct plan unit by unit: days, method of every item, and the reason for seeing an exempt business (Điều 4, 14)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from inspections.actions.waves import Wave
from inspections.enums import ItemMethod, Method
from inspections.models import Answer, ChecklistItem, InspectedPartyDetails
from inspections.models.inputs import ALL_ON_SITE, ALL_REMOTE, PartyPlan
from inspections.rules.facts import InspectionFacts
from inspections.rules.guards import inspection as guards
from inspections.rules.overlap import BUSINESS_FORMS


def method_of(methods: Iterable[str]) -> str:
    """Online if every item is remote, on site if none is, else mixed; nothing while no plan names a method."""
    found = set(methods)
    if not found:
        return ""
    if found == {ItemMethod.ONLINE}:
        return Method.ONLINE
    return Method.ON_SITE if found == {ItemMethod.ON_SITE} else Method.MIXED


def methods_for(plan: PartyPlan, item_methods: Mapping[int, str]) -> dict[int, str]:
    """The method of each item for one unit: as the list says, or one way for all."""
    if plan.way == ALL_REMOTE:
        return dict.fromkeys(item_methods, str(ItemMethod.ONLINE))
    if plan.way == ALL_ON_SITE:
        return dict.fromkeys(item_methods, str(ItemMethod.ON_SITE))
    return dict(item_methods)


def write_party_plans(
    wave: Wave,
    facts: InspectionFacts,
    item_methods: Mapping[int, str],
    plans: Mapping[int, PartyPlan],
    starts_on: date,
    ends_on: date,
) -> str:
    """Judge and keep every unit's part of the plan; returns the method of the whole."""
    details: list[InspectedPartyDetails] = []
    bound = _bound_to_be_seen(item_methods) if _anybody_all_remote(plans) else {}
    methods: dict[int, dict[int, str]] = {}
    objections = []
    for party in facts.parties:
        plan = plans.get(party.party_id, PartyPlan())
        methods[party.party_id] = methods_for(plan, item_methods)
        days = (plan.starts_on or starts_on, plan.ends_on or ends_on)
        if plan.way == ALL_REMOTE:
            objections += guards.all_remote_objections(party.name, bound.values())
        objections += guards.party_plan_objections(
            party.name,
            days=days,
            plan_days=(starts_on, ends_on),
            sees_on_site=ItemMethod.ON_SITE in methods[party.party_id].values(),
            exempt=party.exempt_from_visits and party.legal_form in BUSINESS_FORMS,
            exemption_note=plan.exemption_note,
        )
        details.append(
            InspectedPartyDetails(
                case_id=party.party_id,
                starts_on=plan.starts_on,
                ends_on=plan.ends_on,
                exemption_note=plan.exemption_note.strip(),
                method=method_of(methods[party.party_id].values()),
            )
        )
    wave.demand(objections)
    _write(details, methods)
    return method_of(method for of_party in methods.values() for method in of_party.values())


def _anybody_all_remote(plans: Mapping[int, PartyPlan]) -> bool:
    return any(plan.way == ALL_REMOTE for plan in plans.values())


def _bound_to_be_seen(item_ids: Collection[int]) -> dict[int, str]:
    rows = ChecklistItem.objects.filter(pk__in=item_ids, on_site_only=True)
    return dict(rows.values_list("pk", "code"))


def _write(details: Iterable[InspectedPartyDetails], methods: Mapping[int, Mapping[int, str]]) -> None:
    InspectedPartyDetails.objects.bulk_create(
        details,
        update_conflicts=True,
        unique_fields=["case"],
        update_fields=["starts_on", "ends_on", "exemption_note", "method"],
    )
    Answer.objects.bulk_create(
        [
            Answer(party_id=party_id, item_id=item_id, method=method)
            for party_id, of_party in methods.items()
            for item_id, method in of_party.items()
        ],
        update_conflicts=True,
        unique_fields=["party", "item"],
        update_fields=["method"],
    )
