"""What a backup holds, with the hash of everything; written last, so that a folder without it is no backup."""

import hashlib
import json
import os
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management import CommandError
from django.utils.translation import gettext as _

PRODUCT, FORMAT = "kiemtraso", 1
NAME, DUMP, FILES, TRUSTED = "manifest.json", "database.dump", "files", "trusted"
PIECE = 1 << 20


@dataclass(frozen=True)
class Kept:
    """One file of the backup."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """One backup: when, of which version, the dump, the files, and the heads of all chains of events."""

    taken_at: datetime
    version: str
    server: str
    migrations: dict[str, list[str]]
    cases: int
    heads: str
    dump: Kept
    files: list[Kept] = field(default_factory=list)
    trusted: list[Kept] = field(default_factory=list)

    def write(self, folder: Path) -> str:
        """Write it down, for good; its own hash."""
        told = {"product": PRODUCT, "format": FORMAT, **asdict(self), "taken_at": self.taken_at.isoformat()}
        content = json.dumps(told, ensure_ascii=False, indent=1).encode()
        with (folder / NAME).open("xb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        return hashlib.sha256(content).hexdigest()

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """What the folder says of itself; refused when it is no finished backup of this product."""
        try:
            told: dict[str, Any] = json.loads((folder / NAME).read_bytes())
        except FileNotFoundError:
            words = _(
                "Thư mục %(folder)s không có %(name)s: không phải bản sao lưu, hoặc lần sao lưu đó chưa xong."
            )
            raise CommandError(words % {"folder": folder, "name": NAME}) from None
        except ValueError:
            raise CommandError(_("Không đọc được bản kê %(name)s: tệp đã hỏng.") % {"name": NAME}) from None
        if (told.pop("product", ""), told.pop("format", 0)) != (PRODUCT, FORMAT):
            raise CommandError(_("Bản kê này không phải của Kiểm tra số, hoặc thuộc một dạng mới hơn."))
        kept = {key: [Kept(**one) for one in told.pop(key)] for key in (FILES, TRUSTED)}
        moment, dump = datetime.fromisoformat(told.pop("taken_at")), Kept(**told.pop("dump"))
        return cls(taken_at=moment, dump=dump, **kept, **told)

    def problems(self, folder: Path) -> Iterator[str]:
        """Everything of the backup that is missing or not as it was when it was taken."""
        places = [(self.dump, folder / self.dump.name)]
        places += [(one, folder / FILES / one.name) for one in self.files]
        places += [(one, folder / TRUSTED / one.name) for one in self.trusted]
        for one, place in places:
            shown = place.relative_to(folder)
            if not place.is_file():
                yield _("Thiếu %(name)s.") % {"name": shown}
            elif place.stat().st_size != one.size or _sha256(place) != one.sha256:
                yield _("%(name)s không còn như lúc sao lưu.") % {"name": shown}


def product_version() -> str:
    """The version of this code."""
    text = (Path(settings.BASE_DIR) / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])


def copied(source: IO[bytes], target: Path, name: str) -> Kept:
    """Copy piece by piece, never over something that is there; what was copied, with its hash."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as out:
        while piece := source.read(PIECE):
            digest.update(piece)
            size += len(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    return Kept(name, size, digest.hexdigest())


def _sha256(place: Path) -> str:
    with place.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def kept(place: Path, name: str) -> Kept:
    """A file that another program wrote."""
    return Kept(name, place.stat().st_size, _sha256(place))
