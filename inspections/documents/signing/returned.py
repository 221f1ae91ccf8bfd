"""What a returned PDF says of itself: the codes of its print on each page, its number and date, its signatures.

Source: practice.md 1, 2 (the file that comes back is read, an officer confirms). A page that carries another print's
code was put there from elsewhere, whatever its words say.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final

import pypdf
from django.utils.translation import gettext as _

from inspections.documents.signing.places import trust_roots
from inspections.documents.signing.same_text import NumberAndDate, read_number_and_date
from inspections.documents.signing.verify import SignatureReport, Verification, verify_pdf

_PRINT_CODE: Final = re.compile(r"Mã bản in:\s*([0-9a-f]{12})")
_CHECK_CODE: Final = re.compile(r"Mã tra cứu:\s*([2-9A-HJ-NP-Z]{11})")


@dataclass(frozen=True)
class ReturnedPdf:
    """A returned file as it was read."""

    readable: bool
    pages: int
    page_codes: tuple[str, ...]
    check_codes: frozenset[str]
    has_text: bool
    number_and_date: NumberAndDate | None
    verification: Verification

    @property
    def is_signed(self) -> bool:
        """Is there any digital signature, good or bad?"""
        return self.readable and not self.verification.is_unsigned

    @property
    def print_codes(self) -> frozenset[str]:
        """The codes of all pages that show one."""
        return frozenset(filter(None, self.page_codes))

    @property
    def persons(self) -> tuple[SignatureReport, ...]:
        """Signatures of people, also where the certificate names their organisation."""
        return tuple(s for s in self.verification.signatures if not s.is_of_organisation)

    @property
    def organisations(self) -> tuple[SignatureReport, ...]:
        """Signatures of an agency or an institution as such."""
        return tuple(s for s in self.verification.signatures if s.is_of_organisation)


def read_returned(pdf: bytes, *, at: datetime) -> ReturnedPdf:
    """Read a file that came back; nothing is decided here."""
    texts = _texts(pdf)
    shown = texts or ()
    return ReturnedPdf(
        readable=texts is not None,
        pages=len(shown),
        page_codes=tuple(found[1] if (found := _PRINT_CODE.search(text)) else "" for text in shown),
        check_codes=frozenset(code for text in shown for code in _CHECK_CODE.findall(text)),
        has_text=any(text.strip() for text in shown),
        number_and_date=read_number_and_date(pdf),
        verification=verify_pdf(pdf, trust_roots=trust_roots(), at=at),
    )


def page_from_elsewhere(read: ReturnedPdf, own: str) -> str | None:
    """A page with the code of another print among pages of this one was put in later."""
    if own not in read.print_codes:
        return None
    for number, code in enumerate(read.page_codes, start=1):
        if code not in ("", own):
            text = _(
                "Trang %(page)s mang mã bản in %(code)s, không phải trang của văn bản này: trang đã bị thay."
            )
            return text % {"page": number, "code": code}
    return None


def _texts(pdf: bytes) -> Sequence[str] | None:
    try:
        return [
            unicodedata.normalize("NFC", page.extract_text()) for page in pypdf.PdfReader(BytesIO(pdf)).pages
        ]
    except Exception:  # a broken file fails in more ways than its reader names
        return None
