"""Does a plan fit into the limit of the whole inspection (practice 4; scene 3)?"""

from datetime import date

from inspections.rules.deadlines import DayUnit
from inspections.rules.workload import (
    capacity_warning,
    days_outside_limit,
    members_in_two_places,
    plan_warnings,
)
from tests.rules.test_deadline_cases import SHIPPED

D, W = DayUnit.DAY, DayUnit.WORKING_DAY


def on(day: int, month: int = 11) -> date:
    return date(2026, month, day)


FOUR_DAYS = [(f"Trường {n}", on(23 + n // 2), on(24 + n // 2)) for n in range(8)]


def test_eight_units_of_two_days_are_more_than_ten_days() -> None:
    assert capacity_warning(FOUR_DAYS, 10, D, SHIPPED) == (
        "8 đơn vị × 2 ngày = 16 ngày > 10 ngày: chạy song song hoặc tách quyết định."
    )


def test_five_units_of_two_days_fit_into_ten_days() -> None:
    assert capacity_warning(FOUR_DAYS[:5], 10, D, SHIPPED) is None


def test_units_of_different_lengths_are_told_by_their_sum() -> None:
    plan = [("Trường A", on(2), on(9)), ("Trường B", on(10), on(12))]
    assert capacity_warning(plan, 10, D, SHIPPED) == (
        "2 đơn vị, cộng 11 ngày > 10 ngày: chạy song song hoặc tách quyết định."
    )


def test_in_working_days_a_weekend_takes_nothing_of_the_limit() -> None:
    plan = [("Trường A", on(2), on(9)), ("Trường B", on(10), on(13))]
    assert capacity_warning(plan, 10, W, SHIPPED) is None
    assert capacity_warning(plan, 9, W, SHIPPED) == (
        "2 đơn vị, cộng 10 ngày làm việc > 9 ngày làm việc: chạy song song hoặc tách quyết định."
    )


def test_a_plan_without_days_warns_of_nothing() -> None:
    assert plan_warnings([], 10, D, SHIPPED) == []


def test_days_after_the_limit_counted_from_the_earliest_start_are_named() -> None:
    plan = [("Trường A", on(12), on(13)), ("Trường B", on(23), on(24))]
    assert days_outside_limit(plan, 10, D, SHIPPED) == [
        "Trường B: đến ngày 24/11/2026 là sau ngày hết thời hạn kiểm tra 23/11/2026 (nếu công bố ngày 12/11/2026)."
    ]


def test_the_rolled_end_still_belongs_to_the_limit() -> None:
    assert days_outside_limit([("Trường A", on(12), on(23))], 10, D, SHIPPED) == []


def test_a_member_with_two_units_on_one_day_is_named_with_the_day() -> None:
    plan = [("Trường A", on(23), on(24)), ("Trường B", on(24), on(25)), ("Trường C", on(26), on(26))]
    team = {"Trường A": ["H'Wen Niê"], "Trường B": ["H'Wen Niê", "Y Bhăm"], "Trường C": ["H'Wen Niê"]}
    assert members_in_two_places(plan, team) == ["H'Wen Niê: cùng ngày 24/11/2026 ở cả Trường A và Trường B."]


def test_all_warnings_of_a_plan_come_together() -> None:
    plan = [("Trường A", on(12), on(20)), ("Trường B", on(20), on(24))]
    found = plan_warnings(plan, 10, D, SHIPPED, {"Trường A": ["Y Bhăm"], "Trường B": ["Y Bhăm"]})
    assert len(found) == 3
