"""Personal data: who looked is known, the person gets a copy, a request is answered, an erasure leaves the record whole."""

import io
import json
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.actions import privacy, privacy_erasure, privacy_export
from inspections.actions.accounts import unlock_account
from inspections.enums import DataPage
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.models import (
    Case,
    CaseEvent,
    Document,
    EvidenceFile,
    Membership,
    Message,
    PersonalDataExport,
    PersonalDataRead,
    PersonalDataRequest,
    SettingChange,
    Turn,
    User,
)
from inspections.models.inputs import ContactData
from tests.factories.cases import after, case_after
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def cast() -> Cast:
    """Reference data, the department and its people."""
    return make_people()


def browser(user: User) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(user)
    return client


def asked(cast: Cast, kind: str, name: str = "chuyenvien") -> PersonalDataRequest:
    return privacy.ask_about_own_data(by=cast.people[name], now=NOW, kind=kind, text="Tôi xin thực hiện.")


def answered(row: PersonalDataRequest, by: User, **given: Any) -> PersonalDataRequest:
    given = {"granted": True, "answer": "Đã thực hiện.", **given}
    return privacy.answer_data_request(row, by=by, now=NOW, **given)


def test_reading_somebody_elses_data_leaves_one_entry_a_session_and_the_person_sees_it(cast: Cast) -> None:
    admin, officer = cast.people["quantri"], cast.people["chuyenvien"]
    first = browser(admin)
    for _again in range(2):
        assert first.get(reverse("person", args=[officer.pk])).status_code == 200
    [entry] = PersonalDataRead.objects.all()
    assert (entry.subject, entry.by, entry.page) == (officer, admin, DataPage.PERSON)
    browser(admin).get(reverse("person", args=[officer.pk]))
    assert PersonalDataRead.objects.count() == 2, "another session is another reading"
    first.get(reverse("person", args=[admin.pk]))
    assert PersonalDataRead.objects.count() == 2, "one's own data are nobody's secret"
    head = browser(cast.people["truonga-hieutruong"])
    head.get(reverse("institution_people"))
    assert PersonalDataRead.objects.filter(subject=cast.people["truonga-canbo"]).count() == 1
    assert admin.full_name in browser(officer).get(reverse("own_data")).content.decode()
    assert admin.full_name in first.get(reverse("data_reads", args=[officer.pk])).content.decode()
    with pytest.raises(DatabaseError), transaction.atomic():
        PersonalDataRead.objects.all().delete()


