"""Values, sources, holidays and dates of settings: what may stand and what is refused with a sentence."""

import unicodedata
from datetime import date

import pytest

from inspections.rules import holidays, legal_acts, periods
from inspections.rules import settings_values as values
from inspections.rules.working_days import CalendarDay, DayKind

LAW = "NĐ 217/2025 Đ.13.2b"


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("day", "0"),
        ("day", "366"),
        ("working_day", "mười"),
        ("working_day", "1,5"),
        ("day", "-3"),
        ("day", ""),
        ("percent", "101"),
        ("count", "11"),
        ("switch", "có"),
        ("date", "31/02"),
        ("date", "29/02"),
        ("date", "15-11"),
        ("text", ""),
    ],
)
def test_a_value_outside_its_unit_is_refused_with_a_sentence(unit: str, value: str) -> None:
    problem = values.value_problem("x.y", unit, values.clean_value(unit, value))
    assert problem and problem.endswith(".")


@pytest.mark.parametrize(
    ("unit", "typed", "stored"),
    [("day", "07", "7"), ("day", " 365 ", "365"), ("date", "5/6", "05/06"), ("switch", "true", "true")],
)
def test_a_value_is_stored_in_one_spelling(unit: str, typed: str, stored: str) -> None:
    assert values.clean_value(unit, typed) == stored
    assert values.value_problem("x.y", unit, stored) is None


def test_the_way_of_counting_days_takes_only_the_two_ways_there_are() -> None:
    assert values.value_problem("inspection.day_kind", "text", "working_day") is None
    assert values.value_problem("inspection.day_kind", "text", "tùy") is not None


def test_a_number_of_the_law_is_changed_only_by_an_act_and_an_article() -> None:
    for source in ("[P] nội bộ: QĐ của Sở", "theo thực tế", "Nghị định 217/2025/NĐ-CP", "Điều 13"):
        assert values.source_problem("inspection.limit", "12", LAW, source) is not None, source
    assert values.source_problem("inspection.limit", "12", LAW, "Điều 2 Nghị định số 90/2027/NĐ-CP") is None


def test_an_internal_rule_stays_the_agencys_own() -> None:
    assert values.source_problem("inspection.result_report", "20", "[P] nội bộ", "[P] nội bộ: QĐ 12") is None


def test_a_code_counts_as_a_signature_only_by_law() -> None:
    key, internal = "signature.code_is_signature", "[P] nội bộ"
    assert values.source_problem(key, "true", internal, internal) is not None
    assert values.source_problem(key, "false", internal, internal) is None
    assert values.source_problem(key, "true", internal, "Điều 23 Luật Giao dịch điện tử") is None


def test_a_decomposed_source_is_read_like_a_composed_one() -> None:
    typed = unicodedata.normalize("NFD", "Điều 13 Nghị định số 217/2025/NĐ-CP")
    assert values.cites_an_article(typed)
    assert values.internal_source(unicodedata.normalize("NFD", "Quyết định của Sở")) == (
        "[P] nội bộ: Quyết định của Sở"
    )


def test_every_key_has_a_heading_and_the_most_particular_one() -> None:
    assert values.group_of("inspection.limit") == "Thời hạn kiểm tra"
    assert values.group_of("inspection.information_request") == "Tiến hành kiểm tra"
    assert values.group_of("anything.else") == "Quy định khác"
    assert len(values.group_labels()) == len(set(values.group_labels()))


def test_a_value_in_force_is_never_rewritten() -> None:
    today = date(2026, 11, 23)
    assert values.start_problem(today, today=today, earlier_from=None) is not None
    assert values.start_problem(date(2026, 11, 24), today=today, earlier_from=date(2025, 8, 5)) is None


def holiday(day: str, name: str, kind: DayKind = DayKind.HOLIDAY, *, pending: bool = False) -> CalendarDay:
    """A special day of 2027."""
    number, month = map(int, day.split("/"))
    return CalendarDay(date(2027, month, number), kind, name, "", pending)


