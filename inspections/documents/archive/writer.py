"""The zip of a sealed dossier, written piece by piece: the same dossier always gives the same bytes.

Every entry is stored as it is (papers are compressed already), under one moment, in one order; whatever the length of
a dossier only one piece of one file is in memory (quality.md P13).
"""

import hashlib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

PIECE: Final = 256 * 1024
_BIG: Final = 1 << 31
_PLAIN_FILE: Final = 0o644 << 16


class WrongBytes(Exception):
    """A stored file is not what the manifest says of it, or is gone: such an archive is not built."""


@dataclass(frozen=True)
class Piece:
    """A short entry, known in full."""

    path: str
    content: bytes


@dataclass(frozen=True)
class Stored:
    """A stored file, with the hash that it must have."""

    path: str
    blob: Any
    sha256: str


def write_zip(out: IO[bytes], entries: Iterable[Piece | Stored], *, at: datetime) -> tuple[str, int]:
    """Write the archive into an empty file; returns its SHA-256 and length, the file stands at its beginning."""
    moment = timezone.localtime(at).timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for entry in entries:
            info = zipfile.ZipInfo(entry.path, moment)
            info.external_attr = _PLAIN_FILE
            info.create_system = 3
            if isinstance(entry, Piece):
                archive.writestr(info, entry.content)
            else:
                _store(archive, info, entry)
    return _hashed(out)


def sha256_of(content: bytes) -> str:
    """The hash of a short entry."""
    return hashlib.sha256(content).hexdigest()


def _store(archive: zipfile.ZipFile, info: zipfile.ZipInfo, entry: Stored) -> None:
    digest = hashlib.sha256()
    try:
        source = entry.blob.open("rb")
    except OSError as gone:
        raise WrongBytes(_("Không thấy tệp «%(path)s» trong kho.") % {"path": entry.path}) from gone
    with source, archive.open(info, "w", force_zip64=source.size > _BIG) as out:
        while piece := source.read(PIECE):
            digest.update(piece)
            out.write(piece)
    if digest.hexdigest() != entry.sha256:
        raise WrongBytes(_("Tệp «%(path)s» trong kho không khớp mã băm.") % {"path": entry.path})


def _hashed(out: IO[bytes]) -> tuple[str, int]:
    """Read what was written once more: its hash and its length."""
    digest, length = hashlib.sha256(), 0
    out.seek(0)
    while piece := out.read(PIECE):
        digest.update(piece)
        length += len(piece)
    out.seek(0)
    return digest.hexdigest(), length
