"""What the sheets around an inspection say (domain 13, nos. 3, 4, 7, 17 and 19).

The sheets of the section stay inside: they name who proposed, what was found about other bodies, who declared what.
A confidential source stands on none of them.
"""

from typing import TypedDict

from .snapshots import DecisionReference, DocumentSnapshot, OutlineSection, PartySnapshot, PersonSnapshot
from .snapshots_words import Method


class EarlierInspection(TypedDict):
    """One inspection of the last 24 months."""

    party: str
    on: str  # date it is listed under
    title: str
    body: str  # who inspected
    outcome: str  # "Đã kết thúc kiểm tra", "Ghi sau từ hồ sơ giấy"


class ReviewedParty(TypedDict):
    """What the review found about one institution (Decree 217/2025, Đ.4.2, Đ.7.1b)."""

    party: str
    result: str  # "Không phát hiện trùng lặp, chồng chéo"
    exchange: str  # with the other body, "" when there is none
    warnings: list[str]
    note: str  # the officer's conclusion
    reviewed_on: str  # date
    reviewed_by: str


class SectionSheet(DocumentSnapshot):
    """What both sheets of the section have."""

    prepared_by: PersonSnapshot
    parties: list[PartySnapshot]
    history: list[EarlierInspection]


class ProposalSheetSnapshot(SectionSheet):
    """Phiếu đề xuất: ground, sign, the last 24 months, result of the review, proposal (Đ.11.2)."""

    ground: str  # in the law's words
    ground_text: list[str]
    ground_files: list[str]  # names of the files that prove the ground
    theme: str  # title of the đề cương
    period_from: str  # date
    period_until: str  # date
    review: str  # one sentence
    proposal: str  # one sentence


class OverlapSheetSnapshot(SectionSheet):
    """Phiếu rà soát trùng lặp: each institution, what was found, what was agreed with whom, who confirmed."""

    reviews: list[ReviewedParty]
    confirmed_by: str  # "" until the head of section confirmed
    confirmed_on: str  # date


class PledgeRow(TypedDict):
    """One member's sheet: nine answers in the order of the list, empty until declared."""

    name: str
    post: str
    duty: str
    answers: list[str]  # "Có", "Không", "" before the declaration
    note: str
    declared_on: str  # date, ""
    on_paper: bool


class PledgeSheetSnapshot(DocumentSnapshot):
    """Bản cam kết không xung đột lợi ích, one sheet for the team (Decree 59/2019, Đ.29; Decree 217/2025, Đ.12.2)."""

    inspection: str  # its title
    parties: list[PartySnapshot]
    cases: list[str]
    rows: list[PledgeRow]


class ScheduleNoticeSnapshot(DocumentSnapshot):
    """Thông báo lịch kiểm tra: when, where or by which link, who is needed, what to prepare."""

    addressed_to: str
    decision: DecisionReference
    session_at: str  # moment
    method: Method
    venue: str  # address, or the link of the session
    team: list[PersonSnapshot]
    people_needed: list[str]
    report_due_on: str  # date
    outline: list[OutlineSection]
    contact: PersonSnapshot
    contact_phone: str
    contact_email: str


class HandedFile(TypedDict):
    """A file that goes with the matter; its content is not told."""

    code: str
    name: str
    sha256: str


class ReferralHandoverSnapshot(DocumentSnapshot):
    """Biên bản bàn giao hồ sơ: numbers, dates and state of what goes to another body, never the matter itself."""

    decision: DecisionReference
    party: PartySnapshot
    matter: str  # "Đề nghị cơ quan thanh tra xem xét"
    legal_basis: str
    noted_on: str  # date
    recipient: str
    sent_number: str
    sent_on: str  # date
    received_reference: str
    received_on: str  # date
    state: str  # "Đã chuyển"
    files: list[HandedFile]
    copies: int


class ContentsRow(TypedDict):
    """One line of the contents of a dossier."""

    title: str
    number: str  # "15/QĐ-SGDĐT", "" for a file
    dated_on: str  # date, ""
    pages: int  # 0 where a file has none
    file: str  # name of the file in the print
    sha256: str


class ContentsSnapshot(DocumentSnapshot):
    """Mục lục hồ sơ (Decree 30/2020, Đ.29): every paper and file with its number, day, pages and hash."""

    dossier: str  # code of the dossier
    inspection: str
    rows: list[ContentsRow]
