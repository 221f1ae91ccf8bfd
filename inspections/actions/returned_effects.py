"""What follows when a returned paper of a kind is issued: the same transitions as if it had been signed here."""

from collections.abc import Callable, Mapping
from datetime import date

from inspections.actions import decision, orders
from inspections.actions.corrections import settle_replacement
from inspections.actions.results_issue import report_is_signed, take_returned_result
from inspections.actions.waves import Wave
from inspections.enums import DocumentKind, OrderKind
from inspections.models import Document, InformationRequest, User
from inspections.queries.people import capacity_on
from inspections.queries.result_papers import RESULT_PAPERS
from inspections.rules.facts import Facts, InspectionFacts
from inspections.rules.policies import inspection as inspection_policies
from inspections.rules.policies import orders as order_policies
from inspections.rules.policies import result_papers as result_policies
from inspections.rules.roles import Actor

ORDER_KINDS = frozenset(OrderKind.values)
VERBS: Mapping[str, str] = {
    DocumentKind.DECISION: "issue_decision",
    DocumentKind.CONDUCT_PLAN: "approve_conduct_plan",
}
Effect = Callable[[Wave, Facts, Document, User, date], None]


def _decision(wave: Wave, facts: Facts, document: Document, signer: User, on: date) -> None:
    """Row 4, both deeds in one: signed by the competent person, numbered and issued by the agency."""
    assert isinstance(facts, InspectionFacts)
    details = wave.case.inspection_details
    details.issuer, details.issuer_capacity = signer, capacity_on(signer.pk, wave.case.department_id, on)
    details.save(update_fields=["issuer", "issuer_capacity"])
    wave.turns.close(wave.case, "sign_decision", "issue_decision")
    decision.put_in_force(wave, document, on)


def _conduct_plan(wave: Wave, facts: Facts, document: Document, signer: User, on: date) -> None:
    """Row 6: the issuer approved the plan outside."""
    wave.turns.close(wave.case, "approve_conduct_plan")
    decision.plan_approved(wave, document)


def _order(wave: Wave, facts: Facts, document: Document, signer: User, on: date) -> None:
    """Rows 9-12, 14, T6, T14: an intervention is in force from its issue."""
    assert isinstance(facts, InspectionFacts)
    orders.put_returned_in_force(wave, facts, document, signer=signer, on=on)


EFFECTS: Mapping[str, Effect] = {
    DocumentKind.DECISION: _decision,
    DocumentKind.CONDUCT_PLAN: _conduct_plan,
    **dict.fromkeys(ORDER_KINDS, _order),
    **dict.fromkeys(RESULT_PAPERS, take_returned_result),
}


def refusal_outside(kind: str, signer: Actor, facts: Facts) -> str | None:
    """What the law asks of the person on the file, as if he signed here."""
    if kind in RESULT_PAPERS:
        return result_policies.refusal_to_sign_result(signer, facts)
    if not isinstance(facts, InspectionFacts):
        return None
    if kind == DocumentKind.DECISION:
        return inspection_policies.refusal_to_sign_decision(signer, facts)
    if kind == DocumentKind.CONDUCT_PLAN:
        return inspection_policies.refusal_to_approve_conduct_plan(signer, facts)
    return order_policies.refusal_to_sign_order(signer, facts) if kind in ORDER_KINDS else None


def settle_paper(wave: Wave, document: Document) -> None:
    """A paper that takes another's place ends the other once it is issued; its turns are done."""
    wave.turns.close(wave.case, "sign_paper", "issue_paper", subject=document.pk)
    if document.kind == DocumentKind.RESULT_REPORT:
        report_is_signed(wave, document)
    if document.replaces_id is not None:
        settle_replacement(document.replaces_id)
        InformationRequest.objects.filter(document_id=document.replaces_id).update(document=document)
