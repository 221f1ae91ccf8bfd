"""The ledger follows the record deed by deed: visits, terminations, limits, paper; the traps of the figure."""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from inspections.actions import ledger as upkeep
from inspections.actions import visits
from inspections.enums import CountState, Exclusion, Ground, LuotClass, TerminationCause
from inspections.management.demo.people import Cast
from inspections.management.demo.plot import Plot, Unit
from inspections.models import Case, ClassChange, LedgerLine, LedgerTally, SiteVisit, TeamMember
from inspections.queries.integrity.ledger import classes, lines, tallies
from inspections.queries.integrity.record import Record
from tests.factories.cases import after, case_after, moment_of
from tests.factories.orders import Desk
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db
REMOTE = Plot(theme="nha-giao", units={"MH-01": Unit("online")})


@pytest.fixture
def cast() -> Cast:
    """Reference data, the department and its people."""
    return make_people()


def line_of(case: Case) -> LedgerLine:
    """The line of the only unit."""
    return LedgerLine.objects.get(party__parent=case)


def visit(cast: Cast, party: Case, now: datetime) -> SiteVisit:
    """Somebody of the team goes there after all."""
    return visits.record_visit(
        party,
        by=cast.people["truongdoan"],
        now=now,
        starts_at=now - timedelta(hours=3),
        ends_at=now - timedelta(hours=1),
        place="Phòng đào tạo của trường",
        members=[TeamMember.objects.filter(case=party.parent).earliest("pk")],
        items=list(party.answers.all()[:1]),
        work_done="Đối chiếu bản gốc.",
        unplanned_reason="Dữ liệu trực tuyến không đủ.",
    )


def test_trap_18_a_visit_after_online_data_proved_insufficient_takes_the_highest_class_for_good(
    cast: Cast,
) -> None:
    case, now = case_after(cast, "conclude_items", REMOTE), after("conclude_items")
    party = case.children.get()
    assert line_of(case).class_value == LuotClass.M3

    row = visit(cast, party, now)
    assert line_of(case).class_value == LuotClass.M2
    fall = ClassChange.objects.get(line=line_of(case))
    assert (fall.before, fall.after, fall.verb, fall.conditions) == (3, 2, "record_visit", ["c8"])
    assert fall.by == cast.people["truongdoan"]

    later = now + timedelta(minutes=20)
    visits.withdraw_visit(
        party, by=cast.people["truongdoan"], now=later, visit_id=row.pk, reason="Ghi nhầm hồ sơ."
    )
    assert line_of(case).facts["visits"] == 0
    assert line_of(case).class_value == LuotClass.M2, "a class never rises by itself"
    assert list(classes(Record())) == []


def test_trap_18_the_second_visit_changes_nothing_more_and_the_counters_follow(cast: Cast) -> None:
    case, now = case_after(cast, "conclude_items", REMOTE), after("conclude_items")
    party = case.children.get()
    visit(cast, party, now)
    visit(cast, party, now + timedelta(hours=4))
    assert ClassChange.objects.filter(line=line_of(case)).count() == 1
    assert list(tallies(Record())) == []


def test_trap_11_an_inspection_without_an_annual_plan_counts_like_any_other(cast: Cast) -> None:
    plot = Plot(
        theme="nha-giao",
        units={"MH-01": Unit("online")},
        ground=Ground.ORDER,
        ground_text="Văn bản chỉ đạo số 15/UBND-KGVX.",
    )
    case = case_after(cast, "sign_minutes", plot)
    line = line_of(case)
    assert line.state == CountState.COUNTED
    assert line.class_value == LuotClass.M2, "signed by hand with a certified copy"
    assert line.facts["plan_before_announcement"], "the conduct plan is asked for, no annual plan is"


def test_trap_17_minutes_signed_by_hand_and_uploaded_never_make_the_highest_class(cast: Cast) -> None:
    line = line_of(case_after(cast, "sign_minutes", REMOTE))
    assert (line.facts["team_route"], line.facts["party_route"]) == ("hand", "hand")
    assert line.class_value == LuotClass.M2
    paper_only = line.facts | {"announced_in_system": False}
    assert upkeep.judge(upkeep.LuotFacts(**paper_only), upkeep.CountedBy()).class_value == LuotClass.M1


