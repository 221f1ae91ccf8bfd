"""An amending decision at work on the list, and an adjusted plan at work on the items (practice 4; T6)."""

from collections.abc import Sequence
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions.endings import take_off_the_list
from inspections.actions.order_overlap import keep_reviews
from inspections.actions.party_plans import method_of
from inspections.actions.waves import Wave
from inspections.enums import ItemMethod, OrderState
from inspections.kinds import INSPECTED_PARTY
from inspections.models import (
    Answer,
    Case,
    InspectedParty,
    InspectedPartyDetails,
    Order,
    OrderItem,
    OrderParty,
)
from inspections.rules.facts import InspectionFacts


def amend(wave: Wave, facts: InspectionFacts, order: Order, there: Sequence[Case]) -> list[Case]:
    """Scope and period change, units leave or join, the team declares anew (trap 15); who left, as they stood, is given back."""
    details = wave.case.inspection_details
    details.scope = order.scope or details.scope
    details.period_from = order.period_from or details.period_from
    details.period_to = order.period_to or details.period_to
    details.save(update_fields=["scope", "period_from", "period_to"])
    wave.tell(wave.case, "amend", reason=order.reason, document=order.document)
    lines = list(order.lines.select_related("institution"))
    ids = {line.party_id for line in lines if not line.adds}
    told = [party for party in there if party.pk in ids and party.stage != INSPECTED_PARTY.first]
    for party in there:
        if party.pk in ids:
            take_off_the_list(wave, party, reason=order.reason, document=order.document)
    joined = [line for line in lines if line.adds]
    if joined:
        _add_parties(wave, facts, joined, there)
        _ask_team_again(wave, facts)
    return told


def _add_parties(
    wave: Wave, facts: InspectionFacts, lines: Sequence[OrderParty], there: Sequence[Case]
) -> None:
    """New units join at the first stage, with the methods of the approved plan for every item."""
    parties = InspectedParty.objects.bulk_create(
        InspectedParty(
            kind=INSPECTED_PARTY.code,
            code=f"{wave.case.code}.{position}",
            title=wave.case.title,
            department_id=wave.case.department_id,
            institution=line.institution,
            parent=wave.case,
            root=wave.case,
            lead_id=wave.case.lead_id,
            stage=INSPECTED_PARTY.first,
            opened_at=wave.now,
            opened_by=wave.person,
        )
        for position, line in enumerate(lines, start=len(there) + 1)
    )
    methods = _methods_of_plan(there)
    InspectedPartyDetails.objects.bulk_create(
        InspectedPartyDetails(case=party, method=method_of(methods.values())) for party in parties
    )
    Answer.objects.bulk_create(
        Answer(party=party, item_id=item_id, method=method)
        for party in parties
        for item_id, method in methods.items()
    )
    keep_reviews(wave, facts, cast(Sequence[Case], parties), lines)
    for party in parties:
        wave.tell(party, "list_party", after=party.stage)
        wave.moves.append((party, "list_party"))


def _methods_of_plan(there: Sequence[Case]) -> dict[int, str]:
    """What the plan says of each item: as planned for the unit listed first (an adjustment of one unit stays its own)."""
    if not there:
        return {}
    rows = Answer.objects.filter(party=there[0]).exclude(method="")
    changed = OrderItem.objects.filter(answer__party=there[0], order__state=OrderState.IN_FORCE)
    adjusted = set(changed.values_list("answer_id", flat=True))
    return {row.item_id: ItemMethod.ONLINE if row.pk in adjusted else row.method for row in rows}


def _ask_team_again(wave: Wave, facts: InspectionFacts) -> None:
    for member in facts.team:
        if member.user_id is not None:
            ask_to_declare(wave, member.user_id)


def ask_to_declare(wave: Wave, user_id: int) -> None:
    """One member is asked to declare conflicts for the list as it is now (Điều 12 khoản 2)."""
    wave.turns.open(
        wave.case,
        verb="declare_conflicts",
        label=noop("Kê khai xung đột lợi ích"),
        why=noop(
            "Thành phần Đoàn hoặc danh sách đơn vị đã thay đổi; mỗi thành viên tự kê khai lại (Đ.12.2)."
        ),
        person_id=user_id,
    )


def change_method(wave: Wave, facts: InspectionFacts, order: Order, on: object) -> None:
    """T6: the items named are to be seen on site; the party's method falls with them, never rises (trap 16, 18)."""
    assert order.party is not None
    ids = list(order.items.values_list("answer_id", flat=True))
    Answer.objects.filter(pk__in=ids, party=order.party).update(method=ItemMethod.ON_SITE)
    methods = list(Answer.objects.filter(party=order.party).values_list("method", flat=True))
    InspectedPartyDetails.objects.filter(case=order.party).update(method=method_of(methods))
    detail = _("%(n)s nội dung chuyển sang kiểm tra trực tiếp.") % {"n": len(ids)}
    wave.tell(order.party, "change_method", reason=order.reason, document=order.document, detail=detail)
