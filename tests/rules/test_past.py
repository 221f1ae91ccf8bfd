"""Cells, rows and sheets of the register of past inspections: each wrong thing has its sentence."""

import io
import unicodedata
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from inspections.rules.past import Known, clean_text, ground_of, legal_basis, number_key, themes_in
from inspections.rules.past_cells import period_in
from inspections.rules.past_import import Judged, Register, judge
from inspections.rules.past_rows import read_sheet
from inspections.rules.past_sheets import UnreadableBook, cell_name, read_grid
from tests.factories.past import HEADER, PLACES, visit, workbook

TODAY = date(2026, 11, 23)
SCHOOL = Known(1, "MH-01", "Trường Cao đẳng Minh Hoạ A")
CLOSED = Known(2, "MH-02", "Trung tâm Giáo dục nghề nghiệp Đắk Mil", date(2024, 3, 10))
TWINS = (Known(3, "MH-03", "Trường Trung cấp Trùng Tên"), Known(4, "MH-04", "Trường trung cấp trùng tên"))


def judged(*rows: Sequence[Any], recorded: dict[Any, str] | None = None, **more: Any) -> Judged:
    """What a workbook with these rows comes to."""
    register = Register([SCHOOL, CLOSED, *TWINS], recorded or {}, ["tuyen-sinh", "van-bang-chung-chi"])
    return judge(read_sheet(read_grid(io.BytesIO(workbook(*rows, **more)))), register, TODAY)


def told(*rows: Sequence[Any], **more: Any) -> list[tuple[str, str]]:
    """Every problem with its cell."""
    return [(problem.cell, problem.text) for problem in judged(*rows, **more).problems]


def test_a_good_row_is_read_whole() -> None:
    found = judged(visit())
    assert found.problems == [] and found.warnings == []
    facts = found.visits[0].facts
    assert (facts.decided_on, facts.announced_on, facts.minutes_on) == (
        date(2024, 3, 4),
        date(2024, 3, 11),
        date(2024, 3, 15),
    )
    assert (facts.period_from, facts.period_to) == (date(2022, 9, 1), date(2023, 8, 31))
    assert facts.ground == "plan" and facts.finding_count == 3
    assert found.visits[0].institution == SCHOOL and found.visits[0].themes == "tuyen-sinh"


