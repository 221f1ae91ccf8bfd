"""Where a signing tool plugs in: it knows how one product's token or service speaks, and nothing of dossiers.

Source: practice.md 1. Vendors' tools differ (a programme on the machine, a remote service); an installation names the
classes it uses in SIGNING_AGENTS. Without any, papers are signed outside and handed back.
"""

import base64
import binascii
from collections.abc import Mapping
from typing import Any, Protocol

from asn1crypto import x509
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from inspections.documents.signing.credentials import certificate_from
from inspections.exceptions import NotReady


class SigningAgent(Protocol):
    """One kind of signing tool."""

    name: str
    label: Any

    def certificate(self, message: Mapping[str, Any]) -> x509.Certificate:
        """Whose certificate the tool announced; the revision is prepared for it."""

    def request(self, digest: str) -> Mapping[str, Any]:
        """What the tool is handed: the digest that is to be signed, in the tool's own words."""

    def signature(self, message: Mapping[str, Any]) -> bytes:
        """The bare value of the signature from the tool's answer."""


class PlainAgent:
    """Any tool that gives a certificate and signs a SHA-256 digest: PEM or base64 in, base64 out."""

    name = "may"
    label = _l("Công cụ ký trên máy (mã băm SHA-256)")

    def certificate(self, message: Mapping[str, Any]) -> x509.Certificate:
        """The field ``certificate``: PEM, or DER in base64."""
        text = str(message.get("certificate", "")).strip()
        try:
            content = text.encode() if text.startswith("-----") else base64.b64decode(text, validate=True)
            found = certificate_from(content)
            assert found.subject.native is not None
        except (ValueError, TypeError, binascii.Error) as error:
            raise NotReady(
                [_("Không đọc được chứng thư. Chép nguyên chứng thư (PEM) từ công cụ ký.")]
            ) from error
        return found

    def request(self, digest: str) -> Mapping[str, Any]:
        """The digest in hexadecimal."""
        return {"digest": digest, "algorithm": "sha256"}

    def signature(self, message: Mapping[str, Any]) -> bytes:
        """The field ``signature`` in base64."""
        try:
            value = base64.b64decode("".join(str(message.get("signature", "")).split()), validate=True)
        except (ValueError, binascii.Error) as error:
            raise NotReady(
                [_("Không đọc được chữ ký trả về. Chép nguyên giá trị base64 từ công cụ ký.")]
            ) from error
        if not value:
            raise NotReady([_("Chưa có chữ ký trả về từ công cụ ký.")])
        return value


def agents() -> dict[str, SigningAgent]:
    """The tools of this installation by name."""
    found: list[SigningAgent] = [import_string(path)() for path in settings.SIGNING_AGENTS]
    return {agent.name: agent for agent in found}
