"""What the institution's report on its remedies says (domain 13, no. 17; Nghị định 217/2025/NĐ-CP Điều 16)."""

from typing import TypedDict

from .snapshots import DecisionReference, DocumentSnapshot, PartySnapshot


class RemedyReportLine(TypedDict):
    """What was done about one thing that was asked."""

    place: int  # its number in the request to remedy
    asked: str
    basis: str  # "" where the request names none
    cause: str  # "" where the institution names none
    text: str
    done_on: str  # date, "" where none is named
    files: list[str]


class RemedyReportSnapshot(DocumentSnapshot):
    """Báo cáo kết quả khắc phục: the institution's own paper, in its name, to sign and stamp once."""

    decision: DecisionReference
    party: PartySnapshot
    addressed_to: str
    request_label: str  # "15/SGDĐT-GDNN", "" before it is numbered
    request_on: str  # date
    rows: list[RemedyReportLine]
