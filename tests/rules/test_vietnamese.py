"""Storing, searching and sorting Vietnamese and Central Highlands names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.rules.vietnamese import fold, normalise, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đắk Mil", "dak mil"),
        ("H'Wen Niê Kđăm", "h'wen nie kdam"),
        ("H’Wen Niê Kđăm", "h'wen nie kdam"),
        ("HʼWen  Niê Kđăm", "h'wen nie kdam"),
        ("Đắk R'lấp", "dak r'lap"),
        ("05/QĐ-SGDĐT", "05 qd sgddt"),
        ("Trường Cao đẳng", "truong cao dang"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("  (Cư Jút)  ", "cu jut"),
        ("Phường Xuân Hương - Đà Lạt", "phuong xuan huong da lat"),
    ],
)
def test_search_sees_one_spelling(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_decomposed_and_composed_text_are_stored_and_found_alike() -> None:
    decomposed = unicodedata.normalize("NFD", "  Nguyễn  Thị Ánh ")
    assert normalise(decomposed) == "Nguyễn Thị Ánh"
    assert fold(decomposed) == fold("Nguyễn Thị Ánh")


def test_normalising_keeps_the_apostrophe_a_person_wrote() -> None:
    assert normalise(" H’Wen Niê Kđăm") == "H’Wen Niê Kđăm"


def test_letters_come_in_the_order_of_the_alphabet_then_tones() -> None:
    ordered = "An Ánh Ăn Ân Bình Dung Dùng Dủng Dũng Dúng Dụng Đào Em Êm Mai Niê Oanh Ơn Uyên Ước Yên".split()
    assert sorted(reversed(ordered), key=sort_key) == ordered


def test_tones_decide_only_between_equal_letters_of_the_whole_name() -> None:
    ordered = ["Đà Lạt", "Đắk Mil", "Đắk R'lấp", "Đắk Song", "Đức An"]
    assert sorted(reversed(ordered), key=sort_key) == ordered
    assert sort_key("Hoà An") < sort_key("Hoa Bình")


def test_a_shorter_name_comes_before_a_longer_one_and_numbers_before_letters() -> None:
    ordered = ["1 Bảo Lộc", "2 Bảo Lộc", "An", "An Bình", "Anh"]
    assert sorted(reversed(ordered), key=sort_key) == ordered


def test_names_differing_only_in_the_apostrophe_sort_alike() -> None:
    assert sort_key("H'Wen") == sort_key("H’Wen") == sort_key("HʼWen")


@given(st.text(max_size=30))
def test_folding_and_normalising_twice_change_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert fold(fold(text)) == fold(text)


@given(st.text("aăâáàđdêếộ H'’", max_size=20))
def test_the_sort_key_does_not_depend_on_the_form_of_the_input(text: str) -> None:
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(unicodedata.normalize("NFC", text))
