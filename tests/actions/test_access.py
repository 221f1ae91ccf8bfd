"""First access by a sheet, the contact person named, colleagues invited (practice 5; bar.md O1)."""

from datetime import date, timedelta

import pytest
from django.core import mail

from inspections.actions.access import give_access, name_contact, report_wrong_person, use_sheet
from inspections.actions.invitations import accept, call_off, end_helper, invite, send_again, token_of
from inspections.actions.posts import appoint
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.management.demo.paper import incoming
from inspections.management.demo.people import Cast
from inspections.models import AccessSheet, Institution, Invitation, Membership, Message, SettingChange, User
from inspections.models.inputs import ContactInput, PostInput
from inspections.queries.access import fingerprint, sheet_of_code, sheet_of_link, sign_in_name
from inspections.queries.people import actor_of
from inspections.rules.access import ALPHABET, clean_code, shown_code
from inspections.rules.roles import Permission, Role
from tests.factories.cases import after
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db

NOW = after("begin_check")
TODAY = NOW.date()
NEW_PASSWORD = "một mật khẩu rất dài 27"


@pytest.fixture
def cast() -> Cast:
    return make_people()


@pytest.fixture
def school(cast: Cast) -> Institution:
    return cast.institutions["MH-01"]


def contact(**changed: object) -> ContactInput:
    given: dict[str, object] = {
        "name": "H'Wen  Niê Kđăm",
        "title": "Trưởng phòng Đào tạo",
        "valid_from": TODAY,
        "phone": "0912 345 678",
    }
    return ContactInput(**given | changed)  # type: ignore[arg-type]


def test_a_sheet_opens_once_and_only_its_fingerprints_are_kept(cast: Cast) -> None:
    officer = cast.people["chuyenvien"]
    handed = give_access(officer, by=cast.people["quantri"], now=NOW, reason="Quên mật khẩu")
    assert not User.objects.get(pk=officer.pk).has_usable_password()
    assert handed.link not in str(AccessSheet.objects.values()) and handed.code not in str(
        AccessSheet.objects.values()
    )
    assert len(handed.code) == 10 and set(handed.code) <= set(ALPHABET) and not set("01IO") & set(ALPHABET)
    assert handed.sheet.expires_at == NOW + timedelta(days=14)
    found = sheet_of_link(handed.link)
    assert found is not None and found == sheet_of_code(f" {shown_code(handed.code).lower()} ")
    use_sheet(found, password=NEW_PASSWORD, now=NOW)
    assert User.objects.get(pk=officer.pk).check_password(NEW_PASSWORD)
    with pytest.raises(AlreadyDone, match="đã được dùng"):
        use_sheet(found, password="mật khẩu của người khác 1", now=NOW)
    assert User.objects.get(pk=officer.pk).check_password(NEW_PASSWORD)


def test_a_newer_sheet_ends_the_older_and_time_ends_both(cast: Cast) -> None:
    officer, administrator = cast.people["chuyenvien"], cast.people["quantri"]
    old = give_access(officer, by=administrator, now=NOW, reason="Lần một")
    new = give_access(officer, by=administrator, now=NOW, reason="Lần hai")
    with pytest.raises(AlreadyDone, match="hết hiệu lực"):
        use_sheet(old.sheet, password=NEW_PASSWORD, now=NOW)
    with pytest.raises(AlreadyDone, match="quá hạn"):
        use_sheet(new.sheet, password=NEW_PASSWORD, now=NOW + timedelta(days=15))
    use_sheet(new.sheet, password=NEW_PASSWORD, now=NOW + timedelta(days=13))


def test_the_sheet_of_somebody_who_changed_job_tells_who_can_name_another(cast: Cast) -> None:
    clerk = cast.people["truonga-canbo"]
    handed = give_access(clerk, by=cast.people["quantri"], now=NOW, reason="Giao lần đầu")
    report_wrong_person(handed.sheet, instead="Cô Lan, 0987 654 321", now=NOW)
    told = Message.objects.filter(key__startswith="wrong-person")
    assert {m.to.username for m in told} == {"truonga-hieutruong", "quantri"}
    assert all("Cô Lan" in m.body and "Chưa ai được cấp quyền" in m.body for m in told)
    with pytest.raises(AlreadyDone):
        use_sheet(handed.sheet, password=NEW_PASSWORD, now=NOW)


