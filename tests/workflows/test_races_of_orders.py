"""One intervention signed, issued or crossed by another at the same moment, with real threads on the real database."""

from datetime import timedelta

import pytest

from inspections.actions import orders
from inspections.enums import TerminationCause
from inspections.exceptions import NotReady
from inspections.management.demo.people import Cast
from inspections.models import Case, CaseEvent, Document, DocumentSignature, Order, Turn
from tests.factories.cases import after, case_after, story_of
from tests.factories.clones import clone_dossier
from tests.factories.orders import EXTENSION, Desk
from tests.workflows.test_races import Crowd, Deed, cast, crowd, fresh
from workflows.models import CaseProcess

__all__ = ["cast", "crowd"]
pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 50
NOW = after("announce_decision")


def signing(cast: Cast, order: Order) -> Deed:
    """The director signs, in a browser of his own."""
    director, story = cast.people["giamdoc"], story_of(cast)
    case = order.case
    return lambda: orders.sign_order(case, by=fresh(director), now=NOW, order=order, signing=story.signing())


def issuing(cast: Cast, order: Order, days: int = 0) -> Deed:
    """The records clerk numbers and issues, in a browser of her own."""
    now, clerk, case = NOW + timedelta(days=days, minutes=30), cast.people["vanthu"], order.case
    return lambda: orders.issue_order(case, by=fresh(clerk), now=now, order=order, on=now.date())


def losers(answers: list[object]) -> list[str]:
    """What the slower ones read; anything else that was raised is a fault."""
    raised = [answer for answer in answers if isinstance(answer, Exception)]
    assert all(isinstance(answer, NotReady) for answer in raised), raised
    return [str(answer) for answer in raised]


def test_an_order_signed_and_issued_by_two_at_once_is_signed_and_issued_once(
    cast: Cast, crowd: Crowd
) -> None:
    first = case_after(cast, "announce_decision")
    Desk(cast).draft("extension", first, NOW - timedelta(minutes=30), **EXTENSION)
    numbers = set()
    for round_number in range(ROUNDS):
        case = clone_dossier(first, f"k{round_number}")
        order = Order.objects.select_related("case").get(case=case)
        assert losers(crowd.at_once([signing(cast, order), signing(cast, order)])) == [
            "Văn bản này đã được ký."
        ]
        assert DocumentSignature.objects.filter(document=order.document_id).count() == 1
        assert losers(crowd.at_once([issuing(cast, order), issuing(cast, order)])) == [
            "Văn bản này không chờ cấp số."
        ]
        assert CaseEvent.objects.filter(case=case, verb="extend").count() == 1
        assert Case.objects.get(pk=case.pk).inspection_details.extension_days == 5
        numbers.add(Document.objects.get(pk=order.document_id).number)
    assert len(numbers) == ROUNDS


def test_going_on_and_ending_at_once_leave_one_inspection_that_has_ended(cast: Cast, crowd: Crowd) -> None:
    first, desk = case_after(cast, "announce_decision"), Desk(cast)
    desk.carry("pause", first, NOW - timedelta(hours=2), from_on=NOW.date())
    later = NOW + timedelta(days=1)
    desk.sign(desk.draft("resumption", first, later, again_on=later.date()), later)
    desk.sign(desk.draft("termination", first, later, cause=TerminationCause.REQUESTED), later)
    for round_number in range(ROUNDS):
        case = clone_dossier(first, f"d{round_number}")
        waiting = Order.objects.select_related("case").filter(case=case, state="signed").order_by("pk")
        go_on, end = waiting
        told = losers(crowd.at_once([issuing(cast, go_on, 1), issuing(cast, end, 1)]))
        states = dict(Order.objects.filter(case=case).values_list("kind", "state"))
        assert (Case.objects.get(pk=case.pk).stage, states["termination"]) == ("terminated", "in_force")
        assert (states["resumption"], len(told)) in (("in_force", 0), ("dropped", 1))
        assert all("không" in sentence for sentence in told)
        family = [case.pk, *case.children.values_list("pk", flat=True)]
        assert not CaseProcess.objects.filter(case__in=family, finished__isnull=True).exists()
        assert not Turn.objects.still_open().filter(case__in=family).exists()
