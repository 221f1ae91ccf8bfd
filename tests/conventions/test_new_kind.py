"""A new kind of case brings its proxy, details, rows and flow; nothing else of the product changes."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.management.demo.people import Cast
from inspections.models import Case, CaseEvent, Turn
from inspections.queries import facts
from inspections.steps import STEPS
from inspections.views import case as case_page
from tests.conventions import errand
from tests.factories.people import make_people
from workflows import engine
from workflows.models import CaseProcess


@pytest.fixture
def errands(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    """Everything a kind brings is entered into its registry, and taken out again."""
    monkeypatch.setitem(STEPS, "errand", {"finish_errand": errand.FINISH})
    monkeypatch.setitem(facts.LOADERS, "errand", errand.errand_facts)
    monkeypatch.setitem(facts.COLUMNS, "errand", lambda today: {})
    monkeypatch.setitem(engine.FLOWS, "errand", errand.ErrandFlow)
    monkeypatch.setitem(case_page.TABS, "errand", ("overview", "history"))
    with errand.errands_exist():
        yield make_people()


def test_a_made_up_kind_goes_from_opening_to_closing(errands: Cast) -> None:
    officer = errands.people["chuyenvien"]
    case = errand.open_errand(by=officer, now=timezone.now(), department=errands.department, title="Lấy dấu")
    assert Turn.objects.still_open().get(case_id=case.pk).person == officer
    client = Client()
    client.force_login(officer)
    assert "Lấy dấu" in client.get(reverse("cases")).content.decode()
    assert "Làm xong việc" in client.get(case.get_absolute_url()).content.decode()
    address = reverse("step", args=[case.pk, "lam-xong"])
    assert client.get(address).status_code == 200
    assert client.post(address, {"note": "Đã lấy dấu"}).status_code == 302
    done = Case.objects.get(pk=case.pk)
    assert (done.stage, done.closed_by) == (errand.ErrandStage.FINISHED, officer)
    assert list(CaseEvent.objects.filter(case_id=case.pk).values_list("verb", flat=True)) == [
        "open_errand",
        "finish_errand",
    ]
    assert not Turn.objects.still_open().filter(case_id=case.pk).exists()
    assert not CaseProcess.objects.filter(case_id=case.pk, finished__isnull=True).exists()


def test_the_walls_hold_for_a_made_up_kind(errands: Cast) -> None:
    officer = errands.people["chuyenvien"]
    case = errand.open_errand(by=officer, now=timezone.now(), department=errands.department, title="Lấy dấu")
    update = "UPDATE inspections_case SET stage = %s, closed_at = now() WHERE id = %s"
    for stage in ("errand_finished", "decided"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(update, [stage, case.pk])


def test_others_do_not_do_the_deeds_of_a_made_up_kind(errands: Cast) -> None:
    officer = errands.people["chuyenvien"]
    case = errand.open_errand(by=officer, now=timezone.now(), department=errands.department, title="Lấy dấu")
    client = Client()
    client.force_login(errands.people["giamsat"])
    assert client.post(reverse("step", args=[case.pk, "lam-xong"]), {"note": "x"}).status_code == 403
    client.force_login(errands.people["truonga-hieutruong"])
    assert client.get(case.get_absolute_url()).status_code == 404
