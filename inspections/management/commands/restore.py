"""Restore a backup into an empty system, which then stands apart; or only try it (the drill); or put it to use."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from inspections.actions.quarantine import Backup, begin, lift_on_server
from inspections.exceptions import NotReady
from inspections.management.safekeeping import postgres
from inspections.management.safekeeping.manifest import FILES, TRUSTED, Manifest, copied
from inspections.models import Case
from inspections.queries.integrity import Record, examine
from inspections.queries.integrity.chains import heads
from inspections.queries.integrity.files import stored


class Command(BaseCommand):
    """Never over anything that is there."""

    help = str(_("Khôi phục bản sao lưu vào hệ thống trống (cách ly), hoặc diễn tập khôi phục với --check."))

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The backup; or, for a restored system, the reason why it is put to use."""
        parser.add_argument("folder", type=Path, nargs="?", metavar="THƯ_MỤC", help=str(_("bản sao lưu")))
        parser.add_argument(
            "--check",
            action="store_true",
            help=str(_("diễn tập: khôi phục vào cơ sở dữ liệu tạm, kiểm tra, rồi bỏ")),
        )
        parser.add_argument(
            "--lift", action="store_true", help=str(_("đưa hệ thống đã khôi phục vào sử dụng"))
        )
        parser.add_argument("--reason", default="", help=str(_("lý do, bắt buộc khi dùng --lift")))
        parser.add_argument(
            "--send-mail",
            action="store_true",
            help=str(_("khi dùng --lift: gửi cả thư còn chờ từ trước khi khôi phục")),
        )

    def handle(self, *args: Any, folder: Path | None, **options: Any) -> None:
        """One of the three."""
        with translation.override(settings.LANGUAGE_CODE):
            if options["lift"]:
                self._lift(options["reason"], options["send_mail"])
                return
            if folder is None:
                raise CommandError(_("Ghi thư mục của bản sao lưu."))
            started, folder = time.monotonic(), folder.resolve()
            manifest = _examined(folder)
            if options["check"]:
                self._drill(folder, manifest)
            else:
                self._restore(folder, manifest)
            seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
            self.stdout.write(_("Xong trong %(seconds)s giây.") % {"seconds": seconds})

    def _lift(self, reason: str, send_mail: bool) -> None:
        try:
            lift_on_server(at=timezone.now(), reason=reason, mail_goes_out=send_mail)
        except NotReady as missing:
            raise CommandError(str(missing)) from missing
        self.stdout.write(_("Hệ thống đã được đưa vào sử dụng: thư và việc nền chạy lại."))

    def _drill(self, folder: Path, manifest: Manifest) -> None:
        """Into a database of its own, with the files where they lie; nothing stays."""
        with postgres.scratch_database() as alias:
            postgres.load(folder / manifest.dump.name, using=alias)
            _bring_up_to_date(alias)
            self._prove(manifest, Record(using=alias, storage=FileSystemStorage(location=folder / FILES)))
        words = _("Diễn tập đạt: %(cases)s hồ sơ, %(files)s tệp, chuỗi sự kiện như lúc sao lưu, 0 vi phạm.")
        self.stdout.write(words % {"cases": manifest.cases, "files": len(manifest.files)})

    def _restore(self, folder: Path, manifest: Manifest) -> None:
        """Rows, the quarantine at once, then files; proved before anybody works with it."""
        if not postgres.is_empty() or next(stored(default_storage), None):
            raise CommandError(
                _(
                    "Chỉ khôi phục vào cơ sở dữ liệu trống và thư mục tệp trống; không có gì bị ghi đè hay xóa."
                )
            )
        postgres.load(folder / manifest.dump.name)
        _bring_up_to_date(DEFAULT_DB_ALIAS)
        source = Backup(str(folder), manifest.taken_at, manifest.version)
        begin(source, at=timezone.now(), using=DEFAULT_DB_ALIAS)
        for one in manifest.files:
            with (folder / FILES / one.name).open("rb") as stream:
                default_storage.save(one.name, File(stream))
        trusted = Path(settings.SIGNING_FOLDER) / TRUSTED
        for one in manifest.trusted:
            if not (trusted / one.name).exists():
                with (folder / TRUSTED / one.name).open("rb") as stream:
                    copied(stream, trusted / one.name, one.name)
        self._prove(manifest, Record())
        self.stdout.write(
            _(
                "Đã khôi phục %(cases)s hồ sơ, %(files)s tệp. Hệ thống đang cách ly: không gửi thư, không chạy việc nền. "
                "Quản trị đưa vào sử dụng ở «Danh mục pháp lý», hoặc chạy restore --lift --reason."
            )
            % {"cases": manifest.cases, "files": len(manifest.files)}
        )

    def _prove(self, manifest: Manifest, record: Record) -> None:
        """Whole, and the same as when the backup was taken."""
        wrong = [f"{flaw.code}  {flaw.row}: {flaw.words}" for flaw in examine(record) if not flaw.is_notice]
        if heads(record) != manifest.heads or Case.objects.using(record.using).count() != manifest.cases:
            wrong.append(_("Chuỗi sự kiện hoặc số hồ sơ khác lúc sao lưu."))
        for words in wrong:
            self.stdout.write(_("VI PHẠM") + f"  {words}")
        if wrong:
            raise CommandError(_("%(n)s vi phạm tính toàn vẹn.") % {"n": len(wrong)}, returncode=1)


def _examined(folder: Path) -> Manifest:
    """The manifest of a backup that is whole and not newer than this code."""
    manifest = Manifest.read(folder)
    if problems := list(manifest.problems(folder)):
        raise CommandError("\n".join([_("Bản sao lưu không còn nguyên vẹn:"), *problems]), returncode=1)
    known = set(MigrationLoader(None).disk_migrations or ())
    applied = {(app, name) for app, names in manifest.migrations.items() for name in names}
    installed = {app for app, _name in known}
    if strange := sorted(f"{app}.{name}" for app, name in applied - known if app in installed):
        words = _(
            "Bản sao lưu của phiên bản %(version)s mới hơn mã này (%(first)s): cài đúng phiên bản rồi khôi phục."
        )
        raise CommandError(words % {"version": manifest.version, "first": strange[0]})
    return manifest


def _bring_up_to_date(using: str) -> None:
    """An older backup gets the tables of this code."""
    executor = MigrationExecutor(connections[using])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", database=using, interactive=False, verbosity=0)