def test_the_head_gives_sheets_to_own_people_and_to_nobody_else(cast: Cast) -> None:
    head = cast.people["truonga-hieutruong"]
    assert give_access(cast.people["truonga-canbo"], by=head, now=NOW, reason="Giao lại").link
    for name in ("chuyenvien", "trungtamb-canbo", "trungtamb-giamdoc"):
        with pytest.raises(Refused):
            give_access(cast.people[name], by=head, now=NOW, reason="Thử")
    with pytest.raises(Refused):
        give_access(head, by=cast.people["truonga-canbo"], now=NOW, reason="Thử")
    with pytest.raises(NotReady):
        give_access(head, by=head, now=NOW, reason="Thử")


def test_the_head_cannot_take_over_who_serves_elsewhere_too(cast: Cast, school: Institution) -> None:
    clerk = cast.people["truonga-canbo"]
    post = PostInput(Role.OFFICER, "Chuyên viên", TODAY, "QĐ 1", department=cast.department)
    appoint(clerk, by=cast.people["quantri"], now=NOW, post=post)
    with pytest.raises(Refused):
        give_access(clerk, by=cast.people["truonga-hieutruong"], now=NOW, reason="Thử")


def test_the_head_names_a_contact_who_acts_from_the_day_and_never_as_the_head(
    cast: Cast, school: Institution
) -> None:
    day = TODAY + timedelta(days=2)
    given = contact(valid_from=day, ends_present=True)
    named = name_contact(school, by=cast.people["truonga-hieutruong"], now=NOW, given=given)
    new = named.appointment.user
    assert new.username == "0912345678" and new.full_name == "H'Wen Niê Kđăm" and named.handed is not None
    assert actor_of(User.objects.get(pk=new.pk), TODAY).permissions == frozenset()
    then = actor_of(User.objects.get(pk=new.pk), day)
    assert then.permissions == {Permission.ANSWER_FOR_INSTITUTION}
    assert then.role_words == "Trưởng phòng Đào tạo"
    former = Membership.objects.get(user=cast.people["truonga-canbo"])
    assert former.valid_until == day - timedelta(days=1)
    post = Membership.objects.get(user=new)
    assert post.appointment_ref == f"Giấy cử đầu mối ngày {TODAY:%d/%m/%Y}"
    assert SettingChange.objects.filter(key="0912345678").exists()


def test_the_department_enters_the_letter_only_with_number_and_scan(cast: Cast, school: Institution) -> None:
    clerk = cast.people["vanthu"]
    with pytest.raises(NotReady, match="bản quét"):
        name_contact(school, by=clerk, now=NOW, given=contact())
    scan = incoming("giay-cu.pdf", b"%PDF-1.7 giay cu")
    given = contact(number="12/GC-CĐMH", scan=scan)
    named = name_contact(school, by=clerk, now=NOW, given=given)
    assert named.appointment.scan_sha256 == scan.sha256 and named.appointment.appointed_by == clerk
    assert Membership.objects.get(user=named.appointment.user).appointment_ref.endswith("12/GC-CĐMH")


@pytest.mark.parametrize("name", ["truonga-canbo", "chuyenvien", "giamdoc", "trungtamb-giamdoc"])
def test_nobody_else_names_a_contact(cast: Cast, school: Institution, name: str) -> None:
    with pytest.raises(Refused):
        name_contact(school, by=cast.people[name], now=NOW, given=contact())


def test_what_is_missing_of_a_contact_is_told_at_once(cast: Cast, school: Institution) -> None:
    with pytest.raises(NotReady) as missing:
        bare = contact(name=" ", title="", phone="12")
        name_contact(school, by=cast.people["truonga-hieutruong"], now=NOW, given=bare)
    assert len(missing.value.blockers) == 3
    assert not User.objects.filter(full_name="").exists()


def test_people_sign_in_with_a_phone_or_an_address_that_is_theirs_alone(cast: Cast) -> None:
    clerk = cast.people["truonga-canbo"]
    clerk.phone, clerk.email = "0912 345 678", "Dao.Tao@example.vn"
    clerk.save()
    assert sign_in_name("+84 912.345.678") == sign_in_name("dao.tao@EXAMPLE.vn") == "truonga-canbo"
    assert sign_in_name("TruongA-CanBo") == "truonga-canbo"
    other = cast.people["trungtamb-canbo"]
    other.email = "dao.tao@example.vn"
    other.save()
    assert sign_in_name("dao.tao@example.vn") == "dao.tao@example.vn"


