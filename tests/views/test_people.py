"""People through the browser: scene 2 (director on leave), hand-over, posts, the printed sheet, refusals."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.management.demo.people import SINCE, Cast
from inspections.management.demo.story import Plot
from inspections.models import (
    Absence,
    Capacity,
    Case,
    CaseEvent,
    Document,
    Membership,
    SettingChange,
    Turn,
    User,
)
from inspections.models.inputs import BY_HAND
from inspections.rules.roles import Role
from tests.factories.cases import case_after, quick_print
from tests.factories.evil_files import pdf
from tests.factories.people import make_people
from tests.factories.staff import give_post, second_deputy
from tests.figures.counting import counted

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
LED = Plot("van-bang-chung-chi", codes=("MH-02",), lead="phogiamdoc", title="Kiểm tra văn bằng, chứng chỉ")


@pytest.fixture
def cast() -> Cast:
    """Reference data, the department and its people."""
    return make_people()


def browser(user: User) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return client


def typed(day: date) -> str:
    """A date as people type it."""
    return f"{day:%d/%m/%Y}"


def go_on_leave(cast: Cast) -> str:
    """The director notes five days; the deputy acts."""
    director = cast.people["giamdoc"]
    answer = browser(director).post(
        reverse("record_absence", args=[director.pk]),
        {
            "from_on": typed(TODAY),
            "until_on": typed(TODAY + timedelta(days=4)),
            "delegate": cast.people["phogiamdoc"].pk,
            "note": "Nghỉ phép",
        },
        follow=True,
    )
    return answer.content.decode()


def sign(user: User, case: Case) -> int:
    """Sign the decision by hand; the status of the answer."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    for paper in Document.objects.filter(body_sha256="").exclude(state="replaced"):
        quick_print(paper.pk)
    url = reverse("step", args=[case.pk, "ky-quyet-dinh"])
    scan = SimpleUploadedFile("ban-quet.pdf", pdf(), "application/pdf")
    given = {"way": BY_HAND, "file": scan, "original_place": "Tủ 1"}
    return browser(user).post(url, given).status_code


def test_scene_2_the_deputy_signs_kt_what_he_does_not_lead_and_the_rest_goes_to_another(cast: Cast) -> None:
    other = second_deputy(cast)
    deputy = cast.people["phogiamdoc"]
    plain, led = case_after(cast, "draft_decision"), case_after(cast, "draft_decision", LED)
    page = go_on_leave(cast)
    assert "2 việc đã chuyển cho người làm thay" in page
    inbox = browser(deputy).get(reverse("home")).content.decode()
    assert f"thay Nguyễn Thị Ánh Nguyệt (vắng đến {TODAY + timedelta(days=4):%d/%m})" in inbox
    assert plain.code in inbox and "Ký quyết định kiểm tra" in inbox
    assert sign(deputy, led) == 403
    assert sign(deputy, plain) == 302
    assert sign(other, led) == 302
    capacities = Document.objects.filter(kind="decision", state="signed").values_list(
        "signatures__capacity", "signer__username"
    )
    kt = "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"
    assert sorted(capacities) == [(kt, "phogiamdoc"), (kt, "phogiamdoc2")]


def test_the_page_of_the_case_says_who_acts_for_whom_and_offers_to_pass_it_on(cast: Cast) -> None:
    case = case_after(cast, "draft_decision")
    go_on_leave(cast)
    url = reverse("case", args=[case.pk]) + "?tab=team"
    page = browser(cast.people["truongphong"]).get(url).content.decode()
    assert f"thay Nguyễn Thị Ánh Nguyệt (vắng đến {TODAY + timedelta(days=4):%d/%m})" in page
    assert "Chuyển việc này" in page
    history = browser(cast.people["truongphong"]).get(reverse("case", args=[case.pk]) + "?tab=history")
    assert "Chuyển người làm" in history.content.decode()
    officer = browser(cast.people["thanhvien1"]).get(url).content.decode()
    assert "Chuyển việc này" not in officer


def test_nobody_to_act_is_a_warning_for_the_head_of_section(cast: Cast) -> None:
    case_after(cast, "draft_decision", LED)
    go_on_leave(cast)
    page = browser(cast.people["truongphong"]).get(reverse("people")).content.decode()
    assert "Không có người thay Nguyễn Thị Ánh Nguyệt cho 1 việc" in page


def test_back_early_the_turn_is_the_directors_again(cast: Cast) -> None:
    case = case_after(cast, "draft_decision")
    go_on_leave(cast)
    absence = Absence.objects.get()
    director = cast.people["giamdoc"]
    url = reverse("end_absence", args=[director.pk, absence.pk])
    assert browser(director).get(url).status_code == 200
    answer = browser(director).post(url, {"once": "mot-lan"}, follow=True)
    assert "1 việc chưa làm đã trở lại" in answer.content.decode()
    assert Turn.objects.still_open().get(case=case, verb="sign_decision").person == director
    again = browser(director).post(url, {"once": "lan-hai"})
    assert "đã kết thúc" in again.content.decode()


