"""Mail: rows are written in the deed's transaction, sent by a job; no notice carries a finding or a source."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from inspections.actions.jobs import JobBook
from inspections.exceptions import NotReady
from inspections.models import Case, Message, OneTimeCode, User

CODE_LIFE = timedelta(minutes=10)
MAX_ATTEMPTS = 5


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
) -> None:
    """Queue one mail to each person; the key keeps a repeated deed from writing twice."""
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
    """Send what waits, each with one Message-ID; at least once, with the same identity each time."""
    sent = 0
    for message in Message.objects.filter(sent_at__isnull=True).select_related("to").order_by("id")[:200]:
        if message.to.email:
            identity = f"<thu-{message.pk}@kiemtraso.local>"
            EmailMessage(
                message.subject, message.body, to=[message.to.email], headers={"Message-ID": identity}
            ).send()
        Message.objects.filter(pk=message.pk, sent_at__isnull=True).update(sent_at=now, sent_by_worker=worker)
        sent += 1
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
