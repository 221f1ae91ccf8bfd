"""A PDF comes in only when opening it runs nothing: no script, no program, no form that sends itself.

Source: quality.md 3 no. 8 and P13 (files that run when opened); an encrypted PDF can be neither checked nor
kept legible for the file (Decree 30/2020 Art. 29-31). What writers do by habit (open at page 1) is let in.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

import pypdf
from django.utils.translation import gettext as _
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

EXECUTABLE_EXTENSIONS: Final = (
    *(".exe", ".com", ".scr", ".bat", ".cmd", ".msi", ".dll", ".js", ".jse", ".vbs", ".vbe", ".wsf", ".hta"),
    *(
        ".ps1",
        ".jar",
        ".lnk",
        ".sh",
        ".py",
        ".app",
        ".apk",
        ".cpl",
        ".pif",
        ".docm",
        ".xlsm",
        ".pptm",
        ".html",
    ),
    *(".htm", ".svg", ".iso", ".reg"),
)
_EXECUTABLE_HEADS: Final = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_CHUNK: Final = 1 << 20
_OVERLAP: Final = 128
_MAX_HIDDEN: Final = 100 * 1024 * 1024
_HEADER_REACH: Final = 1 << 16
_RUNS: Final = frozenset({b"JavaScript", b"Rendition", b"RichMedia", b"XFA"})
_STARTS: Final = frozenset({b"Launch", b"SubmitForm", b"ImportData", b"GoToE"})
_LOOKED_FOR: Final = frozenset({*_RUNS, *_STARTS, b"Encrypt", b"ObjStm", b"EmbeddedFile", b"EmbeddedFiles"})
_DELIMITER: Final = rb"(?=[\x00\t\n\f\r ()<>\[\]{}/%])"
_NAME: Final = re.compile(
    rb"/(" + b"|".join(sorted(_LOOKED_FOR)) + rb"|[\w.+-]{0,40}#[0-9A-Fa-f]{2}[\w.+#-]{0,60})" + _DELIMITER
)
_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_HARMLESS_ACTIONS: Final = frozenset({"/GoTo", "/Named", "/Hide", "/SetOCGState", "/Trans", "/Thread"})


class _Refused(Exception):
    """The PDF breaks a rule; the message is the second half of the sentence shown."""


def pdf_fault(stream: BinaryIO) -> str | None:
    """What is wrong with a PDF, as the end of a sentence, or nothing."""
    try:
        names = _names_seen(stream)
        _judge_names(names)
        _judge_structure(stream, with_attachments=bool(names & {b"EmbeddedFile", b"EmbeddedFiles"}))
    except _Refused as refused:
        return str(refused)
    except Exception:  # a broken PDF fails in more ways than its reader names; each is the sender's to mend
        return _broken()
    return None


def _broken() -> str:
    return _("bị hỏng, không đọc được. Hãy mở tệp, in lại ra PDF rồi gửi bản mới.")


def _judge_names(names: set[bytes]) -> None:
    if b"Encrypt" in names:
        raise _Refused(
            _("có mật khẩu hoặc bị mã hóa nên không kiểm tra và lưu hồ sơ được. Hãy bỏ mật khẩu rồi gửi lại.")
        )
    if names & _RUNS:
        raise _Refused(
            _("chứa mã JavaScript hoặc nội dung tự chạy, không được nhận. Hãy in lại ra PDF thường rồi gửi.")
        )
    if names & _STARTS:
        raise _Refused(
            _(
                "chứa lệnh mở chương trình hoặc tự gửi dữ liệu, không được nhận. Hãy in lại ra PDF thường rồi gửi."
            )
        )


def _names_seen(stream: BinaryIO) -> set[bytes]:
    """Names that matter, in the open part of the file and in its compressed object streams."""
    found: set[bytes] = set()
    containers: set[int] = set()
    stream.seek(0)
    for name, at in _scan(iter(lambda: stream.read(_CHUNK), b"")):
        found.add(name)
        if name == b"ObjStm":
            containers.add(at)
    left = _MAX_HIDDEN
    for at in sorted(containers):
        for piece_name, size in _scan_container(stream, at):
            left -= size
            if left < 0:
                raise _Refused(
                    _("bung ra quá lớn, dấu hiệu của tệp làm treo máy. Hãy in lại ra PDF thường rồi gửi.")
                )
            if piece_name:
                found.add(piece_name)
    return found


def _scan(chunks: Iterator[bytes]) -> Iterator[tuple[bytes, int]]:
    """Each name looked for with its place; a name may be written with #xx instead of letters (ISO 32000-1, 7.3.5)."""
    tail, start = b"", 0
    for chunk in _with_end(chunks):
        window = tail + chunk
        for match in _NAME.finditer(window):
            name = _ESCAPE.sub(lambda pair: bytes([int(pair[1], 16)]), match[1])
            if name in _LOOKED_FOR:
                yield name, start + match.start()
        tail = window[-_OVERLAP:]
        start += len(window) - len(tail)


