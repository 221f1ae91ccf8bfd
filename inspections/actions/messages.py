"""Mail: rows are written in the deed's transaction, sent by a job; no notice carries a finding or a source."""

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Exists, F, OuterRef
from django.utils import translation
from django.utils.translation import gettext as _

from inspections.actions.jobs import JobBook
from inspections.enums import MailMode
from inspections.exceptions import NotReady
from inspections.models import Case, Message, OneTimeCode, User
from inspections.queries.people import local_day
from inspections.queries.quarantine import stands_apart

CODE_LIFE = timedelta(minutes=10)
MAX_ATTEMPTS = 5
AT_ONCE = 200
IN_APP_ONLY = "in_app"


def queue(
    case: Case | None,
    to: Iterable[User],
    *,
    key: str,
    subject: str,
    body: str,
    by: User | None,
    now: datetime,
    jobs: JobBook,
    in_app: bool = True,
) -> None:
    """Queue one notice to each person; the key keeps a repeated deed from writing twice.

    It stands in the app and goes out by mail as the person wishes; with ``in_app=False`` (codes) always and at once.
    """
    queue_rows(
        [
            Message(
                key=f"{key}:{person.pk}",
                case=case,
                to=person,
                subject=subject,
                body=body,
                queued_at=now,
                queued_by=by,
                in_app=in_app,
            )
            for person in to
        ],
        jobs,
    )


def queue_rows(rows: list[Message], jobs: JobBook) -> None:
    """Queue mails of one deed in one statement, whatever the number of cases they are about."""
    if rows:
        Message.objects.bulk_create(rows, ignore_conflicts=True)
        jobs.add("inspections.deliver_messages")


def deliver_waiting(*, now: datetime, worker: str = "worker") -> int:
    """Send what waits, each with one Message-ID; at least once, with the same identity each time.

    Who wants one mail a day is left to ``deliver_gathered``; who wants none has the notice in the app (practice 10).
    One address that fails keeps nobody else waiting: the failure is raised once all others were served.
    A restored system that stands apart sends nothing (quality.md 5).
    """
    if stands_apart():
        return 0
    waiting = Message.objects.filter(sent_at__isnull=True, gathered_on__isnull=True)
    waiting = waiting.exclude(in_app=True, to__notice_choice__mail=MailMode.DAILY)
    waiting = waiting.annotate(mode=F("to__notice_choice__mail")).select_related("to").order_by("id")
    mails = []
    for row in waiting[:AT_ONCE]:
        quiet = row.in_app and row.mode == MailMode.NONE
        mails.append(_Mail(f"thu-{row.pk}", row.to, row.subject, row.body, [row.pk], quiet))
    return _send_all(mails, now=now, worker=worker)


def deliver_gathered(*, now: datetime, worker: str = "worker") -> int:
    """One mail a day to each person who asked for that; what belongs to it is fixed before it is sent.

    A second run on the day, or a run after the worker was killed, sends the same mail with the same Message-ID.
    """
    if stands_apart():
        return 0
    day = local_day(now)
    earlier = Message.objects.filter(to=OuterRef("to"), gathered_on=day)
    waiting = Message.objects.filter(sent_at__isnull=True, gathered_on__isnull=True, in_app=True)
    waiting = waiting.filter(to__notice_choice__mail=MailMode.DAILY).exclude(Exists(earlier))
    Message.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).update(gathered_on=day)
    fixed: dict[tuple[int, date | None], list[Message]] = defaultdict(list)
    rows = Message.objects.filter(sent_at__isnull=True, gathered_on__isnull=False).select_related("to")
    for message in rows.order_by("id"):
        fixed[message.to_id, message.gathered_on].append(message)
    return _send_all([_gathered(on, found) for (_to, on), found in fixed.items()], now=now, worker=worker)


@dataclass(frozen=True)
class _Mail:
    """One mail under its own name, and the notices it carries; a quiet one is only noted, it stands in the app."""

    name: str
    to: User
    subject: str
    body: str
    carries: list[int]
    quiet: bool = False


def _gathered(on: date | None, found: list[Message]) -> _Mail:
    to = found[0].to
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Kiểm tra số: %(n)s thông báo trong ngày") % {"n": len(found)}
    body = "\n\n".join(f"{message.subject}\n{message.body}" for message in found)
    return _Mail(f"ngay-{on:%Y%m%d}-{to.pk}", to, subject, body, [message.pk for message in found])


def _send_all(mails: list[_Mail], *, now: datetime, worker: str) -> int:
    """Send, then note it, mail by mail: a worker killed in between sends the same mail again, never a new one."""
    sent, failure = 0, None
    for mail in mails:
        try:
            if mail.to.email and not mail.quiet:
                headers = {"Message-ID": f"<{mail.name}@kiemtraso.local>"}
                EmailMessage(mail.subject, mail.body, to=[mail.to.email], headers=headers).send()
        except (SMTPException, OSError) as error:
            failure = error
            continue
        Message.objects.filter(pk__in=mail.carries, sent_at__isnull=True).update(
            sent_at=now, sent_by_worker=IN_APP_ONLY if mail.quiet else worker
        )
        sent += 1
    if failure is not None:
        raise failure
    return sent


def send_code(user: User, *, purpose: str, case: Case, now: datetime) -> None:
    """Send a one-time code of six digits for «xác nhận nội dung»; only its hash is kept."""
    code = f"{secrets.randbelow(1_000_000):06d}"
    row = OneTimeCode.objects.create(
        user=user,
        purpose=purpose,
        code_hash=_hashed(user, purpose, code),
        made_at=now,
        expires_at=now + CODE_LIFE,
    )
    jobs = JobBook()
    queue(
        case,
        [user],
        key=f"code:{row.pk}",
        subject=_("Mã xác nhận nội dung"),
        body=_(
            "Mã xác nhận của bạn là %(code)s, dùng được trong 10 phút, một lần. Không đưa mã này cho người khác. "
            "Hồ sơ: %(case)s."
        )
        % {"code": code, "case": case.code},
        by=user,
        now=now,
        jobs=jobs,
        in_app=False,
    )
    jobs.write()


def use_code(user: User, *, purpose: str, code: str, now: datetime) -> None:
    """Accept a code once, within its life and five attempts; else say what to do."""
    latest = (
        OneTimeCode.objects.filter(user=user, purpose=purpose, used_at__isnull=True).order_by("-id").first()
    )
    if latest is None or latest.expires_at < now or latest.attempts >= MAX_ATTEMPTS:
        raise NotReady([_("Mã xác nhận đã hết hạn hoặc chưa được gửi. Bấm «Gửi mã» để nhận mã mới.")])
    if latest.code_hash != _hashed(user, purpose, code.strip()):
        raise NotReady([_("Mã xác nhận không đúng. Kiểm tra lại thư mới nhất rồi nhập lại.")])
    latest.used_at = now
    latest.save(update_fields=["used_at"])


def count_wrong_attempt(user: User, *, purpose: str) -> None:
    """Outside the failed deed's transaction: one more wrong attempt for the latest code."""
    latest = (
        OneTimeCode.objects.filter(user=user, purpose=purpose, used_at__isnull=True).order_by("-id").first()
    )
    if latest:
        OneTimeCode.objects.filter(pk=latest.pk).update(attempts=latest.attempts + 1)


def _hashed(user: User, purpose: str, code: str) -> str:
    return hashlib.sha256(f"{user.pk}|{purpose}|{code}".encode()).hexdigest()