@pytest.mark.parametrize(
    ("changed", "cell", "sentence"),
    [
        (
            {"decided_on": "31/02/2024"},
            "B2",
            "Ngày quyết định là chữ «31/02/2024»: nhập ngày có thật, dạng 28/02/2024.",
        ),
        ({"decided_on": "tháng 3"}, "B2", "Ngày quyết định là chữ «tháng 3»: nhập ngày, dạng 28/02/2024."),
        ({"decided_on": "4/3/24"}, "B2", "Ngày quyết định là chữ «4/3/24»: nhập ngày, dạng 28/02/2024."),
        (
            {"decided_on": 45355},
            "B2",
            "Ngày quyết định là số 45355, không phải ngày: định dạng ô kiểu ngày (Excel hiểu là 04/03/2024) hoặc nhập "
            "chữ dạng 28/02/2024.",
        ),
        (
            {"decided_on": 20240304},
            "B2",
            "Ngày quyết định là số 20240304, không phải ngày: nhập dạng 28/02/2024.",
        ),
        ({"announced_on": None}, "H2", "Ngày công bố còn trống: nhập ngày, dạng 28/02/2024."),
        (
            {"announced_on": date(2024, 3, 1)},
            "H2",
            "Ngày công bố 01/03/2024 ở trước ngày quyết định 04/03/2024: quyết định có trước, công bố sau; sửa một "
            "trong hai ngày.",
        ),
        (
            {"minutes_on": date(2024, 3, 10)},
            "I2",
            "Ngày ký biên bản 10/03/2024 ở trước ngày công bố 11/03/2024: biên bản ký sau khi công bố; sửa một trong "
            "hai ngày.",
        ),
        (
            {"minutes_on": date(2026, 11, 24)},
            "I2",
            "Ngày ký biên bản 24/11/2026 ở sau hôm nay: chỉ ghi việc đã làm, xem lại năm.",
        ),
        ({"decided_on": "04/03/1924"}, "B2", "Ngày quyết định 04/03/1924 ở trước năm 2000: xem lại năm."),
        (
            {"period": "31/8/2023 - 01/9/2022"},
            "G2",
            "Thời kỳ kiểm tra kết thúc 01/09/2022 trước khi bắt đầu 31/08/2023: đổi lại hai ngày.",
        ),
        (
            {"period": "năm học 2022-2023"},
            "G2",
            "Thời kỳ kiểm tra là «năm học 2022-2023»: nhập ngày đầu và ngày cuối, dạng 01/9/2023 - 31/8/2024, hoặc "
            "một năm, dạng 2024.",
        ),
        (
            {"finding_count": "vài"},
            "K2",
            "Số tồn tại, dấu hiệu vi phạm là «vài»: nhập số nguyên từ 0 trở lên, không có thì nhập 0.",
        ),
        (
            {"finding_count": 2.5},
            "K2",
            "Số tồn tại, dấu hiệu vi phạm là «2.5»: nhập số nguyên từ 0 trở lên, không có thì nhập 0.",
        ),
        (
            {"finding_count": 5000},
            "K2",
            "Số tồn tại, dấu hiệu vi phạm là 5000: nhập số nguyên từ 0 đến 1000.",
        ),
        ({"lead_name": "\u00a0 "}, "J2", "Trưởng đoàn còn trống: nhập theo hồ sơ giấy."),
        (
            {"decision_number": "QĐ-SGDĐT"},
            "A2",
            "Số quyết định «QĐ-SGDĐT» không có chữ số: nhập số, ký hiệu như 125/QĐ-SGDĐT.",
        ),
        ({"lead_name": "A" * 151}, "J2", "Trưởng đoàn dài hơn 150 chữ: viết gọn lại."),
        (
            {"institution": "Truong Cao dang Minh Hoa B"},
            "D2",
            "Tên hoặc mã cơ sở GDNN «Truong Cao dang Minh Hoa B» không có trong danh mục cơ sở; gần nhất là «Trường "
            "Cao đẳng Minh Hoạ A» (MH-01): nhập đúng tên hoặc mã.",
        ),
        (
            {"institution": "xyz"},
            "D2",
            "Tên hoặc mã cơ sở GDNN «xyz» không có trong danh mục cơ sở: nhập đúng tên hoặc mã ở mục Cơ sở.",
        ),
        (
            {"institution": "Trường Trung cấp Trùng Tên"},
            "D2",
            "Tên hoặc mã cơ sở GDNN «Trường Trung cấp Trùng Tên» là tên của nhiều cơ sở: nhập mã (MH-03, MH-04).",
        ),
    ],
)
def test_a_wrong_cell_is_named_with_the_rule_and_the_mend(
    changed: dict[str, Any], cell: str, sentence: str
) -> None:
    assert told(visit(**changed)) == [(cell, sentence)]


def test_every_fault_of_every_row_is_told_at_once() -> None:
    found = told(
        visit(decided_on="31/02/2024", lead_name=None),
        visit(decision_number="126/QĐ"),
        visit(period="hôm qua"),
    )
    assert [cell for cell, _sentence in found] == ["B2", "J2", "G4"]


