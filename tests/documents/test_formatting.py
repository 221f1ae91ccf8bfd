"""Dates, numbers, letters and citations as Decree 30/2020 wants them written."""

import pytest

from inspections.documents import formatting
from inspections.documents.filters import keep
from tests.documents.examples import INSPECTION_DECREE, REFERENCE, STANDARD_CIRCULAR, TRAINING_LAW


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2026-02-05", "ngày 05 tháng 02 năm 2026"),
        ("2026-01-31", "ngày 31 tháng 01 năm 2026"),
        ("2026-03-01", "ngày 01 tháng 3 năm 2026"),
        ("2026-09-10", "ngày 10 tháng 9 năm 2026"),
        ("2026-10-09", "ngày 09 tháng 10 năm 2026"),
        ("2026-12-23", "ngày 23 tháng 12 năm 2026"),
        ("", "ngày … tháng … năm …"),
    ],
)
def test_trap_25_days_have_a_leading_zero_and_of_the_months_only_january_and_february(
    iso: str, words: str
) -> None:
    assert formatting.long_date(iso) == words


def test_a_date_in_a_table_follows_the_same_zeros() -> None:
    assert [formatting.short_date(day) for day in ("2026-11-05", "2026-02-05", "2026-08-05", "")] == [
        "05/11/2026", "05/02/2026", "05/8/2026", "…/…/…",
    ]  # fmt: skip


def test_trap_25_letters_of_points_follow_the_vietnamese_alphabet_without_f_j_w_z() -> None:
    letters = "".join(formatting.vn_letter(index) for index in range(23))
    assert letters == "abcdđeghiklmnopqrstuvxy"
    with pytest.raises(ValueError):
        formatting.vn_letter(23)
    with pytest.raises(ValueError):
        formatting.vn_letter(-1)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-03-31T23:30:00+00:00", "06 giờ 30 phút, ngày 01 tháng 4 năm 2026"),
        ("2026-04-01T06:30:00+07:00", "06 giờ 30 phút, ngày 01 tháng 4 năm 2026"),
        ("2026-12-31T17:00:00Z", "00 giờ 00 phút, ngày 01 tháng 01 năm 2027"),
        ("2026-12-31T16:59:00+00:00", "23 giờ 59 phút, ngày 31 tháng 12 năm 2026"),
    ],
)
def test_trap_45_a_moment_is_told_in_vietnamese_time_whatever_its_offset(moment: str, words: str) -> None:
    assert formatting.long_moment(moment) == words


def test_trap_45_the_day_of_a_moment_is_the_day_in_vietnam() -> None:
    assert formatting.moment_date("2026-03-31T23:30:00+00:00") == "2026-04-01"
    assert formatting.short_moment("2026-03-31T23:30:00+00:00") == "06:30 ngày 01/4/2026"
    assert formatting.moment_date("") == ""


def test_trap_45_a_moment_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="without offset"):
        formatting.long_moment("2026-04-01T06:30:00")


def test_a_moment_not_yet_known_leaves_its_blanks() -> None:
    assert formatting.long_moment("") == "… giờ … phút, ngày … tháng … năm …"
    assert formatting.short_moment("") == "…"


def test_trap_24_a_law_is_named_without_number_or_issuer() -> None:
    assert formatting.cite(TRAINING_LAW) == "Luật Giáo dục nghề nghiệp"
    assert formatting.cite(TRAINING_LAW, first=False) == "Luật Giáo dục nghề nghiệp"


def test_trap_24_a_decree_is_cited_in_full_first_and_then_by_type_and_number() -> None:
    assert formatting.cite(INSPECTION_DECREE) == (
        "Nghị định số 217/2025/NĐ-CP ngày 05 tháng 8 năm 2025 của Chính phủ quy định về hoạt động kiểm tra chuyên ngành"
    )
    assert formatting.cite(INSPECTION_DECREE, first=False) == "Nghị định số 217/2025/NĐ-CP"


def test_an_act_without_date_or_issuer_is_cited_by_what_is_known() -> None:
    act = {**STANDARD_CIRCULAR, "issued_on": "", "issuer": ""}
    assert formatting.cite(act) == "Thông tư số 38/2026/TT-BGDĐT quy định chuẩn cơ sở giáo dục nghề nghiệp"  # type: ignore[arg-type]


def test_a_place_in_an_act_comes_before_its_short_name() -> None:
    place = {"act": INSPECTION_DECREE, "locator": "khoản 2 Điều 13"}
    assert formatting.cite_place(place) == "khoản 2 Điều 13 Nghị định số 217/2025/NĐ-CP"  # type: ignore[arg-type]
    assert formatting.cite_place({**place, "locator": ""}) == "Nghị định số 217/2025/NĐ-CP"  # type: ignore[typeddict-item]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "không"), (1, "một"), (5, "năm"), (10, "mười"), (11, "mười một"), (14, "mười bốn"), (15, "mười lăm"),
        (20, "hai mươi"), (21, "hai mươi mốt"), (24, "hai mươi tư"), (25, "hai mươi lăm"), (31, "ba mươi mốt"),
        (100, "một trăm"), (105, "một trăm linh năm"), (115, "một trăm mười lăm"), (999, "chín trăm chín mươi chín"),
    ],
)  # fmt: skip
def test_numbers_are_spelled_as_they_are_spoken(value: int, words: str) -> None:
    assert formatting.number_words(value) == words


def test_a_number_that_cannot_be_spelled_is_refused() -> None:
    with pytest.raises(ValueError):
        formatting.number_words(1000)


def test_the_limit_has_number_words_and_unit() -> None:
    assert formatting.time_limit(10, "working_day") == "10 (mười) ngày làm việc"
    assert formatting.time_limit(5, "day") == "05 (năm) ngày"


def test_a_number_below_ten_has_a_leading_zero_and_an_unnumbered_document_a_blank() -> None:
    assert formatting.full_number("5", "QĐ-SGDĐT") == "05/QĐ-SGDĐT"
    assert formatting.full_number("05", "QĐ-SGDĐT") == "05/QĐ-SGDĐT"
    assert formatting.full_number("125", "QĐ-SGDĐT") == "125/QĐ-SGDĐT"
    assert formatting.full_number("", "QĐ-SGDĐT").strip() == "/QĐ-SGDĐT"


def test_the_decision_is_named_with_number_date_issuer_and_subject() -> None:
    assert formatting.decision_words(REFERENCE).startswith(
        "Quyết định số 15/QĐ-SGDĐT ngày 09 tháng 11 năm 2026 của Giám đốc Sở Giáo dục và Đào tạo tỉnh Lâm Đồng về việc "
    )


def test_annexes_and_parts_have_roman_numbers() -> None:
    assert [formatting.roman(value) for value in (1, 2, 4, 9, 14, 19)] == [
        "I",
        "II",
        "IV",
        "IX",
        "XIV",
        "XIX",
    ]


def test_a_number_with_its_symbol_stays_on_one_line_and_markup_is_escaped() -> None:
    assert keep("Nghị định số 217/2025/NĐ-CP <b>") == (
        'Nghị định số <span class="keep">217/2025/NĐ-CP</span> &lt;b&gt;'
    )