def test_a_terminated_inspection_leaves_the_denominator_with_its_reason(cast: Cast) -> None:
    case, now = case_after(cast, "announce_decision", REMOTE), after("announce_decision")
    Desk(cast).carry("termination", case, now, cause=TerminationCause.COVERED)
    line = line_of(case)
    assert (line.state, line.exclusion) == (CountState.EXCLUDED, Exclusion.TERMINATED)
    assert sum(LedgerTally.objects.values_list("n", flat=True)) == 0
    far = now + timedelta(days=90)
    assert upkeep.count_passed_limits(now=far) == 0
    assert line_of(case).state == CountState.EXCLUDED


def test_a_limit_passed_unsigned_enters_the_denominator_and_never_the_numerator(cast: Cast) -> None:
    case = case_after(cast, "confirm_minutes", REMOTE)
    end = case.inspection_details.limit_end_on
    assert end is not None
    late = moment_of("confirm_minutes") + timedelta(days=60)
    assert upkeep.count_passed_limits(now=late) == 1
    line = line_of(case)
    assert (line.state, line.late, line.counted_on) == (CountState.COUNTED, True, end + timedelta(days=1))
    assert line.class_value < LuotClass.M2
    assert upkeep.count_passed_limits(now=late + timedelta(days=1)) == 0, "told once"
    assert sum(LedgerTally.objects.values_list("n", flat=True)) == 1


def test_while_paused_the_limit_does_not_pass(cast: Cast) -> None:
    case, now = case_after(cast, "begin_check", REMOTE), after("begin_check")
    Desk(cast).carry("pause", case, now, from_on=now.date())
    assert upkeep.count_passed_limits(now=now + timedelta(days=60)) == 0
    assert line_of(case).state == CountState.RUNNING


def test_the_night_count_finds_what_a_fault_wrote_and_a_second_run_nothing(cast: Cast) -> None:
    case = case_after(cast, "sign_minutes", REMOTE)
    line = line_of(case)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE inspections_ledgerline SET late = true WHERE id = %s", [line.pk])
    call_command("recount")
    line.refresh_from_db()
    assert not line.late
    at = line.counted_at
    call_command("recount")
    line.refresh_from_db()
    assert line.counted_at == at, "a second run writes nothing"
    assert [*tallies(Record()), *lines(Record()), *classes(Record())] == []


def test_falsified_lines_are_found_and_named(cast: Cast) -> None:
    case = case_after(cast, "sign_minutes", REMOTE)
    line = line_of(case)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE inspections_ledgerline SET class_value = 3 WHERE id = %s", [line.pk])
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    assert [(flaw.code, flaw.row) for flaw in classes(Record())] == [
        ("ledger.class", f"LedgerLine {line.pk}")
    ]
    assert [flaw.code for flaw in tallies(Record())] == ["ledger.tally"] * 2
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM inspections_ledgerline WHERE id = %s", [line.pk])
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    assert [flaw.code for flaw in lines(Record())] == ["ledger.line"]


def test_the_rule_of_the_day_counts_not_the_rule_of_today(cast: Cast) -> None:
    case = case_after(cast, "sign_minutes", REMOTE)
    party = case.children.get()
    assert line_of(case).class_value == LuotClass.M2
    rule = upkeep.touched([party.pk], today=date(2026, 12, 1))[0].rule
    assert rule is not None
    stricter = rule
    stricter.pk, stricter.department, stricter.version = None, cast.department, rule.version + 1
    stricter.m2_accepts_hand, stricter.valid_from = False, date(2027, 1, 1)
    stricter._state.adding = True
    stricter.save()
    upkeep.recount([case.pk], now=after("sign_minutes") + timedelta(days=200), verb="recount", by=None)
    assert line_of(case).class_value == LuotClass.M2, "a stricter rule of a later year leaves this year alone"
