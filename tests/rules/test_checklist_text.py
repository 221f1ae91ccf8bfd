"""Pasted outlines as people really copy them from Word and Excel, and anything at all: nothing fails, nothing is guessed."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspections.rules.citations import ActIndex, KnownAct, read_citation
from inspections.rules.outline_rows import MAX_ITEMS, MAX_PASTE
from inspections.rules.outline_text import NO_ACT, Outline, key_of, numbered_codes, read_outline

ACTS = ActIndex(
    [
        KnownAct("tt-38-2026", "38/2026/TT-BGDĐT", "quy định chuẩn cơ sở giáo dục nghề nghiệp"),
        KnownAct("luat-124-2025", "124/2025/QH15", "Luật Giáo dục nghề nghiệp"),
        KnownAct("luat-74-2014", "74/2014/QH13", "Luật Giáo dục nghề nghiệp"),
        KnownAct("nd-30-2020", "30/2020/NĐ-CP", "về công tác văn thư"),
        KnownAct("bo-luat-lao-dong", "45/2019/QH14", "Bộ luật Lao động"),
    ]
)

FROM_WORD = (
    "ĐỀ CƯƠNG KIỂM TRA CÔNG TÁC TUYỂN SINH\r\n"
    "I.\tChuẩn bị tuyển sinh\r\n"
    "1.\u00a0Chỉ tuyển sinh ngành, nghề đã được cấp phép (Điều 5 Thông tư 38/2026/TT-BGDĐT).\r\n"
    "-\u00a0So từng ngành, nghề với giấy chứng nhận.\r\n"
    "- Hồ sơ cần xem: Giấy chứng nhận; thông báo tuyển sinh\r\n"
    "+ Câu mẫu: Đơn vị thông báo tuyển sinh ngành, nghề chưa được phép\r\n"
    "2. Có quy chế tuyển sinh\u000bdo người có thẩm quyền ban hành.\r\n"
    "a) Xem quy chế còn hiệu lực\r\n"
    "b) Bắt buộc xem thực tế\r\n"
    "\r\n"
    "II. “Tổ chức” tuyển sinh\r\n"
    "1. Công khai điểm (bắt buộc xem thực tế)\r\n"
    "Nội dung cần kiểm tra: So ngày\r\n"
    "công bố với ngày xét\r\n"
    "Căn cứ: khoản 2 Điều 9 Luật Giáo dục nghề nghiệp số 124/2025/QH15\r\n"
)

FROM_EXCEL = (
    "Căn cứ\tSTT\tYêu cầu\tNội dung cần kiểm tra\tĐiều khoản\tXem thực tế\tNhóm\n"
    '38/2026/TT-BGDĐT\tTS.01\tCó quy chế\t"Xem ""quy chế""\ncòn hiệu lực không"\tĐiều 5\tx\tChuẩn bị\n'
    "\tTS.02\tCó hội đồng\tXem quyết định\t\t\t\n"
)


def read(text: str, **options: object) -> Outline:
    return read_outline(text, ACTS, **options)  # type: ignore[arg-type]


def test_numbered_lines_of_word_become_items_in_their_groups() -> None:
    outline = read(FROM_WORD)
    assert outline.is_clean
    assert [(row.code, row.group_title) for row in outline.rows] == [
        ("I.1", "Chuẩn bị tuyển sinh"),
        ("I.2", "Chuẩn bị tuyển sinh"),
        ("II.1", '"Tổ chức" tuyển sinh'),
    ]
    assert outline.ignored == [(1, "ĐỀ CƯƠNG KIỂM TRA CÔNG TÁC TUYỂN SINH")]
    assert (outline.rows[0].first_line, outline.rows[0].last_line) == (3, 6)


def test_details_of_an_item_go_to_the_field_that_their_label_names() -> None:
    first, second, third = read(FROM_WORD).rows
    assert first.requirement == "Chỉ tuyển sinh ngành, nghề đã được cấp phép."
    assert (first.act_code, first.locator) == ("tt-38-2026", "Điều 5")
    assert first.question == "So từng ngành, nghề với giấy chứng nhận."
    assert first.evidence_hint == "Giấy chứng nhận; thông báo tuyển sinh"
    assert first.ready_wording == "Đơn vị thông báo tuyển sinh ngành, nghề chưa được phép"
    assert second.requirement == "Có quy chế tuyển sinh do người có thẩm quyền ban hành."
    assert second.on_site_only and third.on_site_only and not first.on_site_only
    assert third.requirement == "Công khai điểm"
    assert third.question == "So ngày công bố với ngày xét"
    assert (third.act_code, third.locator) == ("luat-124-2025", "khoản 2 Điều 9")


def test_cells_of_excel_are_read_by_their_head_in_any_order() -> None:
    outline = read(FROM_EXCEL)
    assert outline.is_clean and outline.is_table
    first, second = outline.rows
    assert (first.code, first.act_code, first.locator) == ("TS.01", "tt-38-2026", "Điều 5")
    assert first.question == 'Xem "quy chế"\ncòn hiệu lực không'
    assert first.on_site_only and not second.on_site_only
    assert second.group_title == "Chuẩn bị"
    assert (first.first_line, first.last_line, second.first_line) == (2, 3, 4)


def test_a_text_whose_letters_come_in_two_parts_reads_the_same() -> None:
    for text in (FROM_WORD, FROM_EXCEL):
        assert read(unicodedata.normalize("NFD", text)) == read(text)


@pytest.mark.parametrize(
    ("text", "codes", "groups"),
    [
        ("1. Nhóm một\n1.1 Có A\n1.2 Có B\n2. Nhóm hai\n2.1. Có C", ["1.1", "1.2", "2.1"], 2),
        ("1. Có A\n2. Có B", ["1", "2"], 1),
        ("a) Có A\nb) Có B", ["01", "02"], 1),
        ("- Có A\n• Có B\n\uf0b7 Có C", ["01", "02", "03"], 1),
        ("Có A\nCó B", ["01", "02"], 1),
        ("CHUẨN BỊ\n1. Có A\nTỔ CHỨC\n2. Có B", ["1", "2"], 2),
        ("TS.01 Có A\nTS.02. Có B", ["TS.01", "TS.02"], 1),
        ("o\tCó A\no\tCó B", ["01", "02"], 1),
    ],
)
def test_items_are_the_level_of_numbering_that_the_text_uses(
    text: str, codes: list[str], groups: int
) -> None:
    outline = read(text)
    assert [row.code for row in outline.rows] == codes
    assert len({row.group_title for row in outline.rows}) == groups


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("TS.01 Có A\nTS.01 Có B", "trùng với dòng 1"),
        ("1. Có A\nCăn cứ: Nghị định 99/2099/NĐ-CP", "99/2099/NĐ-CP"),
        ("1. Có A\nCăn cứ: Luật Giáo dục nghề nghiệp", "Chưa rõ"),
        ("1. Có A\nĐiều khoản: Điều 5", "chưa có văn bản"),
        ("1. " + "a" * 1001, "dài quá 1000"),
        ("STT\tYêu cầu\tXem thực tế\n1\tCó A\tkhông rõ", "ghi x khi bắt buộc"),
        ("STT\tYêu cầu\tNội dung kiểm tra\n1\t\tXem B", "Thiếu yêu cầu"),
    ],
)
def test_a_row_says_what_is_wrong_with_it(text: str, sentence: str) -> None:
    outline = read(text)
    assert not outline.is_clean
    assert sentence in " ".join(problem for row in outline.rows for problem in row.problems)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Không đọc được nội dung nào"),
        ("\n".join(f"{n}. Có {n}" for n in range(1, MAX_ITEMS + 2)), f"không quá {MAX_ITEMS}"),
        ("a" * (MAX_PASTE + 1), "Chia thành nhiều lần dán"),
        ("1\tCó A\tXem B\n2\tCó C\tXem D", "không có hàng tiêu đề"),
        ("STT\tNội dung cần kiểm tra\n1\tXem B", "thiếu cột «Yêu cầu»"),
    ],
)
def test_a_whole_paste_that_cannot_be_used_says_why(text: str, sentence: str) -> None:
    outline = read(text)
    assert not outline.is_clean
    assert sentence in " ".join(outline.problems)


def test_a_citation_nobody_knows_is_answered_once_for_all_its_rows() -> None:
    text = "1. Có A\nCăn cứ: Điều 4 Nghị định 99/2099/NĐ-CP\n2. Có B\nCăn cứ: Điều 4 Nghị định 99/2099/NĐ-CP"
    asked = read(text).unknown
    assert [one.text for one in asked] == ["Điều 4 Nghị định 99/2099/NĐ-CP"]
    chosen = read(text, choices={asked[0].key: "nd-30-2020"})
    assert chosen.is_clean
    assert {(row.act_code, row.locator) for row in chosen.rows} == {("nd-30-2020", "Điều 4")}
    none = read(text, choices={asked[0].key: NO_ACT})
    assert none.is_clean
    assert {(row.act_code, row.locator) for row in none.rows} == {("", "")}


def test_codes_taken_in_the_draft_are_refused_and_a_prefix_numbers_all_anew() -> None:
    assert "đã có trong dự thảo" in read("TS.01 Có A", taken={"TS.01"}).rows[0].problems[0]
    anew = read("1. Có A\n1. Có B", taken={"TS.07"}, prefix="TS")
    assert anew.is_clean
    assert [row.code for row in anew.rows] == ["TS.08", "TS.09"]
    assert numbered_codes("VB.", 2) == ["VB.01", "VB.02"]


@pytest.mark.parametrize(
    ("text", "code", "locator"),
    [
        ("Điều 5 Thông tư 38/2026/TT-BGDĐT", "tt-38-2026", "Điều 5"),
        ("điểm b khoản 2 Điều 9 Luật số 124/2025/QH15", "luat-124-2025", "điểm b khoản 2 Điều 9"),
        ("khoản 1, 2 và 3 Điều 4 của Thông tư số 38/2026/TT-BGDĐT", "tt-38-2026", "khoản 1, 2 và 3 Điều 4"),
        ("Thông tư 38/2026/TT-BGDĐT, Chỉ số 01", "tt-38-2026", "Chỉ số 01"),
        ("Yêu cầu 6.2 Thông tư số 38/2026/TT-BGDĐT", "tt-38-2026", "Yêu cầu 6.2"),
        ("TT 38/2026/TT-BGDDT", "tt-38-2026", ""),
        ("Điều 112 Bộ luật Lao động", "bo-luat-lao-dong", "Điều 112"),
        ("nd-30-2020", "nd-30-2020", ""),
    ],
)
def test_a_citation_names_its_act_and_its_place(text: str, code: str, locator: str) -> None:
    found = read_citation(text, ACTS)
    assert (found.act_code, found.locator, found.unresolved) == (code, locator, "")


def test_a_name_that_two_acts_bear_names_neither() -> None:
    assert read_citation("Luật Giáo dục nghề nghiệp", ACTS).unresolved == "Luật Giáo dục nghề nghiệp"
    assert key_of("Luật  Giáo dục") == key_of("luật giáo dục")


def test_brackets_that_say_more_than_the_citation_stay_in_the_sentence() -> None:
    more = "Có quy chế (Điều 5 Thông tư 38/2026/TT-BGDĐT, trừ trung tâm)"
    row = read(f"1. {more}").rows[0]
    assert (row.requirement, row.act_code, row.locator) == (more, "tt-38-2026", "Điều 5")
    bare = read("1. Có quy chế (theo quy định tại Điều 5 Thông tư số 38/2026/TT-BGDĐT).").rows[0]
    assert (bare.requirement, bare.locator) == ("Có quy chế.", "Điều 5")


def test_a_second_act_of_one_citation_is_kept_in_words() -> None:
    cited = "Điều 5 Thông tư 38/2026/TT-BGDĐT; Điều 3 Nghị định 30/2020/NĐ-CP"
    row = read(f"1. Có A\n- Xem A\nCăn cứ: {cited}").rows[0]
    assert row.act_code == "tt-38-2026"
    assert row.question == f"Xem A\n{cited}"
    assert "cả dòng căn cứ được giữ" in row.notes[0]


PIECES = st.sampled_from(
    [
        *("\t", "\n", "\r\n", "\x0b", '"', '""', "1. ", "1.1 ", "I. ", "a) ", "- ", "(", ")", "Điều 5 "),
        *(
            "Thông tư 38/2026/TT-BGDĐT",
            "Căn cứ: ",
            "STT",
            "Yêu cầu",
            "Nhóm",
            "Xem thực tế",
            "x",
            "e\u0302\u0301",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=60).map("".join)))
def test_anything_at_all_can_be_pasted(text: str) -> None:
    outline = read(text)
    assert outline.rows or outline.problems
    for row in outline.rows:
        for name in (
            "code",
            "group_title",
            "requirement",
            "question",
            "evidence_hint",
            "locator",
            "ready_wording",
        ):
            value = getattr(row, name)
            assert unicodedata.is_normalized("NFC", value)
            assert not [char for char in value if char != "\n" and unicodedata.category(char) == "Cc"]
        assert row.problems or (row.requirement and row.code)
    codes = [row.code for row in outline.rows]
    assert not outline.is_clean or len(set(codes)) == len(codes)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet='ab"\t\n', max_size=12), min_size=1, max_size=6))
def test_a_cell_of_excel_comes_back_as_it_was_typed(cells: list[str]) -> None:
    quoted = "\t".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    from inspections.rules.outline_table import split_cells

    assert [cell for _first, _last, row in split_cells(quoted) for cell in row] == cells
