"""What the result report says on paper (domain 13, no. 13; Nghị định 217/2025/NĐ-CP Điều 15 khoản 3 điểm đ)."""

from typing import TypedDict

from .snapshots import DecisionReference, DocumentSnapshot


class ReportPart(TypedDict):
    """One heading of the report with its lines; an empty heading goes on under the part before it."""

    heading: str
    lines: list[str]


class ReportChapter(TypedDict):
    """One numbered chapter: its own lines, or several parts numbered within it."""

    heading: str
    lines: list[str]
    parts: list[ReportPart]


class ReportRow(TypedDict):
    """One party in the annex, in figures of the record."""

    party: str
    minutes_on: str  # date
    items: int
    complies: int
    falls_short: int
    not_applicable: int
    not_enough: int
    shortcomings: int
    signs_of_violation: int
    findings: list[str]
    requests: list[str]


class ResultReportSnapshot(DocumentSnapshot):
    """Báo cáo kết quả kiểm tra of the team to whoever ordered the inspection."""

    addressed_to: str
    decision: DecisionReference
    chapters: list[ReportChapter]
    rows: list[ReportRow]
