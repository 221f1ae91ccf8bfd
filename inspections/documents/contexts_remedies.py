"""Snapshot of the institution's report on its remedies (domain 13, no. 17; Nghị định 217/2025/NĐ-CP Điều 16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import translation

from inspections.models import Document

from .contexts_dossier import Heading, agency_head, party_snapshot
from .contexts_party import load_party
from .contexts_replies import REPORT_WORDS
from .contexts_text import iso_date, without_closing_mark
from .formatting import full_number
from .snapshots_remedies import RemedyReportSnapshot


@dataclass(frozen=True)
class RemedyReportRow:
    """The institution's words on one thing that was asked."""

    place: int
    asked: str
    basis: str
    cause: str
    measure: str
    done_on: date | None
    files: Sequence[str] = ()


@translation.override("vi")
def remedy_report_snapshot(
    party_id: int,
    request: Document | None,
    rows: Sequence[RemedyReportRow],
    *,
    head_name: str,
    head_title: str,
    today: date,
    demo: bool,
) -> RemedyReportSnapshot:
    """Freeze the report: the institution's own name at the head, its own number and seal, signed by its head."""
    record = load_party(party_id, today=today, demo=demo)
    dossier = record.dossier
    numbered = request is not None and request.number is not None
    heading = Heading(
        kind="remedy_report",
        type_name="Báo cáo",
        type_abbr="BC",
        subject="Kết quả chấn chỉnh, khắc phục sau kiểm tra",
        recipients=["Như trên"],
        signatures=REPORT_WORDS,
        archive="VT",
    )
    return {
        **agency_head(dossier, heading),
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
        "addressed_to": dossier.agency.name,
        "request_label": full_number(str(request.number), request.symbol) if request and numbered else "",
        "request_on": iso_date(request.dated_on) if request and numbered else "",
        "rows": [
            {
                "place": row.place,
                "asked": without_closing_mark(row.asked),
                "basis": without_closing_mark(row.basis),
                "cause": row.cause.strip(),
                "text": row.measure.strip(),
                "done_on": iso_date(row.done_on),
                "files": list(row.files),
            }
            for row in rows
        ],
    }
