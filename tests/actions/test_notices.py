"""How people are told: mail at once, one a day, none; the inbox; and that no notice carries what is confidential."""

from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from inspections.actions import complaints, notices, sources
from inspections.actions.jobs import JobBook
from inspections.actions.messages import deliver_gathered, deliver_waiting, queue, send_code
from inspections.exceptions import NotReady
from inspections.management.demo import words
from inspections.management.demo.people import Cast
from inspections.models import Finding, Message, User
from inspections.queries.notices import agency_and_unread
from tests.factories.cases import case_after
from tests.figures.browsing import browser_of

pytestmark = pytest.mark.django_db
MORNING = datetime.fromisoformat("2026-11-23T07:30:00+07:00")
LATER = MORNING + timedelta(hours=3)
NEXT = MORNING + timedelta(days=1)
SECRET = "CANARY-KÍN"


@pytest.fixture
def reader(cast: Cast) -> User:
    """Somebody with an address and nothing waiting."""
    Message.objects.all().delete()
    return cast.people["chuyenvien"]


def told(to: User, key: str, *, now: datetime = MORNING, in_app: bool = True) -> None:
    """Queue one notice."""
    words_of = {"subject": f"Việc {key}", "body": f"Có việc {key}."}
    queue(None, [to], key=key, **words_of, by=None, now=now, jobs=JobBook(), in_app=in_app)


def test_mail_goes_at_once_to_who_never_said_otherwise(reader: User) -> None:
    told(reader, "a")
    assert deliver_waiting(now=MORNING) == 1
    assert [sent.subject for sent in mail.outbox] == ["Việc a"]


def test_who_asked_for_one_mail_a_day_gets_one_with_everything_in_it(reader: User) -> None:
    notices.choose_mail(reader, mail="daily")
    told(reader, "a")
    told(reader, "b")
    assert deliver_waiting(now=MORNING) == 0
    assert deliver_gathered(now=MORNING) == 1
    told(reader, "c", now=LATER)
    assert deliver_gathered(now=LATER) == 0
    assert deliver_gathered(now=NEXT) == 1
    first, second = mail.outbox
    assert "Có việc a." in first.body and "Có việc b." in first.body and "Có việc c." not in first.body
    assert "Có việc c." in second.body
    assert first.extra_headers["Message-ID"] != second.extra_headers["Message-ID"]


def test_the_gathered_mail_is_the_same_mail_when_its_worker_was_killed(
    reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices.choose_mail(reader, mail="daily")
    told(reader, "a")
    sent: list[Any] = []

    def send_and_die(message: EmailMessage) -> None:
        sent.append(message)
        raise KeyboardInterrupt

    with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
        dying.setattr(EmailMessage, "send", send_and_die)
        deliver_gathered(now=MORNING)
    told(reader, "b", now=LATER)
    deliver_gathered(now=LATER)
    [again] = mail.outbox
    assert (again.body, again.extra_headers) == (sent[0].body, sent[0].extra_headers)


def test_who_wants_no_mail_reads_it_in_the_app(reader: User) -> None:
    notices.choose_mail(reader, mail="none")
    told(reader, "a")
    assert deliver_waiting(now=MORNING) == 1
    assert mail.outbox == []
    assert "Có việc a." in browser_of(reader).get(reverse("notices")).content.decode()


@pytest.mark.parametrize("mode", ["daily", "none"])
def test_a_code_comes_at_once_whatever_was_chosen_and_is_no_notice(
    cast: Cast, reader: User, mode: str
) -> None:
    case = case_after(cast, "propose")
    Message.objects.all().delete()
    notices.choose_mail(reader, mail=mode)
    send_code(reader, purpose="thử", case=case, now=MORNING)
    deliver_waiting(now=MORNING)
    assert len(mail.outbox) == 1
    code = mail.outbox[0].body.split("là ")[1][:6]
    assert code not in browser_of(reader).get(reverse("notices")).content.decode()


def test_one_bad_address_keeps_nobody_else_waiting(
    cast: Cast, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(reader, "a")
    told(cast.people["giamdoc"], "b")
    real = EmailMessage.send

    def send(message: EmailMessage, *given: Any) -> int:
        if message.to == [reader.email]:
            raise SMTPException("550")
        return real(message, *given)

    monkeypatch.setattr(EmailMessage, "send", send)
    with pytest.raises(SMTPException):
        deliver_waiting(now=MORNING)
    assert [sent.subject for sent in mail.outbox] == ["Việc b"]
    assert Message.objects.get(to=reader).sent_at is None


def test_an_unknown_wish_is_refused(reader: User) -> None:
    with pytest.raises(NotReady):
        notices.choose_mail(reader, mail="pigeon")


def test_the_bell_counts_what_was_not_read_and_reading_is_a_press(reader: User) -> None:
    told(reader, "a")
    told(reader, "b")
    browser = browser_of(reader)
    page = browser.get(reverse("notices"))
    assert page.context["frame"]["unread"] == 2
    newest = page.context["newest"]
    told(reader, "c")
    browser.post(reverse("notices_read"), {"until": newest})
    assert agency_and_unread(reader, timezone.localdate())[1] == 1
    browser.post(reverse("notices_read"), {"until": "9" * 18})
    told(reader, "d")
    assert agency_and_unread(reader, timezone.localdate())[1] == 1
    assert browser.get(reverse("notices_read")).status_code == 405


def test_nobody_reads_the_notices_of_another(cast: Cast, reader: User) -> None:
    told(reader, "a")
    page = browser_of(cast.people["giamdoc"]).get(reverse("notices"))
    assert "Có việc a." not in page.content.decode()
    assert page.context["frame"]["unread"] == 0


def test_no_notice_of_a_whole_inspection_carries_a_finding_a_source_or_a_sender(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FINDING", "FINDING_TEXT", "EXPLANATION"):
        if hasattr(words, name):
            monkeypatch.setattr(words, name, f"{SECRET} {getattr(words, name)}")
    case = case_after(cast, "sign_minutes")
    party = case.children.get()
    now = timezone.now()
    complaints.record_complaint(
        party,
        by=cast.people["chuyenvien"],
        now=now,
        kind="petition",
        number_in="12",
        received_on=timezone.localdate(),
        from_whom=SECRET,
        summary=SECRET,
    )
    director, reads = cast.people["giamdoc"], cast.people["truongphong"]
    sources.record_source(case, by=director, now=now, text=SECRET, reader=reads)
    rows = list(Message.objects.all())
    assert len(rows) > 10
    hidden = {
        SECRET,
        *(text for row in Finding.objects.all() for text in (row.text, row.explanation) if text),
    }
    for row in rows:
        for word in hidden:
            assert word not in row.subject and word not in row.body, row.subject
        assert len(row.subject) <= 120
