"""Sign a PDF as one more revision: what was signed before stays untouched and verifiable.

Source: practice.md 1 (number, date and seal are added after the personal signature, as a later revision);
Decree 30/2020 Art. 32 (the agency's signature only after that of the competent person).
"""

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Final, Literal

from asn1crypto import keys, pem, x509
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, Signer, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from inspections.documents.signing.apart import run_apart
from inspections.documents.signing.appearance import BLUE, RED, SignatureStyle, on_number_line, stacked
from inspections.documents.signing.credentials import (
    TEST_MARK,
    CertificateKind,
    Credential,
    certificate_from,
    is_test,
    name_part,
)
from inspections.documents.signing.placing import Placement, free_place, number_line, place_above_name
from inspections.documents.signing.verify import verify_pdf
from inspections.exceptions import Refused

AGENCY_PLACE: Final = Placement(page=0, box=(330, 794, 560, 836))
_COLOURS: Final = {"personal": BLUE, "agency": RED}
_NUMBER_TEXT: Final = re.compile(r"Số\s*:")
_DATE_TEXT: Final = re.compile(r",\s*ngày\s")
_DESCENT: Final = 4.0

Role = Literal["personal", "agency"]


def sign_pdf(
    pdf: bytes,
    *,
    credential: Credential,
    role: Role,
    reason: str,
    at: datetime,
    lines: Sequence[str] = (),
    placement: Placement | None = None,
) -> bytes:
    """Add a PAdES signature with a visible text; the agency signs only what a competent person has signed."""
    earlier = signatures_in(pdf)
    if role == "agency" and not _signed_by_a_person(pdf, at):
        raise Refused(
            _(
                "Chưa có chữ ký số của người có thẩm quyền, chưa được ký số của cơ quan (Nghị định 30/2020/NĐ-CP Đ.32)."
            )
        )
    place, style = appearance_of(pdf, lines, credential.certificate, role, wished=placement, earlier=earlier)
    signer = visible_signer(
        _signer(credential), place, style, field_name=f"{role}-{earlier + 1}", reason=reason
    )
    return run_apart(_sign(IncrementalPdfFileWriter(BytesIO(pdf), strict=False), signer, at))


def visible_signer(
    signer: Signer, place: Placement, style: SignatureStyle, *, field_name: str, reason: str
) -> PdfSigner:
    """A PAdES signature with its own visible field, by whatever holds the key."""
    return PdfSigner(
        PdfSignatureMetadata(
            field_name=field_name,
            reason=reason,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
        ),
        signer=signer,
        stamp_style=style,
        new_field_spec=SigFieldSpec(field_name, on_page=place.page, box=place.box),
    )


async def _sign(writer: IncrementalPdfFileWriter, signer: PdfSigner, at: datetime) -> bytes:
    """The signing time is the caller's: no rule and no document reads the clock by itself."""
    session: PdfSigningSession = signer.init_signing_session(writer)
    session.system_time = at
    checked = await session.perform_presign_validation(writer)
    room = await session.estimate_signature_container_size(checked)
    prepared = session.prepare_tbs_document(validation_info=checked, bytes_reserved=room)
    output = BytesIO()
    digest, _output = prepared.digest_tbs_document(output=output)
    await prepared.perform_signature(
        document_digest=digest.document_digest, pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at)
    )
    return output.getvalue()


def _signer(credential: Credential) -> SimpleSigner:
    store = SimpleCertificateStore()
    store.register_multiple([certificate_from(content) for content in credential.chain_pem])
    _kind, _headers, key = pem.unarmor(credential.key_pem)
    return SimpleSigner(
        signing_cert=credential.certificate, signing_key=keys.PrivateKeyInfo.load(key), cert_registry=store
    )


def signatures_in(pdf: bytes) -> int:
    """How many signatures a file has already."""
    try:
        return len(PdfFileReader(BytesIO(pdf), strict=False).embedded_signatures)
    except Exception as error:  # a broken file fails in more ways than the library names
        raise Refused(_("Tệp không phải là PDF đọc được nên không ký số được.")) from error


def _signed_by_a_person(pdf: bytes, at: datetime) -> bool:
    """Whom to trust is judged when a signature is accepted; here it is enough that a person's stands unbroken."""
    return any(
        report.intact and report.certificate_kind is not CertificateKind.ORGANISATION
        for report in verify_pdf(pdf, trust_roots=(), at=at).signatures
    )


def _shown(lines: Sequence[str], certificate: x509.Certificate) -> list[str]:
    return [*lines, TEST_MARK] if is_test(certificate) else list(lines)


def _gives_number_and_date(texts: Sequence[str]) -> bool:
    return len(texts) > 1 and bool(_NUMBER_TEXT.match(texts[0]) and _DATE_TEXT.search(texts[1]))


def appearance_of(
    pdf: bytes,
    lines: Sequence[str],
    certificate: x509.Certificate,
    role: Role,
    *,
    wished: Placement | None,
    earlier: int,
) -> tuple[Placement, SignatureStyle]:
    """The caller's place if one was given; else the number line for the agency, the printed name for a person."""
    texts = _shown(lines, certificate)
    if role == "agency" and wished is None and _gives_number_and_date(texts):
        line = number_line(pdf)
        if line is not None:
            placement, drawn = on_number_line(texts, line)
            return placement, SignatureStyle(border_width=0, lines=drawn, covers_above=drawn[0].y - _DESCENT)
    if wished is None:
        name = name_part(certificate.subject, "common_name")
        printed = place_above_name(pdf, name) if role == "personal" else AGENCY_PLACE
        wished = printed or free_place(earlier)
    return wished, SignatureStyle(border_width=0, lines=stacked(texts, wished, _COLOURS[role]))
