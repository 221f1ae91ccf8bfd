"""Office files are zip archives: their list of parts is judged before a part is opened, then each part is
inflated once with a shared allowance, so that no bomb can fill memory or disk.

Source: quality.md 3 nos. 12 and 14, P13 (path traversal, zip and XML bombs); macros run on whoever opens them.
"""

import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Final

from django.utils.translation import gettext as _

MAX_ENTRIES: Final = 2_000
MAX_EXPANDED: Final = 200 * 1024 * 1024
MAX_RATIO: Final = 100
MAX_DEPTH: Final = 2
_RATIO_FROM: Final = 1024 * 1024
_MAX_DIRECTORY: Final = 2 * 1024 * 1024
_CHUNK: Final = 1 << 18
_END: Final = b"PK\x05\x06"
_ARCHIVES: Final = (
    ".zip",
    ".docx",
    ".xlsx",
    ".pptx",
    ".docm",
    ".xlsm",
    ".pptm",
    ".jar",
    ".7z",
    ".rar",
    ".gz",
)
_XML_PARTS: Final = (".xml", ".rels", ".vml")
_MACRO_PARTS: Final = ("vbaproject.bin", "vbadata.xml")
_DOCTYPES: Final = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_MAIN_PARTS: Final = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


class _Refused(Exception):
    """The archive breaks a rule; the message is the second half of the sentence shown."""


@dataclass
class _Allowance:
    """What all archives of one upload may expand to together, nested ones included."""

    expanded: int = 0
    entries: int = 0

    def take(self, size: int) -> None:
        self.expanded += size
        if self.expanded > MAX_EXPANDED:
            raise _Refused(
                _(
                    "bung ra hơn 200 MB, quá mức cho phép của một tệp nén. Hãy giảm ảnh, dữ liệu trong tệp rồi gửi lại."
                )
            )

    def count(self, entries: int) -> None:
        self.entries += entries
        if self.entries > MAX_ENTRIES:
            raise _Refused(
                _("chứa hơn 2.000 thành phần, quá mức cho phép của một tệp nén. Hãy tách tệp rồi gửi lại.")
            )


def ends_as_archive(stream: IO[bytes], size: int) -> bool:
    """A file that is at the same time a zip archive carries a directory that ends exactly where the file ends."""
    return _end_record(stream, size) is not None


def archive_fault(stream: IO[bytes], size: int, kind: str) -> str | None:
    """What is wrong with an Office file of this kind ("docx", "xlsx"), as the end of a sentence, or nothing."""
    try:
        _examine(stream, size, kind, _Allowance(), depth=1)
    except _Refused as refused:
        return str(refused)
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, ValueError, OSError):
        return _("bị hỏng, không mở được. Hãy mở tệp trên máy, lưu lại rồi gửi bản mới.")
    return None


def _end_record(stream: IO[bytes], size: int) -> tuple[int, int] | None:
    """Number of entries and size of the directory, from a record that closes the file."""
    start = max(0, size - 65_557)
    stream.seek(start)
    tail = stream.read()
    at = tail.rfind(_END)
    while at != -1:
        if at + 22 <= len(tail):
            entries, directory, _offset, comment = struct.unpack("<HIIH", tail[at + 10 : at + 22])
            if start + at + 22 + comment == size:
                return entries, directory
        at = tail.rfind(_END, 0, at)
    return None


def _examine(stream: IO[bytes], size: int, kind: str, allowance: _Allowance, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise _Refused(_("chứa tệp nén lồng trong tệp nén nhiều lớp. Hãy gửi từng tệp riêng."))
    end = _end_record(stream, size)
    if end is None or end[1] > _MAX_DIRECTORY:
        raise zipfile.BadZipFile
    allowance.count(end[0])
    with zipfile.ZipFile(stream) as archive:
        parts = archive.infolist()
        allowance.count(len(parts) - end[0])
        _judge_names(parts)
        _judge_sizes(parts)
        if kind and _MAIN_PARTS[kind] not in archive.namelist():
            raise _Refused(
                _(
                    "có đuôi .%(kind)s nhưng nội dung không phải là tệp .%(kind)s. Hãy lưu lại đúng loại rồi gửi lại."
                )
                % {"kind": kind}
            )
        for part in parts:
            _read_through(archive, part, allowance, depth)


def _judge_names(parts: Sequence[zipfile.ZipInfo]) -> None:
    for part in parts:
        original = part.orig_filename.replace("\\", "/")
        if original.startswith("/") or ":" in original or "\x00" in original or ".." in original.split("/"):
            raise _Refused(
                _(
                    "chứa đường dẫn trỏ ra ngoài tệp nén, dấu hiệu của tệp gây hại. Hãy mở tệp, lưu lại rồi gửi bản mới."
                )
            )
        if original.lower().endswith(_MACRO_PARTS):
            raise _Refused(
                _(
                    "có macro (chương trình chạy tự động), không được nhận. Hãy lưu thành tệp không có macro rồi gửi lại."
                )
            )
        if part.flag_bits & 0x1:
            raise _Refused(_("có mật khẩu nên không kiểm tra được. Hãy bỏ mật khẩu rồi gửi lại."))


def _judge_sizes(parts: Sequence[zipfile.ZipInfo]) -> None:
    sizes = [(part.file_size, part.compress_size) for part in parts]
    sizes.append((sum(full for full, _packed in sizes), sum(packed for _full, packed in sizes)))
    for full, packed in sizes:
        if full > _RATIO_FROM and full > MAX_RATIO * max(packed, 1):
            raise _Refused(
                _(
                    "có phần nén quá 100 lần, dấu hiệu của tệp làm treo máy. Hãy mở tệp, lưu lại rồi gửi bản mới."
                )
            )


def _read_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo, allowance: _Allowance, depth: int) -> None:
    name = part.filename.lower()
    with archive.open(part) as content:
        head = content.read(4)
        allowance.take(len(head))
        if name.endswith(_ARCHIVES) or head == b"PK\x03\x04":
            _examine_nested(head, _chunks(content, allowance), allowance, depth)
            return
        seen = head
        for chunk in _chunks(content, allowance):
            window = seen + chunk
            if name.endswith(_XML_PARTS) and any(mark in window for mark in _DOCTYPES):
                raise _Refused(
                    _(
                        "chứa khai báo XML có thể làm treo máy. Hãy mở tệp bằng Word hoặc Excel, lưu lại rồi gửi bản mới."
                    )
                )
            if name == "[content_types].xml" and b"macroenabled" in window.lower():
                raise _Refused(
                    _("là tệp có macro đổi đuôi, không được nhận. Hãy lưu thành tệp không có macro.")
                )
            seen = window[-32:]


def _chunks(content: IO[bytes], allowance: _Allowance) -> Iterator[bytes]:
    while chunk := content.read(_CHUNK):
        allowance.take(len(chunk))
        yield chunk


def _examine_nested(head: bytes, rest: Iterator[bytes], allowance: _Allowance, depth: int) -> None:
    """An Office file may hold another one (the numbers behind a chart); the same allowance covers both."""
    if head != b"PK\x03\x04":
        raise _Refused(_("chứa tệp nén lạ bên trong. Hãy lấy tệp đó ra và gửi riêng."))
    with tempfile.SpooledTemporaryFile(max_size=4 * _CHUNK) as copy:
        copy.write(head)
        for chunk in rest:
            copy.write(chunk)
        _examine(copy, copy.tell(), "", allowance, depth + 1)
