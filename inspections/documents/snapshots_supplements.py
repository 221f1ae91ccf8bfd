"""What the supplementary minutes say: they correct signed minutes by naming them, and change nothing in them (12.1.3)."""

from typing import TypedDict

from .snapshots import (
    DecisionReference,
    DocumentSnapshot,
    OpinionSnapshot,
    PartySnapshot,
    PersonSnapshot,
    RefusalSnapshot,
    RepresentativeSnapshot,
)


class MinutesReference(TypedDict):
    """The signed minutes that are supplemented."""

    number: str  # "1"
    symbol: str  # "BB-ĐKT"
    signed_on: str  # date


class SupplementSnapshot(DocumentSnapshot):
    """The supplementary minutes of one party."""

    decision: DecisionReference
    party: PartySnapshot
    minutes: MinutesReference
    sequence: int
    opened_at: str  # moment
    venue: str
    team: list[PersonSnapshot]
    representative: RepresentativeSnapshot
    reason: str
    corrections: list[str]  # one a line
    opinion: OpinionSnapshot
    copies: int
    refusal: RefusalSnapshot | None
