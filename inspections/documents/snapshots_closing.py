"""What the record of closing says: the dossier, its contents, its term, and the two hashes that prove its archive."""

from typing import TypedDict

from .snapshots import DocumentSnapshot
from .snapshots_sheets import ContentsRow


class ClosedParty(TypedDict):
    """One inspected party and how its part ended."""

    name: str
    stage: str


class ClosingRecordSnapshot(DocumentSnapshot):
    """Biên bản kết thúc hồ sơ (row 19; Decree 30/2020, Đ.29-31)."""

    dossier: str  # code
    inspection: str  # its title
    decision_label: str  # "15/QĐ-SGDĐT", "" when it never came to one
    decided_on: str  # date
    stage: str  # how the inspection ended
    parties: list[ClosedParty]
    statement: list[str]
    retention: str  # "Vĩnh viễn", "Có thời hạn"
    years: int  # 0 when permanent
    keep_until_on: str  # date
    basis: str
    kept_at: str  # where the paper originals lie
    proposed_by: str
    sealed_at: str  # moment
    sealed_by: str
    paper_count: int
    file_count: int
    apart_count: int  # files of denunciations, kept apart
    event_count: int
    manifest_sha256: str
    chain_head: str
    rows: list[ContentsRow]
