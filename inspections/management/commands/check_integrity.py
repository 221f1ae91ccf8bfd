"""Prove that the record is whole: each violation by its row; exit 1 when there is any."""

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from inspections.models import Case
from inspections.queries.integrity import Flaw, Record, examine

SHOWN_NOTICES = 20


class Command(BaseCommand):
    """Reads only; may run beside the working system."""

    help = str(_("Kiểm tra tính toàn vẹn: sự kiện, chuỗi băm, số, tệp, lượt việc, chữ ký, hồ sơ lưu."))

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One dossier or all; with or without reading every file again."""
        parser.add_argument("--case", metavar="MÃ", default="", help=str(_("chỉ một hồ sơ, theo mã")))
        parser.add_argument("--json", action="store_true", help=str(_("in kết quả dạng JSON")))
        parser.add_argument(
            "--no-files",
            action="store_true",
            help=str(_("không đọc lại nội dung tệp và văn bản để tính mã băm")),
        )

    def handle(self, *args: Any, case: str, no_files: bool, **options: Any) -> None:
        """Examine, print, and fail where anything is violated."""
        started = time.monotonic()
        with translation.override(settings.LANGUAGE_CODE):
            found = list(examine(Record(root=self._root(case), with_files=not no_files)))
            violations = [flaw for flaw in found if not flaw.is_notice]
            if options["json"]:
                self.stdout.write(as_json(found))
            else:
                self._print(found, time.monotonic() - started)
            if violations:
                raise CommandError(_("%(n)s vi phạm tính toàn vẹn.") % {"n": len(violations)}, returncode=1)

    def _root(self, code: str) -> int | None:
        if not code:
            return None
        found = Case.objects.filter(code=code).values_list("root_id", "pk").first()
        if found is None:
            raise CommandError(_("Không có hồ sơ mã %(code)s.") % {"code": code}, returncode=2)
        return found[0] or found[1]

    def _print(self, found: list[Flaw], seconds: float) -> None:
        notices = [flaw for flaw in found if flaw.is_notice]
        violations = [flaw for flaw in found if not flaw.is_notice]
        for flaw in violations:
            self.stdout.write(_("VI PHẠM") + f"  {flaw.code}  {flaw.row}: {flaw.words}")
        for flaw in notices[:SHOWN_NOTICES]:
            self.stdout.write(_("LƯU Ý") + f"    {flaw.code}  {flaw.row}: {flaw.words}")
        if len(notices) > SHOWN_NOTICES:
            self.stdout.write(_("… và %(n)s lưu ý khác.") % {"n": len(notices) - SHOWN_NOTICES})
        words = _("Đã xem %(cases)s hồ sơ trong %(seconds)s giây: %(violations)s vi phạm, %(notices)s lưu ý.")
        names = {"cases": Case.objects.count(), "seconds": f"{seconds:.1f}".replace(".", ",")}
        self.stdout.write(words % {**names, "violations": len(violations), "notices": len(notices)})


def as_json(found: list[Flaw]) -> str:
    """What was found, for another program."""
    rows = [{"code": f.code, "row": f.row, "words": f.words, "notice": f.is_notice} for f in found]
    return json.dumps(rows, ensure_ascii=False, indent=1)
