"""A statement that is built once answers like one that is built anew, and refuses what it would freeze."""

from datetime import date, timedelta

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from inspections.enums import Rating
from inspections.management.demo.people import Cast
from inspections.models import Answer, CalendarDay, Case
from inspections.queries.people import actor_of
from inspections.queries.ready import Ready
from inspections.queries.visibility import case_within_reach
from tests.factories.cases import case_after
from tests.factories.people import stranger
from tests.figures.browsing import browser_of

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 24)


def days_after(on: date) -> QuerySet[CalendarDay]:
    return CalendarDay.objects.filter(on__gte=on).order_by("on")


def test_the_same_ready_statement_answers_each_question_by_its_own_values(cast: Cast) -> None:
    ready = Ready(days_after, date)
    for on in (date(2026, 1, 1), date(2026, 9, 1), date(2100, 1, 1), date(2026, 1, 1)):
        assert ready.ask(on) == list(days_after(on))


def test_a_day_worked_out_from_the_given_day_is_refused_and_not_frozen(cast: Cast) -> None:
    ready = Ready(lambda on: days_after(on - timedelta(days=7)), date)
    with pytest.raises(ValueError, match="worked out"):
        ready.ask(DAY)


def test_a_statement_that_changes_with_its_values_is_refused(cast: Cast) -> None:
    odd = Ready(lambda on: days_after(on) if on.year == 2011 else days_after(on).exclude(on=on), date)
    with pytest.raises(ValueError, match="depends"):
        odd.ask(DAY)


def test_everybody_reaches_by_the_ready_statement_exactly_what_he_may_see(cast: Cast) -> None:
    case_after(cast, "begin_check")
    case_after(cast, "propose")
    cases = Case.objects.order_by("pk")
    for user in [*cast.people.values(), stranger()]:
        actor = actor_of(user, DAY)
        visible = set(Case.objects.visible_to(actor))
        reached = {case for case in cases if case_within_reach(actor, case.pk)}
        assert reached == visible, user.username


@pytest.mark.parametrize(
    ("name", "status"), [("thanhvien1", 200), ("chuyenvien", 403), ("vanthu", 403), ("truonga-canbo", 403)]
)
def test_saving_one_answer_is_for_those_who_serve_in_the_team(cast: Cast, name: str, status: int) -> None:
    party = case_after(cast, "gather_files").children.get()
    answer = Answer.objects.filter(party=party).earliest("pk")
    data = {"version": answer.version, "result": "Đã đối chiếu.", "rating": Rating.COMPLIES}
    address = reverse("autosave", args=[party.pk, answer.pk])
    assert browser_of(cast.people[name]).post(address, data).status_code == status
    saved = Answer.objects.get(pk=answer.pk).version != answer.version
    assert saved == (status == 200)


@pytest.mark.parametrize("version", [2**31 - 1, 2**31, 10**30, -1])
def test_a_version_that_no_answer_can_have_is_a_conflict_and_not_a_fault(cast: Cast, version: int) -> None:
    party = case_after(cast, "gather_files").children.get()
    answer = Answer.objects.filter(party=party).earliest("pk")
    data = {"version": version, "result": "Đã đối chiếu.", "rating": ""}
    page = browser_of(cast.people["thanhvien1"]).post(reverse("autosave", args=[party.pk, answer.pk]), data)
    assert page.status_code == 200
    assert Answer.objects.get(pk=answer.pk).version == answer.version
