"""Settings change with a reason, on the record, from a day on; what was in force and what cases keep stays."""

import unicodedata
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from inspections.actions import (
    reference_rules,
)
from inspections.exceptions import Refused
from inspections.kinds import InspectionStage
from inspections.management.demo.people import Cast
from inspections.models import (
    CaseRule,
    Rule,
    SettingChange,
    User,
)
from inspections.queries.deadlines import due_by_rule
from inspections.queries.reference import kept_values, undecided_inspections
from inspections.queries.rules import rule_on
from tests.actions.refusals import sentences
from tests.factories.cases import case_at

NOW = timezone.make_aware(datetime(2026, 11, 23, 9, 0))
FROM = date(2027, 1, 1)
KEY = "inspection.result_report"
INTERNAL = "[P] nội bộ: QĐ số 12/QĐ-SGDĐT"
WHY = "Sở rút ngắn thời gian báo cáo"


@pytest.fixture
def admin(cast: Cast) -> User:
    """The administrator."""
    return User.objects.get(username="quantri")


def change(admin: User, *, key: str = KEY, now: datetime = NOW, **typed: Any) -> Rule:
    """A new value, every part of which a test may spoil."""
    lawful = {"value": "10", "source": INTERNAL, "from_on": FROM, "reason": WHY}
    return reference_rules.change_rule(key, by=admin, now=now, **{**lawful, **typed})


def test_a_new_value_begins_on_its_day_and_the_old_one_ends_the_day_before(admin: User) -> None:
    change(admin)
    before, after = rule_on(KEY, date(2026, 12, 31)), rule_on(KEY, FROM)
    assert before and after
    assert (before.value, before.valid_until) == ("15", date(2026, 12, 31))
    assert (after.value, after.valid_until, after.unit) == ("10", None, "working_day")


def test_a_change_says_who_when_why_and_what(admin: User) -> None:
    change(admin)
    row = SettingChange.objects.get(subject="rule", key=KEY)
    assert (row.by, row.at, row.reason) == (admin, NOW, WHY)
    assert "15 ngày làm việc" in row.before and "10 ngày làm việc" in row.after and "01/01/2027" in row.after


def test_the_record_of_changes_is_neither_edited_nor_deleted_nor_emptied(admin: User) -> None:
    change(admin)
    for statement in (
        "UPDATE inspections_settingchange SET reason = 'khác'",
        "DELETE FROM inspections_settingchange",
        "TRUNCATE inspections_settingchange",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_case_keeps_the_value_of_the_day_of_its_decision(cast: Cast, admin: User) -> None:
    case = case_at(cast, InspectionStage.DECIDED)
    change(admin)
    assert CaseRule.objects.get(case=case, key=KEY).value == "15"
    kept = due_by_rule(case, KEY, from_on=date(2027, 3, 1))
    assert kept is not None and kept.rule.value == 15
    assert kept_values(KEY) == [{"value": "15", "unit": "working_day", "count": 1}]
    assert undecided_inspections() == 0


def test_a_case_without_a_decision_will_take_the_value_of_its_day(cast: Cast, admin: User) -> None:
    case = case_at(cast, InspectionStage.DECISION_DRAFTED)
    change(admin)
    later = due_by_rule(case, KEY, from_on=date(2027, 3, 1))
    assert later is not None and later.rule.value == 10
    assert undecided_inspections() == 1 and kept_values(KEY) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"value": "0"}, "từ 1 đến 365"),
        ({"value": "366"}, "từ 1 đến 365"),
        ({"value": "mười"}, "số nguyên"),
        ({"from_on": date(2026, 11, 23)}, "sau hôm nay"),
        ({"from_on": date(2026, 1, 1)}, "sau hôm nay"),
        ({"reason": "   "}, "lý do"),
        ({"value": "15", "source": "[P] nội bộ"}, ""),
        ({"source": "theo thực tế"}, "điều, khoản"),
        ({"key": "inspection.limit", "value": "12"}, "văn bản pháp luật"),
        ({"key": "inspection.pause_stops_clock", "value": "có"}, "bật hoặc tắt"),
        ({"key": "inspection.day_kind", "value": "tuần"}, "danh sách"),
        ({"key": "signature.code_is_signature", "value": "true"}, "Luật Giao dịch điện tử"),
    ],
)
def test_a_wrong_value_is_refused_and_nothing_is_half_saved(
    admin: User, typed: dict[str, Any], said: str
) -> None:
    before = list(Rule.objects.order_by("pk").values())
    if said:
        assert said in sentences(lambda: change(admin, **typed))
        assert list(Rule.objects.order_by("pk").values()) == before
        assert not SettingChange.objects.exists()


def test_the_same_value_from_the_same_source_is_no_change(admin: User) -> None:
    row = rule_on(KEY, FROM)
    assert row
    assert "không khác" in sentences(lambda: change(admin, value=row.value, source=row.source))


def test_a_number_of_the_law_follows_the_new_act(admin: User) -> None:
    change(admin, key="inspection.limit", value="12", source="Điều 13 Nghị định số 90/2027/NĐ-CP")
    found = rule_on("inspection.limit", FROM)
    assert found and (found.value, found.source) == ("12", "Điều 13 Nghị định số 90/2027/NĐ-CP")


def test_only_one_value_waits_and_it_can_be_mended_or_taken_back(admin: User) -> None:
    change(admin)
    assert "Sửa hoặc rút" in sentences(lambda: change(admin, value="12"))
    reference_rules.correct_coming_rule(
        KEY,
        by=admin,
        now=NOW,
        value="12",
        source=INTERNAL,
        from_on=date(2027, 2, 1),
        reason="Lùi một tháng",
    )
    old, new = rule_on(KEY, date(2027, 1, 31)), rule_on(KEY, date(2027, 2, 1))
    assert old and new and (old.value, new.value) == ("15", "12")
    reference_rules.withdraw_coming_rule(KEY, by=admin, now=NOW, reason="Chưa ban hành")
    assert [(r.value, r.valid_until) for r in Rule.objects.filter(key=KEY)] == [("15", None)]
    assert SettingChange.objects.filter(key=KEY).count() == 3


def test_a_value_that_has_come_into_force_is_neither_mended_nor_taken_back(admin: User) -> None:
    change(admin)
    later = NOW + timedelta(days=60)
    assert "không sửa hay rút" in sentences(
        lambda: reference_rules.withdraw_coming_rule(KEY, by=admin, now=later, reason="Rút")
    )


@pytest.mark.parametrize("name", ["giamdoc", "truongphong", "chuyenvien", "vanthu", "truonga-hieutruong"])
def test_nobody_else_changes_settings(cast: Cast, name: str) -> None:
    with pytest.raises(Refused):
        change(cast.people[name])


def test_decomposed_vietnamese_is_stored_composed(admin: User) -> None:
    decomposed = unicodedata.normalize("NFD", INTERNAL)
    made = change(admin, source=decomposed, reason=unicodedata.normalize("NFD", WHY))
    assert made.source == INTERNAL and SettingChange.objects.get().reason == WHY
