"""What may come in as a file: judged by its content, whatever its name claims, in one reading of the stream.

Source: quality.md 3 nos. 8, 12 and 14 and P13; Decree 30/2020 Art. 29-31 (what enters the file must stay legible
there). A refusal is a sentence for the sender: what is wrong, where, the rule, what to do.
"""

import hashlib
import math
from dataclasses import dataclass
from typing import BinaryIO, Final

import magic
from django.utils.translation import gettext as _

from inspections.rules.uploads_archives import archive_fault, ends_as_archive
from inspections.rules.uploads_images import MAX_PIXELS, pixels_of
from inspections.rules.uploads_names import clean_name, extension_of
from inspections.rules.uploads_pdf import pdf_fault

_HEAD: Final = 1 << 16
_CHUNK: Final = 1 << 18
_MEGABYTE: Final = 1024 * 1024
_OOXML: Final = "application/vnd.openxmlformats-officedocument"
_OLD_OFFICE_HEAD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAM_HEADS: Final = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_SCRIPT_MARKS: Final = (b"<script", b"<html", b"<!doctype", b"<svg", b"<?php", b"javascript:")
_SCRIPT_TYPES: Final = frozenset(
    {"text/html", "text/x-php", "text/x-shellscript", "text/xml", "application/javascript"}
)


@dataclass(frozen=True)
class Examination:
    """What was learnt about one file; refused when `refusal` holds a sentence."""

    name: str
    size: int
    sha256: str
    mime: str
    refusal: str | None


@dataclass(frozen=True)
class FileKind:
    """One kind of file that is let in: what it is called, served as, named like and recognised by."""

    label: str
    mime: str
    extensions: tuple[str, ...]
    sniffed: frozenset[str]


KINDS: Final[tuple[FileKind, ...]] = (
    FileKind("PDF", "application/pdf", ("pdf",), frozenset({"application/pdf"})),
    FileKind(
        "Word",
        f"{_OOXML}.wordprocessingml.document",
        ("docx",),
        frozenset({f"{_OOXML}.wordprocessingml.document", "application/zip", "application/octet-stream"}),
    ),
    FileKind(
        "Excel",
        f"{_OOXML}.spreadsheetml.sheet",
        ("xlsx",),
        frozenset({f"{_OOXML}.spreadsheetml.sheet", "application/zip", "application/octet-stream"}),
    ),
    FileKind("JPEG", "image/jpeg", ("jpg", "jpeg"), frozenset({"image/jpeg"})),
    FileKind("PNG", "image/png", ("png",), frozenset({"image/png"})),
    FileKind("WEBP", "image/webp", ("webp",), frozenset({"image/webp"})),
    FileKind(
        "HEIC", "image/heic", ("heic", "heif"), frozenset({"image/heic", "image/heif", "image/heic-sequence"})
    ),
    FileKind("TXT", "text/plain", ("txt",), frozenset({"text/plain"})),
    FileKind("CSV", "text/csv", ("csv",), frozenset({"text/csv", "application/csv"})),
)
ACCEPTED_EXTENSIONS: Final = tuple(extension for kind in KINDS for extension in kind.extensions)
_BY_EXTENSION: Final = {extension: kind for kind in KINDS for extension in kind.extensions}


def examine(name: str, stream: BinaryIO, *, limit_bytes: int) -> Examination:
    """A file is let in when its size, its true kind and what it would do on opening are all allowed."""
    cleaned = clean_name(name)
    stream.seek(0)
    head, size, digest = _measured(stream)
    sniffed = magic.from_buffer(head, mime=True) if head else "application/x-empty"
    fault = _size_fault(size, limit_bytes) or _kind_fault(cleaned, head, sniffed)
    kind = _BY_EXTENSION.get(extension_of(cleaned))
    if fault is None and kind is not None:
        fault = _content_fault(kind, stream, size)
    stream.seek(0)
    accepted = fault is None and kind is not None
    return Examination(
        name=cleaned,
        size=size,
        sha256=digest,
        mime=kind.mime if accepted and kind is not None else sniffed,
        refusal=None if fault is None else _('Tệp "%(name)s" %(fault)s') % {"name": cleaned, "fault": fault},
    )


def _measured(stream: BinaryIO) -> tuple[bytes, int, str]:
    digest = hashlib.sha256()
    head = b""
    size = 0
    while chunk := stream.read(_CHUNK):
        head = head or chunk[:_HEAD]
        digest.update(chunk)
        size += len(chunk)
    return head, size, digest.hexdigest()


