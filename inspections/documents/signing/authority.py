"""A test certificate authority for the demonstration: its certificates can never be taken for real ones.

Source: practice.md 1 ("Demo certificates are marked CHỨNG THƯ THỬ NGHIỆM"). Keys are made where the demonstration
runs and stay there; none is ever part of the product.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from inspections.documents.signing.credentials import TEST_MARK, Credential

ROOT_NAME: Final = f"{TEST_MARK} - bản dùng thử"
AGENCY: Final = "agency"
TRUSTED: Final = "trusted"
_MAX_NAME_BYTES: Final = 64
_ORGANISATION_MARK: Final = "MST:THU-NGHIEM"
_VALID_FROM: Final = datetime(2024, 1, 1, tzinfo=UTC)
_VALID_FOR: Final = timedelta(days=20 * 365)


@dataclass(frozen=True)
class DemoAuthority:
    """The folder of one test authority: root, trusted root, people and agency."""

    folder: Path

    @property
    def trusted(self) -> Path:
        """The folder to name among the trust anchors of a demonstration."""
        return self.folder / TRUSTED

    def establish(self) -> None:
        """Make the root once; a second call changes nothing."""
        if self._path("root", ".key").exists() and (self.trusted / "root.crt").exists():
            return
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, ROOT_NAME)])
        certificate = (
            _builder(name, name, key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(authority=True), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .sign(key, hashes.SHA256())
        )
        self._write("root", certificate, key)
        _write_file(
            self.trusted / "root.crt", certificate.public_bytes(serialization.Encoding.PEM), secret=False
        )

    def issue(self, label: str, *, name: str, organisation: str, post: str = "") -> Credential:
        """Issue a certificate for a person, or for an agency when both names are the same; once for each label."""
        self.establish()
        if not self._path(label, ".crt").exists():
            self._write(label, *self._new_leaf(name=name, organisation=organisation, post=post))
        return self.credential(label)

    def issue_to_agency(self, organisation: str) -> Credential:
        """The agency's own certificate, kept by its records office (Decree 30/2020 Art. 32)."""
        return self.issue(AGENCY, name=organisation, organisation=organisation)

    def has(self, label: str) -> bool:
        """Whether a certificate was issued under this label."""
        return self._path(label, ".crt").exists() and self._path(label, ".key").exists()

    def credential(self, label: str) -> Credential:
        """The certificate and key issued under this label."""
        return Credential(
            certificate_pem=self._path(label, ".crt").read_bytes(),
            key_pem=self._path(label, ".key").read_bytes(),
            chain_pem=(self._path("root", ".crt").read_bytes(),),
        )

    def _new_leaf(
        self, *, name: str, organisation: str, post: str
    ) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
        root = self.credential("root")
        root_certificate = x509.load_pem_x509_certificate(root.certificate_pem)
        root_key = serialization.load_pem_private_key(root.key_pem, password=None)
        if not isinstance(root_key, ec.EllipticCurvePrivateKey):
            raise TypeError(type(root_key))
        key = ec.generate_private_key(ec.SECP256R1())
        parts = {
            NameOID.COMMON_NAME: _fitting(name),
            NameOID.ORGANIZATION_NAME: organisation,
            NameOID.TITLE: _fitting(f"{TEST_MARK} - {post}" if post else TEST_MARK),
            NameOID.USER_ID: _ORGANISATION_MARK if name == organisation else "",
        }
        subject = x509.Name([x509.NameAttribute(part, value) for part, value in parts.items() if value])
        certificate = (
            _builder(subject, root_certificate.subject, key.public_key())
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(authority=False), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False
            )
            .sign(root_key, hashes.SHA256())
        )
        return certificate, key

    def _path(self, label: str, suffix: str) -> Path:
        if label != Path(label).name or label.startswith("."):
            raise ValueError(label)
        return self.folder / f"{label}{suffix}"

    def _write(self, label: str, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> None:
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        _write_file(self._path(label, ".key"), private, secret=True)
        _write_file(
            self._path(label, ".crt"), certificate.public_bytes(serialization.Encoding.PEM), secret=False
        )


def _builder(
    subject: x509.Name, issuer: x509.Name, public_key: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_VALID_FROM)
        .not_valid_after(_VALID_FROM + _VALID_FOR)
    )


def _fitting(name: str) -> str:
    """A name cut to what a certificate may hold (X.520: 64), between two letters and never inside one."""
    return name.encode()[:_MAX_NAME_BYTES].decode(errors="ignore")


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _write_file(path: Path, content: bytes, *, secret: bool) -> None:
    """Written whole beside its place, then moved there; a key is readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600 if secret else 0o644), "wb"
    ) as stream:
        stream.write(content)
    draft.replace(path)
