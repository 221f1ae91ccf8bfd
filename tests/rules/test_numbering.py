"""Numbers and symbols of papers (Nghị định 30/2020/NĐ-CP Điều 15, Phụ lục I)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.rules.numbering import (
    DocumentNumber,
    Series,
    document_symbol,
    format_number,
    gaps,
    next_number,
    parse_number,
    series_for,
    team_symbol,
)


def test_a_decision_of_the_department_carries_type_and_agency() -> None:
    assert document_symbol("QĐ", "SGDĐT") == "QĐ-SGDĐT"


def test_an_official_letter_has_no_type_and_names_its_unit() -> None:
    assert format_number(5, document_symbol("", "SGDĐT", unit_abbr="GDNN")) == "05/SGDĐT-GDNN"


def test_a_legal_document_carries_its_year() -> None:
    assert format_number(217, document_symbol("NĐ", "CP", 2025)) == "217/2025/NĐ-CP"


def test_a_paper_of_the_team_carries_the_symbol_of_the_team() -> None:
    assert format_number(1, team_symbol("KH")) == "01/KH-ĐKT"


@pytest.mark.parametrize(("n", "text"), [(1, "01/QĐ"), (9, "09/QĐ"), (10, "10/QĐ"), (1050, "1050/QĐ")])
def test_only_a_number_below_ten_has_a_leading_zero(n: int, text: str) -> None:
    assert format_number(n, "QĐ") == text


def test_there_is_no_number_zero() -> None:
    with pytest.raises(ValueError, match="01"):
        format_number(0, "QĐ-SGDĐT")


@pytest.mark.parametrize("agency", ["", "SGD ĐT", "SGD/ĐT"])
def test_a_symbol_without_agency_or_with_spaces_and_slashes_is_refused(agency: str) -> None:
    with pytest.raises(ValueError, match="Ký hiệu"):
        document_symbol("QĐ", agency)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Số: 05/QĐ-SGDĐT", DocumentNumber(5, "QĐ-SGDĐT")),
        ("số 5 / qđ-sgdđt", DocumentNumber(5, "QĐ-SGDĐT")),
        ("1050/QĐ-SCT", DocumentNumber(1050, "QĐ-SCT")),
        ("217/2025/NĐ-CP", DocumentNumber(217, "NĐ-CP", 2025)),
        ("  1105/KH-ĐKT ", DocumentNumber(1105, "KH-ĐKT")),
        ("05/QĐ-SGDĐT", DocumentNumber(5, "QĐ-SGDĐT")),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, expected: DocumentNumber) -> None:
    assert parse_number(text) == expected


@pytest.mark.parametrize("text", ["", "QĐ-SGDĐT", "05", "00/QĐ-SGDĐT", "ngày 05/11/2026", "5/6/7/QĐ"])
def test_what_is_no_number_is_not_read_as_one(text: str) -> None:
    assert parse_number(text) is None


@given(st.integers(1, 99999), st.sampled_from(["QĐ-SGDĐT", "SGDĐT-GDNN", "BB-ĐKT"]))
def test_what_is_printed_can_be_read_back(n: int, symbol: str) -> None:
    assert parse_number(format_number(n, symbol)) == DocumentNumber(n, symbol)
    assert str(DocumentNumber(n, symbol)) == format_number(n, symbol)


def test_numbers_start_again_on_the_first_of_january() -> None:
    old, new = series_for("SGDĐT", date(2026, 12, 31)), series_for("SGDĐT", date(2027, 1, 1))
    assert old != new
    assert next_number([]) == 1


def test_a_team_has_a_series_of_its_own() -> None:
    team = series_for("SGDĐT", date(2026, 11, 12), team_code="KT-2026-003")
    assert team == Series("SGDĐT/ĐKT/KT-2026-003", 2026)
    assert team != series_for("SGDĐT", date(2026, 11, 12))


def test_a_skipped_number_is_reported_and_never_given_again() -> None:
    assert next_number([1, 2, 5]) == 6
    assert gaps([1, 2, 5]) == (3, 4)
    assert gaps([]) == ()
