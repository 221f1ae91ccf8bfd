"""What is kept of signatures: the bytes, and one row for each signature with its certificate and verdict.

Source: practice.md 1 (certificate kind, issuer and validity recorded; who is on the file is the signer, never who
uploads it). The verdict is one of the three sentences a document may say of its signatures.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile

from inspections.documents.signing.words import signature_words
from inspections.enums import SignatureRoute
from inspections.models import Document, DocumentSignature, User
from inspections.queries.people import local_day
from inspections.queries.signatures import signature_rule
from inspections.rules.signatures import same_person

if TYPE_CHECKING:
    from inspections.documents.signing.verify import SignatureReport, Verification

PERSONAL, AGENCY, INSTITUTION = "personal", "agency", "institution"


@dataclass(frozen=True)
class Signatory:
    """Whose signature it is: an account, or the agency without one, in the capacity of the day."""

    account: User | None
    name: str
    capacity: str
    agency: str = ""


def keep_bytes(document: Document, content: bytes, *, route: str, place: str = "") -> None:
    """The signed file becomes the document's newest bytes; the caller saves the row."""
    document.final.save(document.kind, ContentFile(content), save=False)
    document.final_sha256 = hashlib.sha256(content).hexdigest()
    document.route, document.original_place = route, place


def hand_words(place: str) -> str:
    """A paper signed by hand says where its original lies."""
    return signature_words(valid=0, required=0, checked_at=None, paper_place=place)


def representative_of(document: Document) -> str:
    """Who signs for the institution, as the paper names him: without a name its certificate alone is nobody's act."""
    said: Any = document.snapshot.get("representative") or {}
    return str(said.get("name", "")).strip()


def keep_by_hand(document: Document, signatory: Signatory, *, at: datetime, by: User) -> None:
    """One row for the hand signature of the person named on the print; the original lies where the paper says."""
    DocumentSignature.objects.create(
        document=document,
        signer=signatory.account,
        signer_name=signatory.name,
        capacity=signatory.capacity,
        role=PERSONAL if signatory.account else AGENCY,
        route=SignatureRoute.HAND,
        signed_at=at,
        signed_by=by,
        verdict=hand_words(document.original_place)[:300],
    )


def keep_one(
    document: Document, verification: "Verification", signatory: Signatory, *, at: datetime, by: User
) -> None:
    """One row for the signature that was just set; those set before have their rows."""
    named = (s for s in verification.signatures if same_person(s.signer_name, signatory.name))
    report = next(named, verification.signatures[-1])
    role = PERSONAL if signatory.account else AGENCY
    row = _row(document, report, verification, at=at, by=by)
    row.signer, row.signer_name = signatory.account, signatory.name
    row.capacity, row.role = signatory.capacity, role
    row.save(force_insert=True)


def keep_all(
    document: Document,
    verification: "Verification",
    signatory: Signatory,
    *,
    at: datetime,
    by: User,
    known: Collection[str] = (),
) -> None:
    """One row for each signature on a file that came back; a name without an account stays a name.

    ``known`` are the certificates whose signatures were recorded before the file went out again.
    """
    rows = []
    for report in verification.signatures:
        row = _row(document, report, verification, at=report.signed_at or at, by=by)
        if row.certificate in known:
            continue
        row.capacity, row.role = _capacity_and_role(document, report, signatory)
        if row.role == PERSONAL and same_person(report.signer_name, signatory.name):
            row.signer = signatory.account
        rows.append(row)
    DocumentSignature.objects.bulk_create(rows)


def _capacity_and_role(
    document: Document, report: "SignatureReport", signatory: Signatory
) -> tuple[str, str]:
    if not report.is_of_organisation:
        return (signatory.capacity if same_person(report.signer_name, signatory.name) else ""), PERSONAL
    representative = representative_of(document)
    if representative and not same_person(report.signer_name, signatory.agency):
        return representative[:200], INSTITUTION
    return report.signer_name[:200], AGENCY


def _row(
    document: Document, report: "SignatureReport", verification: "Verification", *, at: datetime, by: User
) -> DocumentSignature:
    rule = signature_rule(document.kind, local_day(document.drafted_at))
    verdict = verification.words_for(required=rule.required if rule else len(verification.signatures))
    return DocumentSignature(
        document=document,
        signer_name=report.signer_name[:200],
        route=SignatureRoute.DIGITAL,
        signed_at=at,
        signed_by=by,
        certificate=f"{report.signer_name} · {report.issuer} · {report.certificate_serial}"[:300],
        certificate_kind=str(report.certificate_kind),
        certificate_issuer=report.issuer[:200],
        certificate_from=report.valid_from,
        certificate_until=report.valid_until,
        verdict=verdict[:300],
    )
