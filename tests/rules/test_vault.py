"""What the institution gave before is offered again while it is valid, and not after (bar.md O5)."""

from datetime import date

from inspections.rules.vault import VaultFact, best_match, ends_soon, late_validity, likeness

TODAY = date(2026, 11, 20)
LICENCE = VaultFact(1, "Giấy chứng nhận đăng ký hoạt động giáo dục nghề nghiệp", valid_until=date(2027, 3, 1))
CHARTER = VaultFact(2, "Quy chế tổ chức và hoạt động của trường")
ASKED = "Giấy chứng nhận đăng ký hoạt động giáo dục nghề nghiệp còn hiệu lực"


def test_what_is_asked_in_other_words_of_the_same_thing_is_found() -> None:
    assert best_match(ASKED, [CHARTER, LICENCE], TODAY) == LICENCE
    assert best_match("Danh sách sinh viên trúng tuyển", [CHARTER, LICENCE], TODAY) is None


def test_the_last_day_counts_and_the_day_after_does_not() -> None:
    assert best_match(ASKED, [LICENCE], date(2027, 3, 1)) == LICENCE
    assert best_match(ASKED, [LICENCE], date(2027, 3, 2)) is None


def test_a_retired_document_is_never_offered() -> None:
    retired = VaultFact(3, LICENCE.title, retired=True)
    assert best_match(ASKED, [retired], TODAY) is None


def test_of_two_like_documents_the_later_one_is_offered() -> None:
    old = VaultFact(4, LICENCE.title, issued_on=date(2020, 1, 1))
    new = VaultFact(5, LICENCE.title, issued_on=date(2025, 1, 1))
    assert best_match(ASKED, [new, old], TODAY) == new


def test_one_common_word_is_no_likeness() -> None:
    assert likeness("Quy chế tuyển sinh", "Sinh hoạt") == 0.0
    assert likeness("", "Giấy phép") == 0.0


def test_two_papers_of_one_kind_about_different_things_are_not_alike() -> None:
    asked = "Biên bản xét tuyển; quyết định công nhận trúng tuyển kèm danh sách."
    assert likeness(asked, "Quyết định công nhận Hiệu trưởng") == 0.0
    assert likeness("Quyết định công nhận Hiệu trưởng của đơn vị", "Quyết định công nhận Hiệu trưởng") == 1.0


def test_a_document_is_to_be_renewed_within_its_last_month() -> None:
    day = date(2026, 11, 23)
    assert [ends_soon(date(2026, 12, n), day) for n in (23, 24)] == [True, False]
    assert not ends_soon(date(2026, 11, 22), day)
    assert not ends_soon(None, day)


def test_a_document_that_ends_before_it_was_issued_is_a_slip() -> None:
    assert late_validity(date(2026, 1, 2), date(2026, 1, 1))
    assert not late_validity(None, date(2026, 1, 1))
