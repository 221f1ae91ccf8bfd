"""Sign in two steps with a key that never comes here: the digest goes out, the signature comes back.

Source: practice.md 1 (only a verified digital signature counts); the key stays on the signer's token or at his
signing service. The result is the same PAdES revision as any other signature, and is verified before it is kept.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final

from asn1crypto import cms, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_cms import ExternalSigner, PdfCMSSignedAttributes
from pyhanko.sign.signers.pdf_signer import PdfSigner, PdfSigningSession, PdfTBSDocument
from pyhanko_certvalidator.registry import SimpleCertificateStore

from inspections.documents.signing.apart import run_apart
from inspections.documents.signing.signer import appearance_of, signatures_in, visible_signer

_ROOM: Final = 24_000
_LONGEST_VALUE: Final = 1024


@dataclass(frozen=True)
class Prepared:
    """A revision that waits for its signature: the bytes, where it goes, what is signed, and the digest of that."""

    content: bytes
    document_digest: bytes
    region_start: int
    region_end: int
    attributes: bytes

    @property
    def digest(self) -> str:
        """What the signer's tool signs, SHA-256, in hexadecimal."""
        return hashlib.sha256(self.attributes).hexdigest()


def prepare(
    pdf: bytes, certificate: x509.Certificate, *, reason: str, at: datetime, lines: Sequence[str]
) -> Prepared:
    """Write the revision with room for the signature; nothing is signed yet."""
    earlier = signatures_in(pdf)
    place, style = appearance_of(pdf, lines, certificate, "personal", wished=None, earlier=earlier)
    signer = visible_signer(
        _external(certificate, bytes(_LONGEST_VALUE)),
        place,
        style,
        field_name=f"personal-{earlier + 1}",
        reason=reason,
    )
    return run_apart(_prepared(IncrementalPdfFileWriter(BytesIO(pdf), strict=False), signer, at))


async def _prepared(writer: IncrementalPdfFileWriter, signer: PdfSigner, at: datetime) -> Prepared:
    session: PdfSigningSession = signer.init_signing_session(writer)
    session.system_time = at
    checked = await session.perform_presign_validation(writer)
    waiting = session.prepare_tbs_document(validation_info=checked, bytes_reserved=_ROOM)
    output = BytesIO()
    digest, _output = waiting.digest_tbs_document(output=output)
    external = signer.signer
    assert external is not None
    attributes = await external.signed_attrs(
        digest.document_digest,
        "sha256",
        attr_settings=PdfCMSSignedAttributes(signing_time=at),
        use_pades=True,
    )
    return Prepared(
        content=output.getvalue(),
        document_digest=digest.document_digest,
        region_start=digest.reserved_region_start,
        region_end=digest.reserved_region_end,
        attributes=attributes.dump(),
    )


def finish(prepared: Prepared, certificate: x509.Certificate, signature: bytes) -> bytes:
    """Put the signature into its room; whether it is one is for the verification to say."""
    return run_apart(_finished(prepared, _external(certificate, signature)))


async def _finished(prepared: Prepared, signer: ExternalSigner) -> bytes:
    signed = await signer.async_sign_prescribed_attributes(
        "sha256", signed_attrs=cms.CMSAttributes.load(prepared.attributes)
    )
    output = BytesIO(prepared.content)
    await PdfTBSDocument.async_finish_signing(
        output,
        PreparedByteRangeDigest(prepared.document_digest, prepared.region_start, prepared.region_end),
        signed,
    )
    return output.getvalue()


def _external(certificate: x509.Certificate, value: bytes) -> ExternalSigner:
    return ExternalSigner(
        signing_cert=certificate, cert_registry=SimpleCertificateStore(), signature_value=value
    )
