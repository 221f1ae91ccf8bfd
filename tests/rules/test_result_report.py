"""The prose of a report says what the record holds, and a typed number that differs is told (row 16; trap 1)."""

from dataclasses import replace
from datetime import date

import pytest

from inspections.rules.result_report import (
    PARTY,
    ReportedFinding,
    ReportedInspection,
    ReportedParty,
    counts_of,
)
from inspections.rules.result_report_check import (
    SectionText,
    conclusion_objections,
    count_warnings,
    passage_stands,
    side_by_side,
)
from inspections.rules.result_report_prose import NONE, day, draft_of

SHORT = ReportedFinding("TT01", False, "Thiếu 12 đơn.", "khoản 1 Điều 7", explanation="Cán bộ mới.")
SIGN = ReportedFinding("DH01", True, "Vượt quy mô", "Điều 9")
ONE = ReportedParty(
    party_id=1,
    name="Trường A",
    announced_on=date(2026, 3, 2),
    minutes_on=date(2026, 3, 9),
    items=12,
    complies=10,
    falls_short=1,
    not_enough=1,
    online=12,
    good=("Có quy chế tuyển sinh.",),
    findings=(SHORT, SIGN),
    asked=(("Bổ sung đơn.", date(2026, 4, 1)),),
)
TWO = ReportedParty(
    2, "Trường B", date(2026, 3, 2), date(2026, 3, 9), items=8, complies=8, nothing_asked=True
)
RECORD = ReportedInspection(
    decision="Quyết định số 15/QĐ-SGDĐT ngày 27/02/2026",
    ground="",
    scope="",
    period_from=date(2025, 1, 1),
    period_to=date(2025, 12, 31),
    announced_on=date(2026, 3, 2),
    finished_on=date(2026, 3, 9),
    limit_end_on=date(2026, 3, 12),
    extended=False,
    plan="",
    team=(("Hoàng Minh Đức", "Trưởng đoàn"),),
    contents=("Tuyển sinh",),
    parties=(ONE, TWO),
)


def section(text: str, party_id: int | None = None) -> SectionText:
    return SectionText("part", "Phần", party_id, text)


def test_the_draft_agrees_with_the_record_and_knows_no_conclusion() -> None:
    texts = [section(draft_of(RECORD, key, party), party) for key, party in RECORD.places()]
    assert count_warnings(texts, RECORD) == []
    assert conclusion_objections(one.text for one in texts) == []
    assert [one.party_id for one in texts if one.party_id] == [1, 2]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("overview", "02 đơn vị được kiểm tra: Trường A; Trường B."),
        ("conduct", "công bố ngày 02/3/2026; thời hạn kiểm tra đến hết ngày 12/3/2026"),
        ("strengths", "18 nội dung đúng quy định trên tổng số 20 nội dung kiểm tra"),
        ("shortcomings", "- Trường A: 01 tồn tại, hạn chế và 01 dấu hiệu vi phạm (TT01, DH01)."),
        ("causes", "- Trường A (TT01): Cán bộ mới."),
        ("handling", "- Trường B: không yêu cầu khắc phục."),
        ("for_parties", "- Trường A: Bổ sung đơn; thực hiện đến hết ngày 01/4/2026."),
        ("for_department", "đối với: Trường A."),
        ("for_superior", NONE),
    ],
)
def test_each_section_is_written_from_the_record(key: str, said: str) -> None:
    assert said in draft_of(RECORD, key)


def test_what_nobody_said_is_left_to_the_lead() -> None:
    silent = replace(ONE, findings=(replace(SHORT, explanation=""),))
    assert draft_of(replace(RECORD, parties=(silent,)), "causes") == ""
    assert draft_of(replace(RECORD, parties=(TWO,)), "causes") == NONE
    assert "Không ghi nhận" in draft_of(RECORD, PARTY, 2)


@pytest.mark.parametrize(
    ("text", "party", "told"),
    [
        ("Có 02 tồn tại, hạn chế.", 1, 1),
        ("Có 1 tồn tại, hạn chế.", 1, 0),
        ("Có 01 (một) Dấu hiệu vi phạm.", None, 0),
        ("Trường B có 20 nội dung kiểm tra.", None, 1),
        ("Tổng số 20 nội dung kiểm tra.", None, 0),
        ("Theo Thông tư số 38/2026 tồn tại, hạn chế được nêu.", None, 0),
        ("Kiểm tra 3 đơn vị được kiểm tra.", None, 1),
    ],
)
def test_a_typed_number_is_held_to_the_party_or_to_the_whole(text: str, party: int | None, told: int) -> None:
    assert len(count_warnings([section(text, party)], RECORD)) == told


def test_words_are_compared_side_by_side_and_quoted_words_are_found() -> None:
    before = [SectionText("a", "A", None, "Cán bộ mới."), SectionText("b", "B", None, "Bỏ")]
    after = [SectionText("a", "A", None, "Cán bộ cũ."), SectionText("c", "C", None, "Thêm")]
    rows = {row.anchor: row for row in side_by_side(before, after)}
    assert list(rows) == ["a", "c", "b"] and all(row.changed for row in rows.values())
    assert rows["a"].before[-1] == ("del", "mới.") and rows["a"].after[-1] == ("ins", "cũ.")
    assert rows["c"].before == () and rows["b"].after == ()
    assert passage_stands("cán  BỘ\nmới", "Cán bộ mới.") and not passage_stands("cũ", "Cán bộ mới.")
    assert conclusion_objections(["Ban hành Kết  luận kiểm tra"]) and not conclusion_objections(["kết luận"])
    assert (day(date(2026, 1, 5)), day(date(2026, 3, 5))) == ("ngày 05/01/2026", "ngày 05/3/2026")
    assert counts_of(TWO)["yêu cầu khắc phục"] == 0
