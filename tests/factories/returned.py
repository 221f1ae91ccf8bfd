"""Papers as they come back: signed outside by people and the agency of the demonstration, or scanned."""

import io
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pypdf
import weasyprint
from django.utils import timezone

from inspections.actions.documents import latest_bytes
from inspections.documents.formatting import long_date
from inspections.documents.signing.places import demo_authority
from inspections.documents.signing.signer import sign_pdf
from inspections.management.demo.paper import incoming
from inspections.models import Document
from inspections.models.inputs import ReturnedInput


def signed_outside(
    paper: Document,
    *,
    at: datetime,
    people: Sequence[str] = ("giamdoc",),
    number: int | None = 5,
    on: date | None = None,
    agency: bool = True,
) -> bytes:
    """The print signed by these people, then numbered, dated and sealed by the agency, each as a revision."""
    content = latest_bytes(paper)
    authority = demo_authority()
    for name in people:
        content = sign_pdf(
            content, credential=authority.credential(name), role="personal", reason="ký", at=at
        )
    if not agency:
        return content
    day = (on or timezone.localdate(at)).isoformat()
    lines = [f"Số: {number:02d}/{paper.snapshot['symbol']}", f"Lâm Đồng, {long_date(day)}"] if number else []
    return sign_pdf(
        content,
        credential=authority.credential("agency"),
        role="agency",
        reason="phát hành",
        at=at + timedelta(minutes=5),
        lines=lines,
    )


def returned(content: bytes, **typed: object) -> ReturnedInput:
    """The file with what was typed beside it."""
    return ReturnedInput(incoming("da-ky.pdf", content), **typed)  # type: ignore[arg-type]


def scan(words: str = "") -> bytes:
    """A scan: a page without a word, or with the few words that were recognised."""
    content = weasyprint.HTML(string=f"<p>{words}</p>").write_pdf()
    assert isinstance(content, bytes)
    return content


def with_page_of(content: bytes, other: bytes, *, place: int) -> bytes:
    """The same file with one page taken from another."""
    pages = [*pypdf.PdfReader(io.BytesIO(content)).pages]
    pages[place] = pypdf.PdfReader(io.BytesIO(other)).pages[place]
    writer = pypdf.PdfWriter()
    for page in pages:
        writer.add_page(page)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()