def full_year() -> list[CalendarDay]:
    """2027 as a notice might have it: eleven days of Điều 112 and one compensation."""
    return [
        holiday("1/1", "Tết Dương lịch"),
        *(holiday(day, "Tết Nguyên đán") for day in ("4/2", "5/2", "8/2", "9/2", "10/2")),
        holiday("16/4", "Giỗ Tổ Hùng Vương"),
        holiday("30/4", "Ngày Chiến thắng"),
        holiday("1/5", "Ngày Quốc tế Lao động"),
        holiday("3/5", "Nghỉ bù Ngày Quốc tế Lao động", DayKind.COMPENSATORY),
        holiday("2/9", "Quốc khánh"),
        holiday("3/9", "Quốc khánh (ngày liền kề)"),
    ]


def test_a_full_year_lacks_nothing_and_warns_of_nothing() -> None:
    assert holidays.missing_sentences(full_year()) == []
    assert holidays.warnings(full_year()) == []


@pytest.mark.parametrize(
    ("left_out", "named"),
    [
        ("1/1", "Tết Dương lịch"),
        ("10/2", "Tết Nguyên đán"),
        ("16/4", "Giỗ Tổ"),
        ("30/4", "Ngày Chiến thắng"),
        ("1/5", "Quốc tế Lao động"),
        ("2/9", "Quốc khánh"),
        ("3/9", "Quốc khánh"),
    ],
)
def test_the_sentence_names_the_holiday_that_is_missing(left_out: str, named: str) -> None:
    number, month = map(int, left_out.split("/"))
    days = [day for day in full_year() if day.on != date(2027, month, number)]
    (sentence,) = holidays.missing_sentences(days)
    assert named in sentence and "Điều 112" in sentence


def test_a_pending_day_counts_for_no_holiday() -> None:
    days = [day for day in full_year() if day.on != date(2027, 4, 30)]
    days.append(holiday("30/4", "Ngày Chiến thắng", pending=True))
    assert len(holidays.missing_sentences(days)) == 1


def test_a_decomposed_name_of_a_holiday_is_recognised() -> None:
    days = [CalendarDay(day.on, day.kind, unicodedata.normalize("NFD", day.name), "") for day in full_year()]
    assert holidays.missing_sentences(days) == []


def test_an_exchanged_day_without_its_pair_is_warned_of() -> None:
    alone = holiday("20/11", "Làm bù cho ngày 26/11/2027", DayKind.MAKE_UP)
    assert any("20/11/2027" in text for text in holidays.warnings([*full_year(), alone]))
    pair = holiday("26/11", "Nghỉ hoán đổi với ngày 20/11/2027", DayKind.SWAPPED_OFF)
    assert holidays.warnings([*full_year(), alone, pair]) == []


def test_a_holiday_on_a_rest_day_without_compensation_is_warned_of() -> None:
    days = [day for day in full_year() if day.kind is not DayKind.COMPENSATORY]
    (sentence,) = holidays.warnings(days)
    assert "01/05" in sentence and "Điều 111" in sentence


@pytest.mark.parametrize(
    ("day", "kind", "right"),
    [
        ("20/11", DayKind.MAKE_UP, True),
        ("22/11", DayKind.MAKE_UP, False),
        ("22/11", DayKind.SWAPPED_OFF, True),
        ("20/11", DayKind.SWAPPED_OFF, False),
        ("21/11", DayKind.COMPENSATORY, False),
        ("20/11", DayKind.HOLIDAY, True),
    ],
)
def test_a_day_is_made_up_on_a_rest_day_and_off_on_a_working_day(
    day: str, kind: DayKind, right: bool
) -> None:
    assert (holidays.day_problem(holiday(day, "Ngày", kind), 2027) is None) is right


def test_a_day_belongs_to_its_year() -> None:
    assert holidays.day_problem(holiday("20/11", "Ngày"), 2028) is not None


def test_years_stand_side_by_side() -> None:
    known = [2025, 2026, 2027]
    assert holidays.year_problem(2028, known) is None and holidays.year_problem(2024, known) is None
    for wrong in (2026, 2030, 1999, 2101):
        assert holidays.year_problem(wrong, known) is not None


def test_two_fixed_holidays_on_a_weekend_bring_two_different_days_of_compensation() -> None:
    days = {day.on: day for day in holidays.proposed_days(2033)}
    assert days[date(2033, 4, 30)].on.weekday() == 5 and days[date(2033, 5, 1)].on.weekday() == 6
    assert days[date(2033, 5, 2)].kind is days[date(2033, 5, 3)].kind is DayKind.COMPENSATORY