def _with_end(chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield from chunks
    yield b"\n"


def _scan_container(stream: BinaryIO, at: int) -> Iterator[tuple[bytes, int]]:
    """Names inside one object stream, and how many bytes each inflated piece had."""
    stream.seek(max(0, at - 1024))
    around = stream.read(_HEADER_REACH)
    before = around[: at - max(0, at - 1024)]
    after = around[len(before) :]
    opening = re.search(rb"stream\r?\n", after)
    if opening is None:
        raise _Refused(_broken())
    header = before[before.rfind(b" obj") + 1 :] + after[: opening.start()]
    plain_header = _ESCAPE.sub(lambda pair: bytes([int(pair[1], 16)]), header)
    if b"/Filter" not in plain_header:
        return
    if b"/FlateDecode" not in plain_header or b"Predictor" in plain_header:
        raise _Refused(_broken())
    stream.seek(at + opening.end())
    pieces: list[int] = []
    for name, _place in _scan(_inflated(stream, pieces)):
        yield name, 0
    yield b"", sum(pieces)


def _inflated(stream: BinaryIO, pieces: list[int]) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    while not inflater.eof and sum(pieces) <= _MAX_HIDDEN and (packed := stream.read(1 << 16)):
        while packed and not inflater.eof:
            piece = inflater.decompress(packed, _CHUNK)
            packed = inflater.unconsumed_tail
            pieces.append(len(piece))
            yield piece


def _judge_structure(stream: BinaryIO, *, with_attachments: bool) -> None:
    stream.seek(0)
    reader = pypdf.PdfReader(stream)
    root = reader.root_object
    if not len(reader.pages):
        raise _Refused(_broken())
    _judge_action(root.get("/OpenAction"))
    for holder in (root, *reader.pages):
        events = _resolved(holder.get("/AA"))
        if isinstance(events, Mapping):
            for action in events.values():
                _judge_action(action)
    if with_attachments:
        _judge_attachments(reader)


def _resolved(value: Any) -> Any:
    return value.get_object() if isinstance(value, PdfObject) else value


def _judge_action(action: Any) -> None:
    """Opening at a page is allowed; whatever else runs by itself when the file or a page opens is not."""
    for _step in range(16):
        action = _resolved(action)
        if not isinstance(action, Mapping):
            return
        if "/S" in action and _resolved(action["/S"]) not in _HARMLESS_ACTIONS:
            raise _Refused(
                _("tự thực hiện một lệnh khi được mở, không được nhận. Hãy in lại ra PDF thường rồi gửi.")
            )
        action = action.get("/Next")
    raise _Refused(_broken())


def _judge_attachments(reader: pypdf.PdfReader) -> None:
    numbers = {*(number for table in reader.xref.values() for number in table), *reader.xref_objStm}
    for number in sorted(numbers):
        for holder in _dictionaries(reader.get_object(number)):
            if "/EF" in holder:
                _judge_attachment(holder)


def _dictionaries(value: Any, depth: int = 0) -> Iterator[DictionaryObject]:
    """The dictionaries written inside one object, without following references out of it."""
    if depth > 20:
        raise _Refused(_broken())
    if isinstance(value, DictionaryObject):
        yield value
        for inner in value.values():
            yield from _dictionaries(inner, depth + 1)
    elif isinstance(value, ArrayObject):
        for inner in value:
            yield from _dictionaries(inner, depth + 1)


def _judge_attachment(holder: DictionaryObject) -> None:
    names = [str(_resolved(holder[key])) for key in ("/UF", "/F") if key in holder]
    files = _resolved(holder["/EF"])
    runs = any(name.strip().lower().endswith(EXECUTABLE_EXTENSIONS) for name in names)
    for content in files.values():
        runs = runs or _resolved(content).get_data()[:4].startswith(_EXECUTABLE_HEADS)
    if runs:
        raise _Refused(
            _('đính kèm chương trình "%(attached)s", không được nhận. Hãy bỏ tệp đính kèm đó rồi gửi lại.')
            % {"attached": names[0] if names else ""}
        )
