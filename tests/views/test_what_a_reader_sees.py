"""What pages tell at a glance: how far an ended case came, what stands still, whether a unit still exists."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, Institution
from inspections.views.case import phases
from tests.factories.cases import after, case_after
from tests.factories.orders import GONE, Desk
from tests.factories.people import make_people


@pytest.fixture
def cast(db: None) -> Cast:
    return make_people()


def page(cast: Cast, name: str, url: str) -> str:
    client = Client()
    client.force_login(cast.people[name])
    return client.get(url).content.decode()


def test_an_ended_case_shows_only_the_phases_it_came_through(cast: Cast) -> None:
    case = case_after(cast, "begin_check", Plot(codes=("MH-01", "MH-02")))
    row = case.children.order_by("pk").first()
    assert row is not None
    Desk(cast).carry("party_termination", row, after("begin_check"), **GONE)
    states = [phase["state"] for phase in phases(Case.objects.get(pk=row.pk))]
    assert states == ["done", "done", "done", "done", "todo", "todo", "todo", "current"]


def test_what_stands_still_with_its_inspection_is_no_task_until_it_goes_on(cast: Cast) -> None:
    case, desk, now = case_after(cast, "begin_check"), Desk(cast), after("begin_check")
    label = "Kiểm tra và dự thảo biên bản"
    assert label in page(cast, "truongdoan", reverse("home"))
    desk.carry("pause", case, now, from_on=now.date())
    assert label not in page(cast, "truongdoan", reverse("home"))
    later = now + timedelta(days=2)
    desk.carry("resumption", case, later, again_on=later.date())
    assert label in page(cast, "truongdoan", reverse("home"))


def test_an_order_signed_by_hand_is_sealed_by_hand_unless_the_clerk_says_otherwise(cast: Cast) -> None:
    case, desk, now = case_after(cast, "announce_decision"), Desk(cast), after("announce_decision")
    order = desk.sign(desk.draft("extension", case, now, days=2, ground="complex"), now)
    shown = page(cast, "vanthu", reverse("step", args=[case.pk, "phat-hanh-van-ban", order.pk]))
    assert "checked" in shown[shown.index('value="by_hand"') : shown.index('value="by_hand"') + 200]


def test_the_page_of_an_institution_says_that_it_merged_and_into_which(cast: Cast) -> None:
    gone, heir = cast.institutions["MH-04"], cast.institutions["MH-05"]
    Institution.objects.filter(pk=gone.pk).update(valid_until=date(2026, 10, 31), merged_into=heir)
    shown = page(cast, "chuyenvien", reverse("institution", args=[gone.pk]))
    assert "Hoạt động đến hết ngày 31/10/2026." in shown
    assert f"Sáp nhập vào {heir.name}." in shown


def test_what_others_are_asked_in_one_dossier_is_one_line(cast: Cast) -> None:
    case_after(cast, "begin_check", Plot(codes=("MH-01", "MH-02")))
    shown = page(cast, "truongdoan", reverse("home"))
    assert shown.count("Kiểm tra các nội dung được phân công") == 1
    assert "và 1 đơn vị khác" in shown