@pytest.mark.parametrize(
    "written",
    [
        "04/03/2024",
        "4/3/2024",
        "04-03-2024",
        "4.3.2024",
        "2024-03-04",
        "ngày 04 tháng 3 năm 2024",
        " 04/03/2024\u00a0",
    ],
)
def test_a_day_written_as_text_in_vietnamese_order_is_read(written: str) -> None:
    assert judged(visit(decided_on=written)).visits[0].facts.decided_on == date(2024, 3, 4)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        (2023, date(2023, 1, 1), date(2023, 12, 31)),
        ("năm 2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2022 - 2023", date(2022, 1, 1), date(2023, 12, 31)),
        ("từ năm 2022 đến năm 2023", date(2022, 1, 1), date(2023, 12, 31)),
        ("01/9/2022–31/8/2023", date(2022, 9, 1), date(2023, 8, 31)),
        ("từ ngày 01/9/2022 đến hết ngày 31/8/2023", date(2022, 9, 1), date(2023, 8, 31)),
    ],
)
def test_a_period_is_two_days_a_year_or_two_years(written: object, first: date, last: date) -> None:
    assert period_in(written) == (first, last)


def test_decomposed_letters_and_hard_spaces_find_the_institution_and_are_stored_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "Trường\u00a0Cao đẳng Minh Hoạ A")
    found = judged(visit(institution=decomposed, lead_name=unicodedata.normalize("NFD", "Đỗ Thị Ngọc")))
    assert found.visits[0].institution == SCHOOL
    assert found.visits[0].facts.lead_name == "Đỗ Thị Ngọc"


def test_signs_that_hide_or_turn_letters_are_left_out() -> None:
    assert clean_text("Hộp\u200b 12\u202e \x0bkho\ufeff") == "Hộp 12 kho"


def test_columns_are_found_in_any_order_and_spelling_with_title_rows_above_and_others_between() -> None:
    names = [header.upper() if place % 2 else f"{header} (*)" for place, header in enumerate(HEADER)]
    order = [*range(5, 12), *range(5)]
    row = visit()
    rows = [
        ["SỔ THEO DÕI KIỂM TRA"],
        [],
        ["STT", *(names[place] for place in order), "Ghi chú"],
        [1, *(row[place] for place in order), "x"],
    ]
    found = judged(*rows, header=None)
    assert found.problems == [] and found.visits[0].row == 3


def test_a_missing_column_is_named() -> None:
    assert told(visit()[:-1], header=HEADER[:-1]) == [
        (
            "1",
            "Dòng tiêu đề thiếu cột «Nơi lưu hồ sơ giấy». Thêm cột đó (đúng tên, thứ tự tuỳ ý) rồi gửi lại.",
        )
    ]


def test_a_sheet_without_a_header_says_which_one_it_needs() -> None:
    [(_cell, sentence)] = told(visit(), header=None)
    assert (
        sentence.startswith("Không tìm thấy dòng tiêu đề.") and "Số quyết định; Ngày quyết định" in sentence
    )


def test_a_sheet_with_a_header_alone_is_not_ready() -> None:
    found = judged()
    assert "không có dòng nào" in found.problems[0].text and not found.may_be_saved


def test_merged_cells_are_named_once_without_telling_the_empty_ones_too() -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_range(1, 0, 3, 0, "125/QĐ-SLĐTBXH")

    rows = [visit(decision_number=None, institution=code) for code in ("MH-01", "MH-02", "MH-03")]
    assert told(*rows, dress=merge) == [
        ("A2:A4", "Các ô A2:A4 bị gộp: bỏ gộp ô (Merge & Center) rồi nhập giá trị vào từng dòng.")
    ]


def test_a_merged_title_above_the_header_harms_nothing() -> None:
    rows = [["SỔ THEO DÕI"], list(HEADER), visit()]
    assert told(*rows, header=None, dress=lambda sheet: sheet.merge_range(0, 0, 0, 11, "SỔ THEO DÕI")) == []


def test_the_line_of_totals_is_left_out_and_said_so() -> None:
    found = judged(visit(), ["Tổng cộng", None, None, None, None, None, None, None, None, None, 3])
    assert found.problems == [] and len(found.visits) == 1
    assert [(note.cell, note.text) for note in found.warnings] == [
        ("3", "Dòng cộng, không phải một lượt kiểm tra: được bỏ qua.")
    ]


