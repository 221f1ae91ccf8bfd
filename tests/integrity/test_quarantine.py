"""A restored system: no mail, no job, a bar on every page, until it is put to use with a reason; never the past again."""

from collections.abc import Coroutine
from datetime import timedelta
from typing import Any, LiteralString

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from inspections.actions import messages
from inspections.actions.jobs import JobBook
from inspections.actions.quarantine import HELD_BACK, Backup, begin, lift_on_server, lift_quarantine
from inspections.exceptions import NotReady, Refused
from inspections.models import Message, Quarantine, User
from tests.integrity.conftest import World

NOW = timezone.now()
BAR, PAGE = "ĐANG CÁCH LY SAU KHI KHÔI PHỤC", "quarantine"


def told(person: User, key: str, *, at: Any) -> None:
    jobs = JobBook()
    messages.queue(None, [person], key=key, subject="Việc", body="Nội dung", by=None, now=at, jobs=jobs)
    jobs.write()


def restored() -> Quarantine:
    return begin(Backup("/sao-luu/2026-11-02", NOW - timedelta(hours=3), "0.1.0"), at=NOW, using="default")


class AtHand(DjangoConnector):
    """Answers in the thread that asks, so that a worker's step runs inside the test's own transaction."""

    async def execute_query_one_async(self, query: LiteralString, **arguments: Any) -> dict[str, Any]:
        return self.execute_query_one(query=query, **arguments)


def at_once(step: Coroutine[Any, Any, Any]) -> Any:
    """The answer of a step that never has to wait."""
    with pytest.raises(StopIteration) as done:
        step.send(None)
    return done.value.value


def a_job() -> object:
    manager = type(app.job_manager)(AtHand())
    return at_once(manager.fetch_job(None, at_once(manager.register_worker())))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_nothing_leaves_and_no_job_runs_until_the_administrator_puts_it_to_use(world: World) -> None:
    officer, administrator = world.cast.people["chuyenvien"], world.cast.people["quantri"]
    Message.objects.filter(sent_at=None).update(sent_at=NOW)
    told(officer, "before", at=NOW - timedelta(hours=4))
    row = restored()
    told(officer, "after", at=NOW + timedelta(minutes=1))
    assert messages.deliver_waiting(now=NOW) == messages.deliver_gathered(now=NOW) == 0
    assert mail.outbox == [] and a_job() is None

    page = signed_in(officer).get(reverse("home")).content.decode()
    assert BAR in page and reverse(PAGE) not in page
    assert BAR in Client().get(reverse("account_login")).content.decode()
    desk = signed_in(administrator)
    page = desk.get(reverse(PAGE)).content.decode()
    assert "/sao-luu/2026-11-02" in page and "Tắt hệ thống cũ trước" in page
    assert "bắt buộc" in desk.post(reverse(PAGE), {"mail": "hold", "reason": ""}).content.decode()
    assert a_job() is None
    answer = desk.post(reverse(PAGE), {"mail": "hold", "reason": "Máy chủ cũ hỏng, đã tắt."}, follow=True)
    assert "đã được đưa vào sử dụng" in answer.content.decode() and BAR not in answer.content.decode()

    row.refresh_from_db()
    assert (row.lifted_by, row.lifted_reason) == (administrator, "Máy chủ cũ hỏng, đã tắt.")
    assert a_job() is not None
    assert messages.deliver_waiting(now=NOW) == 1
    assert Message.objects.get(key=f"before:{officer.pk}").sent_by_worker == HELD_BACK
    assert Message.objects.get(key=f"after:{officer.pk}").sent_by_worker == "worker"
    assert "không ở trạng thái cách ly" in desk.get(reverse(PAGE)).content.decode()


def test_only_an_administrator_or_the_server_lifts_it_with_a_reason_and_once(world: World) -> None:
    said = {"reason": "Hệ thống cũ đã tắt.", "mail_goes_out": True}
    administrator = world.cast.people["quantri"]
    with pytest.raises(NotReady, match="không ở trạng thái cách ly"):
        lift_quarantine(by=administrator, now=NOW, **said)
    first = restored()
    with pytest.raises(Refused):
        lift_quarantine(by=world.cast.people["giamdoc"], now=NOW, **said)
    with pytest.raises(NotReady, match="lý do"):
        lift_on_server(at=NOW, reason=" ", mail_goes_out=False)
    second = restored()
    assert Quarantine.objects.get(lifted_at=None) == second
    lifted = lift_on_server(at=NOW, **said)
    assert (lifted, lifted.lifted_by, lifted.lifted_on_server) == (second, None, True)
    for change in (lambda: first.delete(), lambda: Quarantine.objects.update(lifted_reason="Khác")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_mail_that_was_surely_not_sent_goes_out_when_the_person_says_so(world: World) -> None:
    officer = world.cast.people["chuyenvien"]
    Message.objects.filter(sent_at=None).update(sent_at=NOW)
    told(officer, "waiting", at=NOW - timedelta(hours=4))
    restored()
    lift_on_server(at=NOW, reason="Dựng lại sau sự cố.", mail_goes_out=True)
    assert messages.deliver_waiting(now=NOW) == 1