def test_acts_have_their_dates_in_order() -> None:
    first, later = date(2026, 1, 1), date(2026, 6, 1)
    assert legal_acts.dates_problem(first, later, None, confirmed=True) is None
    assert legal_acts.dates_problem(later, first, None, confirmed=False) is not None
    assert legal_acts.dates_problem(None, later, first, confirmed=False) is not None
    assert legal_acts.dates_problem(first, None, None, confirmed=True) is not None


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "state"),
    [
        (date(2026, 1, 1), None, "in_force"),
        (date(2026, 1, 1), date(2026, 11, 23), "in_force"),
        (date(2026, 1, 1), date(2026, 11, 22), "ended"),
        (date(2026, 11, 24), None, "coming"),
        (None, None, "unknown"),
        (None, date(2026, 1, 1), "ended"),
    ],
)
def test_the_state_of_an_act_is_that_of_the_day(
    valid_from: date | None, valid_until: date | None, state: str
) -> None:
    assert legal_acts.state_on(date(2026, 11, 23), valid_from, valid_until) == state


def test_an_act_is_recognised_in_a_source_and_its_namesake_is_not() -> None:
    decree = {"act_type": "nghi_dinh", "number": "217/2025/NĐ-CP", "name": "quy định về kiểm tra"}
    assert legal_acts.cites("NĐ 217/2025 Đ.13.2b", **decree)
    assert legal_acts.cites("Điều 13 Nghị định số 217/2025/NĐ-CP", **decree)
    assert not legal_acts.cites("TT 217/2025 Đ.1", **decree)
    assert not legal_acts.cites("NĐ 1217/2025 Đ.1", **decree)
    law = {"act_type": "luat", "number": "20/2023/QH15", "name": "Luật Giao dịch điện tử"}
    assert legal_acts.cites("[P] nội bộ: tắt cho đến khi có căn cứ (Luật Giao dịch điện tử Đ.23)", **law)


@pytest.mark.parametrize(
    ("act_type", "number", "name", "code"),
    [
        ("nghi_dinh", "217/2025/NĐ-CP", "", "nd-217-2025"),
        ("ke_hoach", "450/KH-UBND", "", "kh-450"),
        ("luat", "", "Luật Nhà giáo", "luat-nha-giao"),
    ],
)
def test_an_act_gets_a_short_name(act_type: str, number: str, name: str, code: str) -> None:
    assert legal_acts.code_of(act_type, number, name) == code


def test_numbers_of_acts_are_written_as_printed() -> None:
    for right in ("217/2025/NĐ-CP", "450/KH-UBND", "01/2025/TT-TTCP", "84/2025/QH15"):
        assert legal_acts.number_problem("nghi_dinh", right) is None
    for wrong in ("217", "217 / 2025/NĐ-CP", "số 5", ""):
        assert legal_acts.number_problem("nghi_dinh", wrong) is not None
    assert legal_acts.number_problem("luat", "") is None


def test_names_of_the_agency_leave_no_gap_and_do_not_overlap() -> None:
    present = [periods.Period(date(2025, 7, 1), None)]
    assert periods.next_start_problem(date(2027, 1, 1), present) is None
    assert periods.next_start_problem(date(2025, 7, 1), present) is not None
    ended = [periods.Period(date(2025, 7, 1), date(2026, 12, 31))]
    assert periods.next_start_problem(date(2027, 1, 1), ended) is None
    assert periods.next_start_problem(date(2027, 1, 2), ended) is not None
    assert periods.next_start_problem(date(2026, 12, 31), ended) is not None


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("-2, 0, 1", True),
        ("\N{MINUS SIGN}2,0", True),
        ("", False),
        ("hai ngày", False),
        ("31", False),
        ("1,2,3,4,5,6", False),
    ],
)
def test_days_of_reminders_are_a_short_list_of_whole_numbers(typed: str, right: bool) -> None:
    stored = values.clean_value("text", typed)
    assert (values.value_problem("reminder.offsets", "text", stored) is None) is right
