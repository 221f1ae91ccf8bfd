"""W3: one answer is saved by itself: few statements, its version checked, its history written, no dossier locked."""

import pytest
from django.test import Client
from django.urls import reverse

from inspections.enums import Rating
from inspections.management.demo.people import Cast
from inspections.models import Answer
from tests.factories.cases import case_after
from tests.figures.browsing import browser_of
from tests.figures.counting import Statements, counted

pytestmark = pytest.mark.django_db

MOST = 7


def save(browser: Client, answer: Answer, version: int, result: str) -> tuple[Statements, str]:
    """What the page sends a moment after the last key."""
    data = {"version": version, "result": result, "rating": Rating.COMPLIES}
    with counted() as statements:
        page = browser.post(reverse("autosave", args=[answer.party_id, answer.pk]), data)
    return statements, page.content.decode()


def test_saving_one_answer_takes_at_most_seven_statements_and_leaves_its_history(cast: Cast) -> None:
    party = case_after(cast, "gather_files").children.get()
    answer = Answer.objects.filter(party=party).earliest("pk")
    browser = browser_of(cast.people["thanhvien1"])
    known = answer.history.count()
    statements, _page = save(browser, answer, answer.version, "Đã đối chiếu hồ sơ.")
    assert len(statements) <= MOST, statements.told()
    locked = [sql for _place, sql in statements if "FOR UPDATE" in sql]
    assert not locked, statements.told()
    saved = Answer.objects.get(pk=answer.pk)
    assert (saved.result, saved.version) == ("Đã đối chiếu hồ sơ.", answer.version + 1)
    assert saved.history.count() == known + 1


def test_of_two_writers_of_one_answer_the_second_reads_what_the_first_wrote(cast: Cast) -> None:
    party = case_after(cast, "gather_files").children.get()
    answer = Answer.objects.filter(party=party).earliest("pk")
    save(browser_of(cast.people["thanhvien1"]), answer, answer.version, "Bản thứ nhất.")
    _statements, page = save(browser_of(cast.people["thanhvien2"]), answer, answer.version, "Bản thứ hai.")
    assert "Bản thứ nhất." in page
    assert Answer.objects.get(pk=answer.pk).result == "Bản thứ nhất."
