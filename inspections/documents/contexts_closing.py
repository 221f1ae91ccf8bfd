"""The record of closing, drawn up in the moment of sealing from the very manifest that it prints the hash of."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import translation

from inspections.models import Inspection, User
from inspections.rules.numbering import team_symbol

from .contexts_decision import load_inspection
from .contexts_dossier import Dossier, Heading, team_head
from .contexts_sheets import KEPT, section_head
from .contexts_text import lines_of, without_closing_mark
from .snapshots import DocumentSnapshot
from .snapshots_closing import ClosingRecordSnapshot
from .snapshots_sheets import ContentsRow

SIGNATURES = "Biên bản có giá trị khi người đề nghị kết thúc hồ sơ ký số hoặc ký tay."


@translation.override("vi")
def closing_record_snapshot(
    case: Inspection,
    manifest: Mapping[str, Any],
    *,
    sha256: str,
    rows: list[ContentsRow],
    signer: User,
    today: date,
    demo: bool,
) -> ClosingRecordSnapshot:
    """Freeze the record: contents, term, and the hashes by which the archive is compared with paper (Điều 29-31)."""
    dossier = load_inspection(case, today=today, demo=demo)
    told, closing, events = manifest["dossier"], manifest["closing"], manifest["events"]
    return {
        **_head(case, dossier, signer=signer, today=today),
        "dossier": case.code,
        "inspection": without_closing_mark(case.title),
        "decision_label": told["decision"]["number"],
        "decided_on": told["decision"]["on"],
        "stage": told["stage"],
        "parties": [{"name": party["name"], "stage": party["stage"]} for party in told["parties"]],
        "statement": lines_of(closing["statement"]),
        "retention": closing["retention_words"],
        "years": closing["years"] or 0,
        "keep_until_on": closing["keep_until_on"],
        "basis": without_closing_mark(closing["basis"]),
        "kept_at": without_closing_mark(closing["place"]),
        "proposed_by": closing["proposed_by"],
        "sealed_at": manifest["sealed"]["at"],
        "sealed_by": manifest["sealed"]["by"],
        "paper_count": len(manifest["documents"]),
        "file_count": len(manifest["files"]),
        "apart_count": len(manifest["kept_apart"]),
        "event_count": events["count"],
        "manifest_sha256": sha256,
        "chain_head": events["head"],
        "rows": rows,
    }


def _head(case: Inspection, dossier: Dossier, *, signer: User, today: date) -> DocumentSnapshot:
    """A paper of the team; of an inspection that never came to a decision, a paper of the section."""
    heading = Heading(
        kind="closing_record",
        type_name="Biên bản",
        type_abbr="BB",
        subject="Kết thúc hồ sơ",
        recipients=["Người ra quyết định kiểm tra (để báo cáo)", "Văn thư (để lưu hồ sơ)"],
        signatures=SIGNATURES,
        archive=f"{KEPT} {case.code}",
        signed_on=today,
    )
    if dossier.details.decision_number:
        return team_head(dossier, heading)
    head = section_head(dossier, heading, head_name="")
    head["symbol"] = team_symbol(heading.type_abbr)
    head["recipients"] = ["Văn thư (để lưu hồ sơ)"]
    head["signer"] = {"prefix": "", "head_title": "Người lập hồ sơ", "title": "", "name": signer.full_name}
    return head
