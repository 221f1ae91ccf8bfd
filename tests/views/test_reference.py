"""Settings on the screen: the administrator reads and changes them, keeps what was typed, and sees no case."""

import unicodedata
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inspections.kinds import InspectionStage
from inspections.management.demo.people import Cast
from inspections.models import (
    AgencyProfile,
    CalendarDay,
    CalendarYear,
    ChecklistItem,
    LegalAct,
    Rule,
    SettingChange,
)
from tests.factories.cases import case_at
from tests.factories.people import make_people

KEY = "inspection.result_report"
READ = ("reference", "rules", "calendar_years", "legal_acts", "agency_profiles")
OTHERS = (
    "giamdoc",
    "phogiamdoc",
    "truongphong",
    "chuyenvien",
    "truongdoan",
    "thanhvien1",
    "vanthu",
    "giamsat",
    "truonga-hieutruong",
    "truonga-canbo",
)


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


def tomorrow() -> str:
    """The day after today as it is typed."""
    return f"{timezone.localdate() + timedelta(days=1):%d/%m/%Y}"


def typed_rule(**typed: str) -> dict[str, str]:
    """A lawful change of an internal rule, every part of which a test may spoil."""
    lawful = {
        "value": "10",
        "unit": "working_day",
        "from_on": tomorrow(),
        "source_kind": "internal",
        "source": "QĐ số 12/QĐ-SGDĐT",
        "reason": "Rút ngắn thời gian",
    }
    return {**lawful, **typed}


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_but_the_administrator_opens_or_changes_settings(cast: Cast, name: str) -> None:
    client = Client()
    client.force_login(cast.people[name])
    for page in READ:
        assert client.get(reverse(page)).status_code == 403
    url = reverse("change_rule", args=[KEY])
    assert client.get(url).status_code == 403 and client.post(url, typed_rule()).status_code == 403
    assert not SettingChange.objects.exists()


def test_the_index_names_what_needs_attention(admin: Client) -> None:
    page = text(admin, reverse("reference"))
    assert "Lịch chưa xác nhận" in page and "2027" in page
    assert "Cần xem lại" not in page
    item = ChecklistItem.objects.filter(act__isnull=False, version__status="published").first()
    assert item is not None and item.act is not None
    LegalAct.objects.filter(pk=item.act_id).update(valid_until=timezone.localdate() - timedelta(days=1))
    page = text(admin, reverse("reference"))
    assert "Cần xem lại" in page
    listed = text(admin, f"{reverse('legal_acts')}?state=review")
    assert str(item.act) in listed
    assert "Lập phiên bản đề cương mới" in text(admin, reverse("legal_act", args=[item.act.code]))


def test_a_rule_is_changed_from_a_later_day_and_its_page_tells_the_story(admin: Client) -> None:
    answer = admin.post(reverse("change_rule", args=[KEY]), typed_rule())
    assert answer.status_code == 302 and answer.headers["Location"] == reverse("rule", args=[KEY])
    page = text(admin, reverse("rule", args=[KEY]))
    for words in (
        "sắp áp dụng",
        "đang áp dụng",
        "Rút ngắn thời gian",
        "Đoàn Quốc Vượng",
        "QĐ số 12/QĐ-SGDĐT",
    ):
        assert words in page
    assert "từ " + tomorrow() in text(admin, reverse("rules"))


def test_what_was_typed_comes_back_with_the_sentence_beside_its_field(admin: Client) -> None:
    wrong = typed_rule(value="mười", from_on="31/02/2027", reason="Vì nhu cầu của Sở")
    answer = admin.post(reverse("change_rule", args=[KEY]), wrong)
    page = answer.content.decode()
    assert answer.status_code == 200 and Rule.objects.filter(key=KEY).count() == 1
    for words in ("mười", "31/02/2027", "Vì nhu cầu của Sở", "Ghi một số nguyên từ 1 đến 365."):
        assert words in page


