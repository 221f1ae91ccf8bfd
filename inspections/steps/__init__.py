"""The table of deeds; ``STEPS[kind][verb]`` and ``offers`` are all that pages need to know."""

from inspections.steps.base import Offer, Step, offers, step_for
from inspections.steps.closing import INSPECTION_CLOSING_STEPS
from inspections.steps.correspondence import INSPECTION_DISPATCH_STEPS, PARTY_DISPATCH_STEPS
from inspections.steps.evidence import PARTY_EVIDENCE_STEPS
from inspections.steps.follow_up import PARTY_FOLLOW_UP_STEPS
from inspections.steps.inspection import INSPECTION_STEPS
from inspections.steps.minutes import PARTY_MINUTES_STEPS
from inspections.steps.orders import INSPECTION_ORDER_STEPS, PARTY_ORDER_STEPS
from inspections.steps.papers import INSPECTION_PAPER_STEPS, PARTY_PAPER_STEPS
from inspections.steps.party import PARTY_STEPS
from inspections.steps.records import INSPECTION_RECORD_STEPS, PARTY_RECORD_STEPS
from inspections.steps.remedies import PARTY_REMEDY_STEPS
from inspections.steps.replies import PARTY_REPLY_STEPS
from inspections.steps.result_papers import INSPECTION_RESULT_PAPER_STEPS, PARTY_RESULT_PAPER_STEPS
from inspections.steps.results import INSPECTION_RESULT_STEPS
from inspections.steps.sheets import INSPECTION_SHEET_STEPS, PARTY_SHEET_STEPS

STEPS: dict[str, dict[str, Step]] = {
    "inspection": {
        step.verb: step
        for step in [
            *INSPECTION_STEPS,
            *INSPECTION_ORDER_STEPS,
            *INSPECTION_RECORD_STEPS,
            *INSPECTION_SHEET_STEPS,
            *INSPECTION_PAPER_STEPS,
            *INSPECTION_DISPATCH_STEPS,
            *INSPECTION_CLOSING_STEPS,
            *INSPECTION_RESULT_STEPS,
            *INSPECTION_RESULT_PAPER_STEPS,
        ]
    },
    "inspected_party": {
        step.verb: step
        for step in [
            *PARTY_STEPS,
            *PARTY_MINUTES_STEPS,
            *PARTY_REPLY_STEPS,
            *PARTY_ORDER_STEPS,
            *PARTY_RECORD_STEPS,
            *PARTY_EVIDENCE_STEPS,
            *PARTY_SHEET_STEPS,
            *PARTY_PAPER_STEPS,
            *PARTY_DISPATCH_STEPS,
            *PARTY_RESULT_PAPER_STEPS,
            *PARTY_REMEDY_STEPS,
            *PARTY_FOLLOW_UP_STEPS,
        ]
    },
}

__all__ = ["STEPS", "Offer", "Step", "offers", "step_for"]
