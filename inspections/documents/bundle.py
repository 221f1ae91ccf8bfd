"""A dossier as one zip, written while it is sent: whatever its length, only one piece of one file is in memory.

The manifest comes last, because only then is it known which bytes really went out. Source: bar.md 37; quality.md P13.
"""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

PIECE: Final = 256 * 1024
_BIG: Final = 1 << 31
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Entry:
    """One file of the archive, or one that is named in the manifest and left out with its reason."""

    path: str
    name: str
    size: int | None
    sha256: str
    at: datetime
    who: str
    side: str
    about: str = ""
    blob: Any = None
    left_out: str = ""


class _Pipe(io.RawIOBase):
    """What zipfile writes, held only until it is sent on."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._held += data
        return len(data)

    def taken(self) -> bytes:
        """Everything written since the last time."""
        sent = bytes(self._held)
        self._held.clear()
        return sent


def stream(entries: Iterable[Entry]) -> Iterator[bytes]:
    """The bytes of the archive, piece by piece."""
    pipe = _Pipe()
    told: list[tuple[Entry, str, int]] = []
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for entry in entries:
            if entry.left_out:
                told.append((entry, entry.left_out, 0))
                continue
            fault, size = yield from _one(archive, pipe, entry)
            told.append((entry, fault, size))
        for name, content in (("manifest.csv", _as_csv(told)), ("manifest.json", _as_json(told))):
            archive.writestr(name, content)
            yield pipe.taken()
    yield pipe.taken()


def _one(archive: zipfile.ZipFile, pipe: _Pipe, entry: Entry) -> Generator[bytes, None, tuple[str, int]]:
    """Send one file; returns what was wrong with its bytes, and how many there were."""
    info = zipfile.ZipInfo(entry.path, timezone.localtime(entry.at).timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    digest, size = hashlib.sha256(), 0
    try:
        source = entry.blob.open("rb")
    except OSError:
        return _("Không tìm thấy tệp trong kho lưu trữ. Báo quản trị hệ thống."), 0
    with source, archive.open(info, "w", force_zip64=(entry.size or 0) > _BIG) as out:
        while piece := source.read(PIECE):
            digest.update(piece)
            size += len(piece)
            out.write(piece)
            yield pipe.taken()
    same = not entry.sha256 or digest.hexdigest() == entry.sha256
    return "" if same else _("Mã băm không khớp với lúc nhận: tệp trong kho đã bị thay đổi."), size


def _rows(told: Sequence[tuple[Entry, str, int]]) -> Iterator[dict[str, Any]]:
    for entry, note, size in told:
        yield {
            "path": "" if entry.left_out else entry.path,
            "name": entry.name,
            "size": entry.size if entry.size is not None else size,
            "sha256": entry.sha256,
            "at": timezone.localtime(entry.at).isoformat(timespec="seconds"),
            "who": entry.who,
            "side": entry.side,
            "about": entry.about,
            "note": note,
        }


def _as_json(told: Sequence[tuple[Entry, str, int]]) -> str:
    return json.dumps(list(_rows(told)), ensure_ascii=False, indent=1)


def _as_csv(told: Sequence[tuple[Entry, str, int]]) -> str:
    """The manifest for people: Excel opens it in Vietnamese, and no name in it is taken for a formula."""
    titles = {
        "path": _("Tệp trong bản nén"),
        "name": _("Tên gốc"),
        "size": _("Dung lượng (byte)"),
        "sha256": "SHA-256",
        "at": _("Lúc"),
        "who": _("Người gửi, người lập"),
        "side": _("Bên"),
        "about": _("Nội dung liên quan"),
        "note": _("Ghi chú"),
    }
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(titles.values())
    for row in _rows(told):
        writer.writerow([_plain(row[key]) for key in titles])
    return "\ufeff" + out.getvalue()


def _plain(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
