"""The register on the screen: found without diacritics, changed with a reason, counts of inspections and no case."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inspections.kinds import InspectionStage
from inspections.management.demo.people import Cast
from inspections.models import Institution, SettingChange
from tests.factories.cases import case_at
from tests.factories.people import make_people

OTHERS = ("giamdoc", "truongphong", "chuyenvien", "thanhvien1", "vanthu", "giamsat", "truonga-hieutruong")
PAGES = (
    "registered_institution",
    "change_institution",
    "end_institution",
    "restore_institution",
    "exempt_institution",
    "end_exemption",
)
REGISTER = "institution_register"


@pytest.fixture
def cast(db: None) -> Cast:
    """Reference data, the department and its people."""
    return make_people()


@pytest.fixture
def admin(cast: Cast) -> Client:
    """The browser of the administrator."""
    client = Client()
    client.force_login(cast.people["quantri"])
    return client


def text(client: Client, url: str) -> str:
    """The page as it is read."""
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def filled(**typed: str) -> dict[str, str]:
    """A lawful institution, every part of which a test may spoil."""
    lawful = {
        "code": "GDNN-013",
        "name": "Trường Trung cấp Minh Hoạ Di Linh",
        "kind": "trung_cap",
        "legal_form": "private",
        "address": "Số 13 đường Minh Hoạ",
        "commune": "Xã Di Linh",
        "province": "Tỉnh Lâm Đồng",
        "phone": "0200 100 0013",
        "email": "dilinh@minhhoa.example.vn",
        "latitude": "11,58",
        "longitude": "108.07",
        "valid_from": "01/09/2026",
        "reason": "Mới được cấp giấy chứng nhận",
    }
    return {**lawful, **typed}


def page_of(cast: Cast, name: str, code: str = "MH-06") -> str:
    """The address of a page of one institution."""
    return reverse(name, args=[cast.institutions[code].pk])


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_but_the_administrator_opens_the_register(cast: Cast, name: str) -> None:
    client = Client()
    client.force_login(cast.people[name])
    for url in (reverse(REGISTER), reverse("add_institution"), *(page_of(cast, page) for page in PAGES)):
        assert client.get(url).status_code == 403, url
        assert client.post(url, filled()).status_code == 403, url
    assert not SettingChange.objects.exists()


def test_the_index_of_settings_leads_to_the_register(admin: Client) -> None:
    page = text(admin, reverse("reference"))
    assert reverse(REGISTER) in page


def test_institutions_are_found_without_diacritics_and_by_state(cast: Cast, admin: Client) -> None:
    found = text(admin, f"{reverse(REGISTER)}?q=phuong+xuan+huong")
    assert "Minh Hoạ Đà Lạt" in found and "Minh Hoạ Bảo Lộc" not in found
    school = cast.institutions["MH-01"]
    Institution.objects.filter(pk=school.pk).update(valid_until=timezone.localdate() - timedelta(days=1))
    ended = text(admin, f"{reverse(REGISTER)}?state=ended")
    assert school.name in ended and "Minh Hoạ Đà Lạt" not in ended
    assert school.name not in text(admin, f"{reverse(REGISTER)}?state=active")
    assert "Không có cơ sở nào phù hợp." in text(admin, f"{reverse(REGISTER)}?q=khong+co+truong+nay")


def test_an_institution_is_added_and_its_page_tells_who_and_why(admin: Client) -> None:
    wrong = admin.post(reverse("add_institution"), filled(address="Số 13, huyện Di Linh", longitude="11,58"))
    page = wrong.content.decode()
    for words in ("không còn cấp huyện", "ghi ngược hai số", "Số 13, huyện Di Linh", "GDNN-013"):
        assert words in page
    answer = admin.post(reverse("add_institution"), filled())
    assert answer.status_code == 302 and answer.headers["Location"] == reverse(REGISTER)
    row = Institution.objects.get(code="GDNN-013")
    page = text(admin, reverse("registered_institution", args=[row.pk]))
    for words in ("11,58; 108,07", "Mới được cấp giấy chứng nhận", "Đoàn Quốc Vượng", "01/09/2026"):
        assert words in page


def test_a_rename_says_that_issued_papers_keep_the_old_name(cast: Cast, admin: Client) -> None:
    case_at(cast, InspectionStage.UNDER_WAY)
    url = page_of(cast, "change_institution", "MH-01")
    page = text(admin, url)
    assert "văn bản về cơ sở này giữ nguyên tên cũ" in page and 'name="code"' not in page
    answer = admin.post(url, filled(name="Trường Cao đẳng Minh Hoạ Tây Nguyên"), follow=True)
    page = answer.content.decode()
    assert "Văn bản đã phát hành giữ tên của ngày ban hành." in page
    assert page.count("Trường Cao đẳng Minh Hoạ Tây Nguyên") >= 2
    assert Institution.objects.get(pk=cast.institutions["MH-01"].pk).code == "MH-01"


def test_a_merger_with_an_open_inspection_warns_that_nothing_moves(cast: Cast, admin: Client) -> None:
    case = case_at(cast, InspectionStage.UNDER_WAY)
    warning = "1 cuộc kiểm tra đang mở: hồ sơ không chuyển sang đơn vị kế thừa; đề nghị đình chỉ"
    url, heir = page_of(cast, "end_institution", "MH-01"), cast.institutions["MH-09"]
    assert warning in text(admin, url)
    typed = {"from_on": f"{timezone.localdate():%d/%m/%Y}", "successor": str(heir.pk), "basis": "QĐ 9999"}
    refused = admin.post(url, {**typed, "basis": " "}).content.decode()
    assert "error-summary" in refused and typed["from_on"] in refused
    assert admin.post(url, typed).status_code == 302
    page = text(admin, page_of(cast, "registered_institution", "MH-01"))
    assert warning in page and heir.name in page and "QĐ 9999" in page
    assert case.code not in page and case.title not in page
    assert "Nhận sáp nhập" in text(admin, page_of(cast, "registered_institution", "MH-09"))
    back = page_of(cast, "restore_institution", "MH-01")
    assert admin.post(back, {"reason": "Quyết định bị thu hồi"}).status_code == 302
    assert warning not in text(admin, page_of(cast, "registered_institution", "MH-01"))


def test_an_exemption_is_offered_to_businesses_only(cast: Cast, admin: Client) -> None:
    refused = text(admin, page_of(cast, "exempt_institution", "MH-01"))
    assert "Chưa làm được việc này" in refused and "Chỉ tư thục và doanh nghiệp" in refused
    url = page_of(cast, "exempt_institution")
    assert "error-summary" in admin.post(url, {"basis": " "}).content.decode()
    assert admin.post(url, {"basis": "Kết quả xếp loại năm 2025"}).status_code == 302
    page = text(admin, page_of(cast, "registered_institution"))
    assert "Thuộc diện miễn (Đ.4.6). Căn cứ: Kết quả xếp loại năm 2025" in page
    assert "Minh Hoạ Đức An" in text(admin, f"{reverse(REGISTER)}?state=exempt")
    assert admin.post(page_of(cast, "end_exemption"), {"reason": "Có dấu hiệu vi phạm"}).status_code == 302
    assert "Không thuộc diện miễn." in text(admin, page_of(cast, "registered_institution"))


def test_the_same_form_sent_twice_adds_one_institution(admin: Client) -> None:
    for _time in range(2):
        answer = admin.post(reverse("add_institution"), filled(once="same-form"))
        assert answer.status_code == 302
    assert Institution.objects.filter(code="GDNN-013").count() == 1


def statements(client: Client, url: str) -> int:
    """What the page asks the database, the second time it is opened."""
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_the_register_costs_the_same_for_more_rows(cast: Cast, admin: Client) -> None:
    urls = [
        reverse(REGISTER),
        f"{reverse(REGISTER)}?q=minh",
        page_of(cast, "registered_institution", "MH-01"),
    ]
    keep = [cast.institutions[code].pk for code in ("MH-01", "MH-02")]
    Institution.objects.exclude(pk__in=keep).update(department=None)
    case_at(cast, InspectionStage.UNDER_WAY)
    before = [statements(admin, url) for url in urls]
    Institution.objects.update(department=cast.department)
    for code in ("MH-03", "MH-04"):
        row = cast.institutions[code]
        Institution.objects.filter(pk=row.pk).update(
            merged_into=cast.institutions["MH-01"], valid_until=timezone.localdate()
        )
    assert [statements(admin, url) for url in urls] == before