def test_every_change_asks_for_its_reason(admin: Client) -> None:
    year = CalendarYear.objects.get(year=2027)
    day = year.days.earliest("on")
    profile = AgencyProfile.objects.latest("valid_from")
    admin.post(reverse("change_rule", args=[KEY]), typed_rule())
    before = SettingChange.objects.count()
    urls = [
        reverse("correct_rule", args=[KEY]),
        reverse("withdraw_rule", args=[KEY]),
        reverse("add_day", args=[2027]),
        reverse("change_day", args=[2027, day.pk]),
        reverse("remove_day", args=[2027, day.pk]),
        reverse("unconfirm_year", args=[2026]),
        reverse("confirm_year", args=[2027]),
        reverse("add_year"),
        reverse("add_act"),
        reverse("change_act", args=["nd-217-2025"]),
        reverse("change_name"),
        reverse("correct_profile", args=[profile.pk]),
    ]
    for url in urls:
        answer = admin.post(url, {"reason": "  ", "legal_basis": " "})
        assert answer.status_code == 200 and "error-summary" in answer.content.decode(), url
    assert SettingChange.objects.count() == before


def test_the_same_form_sent_twice_acts_once(admin: Client) -> None:
    filled = {"on": "31/12/2027", "kind": "holiday", "name": "Nghỉ theo thông báo", "reason": "Thông báo"}
    for _time in range(2):
        answer = admin.post(reverse("add_day", args=[2027]), {**filled, "once": "same-form"})
        assert answer.status_code == 302
    assert CalendarDay.objects.filter(on="2027-12-31").count() == 1
    assert SettingChange.objects.count() == 1


def test_a_year_is_confirmed_on_the_screen_only_when_it_is_complete(admin: Client) -> None:
    url = reverse("confirm_year", args=[2027])
    CalendarDay.objects.filter(on="2027-04-16").delete()
    page = text(admin, url)
    assert "Chưa làm được việc này" in page and "Giỗ Tổ" in page
    refused = admin.post(url, {"legal_basis": "Thông báo số 9999/TB-BNV"}).content.decode()
    assert "Còn thiếu Giỗ Tổ Hùng Vương" in refused and "Thông báo số 9999/TB-BNV" in refused
    added = {"on": "16/04/2027", "kind": "holiday", "reason": "Theo thông báo"}
    added["name"] = unicodedata.normalize("NFD", "Giỗ Tổ Hùng Vương")
    assert admin.post(reverse("add_day", args=[2027]), added).status_code == 302
    assert CalendarDay.objects.get(on="2027-04-16").name == "Giỗ Tổ Hùng Vương"
    assert admin.post(url, {"legal_basis": "Thông báo số 9999/TB-BNV"}).status_code == 302
    page = text(admin, reverse("calendar_year", args=[2027]))
    assert "Đã xác nhận" in page and "Thêm ngày" not in page


def test_an_exchanged_day_without_its_pair_is_shown_before_the_year_is_confirmed(admin: Client) -> None:
    added = {"on": "20/11/2027", "kind": "make_up", "name": "Làm bù cho ngày 26/11/2027", "reason": "TB"}
    admin.post(reverse("add_day", args=[2027]), added)
    assert "Ngày làm bù 20/11/2027 chưa có ngày nghỉ hoán đổi" in text(
        admin, reverse("confirm_year", args=[2027])
    )


def test_a_new_year_is_opened_from_typed_days(admin: Client) -> None:
    lines = "24/01/2028\n25/01/2028\n26/01/2028\n27/01/2028\nmùng 3"
    filled = {"year": "2028", "tet": lines, "hung": "04/04/2028", "beside": "1", "reason": "Chuẩn bị"}
    refused = admin.post(reverse("add_year"), filled).content.decode()
    assert "«mùng 3» không phải là ngày" in refused and "27/01/2028" in refused
    filled["tet"] = lines.replace("mùng 3", "28/01/2028")
    assert admin.post(reverse("add_year"), filled).status_code == 302
    page = text(admin, reverse("calendar_year", args=[2028]))
    assert "Chưa xác nhận" in page and page.count("Tết Nguyên đán") >= 5


def test_the_administrator_reads_counts_and_no_case(cast: Cast, admin: Client) -> None:
    case = case_at(cast, InspectionStage.UNDER_WAY)
    urls = [
        reverse("reference"),
        reverse("rule", args=[KEY]),
        reverse("calendar_year", args=[2026]),
        reverse("unconfirm_year", args=[2026]),
        *(reverse("legal_act", args=[act.code]) for act in LegalAct.objects.all()[:8]),
    ]
    pages = [text(admin, url) for url in urls]
    assert "1 cuộc kiểm tra đã ban hành quyết định giữ giá trị" in pages[1]
    institution = case.children.select_related("institution").get().institution
    assert institution is not None
    for page in pages:
        assert case.code not in page and case.title not in page and institution.name not in page


