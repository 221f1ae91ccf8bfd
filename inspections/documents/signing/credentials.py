"""A certificate with its key, and what a certificate says about its holder.

Source: practice.md 1 (certificate kind, issuer and validity are recorded; test certificates are marked).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from asn1crypto import pem, x509

TEST_MARK: Final = "CHỨNG THƯ THỬ NGHIỆM"
_CERTIFICATE_FILES: Final = (".crt", ".cer", ".pem", ".der")
_ORGANISATION_PREFIX: Final = "MST:"
_PERSON_PREFIXES: Final = ("CCCD:", "CMND:", "HC:", "PID:")


class CertificateKind(StrEnum):
    """Whom a certificate stands for."""

    PERSONAL = "personal"
    ORGANISATION = "organisation"
    PERSON_OF_ORGANISATION = "person_of_organisation"


@dataclass(frozen=True)
class Credential:
    """What is needed to sign: certificate, private key and the authorities above, all in PEM."""

    certificate_pem: bytes
    key_pem: bytes
    chain_pem: tuple[bytes, ...] = ()

    @property
    def certificate(self) -> x509.Certificate:
        """The certificate itself."""
        return certificate_from(self.certificate_pem)


def certificate_from(content: bytes) -> x509.Certificate:
    """Read a certificate, in PEM or DER."""
    if pem.detect(content):
        _kind, _headers, content = pem.unarmor(content)
    return x509.Certificate.load(content)


def certificates_from(sources: Iterable[Path | bytes | x509.Certificate]) -> list[x509.Certificate]:
    """Certificates given as such, as bytes, as files, or as a folder of files."""
    found: list[x509.Certificate] = []
    for source in sources:
        if isinstance(source, x509.Certificate):
            found.append(source)
        elif isinstance(source, bytes):
            found.append(certificate_from(source))
        else:
            found.extend(certificate_from(path.read_bytes()) for path in _certificate_paths(source))
    return found


def _certificate_paths(source: Path) -> Sequence[Path]:
    if not source.is_dir():
        return [source]
    return sorted(path for path in source.iterdir() if path.suffix.lower() in _CERTIFICATE_FILES)


def name_part(name: x509.Name, part: str) -> str:
    """One part of a subject or issuer, such as "common_name"; empty when it is not there."""
    value = name.native.get(part, "")
    return value if isinstance(value, str) else ", ".join(map(str, value))


def kind_of(certificate: x509.Certificate) -> CertificateKind:
    """Vietnamese authorities write MST: for an organisation and CCCD: for a person; without either the names decide."""
    subject = certificate.subject
    identifiers = " ".join(name_part(subject, part) for part in ("user_id", "serial_number")).upper()
    of_organisation = _ORGANISATION_PREFIX in identifiers
    of_person = any(prefix in identifiers for prefix in _PERSON_PREFIXES)
    if of_organisation or of_person:
        if not of_organisation:
            return CertificateKind.PERSONAL
        return CertificateKind.PERSON_OF_ORGANISATION if of_person else CertificateKind.ORGANISATION
    same = name_part(subject, "common_name") == name_part(subject, "organization_name")
    return CertificateKind.ORGANISATION if same else CertificateKind.PERSONAL


def is_test(certificate: x509.Certificate) -> bool:
    """A test certificate says so in its own name or in its issuer's."""
    return any(
        TEST_MARK in str(value)
        for name in (certificate.subject, certificate.issuer)
        for value in name.native.values()
    )