def test_a_code_is_read_however_it_is_typed() -> None:
    assert clean_code(" abcde-fgh 23 ") == "ABCDEFGH23" and shown_code("ABCDEFGH23") == "ABCDE-FGH23"


def test_an_invitation_gives_a_helpers_post_once_and_no_table_holds_its_link(
    cast: Cast, school: Institution, run_jobs: object
) -> None:
    row = invite(school, by=cast.people["truonga-canbo"], now=NOW, address="lan@example.vn", name="Cô Lan")
    token = token_of(row)
    assert fingerprint(token) == row.link_hash and token not in str(Invitation.objects.values())
    assert row.expires_at == NOW + timedelta(days=7)
    user = accept(row, name="Trần Thị Lan", password=NEW_PASSWORD, now=NOW + timedelta(days=1))
    who = actor_of(user, TODAY + timedelta(days=1))
    assert who.permissions == frozenset() and who.institution_ids == frozenset() and who.is_institution_side
    assert user.username == "lan" and sign_in_name("lan@example.vn") == "lan"
    with pytest.raises(AlreadyDone, match="đã được nhận"):
        accept(row, name="Kẻ khác", password=NEW_PASSWORD, now=NOW)


def test_an_invitation_is_mailed_sent_again_and_called_off(cast: Cast, school: Institution) -> None:
    from inspections.actions.invitations import send_invitation

    clerk = cast.people["truonga-canbo"]
    row = invite(school, by=clerk, now=NOW, address="lan@example.vn")
    assert send_invitation(row.pk, now=NOW)
    old = token_of(row)
    assert old in mail.outbox[0].body and mail.outbox[0].to == ["lan@example.vn"]
    again = invite(school, by=clerk, now=NOW + timedelta(hours=1), address="LAN@example.vn")
    assert again.pk == row.pk and token_of(again) != old
    with pytest.raises(AlreadyDone, match="quá hạn"):
        accept(again, name="Lan", password=NEW_PASSWORD, now=NOW + timedelta(days=8))
    send_again(again, by=cast.people["truonga-hieutruong"], now=NOW + timedelta(days=8))
    call_off(again, by=clerk, now=NOW + timedelta(days=8))
    assert not send_invitation(row.pk, now=NOW + timedelta(days=8))
    with pytest.raises(AlreadyDone, match="thu hồi"):
        accept(again, name="Lan", password=NEW_PASSWORD, now=NOW + timedelta(days=8))


@pytest.mark.parametrize("name", ["chuyenvien", "trungtamb-canbo", "quantri"])
def test_only_the_institution_invites_its_colleagues(cast: Cast, school: Institution, name: str) -> None:
    with pytest.raises(Refused):
        invite(school, by=cast.people[name], now=NOW, address="lan@example.vn")


def test_a_helper_whose_post_is_ended_helps_no_more(cast: Cast, school: Institution) -> None:
    clerk = cast.people["truonga-canbo"]
    row = invite(school, by=clerk, now=NOW, address="lan@example.vn")
    user = accept(row, name="Trần Thị Lan", password=NEW_PASSWORD, now=NOW)
    post = Membership.objects.get(user=user)
    with pytest.raises(Refused):
        end_helper(Membership.objects.get(user=clerk), by=clerk, now=NOW)
    end_helper(post, by=clerk, now=NOW + timedelta(days=3))
    assert actor_of(User.objects.get(pk=user.pk), TODAY + timedelta(days=3)).posts == ()
    with pytest.raises(AlreadyDone):
        end_helper(post, by=clerk, now=NOW + timedelta(days=3))


def test_days_of_a_sheet_follow_the_rule_of_the_day(cast: Cast) -> None:
    from inspections.models import Rule

    Rule.objects.filter(key="access.sheet_days").update(value="3")
    officer = cast.people["chuyenvien"]
    handed = give_access(officer, by=cast.people["quantri"], now=NOW, reason="Thử")
    assert handed.sheet.expires_at.date() == date.fromordinal(NOW.date().toordinal() + 3)
