"""Rights end when a post ends, hold at every second door, and the demo's doors stay in the demo."""

from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from inspections.kinds import PartyStage
from inspections.management.demo.people import Cast
from inspections.models import Answer, Membership, OneTimeCode
from tests.factories.cases import case_after, party_at
from tests.factories.people import make_people

# What the technical administration may show: accounts and jobs, never a dossier.
TECHNICAL = {"auth", "account", "mfa", "procrastinate", "viewflow"}


@pytest.fixture
def cast(db: None) -> Cast:
    """Reference data, the department and its people."""
    return make_people()


def as_person(cast: Cast, username: str) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(cast.people[username])
    return client


def test_a_post_that_has_ended_opens_nothing_even_in_a_running_session(cast: Cast) -> None:
    case = case_after(cast, "declare_conflicts")
    client = as_person(cast, "chuyenvien")
    assert case.code in client.get(reverse("home")).content.decode()
    Membership.objects.filter(user=cast.people["chuyenvien"]).update(valid_until=date(2026, 1, 1))
    assert case.code not in client.get(reverse("home")).content.decode()
    assert case.code not in client.get(reverse("cases")).content.decode()
    assert client.get(case.get_absolute_url()).status_code == 404


def test_an_officer_outside_the_team_writes_no_answer(cast: Cast) -> None:
    answer = party_at(cast, PartyStage.UNDER_CHECK).answers.order_by("pk").first()
    assert answer is not None
    typed = {"version": answer.version, "result": "Không thuộc Đoàn", "rating": "complies"}
    url = reverse("autosave", args=[answer.party_id, answer.pk])
    assert as_person(cast, "chuyenvien").post(url, typed).status_code == 403
    assert as_person(cast, "truonga-hieutruong").post(url, typed).status_code == 403
    assert Answer.objects.get(pk=answer.pk).result == ""
    assert as_person(cast, "thanhvien1").post(url, typed).status_code == 200
    assert Answer.objects.get(pk=answer.pk).result == "Không thuộc Đoàn"


def test_the_institution_does_not_read_of_findings_before_they_are_sent(cast: Cast) -> None:
    case = case_after(cast, "conclude_items")
    party = case.children.get()
    finding = party.findings.order_by("pk").first()
    assert finding is not None
    head = as_person(cast, "truonga-hieutruong")
    for tab in ("findings", "history", "files", "overview", "documents"):
        page = head.get(f"{party.get_absolute_url()}?tab={tab}").content.decode()
        assert finding.text not in page and f"{finding.code} ·" not in page, tab
    url = reverse("step", args=[party.pk, "giai-trinh", finding.pk])
    assert head.get(url).status_code == 404
    assert head.post(url, {"agrees": "1"}).status_code == 404


def test_no_code_is_sent_before_there_is_something_to_confirm(cast: Cast) -> None:
    party = party_at(cast, PartyStage.UNDER_CHECK)
    answer = as_person(cast, "truongdoan").post(reverse("send_code", args=[party.pk]))
    assert answer.status_code == 409
    assert not OneTimeCode.objects.exists()


def test_mail_of_others_is_shown_in_the_demo_only_to_the_department(cast: Cast, settings: Any) -> None:
    case_after(cast, "notify_schedule")
    head = cast.people["truonga-hieutruong"].full_name
    assert head in as_person(cast, "giamdoc").get(reverse("sent_mail")).content.decode()
    other = as_person(cast, "trungtamb-canbo").get(reverse("sent_mail")).content.decode()
    assert f"{head} (" not in other
    settings.DEMO = False
    assert as_person(cast, "giamdoc").get(reverse("sent_mail")).status_code == 404


def test_roles_are_switched_only_in_the_demo_and_only_to_invented_people(cast: Cast, settings: Any) -> None:
    url = reverse("switch_account")
    assert Client().post(url, {"username": "giamdoc"}).status_code == 302
    assert Client().post(url, {"username": "root"}).status_code == 404
    cast.people["giamdoc"].is_fictional = False
    cast.people["giamdoc"].save()
    assert Client().post(url, {"username": "giamdoc"}).status_code == 404
    settings.DEMO = False
    assert Client().post(url, {"username": "phogiamdoc"}).status_code == 404


def test_the_technical_administration_shows_no_dossier() -> None:
    shown = {model._meta.app_label for model in admin.site._registry}
    assert shown <= TECHNICAL
