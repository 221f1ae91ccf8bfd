"""The working calendar: filled from the yearly notice, confirmed by a person, never from a lunar table."""

import re
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from inspections.actions import (
    reference_calendar,
)
from inspections.kinds import InspectionStage
from inspections.management.demo.people import Cast
from inspections.models import (
    CalendarDay,
    CalendarYear,
    SettingChange,
    User,
)
from inspections.queries.deadlines import due_by_rule, work_calendar
from inspections.queries.reference_calendar import reach_of
from inspections.rules.working_days import CalendarDay as Day
from inspections.rules.working_days import DayKind
from tests.actions.refusals import sentences
from tests.factories.cases import case_at

NOW = timezone.make_aware(datetime(2026, 11, 23, 9, 0))
KEY = "inspection.result_report"


@pytest.fixture
def admin(cast: Cast) -> User:
    """The administrator."""
    return User.objects.get(username="quantri")


def day(text: str, kind: DayKind = DayKind.HOLIDAY, name: str = "Tết Nguyên đán") -> Day:
    """A special day typed as 04/02/2027."""
    return Day(datetime.strptime(text, "%d/%m/%Y").date(), kind, name, "", False)


def test_a_confirmed_year_is_opened_before_a_day_is_changed(admin: User) -> None:
    tet = CalendarDay.objects.get(on=date(2026, 2, 16))
    for deed in (
        lambda: reference_calendar.remove_day(tet, by=admin, now=NOW, reason="Bỏ"),
        lambda: reference_calendar.change_day(tet, by=admin, now=NOW, day=day("15/02/2026"), reason="Sửa"),
        lambda: reference_calendar.add_day(2026, by=admin, now=NOW, day=day("21/02/2026"), reason="Thêm"),
    ):
        assert "Bỏ xác nhận" in sentences(deed)
    reference_calendar.unconfirm_year(2026, by=admin, now=NOW, reason="Thông báo sửa đổi")
    assert not work_calendar(date(2026, 6, 1)).is_confirmed(date(2026, 6, 1))
    reference_calendar.remove_day(tet, by=admin, now=NOW, reason="Thông báo sửa đổi")
    refusal = sentences(
        lambda: reference_calendar.confirm_year(2026, by=admin, now=NOW, legal_basis="TB 12/2026")
    )
    assert "Tết Nguyên đán: cần 5" in refusal


def test_a_year_is_confirmed_only_by_a_notice(admin: User) -> None:
    assert "Ghi căn cứ" in sentences(
        lambda: reference_calendar.confirm_year(2027, by=admin, now=NOW, legal_basis=" ")
    )
    reference_calendar.confirm_year(2027, by=admin, now=NOW, legal_basis="Thông báo số 9999/TB-BNV")
    row = CalendarYear.objects.get(year=2027)
    assert (row.confirmed_by, row.confirmed_at) == (admin, NOW)
    assert work_calendar(date(2027, 6, 1)).is_confirmed(date(2027, 6, 1))
    assert SettingChange.objects.get(subject="calendar").reason == "Thông báo số 9999/TB-BNV"


def test_a_day_is_written_once_and_belongs_to_its_year(admin: User) -> None:
    add = reference_calendar.add_day
    assert "đã có trong lịch" in sentences(
        lambda: add(2027, by=admin, now=NOW, day=day("30/04/2027"), reason="Thêm")
    )
    assert "thuộc năm 2027" in sentences(
        lambda: add(2027, by=admin, now=NOW, day=day("30/04/2028"), reason="Thêm")
    )
    assert "thứ Bảy hoặc Chủ nhật" in sentences(
        lambda: add(2027, by=admin, now=NOW, day=day("03/06/2027", DayKind.MAKE_UP), reason="Thêm")
    )


def test_the_dates_of_an_unconfirmed_year_read_provisional_until_it_is_confirmed(
    cast: Cast, admin: User
) -> None:
    case = case_at(cast, InspectionStage.DECIDED)
    before = due_by_rule(case, KEY, from_on=date(2027, 3, 1))
    assert before is not None and before.provisional and "dự kiến" in before.sentence
    reference_calendar.confirm_year(2027, by=admin, now=NOW, legal_basis="Thông báo số 9999/TB-BNV")
    after = due_by_rule(case, KEY, from_on=date(2027, 3, 1))
    assert after is not None and not after.provisional and "dự kiến" not in after.sentence