def test_a_wrong_absence_comes_back_with_what_was_typed(cast: Cast) -> None:
    director = cast.people["giamdoc"]
    url = reverse("record_absence", args=[director.pk])
    given = {"from_on": typed(TODAY), "until_on": typed(TODAY - timedelta(days=2)), "note": "Giữ lại"}
    page = browser(director).post(url, given).content.decode()
    assert "Ngày cuối phải từ ngày đầu trở đi" in page and "Giữ lại" in page
    assert not Absence.objects.exists()


def hand_over(cast: Cast, receiver: str, **changed: object) -> str:
    """The head of section passes on what the officer has, over both pages; the last page."""
    giver, head = cast.people["chuyenvien"], browser(cast.people["truongphong"])
    assert (
        reverse("hand_over", args=[giver.pk]) in head.get(reverse("person", args=[giver.pk])).content.decode()
    )
    url = reverse("hand_over", args=[giver.pk])
    first = head.get(url)
    data = {
        "turns": first.context["form"]["turns"].value(),
        "to": cast.people[receiver].pk,
        "note": "Nghỉ ốm",
        **changed,
    }
    preview = head.post(url, data)
    if "confirm.html" not in {template.name.split("/")[-1] for template in preview.templates}:
        return preview.content.decode()
    confirmed = {**data, "confirmed": "on", "once": preview.context["once"]}
    return head.post(url, confirmed, follow=True).content.decode()


def test_nine_dossiers_are_handed_over_by_two_pages(cast: Cast) -> None:
    themes = ("tuyen-sinh", "chuan-co-so", "van-bang-chung-chi")
    for number in range(9):
        case_after(cast, "propose", Plot(themes[number % 3], codes=(f"MH-0{number + 1}",)))
    page = hand_over(cast, "truongdoan")
    assert "Đã bàn giao 9 việc cho Hoàng Minh Đức." in page
    assert CaseEvent.objects.filter(verb="hand_over", reason="Nghỉ ốm").count() == 9


def test_a_hand_over_needs_its_reason_and_says_what_stays(cast: Cast) -> None:
    case_after(cast, "propose")
    assert "error-summary" in hand_over(cast, "truongdoan", note=" ")
    giver = cast.people["chuyenvien"]
    head = browser(cast.people["truongphong"])
    data = {
        "turns": [Turn.objects.get(person=giver).pk],
        "to": cast.people["vanthu"].pk,
        "note": "Nghỉ ốm",
    }
    page = head.post(reverse("hand_over", args=[giver.pk]), data).content.decode()
    assert "1 việc ở lại" in page and "không giữ chức vụ làm được việc này" in page
    assert 'id="xac-nhan-ban-giao"' not in page


def test_one_turn_chosen_on_the_page_of_the_case_is_the_only_one_ticked(cast: Cast) -> None:
    case_after(cast, "propose")
    case_after(cast, "propose", Plot("chuan-co-so", codes=("MH-02",)))
    giver = cast.people["chuyenvien"]
    turn = Turn.objects.filter(person=giver).latest("pk")
    page = browser(giver).get(reverse("hand_over", args=[giver.pk]) + f"?viec={turn.pk}")
    assert page.context["form"]["turns"].value() == [turn.pk]


def test_the_administrator_sees_no_dossier_and_hands_nothing_over(cast: Cast) -> None:
    case = case_after(cast, "propose")
    officer, administrator = cast.people["chuyenvien"], browser(cast.people["quantri"])
    page = administrator.get(reverse("person", args=[officer.pk])).content.decode()
    assert case.code not in page and "việc đang mở" not in page
    assert administrator.get(reverse("hand_over", args=[officer.pk])).status_code == 403


def appointed(cast: Cast, user: User, **changed: object) -> str:
    """The administrator gives a post over the form."""
    given = {
        "place": f"d{cast.department.pk}",
        "role": Role.DIRECTOR,
        "title": "Giám đốc",
        "valid_from": typed(TODAY),
        "appointment_ref": "QĐ số 5",
        **changed,
    }
    url = reverse("appoint", args=[user.pk])
    return browser(cast.people["quantri"]).post(url, given, follow=True).content.decode()


def test_two_directors_are_refused_on_the_form_and_a_takeover_is_not(cast: Cast) -> None:
    deputy = cast.people["phogiamdoc"]
    assert "Mỗi ngày chỉ một người đứng đầu" in appointed(cast, deputy)
    assert "Đã giao chức vụ cho Trần Đình Khải." in appointed(cast, deputy, takes_over="on")
    assert Membership.objects.get(user=cast.people["giamdoc"]).valid_until == TODAY - timedelta(days=1)