def test_the_copy_holds_what_is_kept_about_me_and_my_files_and_is_the_same_when_made_again(
    cast: Cast,
) -> None:
    case = case_after(cast, "begin_check")
    party = case.children.order_by("pk").first()
    assert party is not None
    lead, stranger = cast.people["truongdoan"], cast.people["giamsat"]
    at = max(NOW, after("begin_check"))
    privacy.note_reads([lead], page=DataPage.PERSON, session="a", by=stranger, now=at)
    mine = EvidenceFile.objects.create(
        case=party, name="anh-chup.csv", size=3, sha256="0" * 64, mime="text/csv", side="team",
        received_at=at, received_by=lead, blob=_stored(b"a,b"),
    )  # fmt: skip
    row = privacy_export.ask_own_export(by=lead, now=at)
    assert privacy_export.ask_own_export(by=lead, now=at) == row, "a second press finds the one being made"
    privacy_export.make_export(row.pk, now=at)
    row.refresh_from_db()
    with row.blob.open("rb") as written:
        content = io.BytesIO(written.read())
    with zipfile.ZipFile(content) as archive:
        data = json.loads(archive.read("du-lieu.json"))
        [path] = [told["tep"] for told in data["tep"] if told["ten_goc"] == mine.name]
        assert archive.read(path) == b"a,b"
        index = archive.read("index.html").decode()
    assert data["tai_khoan"][0]["ho_va_ten"] == lead.full_name and lead.full_name in index
    assert any(deed["ho_so"] == party.code for deed in data["viec_da_lam_trong_ho_so"])
    assert any(row["ho_so"] == case.code for row in data["thanh_vien_doan"])
    assert data["luot_xem_du_lieu"][0]["nguoi_xem"] == stranger.full_name
    again = PersonalDataExport.objects.create(subject=lead, asked_by=lead, asked_at=row.asked_at)
    privacy_export.make_export(again.pk, now=at + timedelta(hours=1))
    assert PersonalDataExport.objects.get(pk=again.pk).sha256 == row.sha256
    assert browser(stranger).get(reverse("own_export", args=[row.pk])).status_code == 404
    got = browser(lead).get(reverse("own_export", args=[row.pk]))
    assert got.status_code == 200 and b"".join(got.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    assert PersonalDataRead.objects.filter(subject=lead, by=lead, page=DataPage.EXPORT).exists()
    Membership.objects.filter(user=lead).update(valid_until=at.date() - timedelta(days=1))
    lead.__dict__.pop("_actors", None)
    gone = privacy_export.copied_files(User.objects.get(pk=lead.pk), until=at)
    assert all(file.left_out for file in gone), "who left the post does not leave with the dossier"
    privacy_export.sweep_exports(now=at + timedelta(days=8))
    assert not PersonalDataExport.objects.exists()


def _stored(content: bytes) -> str:
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    return str(default_storage.save("aa/bb/tep-cua-toi", ContentFile(content)))


def test_a_request_is_answered_in_two_working_days_by_somebody_else_and_with_a_reason(cast: Cast) -> None:
    clerk, admin, officer = (cast.people[name] for name in ("vanthu", "quantri", "chuyenvien"))
    assert privacy.due_on(date(2026, 11, 20)) == date(2026, 11, 24), "a Friday, then Monday and Tuesday"
    row = asked(cast, "correct")
    assert set(Message.objects.filter(key__startswith="data-request:").values_list("to", flat=True)) == {
        clerk.pk,
        admin.pk,
    }
    assert "Chỉnh sửa" in browser(clerk).get(reverse("home")).content.decode()
    assert "Chỉnh sửa" not in browser(cast.people["giamsat"]).get(reverse("home")).content.decode()
    for by in (cast.people["giamdoc"], officer):
        with pytest.raises(Refused):
            answered(row, by)
    with pytest.raises(NotReady, match="Ghi nội dung trả lời"):
        answered(row, clerk, answer=" ")
    data = ContactData(full_name=officer.full_name, email=officer.email, phone="0905 000 000")
    answered(row, clerk, data=data)
    officer.refresh_from_db()
    assert officer.phone == "0905 000 000"
    assert SettingChange.objects.filter(key=officer.username, after__contains="điện thoại").exists()
    with pytest.raises(NotReady, match="đã được trả lời"):
        answered(row, admin)
    assert "Đã thực hiện." in browser(officer).get(reverse("own_data")).content.decode()
    copy = asked(cast, "copy")
    answered(copy, admin)
    assert PersonalDataExport.objects.get().subject == officer, "only the person fetches the copy"
    paper = {"kind": "erase", "text": "Xin xóa.", "received_on": NOW.date(), "department": cast.department}
    with pytest.raises(NotReady, match="Ghi văn bản"):
        privacy.enter_data_request(by=officer, now=NOW, paper_reference="", about="Người Cũ", **paper)
    entered = privacy.enter_data_request(
        by=officer, now=NOW, paper_reference="Đơn 1", about="Người Cũ", **paper
    )
    assert answered(entered, clerk, granted=False, answer="Không có tài khoản.").state == "refused"
    typed = {"kind": "copy", "username": "truonga-canbo", "paper_reference": "Đơn 2", "text": "Xin bản sao."}
    desk = browser(clerk)
    desk.post(reverse("enter_data_request"), {**typed, "received_on": f"{NOW.date():%d/%m/%Y}"})
    newest = PersonalDataRequest.objects.latest("pk")
    assert newest.subject == cast.people["truonga-canbo"]
    assert "Đơn 2" in desk.get(reverse("data_request", args=[newest.pk])).content.decode()
    assert "Ngô Thị Kim Oanh" in desk.get(reverse("data_requests")).content.decode()


def test_an_erasure_takes_two_people_replaces_the_person_and_leaves_the_record_whole(cast: Cast) -> None:
    case = case_after(cast, "issue_decision")
    clerk, admin = cast.people["vanthu"], cast.people["quantri"]
    leaver = cast.people["truongdoan"]
    name, username = leaver.full_name, leaver.username
    browser(leaver)
    row = asked(cast, "erase", "truongdoan")
    answered(row, clerk, answer="Đồng ý xóa dữ liệu tài khoản.")
    events = list(CaseEvent.objects.filter(root=case).values_list("pk", "by_id", "hash"))
    snapshots = list(Document.objects.filter(case=case).values_list("snapshot_sha256", "body_sha256"))

    def erase(by: User, typed: str = username) -> PersonalDataRequest:
        fresh = PersonalDataRequest.objects.get(pk=row.pk)
        return privacy_erasure.carry_out_erasure(fresh, by=by, now=NOW, username=typed)

    with pytest.raises(Refused):
        erase(clerk)
    with pytest.raises(NotReady, match="còn giữ chức vụ"):
        erase(admin)
    Membership.objects.filter(user=leaver).update(valid_until=NOW.date() - timedelta(days=1))
    Turn.objects.filter(person=leaver).update(closed_at=NOW, closed_by=admin)
    with pytest.raises(NotReady, match="chưa đúng"):
        erase(admin, "chuyenvien")
    page = browser(admin).get(reverse("carry_out_erasure", args=[row.pk])).content.decode()
    assert "Luật Lưu trữ" in page and "Hồ sơ kiểm tra giữ nguyên" in page
    erase(admin)
    gone = User.objects.get(pk=leaver.pk)
    assert name not in (gone.full_name, gone.username, gone.sort_name) and not gone.email + gone.phone
    assert not gone.is_active and not gone.has_usable_password()
    assert not Client().login(username=username, password="mật khẩu của phép thử")
    assert list(CaseEvent.objects.filter(root=case).values_list("pk", "by_id", "hash")) == events
    kept = Document.objects.filter(case=case)
    assert list(kept.values_list("snapshot_sha256", "body_sha256")) == snapshots
    assert any(name in json.dumps(paper.snapshot, ensure_ascii=False) for paper in kept), "signed papers stay"
    assert Case.objects.get(pk=case.pk).lead_id == leaver.pk
    assert SettingChange.objects.filter(key=gone.username, after__contains="Xóa dữ liệu").exists()
    with pytest.raises(NotReady, match="lập tài khoản mới"):
        unlock_account(gone, by=admin, now=NOW, reason="Mở lại")
    with pytest.raises(NotReady):
        erase(admin)
    with pytest.raises(DatabaseError), transaction.atomic():
        PersonalDataRequest.objects.filter(pk=row.pk).delete()


def test_the_map_says_for_the_administrator_what_is_kept_and_for_how_long(cast: Cast) -> None:
    page = browser(cast.people["quantri"]).get(reverse("data_map")).content.decode()
    assert "Witness.id_number" in page and "20 năm" in page and "ConfidentialSource.text" in page
    found = browser(cast.people["quantri"]).get(reverse("data_map") + "?q=khieu nai").content.decode()
    assert "Complaint.from_whom" in found and "Witness.id_number" not in found
