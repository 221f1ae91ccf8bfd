"""A rule taken away on purpose is missed by the check that watches over it."""

import importlib
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from inspections.actions import conduct, decision, waves
from inspections.actions.conduct import save_answer
from inspections.documents import fetcher, lint
from inspections.enums import Rating
from inspections.exceptions import Conflict, NotReady, Refused
from inspections.kinds import InspectionStage, PartyStage
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Answer, Case, Turn
from inspections.rules.policies import inspection as policies
from tests.documents.examples import example_snapshot
from tests.factories.cases import case_after, case_at, moment_of, party_at, story_of
from workflows.engine import Board


def lead_approves_own_plan(cast: Cast) -> bool:
    """Does a deputy who leads the team get his own plan approved by himself?"""
    plot = Plot(lead="phogiamdoc")
    case = case_at(cast, InspectionStage.CONDUCT_PLAN_SUBMITTED, plot)
    story = story_of(cast)
    try:
        decision.approve_conduct_plan(
            case,
            by=cast.people["phogiamdoc"],
            now=moment_of("approve_conduct_plan"),
            signing=story.signing(),
        )
    except (Refused, NotReady):
        return False
    return True


def test_a_lead_does_not_approve_his_own_plan(cast: Cast) -> None:
    assert not lead_approves_own_plan(cast)


def test_a_lead_approves_his_own_plan_once_policy_and_name_on_the_print_are_not_asked(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policies, "refusal_to_approve_conduct_plan", lambda by, facts: None)
    monkeypatch.setattr(decision, "wrong_signer", lambda signer_id, by: [])
    assert lead_approves_own_plan(cast)


def test_the_name_on_the_print_holds_where_the_policy_is_gone(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policies, "refusal_to_approve_conduct_plan", lambda by, facts: None)
    assert not lead_approves_own_plan(cast)


def slower_writer_is_told(cast: Cast) -> bool:
    """Two people write one answer from the same version: does the second learn of the first?"""
    answer = party_at(cast, PartyStage.UNDER_CHECK).answers.select_related("party").first()
    assert answer is not None
    given = {"version": answer.version, "result": "Đã đối chiếu", "rating": Rating.COMPLIES}
    when = moment_of("conclude_items")
    save_answer(Answer.objects.get(pk=answer.pk), by=cast.people["thanhvien1"], now=when, **given)
    try:
        save_answer(answer, by=cast.people["thanhvien2"], now=when, **given)
    except Conflict:
        return True
    return False


def test_an_answer_saved_twice_from_one_version_is_a_conflict(cast: Cast) -> None:
    assert slower_writer_is_told(cast)


class AnyVersion:
    """Rows of answers that never ask for a version."""

    def __init__(self, rows: QuerySet[Answer]) -> None:
        self.rows = rows

    def filter(self, **wanted: Any) -> "AnyVersion":
        wanted.pop("version", None)
        return AnyVersion(self.rows.filter(**wanted))

    def update(self, **columns: Any) -> int:
        return self.rows.update(**columns)


def test_an_answer_is_overwritten_once_the_version_is_not_asked(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conduct, "_open_to_writing", lambda rating: AnyVersion(Answer.objects.all()))
    assert not slower_writer_is_told(cast)


def locks_before_it_writes(cast: Cast) -> bool:
    """Does a deed take the row of the dossier's root before its first write?"""
    case, plot = case_after(cast, "propose"), Plot()
    with CaptureQueriesContext(connection) as seen:
        story_of(cast).review_overlap(case, plot, moment_of("review_overlap"))
    for row in seen.captured_queries:
        if "FOR UPDATE" in row["sql"] and "inspections_case" in row["sql"]:
            return True
        if row["sql"].startswith(("INSERT", "UPDATE", "DELETE")):
            return False
    return False


def test_a_deed_locks_the_dossier_before_it_writes(cast: Cast) -> None:
    assert locks_before_it_writes(cast)


def test_a_lock_taken_away_is_missed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waves, "lock_case", lambda case, on: Case.objects.get(pk=case.pk))
    assert not locks_before_it_writes(cast)


def clerk_is_asked(cast: Cast) -> bool:
    """Once the decision is signed, is the records clerk asked to number and issue it?"""
    case = case_after(cast, "sign_decision")
    return Turn.objects.still_open().filter(case=case, verb="issue_decision").exists()


def test_a_signed_decision_wakes_who_waits_for_it(cast: Cast) -> None:
    assert clerk_is_asked(cast)


def test_a_wait_that_is_never_woken_is_missed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Board, "wake", lambda board: None)
    assert not clerk_is_asked(cast)


def finds_wrong_figures() -> bool:
    """Does the lint see figures that disagree with the table?"""
    minutes = example_snapshot("minutes")
    minutes["counts"]["complies"] += 1
    return "counts" in {found.code for found in lint.lint_minutes(minutes)}


def test_wrong_figures_are_found_only_while_their_rule_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert finds_wrong_figures()
    monkeypatch.setattr(lint, "RULES", tuple(rule for rule in lint.RULES if rule is not lint.counts_agree))
    assert not finds_wrong_figures()


def reads_a_local_file() -> bool:
    """Would a document that names a file of this machine get it?"""
    try:
        fetcher.own_files_fetcher()("file:///etc/hostname")
    except ValueError:
        return False
    return True


def test_a_fetcher_that_reads_local_files_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not reads_a_local_file()
    urls = importlib.import_module("weasyprint.urls")
    monkeypatch.setattr(
        fetcher, "own_files_fetcher", lambda: urls.URLFetcher(allowed_protocols=("data", "file"))
    )
    assert reads_a_local_file()
