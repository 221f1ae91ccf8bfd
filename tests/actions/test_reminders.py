"""Reminders: before, on and after the due day, once each, to whoever holds the ask on that morning."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from inspections.actions.reminders import remind
from inspections.management.demo import words
from inspections.management.demo.people import Cast
from inspections.models import Absence, Case, InspectionDetails, Message, Reminder, Rule, Turn, User
from tests.factories.cases import case_after
from tests.figures.counting import counted

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)
ASKED = timezone.make_aware(datetime(2026, 11, 16, 9, 0))


def at(day: date) -> datetime:
    """Seven in the morning in Vietnam."""
    return timezone.make_aware(datetime.combine(day, time(7, 0)))


def run(day: date) -> list[Message]:
    """The digests that one morning queues."""
    before = set(Message.objects.values_list("pk", flat=True))
    remind(today=day, now=at(day))
    return list(Message.objects.exclude(pk__in=before).order_by("to__username"))


def receivers(day: date) -> list[str]:
    """Who gets a digest on a day."""
    return [message.to.username for message in run(day)]


@pytest.fixture
def party(cast: Cast) -> Case:
    """A party under check whose own asks are put away: each test asks what it needs."""
    party = case_after(cast, "begin_check").children.get()
    Turn.objects.all().update(closed_at=ASKED)
    InspectionDetails.objects.update(limit_end_on=date(2027, 6, 30))
    return party


def ask(party: Case, due_on: date, *, person: User | None = None, role: str = "", subject: int = 1) -> Turn:
    """One open ask of a person, or of a role at the institution."""
    return Turn.objects.create(
        case=party,
        verb="conclude_items",
        subject=subject,
        label="Kiểm tra các nội dung được phân công",
        person=person,
        role=role,
        institution=party.institution if role else None,
        due_on=due_on,
        opened_at=ASKED,
        opened_by=person,
    )


def test_a_person_is_reminded_two_working_days_before_on_the_day_and_one_working_day_after(
    cast: Cast, party: Case
) -> None:
    ask(party, MONDAY, person=cast.people["thanhvien1"])
    days = [date(2026, 11, 17) + timedelta(days=n) for n in range(14)]
    assert [day for day in days if receivers(day)] == [
        date(2026, 11, 19),
        date(2026, 11, 23),
        date(2026, 11, 24),
    ]


def test_a_due_day_off_is_reminded_of_on_the_working_day_before_it(cast: Cast, party: Case) -> None:
    ask(party, date(2026, 11, 29), person=cast.people["thanhvien1"])
    days = [date(2026, 11, 23) + timedelta(days=n) for n in range(10)]
    assert [day for day in days if receivers(day)] == [
        date(2026, 11, 26),
        date(2026, 11, 27),
        date(2026, 11, 30),
    ]


def test_ten_asks_make_one_digest_that_names_the_nearest_first_and_no_content(
    cast: Cast, party: Case
) -> None:
    for place in range(10):
        ask(party, MONDAY + timedelta(days=place % 2), person=cast.people["thanhvien1"], subject=place + 1)
    remind(today=date(2026, 11, 20), now=at(date(2026, 11, 20)))
    digest = Message.objects.get(key__startswith="remind:")
    assert digest.subject == "Nhắc việc ngày 20/11/2026: 10 việc"
    lines = [line for line in digest.body.splitlines() if line.startswith("- ")]
    assert lines[0] == (
        f"- Kiểm tra các nội dung được phân công · hồ sơ {party.code} · còn 1 ngày làm việc · 23/11"
    )
    assert lines[9].endswith("còn 2 ngày làm việc · 24/11")
    for secret in (party.title, words.FINDING, party.institution.name if party.institution else ""):
        assert secret not in digest.subject + digest.body


def test_a_second_run_on_one_day_sends_nothing_more(cast: Cast, party: Case) -> None:
    ask(party, MONDAY, person=cast.people["thanhvien1"])
    assert receivers(MONDAY) == ["thanhvien1"]
    assert receivers(MONDAY) == []
    ask(party, MONDAY, person=cast.people["thanhvien1"], subject=2)
    assert receivers(MONDAY) == []


def test_an_ask_that_was_closed_meanwhile_reminds_nobody(cast: Cast, party: Case) -> None:
    turn = ask(party, MONDAY, person=cast.people["thanhvien1"])
    turn.closed_at = at(date(2026, 11, 18))
    turn.save()
    assert receivers(date(2026, 11, 19)) == []


def test_a_moved_due_day_reminds_anew_before_the_new_day_and_no_more_of_the_old_one(
    cast: Cast, party: Case
) -> None:
    turn = ask(party, MONDAY, person=cast.people["thanhvien1"])
    assert receivers(date(2026, 11, 19)) == ["thanhvien1"]
    turn.due_on = date(2026, 11, 27)
    turn.save()
    assert receivers(MONDAY) == []
    assert receivers(date(2026, 11, 25)) == ["thanhvien1"]


def test_whoever_holds_the_ask_now_is_reminded_after_a_hand_over(cast: Cast, party: Case) -> None:
    turn = ask(party, MONDAY, person=cast.people["thanhvien1"])
    turn.person = cast.people["thanhvien2"]
    turn.save()
    assert receivers(MONDAY) == ["thanhvien2"]


def test_an_ask_of_a_post_reminds_those_who_hold_the_post_on_that_day(cast: Cast, party: Case) -> None:
    ask(party, MONDAY, role="institution_clerk")
    assert receivers(MONDAY) == ["truonga-canbo"]


def test_an_ask_of_a_post_that_nobody_holds_any_more_reminds_nobody(cast: Cast, party: Case) -> None:
    ask(party, MONDAY, role="institution_clerk")
    cast.people["truonga-canbo"].memberships.update(valid_until=date(2026, 11, 20))
    assert receivers(MONDAY) == []


def test_nobody_is_reminded_on_a_day_off(cast: Cast, party: Case) -> None:
    ask(party, date(2026, 11, 24), person=cast.people["thanhvien1"])
    assert receivers(date(2026, 11, 21)) == []
    assert receivers(date(2026, 11, 22)) == []


def test_a_morning_without_a_worker_is_made_up_for_by_one_reminder(cast: Cast, party: Case) -> None:
    ask(party, MONDAY, person=cast.people["thanhvien1"])
    assert receivers(date(2026, 11, 20)) == ["thanhvien1"]
    assert Reminder.objects.get().key.endswith(":-2:2026-11-23")
    assert receivers(MONDAY) == ["thanhvien1"]


def test_what_was_only_just_asked_reminds_nobody_of_a_day_that_has_passed(cast: Cast, party: Case) -> None:
    ask(party, date(2026, 11, 17), person=cast.people["thanhvien1"])
    assert receivers(date(2026, 11, 16)) == []
    assert receivers(date(2026, 11, 17)) == ["thanhvien1"]


def test_lead_and_issuer_are_reminded_of_the_limit_of_the_inspection(cast: Cast, party: Case) -> None:
    InspectionDetails.objects.update(limit_end_on=MONDAY)
    assert receivers(date(2026, 11, 19)) == ["giamdoc", "truongdoan"]
    text = Message.objects.filter(key__startswith="remind:").latest("pk").body
    assert (
        f"Thời hạn kiểm tra · hồ sơ {party.parent.code if party.parent else ''} · còn 2 ngày làm việc" in text
    )


def test_an_extended_limit_reminds_before_its_new_end(cast: Cast, party: Case) -> None:
    InspectionDetails.objects.update(limit_end_on=MONDAY)
    assert receivers(date(2026, 11, 19))
    InspectionDetails.objects.update(limit_end_on=date(2026, 11, 27), extension_days=5)
    assert receivers(MONDAY) == []
    assert receivers(date(2026, 11, 25)) == ["giamdoc", "truongdoan"]


def test_who_acts_for_an_absent_issuer_is_reminded_of_the_limit(cast: Cast, party: Case) -> None:
    InspectionDetails.objects.update(limit_end_on=MONDAY)
    Absence.objects.create(
        user=cast.people["giamdoc"],
        from_on=date(2026, 11, 18),
        until_on=date(2026, 11, 27),
        delegate=cast.people["phogiamdoc"],
        recorded_at=ASKED,
        recorded_by=cast.people["giamdoc"],
    )
    assert receivers(MONDAY) == ["phogiamdoc", "truongdoan"]


def test_a_paused_ask_has_no_due_day_and_reminds_nobody(cast: Cast, party: Case) -> None:
    turn = ask(party, MONDAY, person=cast.people["thanhvien1"])
    turn.due_on, turn.paused_due_on = None, MONDAY
    turn.save()
    assert receivers(MONDAY) == []


def test_the_days_of_reminding_are_a_rule_of_the_agency(cast: Cast, party: Case) -> None:
    Rule.objects.filter(key="reminder.offsets").update(value="-3; +2")
    ask(party, MONDAY, person=cast.people["thanhvien1"])
    assert receivers(date(2026, 11, 18)) == ["thanhvien1"]
    assert receivers(MONDAY) == []
    assert receivers(date(2026, 11, 25)) == ["thanhvien1"]


def test_without_the_rule_nobody_is_reminded(cast: Cast, party: Case) -> None:
    Rule.objects.filter(key="reminder.offsets").delete()
    ask(party, MONDAY, person=cast.people["thanhvien1"])
    assert receivers(MONDAY) == []


def test_a_hundred_asks_cost_as_many_statements_as_two(cast: Cast, party: Case) -> None:
    members = [cast.people["thanhvien1"], cast.people["thanhvien2"]]
    for place, member in enumerate(members):
        ask(party, MONDAY, person=member, subject=place + 1)
    ask(party, MONDAY, role="institution_clerk", subject=500)
    with counted() as few:
        assert remind(today=MONDAY, now=at(MONDAY)) == 3
    Reminder.objects.all().delete()
    Message.objects.filter(key__startswith="remind:").delete()
    for place in range(100):
        ask(party, MONDAY, person=members[place % 2], subject=place + 10)
    with counted() as many:
        assert remind(today=MONDAY, now=at(MONDAY)) == 3
    assert len(few) == len(many), f"{few.told()}\n{many.told()}"
    assert len(many) <= 12, many.told()


def test_the_digest_leaves_as_one_mail_by_the_worker(
    cast: Cast, party: Case, run_jobs: Callable[[], int]
) -> None:
    run_jobs()
    mail.outbox.clear()
    ask(party, MONDAY, person=cast.people["thanhvien1"])
    run(MONDAY)
    run_jobs()
    assert [letter.subject for letter in mail.outbox] == ["Nhắc việc ngày 23/11/2026: 1 việc"]


def test_the_clock_of_reminders_strikes_at_seven_in_vietnam() -> None:
    from procrastinate.contrib.django import app

    app.perform_import_paths()
    times = [
        task
        for task in app.periodic_registry.periodic_tasks.values()
        if task.task.name == "inspections.remind"
    ]
    assert [task.cron for task in times] == ["0 0-9 * * *"]
