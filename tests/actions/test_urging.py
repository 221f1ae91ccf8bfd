"""The clock urges at -3, 0, +5 working days, once each; then come the letter and the report to the superior (T19)."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from inspections.actions import later_dates, papers, urging
from inspections.enums import DocumentKind
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.paper import incoming
from inspections.models import CaseEvent, Document, Message, RemedyItem, RemedyUrging, Rule, Turn
from inspections.models.inputs import BY_HAND, SigningInput
from inspections.rules.follow_up import UrgingDays, Waiting, percent_fixed, urgings_due
from inspections.rules.working_days import WorkCalendar
from tests.actions.conftest import Mending
from tests.factories.cases import quick_print
from tests.factories.remedies import ASKED, day, report_all

# The request is due on Saturday 12/12/2026: urged on Wednesday 09/12, Friday 11/12, Friday 18/12, Friday 25/12.
DUE = date(2026, 12, 12)
OFFICER, DIRECTOR = "chuyenvien", "giamdoc"
PLAIN = WorkCalendar({}, frozenset())


def run(on: date) -> int:
    """One morning of the clock."""
    return urging.urge_remedies(today=on, now=timezone.make_aware(datetime.combine(on, time(7, 10))))


def morning(on: date) -> datetime:
    """Eight in the morning in Vietnam."""
    return timezone.make_aware(datetime.combine(on, time(8, 0)))


def asked_of_officer(world: Mending) -> set[str]:
    """What the clock asks of the officer."""
    rows = Turn.objects.still_open().filter(case=world.party, person=world.cast.people[OFFICER])
    return set(rows.values_list("verb", flat=True))


def issue(world: Mending, letter: Document, now: datetime) -> str:
    """Signed by hand, numbered and issued; its full number."""
    quick_print(letter.pk)
    signing = SigningInput(BY_HAND, incoming("ban-quet.pdf", b"%PDF-1.7 ban quet"), "Tủ 1")
    people = world.cast.people
    papers.sign_paper(world.party, by=people[DIRECTOR], now=now, document=letter, signing=signing)
    papers.issue_paper(
        world.party, by=people["vanthu"], now=now, document=letter, on=now.date(), agency_signing=signing
    )
    letter.refresh_from_db()
    return letter.full_number


def urged_until(on: date) -> list[date]:
    """Run every day up to one, twice each, and tell the days on which something was urged."""
    first = day(1)
    days = [first + timedelta(days=n) for n in range((on - first).days + 1)]
    return [morning for morning in days if run(morning) or run(morning)]


def test_the_unit_is_urged_before_on_and_after_the_day_and_the_officer_is_asked_to_write(
    world: Mending,
) -> None:
    assert day(30) == DUE
    assert urged_until(date(2026, 12, 31)) == [
        date(2026, 12, 9), date(2026, 12, 11), date(2026, 12, 18), date(2026, 12, 25),
    ]  # fmt: skip
    assert list(RemedyUrging.objects.values_list("offset", "due_on")) == [(n, DUE) for n in (-3, 0, 5, 10)]
    assert asked_of_officer(world) == {"draft_urging_letter", "draft_superior_report"}
    to_head = Message.objects.filter(to=world.cast.people["truonga-hieutruong"], key__startswith="urge:")
    assert to_head.count() == 4
    assert Message.objects.filter(to=world.cast.people[OFFICER], key__startswith="urge:").count() == 3
    for message in to_head:
        assert world.party.code in message.body and "12/12/2026" in message.body
        assert not any(text in message.body for text in (*ASKED, world.party.title))
    events = CaseEvent.objects.filter(case=world.party, verb="urge_remedy")
    assert events.count() == 4 and all(event.by is None for event in events)


def test_a_machine_that_stood_makes_up_for_all_of_it_with_one_notice(world: Mending) -> None:
    assert urged_until(date(2026, 12, 4)) == []
    assert run(date(2026, 12, 18)) == 1
    assert RemedyUrging.objects.count() == 3
    assert Message.objects.filter(to=world.cast.people["truonga-canbo"], key__startswith="urge:").count() == 1
    assert asked_of_officer(world) == {"draft_urging_letter"}


def test_a_day_that_was_moved_or_a_report_ends_the_urging_of_the_old_day(world: Mending) -> None:
    people = world.cast.people
    item = RemedyItem.objects.filter(request__party=world.party).earliest("pk")
    wish = later_dates.ask_later_date(
        world.party, by=people["truonga-canbo"], now=morning(day(20)), item_id=item.pk, until_on=day(60), reason="Chờ vốn"
    )  # fmt: skip
    run(date(2026, 12, 18))
    later_dates.decide_later_date(
        world.party, by=people[DIRECTOR], now=morning(date(2026, 12, 19)), wish_id=wish.pk, grant=True
    )
    assert "draft_urging_letter" not in asked_of_officer(world)
    assert run(date(2026, 12, 25)) == 1  # the other item is late as before
    report_all(world.party, world.cast, now=morning(date(2026, 12, 28)))
    assert asked_of_officer(world) == {"review_remedy"}
    assert run(date(2027, 1, 11)) == 0


def test_the_letter_names_what_waits_and_the_superior_hears_after_it_was_issued(world: Mending) -> None:
    people, late = world.cast.people, date(2026, 12, 28)
    run(date(2026, 12, 18))
    deed = {"by": people[OFFICER], "now": morning(late)}
    with pytest.raises(NotReady, match="Phát hành công văn đôn đốc"):
        urging.draft_superior_report(world.party, proposal="Đề nghị chỉ đạo.", **deed)
    with pytest.raises(Refused):
        urging.draft_urging_letter(world.party, by=people["truonga-hieutruong"], now=morning(late))
    letter = urging.draft_urging_letter(world.party, answer_by=date(2027, 1, 8), **deed)
    assert letter.signer == people[DIRECTOR] and letter.snapshot["answer_by"] == "2027-01-08"
    states = [row["state"] for row in letter.snapshot["items"]]
    assert states == ["Chưa báo cáo; quá hạn 16 ngày"] * 2 and not letter.snapshot["returned"]
    assert RemedyUrging.objects.get(offset=5).document == letter and asked_of_officer(world) == set()
    with pytest.raises(NotReady, match="đang chờ ký"):
        urging.draft_urging_letter(world.party, **deed)
    number = issue(world, letter, morning(late))
    with pytest.raises(NotReady, match="Ghi đề xuất"):
        urging.draft_superior_report(world.party, proposal=" ", **deed)
    report = urging.draft_superior_report(world.party, proposal="Đề nghị chỉ đạo.", **deed)
    assert [row["number"] for row in report.snapshot["letters"]] == [number]
    assert report.kind == DocumentKind.SUPERIOR_REPORT and len(report.snapshot["items"]) == 2


def test_the_days_are_rules_of_the_agency_and_none_falls_on_a_day_off() -> None:
    waiting = Waiting(1, 1, due_on=date(2026, 12, 16), issued_on=date(2026, 12, 10))
    days = UrgingDays(before=2, after=3, superior=3)
    assert days.offsets == (-2, 0, 3)
    found = [
        urgings_due(waiting, today=date(2026, 12, n), days=days, calendar=PLAIN) for n in (13, 14, 16, 19, 21)
    ]
    assert found == [(), (-2,), (-2, 0), (), (-2, 0, 3)]
    fresh = Waiting(1, 1, waiting.due_on, issued_on=date(2026, 12, 15))
    assert urgings_due(fresh, today=date(2026, 12, 15), days=days, calendar=PLAIN) == ()


def test_a_rule_that_was_changed_moves_the_clock(world: Mending) -> None:
    Rule.objects.filter(key="inspection.remedy_urge_before").update(value="5")
    assert urged_until(date(2026, 12, 7)) == [date(2026, 12, 7)]


@pytest.mark.parametrize(
    ("fixed", "asked", "percent"), [(0, 0, 0), (0, 3, 0), (1, 3, 33), (2, 3, 67), (3, 3, 100)]
)
def test_the_share_that_is_mended(fixed: int, asked: int, percent: int) -> None:
    assert percent_fixed(fixed, asked) == percent
