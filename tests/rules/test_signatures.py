"""The table of signatures and what a returned paper must show, alone (practice.md 1, 2)."""

from datetime import date

import pytest

from inspections.enums import DocumentKind
from inspections.queries.signatures import accepted_words, signature_rule, signature_rules
from inspections.rules.corrections import put_right
from inspections.rules.signatures import (
    NumberedIn,
    SignatureRule,
    day_objections,
    number_objections,
    rule_for,
    same_person,
    scan_objections,
    wrong_person,
)

DAY = date(2026, 11, 5)
NEVER_SIGNED = {
    "proposal_sheet",
    "overlap_sheet",
    "submission_receipt",
    "outline_report",
    "remedy_report",
    "contents",
}


@pytest.mark.parametrize("kind", DocumentKind.values)
def test_every_kind_of_paper_has_its_line_or_is_never_signed_by_us(kind: str) -> None:
    rule = signature_rule(kind, DAY)
    assert (rule is None) == (kind in NEVER_SIGNED)
    if rule is not None:
        assert rule.printed
        assert rule.who
        assert rule.basis


def test_a_decision_needs_the_person_and_then_the_agency_and_a_number_of_the_agency() -> None:
    rule = signature_rule("decision", DAY)
    assert rule is not None
    assert (rule.persons, rule.agency, rule.required, rule.numbered_in) == (1, True, 2, NumberedIn.AGENCY)


def test_the_certificate_of_an_organisation_counts_only_where_two_sides_sign() -> None:
    for rule in signature_rules():
        assert rule.organisation_counts == (rule.signed_by == "both_sides")


def test_a_line_holds_from_its_day_on() -> None:
    assert signature_rule("decision", date(2025, 8, 4)) is None
    assert accepted_words("decision", date(2025, 8, 4)) == ""


def test_a_newer_line_takes_the_place_of_an_older_one_on_its_day() -> None:
    old = signature_rule("decision", DAY)
    assert old is not None
    ended = SignatureRule(**{**old.__dict__, "valid_until": date(2026, 12, 31)})
    newer = SignatureRule(**{**old.__dict__, "valid_from": date(2027, 1, 1), "persons": 2})
    assert rule_for([ended, newer], "decision", date(2026, 12, 31)) == ended
    assert rule_for([ended, newer], "decision", date(2027, 1, 1)) == newer


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nguyễn Thị Ánh Nguyệt", "NGUYỄN THỊ ÁNH NGUYỆT", True),
        ("H'Wen Niê Kđăm", "H’Wen  Niê Kđăm", True),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng", False),
        ("Nguyễn Văn Hùng", "Nguyen Van Hung", False),
    ],
)
def test_names_are_compared_letter_by_letter_but_for_capitals_and_apostrophes(
    one: str, other: str, same: bool
) -> None:
    assert same_person(one, other) is same


def test_a_wrong_signer_is_named_beside_the_right_one() -> None:
    assert wrong_person("Bà A", ["Ông B", "Bà A"]) is None
    told = wrong_person("Bà A", ["Ông B"]) or ""
    assert "Tệp do Ông B ký số, bản in ghi người ký là Bà A" in told


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (None, "nhập ngày"),
        (date(2026, 11, 4), "trước ngày soạn dự thảo (05/11/2026)"),
        (date(2026, 11, 6), "trước ngày ký (07/11/2026)"),
        (date(2026, 11, 11), "ở tương lai"),
    ],
)
def test_a_day_that_cannot_be_is_told(on: date | None, told: str) -> None:
    found = day_objections(on, drafted_on=DAY, signed_on=date(2026, 11, 7), today=date(2026, 11, 10))
    assert told in found[0]


def test_a_day_from_signature_to_today_is_good() -> None:
    for on in (date(2026, 11, 7), date(2026, 11, 10)):
        assert day_objections(on, drafted_on=DAY, signed_on=date(2026, 11, 7), today=date(2026, 11, 10)) == []


def test_numbers_agree_or_are_told() -> None:
    assert number_objections(5, 5, needed=True) == []
    assert number_objections(None, 5, needed=True) == []
    assert number_objections(None, None, needed=False) == []
    assert "khác số đọc được" in number_objections(6, 5, needed=True)[0]
    assert "nhập số" in number_objections(None, None, needed=True)[0]


CODE = "0a1b2c3d4e5f"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"code_seen": CODE}, ""),
        ({"code_seen": CODE.upper()}, ""),
        ({"compared": "Đã so."}, ""),
        ({}, "«Mã bản in»"),
        ({"code_seen": "0a1"}, "đây là bản in khác"),
        ({"code_seen": "ffffffffffff"}, "đây là bản in khác"),
        ({"code_seen": CODE, "text_differs": True}, "so bằng mắt từng trang"),
        ({"code_seen": CODE, "text_differs": True, "compared": "Đã so."}, ""),
        ({"code_seen": CODE, "place": " "}, "nơi lưu bản gốc"),
    ],
)
def test_a_scan_is_known_by_its_code_or_by_comparing(given: dict[str, object], told: str) -> None:
    known = {"place": "Hộp 3", "code_seen": "", "compared": "", "text_differs": False, **given}
    found = " ".join(scan_objections(print_code=CODE, **known))  # type: ignore[arg-type]
    assert told in found if told else found == ""


def test_a_passage_is_put_right_everywhere_but_in_head_and_foot() -> None:
    text = {"symbol": "BB-A", "check": {"code": "A"}, "party": {"name": "A B"}, "rows": [{"x": "A"}, 3]}
    new, count = put_right(text, "A", "C")
    assert count == 2
    assert new == {"symbol": "BB-A", "party": {"name": "C B"}, "rows": [{"x": "C"}, 3]}
    assert put_right(text, "", "C")[1] == put_right(text, "A", "A")[1] == 0
