"""Posts over time, capacities, accounts, a new head mid-case, one person in two teams (practice 5)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from inspections.actions.access import give_access
from inspections.actions.accounts import lock_account, unlock_account
from inspections.actions.posts import (
    appoint,
    create_account,
    end_capacity,
    end_post,
    give_capacity,
)
from inspections.actions.succession import follow_posts
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Capacity, CaseEvent, Document, Membership, SettingChange, Turn, User
from inspections.models.inputs import CapacityInput, PostInput
from inspections.queries.people import actor_of
from inspections.queries.posts import double_bookings, named_like
from inspections.rules.roles import Role
from tests.factories.cases import after, case_after
from tests.factories.staff import second_deputy

pytestmark = pytest.mark.django_db

NOW = after("draft_decision")
TODAY = NOW.date()
REF = "Quyết định số 99/QĐ-UBND ngày 01/11/2026"


def post(cast: Cast, **changed: object) -> PostInput:
    """A post of an officer from today."""
    plain = PostInput(Role.OFFICER, "Chuyên viên", TODAY, REF, department=cast.department)
    return replace(plain, **changed)  # type: ignore[arg-type]


def new_person(cast: Cast, username: str = "nguoimoi", **changed: object) -> User:
    """An account made by the administrator."""
    return create_account(
        by=cast.people["quantri"],
        now=NOW,
        username=username,
        full_name="H’Wen  Niê Kđăm",
        email="moi@example.vn",
        phone="",
        post=post(cast, **changed),
    )


def test_an_account_comes_with_its_first_post_and_no_password(cast: Cast) -> None:
    user = new_person(cast)
    assert user.full_name == "H’Wen Niê Kđăm" and not user.has_usable_password()
    assert actor_of(user, TODAY).has_role(Role.OFFICER)
    change = SettingChange.objects.get(key="nguoimoi")
    assert change.reason == REF and "Chuyên viên" in change.after
    assert named_like(User.objects.all(), "hwen nie") == named_like(User.objects.all(), "H'Wen Niê")
    assert user.pk in named_like(User.objects.all(), "hʼwen")


def test_an_account_is_refused_with_every_reason_at_once(cast: Cast) -> None:
    with pytest.raises(NotReady) as refused:
        create_account(
            by=cast.people["quantri"],
            now=NOW,
            username="Giám đốc",
            full_name=" ",
            email="",
            phone="",
            post=post(cast),
        )
    assert len(refused.value.blockers) == 3
    with pytest.raises(NotReady, match="đã có người dùng"):
        new_person(cast, "giamdoc")


def test_only_the_administrator_gives_posts_and_never_to_himself(cast: Cast) -> None:
    with pytest.raises(Refused):
        appoint(cast.people["chuyenvien"], by=cast.people["giamdoc"], now=NOW, post=post(cast))
    with pytest.raises(Refused, match="Không tự giao"):
        appoint(
            cast.people["quantri"], by=cast.people["quantri"], now=NOW, post=post(cast, role=Role.DIRECTOR)
        )


def test_two_directors_on_one_day_are_refused_and_a_paper_is_named(cast: Cast) -> None:
    deputy, administrator = cast.people["phogiamdoc"], cast.people["quantri"]
    director = post(cast, role=Role.DIRECTOR, title="Giám đốc")
    with pytest.raises(NotReady, match="Mỗi ngày chỉ một người đứng đầu"):
        appoint(deputy, by=administrator, now=NOW, post=director)
    with pytest.raises(NotReady, match="Ghi lý do"):
        appoint(deputy, by=administrator, now=NOW, post=replace(director, appointment_ref=" "))


def test_a_new_director_takes_over_mid_case_with_what_waits_by_name(cast: Cast) -> None:
    case = case_after(cast, "draft_decision")
    successor = second_deputy(cast)
    Capacity.objects.filter(user=successor).update(valid_until=TODAY - timedelta(days=1))
    Capacity.objects.create(user=successor, department=cast.department, lines="GIÁM ĐỐC", valid_from=TODAY)
    Membership.objects.filter(user=successor).update(valid_until=TODAY - timedelta(days=1))
    chosen = post(cast, role=Role.DIRECTOR, title="Giám đốc", takes_over=True)
    appoint(successor, by=cast.people["quantri"], now=NOW, post=chosen)
    former = Membership.objects.get(user=cast.people["giamdoc"])
    assert former.valid_until == TODAY - timedelta(days=1)
    assert Turn.objects.still_open().get(case=case, verb="sign_decision").person == successor
    event = CaseEvent.objects.get(case=case, verb="reroute_turn")
    assert "thôi giữ chức vụ" in event.detail
    paper = Document.objects.get(case=case, kind="decision", state="for_signature")
    assert paper.snapshot["signer"]["name"] == successor.full_name
    assert SettingChange.objects.filter(key="giamdoc", reason=REF).exists()


def test_a_head_of_an_institution_appointed_for_tomorrow_takes_over_tomorrow(cast: Cast) -> None:
    party = case_after(cast, "begin_check").children.get()
    head, clerk = cast.people["truonga-hieutruong"], cast.people["truonga-canbo"]
    now = after("begin_check")
    Turn.objects.create(case=party, verb="confirm_minutes", label="Xác nhận", person=head, opened_at=now)
    tomorrow = now.date() + timedelta(days=1)
    chosen = PostInput(
        Role.INSTITUTION_HEAD,
        "Hiệu trưởng",
        tomorrow,
        REF,
        institution=cast.institutions["MH-01"],
        takes_over=True,
    )
    appoint(clerk, by=cast.people["quantri"], now=now, post=chosen)
    assert Turn.objects.still_open().get(case=party, verb="confirm_minutes").person == head
    assert follow_posts(now=now + timedelta(days=1)) == 1
    assert follow_posts(now=now + timedelta(days=1)) == 0
    assert Turn.objects.still_open().get(case=party, verb="confirm_minutes").person == clerk


def test_a_post_does_not_end_before_a_paper_was_signed_in_it(cast: Cast) -> None:
    case_after(cast, "issue_decision")
    row = Membership.objects.get(user=cast.people["giamdoc"])
    administrator, now = cast.people["quantri"], after("issue_decision")
    with pytest.raises(NotReady, match="đã ký văn bản ngày"):
        end_post(row, by=administrator, now=now, last_day=date(2026, 10, 1), reason=REF)
    with pytest.raises(NotReady, match="Ghi lý do"):
        end_post(row, by=administrator, now=now, last_day=now.date(), reason=" ")
    end_post(row, by=administrator, now=now, last_day=now.date(), reason=REF)
    row.refresh_from_db()
    assert row.valid_until == now.date()


def test_a_capacity_is_given_by_a_paper_and_ends_by_one(cast: Cast) -> None:
    deputy, administrator = second_deputy(cast, capacity=False), cast.people["quantri"]
    given = CapacityInput("for_head", "Phó Giám đốc", "Giáo dục nghề nghiệp", REF, TODAY)
    row = give_capacity(deputy, by=administrator, now=NOW, department=cast.department, given=given)
    assert row.lines == "KT. GIÁM ĐỐC|PHÓ GIÁM ĐỐC"
    with pytest.raises(NotReady, match="không giữ chức"):
        give_capacity(
            deputy, by=administrator, now=NOW, department=cast.department, given=replace(given, kind="head")
        )
    end_capacity(row, by=administrator, now=NOW, last_day=TODAY, reason=REF)
    row.refresh_from_db()
    assert row.valid_until == TODAY
    assert SettingChange.objects.filter(key=deputy.username).count() == 2


def test_a_locked_account_is_kept_and_may_be_opened_again(cast: Cast) -> None:
    officer, administrator = cast.people["chuyenvien"], cast.people["quantri"]
    with pytest.raises(NotReady, match="Ghi lý do"):
        lock_account(officer, by=administrator, now=NOW, reason="")
    lock_account(officer, by=administrator, now=NOW, reason="Chuyển công tác")
    assert not User.objects.get(pk=officer.pk).is_active
    unlock_account(officer, by=administrator, now=NOW, reason="Trở lại")
    assert User.objects.get(pk=officer.pk).is_active
    with pytest.raises(NotReady, match="của mình"):
        lock_account(administrator, by=administrator, now=NOW, reason="Thử")
    with pytest.raises(Refused):
        lock_account(officer, by=cast.people["giamdoc"], now=NOW, reason="Thử")


def test_access_given_anew_ends_the_password_in_use(cast: Cast) -> None:
    officer = cast.people["chuyenvien"]
    give_access(officer, by=cast.people["quantri"], now=NOW, reason="Quên mật khẩu")
    assert not User.objects.get(pk=officer.pk).has_usable_password()
    assert SettingChange.objects.get(key="chuyenvien").reason == "Quên mật khẩu"


def test_one_person_in_two_teams_whose_days_meet_is_named(cast: Cast) -> None:
    first = case_after(cast, "submit_conduct_plan")
    second = case_after(cast, "submit_conduct_plan", Plot("chuan-co-so", codes=("MH-02",)))
    member = cast.people["thanhvien1"]
    plan = first.conduct_plan
    period = [(plan.starts_on, plan.starts_on)]
    found = double_bookings([member.pk], period, besides_root=first.pk)
    assert [(booking.case_id, booking.user_id) for booking in found] == [(second.pk, member.pk)]
    assert {booking.case_id for booking in double_bookings([member.pk], period)} == {first.pk, second.pk}
    long_ago = [(date(2025, 1, 1), date(2025, 1, 31))]
    assert double_bookings([member.pk], long_ago) == []
    detail = second.children.get().party_details
    detail.starts_on = detail.ends_on = plan.starts_on + timedelta(days=1)
    detail.save()
    assert double_bookings([member.pk], period, besides_root=first.pk) == []
