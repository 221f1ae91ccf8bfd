"""Verify the digital signatures of a PDF, each for its own revision, without asking any network.

Source: practice.md 1 (verdicts: intact, trusted, revocation unknown is shown and not refused; organisation
certificates; kind, issuer and validity recorded). The verdict is the library's bottom line: a changed file can
still carry a mathematically valid signature.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, TypeAlias

from asn1crypto import x509
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, SignatureCoverageLevel, async_validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from inspections.documents.signing.apart import run_apart
from inspections.documents.signing.credentials import (
    CertificateKind,
    certificates_from,
    is_test,
    kind_of,
    name_part,
)
from inspections.documents.signing.words import moment_words, signature_words

Revocation = Literal["unknown", "ok", "revoked"]
Coverage = Literal["whole", "earlier revision"]
TrustRoot: TypeAlias = Path | bytes | x509.Certificate

# The library logs each untrusted certificate with a traceback and the person's name; the report says it instead.
logging.getLogger("pyhanko.sign.validation").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class SignatureReport:
    """What was found out about one signature."""

    signer_name: str
    organisation: str
    certificate_kind: CertificateKind
    certificate_serial: str
    issuer: str
    valid_from: datetime
    valid_until: datetime
    signed_at: datetime | None
    intact: bool
    trusted: bool
    revocation: Revocation
    bottom_line: bool
    is_test: bool
    covers: Coverage
    words: str

    @property
    def is_of_organisation(self) -> bool:
        """Is it the signature of an agency or an institution as such, not of a person?"""
        return self.certificate_kind is CertificateKind.ORGANISATION


@dataclass(frozen=True)
class Verification:
    """All signatures of a file; `problem` says why the file may not be taken as signed, if it may not."""

    signatures: tuple[SignatureReport, ...]
    problem: str | None
    checked_at: datetime
    is_unsigned: bool = False

    @property
    def valid(self) -> int:
        """How many signatures count."""
        return sum(report.bottom_line for report in self.signatures) if self.problem is None else 0

    @property
    def words(self) -> str:
        """The one sentence shown beside the document."""
        return self.words_for(required=len(self.signatures))

    def words_for(self, *, required: int) -> str:
        """The same sentence when the document needs this many signatures."""
        return signature_words(valid=self.valid, required=required, checked_at=self.checked_at)


def verify_pdf(
    pdf: bytes, *, trust_roots: Sequence[TrustRoot], at: datetime, revocation_lists: Sequence[bytes] = ()
) -> Verification:
    """A file counts as signed when every signature in it is intact, trusted and not revoked at this moment."""
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        signatures = list(reader.embedded_regular_signatures)
    except Exception:  # a broken file fails in more ways than the library names; each is the sender's to mend
        return Verification((), _("Tệp không phải là PDF đọc được. Hãy tải lại bản đã ký."), at)
    if not signatures:
        return Verification((), _unsigned(), at, is_unsigned=True)
    check = _Check(reader, certificates_from(trust_roots), at, revocation_lists)
    reports: list[SignatureReport] = []
    for signature in signatures:
        try:
            reports.append(check.report(signature))
        except Exception:  # as above: a signature that cannot be read is none
            return Verification(tuple(reports), _broken(), at)
    return Verification(tuple(reports), _problem_of(reports), at)


def _unsigned() -> str:
    return _("Tệp chưa có chữ ký số; hình ảnh chữ ký, con dấu không phải là chữ ký. Hãy ký số rồi tải lại.")


def _broken() -> str:
    return _(
        "Không đọc được chữ ký số trong tệp: tệp đã bị sửa sau khi ký hoặc bị hỏng. Hãy lấy lại bản gốc đã ký."
    )


def _problem_of(reports: Sequence[SignatureReport]) -> str | None:
    for report in reports:
        name = {"name": report.signer_name}
        if not report.intact:
            return _("Nội dung đã bị thay đổi sau khi %(name)s ký số. Hãy lấy lại bản gốc đã ký.") % name
        if report.revocation == "revoked":
            return _("Chứng thư chữ ký số của %(name)s đã bị thu hồi, chữ ký không được công nhận.") % name
        if not report.trusted:
            return _(
                "Chứng thư của %(name)s không thuộc cơ quan cấp chứng thư được tin cậy (%(issuer)s)."
            ) % {
                **name,
                "issuer": report.issuer,
            }
        if not report.bottom_line:
            return _("Chữ ký số của %(name)s không hợp lệ. Hãy ký lại.") % name
    return None


class _Check:
    """The circumstances of one verification: the file, whom to trust, when, and what is known of revocation."""

    def __init__(
        self,
        reader: PdfFileReader,
        roots: list[x509.Certificate],
        at: datetime,
        revocation_lists: Sequence[bytes],
    ) -> None:
        self.reader = reader
        self.roots = roots
        self.at = at
        self.revocation_lists = list(revocation_lists)

    def report(self, signature: EmbeddedPdfSignature) -> SignatureReport:
        """The report on one signature."""
        status, revocation = self._judged(signature)
        certificate = signature.signer_cert
        intact = bool(
            status.intact and status.valid and status.docmdp_ok is not False and self._is_connected(status)
        )
        signed_at = status.signer_reported_dt
        if status.timestamp_validity is not None:
            signed_at = status.timestamp_validity.timestamp
        return SignatureReport(
            signer_name=name_part(certificate.subject, "common_name"),
            organisation=name_part(certificate.subject, "organization_name"),
            certificate_kind=kind_of(certificate),
            certificate_serial=f"{certificate.serial_number:x}",
            issuer=name_part(certificate.issuer, "common_name") or certificate.issuer.human_friendly,
            valid_from=certificate.not_valid_before,
            valid_until=certificate.not_valid_after,
            signed_at=signed_at,
            intact=intact,
            trusted=status.trusted,
            revocation=revocation,
            bottom_line=bool(status.bottom_line and intact and revocation != "revoked"),
            is_test=is_test(certificate),
            covers="whole" if status.coverage == SignatureCoverageLevel.ENTIRE_FILE else "earlier revision",
            words=_report_words(certificate, signed_at, intact, status.trusted, revocation),
        )

    def _judged(self, signature: EmbeddedPdfSignature) -> tuple[PdfSignatureStatus, Revocation]:
        """First with revocation required; when nothing is known about it, once more without."""
        strict = self._status(signature, "require")
        if strict.revoked:
            return strict, "revoked"
        if strict.trusted:
            return strict, "ok"
        return self._status(signature, "soft-fail"), "unknown"

    def _status(self, signature: EmbeddedPdfSignature, revocation_mode: str) -> PdfSignatureStatus:
        return run_apart(async_validate_pdf_signature(signature, self._context(revocation_mode)))

    def _context(self, revocation_mode: str) -> ValidationContext:
        certificates: list[x509.Certificate] = []
        lists: list[Any] = list(self.revocation_lists)
        answers: list[Any] = []
        try:
            store = DocumentSecurityStore.read_dss(self.reader)
            certificates.extend(store.load_certs())
            lists.extend(stream.get_object().data for stream in store.crls)
            answers.extend(stream.get_object().data for stream in store.ocsps)
        except NoDSSFoundError:
            pass
        return ValidationContext(
            trust_roots=self.roots,
            moment=self.at,
            allow_fetching=False,
            revocation_mode=revocation_mode,
            retroactive_revinfo=True,
            other_certs=certificates,
            crls=lists,
            ocsps=answers,
        )

    @staticmethod
    def _is_connected(status: PdfSignatureStatus) -> bool:
        return status.coverage is not None and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION


def _report_words(
    certificate: x509.Certificate,
    signed_at: datetime | None,
    intact: bool,
    trusted: bool,
    revocation: Revocation,
) -> str:
    return "; ".join(_verdicts(certificate, signed_at, intact, trusted, revocation))


def _verdicts(
    certificate: x509.Certificate,
    signed_at: datetime | None,
    intact: bool,
    trusted: bool,
    revocation: Revocation,
) -> Iterator[str]:
    name = name_part(certificate.subject, "common_name")
    if signed_at is None:
        yield _("%(name)s ký số, không rõ thời điểm") % {"name": name}
    else:
        yield _("%(name)s ký số lúc %(moment)s") % {"name": name, "moment": moment_words(signed_at)}
    yield _("nội dung nguyên vẹn") if intact else _("nội dung đã bị thay đổi sau khi ký")
    yield _("chứng thư được tin cậy") if trusted else _("chứng thư không thuộc cơ quan cấp được tin cậy")
    yield {
        "ok": _("chứng thư chưa bị thu hồi"),
        "revoked": _("chứng thư đã bị thu hồi"),
        "unknown": _("chưa kiểm tra được thu hồi"),
    }[revocation]
    if is_test(certificate):
        yield _("CHỨNG THƯ THỬ NGHIỆM")
