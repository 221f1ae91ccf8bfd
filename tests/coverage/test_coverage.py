"""Coverage, what is late, load and durations: every number opens exactly what it counts, at the same cost for any number."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.enums import ComplaintKind
from inspections.kinds import InspectionStage
from inspections.management.demo.people import Cast
from inspections.models import Case, Complaint, Institution, LedgerLine, Turn
from inspections.queries.late import OpenCase, late_of
from inspections.rules.coverage import span_start
from inspections.rules.durations import Course, Stretch, measured
from inspections.rules.roles import Actor
from inspections.rules.working_days import WorkCalendar
from inspections.views.late_rows import Reader, ask_row
from tests.actions.conftest import Mending
from tests.factories import ledger
from tests.figures.browsing import browser_of
from tests.figures.counting import Statements, counted

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r'<a[^>]*href="(/chi-tieu/(?:do-phu|theo-doi)/[^"]+\?[^"]*)"[^>]*>\s*(\d+)')
MOST = 8
BOARD, LISTED = "late_board", "late_list"


def numbers_of(text: str) -> dict[str, int]:
    """Every number of a page that is a link to its list."""
    return {unescape(url): int(number) for url, number in NUMBER.findall(text)}


def opened(browser: Client, address: str) -> Statements:
    """The statements of a page that opens; it writes nothing."""
    with counted() as statements:
        page = browser.get(address)
    assert page.status_code == 200, address
    assert statements.writes == [] and len(statements) <= MOST, f"{address}\n{statements.told()}"
    return statements


@pytest.fixture
def years(mending_unit: Mending) -> Client:
    """One institution inspected this year, one four years ago, the others never."""
    cast, today = mending_unit.cast, timezone.localdate()
    LedgerLine.objects.update(state="running", counted_on=None)
    director = cast.people["giamdoc"]
    ledger.paper_line(cast.institutions["MH-01"], director, today - timedelta(days=30))
    ledger.paper_line(cast.institutions["MH-02"], director, today - timedelta(days=4 * 365))
    Institution.objects.exclude(code="MH-01").update(latitude=None, longitude=None)
    return browser_of(cast.people["giamsat"])


def test_every_number_of_coverage_opens_exactly_its_institutions(
    mending_unit: Mending, years: Client
) -> None:
    page = years.get(reverse("coverage"))
    home = mending_unit.cast.institutions["MH-01"].department
    under = Institution.objects.filter(department=home).count()
    assert [(row["a"], row["b"]) for row in page.context["figures"]] == [(1, under), (1, under), (2, under)]
    assert (page.context["mapped"]["a"], page.context["mapped"]["b"]) == (1, under)
    assert [row["code"] for row in page.context["longest"]] == ["MH-02", "MH-01"]
    assert page.context["never_all"]["n"] == under - 2
    found = numbers_of(page.content.decode())
    assert len(found) > 15
    assert {url: years.get(url).context["count"] for url in found} == found


def test_a_day_in_the_past_sees_only_what_was_there(mending_unit: Mending, years: Client) -> None:
    today = timezone.localdate()
    Institution.objects.filter(code="MH-02").update(valid_until=today - timedelta(days=10))
    page = years.get(reverse("coverage"))
    earlier = (today - timedelta(days=60)).isoformat()
    before = years.get(reverse("coverage"), {"ngay": earlier})
    assert page.context["all"]["n"] == before.context["all"]["n"] - 1
    assert [row["code"] for row in before.context["longest"]] == ["MH-02"]
    Institution.objects.update(valid_from=today)
    empty = years.get(reverse("coverage"), {"ngay": earlier})
    assert "không phát sinh" in empty.content.decode()
    for wrong in ("hôm qua", "9999-12-31", "²²²²"):
        assert years.get(reverse("coverage"), {"ngay": wrong}).context["day"] == today


def test_what_is_late_is_three_clicks_from_handing_it_over(mending_unit: Mending) -> None:
    today = timezone.localdate()
    director = browser_of(mending_unit.cast.people["giamdoc"])
    Turn.objects.still_open().update(due_on=today - timedelta(days=3))
    asked = Turn.objects.still_open().filter(paused_due_on__isnull=True).order_by("pk")
    mine = asked.filter(person__isnull=False).first() or asked.first()
    assert mine is not None
    person = mending_unit.cast.people["chuyenvien"]
    Turn.objects.filter(pk=mine.pk).update(due_on=today - timedelta(days=90), person=person, role="")
    board = director.get(reverse(BOARD))
    found = numbers_of(board.content.decode())
    assert {url: director.get(url).context["count"] for url in found} == found
    late = [url for url, number in found.items() if "xem=tre" in url and "giai_doan" in url and number]
    rows = [row for url in late for row in director.get(url).context["asks"]]
    oldest = next(row for row in rows if row["who"] == person.full_name)
    assert oldest["late"] and oldest["why"] and "quá hạn" in oldest["left"]
    hand_over = f"{reverse('hand_over', args=[person.pk])}?viec={mine.pk}"
    assert hand_over in [link["url"] for link in oldest["links"]]
    assert director.get(hand_over).status_code == director.get(oldest["url"]).status_code == 200
    unit = reverse("follow_up_unit", args=[mending_unit.party.pk])
    schools = next(row for row in rows if row["who"] != person.full_name)
    assert [link["url"] for link in schools["links"]] == [unit] and director.get(unit).status_code == 200
    watcher = browser_of(mending_unit.cast.people["giamsat"]).get(reverse(BOARD))
    assert "/ban-giao/" not in watcher.content.decode()
    load = director.get(reverse(BOARD), {"phan": "nguoi"})
    found = numbers_of(load.content.decode())
    assert found and {url: director.get(url).context["count"] for url in found} == found


def test_a_limit_that_has_passed_is_late_unless_the_inspection_is_paused() -> None:
    day = date(2026, 11, 24)
    passed, paused, running = (
        OpenCase(number, "inspection", stage, f"KT-{number}", "Kiểm tra", "", 7, "Trưởng đoàn", end)
        for number, stage, end in (
            (1, InspectionStage.UNDER_WAY, day - timedelta(days=1)),
            (2, InspectionStage.PAUSED, day - timedelta(days=9)),
            (3, InspectionStage.UNDER_WAY, day),
        )
    )
    (late,) = late_of([], [passed, paused, running], 1, day)
    assert (late.case_id, late.person, late.due_on) == (1, "Trưởng đoàn", passed.limit_end_on)
    row = ask_row(late, Reader(Actor(8, "", ()), day, WorkCalendar({}, frozenset())))
    assert row["late"] and row["why"] and row["url"] == reverse("deadline", args=[1, "kiem-tra"])


def test_a_denunciation_stands_on_nobodys_board(mending_unit: Mending) -> None:
    today, director = timezone.localdate(), mending_unit.cast.people["giamdoc"]
    paper = Complaint.objects.create(
        case=mending_unit.party,
        kind=ComplaintKind.DENUNCIATION,
        received_on=today,
        from_whom="Người được giữ kín",
        receipt_number="GXN-TC-0001",
        recorded_at=timezone.now(),
        recorded_by=director,
    )
    Turn.objects.create(
        case=mending_unit.party,
        verb="answer_complaint",
        subject=paper.pk,
        label="Trả lời đơn đã nhận",
        role="director",
        department_id=mending_unit.party.department_id,
        due_on=today - timedelta(days=5),
        opened_at=timezone.now(),
    )
    text = browser_of(director).get(reverse(LISTED), {"xem": "viec"}).content.decode()
    assert "Trả lời đơn đã nhận" not in text and "Người được giữ kín" not in text


def test_an_institution_reads_none_of_it(mending_unit: Mending) -> None:
    school = browser_of(mending_unit.cast.people["truonga-hieutruong"])
    names = ("coverage", "coverage_places", BOARD, LISTED)
    assert [school.get(reverse(name)).status_code for name in names] == [403] * 4


def test_two_hundred_dossiers_cost_no_statement_more_than_ten(mending_unit: Mending) -> None:
    cast, root = mending_unit.cast, mending_unit.party.parent
    assert root is not None
    browser = browser_of(cast.people["giamsat"])
    addresses = (
        reverse("coverage"),
        reverse("coverage_places"),
        *(f"{reverse(BOARD)}?phan={part}" for part in ("giai-doan", "nguoi", "thoi-gian")),
        *(f"{reverse(LISTED)}?xem={view}" for view in ("tre", "viec", "cuoc", "don-vi", "thanh-vien")),
    )
    fill(root, cast, 10)
    few = [len(opened(browser, address)) for address in addresses]
    fill(root, cast, 190)
    assert [len(opened(browser, address)) for address in addresses] == few


def fill(root: Case, cast: Cast, number: int) -> None:
    """So many units with a late ask of a person each."""
    today = timezone.localdate()
    Turn.objects.bulk_create(
        Turn(
            case=party,
            verb="announce_decision",
            label="Công bố quyết định",
            person=cast.people["chuyenvien"],
            due_on=today - timedelta(days=place),
            opened_at=timezone.now(),
        )
        for place, party in enumerate(ledger.parties(root, cast.institutions["MH-01"], number))
    )


def test_stretches_are_measured_in_the_year_in_which_they_end() -> None:
    day = date(2026, 3, 2)
    rows = [
        Course(1, "A", day, day + timedelta(days=10), None, None),
        Course(2, "B", day, day + timedelta(days=13), day + timedelta(days=20), day + timedelta(days=400)),
        Course(3, "C", date(2025, 12, 1), date(2025, 12, 20), None, None),
    ]
    minutes, result, remedy = measured(rows, 2026)
    assert (minutes.n, minutes.median, minutes.longest, minutes.course) == (2, 11.5, 13, rows[1])
    assert (result.n, result.longest, remedy.n) == (1, 7, 0)
    assert measured(rows, 2027)[2].stretch == Stretch.TO_REMEDY and measured(rows, 2027)[2].longest == 380
    assert span_start(date(2028, 2, 29), 1) == date(2027, 3, 1)
    assert span_start(date(2026, 11, 24), 5) == date(2021, 11, 25)
