"""Several people at the same moment, with real threads on the real database: one acts, the others read a sentence."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection, transaction

from inspections.actions import inspection, minutes
from inspections.actions.turns import TurnBook
from inspections.exceptions import AlreadyDone
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, CaseEvent, User
from inspections.models.inputs import ReviewInput
from inspections.queries.locking import lock_case
from inspections.queries.people import local_day
from tests.factories.cases import case_after, moment_of, story_of
from tests.factories.chain import broken_link
from tests.factories.clones import clone_dossier
from tests.factories.people import make_people
from workflows.engine import Board
from workflows.models import CaseProcess, CaseTask

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 8
Deed = Callable[[], object]


class Crowd:
    """Threads that start together, each with its own connection."""

    def __init__(self, size: int) -> None:
        self.pool, self.size = ThreadPoolExecutor(size), size

    def at_once(self, deeds: list[Deed]) -> list[object]:
        """Do all deeds at the same moment; what a deed answers or raises comes back."""
        gate = Barrier(len(deeds))

        def run(deed: Deed) -> object:
            gate.wait(timeout=20)
            try:
                return deed()
            except Exception as error:
                return error

        return list(self.pool.map(run, deeds))

    def disperse(self) -> None:
        """Close every thread's connection."""
        self.at_once([lambda: connection.close()] * self.size)
        self.pool.shutdown()


@pytest.fixture
def crowd() -> Iterator[Crowd]:
    made = Crowd(PEOPLE)
    yield made
    made.disperse()


@pytest.fixture
def cast() -> Cast:
    return make_people()


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def rebuild_all(case: Case, now: datetime) -> None:
    """An intervention: every flow of the dossier is cancelled and started again where its case stands."""
    with transaction.atomic():
        lock_case(case, on=local_day(now))
        family = [Case.objects.get(pk=case.pk), *case.children.order_by("pk")]
        turns = TurnBook(at=now, by=None)
        board = Board(case.pk, family, turns=turns)
        for row in family:
            board.rebuild(row, [task for task in board.tasks if task.process.case_id == row.pk])
        board.write()
        turns.write()


def test_of_eight_simultaneous_reviews_one_wins_and_seven_read_who_was_faster(
    cast: Cast, crowd: Crowd
) -> None:
    first, now = story_of(cast).propose(Plot(), moment_of("propose")), moment_of("review_overlap")
    officer = cast.people["chuyenvien"]
    for round_number in range(100):
        case = clone_dossier(first, str(round_number))
        reviews = {case.children.get().pk: ReviewInput(note="Không trùng lặp")}

        def review(case: Case = case, reviews: dict[int, ReviewInput] = reviews) -> object:
            return inspection.review_overlap(case, by=fresh(officer), now=now, reviews=reviews)

        answers = crowd.at_once([review] * PEOPLE)
        losers = [answer for answer in answers if isinstance(answer, AlreadyDone)]
        assert len(losers) == PEOPLE - 1, Counter(repr(answer) for answer in answers)
        assert all("Phạm Văn Lâm làm lúc 14:00" in str(loser) for loser in losers)
        assert CaseEvent.objects.filter(case=case, verb="review_overlap").count() == 1
        assert CaseTask.objects.filter(process__case=case, finished__isnull=True).count() == 1
    assert (
        not CaseProcess.objects.filter(case__stage="proposed")
        .exclude(case=first)
        .filter(case__parent=None)
        .exists()
    )


def test_of_eight_simultaneous_drafts_one_decision_is_made(cast: Cast, crowd: Crowd) -> None:
    first, now = case_after(cast, "declare_conflicts"), moment_of("draft_decision")
    officer, director = cast.people["chuyenvien"], cast.people["giamdoc"]
    capacity = cast.capacity("giamdoc")
    for round_number in range(100):
        case = clone_dossier(first, f"q{round_number}")

        def draft(case: Case = case) -> object:
            return inspection.draft_decision(
                case,
                by=fresh(officer),
                now=now,
                scope="Tuyển sinh",
                limit_days=10,
                issuer=director,
                capacity=capacity,
            )

        answers = crowd.at_once([draft] * PEOPLE)
        losers = [answer for answer in answers if isinstance(answer, AlreadyDone)]
        assert len(losers) == PEOPLE - 1, Counter(repr(answer) for answer in answers)
        assert case.documents.filter(kind="decision").count() == 1
        assert CaseEvent.objects.filter(case=case, verb="draft_decision").count() == 1


def test_the_last_two_parties_signing_at_once_always_finish_the_inspection(cast: Cast, crowd: Crowd) -> None:
    plot, story = Plot(codes=("MH-01", "MH-02")), story_of(cast)
    first, now = case_after(cast, "confirm_minutes", plot), moment_of("sign_minutes")
    lead = cast.people["truongdoan"]
    for round_number in range(100):
        case = clone_dossier(first, str(round_number))

        def sign(party: Case) -> Deed:
            return lambda: minutes.sign_minutes(
                party, by=fresh(lead), now=now, signing=story.signing(), on=now.date()
            )

        def repair(case: Case = case) -> None:
            rebuild_all(case, now)

        answers = crowd.at_once([*(sign(party) for party in story.parties(case)), repair])
        assert not [answer for answer in answers if isinstance(answer, Exception)], answers
        case = Case.objects.get(pk=case.pk)
        assert case.stage == "conduct_finished"
        (task,) = CaseTask.objects.filter(process__case=case, finished__isnull=True)
        assert task.flow_task.name == "submit_result_report"
        told = CaseEvent.objects.filter(root=case).values_list("case_id", "verb")
        assert Counter(told)[(case.pk, "finish_conduct")] == 1
    assert broken_link(first) is None


def test_a_case_is_ended_while_the_officer_reviews_it_and_never_stands_in_between(
    cast: Cast, crowd: Crowd
) -> None:
    first, now = story_of(cast).propose(Plot(), moment_of("propose")), moment_of("review_overlap")
    for round_number in range(40):
        case = clone_dossier(first, str(round_number))
        reviews = {case.children.get().pk: ReviewInput(note="Không trùng lặp")}

        def review(case: Case = case, reviews: dict[int, ReviewInput] = reviews) -> object:
            return inspection.review_overlap(
                case, by=fresh(cast.people["chuyenvien"]), now=now, reviews=reviews
            )

        def end(case: Case = case) -> object:
            return inspection.abandon(
                case, by=fresh(cast.people["truongphong"]), now=now, reason="Trùng kế hoạch khác"
            )

        answers = crowd.at_once([review, end])
        assert all(
            not isinstance(answer, Exception) or isinstance(answer, AlreadyDone) for answer in answers
        ), answers
        case = Case.objects.get(pk=case.pk)
        assert (case.stage, case.children.get().stage) == ("not_pursued", "withdrawn")
        assert not CaseProcess.objects.filter(case__root=case, finished__isnull=True).exists()
        assert not CaseProcess.objects.filter(case=case, finished__isnull=True).exists()