def _size_fault(size: int, limit_bytes: int) -> str | None:
    if size == 0:
        return _("không có nội dung (0 byte). Hãy kiểm tra lại tệp trên máy rồi gửi lại.")
    if size > limit_bytes:
        return _("nặng %(size)s, tối đa %(limit)s. Hãy nén hoặc tách tệp.") % {
            "size": megabytes(size, above=limit_bytes),
            "limit": megabytes(limit_bytes),
        }
    return None


def megabytes(size: int, *, above: int | None = None) -> str:
    """A size as people say it, "31 MB"; never rounded down onto the limit it exceeds."""
    whole = round(size / _MEGABYTE)
    if above is not None and whole * _MEGABYTE <= above or whole < 1:
        tenths = max(1, math.ceil(size * 10 / _MEGABYTE))
        return f"{tenths // 10},{tenths % 10} MB"
    return f"{whole} MB"


def _kind_fault(name: str, head: bytes, sniffed: str) -> str | None:
    extension = extension_of(name)
    if extension == "svg" or sniffed == "image/svg+xml":
        return _(
            "là ảnh SVG, có thể chứa mã chạy trên máy người xem nên không được nhận. Hãy đổi sang PNG hoặc PDF."
        )
    kind = _BY_EXTENSION.get(extension)
    if kind is None:
        return _(
            "thuộc loại không được nhận. Các loại được nhận: %(kinds)s. Hãy chuyển sang một loại đó rồi gửi lại."
        ) % {"kinds": ", ".join(ACCEPTED_EXTENSIONS)}
    if head.startswith(_OLD_OFFICE_HEAD):
        return _(
            "có mật khẩu hoặc là tệp Office đời cũ đổi đuôi. Hãy bỏ mật khẩu, lưu thành .%(extension)s rồi gửi lại."
        ) % {"extension": extension}
    if _is_lying(kind, head, sniffed):
        return _(
            "có đuôi .%(extension)s nhưng nội dung là %(found)s. Hãy gửi đúng tệp gốc, không đổi đuôi tệp."
        ) % {
            "extension": extension,
            "found": _called(head, sniffed),
        }
    return None


def _is_lying(kind: FileKind, head: bytes, sniffed: str) -> bool:
    if kind.mime.startswith("text/"):
        return not _is_plain_text(head, sniffed)
    if kind.mime.startswith(_OOXML):
        return not head.startswith(b"PK\x03\x04")
    return sniffed not in kind.sniffed


def _is_plain_text(head: bytes, sniffed: str) -> bool:
    """Prose and tables are told from programs; which prose libmagic believes to see does not matter."""
    lowered = head[:4096].lower()
    if sniffed in _SCRIPT_TYPES or any(mark in lowered for mark in _SCRIPT_MARKS):
        return False
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\x00" not in head and (
        sniffed.startswith("text/") or sniffed in {"application/csv", "application/json"}
    )


def _called(head: bytes, sniffed: str) -> str:
    if head.startswith(_PROGRAM_HEADS):
        return _("chương trình")
    for kind in KINDS:
        if sniffed == kind.mime:
            return _("tệp %(label)s") % {"label": kind.label}
    if sniffed in _SCRIPT_TYPES or sniffed.startswith("text/x-"):
        return _("trang web hoặc chương trình")
    if sniffed == "application/zip":
        return _("tệp nén")
    return _("loại khác")


def _content_fault(kind: FileKind, stream: BinaryIO, size: int) -> str | None:
    if kind.mime.startswith(_OOXML):
        return archive_fault(stream, size, kind.extensions[0])
    if ends_as_archive(stream, size):
        return _("vừa là tệp .%(extension)s vừa là tệp nén, dấu hiệu của tệp gây hại. Hãy gửi tệp gốc.") % {
            "extension": kind.extensions[0]
        }
    if kind.mime == "application/pdf":
        return pdf_fault(stream)
    if kind.mime.startswith("image/"):
        return _image_fault(kind, stream)
    return None


def _image_fault(kind: FileKind, stream: BinaryIO) -> str | None:
    pixels = pixels_of(kind.mime, stream)
    if pixels is None:
        return _("bị hỏng, không đọc được kích thước ảnh. Hãy chụp hoặc lưu lại rồi gửi bản mới.")
    if pixels > MAX_PIXELS:
        return _("là ảnh %(pixels)s triệu điểm ảnh, tối đa 60 triệu. Hãy thu nhỏ ảnh rồi gửi lại.") % {
            "pixels": math.ceil(pixels / 1_000_000)
        }
    return None
