"""The manifest of a sealed dossier: every paper and file with its hash, the chain's head, rules and agency of the day.

It is fixed in the moment of sealing and stored with its own hash; the zip is built from it later, whenever the job
comes to it, and always says the same. Source: domain table 12.1.1 row 19, 13 no. 19; Nghị định 30/2020/NĐ-CP Điều 29.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation

from inspections.documents.snapshots import canonical_json
from inspections.documents.snapshots_sheets import ContentsRow
from inspections.enums import ScanState
from inspections.models import AgencyProfile, Case, Closing, Document, EvidenceFile, InspectionDetails, User
from inspections.queries.archives import DossierParts
from inspections.rules.dossier_names import safe_name

from .events import event_rows, events_json

FORMAT = "kiemtraso-ban-luu/1"
PAPERS, FILES = "van-ban", "tai-lieu"


@dataclass(frozen=True)
class ClosingTerms:
    """Who sealed when, on whose proposal, under which agency's name."""

    closing: Closing
    details: InspectionDetails
    agency: AgencyProfile
    sealed_at: datetime
    sealed_by: User


def manifest_json(manifest: dict[str, Any]) -> bytes:
    """The manifest as it lies in the zip: one spelling, so that its hash is that of the stored row."""
    return canonical_json(manifest)


def manifest_sha256(manifest: dict[str, Any]) -> str:
    """The hash that stands on the record of closing and beside the stored manifest."""
    return hashlib.sha256(manifest_json(manifest)).hexdigest()


@translation.override("vi")
def manifest_of(parts: DossierParts, terms: ClosingTerms, *, ended_as: str) -> dict[str, Any]:
    """Everything that the archive vouches for, as plain JSON values."""
    rows = event_rows(parts.events)
    return {
        "format": FORMAT,
        "dossier": {**_dossier(parts, terms.details), "stage": ended_as},
        "closing": _closing(terms.closing),
        "sealed": {"at": _moment(terms.sealed_at), "by": terms.sealed_by.full_name},
        "agency": _agency(terms.agency),
        "rules": parts.rules,
        "people": _people(parts),
        "documents": [_paper(paper, number) for number, paper in enumerate(parts.papers, start=1)],
        "files": [_file(file) for file in parts.files],
        "kept_apart": [file.sha256 for file in parts.apart],
        "events": {
            "count": len(rows),
            "last_id": rows[-1]["id"],
            "head": rows[-1]["hash"],
            "sha256": hashlib.sha256(events_json(rows)).hexdigest(),
            "list": [[row["id"], row["hash"]] for row in rows],
        },
    }


def contents_rows(manifest: dict[str, Any]) -> list[ContentsRow]:
    """The contents list of the dossier as the record of closing prints it (Điều 29)."""
    papers = [_row(paper, paper["number"], paper["dated_on"]) for paper in manifest["documents"]]
    files = [_row(file, "", file["received_at"][:10]) for file in manifest["files"]]
    return papers + files


def _row(entry: dict[str, Any], number: str, day: str) -> ContentsRow:
    return {
        "title": entry["title"],
        "number": number,
        "dated_on": day,
        "pages": 0,
        "file": entry["path"] or entry["left_out"],
        "sha256": entry["sha256"],
    }


def _moment(at: datetime | None) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds") if at else ""


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""


def _dossier(parts: DossierParts, details: InspectionDetails) -> dict[str, Any]:
    root, version = parts.root, details.checklist_version
    return {
        "code": root.code,
        "title": root.title,
        "department": root.department.name,
        "opened_at": _moment(root.opened_at),
        "decision": {"number": details.decision_number or "", "on": _day(details.decided_on)},
        "issuer": details.issuer.full_name if details.issuer else "",
        "lead": root.lead.full_name if root.lead else "",
        "team": [
            f"{member.name} ({member.get_duty_display()})"
            for member in root.team.select_related("user").order_by("id")
        ],
        "checklist": f"{version.checklist.title} · {version.number}" if version else "",
        "parties": [_party(party) for party in parts.parties],
        "cases": {str(case.pk): _case_name(case) for case in (root, *parts.parties)},
    }


def _case_name(case: Case) -> str:
    return case.institution.name if case.institution else case.code


def _party(party: Case) -> dict[str, str]:
    return {"code": party.code, "name": _case_name(party), "stage": party.stage_label}


def _closing(closing: Closing) -> dict[str, Any]:
    return {
        "statement": closing.statement,
        "retention": closing.retention,
        "retention_words": closing.get_retention_display(),
        "years": closing.years,
        "basis": closing.retention_basis,
        "keep_until_on": _day(closing.keep_until_on),
        "place": closing.place,
        "proposed_at": _moment(closing.proposed_at),
        "proposed_by": closing.proposed_by.full_name,
    }


def _agency(agency: AgencyProfile) -> dict[str, str]:
    names = ("name", "short_name", "superior", "place", "address")
    return {**{name: getattr(agency, name) for name in names}, "valid_from": _day(agency.valid_from)}


def _people(parts: DossierParts) -> dict[str, str]:
    """The names of those who acted, as they are called today: the chain itself knows only their numbers."""
    acted = {event.by for event in parts.events if event.by is not None}
    return {str(user.pk): user.full_name for user in sorted(acted, key=lambda user: user.pk)}


def _paper(paper: Document, number: int) -> dict[str, Any]:
    name = " ".join(filter(None, [f"{number:03d}", paper.full_number.replace("/", "-"), paper.title]))
    return {
        "id": paper.pk,
        "case_id": paper.case_id,
        "kind": paper.kind,
        "title": paper.title,
        "number": paper.full_number,
        "dated_on": _day(paper.dated_on),
        "state": paper.state_words,
        "signers": [_signer(row) for row in paper.signatures.all()],
        "original_place": paper.original_place,
        "path": f"{PAPERS}/{safe_name(f'{name}.pdf')}",
        "left_out": "",
        "sha256": paper.final_sha256 or paper.body_sha256,
        "body_sha256": paper.body_sha256,
        "snapshot_sha256": paper.snapshot_sha256,
    }


def _signer(row: Any) -> dict[str, str]:
    return {
        "name": row.signer_name,
        "capacity": row.capacity,
        "route": row.get_route_display(),
        "signed_at": _moment(row.signed_at),
        "verdict": row.verdict,
    }


def _file(file: EvidenceFile) -> dict[str, Any]:
    code, why = f"TL-{file.pk:03d}", _left_out(file)
    return {
        "id": file.pk,
        "case_id": file.case_id,
        "code": code,
        "title": f"{code} {file.name}",
        "side": file.get_side_display(),
        "received_at": _moment(file.received_at),
        "received_by": file.received_by.full_name,
        "path": "" if why else f"{FILES}/{safe_name(f'{code} {file.name}')}",
        "left_out": why,
        "sha256": file.sha256,
        "size": file.size,
    }


def _left_out(file: EvidenceFile) -> str:
    """Why the bytes of a file do not travel: it was withdrawn, or it would harm whoever opens it."""
    if file.withdrawn_at is not None:
        return f"Đã rút: {file.withdrawn_reason}"
    check = getattr(file, "check_row", None)
    return "Có mã độc, đã cách ly" if check and check.scan == ScanState.INFECTED else ""
