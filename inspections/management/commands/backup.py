"""Take a backup: the database at one moment, then the files; never over anything that is there."""

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.management.safekeeping import postgres
from inspections.management.safekeeping.manifest import (
    DUMP,
    FILES,
    TRUSTED,
    Kept,
    Manifest,
    copied,
    kept,
    product_version,
)
from inspections.models import Case
from inspections.queries.integrity.chains import heads
from inspections.queries.integrity.files import stored
from inspections.queries.integrity.record import Record


class Command(BaseCommand):
    """May run while people work: whatever the dump names was on disk before it (quality.md 2, no. 6)."""

    help = str(_("Sao lưu cơ sở dữ liệu rồi các tệp vào một thư mục mới, kèm bản kê mã băm."))

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the backup goes."""
        parser.add_argument("folder", type=Path, metavar="THƯ_MỤC", help=str(_("thư mục mới, hoặc trống")))

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Dump, copy, and write the manifest last."""
        started, folder = time.monotonic(), folder.resolve()
        self._take_place(folder)
        manifest = _database(folder)
        manifest.files.extend(_files(folder / FILES))
        manifest.trusted.extend(_trusted(folder / TRUSTED))
        sha256 = manifest.write(folder)
        words = _("Đã sao lưu %(cases)s hồ sơ và %(files)s tệp vào %(folder)s trong %(seconds)s giây.")
        seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
        said = {"cases": manifest.cases, "files": len(manifest.files), "folder": folder, "seconds": seconds}
        self.stdout.write(words % said)
        self.stdout.write(_("Mã băm của bản kê: %(sha256)s") % {"sha256": sha256})

    def _take_place(self, folder: Path) -> None:
        inside = (Path(settings.FILES_DIR).resolve(), Path(settings.DATA_DIR).resolve())
        if any(place == folder or place in folder.parents for place in inside):
            raise CommandError(
                _("Bản sao lưu không nằm trong thư mục dữ liệu của hệ thống: chọn thư mục khác.")
            )
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CommandError(_("%(folder)s đã có: sao lưu không bao giờ ghi đè.") % {"folder": folder})
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def _database(folder: Path) -> Manifest:
    """The dump, and what the same moment of the database says of itself."""
    taken_at = timezone.now()
    with postgres.frozen() as snapshot:
        applied: dict[str, list[str]] = {}
        for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
            applied.setdefault(app, []).append(name)
        cases, chains = Case.objects.count(), heads(Record())
        postgres.dump(folder / DUMP, snapshot=snapshot)
    return Manifest(
        taken_at=taken_at,
        version=product_version(),
        server=postgres.server_version(),
        migrations=applied,
        cases=cases,
        heads=chains,
        dump=kept(folder / DUMP, DUMP),
    )


def _files(folder: Path) -> Iterator[Kept]:
    """Everything in the store; a file that somebody gives up meanwhile belongs to no row of the dump."""
    folder.mkdir()
    for name in stored(default_storage):
        try:
            with default_storage.open(name, "rb") as source:
                yield copied(source, folder / name, name)
        except FileNotFoundError:
            continue


def _trusted(folder: Path) -> Iterator[Kept]:
    """The certificates of trusted authorities, without which old signatures cannot be judged."""
    place = Path(settings.SIGNING_FOLDER) / TRUSTED
    for path in sorted(place.rglob("*")) if place.is_dir() else ():
        if path.is_file():
            name = str(path.relative_to(place))
            with path.open("rb") as source:
                yield copied(source, folder / name, name)
