"""First access through the browser: sheet, code, invitation, shared parts; what a colleague never sees (O1, O3)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.actions.requests import send_information_request
from inspections.management.demo.people import Cast
from inspections.models import (
    AccessSheet,
    Case,
    ContactAppointment,
    Document,
    EvidenceFile,
    InformationRequest,
    Invitation,
    ItemShare,
    Membership,
    Turn,
    User,
)
from inspections.models.inputs import Asked
from inspections.rules.roles import Role
from tests.factories.cases import case_after
from tests.factories.evil_files import pdf
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db

NEW = {"password1": "một mật khẩu rất dài 27", "password2": "một mật khẩu rất dài 27"}
TODAY = timezone.localdate()


@pytest.fixture
def cast() -> Cast:
    cache.clear()
    return make_people()


@pytest.fixture
def party(cast: Cast) -> Case:
    return case_after(cast, "conclude_items").children.get()


@pytest.fixture
def asked(cast: Cast, party: Case) -> InformationRequest:
    return send_information_request(
        party,
        by=cast.people["truongdoan"],
        now=timezone.now(),
        asked=[Asked(f"Tài liệu số {n}", None, "nội dung tuyển sinh") for n in range(1, 11)],
        due_on=TODAY + timedelta(days=3),
        contact="Trưởng đoàn",
    )


def browser(user: User) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return client


def sheet_of(cast: Cast, user: User, by: str = "quantri", door: str = "give_access") -> tuple[str, str]:
    """A sheet printed by the administrator or the head: its link and its code."""
    page = browser(cast.people[by]).post(reverse(door, args=[user.pk]), {"reason": "Giao lần đầu"})
    text = page.content.decode()
    assert "data:image/svg+xml" in text
    link = re.search(r"http://testserver(/nhan-tai-khoan/[\w-]+/)", text)
    code = re.search(r'id="ma-phieu">([A-Z2-9-]+)<', text)
    assert link and code
    return link[1], code[1]


def test_the_link_of_the_sheet_leads_in_three_requests_to_the_one_thing_asked(
    cast: Cast, asked: InformationRequest
) -> None:
    clerk = cast.people["truonga-canbo"]
    Turn.objects.still_open().exclude(verb="answer_information_request").delete()
    link, _code = sheet_of(cast, clerk)
    visitor = Client()
    page = visitor.get(link).content.decode()
    assert "Trường Cao đẳng Minh Hoạ" in page and clerk.full_name in page
    answer = visitor.post(link, NEW, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("step", args=[asked.party_id, "tra-loi-yeu-cau", asked.pk])
    assert "Tài liệu số 10" in answer.content.decode()
    again = Client().get(link)
    assert again.status_code == 410 and "đã được dùng" in again.content.decode()
    assert Client().login(username=clerk.username, password=NEW["password1"])


def test_the_code_is_typed_and_a_weak_or_mistyped_password_comes_back(cast: Cast) -> None:
    clerk = cast.people["truonga-canbo"]
    _link, code = sheet_of(cast, clerk, by="truonga-hieutruong", door="contact_sheet")
    visitor, url = Client(), reverse("receive_account")
    assert "Không có phiếu nào" in visitor.post(url, {"code": "AAAAA-AAAAA"}).content.decode()
    assert 'type="password"' in visitor.post(url, {"code": code.lower()}).content.decode()
    weak = visitor.post(url, {"code": code, "password1": "123", "password2": "123"}).content.decode()
    assert "ký tự" in weak and AccessSheet.objects.get(user=clerk).used_at is None
    other = visitor.post(url, {"code": code, **NEW, "password2": "khác hẳn 123456"}).content.decode()
    assert "không giống nhau" in other
    answer = visitor.post(url, {"code": code, **NEW}, follow=True)
    assert answer.status_code == 200 and "Việc cần làm" in answer.content.decode()


def test_a_thirteenth_try_in_a_minute_waits_and_blocks_nobody_else(cast: Cast) -> None:
    _link, code = sheet_of(cast, cast.people["truonga-canbo"])
    visitor, url = Client(), reverse("receive_account")
    for _number in range(12):
        assert visitor.post(url, {"code": "AAAAA-AAAAA"}).status_code == 200
    assert visitor.post(url, {"code": code}).status_code == 429
    other = Client(REMOTE_ADDR="203.0.113.9")
    assert 'type="password"' in other.post(url, {"code": code}).content.decode()


def test_who_is_not_in_charge_any_more_says_so_and_gets_nothing(cast: Cast) -> None:
    link, _code = sheet_of(cast, cast.people["truonga-canbo"])
    visitor = Client()
    page = visitor.post(link, {"wrong_person": "1", "instead": "Cô Lan"}).content.decode()
    assert "chưa ai được cấp quyền" in page
    assert visitor.get(link).status_code == 410
    assert visitor.get(reverse("home")).status_code == 302


def test_the_clerk_signs_in_with_the_phone_number(cast: Cast) -> None:
    clerk = cast.people["truonga-canbo"]
    clerk.phone = "0912 345 678"
    clerk.set_password(NEW["password1"])
    clerk.save()
    given = {"login": "0912345678", "password": NEW["password1"]}
    answer = Client().post(reverse("account_login"), given)
    assert answer.status_code == 302 and answer.headers["Location"] == "/"


def test_the_head_names_a_contact_and_prints_letter_and_sheet(cast: Cast) -> None:
    head = browser(cast.people["truonga-hieutruong"])
    assert "Cử đầu mối" in head.get(reverse("institution_people")).content.decode()
    given = {
        "name": "Y Moan Êban",
        "title": "Thư ký",
        "email": "ymoan@example.vn",
        "valid_from": f"{TODAY:%d/%m/%Y}",
        "ends_present": "on",
    }
    page = head.post(reverse("name_contact"), given).content.decode()
    assert "Phiếu giao tài khoản" in page and "Y Moan Êban" in page
    row = ContactAppointment.objects.get()
    letter = head.get(reverse("contact_letter", args=[row.pk])).content.decode()
    assert "GIẤY CỬ ĐẦU MỐI" in letter and "Độc lập - Tự do - Hạnh phúc" in letter and "Y Bhăm Ayŭn" in letter
    people = head.get(reverse("institution_people")).content.decode()
    assert "Đã giao phiếu, chưa mở" in people
    stranger = browser(cast.people["trungtamb-giamdoc"])
    assert stranger.get(reverse("contact_letter", args=[row.pk])).status_code == 404
    assert browser(cast.people["truonga-canbo"]).get(reverse("name_contact")).status_code == 403


def test_the_records_clerk_enters_the_paper_letter_with_its_scan(cast: Cast) -> None:
    school = cast.institutions["MH-01"]
    url = reverse("enter_contact_letter", args=[school.pk])
    clerk = browser(cast.people["vanthu"])
    given = {
        "name": "Y Moan Êban",
        "title": "Thư ký",
        "phone": "0912345678",
        "valid_from": f"{TODAY:%d/%m/%Y}",
        "number": "12/GC",
    }
    assert "Hãy chọn ít nhất một tệp" in clerk.post(url, given).content.decode()
    scan = SimpleUploadedFile("giay-cu.pdf", pdf(), "application/pdf")
    page = clerk.post(url, {**given, "scan": scan}).content.decode()
    assert "Phiếu giao tài khoản" in page
    row = ContactAppointment.objects.get()
    got = clerk.get(reverse("contact_scan", args=[row.pk]))
    assert b"".join(got.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert browser(cast.people["truongdoan"]).get(url).status_code == 403
    assert browser(cast.people["truonga-canbo"]).get(url).status_code == 404


def given_to_lan(cast: Cast, asked: InformationRequest) -> Client:
    """Five clicks: the clerk ticks all, types the address, sends; the colleague opens the link and comes in."""
    clerk = browser(cast.people["truonga-canbo"])
    url = reverse("share_items", args=[asked.party_id, asked.pk])
    assert "Tất cả các nội dung" in clerk.get(url).content.decode()
    page = clerk.post(url, {"every": "on", "address": "lan@example.vn", "note": "Số liệu 2026"}, follow=True)
    link = re.search(r"http://testserver(/loi-moi/[^<\s]+)", page.content.decode())
    assert link and ItemShare.objects.count() == 10
    visitor = Client()
    opened = visitor.get(link[1]).content.decode()
    assert "Ngô Thị Kim Oanh" in opened and "10 nội dung" in opened
    home = visitor.post(link[1], {"name": "Trần Thị Lan", **NEW}, follow=True).content.decode()
    assert "Tài liệu số 10" in home and "Số liệu 2026" in home and asked.party.code not in home
    assert "Lần sau đăng nhập bằng «lan@example.vn»" in home
    assert Client().get(link[1]).status_code == 410
    return visitor


def test_ten_parts_are_shared_prepared_and_seen_by_the_clerk(cast: Cast, asked: InformationRequest) -> None:
    helper = given_to_lan(cast, asked)
    share = ItemShare.objects.order_by("pk")[0]
    url = reverse("share", args=[share.pk])
    assert "chưa thấy phần này" in helper.get(url).content.decode()
    assert "ít nhất một tệp" in helper.post(url, {"reply": "", "done": "on"}).content.decode()
    file = SimpleUploadedFile("so-lieu.pdf", pdf(), "application/pdf")
    page = helper.post(
        url, {"reply": "120 hồ sơ", "attached": file, "done": "on"}, follow=True
    ).content.decode()
    assert "so-lieu.pdf" in page and "Đã báo chuẩn bị xong" in page
    held = share.files.get()
    got = helper.get(reverse("share_file", args=[share.pk, held.pk]))
    assert b"".join(got.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    shares = browser(cast.people["truonga-hieutruong"]).get(
        reverse("share_items", args=[asked.party_id, asked.pk])
    )
    assert "Đã chuẩn bị xong" in shares.content.decode() and "Trần Thị Lan" in shares.content.decode()
    dropped = helper.post(url, {"reply": "120 hồ sơ", "drop": [held.pk]}, follow=True).content.decode()
    assert "so-lieu.pdf" not in dropped and "chưa báo chuẩn bị xong" in dropped


def test_a_colleague_sees_nothing_of_the_dossier_through_any_door(
    cast: Cast, asked: InformationRequest
) -> None:
    helper = given_to_lan(cast, asked)
    party = asked.party
    doors = [reverse(name, args=[party.pk]) for name in ("case", "deadlines", "minutes", "send_code")]
    doors += [reverse("document", args=[party.pk, row.pk]) for row in Document.objects.filter(case=party)]
    doors += [reverse("evidence", args=[party.pk, row.pk]) for row in EvidenceFile.objects.filter(case=party)]
    doors += [
        reverse("step", args=[party.pk, "tra-loi-yeu-cau", asked.pk]),
        reverse("share_items", args=[party.pk, asked.pk]),
        reverse("case", args=[party.parent_id]),
        reverse("contact_sheet", args=[cast.people["truonga-canbo"].pk]),
        reverse("person", args=[cast.people["truonga-canbo"].pk]),
    ]
    assert len(doors) > 10
    for url in doors:
        assert helper.get(url).status_code in (403, 404, 405), url
    for name in ("search", "institutions", "people", "institution_people", "invite_colleague", "past"):
        assert helper.get(reverse(name)).status_code == 403, name
    assert party.code not in helper.get(reverse("cases")).content.decode()


def test_another_colleagues_part_does_not_exist(cast: Cast, asked: InformationRequest) -> None:
    helper = given_to_lan(cast, asked)
    share = ItemShare.objects.order_by("pk")[0]
    other = User.objects.create_user("minh", full_name="Minh")
    Membership.objects.create(
        user=other,
        role=Role.INSTITUTION_HELPER,
        institution=cast.institutions["MH-01"],
        valid_from=TODAY - timedelta(days=1),
    )
    url = reverse("share", args=[share.pk])
    assert browser(other).get(url).status_code == 404
    assert browser(cast.people["trungtamb-canbo"]).get(url).status_code == 404
    assert browser(cast.people["truongdoan"]).get(url).status_code == 404
    take = reverse("take_back_share", args=[share.pk])
    assert helper.get(take).status_code == 404
    clerk = browser(cast.people["truonga-canbo"])
    assert clerk.get(take).status_code == 200
    clerk.post(take, {"once": "mot-lan"})
    assert helper.get(url).status_code == 404


def test_an_invitation_is_seen_sent_again_called_off_by_its_own_school_only(cast: Cast) -> None:
    clerk = browser(cast.people["truonga-canbo"])
    page = clerk.post(
        reverse("invite_colleague"), {"address": "lan@example.vn"}, follow=True
    ).content.decode()
    row = Invitation.objects.get()
    old = re.search(r"http://testserver(/loi-moi/[^<\s]+)", page)
    assert old and "Đã mời, chưa mở" in clerk.get(reverse("institution_people")).content.decode()
    stranger = browser(cast.people["trungtamb-canbo"])
    for name in ("invitation", "send_invitation_again", "call_off_invitation"):
        assert stranger.get(reverse(name, args=[row.pk])).status_code == 404
    clerk.post(reverse("send_invitation_again", args=[row.pk]), {"once": "a"})
    assert Client().get(old[1]).status_code == 404
    clerk.post(reverse("call_off_invitation", args=[row.pk]), {"once": "b"})
    assert "Đã thu hồi" in clerk.get(reverse("institution_people")).content.decode()


def test_the_menu_of_the_institution_has_its_people_and_a_colleagues_only_his_work(
    cast: Cast, asked: InformationRequest
) -> None:
    door = reverse("institution_people")
    assert door in browser(cast.people["truonga-canbo"]).get(reverse("home")).content.decode()
    home: Any = given_to_lan(cast, asked).get(reverse("home")).content.decode()
    assert door not in home and reverse("cases") not in home
