"""From a frozen snapshot to the bytes of a PDF, in the layout of Decree 30/2020, Phụ lục I.

The snapshot itself goes with the paper, as a file inside the PDF (ISO 19005-3) that a machine reads: what it holds is
what the paper prints, and nothing more. The same snapshot always gives the same bytes. Rendering is slow (seconds for a long document), so it is done
in a job, never in a request.
"""

import logging
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.template import Context, Engine

from .fetcher import own_files_fetcher
from .hashing import canonical_json, print_code, snapshot_hash

if TYPE_CHECKING:
    from weasyprint import Attachment

TEMPLATE_FOLDER = Path(__file__).resolve().parents[2] / "templates"
TEMPLATE_ROOM = "documents"
STYLE_SHEET = "document.css"
PDF_VARIANT = "pdf/a-3b"
RECORD_NAME = "du-lieu-van-ban.json"
# The file's own dates say nothing and would change the bytes from print to print.
RECORD_MADE = datetime(2025, 8, 5, tzinfo=UTC)


class RenderFailed(Exception):
    """The document could not be made as it should look; the message says why."""


class MissingValue(str):
    """Stands for a name that the snapshot lacks: a blank in an official document is never silent."""

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, name: object) -> str:
        raise RenderFailed(f"the snapshot has no value for {name}")


class _Complaints(logging.Handler):
    """Collects what WeasyPrint complains about in this thread."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.thread = threading.get_ident()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread:
            self.messages.append(record.getMessage())


@contextmanager
def complaints_are_errors() -> Iterator[None]:
    """Turn WeasyPrint's warnings (a typeface not found, a property not understood) into RenderFailed."""
    logger, complaints = logging.getLogger("weasyprint"), _Complaints()
    silenced, logger.disabled = logger.disabled, False
    logger.addHandler(complaints)
    try:
        yield
    finally:
        logger.removeHandler(complaints)
        logger.disabled = silenced
    if complaints.messages:
        raise RenderFailed("; ".join(complaints.messages))


@cache
def _engine() -> Engine:
    """Return the engine of the document templates: own filters, nothing of a web page."""
    return Engine(
        dirs=[str(TEMPLATE_FOLDER)],
        builtins=["inspections.documents.filters"],
        string_if_invalid=MissingValue("%s"),
    )


def render_html(template: str, snapshot: Mapping[str, Any], *, draft: bool) -> str:
    """Return the document as HTML, from which the PDF is made."""
    context = Context({"doc": snapshot, "draft": draft, "print_code": print_code(snapshot)})
    return _engine().get_template(f"{TEMPLATE_ROOM}/{template}").render(context)


def _record(snapshot: Mapping[str, Any]) -> "Attachment":
    """The snapshot in its one spelling, as the source of which this PDF is the print."""
    from weasyprint import Attachment

    return Attachment(
        string=canonical_json(snapshot),
        name=RECORD_NAME,
        description=f"Dữ liệu đọc bằng máy của văn bản, mã bản in {print_code(snapshot)}",
        created=RECORD_MADE,
        modified=RECORD_MADE,
        relationship="Source",
    )


def render_pdf(template: str, snapshot: Mapping[str, Any], *, draft: bool) -> bytes:
    """Return the document as PDF (made as PDF/A-3b); ``template`` is a file of templates/documents.

    A draft carries "BẢN NHÁP" across every page. Nothing is loaded but our typefaces.
    """
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError

    html = render_html(template, snapshot, draft=draft)
    fonts, fetcher = FontConfiguration(), own_files_fetcher()
    style = (TEMPLATE_FOLDER / TEMPLATE_ROOM / STYLE_SHEET).read_text(encoding="utf-8")
    try:
        with complaints_are_errors(), warnings.catch_warnings():
            # WeasyPrint leaves the colour profile of PDF/A to the garbage collector.
            warnings.simplefilter("ignore", ResourceWarning)
            sheet = CSS(string=style, font_config=fonts, url_fetcher=fetcher)
            page = HTML(string=html, url_fetcher=fetcher, media_type="print")
            made: bytes = page.write_pdf(
                stylesheets=[sheet],
                font_config=fonts,
                pdf_identifier=bytes.fromhex(snapshot_hash(snapshot)),
                pdf_variant=PDF_VARIANT,
                attachments=[_record(snapshot)],
            )
    except FatalURLFetchingError as refused:
        raise RenderFailed(str(refused)) from refused
    return made
