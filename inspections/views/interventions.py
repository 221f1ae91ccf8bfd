"""Interventions on the case page: what stands (paused, extended, ended), the papers, and what may be done with each."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.enums import OrderKind, OrderState, TerminationCause
from inspections.models import Case, InspectedPartyDetails
from inspections.queries.deadlines import inspection_details_of
from inspections.rules.facts import OrderFact
from inspections.rules.numbering import format_number
from inspections.rules.roles import Actor
from inspections.steps import STEPS
from inspections.views.links import deed_url

WAITS = {OrderState.DRAFTED: "sign_order", OrderState.SIGNED: "issue_order"}


def notices(case: Case) -> list[str]:
    """Full sentences at the head of the case: nobody has to look for what has changed the inspection."""
    details = inspection_details_of(case)
    found = []
    if details.paused_on:
        text = _(
            "Tạm dừng từ ngày %(day)s: hồ sơ của các đơn vị chỉ xem được cho đến khi có quyết định tiếp tục."
        )
        found.append(text % {"day": f"{details.paused_on:%d/%m/%Y}"})
    if details.extension_days and details.limit_end_on:
        text = _("Đã gia hạn %(days)s ngày: thời hạn kiểm tra đến hết ngày %(end)s.")
        found.append(text % {"days": details.extension_days, "end": f"{details.limit_end_on:%d/%m/%Y}"})
    own = case.party_details if case.parent_id else details
    if own.terminated_cause:
        cause = TerminationCause(own.terminated_cause).label
        text = _("Đã đình chỉ: %(cause)s. Lý do: %(reason)s")
        found.append(text % {"cause": cause, "reason": own.terminated_reason})
    if case.parent_id:
        found += _how_minutes_were_signed(own)
    if details.revoked_reason:
        found.append(
            _("Quyết định kiểm tra đã bãi bỏ. Lý do: %(reason)s") % {"reason": details.revoked_reason}
        )
    return found


def _how_minutes_were_signed(party: InspectedPartyDetails) -> list[str]:
    """A refusal and a late signature stand in sight, with their reasons (practice 1, 4)."""
    found, day = [], f"{party.minutes_signed_on:%d/%m/%Y}" if party.minutes_signed_on else ""
    if party.signing_refused:
        text = _("Đơn vị không ký biên bản; có người xác nhận ngày %(day)s. Lý do: %(reason)s")
        if party.invited_not_signed:
            text = _("Đã mời ký, đơn vị không ký biên bản; có người xác nhận ngày %(day)s. Lý do: %(reason)s")
        found.append(text % {"day": day, "reason": party.refusal_reason})
    if party.signed_late:
        text = _("Biên bản ký ngày %(day)s, sau thời hạn kiểm tra. Lý do: %(reason)s")
        found.append(text % {"day": day, "reason": party.late_reason})
    return found


def order_rows(case: Case, known: Any, who: Actor) -> list[dict[str, Any]]:
    """Papers of the interventions in this inspection, with what this person may do with each that is open."""
    return [_row(case, known, who, order) for order in reversed(getattr(known, "orders", ()))]


def _row(case: Case, known: Any, who: Actor, order: OrderFact) -> dict[str, Any]:
    number = format_number(order.number, order.symbol) if order.number else ""
    return {
        "label": OrderKind(order.kind).label,
        "state_label": OrderState(order.state).label,
        "done": order.state == OrderState.IN_FORCE,
        "number": number,
        "document_url": reverse("document", args=[case.pk, order.document_id]) if order.rendered else "",
        "deeds": _deeds(case, known, who, order),
    }


def _deeds(case: Case, known: Any, who: Actor, order: OrderFact) -> list[dict[str, str]]:
    if order.state not in WAITS:
        return []
    found = []
    for verb in (WAITS[OrderState(order.state)], "drop_order"):
        step = STEPS[case.kind].get(verb)
        if step is None or case.stage not in step.stages or step.permission not in who.permissions:
            continue
        if step.refusal(who, known) is None and not (verb == "sign_order" and order.signer_id != who.user_id):
            url = deed_url(case.pk, case.kind, verb, order.order_id)
            found.append({"label": str(step.label), "url": url})
    return found
