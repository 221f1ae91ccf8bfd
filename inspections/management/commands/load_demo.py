"""Load the demonstration: a fictional department, fifteen accounts, and an inspection at every place of the line."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.actions.documents import render_body
from inspections.management.demo import cases, people
from inspections.management.demo.paper import sample_file, sample_scan, scan_instead
from inspections.management.demo.result_story import Ending
from inspections.models import Department, Message


class Command(BaseCommand):
    """All of it or nothing; where a department exists already, nothing is done."""

    help = str(_("Nạp dữ liệu minh hoạ: cơ quan, tài khoản, hồ sơ kiểm tra ở mọi giai đoạn."))

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the people, let them act, and say in one line what was made."""
        if not settings.DEMO:
            raise CommandError(_("Dữ liệu minh hoạ chỉ nạp vào bản dùng thử (đặt DEMO=1)."))
        if Department.objects.exists():
            self.stdout.write(_("Đã có dữ liệu, không nạp thêm."))
            return
        with transaction.atomic(), seldom_collecting():
            made = _load()
        self.stdout.write(_("Đã nạp %(cases)s cuộc kiểm tra minh hoạ.") % {"cases": made})


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Printing makes many small objects; looking for dead ones all the time would cost a fifth of the wait."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def _load() -> int:
    people.make_administrator(settings.DEMO_PASSWORD)
    call_command("load_reference", confirmed_by="quantri", stdout=StringIO())
    cast = people.make_cast(settings.DEMO_PASSWORD)
    people.make_certificates(cast)
    scan = sample_scan()
    story = Ending(
        cast,
        settings.DEMO_PASSWORD,
        render_body,
        file_content=sample_file(),
        scan=scan,
        scanner=partial(scan_instead, scan),
        waits=True,
    )
    made = cases.tell_all(story, timezone.now())
    Message.objects.filter(sent_at__isnull=True).update(sent_at=F("queued_at"), sent_by_worker="load_demo")
    return made