def test_acts_are_found_without_diacritics_and_by_state(admin: Client) -> None:
    page = text(admin, f"{reverse('legal_acts')}?q=giao+duc+nghe+nghiep")
    assert "Luật số 124/2025/QH15" in page and "217/2025/NĐ-CP" not in page
    ended = text(admin, f"{reverse('legal_acts')}?state=ended")
    assert "74/2014/QH13" in ended and "124/2025/QH15" not in ended
    page = text(admin, reverse("legal_act", args=["luat-74-2014"]))
    assert "Được thay thế bởi" in page and "Luật số 124/2025/QH15" in page


def test_an_act_is_added_and_its_wrong_dates_are_named(admin: Client) -> None:
    filled = {
        "act_type": "nghi_dinh",
        "number": "9999/2027/NĐ-CP",
        "name": "quy định mới",
        "issuer": "Chính phủ",
        "issued_on": "05/01/2027",
        "valid_from": "01/01/2027",
        "reason": "Nghị định mới",
    }
    refused = admin.post(reverse("add_act"), filled).content.decode()
    assert "từ ngày ban hành trở đi" in refused and "9999/2027/NĐ-CP" in refused
    assert admin.post(reverse("add_act"), {**filled, "valid_from": "20/02/2027"}).status_code == 302
    assert "Nghị định mới" in text(admin, reverse("legal_act", args=["nd-9999-2027"]))


def test_the_head_of_a_document_is_that_of_its_day(admin: Client) -> None:
    url = reverse("agency_profiles")
    old = text(admin, f"{url}?on=01/06/2025")
    assert "UBND TỈNH ĐẮK NÔNG" in old and "ngày 01 tháng 6 năm 2025" in old
    assert "QĐ-SLĐTBXH" in text(admin, f"{url}?on=28/02/2025")
    assert "Chưa khai tên cơ quan" in text(admin, f"{url}?on=31/12/2003")


def test_a_merger_is_entered_once_for_a_coming_day(admin: Client) -> None:
    filled = {
        "from_on": tomorrow(),
        "name": "Sở Giáo dục, Đào tạo và Khoa học",
        "short_name": "SGDKH",
        "superior": "UBND TỈNH LÂM ĐỒNG",
        "place": "Lâm Đồng",
        "reason": "Sáp nhập",
    }
    assert admin.post(reverse("change_name"), filled).status_code == 302
    page = text(admin, reverse("agency_profiles"))
    assert "sắp dùng" in page and "Sáp nhập" in page
    again = admin.post(reverse("change_name"), filled).content.decode()
    assert "không được chồng ngày" in again and "SGDKH" in again


def test_unknown_settings_do_not_exist(admin: Client) -> None:
    for url in (
        reverse("rule", args=["inspection.nothing"]),
        reverse("calendar_year", args=[1999]),
        reverse("legal_act", args=["nd-1"]),
        reverse("change_day", args=[2027, CalendarDay.objects.get(on="2026-01-01").pk]),
        reverse("correct_profile", args=[AgencyProfile.objects.earliest("valid_from").pk]),
    ):
        assert admin.get(url).status_code == 404, url


def statements(client: Client, url: str) -> int:
    """What the page asks the database, the second time it is opened."""
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_pages_of_settings_cost_the_same_for_more_rows(cast: Cast, admin: Client) -> None:
    urls = [reverse(name) for name in READ]
    urls += [reverse("rule", args=[KEY]), reverse("calendar_year", args=[2027])]
    urls.append(reverse("legal_act", args=["nd-217-2025"]))
    case_at(cast, InspectionStage.UNDER_WAY)
    before = [statements(admin, url) for url in urls]
    admin.post(reverse("change_rule", args=[KEY]), typed_rule())
    for number in range(3):
        Rule.objects.create(
            key=f"x.{number}",
            value="1",
            unit="day",
            label="Thử",
            source="[P] nội bộ",
            valid_from="2026-01-01",
        )
        filled = {"on": f"{number + 20}/12/2027", "kind": "holiday", "name": "Nghỉ", "reason": "TB"}
        admin.post(reverse("add_day", args=[2027]), filled)
        LegalAct.objects.create(
            code=f"nd-{number}", act_type="nghi_dinh", number=f"{number}/2027/NĐ-CP", name="Thử", issuer="CP"
        )
    admin.post(reverse("add_year"), {"year": "2028", "reason": "Chuẩn bị"})
    assert [statements(admin, url) for url in urls] == before
