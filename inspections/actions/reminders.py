"""Reminders before and at a due day: one digest a person a day, for what is still open on that morning (issue 3).

A digest names the ask, the code of the case and the day; it never carries a finding, a title or a source.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from inspections.actions.jobs import JobBook
from inspections.models import Message, Reminder, User
from inspections.queries import reminders as queries
from inspections.queries.deadlines import work_calendar
from inspections.queries.reminders import DueAsk
from inspections.queries.rules import rule_on
from inspections.rules.reminders import OFFSETS_KEY, offsets_of, reminder_due, reminder_of
from inspections.rules.working_days import WorkCalendar

AHEAD, BACK = timedelta(days=30), timedelta(days=60)

Lines = dict[int, list[tuple[Reminder, str]]]


def remind(*, today: date, now: datetime) -> int:
    """Queue the digests of the day and answer how many; a second run on one day, or at once, sends nothing more."""
    rule = rule_on(OFFSETS_KEY, today)
    offsets = offsets_of(rule.value) if rule else ()
    if not offsets:
        return 0
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        calendar = work_calendar(today)
        lines = _lines(_asks(today), offsets, today, calendar)
        return _send(lines, today, now)


def _asks(today: date) -> list[DueAsk]:
    between = (today - BACK, today + AHEAD)
    limits = queries.running_limits(between, today=today, what=_("Thời hạn kiểm tra"))
    return [*limits, *queries.open_asks(between)]


def _lines(asks: Iterable[DueAsk], offsets: tuple[int, ...], today: date, calendar: WorkCalendar) -> Lines:
    due: list[tuple[DueAsk, str]] = []
    for ask in asks:
        offset = reminder_due(
            ask.due_on, asked_on=ask.asked_on, today=today, offsets=offsets, calendar=calendar
        )
        if offset is not None:
            due.append((ask, f"{ask.key}:{offset}:{ask.due_on}"))
    seats = queries.holders_of({ask.seat for ask, _key in due if ask.seat}, today)
    told = queries.already_reminded(key for _ask, key in due)
    full = queries.had_a_digest(today)
    lines: Lines = defaultdict(list)
    for ask, key in sorted(due, key=lambda pair: pair[0].due_on):
        people = seats[ask.seat] if ask.seat else ask.people
        text = reminder_of(ask.what, ask.case_code, ask.due_on, today=today, calendar=calendar)
        for person in sorted(people - full):
            if (person, key) not in told:
                mark = Reminder(to_id=person, case_id=ask.case_id, key=key, on=today)
                lines[person].append((mark, text))
    return lines


def _send(lines: Lines, today: date, now: datetime) -> int:
    """Write what was told, then the digests: of two runs at once the slower one finds the key taken."""
    people = User.objects.filter(pk__in=lines, is_active=True)
    jobs = JobBook()
    digests = [
        Message(
            key=f"remind:{today}:{person.pk}",
            to=person,
            subject=_("Nhắc việc ngày %(day)s: %(count)s việc")
            % {"day": f"{today:%d/%m/%Y}", "count": len(lines[person.pk])},
            body=_body([text for _mark, text in lines[person.pk]]),
            queued_at=now,
        )
        for person in people
    ]
    if not digests:
        return 0
    Message.objects.bulk_create(digests, ignore_conflicts=True)
    jobs.add("inspections.deliver_messages")
    marks = [mark for digest in digests for mark, _text in lines[digest.to_id]]
    Reminder.objects.bulk_create(marks, ignore_conflicts=True)
    jobs.write()
    return len(digests)


def _body(texts: list[str]) -> str:
    intro = _("Các việc của bạn sắp đến hạn, đến hạn hoặc quá hạn:")
    outro = _("Đăng nhập Kiểm tra số để xem và làm.")
    return "\n".join([intro, *(f"- {text}" for text in texts), "", outro])
