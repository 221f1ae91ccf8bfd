"""«In cả hồ sơ»: the stored papers of a dossier bound into one PDF behind its contents, each as it was stored.

Nothing is stamped onto a paper: the pages are those that people signed. Bound together they are a reading copy; the
signatures are checked on the single papers (Nghị định 30/2020/NĐ-CP Điều 25, 29).
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from .snapshots_sheets import ContentsRow

PDF_HEAD: Final = b"%PDF-"


@dataclass(frozen=True)
class Sheet:
    """One paper or file of the dossier; without ``blob`` it is only listed."""

    title: str
    file: str
    sha256: str
    number: str = ""
    dated_on: str = ""
    blob: Any = None


@dataclass
class Book:
    """The bound dossier, and what could not be bound with the reason."""

    content: bytes = b""
    pages: int = 0
    left_out: list[dict[str, str]] = field(default_factory=list)


def bind(sheets: Sequence[Sheet], contents: Callable[[list[ContentsRow]], bytes]) -> Book:
    """Bind the sheets in their order; ``contents`` draws the page that stands before them."""
    book, writer, rows = Book(), PdfWriter(), list[ContentsRow]()
    for sheet in sheets:
        pages = 0
        if sheet.blob is not None:
            pages, fault = _append(writer, sheet)
            if fault:
                book.left_out.append({"name": sheet.title, "why": fault})
        rows.append(_row(sheet, pages))
    writer.merge(0, io.BytesIO(contents(rows)), outline_item=_("Mục lục hồ sơ"), import_outline=False)
    book.pages = len(writer.pages)
    out = io.BytesIO()
    writer.write(out)
    book.content = out.getvalue()
    return book


def _append(writer: PdfWriter, sheet: Sheet) -> tuple[int, str]:
    """Add the pages of one file; returns how many, and why there are none."""
    try:
        with sheet.blob.open("rb") as stream:
            content = stream.read()
        if not content.startswith(PDF_HEAD):
            return 0, _("Không phải tệp PDF nên không in kèm được.")
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            return 0, _("Tệp PDF có mật khẩu nên không in kèm được.")
        count = len(reader.pages)
        writer.append(reader, outline_item=sheet.title, import_outline=False)
    except OSError:
        return 0, _("Không tìm thấy tệp trong kho lưu trữ. Báo quản trị hệ thống.")
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return 0, _("Tệp PDF bị hỏng nên không in kèm được.")
    return count, ""


def _row(sheet: Sheet, pages: int) -> ContentsRow:
    return {
        "title": sheet.title,
        "number": sheet.number,
        "dated_on": sheet.dated_on,
        "pages": pages,
        "file": sheet.file,
        "sha256": sheet.sha256,
    }
