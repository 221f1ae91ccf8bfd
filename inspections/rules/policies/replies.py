"""Who enters what an institution answered on paper: never as the institution's own act (practice.md 5)."""

from inspections.rules.facts import PartyFacts
from inspections.rules.policies.correspondence import refusal_to_register_incoming
from inspections.rules.policies.party import refusal_to_conduct
from inspections.rules.roles import Actor


def refusal_to_enter_paper_answer(by: Actor, facts: PartyFacts) -> str | None:
    """The team, and whoever keeps the book of incoming papers of the department."""
    if refusal_to_conduct(by, facts) is None:
        return None
    return refusal_to_register_incoming(by, facts.department_id)
