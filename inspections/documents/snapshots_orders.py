"""What the papers say that intervene in an inspection (Decree 217/2025, Đ.7.2đ, Đ.12, Đ.13; documents no. 11).

Each names the decision it touches, what changes, why in the law's words and in the words of who asked, and the new
dates; nothing else of the decision changes.
"""

from typing import TypedDict

from .snapshots import (
    ApprovalSnapshot,
    DecisionReference,
    DocumentSnapshot,
    PartySnapshot,
    PersonSnapshot,
)
from .snapshots_words import DayUnitWord, ItemMethod


class OrderSnapshot(DocumentSnapshot):
    """What all interventions have."""

    authority: str  # "Giám đốc Sở Giáo dục và Đào tạo tỉnh Lâm Đồng"
    decision: DecisionReference
    reason: str
    consequence: str  # Điều 2, one sentence without its closing mark
    executors: str  # Điều 3


class ExtensionSnapshot(OrderSnapshot):
    """The one extension (Đ.13.2): days, unit, ground, the end before and after, and how it was counted."""

    days: int
    limit_unit: DayUnitWord
    limit_value: int  # the limit of the decision, before the extension
    announced_on: str  # date: day 0
    ground: str  # "nội dung kiểm tra phức tạp"
    former_end_on: str  # date
    new_end_on: str  # date
    counting: list[str]  # the steps of the count, whole sentences


class PauseSnapshot(OrderSnapshot):
    """A pause for force majeure (Đ.7.2đ)."""

    from_on: str  # date: the first paused day


class LimitEnds(TypedDict):
    """Both ends of a limit after a pause: Decree 217 is silent, so both are printed (domain 14, rule 7)."""

    counted_out_on: str  # date: paused days do not count
    counted_in_on: str  # date: paused days count
    stops_clock: bool  # which one applies
    source: str  # the rule that says so


class ResumptionSnapshot(OrderSnapshot):
    """Going on after a pause."""

    again_on: str  # date
    paused_from: str  # date
    paused_until: str  # date: the last paused day
    ends: LimitEnds | None  # None while nothing was announced: the limit has not begun


class TerminationSnapshot(OrderSnapshot):
    """The end of the whole inspection for one of four causes (Đ.7.2đ)."""

    cause: str  # in the law's words


class PartyTerminationSnapshot(OrderSnapshot):
    """The end of the inspection of one party only."""

    cause: str
    party: PartySnapshot


class RevocationSnapshot(OrderSnapshot):
    """The decision is withdrawn before anybody heard of it."""


class AmendmentSnapshot(OrderSnapshot):
    """Units added or taken off, scope or period changed; empty where nothing changes."""

    adds: list[PartySnapshot]
    drops: list[PartySnapshot]
    scope: list[str]
    period_from: str  # date, ""
    period_until: str  # date, ""


class ReplacementSnapshot(OrderSnapshot):
    """One member leaves the team, another may join."""

    leaving: PersonSnapshot
    joining: PersonSnapshot | None


class AdjustedItem(TypedDict):
    """One item whose method changes."""

    code: str
    text: str
    former_method: ItemMethod
    method: ItemMethod


class PlanAdjustmentSnapshot(DocumentSnapshot):
    """The lead's adjustment of the conduct plan for one party, approved by the issuer (T6)."""

    decision: DecisionReference
    party: PartySnapshot
    reason: str
    items: list[AdjustedItem]
    approval: ApprovalSnapshot


AnyOrderSnapshot = (
    ExtensionSnapshot
    | PauseSnapshot
    | ResumptionSnapshot
    | TerminationSnapshot
    | PartyTerminationSnapshot
    | RevocationSnapshot
    | AmendmentSnapshot
    | ReplacementSnapshot
    | PlanAdjustmentSnapshot
)
