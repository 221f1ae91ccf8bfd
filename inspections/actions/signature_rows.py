"""What is kept of signatures: the bytes, and one row for each signature with its certificate and verdict.

Source: practice.md 1 (certificate kind, issuer and validity recorded; who is on the file is the signer, never who
uploads it). The verdict is one of the three sentences a document may say of its signatures.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.files.base import ContentFile

from inspections.documents.signing.credentials import CertificateKind
from inspections.documents.signing.verify import SignatureReport
from inspections.documents.signing.words import signature_words
from inspections.enums import SignatureRoute
from inspections.models import Document, DocumentSignature, User
from inspections.rules.signatures import same_person

PERSONAL, AGENCY, INSTITUTION = "personal", "agency", "institution"


def keep_bytes(document: Document, content: bytes, *, route: str, place: str = "") -> None:
    """The signed file becomes the document's newest bytes; the caller saves the row."""
    document.final.save(document.kind, ContentFile(content), save=False)
    document.final_sha256 = hashlib.sha256(content).hexdigest()
    document.route, document.original_place = route, place


def hand_words(place: str) -> str:
    """A paper signed by hand says where its original lies."""
    return signature_words(valid=0, required=0, checked_at=None, paper_place=place)


def keep_hand_signature(
    document: Document, *, signer: User | None, name: str, capacity: str, at: datetime, by: User, place: str
) -> None:
    """One row for the hand signature of the person named on the print."""
    DocumentSignature.objects.create(
        document=document,
        signer=signer,
        signer_name=name,
        capacity=capacity,
        role=PERSONAL,
        route=SignatureRoute.HAND,
        signed_at=at,
        signed_by=by,
        verdict=hand_words(place)[:300],
    )


def keep_digital_signatures(
    document: Document,
    reports: Iterable[SignatureReport],
    *,
    people: Mapping[int, tuple[User, str]],
    agency: str,
    representative: str,
    verdict: str,
    now: datetime,
    by: User,
) -> None:
    """One row for each signature on the file; ``people`` are the accounts it may belong to, with their capacity."""
    DocumentSignature.objects.bulk_create(
        [
            _row(document, report, people, agency, representative, verdict, report.signed_at or now, by)
            for report in reports
        ]
    )


def _row(
    document: Document,
    report: SignatureReport,
    people: Mapping[int, tuple[User, str]],
    agency: str,
    representative: str,
    verdict: str,
    at: datetime,
    by: User,
) -> DocumentSignature:
    organisation = report.certificate_kind is CertificateKind.ORGANISATION
    own = next((p for p in people.values() if same_person(p[0].full_name, report.signer_name)), None)
    name, capacity, role = report.signer_name, own[1] if own else "", PERSONAL
    if organisation and same_person(agency, report.signer_name) or organisation and not representative:
        capacity, role = agency, AGENCY
    elif organisation:
        capacity, role = representative, INSTITUTION
    return DocumentSignature(
        document=document,
        signer=own[0] if own and not organisation else None,
        signer_name=name[:200],
        capacity=capacity[:200],
        role=role,
        route=SignatureRoute.DIGITAL,
        signed_at=at,
        signed_by=by,
        certificate=certificate_words(report),
        certificate_kind=str(report.certificate_kind),
        certificate_issuer=report.issuer[:200],
        certificate_from=report.valid_from,
        certificate_until=report.valid_until,
        verdict=verdict[:300],
    )


def certificate_words(report: SignatureReport) -> str:
    """Holder, issuer and serial number of a certificate on one line."""
    return f"{report.signer_name} · {report.issuer} · {report.certificate_serial}"[:300]
