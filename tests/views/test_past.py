"""Journeys through the register of past paper inspections, as people walk them."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inspections.management.demo.people import Cast
from inspections.models import PaperImport, PaperInspection
from inspections.rules.past_rows import read_sheet
from inspections.rules.past_sheets import read_grid
from tests.factories.cases import case_after
from tests.factories.past import HEADER, many, visit, workbook
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db
UPLOAD = "/kiem-tra-giay/nhap-excel/"


@pytest.fixture
def cast() -> Cast:
    """Reference data, the department and its people."""
    return make_people()


def signed_in(cast: Cast, username: str = "chuyenvien") -> Client:
    """A browser of this person."""
    client = Client()
    client.force_login(cast.people[username])
    return client


def send(client: Client, content: bytes, name: str = "so.xlsx") -> Any:
    """Send a workbook and follow to what comes."""
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)}, follow=True)


def typed(**changed: Any) -> dict[str, Any]:
    """The form as it is typed."""
    return {
        "decision_number": "125/QĐ-SLĐTBXH",
        "decided_on": "04/03/2024",
        "agency": "",
        "content": "Công tác tuyển sinh",
        "ground": "plan",
        "ground_text": "Kế hoạch số 12/KH-SLĐTBXH",
        "period": "01/9/2022 - 31/8/2023",
        "lead_name": "Nguyễn Văn Minh Hoạ",
        "institution": "truong cao dang minh hoa a",
        "announced_on": "11/03/2024",
        "minutes_on": "15/03/2024",
        "finding_count": "3",
        "kept_at": "Hộp 12",
    } | changed


def test_the_template_comes_back_filled_and_is_saved_by_the_second_button(cast: Cast) -> None:
    client = signed_in(cast)
    template = client.get(f"{UPLOAD}mau/")
    grid = read_grid(io.BytesIO(template.content))
    assert tuple(grid.rows[0]) == HEADER

    page = send(client, workbook(visit(), visit(institution="MH-02")))
    text = page.content.decode()
    assert "2 lượt đều đúng, chưa ghi" in text and "Ghi 2 lượt vào sổ" in text
    assert not PaperInspection.objects.exists()

    book = PaperImport.objects.get()
    answer = client.post(f"{UPLOAD}{book.pk}/ghi/", follow=True).content.decode()
    assert "Đã ghi 2 lượt vào sổ, loại M0" in answer
    listed = client.get("/kiem-tra-giay/").content.decode()
    assert listed.count("125/QĐ-SLĐTBXH") == 2 and "trước Nghị định 217" in listed
    again = client.post(f"{UPLOAD}{book.pk}/ghi/")
    assert again.status_code == 409 and PaperInspection.objects.count() == 2


def test_a_wrong_workbook_names_cell_rule_and_mend_and_comes_back_with_a_column_of_mends(cast: Cast) -> None:
    client = signed_in(cast)
    text = send(client, workbook(visit(decided_on="31/02/2024"), visit(institution="=1+1"))).content.decode()
    assert "Còn 2 điểm cần sửa; chưa lượt nào được ghi" in text
    assert "B2" in text and "nhập ngày có thật, dạng 28/02/2024" in text

    book = PaperImport.objects.get()
    assert book.state == "faulty" and f"{UPLOAD}{book.pk}/ghi/" not in text
    grid = read_grid(io.BytesIO(client.get(f"{UPLOAD}{book.pk}/can-sua/").content))
    assert grid.rows[0][-1] == "Cần sửa"
    assert grid.rows[1][-1].startswith("B2: Ngày quyết định là chữ «31/02/2024»")
    with book.blob.open("rb") as original:
        assert read_sheet(grid).places == read_sheet(read_grid(original)).places


def test_the_workbook_with_mends_may_be_mended_and_sent_again(cast: Cast) -> None:
    client = signed_in(cast)
    send(client, workbook(visit(lead_name=None)))
    mends = client.get(f"{UPLOAD}{PaperImport.objects.get().pk}/can-sua/").content
    rows = [list(row) for row in read_grid(io.BytesIO(mends)).rows]
    rows[1][9] = "Nguyễn Văn Minh Hoạ"
    assert "1 lượt đều đúng" in send(client, workbook(*rows[1:], header=rows[0])).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("so.xlsx", b"", "0 byte"),
        ("so.xlsx", b"%PDF-1.7 khong phai Excel", "nội dung là"),
        ("so.csv", b"a,b\n1,2\n", "không đúng loại cần gửi"),
        ("so.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "không được nhận"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(
    cast: Cast, name: str, content: bytes, sentence: str
) -> None:
    assert sentence in send(signed_in(cast), content, name).content.decode()
    assert not PaperImport.objects.exists()


def test_a_long_workbook_waits_on_a_page_that_loads_itself_again(
    cast: Cast, run_jobs: Callable[[], int]
) -> None:
    client = signed_in(cast)
    page = send(client, workbook(*many(600)))
    assert page.headers["Refresh"] == "3" and "Đang kiểm tra tệp." in page.content.decode()
    run_jobs()
    book = PaperImport.objects.get()
    assert "600 lượt đều đúng" in client.get(book.get_absolute_url()).content.decode()
    saving = client.post(f"{UPLOAD}{book.pk}/ghi/", follow=True)
    assert "Đang ghi vào sổ." in saving.content.decode() and not PaperInspection.objects.exists()
    run_jobs()
    assert "Đã ghi 600 lượt" in client.get(book.get_absolute_url()).content.decode()
    assert PaperInspection.objects.count() == 600


def test_a_workbook_may_be_left_and_nothing_is_saved(cast: Cast) -> None:
    client = signed_in(cast)
    send(client, workbook(visit()))
    book = PaperImport.objects.get()
    client.post(f"{UPLOAD}{book.pk}/bo/")
    assert client.post(f"{UPLOAD}{book.pk}/ghi/").status_code == 409
    assert not PaperInspection.objects.exists()


def test_a_visit_by_hand_takes_the_agency_of_its_day_and_the_next_keeps_the_decision(cast: Cast) -> None:
    client = signed_in(cast)
    text = client.post("/kiem-tra-giay/moi/", typed(), follow=True).content.decode()
    row = PaperInspection.objects.get()
    assert row.agency == "Sở Lao động - Thương binh và Xã hội"
    assert (row.institution.code, row.ground, row.ground_text) == (
        "MH-01",
        "plan",
        "điểm c: Kế hoạch số 12/KH-SLĐTBXH",
    )
    assert "Ghi sau từ hồ sơ giấy" in text and "Nhập tiếp lượt cùng quyết định" in text

    following = client.get(f"/kiem-tra-giay/moi/?theo={row.pk}").content.decode()
    for kept in (
        "125/QĐ-SLĐTBXH",
        "04/03/2024",
        "Công tác tuyển sinh",
        "Kế hoạch số 12",
        "01/09/2022 - 31/08/2023",
    ):
        assert f'value="{kept}' in following
    assert 'value="11/03/2024"' not in following
    other = typed(institution="MH-02", ground_text="Kế hoạch số 12/KH-SLĐTBXH")
    client.post("/kiem-tra-giay/moi/", other)
    assert PaperInspection.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"institution": "Trường Cao đẳng Minh Hoạ Z"}, "không có trong danh mục cơ sở; gần nhất là"),
        ({"announced_on": "01/03/2024"}, "ở trước ngày quyết định 04/03/2024"),
        ({"minutes_on": "10/03/2024"}, "ở trước ngày công bố 11/03/2024"),
        ({"decided_on": "31/02/2024"}, "id_decided_on"),
        ({"period": "hôm qua"}, "nhập ngày đầu và ngày cuối"),
        ({"ground": "", "ground_text": ""}, "Ghi căn cứ bằng lời"),
        ({"decided_on": "04/03/2002", "agency": ""}, "nhập tên cơ quan"),
    ],
)
def test_a_wrong_form_says_what_to_mend_and_keeps_what_was_typed(
    cast: Cast, changed: dict[str, str], sentence: str
) -> None:
    answer = signed_in(cast).post("/kiem-tra-giay/moi/", typed(**changed))
    text = answer.content.decode()
    assert answer.status_code == 200 and sentence in text and 'value="Hộp 12"' in text
    assert not PaperInspection.objects.exists()


def test_a_wrong_row_is_withdrawn_with_a_reason_and_stays_readable(cast: Cast) -> None:
    client = signed_in(cast)
    client.post("/kiem-tra-giay/moi/", typed())
    row = PaperInspection.objects.get()
    assert "bắt buộc" in client.post(f"{row.get_absolute_url()}rut/", {"reason": " "}).content.decode()
    text = client.post(
        f"{row.get_absolute_url()}rut/", {"reason": "Nhầm cơ sở"}, follow=True
    ).content.decode()
    assert "Lý do: Nhầm cơ sở" in text and "không được tính" in text
    assert "Đã rút" in client.get("/kiem-tra-giay/").content.decode()


def test_the_list_is_narrowed_by_year_institution_and_ground_and_counts_each_year(cast: Cast) -> None:
    client = signed_in(cast)
    rows = [
        visit(),
        visit(decision_number="7/QĐ", institution="MH-02", ground_text="a"),
        visit(
            decision_number="8/QĐ",
            decided_on=date(2023, 5, 5),
            announced_on=date(2023, 5, 8),
            minutes_on=None,
        ),
    ]
    send(client, workbook(*rows))
    client.post(f"{UPLOAD}{PaperImport.objects.get().pk}/ghi/")
    for query, there, gone in (
        ("year=2023", "8/QĐ", "7/QĐ"),
        ("institution=mh-02", "7/QĐ", "8/QĐ"),
        ("ground=signs", "7/QĐ", "125/QĐ"),
    ):
        text = client.get(f"/kiem-tra-giay/?{query}").content.decode()
        assert f">{there}" in text and f">{gone}" not in text
    counted = signed_in(cast, "giamdoc").get("/kiem-tra-giay/").content.decode()
    assert '?year=2024">2024</a></td><td data-label="Số lượt">2</td>' in counted


def test_the_director_reads_and_does_not_record_and_a_school_sees_nothing(cast: Cast) -> None:
    signed_in(cast).post("/kiem-tra-giay/moi/", typed())
    row = PaperInspection.objects.get()
    director, school = signed_in(cast, "giamdoc"), signed_in(cast, "truonga-hieutruong")
    page = director.get(row.get_absolute_url())
    assert page.status_code == 200 and "Rút lượt này" not in page.content.decode()
    assert director.get("/kiem-tra-giay/moi/").status_code == 403
    assert director.post(f"{row.get_absolute_url()}rut/", {"reason": "x"}).status_code == 403
    assert school.get("/kiem-tra-giay/").status_code == 403
    assert school.get(row.get_absolute_url()).status_code == 404


def test_the_page_of_the_institution_lists_the_visit_on_paper(cast: Cast) -> None:
    client = signed_in(cast)
    recent = {"decided_on": "02/02/2026", "announced_on": "02/03/2026", "minutes_on": "06/03/2026"}
    client.post("/kiem-tra-giay/moi/", typed(**recent))
    row = PaperInspection.objects.get()
    page = client.get(f"/co-so/{row.institution_id}/").content.decode()
    assert row.get_absolute_url() in page and "Ghi sau từ hồ sơ giấy" in page
    assert "02/03/2026" in client.get("/co-so/").content.decode()


def test_the_register_costs_the_same_for_one_row_and_for_sixty(cast: Cast) -> None:
    client, counts = signed_in(cast), []
    for rows in (many(1), [visit(decision_number=f"B{number}", institution="MH-02") for number in range(60)]):
        send(client, workbook(*rows))
        client.post(f"{UPLOAD}{PaperImport.objects.latest('pk').pk}/ghi/")
        client.get("/kiem-tra-giay/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/kiem-tra-giay/")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_same_form_sent_twice_records_one_visit(cast: Cast) -> None:
    client = signed_in(cast)
    for _time in range(2):
        client.post("/kiem-tra-giay/moi/", typed(once="dau-mot-lan-0002"))
    assert PaperInspection.objects.count() == 1


def test_the_review_of_overlap_shows_the_visit_on_paper(cast: Cast) -> None:
    client = signed_in(cast)
    recent = {"decided_on": "02/02/2026", "announced_on": "02/03/2026", "minutes_on": "06/03/2026"}
    client.post("/kiem-tra-giay/moi/", typed(**recent))
    case = case_after(cast, "propose")
    page = client.get(f"{case.get_absolute_url()}viec/ra-soat-trung-lap/").content.decode()
    assert PaperInspection.objects.get().get_absolute_url() in page and "Ghi sau từ hồ sơ giấy" in page