def test_the_same_visit_twice_in_one_sheet_is_refused_at_the_second_row() -> None:
    assert told(visit(), visit(decision_number="125/qd - slđtbxh")) == [
        ("A3", "Số quyết định trùng dòng 2 (cùng số, ngày quyết định và cơ sở): xoá một dòng.")
    ]


def test_one_decision_on_two_institutions_is_two_visits() -> None:
    assert len(judged(visit(), visit(institution="mh-03")).visits) == 2


def test_a_visit_in_the_record_is_refused_with_the_place_where_it_stands() -> None:
    key = (number_key("125/QĐ-SLĐTBXH"), date(2024, 3, 4), SCHOOL.pk)
    [(cell, sentence)] = told(visit(), recorded={key: "ghi ngày 01/02/2026"})
    assert cell == "A2" and "đã có trong sổ (ghi ngày 01/02/2026)" in sentence


def test_an_institution_that_had_closed_is_a_warning_only() -> None:
    found = judged(visit(institution="MH-02"))
    assert found.may_be_saved
    assert [warning.cell for warning in found.warnings] == ["D2"]
    assert "chỉ hoạt động đến 10/03/2024, trước ngày công bố 11/03/2024" in found.warnings[0].text


def test_a_visit_without_signed_minutes_is_a_warning_only() -> None:
    found = judged(visit(minutes_on=None))
    assert found.may_be_saved and "chưa có biên bản đã ký" in found.warnings[0].text


def test_the_ground_is_a_letter_or_words_and_other_words_stay_words() -> None:
    assert [ground_of(words) for words in ("a", "Điểm B", "(c)", "căn cứ điểm a")] == [
        "signs",
        "order",
        "plan",
        "signs",
    ]
    assert ground_of("Có dấu hiệu vi phạm về tuyển sinh") == "signs"
    assert ground_of("Kế hoạch số 12/KH-SLĐTBXH") == "plan"
    assert ground_of("Theo chỉ đạo của UBND tỉnh") == "order"
    assert ground_of("Chương trình công tác") == ""


def test_a_decision_before_the_decree_is_allowed_and_labelled() -> None:
    assert "trước Nghị định 217/2025/NĐ-CP" in legal_basis(date(2025, 8, 4))
    assert legal_basis(date(2025, 8, 5)) == "Nghị định 217/2025/NĐ-CP"


def test_content_with_two_themes_counts_for_both() -> None:
    keys = ("van-bang-chung-chi", "tuyen-sinh", "chuan-co-so")
    assert themes_in("Tuyển sinh; cấp văn bằng, chứng chỉ", keys) == "tuyen-sinh van-bang-chung-chi"


def test_two_cells_in_far_corners_do_not_swallow_the_machine() -> None:
    with pytest.raises(UnreadableBook, match=r"XFD1048576|vượt quá"):
        judged(visit(), dress=lambda sheet: sheet.write(1_048_575, 16_383, "xa"))


def test_a_sheet_in_disguise_is_refused() -> None:
    source, target = io.BytesIO(workbook(visit())), io.BytesIO()
    with zipfile.ZipFile(source) as good, zipfile.ZipFile(target, "w") as evil:
        for name in good.namelist():
            evil.writestr(name, good.read(name))
        evil.writestr("xl/media/image1.png", b"xxxx<worksheet><sheetData/></worksheet>")
    with pytest.raises(UnreadableBook, match="Không đọc được bảng"):
        read_grid(target)


def test_a_broken_workbook_is_refused_with_a_sentence() -> None:
    with pytest.raises(UnreadableBook, match="lưu lại dạng .xlsx"):
        read_grid(io.BytesIO(b"PK\x03\x04 khong phai"))


def test_cells_are_named_as_excel_names_them() -> None:
    assert [cell_name(6, 1), cell_name(0, 25), cell_name(9, 26)] == ["B7", "Z1", "AA10"]


def test_the_twelve_columns_stand_in_the_order_of_the_register() -> None:
    assert len(HEADER) == 12 and PLACES["decision_number"] == 0 and PLACES["kept_at"] == 11
