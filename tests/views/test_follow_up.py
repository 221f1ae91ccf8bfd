"""«Theo dõi khắc phục»: from the list to the judged items and the letter in five clicks; «% đã khắc phục» at once (I9)."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.enums import DocumentKind
from inspections.models import Case, Document, RemedyItem, RemedyRequest
from tests.actions.conftest import Mending
from tests.factories.people import stranger
from tests.factories.remedies import ASKED, MEASURE, items_of, report_all
from tests.figures.counting import counted

OFFICER = "chuyenvien"
MOST = 20


@pytest.fixture
def unit(mending_unit: Mending) -> Mending:
    """The unit as of today: pages know no other day."""
    today = timezone.localdate()
    RemedyItem.objects.filter(request__party=mending_unit.party).update(due_on=today + timedelta(days=9))
    RemedyRequest.objects.filter(party=mending_unit.party).update(issued_on=today)
    return mending_unit


def browser(world: Mending, name: str = OFFICER) -> Client:
    """Somebody who is signed in."""
    client = Client()
    client.force_login(world.cast.people[name])
    return client


def page(client: Client, url: str) -> str:
    """A page that opens."""
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def filters(client: Client) -> dict[str, int]:
    """The counts of the lists, by their names in the address."""
    text = page(client, reverse("follow_up"))
    found = re.findall(r'loc=(\w+)"[^>]*>[^<]*<span class="tab-count">(\d+)', text)
    return {name: int(count) for name, count in found}


def test_from_the_list_to_the_judged_items_and_the_letter(unit: Mending) -> None:
    report_all(unit.party, unit.cast, now=timezone.now())
    client = browser(unit)
    listed = page(client, reverse("follow_up"))  # click 1: the menu
    assert "0/2" in listed and "(0%)" in listed and 'href="/theo-doi-khac-phuc/"' in listed
    link = re.search(r'row-title" href="([^"]+)"', listed)
    assert link is not None
    form = page(client, link[1])  # click 2: the unit opens at the page of judgement
    assert MEASURE in form and "minh-chung.pdf" in form and all(text in form for text in ASKED[:2])
    first, second = items_of(unit.party)
    later = f"{timezone.localdate() + timedelta(days=9):%d/%m/%Y}"
    typed = {
        f"outcome_{first.pk}": "fixed",  # click 3
        f"outcome_{second.pk}": "partly",  # click 4
        f"text_{second.pk}": "Thiếu chữ ký người nhận",
        f"day_{second.pk}": later,
        "letter": "on",  # is on already
    }
    answer = client.post(link[1], typed, follow=True)  # click 5
    told = answer.content.decode()
    assert answer.redirect_chain and "1/2" in told and "(50%)" in told
    assert "Thiếu chữ ký người nhận" in told
    assert Document.objects.filter(case=unit.party, kind=DocumentKind.URGING_LETTER).count() == 1
    assert "1/2 · 50%" in page(client, reverse("follow_up"))


def test_a_wrong_judgement_comes_back_with_everything_that_was_typed(unit: Mending) -> None:
    report_all(unit.party, unit.cast, now=timezone.now())
    first, second = items_of(unit.party)
    url = reverse("step", args=[unit.party.pk, "xem-xet-khac-phuc"])
    typed = {
        f"outcome_{first.pk}": "fixed",
        f"outcome_{second.pk}": "partly",
        f"text_{second.pk}": "Thiếu sổ",
    }
    answer = browser(unit).post(url, typed)
    assert answer.status_code == 200 and "Thiếu sổ" in answer.content.decode()
    assert "Yêu cầu 2: ghi thời hạn mới" in answer.content.decode()
    assert Case.objects.get(pk=unit.party.pk).stage == "remedy_reported"
    browser(unit).post(url, {"rest": "fixed"})
    assert {item.state for item in items_of(unit.party)} == {"accepted"}


def test_the_lists_say_who_is_late_who_is_due_and_what_waits_for_us(unit: Mending) -> None:
    client, items = browser(unit), RemedyItem.objects.filter(request__party=unit.party)
    assert filters(client) == {"open": 1, "late": 0, "week": 0, "ours": 0, "effect": 0, "done": 0}
    today = timezone.localdate()
    items.update(due_on=today)
    assert filters(client)["week"] == 1
    items.update(due_on=today - timedelta(days=1))
    assert (filters(client)["late"], filters(client)["week"]) == (1, 0)
    assert "2 yêu cầu quá hạn" in page(client, reverse("follow_up") + "?loc=late")
    assert "Không có đơn vị nào" in page(client, reverse("follow_up") + "?loc=week")
    report_all(unit.party, unit.cast, now=timezone.now())
    assert (filters(client)["late"], filters(client)["ours"]) == (0, 1)


def test_what_the_unit_only_drafts_stays_its_own(unit: Mending) -> None:
    RemedyItem.objects.filter(request__party=unit.party).update(
        measure="Nháp riêng", plan_steps="Kế hoạch nháp"
    )
    url = reverse("follow_up_unit", args=[unit.party.pk])
    text = page(browser(unit), url)
    assert "Nháp riêng" not in text and "Kế hoạch nháp" not in text
    RemedyRequest.objects.filter(party=unit.party).update(
        planned_at=timezone.now(), planned_by=unit.cast.people["truonga-canbo"]
    )
    RemedyItem.objects.filter(request__party=unit.party).update(plan_person="Cô Lan")
    text = page(browser(unit), url)
    assert "Kế hoạch nháp" in text and "Nháp riêng" not in text


def test_pages_of_the_follow_up_are_the_departments(unit: Mending) -> None:
    url = reverse("follow_up_unit", args=[unit.party.pk])
    assert {browser(unit, name).get(url).status_code for name in ("giamsat", "vanthu", "giamdoc")} == {200}
    assert browser(unit, "truonga-hieutruong").get(url).status_code == 403
    assert browser(unit, "truonga-hieutruong").get(reverse("follow_up")).status_code == 403
    outside = Client()
    outside.force_login(stranger())
    assert outside.get(url).status_code == 404
    assert browser(unit).get(reverse("follow_up_unit", args=[unit.party.parent_id])).status_code == 404


def test_the_list_costs_the_same_for_two_things_asked_and_for_four(unit: Mending) -> None:
    client = browser(unit)
    client.get(reverse("follow_up"))
    with counted() as one:
        client.get(reverse("follow_up"))
    request = RemedyRequest.objects.get(party=unit.party)
    assert len(one) <= MOST, one.told()
    assert not one.writes
    items = items_of(unit.party)
    for item in items:
        item.pk, item.position = None, item.position + 2
        item.save()
    with counted() as more:
        client.get(reverse("follow_up"))
    assert len(more) == len(one) and request.items.count() == 4
    with counted() as unit_page:
        client.get(reverse("follow_up_unit", args=[unit.party.pk]))
    assert len(unit_page) <= MOST, unit_page.told()
