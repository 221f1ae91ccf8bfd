"""Limits worked out by hand on the shipped calendar, each with its calendar row and clause (`deadline_cases.yaml`)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from inspections.reference import reader
from inspections.rules.deadlines import (
    DayUnit,
    Deadline,
    DeadlineRule,
    Pause,
    due_on,
    last_day_before,
    latest_start_before,
    may_still_extend,
    same_day_later,
)
from inspections.rules.working_days import CalendarDay, DayKind, WorkCalendar

Row = dict[str, Any]
TABLE: dict[str, list[Row]] = yaml.safe_load(
    Path(__file__).with_name("deadline_cases.yaml").read_text("utf-8")
)
UNITS = {"d": DayUnit.DAY, "w": DayUnit.WORKING_DAY}


def shipped_calendar() -> WorkCalendar:
    """The calendar as the product loads it, years and confirmations included."""
    years = reader.read("calendar")["years"]
    days = [
        CalendarDay(row["on"], DayKind(row["kind"]), row["name"], pending=row.get("pending", False))
        for year in years
        for row in year["days"]
    ]
    confirmed = frozenset(year["year"] for year in years if year["confirmed"])
    return WorkCalendar({day.on: day for day in days}, confirmed)


SHIPPED = shipped_calendar()
WITH_CULTURE_DAY = SHIPPED.with_awaited_days()


def rows(name: str) -> list[Any]:
    """The rows of one part of the table, each a test of its own name."""
    return [pytest.param(row, id=row["id"]) for row in TABLE[name]]


def counted(row: Row) -> Deadline:
    """What the engine makes of a row."""
    rule = DeadlineRule("inspection.limit", row["days"], UNITS[row["unit"]], "Đ.13.2b", "Thời hạn kiểm tra")
    return due_on(
        rule,
        row["start"],
        calendar=WITH_CULTURE_DAY if row.get("awaited") else SHIPPED,
        pauses=[Pause(*days) for days in row.get("pauses", [])],
        extension_days=row.get("extension", 0),
        pause_stops_clock=row.get("clock", True),
    )


def test_the_table_holds_at_least_sixty_limits_and_no_name_twice() -> None:
    assert len(TABLE["forward"]) >= 60
    names = [row["id"] for part in TABLE.values() for row in part]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("row", rows("forward"))
def test_a_limit_ends_on_the_day_worked_out_by_hand(row: Row) -> None:
    deadline = counted(row)
    assert (deadline.nominal_end_on, deadline.end_on) == (row["nominal"], row["end"]), row["why"]
    assert deadline.paused_days == row.get("paused", 0), row["why"]
    assert deadline.provisional is row.get("provisional", False), row["why"]


@pytest.mark.parametrize("row", rows("backward"))
def test_at_least_so_many_days_before_ends_on_the_day_worked_out_by_hand(row: Row) -> None:
    calendar = WITH_CULTURE_DAY if row.get("awaited") else SHIPPED
    found = latest_start_before(row["days"], row["before"], UNITS[row["unit"]], calendar)
    assert found == row["last"], row["why"]


@pytest.mark.parametrize("row", rows("before"))
def test_before_a_day_means_the_end_of_the_day_before_it(row: Row) -> None:
    assert last_day_before(row["day"]) == row["last"]


@pytest.mark.parametrize("row", rows("calendar"))
def test_months_and_years_go_by_the_calendar(row: Row) -> None:
    found = same_day_later(row["day"], years=row.get("years", 0), months=row.get("months", 0))
    assert found == row["last"], row["why"]


@pytest.mark.parametrize("row", rows("may_extend"))
def test_a_limit_is_extended_once_and_before_its_rolled_end(row: Row) -> None:
    limit = counted({"start": date(2026, 11, 12), "days": 10, "unit": "d", **row})
    assert may_still_extend(limit, row["day"]) is row["may"], row["why"]


def test_a_limit_of_months_that_ends_on_a_day_off_moves_like_any_other() -> None:
    assert SHIPPED.next_working_day(same_day_later(date(2026, 1, 26), months=3)) == date(2026, 4, 28)


def test_a_day_off_that_is_still_awaited_is_told_with_the_end_it_would_bring() -> None:
    limit = counted({"start": date(2026, 11, 12), "days": 10, "unit": "w"})
    assert limit.awaited_end_on == date(2026, 11, 27)
    assert limit.steps[-1] == (
        "Ngày 24/11/2026 (Ngày Văn hóa Việt Nam) chưa có văn bản quy định là ngày nghỉ nên tính như ngày thường; "
        "nếu được quy định, thời hạn đến hết ngày 27/11/2026 (thứ Sáu)."
    )


def test_a_day_off_that_is_awaited_is_not_told_where_it_changes_nothing() -> None:
    limit = counted({"start": date(2026, 11, 16), "days": 10, "unit": "d"})
    assert limit.end_on == date(2026, 11, 26)
    assert limit.awaited_end_on is None


def test_the_steps_name_the_holiday_that_moves_the_end() -> None:
    limit = counted({"start": date(2026, 4, 16), "days": 10, "unit": "d"})
    assert limit.steps[-1] == (
        "Ngày đó nghỉ lễ (Giỗ Tổ Hùng Vương) nên thời hạn đến hết ngày làm việc tiếp theo: 28/04/2026 (thứ Ba)."
    )


def test_the_steps_name_each_pause_and_say_when_the_end_moves_past_one() -> None:
    row = {"start": date(2026, 11, 12), "days": 10, "unit": "d"}
    limit = counted({**row, "pauses": [(date(2026, 11, 23), date(2026, 11, 24))]})
    assert limit.steps[2:] == (
        "Tạm dừng từ ngày 23/11/2026 đến hết ngày 24/11/2026.",
        "Đếm đủ vào ngày 22/11/2026 (Chủ nhật).",
        "Không kể ngày nghỉ và ngày tạm dừng, thời hạn đến hết ngày làm việc tiếp theo: 25/11/2026 (thứ Tư).",
    )


def test_trap_04_the_unit_of_a_day_is_data_and_each_gives_its_own_end() -> None:
    row = {"start": date(2026, 11, 12), "days": 10}
    ends = {unit: counted({**row, "unit": unit}) for unit in ("d", "w")}
    assert ends["d"].sentence.startswith("Thời hạn kiểm tra: 10 ngày, không tính ngày 12/11/2026")
    assert ends["w"].sentence.startswith("Thời hạn kiểm tra: 10 ngày làm việc, không tính ngày 12/11/2026")
    assert (ends["d"].end_on, ends["w"].end_on) == (date(2026, 11, 23), date(2026, 11, 26))
    assert "đến hết ngày 23/11/2026" in ends["d"].sentence
    assert "đến hết ngày 26/11/2026" in ends["w"].sentence


def test_trap_05_an_extension_comes_once_before_the_end_and_adds_to_the_original_end() -> None:
    row = {"start": date(2026, 11, 12), "days": 10, "unit": "d"}
    first = counted(row)
    extended = counted({**row, "extension": 5})
    assert may_still_extend(first, first.end_on)
    assert not may_still_extend(first, date(2026, 11, 24))
    assert not may_still_extend(extended, date(2026, 11, 24))
    assert extended.end_on == date(2026, 11, 27)
    assert "gia hạn 5 ngày" in extended.sentence


def test_trap_07_a_pause_stops_the_clock_only_by_the_setting_and_both_ways_are_printed() -> None:
    row = {"start": date(2026, 11, 12), "days": 10, "unit": "d"}
    pauses = [(date(2026, 11, 16), date(2026, 11, 18))]
    stopped = counted({**row, "pauses": pauses})
    running = counted({**row, "pauses": pauses, "clock": False})
    assert stopped.end_on == date(2026, 11, 25)
    assert "cộng 3 ngày tạm dừng" in stopped.sentence
    assert running.end_on == date(2026, 11, 23)
    assert "Thời gian tạm dừng vẫn tính vào thời hạn." in running.steps
    assert "Tạm dừng từ ngày 16/11/2026 đến hết ngày 18/11/2026." in running.steps
