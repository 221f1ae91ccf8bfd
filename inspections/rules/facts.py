"""Facts that policies and guards judge: frozen, loaded once a request by ``queries.facts``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

# A party with minutes, or out of the inspection for another reason (domain table 12.1.1, row 15).
PARTY_OVER = frozenset(
    {"minutes_signed", "remedying", "remedy_reported", "terminated", "withdrawn", "completed"}
)
# Nothing is asked of a party any more (rows 18, 19, T18, T20).
PARTY_DONE = frozenset({"terminated", "withdrawn", "completed"})


@dataclass(frozen=True)
class MemberFact:
    """A member of the team today; ``user_id`` is None for an outside member without an account."""

    user_id: int | None
    name: str
    duty: str
    declared: bool
    conflicts: tuple[str, ...]
    disciplined: bool
    trained: bool
    declared_for: frozenset[int]


@dataclass(frozen=True)
class PartyFact:
    party_id: int
    stage: str
    institution_id: int
    name: str
    legal_form: str
    reviewed: bool
    overlap_blocks: tuple[str, ...] = ()
    exempt_from_visits: bool = False


@dataclass(frozen=True)
class DocumentFact:
    document_id: int
    kind: str
    state: str
    rendered: bool
    drafted_by: int | None
    signer_id: int | None


@dataclass(frozen=True)
class OrderFact:
    """A written intervention that is open or in force."""

    order_id: int
    kind: str
    state: str
    party_id: int | None
    drafted_by: int
    document_id: int | None
    rendered: bool
    signer_id: int | None = None
    number: int | None = None
    symbol: str = ""


@dataclass(frozen=True)
class ReportFact:
    """The result report: who drafted it, how far it is, remarks that wait for the lead's answer."""

    state: str
    drafted_by: int
    saved_by: int
    approved_by: int | None
    open_remarks: int
    sections: int
    empty_sections: int
    assigned: bool


@dataclass(frozen=True)
class ResultFact:
    """What follows for one party: the request drafted, the papers and how far each is."""

    party_id: int
    party_name: str
    stage: str
    nothing_asked: bool
    items: int
    open_items: int
    findings: int
    unhandled_findings: int
    report_due_on: date | None
    issued: bool
    notice_id: int | None
    notice_state: str
    notice_rendered: bool
    document_id: int | None
    document_state: str
    document_rendered: bool
    signer_id: int | None


@dataclass(frozen=True)
class InspectionFacts:
    """What is known of an inspection (one decision)."""

    case_id: int
    stage: str
    department_id: int
    officer_id: int
    ground: str
    ground_text: str
    has_ground_file: bool
    lead_id: int | None
    issuer_id: int | None
    team: tuple[MemberFact, ...]
    parties: tuple[PartyFact, ...]
    documents: Mapping[str, DocumentFact] = field(default_factory=dict)
    limit_days: int | None = None
    limit_max: int = 10
    has_checklist: bool = False
    items_without_method: int = 0
    overlap_confirmed: bool = False
    orders: tuple[OrderFact, ...] = ()
    extension_max: int = 5
    decided_on: date | None = None
    announced_on: date | None = None
    limit_end_on: date | None = None
    paused_on: date | None = None
    report: ReportFact | None = None
    results: tuple[ResultFact, ...] = ()
    closing_proposed: bool = False
    unsettled_referrals: int = 0
    sealed: bool = False

    @property
    def institution_ids(self) -> frozenset[int]:
        return frozenset(p.institution_id for p in self.parties)

    def order(self, order_id: int | None) -> OrderFact | None:
        """A written intervention of this inspection by its number."""
        return next((order for order in self.orders if order.order_id == order_id), None)

    def open_order(self, kind: str) -> OrderFact | None:
        """The intervention of a kind that waits for its signature or its number."""
        return next((o for o in self.orders if o.kind == kind and o.state in ("drafted", "signed")), None)

    @property
    def extended(self) -> bool:
        """The one extension was already given (Điều 13)."""
        return any(o.kind == "extension" and o.state == "in_force" for o in self.orders)

    def member(self, user_id: int) -> MemberFact | None:
        """The team row of a person."""
        return next((m for m in self.team if m.user_id == user_id), None)

    @property
    def root_id(self) -> int:
        return self.case_id


@dataclass(frozen=True)
class FindingFact:
    finding_id: int
    code: str
    state: str


@dataclass(frozen=True)
class ItemFact:
    answer_id: int
    code: str
    rating: str
    concluded: bool
    method: str
    file_count: int
    finding_count: int
    assigned_to: int | None
    on_site_only: bool = False
    visited: bool = False


@dataclass(frozen=True)
class ReferralFact:
    """A matter handed over, as the head of the case shows it."""

    referral_id: int
    kind: str
    state: str


@dataclass(frozen=True)
class RemedyFact:
    """One request to remedy."""

    item_id: int
    position: int
    state: str
    outcome: str
    due_on: date
    planned: bool
    measured: bool
    file_count: int
    asked_later: int | None


@dataclass(frozen=True)
class MinutesFact:
    minutes_id: int
    frozen: bool
    confirmed_sides: frozenset[str]
    opinion_given: bool
    contradictions: tuple[str, ...]
    witness_count: int


@dataclass(frozen=True)
class PartyFacts:
    """What is known of one inspected party, with what it needs of its inspection."""

    case_id: int
    root_id: int
    stage: str
    department_id: int
    institution_id: int
    plan_in_force: bool
    is_listed: bool
    is_under_check: bool
    lead_id: int | None
    issuer_id: int | None
    team: tuple[MemberFact, ...]
    items: tuple[ItemFact, ...]
    findings: tuple[FindingFact, ...]
    open_requests: tuple[tuple[int, str], ...]
    refusals_to_decide: tuple[tuple[int, str], ...]
    minutes: MinutesFact | None
    documents: Mapping[str, DocumentFact]
    announced_on: date | None
    limit_end_on: date | None
    secrecy: bool
    ground: str
    inspection_stage: str = ""
    invited_to_sign_on: date | None = None
    institution_gone_on: date | None = None
    urgent: bool = False
    caught_in_act: bool = False
    referrals: tuple[ReferralFact, ...] = ()
    remedies: tuple[RemedyFact, ...] = ()
    remedy_planned: bool = False
    follow_up_officer_id: int | None = None
    sealed: bool = False

    def remedy(self, item_id: int | None) -> RemedyFact | None:
        """A request to remedy by its number."""
        return next((r for r in self.remedies if r.item_id == item_id), None)

    @property
    def paused(self) -> bool:
        """The inspection stands still: the party can only be read."""
        return self.inspection_stage == "paused"

    def member(self, user_id: int) -> MemberFact | None:
        """The team row of a person."""
        return next((m for m in self.team if m.user_id == user_id), None)

    def finding(self, finding_id: int | None) -> FindingFact | None:
        """A finding of this party by its number."""
        return next((f for f in self.findings if f.finding_id == finding_id), None)


Facts = InspectionFacts | PartyFacts