def test_the_reach_of_a_year_is_told_in_counts(cast: Cast, admin: User) -> None:
    case = case_at(cast, InspectionStage.UNDER_WAY)
    reach = reach_of(2026)
    assert (reach.inspections, reach.would_change) == (1, 0)
    end = case.inspection_details.limit_end_on
    assert end is not None
    reference_calendar.unconfirm_year(2026, by=admin, now=NOW, reason="Thông báo mới")
    extra = day(f"{end:%d/%m/%Y}", DayKind.HOLIDAY, "Nghỉ theo thông báo")
    reference_calendar.add_day(2026, by=admin, now=NOW, day=extra, reason="Thông báo mới")
    assert reach_of(2026).would_change == 1


def test_trap_43_nothing_computes_tet_and_a_year_without_it_is_not_confirmed(admin: User) -> None:
    for year in (2028, 2029, 2030):
        reference_calendar.add_year(year, by=admin, now=NOW, reason="Chuẩn bị")
    names = set(CalendarDay.objects.filter(year__year=2030).values_list("name", flat=True))
    assert names == {
        "Tết Dương lịch",
        "Ngày Chiến thắng",
        "Ngày Quốc tế Lao động",
        "Quốc khánh",
        *names_of_bu(),
    }
    refusal = sentences(
        lambda: reference_calendar.confirm_year(2030, by=admin, now=NOW, legal_basis="Thông báo")
    )
    assert "Tết Nguyên đán: cần 5 ngày nghỉ lễ, lịch mới có 0" in refusal and "Giỗ Tổ" in refusal


def names_of_bu() -> set[str]:
    """Days of compensation proposed for 2030."""
    days = CalendarDay.objects.filter(year__year=2030, kind="compensatory")
    return set(days.values_list("name", flat=True))


def test_trap_43_the_days_of_tet_are_those_that_were_typed(admin: User) -> None:
    tet = [date(2028, 1, number) for number in (24, 25, 26, 27, 28)]
    reference_calendar.add_year(
        2028,
        by=admin,
        now=NOW,
        reason="Quyết định nghỉ Tết",
        tet=tet,
        hung=date(2028, 4, 4),
        beside_national_day=date(2028, 9, 1),
    )
    named = CalendarDay.objects.filter(year__year=2028, name="Tết Nguyên đán", kind="holiday")
    assert sorted(named.values_list("on", flat=True)) == tet
    assert CalendarYear.objects.get(year=2028).confirmed_at is None
    reference_calendar.confirm_year(2028, by=admin, now=NOW, legal_basis="Thông báo năm 2028")


def test_trap_43_compensatory_and_make_up_days_count(admin: User) -> None:
    calendar = work_calendar(date(2026, 6, 1))
    assert not calendar.is_working_day(date(2026, 4, 27))
    assert not calendar.is_working_day(date(2026, 8, 31))
    assert calendar.is_working_day(date(2026, 8, 22))


def test_trap_43_a_day_announced_but_not_in_force_changes_nothing(admin: User) -> None:
    assert work_calendar(date(2026, 11, 1)).is_working_day(date(2026, 11, 24))


def test_trap_43_no_lunar_library_is_installed() -> None:
    root = Path(__file__).resolve().parents[2]
    names = " ".join(path.read_text().lower() for path in sorted((root / "requirements").glob("*.txt")))
    assert not re.findall(r"^\S*(?:lunar|lunardate|holidays|workalendar)\S*==", names, re.MULTILINE)


def test_a_day_that_was_taken_out_does_not_come_back_with_the_next_load(admin: User) -> None:
    gone = CalendarDay.objects.get(on=date(2027, 11, 24))
    reference_calendar.remove_day(gone, by=admin, now=NOW, reason="Không có trong thông báo")
    call_command("load_reference", stdout=StringIO())
    assert not CalendarDay.objects.filter(on=date(2027, 11, 24)).exists()
    assert CalendarDay.objects.filter(year__year=2026).exists()
