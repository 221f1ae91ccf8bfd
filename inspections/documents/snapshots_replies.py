"""What the receipt for a submission and the institution's own report say (domain 13, nos. 9 and 6, annex II)."""

from typing import TypedDict

from .snapshots import DecisionReference, DocumentSnapshot, PartySnapshot, PersonSnapshot


class ReceivedFile(TypedDict):
    """One file as it arrived."""

    name: str
    size: str  # "1,2 MB"
    sha256: str
    from_vault: bool  # taken from the institution's vault, not uploaded again


class ReceivedRow(TypedDict):
    """One thing handed in."""

    asked: str
    outcome: str  # "Đã trả lời"
    files: list[ReceivedFile]


class SubmissionReceiptSnapshot(DocumentSnapshot):
    """Giấy xác nhận đã nộp: what arrived, when, from whom; it judges nothing of it (NĐ 217/2025 Điều 9)."""

    receipt_number: str  # "GXN-2026-0012"
    decision: DecisionReference
    party: PartySnapshot
    what: str  # "trả lời Phiếu yêu cầu số 1"
    handed_at: str  # moment
    handed_by: PersonSnapshot
    due_at: str  # moment, "" where there was no limit
    late: bool
    rows: list[ReceivedRow]
    file_count: int
    digest: str  # SHA-256 over all of it


class OutlineReportRow(TypedDict):
    """The institution's words on one item."""

    code: str
    requirement: str
    text: str
    files: list[str]


class OutlineReportSnapshot(DocumentSnapshot):
    """Báo cáo theo đề cương: the institution's own paper, in its name, to sign and stamp once (practice.md 5)."""

    decision: DecisionReference
    party: PartySnapshot
    addressed_to: str
    period_from: str  # date
    period_until: str  # date
    rows: list[OutlineReportRow]
    general: str
