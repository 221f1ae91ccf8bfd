"""What the papers of the follow-up say: the letter that urges, the report to the superior, the notice of completion.

Source: Nghị định 217/2025/NĐ-CP Điều 16; domain 13, nos. 15-17.
"""

from typing import TypedDict

from .snapshots import DecisionReference, DocumentSnapshot, PartySnapshot


class PaperReference(TypedDict):
    """Another issued paper as this one names it."""

    title: str  # "Văn bản yêu cầu chấn chỉnh, khắc phục"
    number: str  # "31/SGDĐT-GDNN", "" when it has none
    dated_on: str  # date


class FollowedItem(TypedDict):
    """One request to remedy: what was asked, by when, how it stands."""

    position: int
    text: str
    due_on: str  # date
    state: str  # "Quá hạn 5 ngày làm việc", "Đã khắc phục"
    note: str  # what the department found, or why the follow-up ended; ""


class FollowUpSnapshot(DocumentSnapshot):
    """What all three have: the unit, the decision, the request that was issued, its items."""

    decision: DecisionReference
    party: PartySnapshot
    asked: PaperReference
    items: list[FollowedItem]


class UrgingLetterSnapshot(FollowUpSnapshot):
    """Công văn đôn đốc; ``returned`` says that the unit's report was looked at and items came back."""

    returned: bool
    reported_on: str  # date of the report that was looked at, ""
    answer_by: str  # date


class SuperiorReportSnapshot(FollowUpSnapshot):
    """Báo cáo cấp trên (Đ.16.1): what was urged, what still waits, what is proposed."""

    addressed_to: str  # "UBND tỉnh Lâm Đồng"
    letters: list[PaperReference]
    proposal: str


class CompletionNoticeSnapshot(FollowUpSnapshot):
    """Thông báo xác nhận hoàn thành: each item with its result."""

    reported_on: str  # date of the last report, ""
    confirmed_on: str  # date
    ended: bool  # some item was ended without being mended
