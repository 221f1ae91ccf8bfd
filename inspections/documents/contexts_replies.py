"""Snapshots of what the institution hands in: the receipt it gets and the report it signs (practice.md 5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import translation

from inspections.models import EvidenceFile, InspectedParty
from inspections.rules.uploads import megabytes

from .contexts_dossier import Heading, agency_head, party_snapshot, team_head
from .contexts_party import load_party
from .contexts_text import day_of, end_of_day, iso_date, iso_moment, without_closing_mark
from .snapshots_replies import OutlineReportSnapshot, ReceivedFile, SubmissionReceiptSnapshot

RECEIPT_WORDS = (
    "Giấy này do hệ thống Kiểm tra số lập tự động khi nhận, không cần ký; mã kiểm chứng SHA-256 của từng tệp cho phép "
    "đối chiếu tệp đang giữ với tệp đã nộp."
)
REPORT_WORDS = "Báo cáo có giá trị khi thủ trưởng đơn vị ký, đóng dấu hoặc ký số."


@dataclass(frozen=True)
class HandedRow:
    """One thing that was handed in: what was asked, what became of it, its files."""

    asked: str
    outcome: str
    files: Sequence[EvidenceFile] = ()


@dataclass(frozen=True)
class HandedIn:
    """One submission of an institution."""

    what: str
    number: str
    at: datetime
    person: str
    post: str
    due_on: date | None = None
    rows: Sequence[HandedRow] = field(default_factory=tuple)
    digest: str = ""

    @property
    def late(self) -> bool:
        """After the last day (a due day runs to its end: Bộ luật Dân sự Điều 148 khoản 6)."""
        on = day_of(self.at)
        return bool(self.due_on and on and on > self.due_on)


@dataclass(frozen=True)
class ReportRow:
    """The institution's words on one item of the đề cương."""

    code: str
    requirement: str
    text: str
    files: Sequence[str] = ()


@translation.override("vi")
def submission_receipt_snapshot(
    party_id: int, handed: HandedIn, *, today: date, demo: bool
) -> SubmissionReceiptSnapshot:
    """Freeze the receipt: every item, every file with its size and hash, the moment, on time or late."""
    record = load_party(party_id, today=today, demo=demo)
    heading = Heading(
        kind="submission_receipt",
        type_name="Giấy xác nhận đã nộp",
        type_abbr="GXN",
        subject=f"Về việc {handed.what}",
        recipients=[record.name],
        signatures=RECEIPT_WORDS,
        signed_on=day_of(handed.at),
    )
    return {
        **team_head(record.dossier, heading),
        "receipt_number": handed.number,
        "decision": record.dossier.decision,
        "party": party_snapshot(record.institution),
        "what": handed.what,
        "handed_at": iso_moment(handed.at),
        "handed_by": {"name": handed.person, "post": handed.post, "duty": ""},
        "due_at": end_of_day(handed.due_on) if handed.due_on else "",
        "late": handed.late,
        "rows": [
            {"asked": without_closing_mark(row.asked), "outcome": row.outcome, "files": received(row.files)}
            for row in handed.rows
        ],
        "file_count": sum(len(row.files) for row in handed.rows),
        "digest": handed.digest,
    }


def received(files: Iterable[EvidenceFile]) -> list[ReceivedFile]:
    """Files as the receipt lists them."""
    return [
        {
            "name": file.name,
            "size": megabytes(file.size),
            "sha256": file.sha256,
            "from_vault": file.vault_id is not None,
        }
        for file in files
    ]


@translation.override("vi")
def outline_report_snapshot(
    party: InspectedParty,
    rows: Sequence[ReportRow],
    *,
    general: str,
    head_name: str,
    head_title: str,
    today: date,
    demo: bool,
) -> OutlineReportSnapshot:
    """Freeze the institution's report: its own name at the head, its own number and seal, signed by its head."""
    record = load_party(party.pk, today=today, demo=demo)
    dossier = record.dossier
    period = dossier.details
    shared = agency_head(
        dossier,
        Heading(
            kind="outline_report",
            type_name="Báo cáo",
            type_abbr="BC",
            subject="Theo đề cương của Đoàn kiểm tra",
            recipients=[dossier.agency.name, "Đoàn kiểm tra"],
            signatures=REPORT_WORDS,
            archive="VT",
        ),
    )
    return {
        **shared,
        "superior": "",
        "agency": record.name,
        "symbol": "BC",
        "signer": {
            "prefix": "",
            "head_title": head_title or "Thủ trưởng đơn vị",
            "title": "",
            "name": head_name,
        },
        "decision": dossier.decision,
        "party": party_snapshot(record.institution),
        "addressed_to": f"Đoàn kiểm tra theo Quyết định số {dossier.decision_label}",
        "period_from": iso_date(period.period_from),
        "period_until": iso_date(period.period_to),
        "rows": [
            {
                "code": row.code,
                "requirement": without_closing_mark(row.requirement),
                "text": row.text.strip(),
                "files": list(row.files),
            }
            for row in rows
        ],
        "general": general.strip(),
    }