def test_ending_the_directors_post_says_from_when_there_is_none(cast: Cast) -> None:
    director = cast.people["giamdoc"]
    post = Membership.objects.get(user=director)
    administrator = browser(cast.people["quantri"])
    url = reverse("end_post", args=[director.pk, post.pk])
    page = administrator.post(
        url, {"last_day": typed(TODAY), "reason": "Nghỉ hưu"}, follow=True
    ).content.decode()
    assert f"Không có Giám đốc Sở từ {TODAY + timedelta(days=1):%d/%m/%Y}" in page
    assert (
        f"Không có Giám đốc Sở từ {TODAY + timedelta(days=1):%d/%m/%Y}"
        in administrator.get(reverse("people")).content.decode()
    )


def test_an_account_is_made_and_its_sheet_opens_the_page_that_sets_the_password(cast: Cast) -> None:
    administrator = browser(cast.people["quantri"])
    given = {
        "full_name": "Y Bhăm Niê",
        "username": "ybham",
        "email": "",
        "phone": "0901234567",
        "place": f"i{cast.institutions['MH-03'].pk}",
        "role": Role.INSTITUTION_CLERK,
        "title": "Giáo vụ",
        "valid_from": typed(TODAY),
        "appointment_ref": "Giấy cử đầu mối số 7",
    }
    page = administrator.post(reverse("new_account"), given, follow=True)
    user = User.objects.get(username="ybham")
    assert page.redirect_chain[-1][0] == reverse("give_access", args=[user.pk])
    sheet = administrator.post(reverse("give_access", args=[user.pk]), {"reason": "Giao lần đầu"})
    found = re.search(r"http://testserver(/nhan-tai-khoan/[^<\s]+/)<", sheet.content.decode())
    assert found
    stranger = Client()
    assert 'type="password"' in stranger.get(found[1]).content.decode()
    new = {"password1": "một mật khẩu rất dài 27", "password2": "một mật khẩu rất dài 27"}
    assert stranger.post(found[1], new).status_code == 302
    assert User.objects.get(pk=user.pk).check_password("một mật khẩu rất dài 27")
    assert 'type="password"' not in Client().get(found[1]).content.decode()
    assert SettingChange.objects.filter(key="ybham").count() == 3


def test_a_locked_person_is_signed_out_and_the_list_says_so(cast: Cast) -> None:
    officer = cast.people["chuyenvien"]
    client, administrator = browser(officer), browser(cast.people["quantri"])
    case_after(cast, "propose")
    url = reverse("switch_account_lock", args=[officer.pk])
    assert "Còn 1 việc đang mở" in administrator.get(url).content.decode()
    administrator.post(url, {"reason": "Chuyển công tác"})
    assert client.get(reverse("home")).status_code == 302
    assert "Đã khóa" in administrator.get(reverse("people") + "?q=pham van lam").content.decode()


def test_a_capacity_is_written_on_the_form_with_its_lines(cast: Cast) -> None:
    deputy = second_deputy(cast, capacity=False)
    administrator = browser(cast.people["quantri"])
    given = {
        "kind": "for_head",
        "own_title": "Phó Giám đốc",
        "basis": "Quyết định phân công số 9",
        "valid_from": typed(TODAY),
    }
    url = reverse("give_capacity", args=[deputy.pk])
    page = administrator.post(url, given, follow=True).content.decode()
    assert "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC" in page
    row = Capacity.objects.get(user=deputy)
    end = reverse("end_capacity", args=[deputy.pk, row.pk])
    administrator.post(end, {"last_day": typed(TODAY), "reason": "Đổi phân công"})
    row.refresh_from_db()
    assert row.valid_until == TODAY and row.valid_from >= SINCE


def test_names_are_found_without_marks_and_with_any_apostrophe(cast: Cast) -> None:
    head = browser(cast.people["truongphong"])
    for words in ("hwen nie kdam", "H’Wen", "HʼWEN NIÊ"):
        assert "H&#x27;Wen Niê Kđăm" in head.get(reverse("people"), {"q": words}).content.decode()
    assert "Không có người nào phù hợp" in head.get(reverse("people"), {"q": "không ai"}).content.decode()
    assert browser(cast.people["chuyenvien"]).get(reverse("people")).status_code == 403


def test_the_list_of_people_costs_the_same_for_more_people(cast: Cast) -> None:
    head = browser(cast.people["truongphong"])

    def statements() -> int:
        head.get(reverse("people"))
        with counted() as seen:
            assert head.get(reverse("people")).status_code == 200
        assert not seen.writes
        return len(seen)

    few = statements()
    second_deputy(cast)
    for number in range(5):
        user = User.objects.create_user(f"them{number}", full_name=f"Người thêm {number}")
        give_post(cast, user, Role.OFFICER, "Chuyên viên")
    assert statements() == few
