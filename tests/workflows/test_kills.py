"""P4: the worker is killed with -9 in the middle of its mail and of its printing, again and again.

Every mail goes out at least once under one Message-ID, every paper is printed once, nothing goes out for a deed that
was rolled back. In the gate a few kills; the fifty of quality.md P4: ``KILLS=50 pytest tests/workflows/test_kills.py``.
"""

import email
import hashlib
import os
import random
import signal
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from django.db import connections, transaction
from django.test import override_settings
from django.utils import timezone

from inspections.actions.documents import render_body
from inspections.actions.jobs import JobBook
from inspections.actions.messages import deliver_gathered, deliver_waiting, queue
from inspections.actions.notices import choose_mail
from inspections.documents.layout import render_pdf
from inspections.management.demo.people import Cast
from inspections.models import Document, Message, User
from tests.factories.cases import case_after
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = int(os.environ.get("KILLS", "8"))
CHANCE = random.Random(217)
MAILS = 12
END = "KẾT THÚC"


def killed(work: Callable[[], object], *, within: float) -> bool:
    """Let a worker of its own process begin, and kill it at a moment of chance; was it still at work?"""
    connections.close_all()
    worker = os.fork()
    if worker == 0:
        try:
            work()
        finally:
            os._exit(0)
    time.sleep(CHANCE.uniform(0, within))
    os.kill(worker, signal.SIGKILL)
    _pid, status = os.waitpid(worker, 0)
    return os.WIFSIGNALED(status)


def told(person: User, number: int) -> None:
    """Some notices to one person; those of a deed that fails are nobody's."""
    for place in range(MAILS):
        key, subject = f"{number}-{place}", f"Việc {number}.{place}"
        queue(None, [person], key=key, subject=subject, body=END, by=None, now=timezone.now(), jobs=JobBook())
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue(
            None,
            [person],
            key=f"rolled-back-{number}",
            subject="Việc không thành",
            body=END,
            by=None,
            now=timezone.now(),
            jobs=JobBook(),
        )
        _ = 1 / 0


def delivered(folder: Path) -> dict[str, set[str]]:
    """Whole mails by their Message-ID; a torn one was never delivered."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in folder.glob("*.log"):
        for text in file.read_bytes().split(b"-" * 79):
            mail = email.message_from_bytes(text.strip())
            body = mail.get_payload(decode=True)
            if mail["Message-ID"] and isinstance(body, bytes) and END in body.decode():
                found[mail["Message-ID"]].add(f"{mail['Subject']}{body.decode().strip()}")
    return found


@pytest.fixture
def cast() -> Cast:
    """Reference data, the department and its people."""
    return make_people()


def test_each_mail_goes_out_at_least_once_under_one_name(cast: Cast, tmp_path: Path) -> None:
    person, torn = cast.people["chuyenvien"], 0
    backend = "django.core.mail.backends.filebased.EmailBackend"
    with override_settings(EMAIL_BACKEND=backend, EMAIL_FILE_PATH=str(tmp_path)):
        for number in range(KILLS):
            told(person, number)
            torn += killed(lambda: deliver_waiting(now=timezone.now()), within=0.06)
        while deliver_waiting(now=timezone.now()):
            pass
    names = {f"<thu-{pk}@kiemtraso.local>" for pk in Message.objects.values_list("pk", flat=True)}
    found = delivered(tmp_path)
    assert torn, "no worker was killed at work"
    assert set(found) == names
    assert all(len(copies) == 1 for copies in found.values())
    assert len(names) == KILLS * MAILS
    assert not Message.objects.filter(sent_at=None).exists()


def test_the_mail_of_the_day_goes_out_with_the_same_content_each_time(cast: Cast, tmp_path: Path) -> None:
    person = cast.people["chuyenvien"]
    choose_mail(person, mail="daily")
    backend = "django.core.mail.backends.filebased.EmailBackend"
    with override_settings(EMAIL_BACKEND=backend, EMAIL_FILE_PATH=str(tmp_path)):
        for number in range(KILLS):
            told(person, number)
            killed(lambda: deliver_gathered(now=timezone.now()), within=0.03)
        deliver_gathered(now=timezone.now())
    [copies] = delivered(tmp_path).values()
    assert len(copies) == 1


def waiting_print(like: Document) -> Document:
    """One more paper with the same text that waits for its print."""
    return Document.objects.create(
        case=like.case,
        kind=like.kind,
        title=like.title,
        state="print",
        snapshot=like.snapshot,
        snapshot_sha256=like.snapshot_sha256,
        drafted_at=timezone.now(),
        drafted_by=like.drafted_by,
    )


def seconds_of_a_print(document: Document) -> float:
    """How long a print takes here, once everything is loaded."""
    for _time in range(2):
        started = time.monotonic()
        render_pdf(f"{document.kind}.html", document.snapshot, draft=False)
    return time.monotonic() - started


def test_each_paper_is_printed_once(cast: Cast) -> None:
    issued = case_after(cast, "issue_decision").documents.get(kind="decision")
    within, torn = seconds_of_a_print(issued), 0
    papers = [waiting_print(issued) for _kill in range(KILLS)]
    for paper in papers:
        torn += killed(partial(render_body, paper.pk), within=within)
        render_body(paper.pk)
        paper.refresh_from_db()
        name = paper.body.name
        with paper.body.open("rb") as stream:
            assert hashlib.sha256(stream.read()).hexdigest() == paper.body_sha256
        render_body(paper.pk)
        assert Document.objects.get(pk=paper.pk).body.name == name
    assert torn, "no worker was killed at work"
    assert len({paper.body_sha256 for paper in papers}) == 1
    assert Document.objects.filter(case=issued.case, kind=issued.kind).count() == KILLS + 1
