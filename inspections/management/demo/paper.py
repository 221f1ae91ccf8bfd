"""Papers of the demonstration: a readable file to hand in, and minutes that both sides signed outside the system."""

import hashlib
import re
from datetime import datetime, timedelta
from typing import Final

from django.core.files.base import ContentFile

from inspections.documents.fetcher import own_files_fetcher
from inspections.documents.layout import STYLE_SHEET, TEMPLATE_FOLDER, TEMPLATE_ROOM
from inspections.documents.signing.places import demo_authority
from inspections.documents.signing.signer import Placement, sign_pdf
from inspections.management.demo import words
from inspections.models import Document, Message, User
from inspections.models.inputs import Incoming

PLAIN_FILE: Final = b"%PDF-1.7 minh hoa"
BETWEEN: Final = timedelta(minutes=12)
LEFT: Final = Placement(page=-1, box=(85, 60, 295, 120))


def sample_file() -> bytes:
    """The file that institutions hand in."""
    return _page(words.FILE_TITLE, words.FILE_TEXT)


def sample_scan() -> bytes:
    """The scan of a paper that was signed by hand."""
    return _page(words.SCAN_TITLE, words.SCAN_TEXT)


def _page(title: str, text: str) -> bytes:
    """One page in the typeface of our documents."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts, fetcher = FontConfiguration(), own_files_fetcher()
    style = (TEMPLATE_FOLDER / TEMPLATE_ROOM / STYLE_SHEET).read_text(encoding="utf-8")
    page = HTML(string=f"<h1>{title}</h1><p>{text}</p>", url_fetcher=fetcher)
    made: bytes = page.write_pdf(
        stylesheets=[CSS(string=style, font_config=fonts, url_fetcher=fetcher)], font_config=fonts
    )
    return made


def scan_instead(scan: bytes, document_id: int) -> None:
    """A paper signed by hand is told by its scan alone: the scan stands in the place of the print too."""
    document = Document.objects.get(pk=document_id)
    document.body.save(document.kind, ContentFile(scan), save=False)
    document.body_sha256 = hashlib.sha256(scan).hexdigest()
    document.save(update_fields=["body", "body_sha256"])


def signed_by_both(document: Document, lead: str, head: str, *, at: datetime) -> bytes:
    """The print with the test certificates of the lead and of the institution's head (Điều 15.3a)."""
    with document.body.open("rb") as stream:
        content: bytes = stream.read()
    for name, place, when in ((lead, None, at - BETWEEN), (head, LEFT, at)):
        credential = demo_authority().credential(name)
        content = sign_pdf(
            content, credential=credential, role="personal", reason=document.title, at=when, placement=place
        )
    return content


def code_in_mail(person: User) -> str:
    """The six digits of the newest mail with a code."""
    mail = Message.objects.filter(to=person, key__startswith="code:").latest("pk")
    found = re.search(r"\b\d{6}\b", mail.body)
    assert found is not None
    return found[0]


def incoming(name: str, content: bytes = PLAIN_FILE) -> Incoming:
    """A file as the form hands it to an action."""
    digest = hashlib.sha256(content).hexdigest()
    return Incoming(name, len(content), digest, "application/pdf", ContentFile(content, name))
