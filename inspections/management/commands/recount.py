"""Count the ledger again from the record, batch by batch; what differed is told and written."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.actions.ledger import recount_all
from inspections.models import Department


class Command(BaseCommand):
    """Every line again, each batch in its own transaction: a run that was stopped goes on with --after."""

    help = str(_("Đếm lại sổ chỉ tiêu từ hồ sơ, báo số dòng khác."))

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One department (its code), and where to go on."""
        parser.add_argument("--department", default="", help=str(_("Mã cơ quan; bỏ trống là mọi cơ quan")))
        parser.add_argument("--after", type=int, default=0, help=str(_("Đếm tiếp sau hồ sơ số")))

    def handle(self, *args: Any, department: str, after: int, **options: Any) -> None:
        """Go on until nothing is left."""
        known = Department.objects.filter(code=department).first() if department else None
        if department and known is None:
            raise CommandError(_("Không có cơ quan %(code)s.") % {"code": department})
        differed, place = 0, after
        while True:
            more, following = recount_all(known.pk if known else None, now=timezone.now(), after=place)
            differed += more
            if following is None:
                break
            place = following
            self.stdout.write(_("Đã đếm đến hồ sơ số %(place)s.") % {"place": place})
        self.stdout.write(_("Đã đếm lại sổ chỉ tiêu: %(n)s dòng khác, đã ghi.") % {"n": differed})
