"""What the result papers of one party say (domain 13, nos. 14 and 15; Nghị định 217/2025/NĐ-CP Điều 15, 16)."""

from typing import TypedDict

from .snapshots import CitationSnapshot, DecisionReference, DocumentSnapshot, FindingCounts, PartySnapshot
from .snapshots_words import FindingKindWord


class HandledFinding(TypedDict):
    """A finding of the signed minutes and what follows from it."""

    code: str
    finding_kind: FindingKindWord
    text: str
    citations: list[CitationSnapshot]
    handling: str  # "Yêu cầu khắc phục", "Chuyển xử lý", "Không yêu cầu"
    reason: str  # "" unless nothing follows


class AskedRemedy(TypedDict):
    """One request: what, on what ground, until when."""

    text: str
    basis: str
    finding_code: str  # "" for a request of its own
    due_on: str  # date


class ResultPaper(DocumentSnapshot):
    """What both papers have."""

    addressed_to: str
    party: PartySnapshot
    decision: DecisionReference
    minutes_on: str  # date of the minutes
    findings: list[HandledFinding]
    items: list[AskedRemedy]
    report_due_on: str  # date, "" where nothing is asked
    contact: str
    contact_phone: str
    contact_email: str


class ResultNoticeSnapshot(ResultPaper):
    """Thông báo kết quả kiểm tra, or the same as a công văn: summary, result, requests and dates, follow-up."""

    letter: bool
    period_from: str  # date
    period_until: str  # date
    counts: FindingCounts
    summary: list[str]


class RemedyRequestSnapshot(ResultPaper):
    """Văn bản yêu cầu chấn chỉnh, khắc phục."""
