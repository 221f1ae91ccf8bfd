"""A wall or a rule of the law of conduct is taken away: the check that watches over it fails, each time."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, models, transaction

from inspections.actions.turns import TurnBook
from inspections.exceptions import NotReady
from inspections.kinds import InspectionStage
from inspections.management.demo.people import Cast
from inspections.models import Answer, Case, InspectionDetails, Order
from inspections.rules.guards import orders as order_guards
from inspections.rules.past_import import Judged
from inspections.rules.policies import orders as order_policies
from inspections.rules.policies import records as record_policies
from tests.actions import test_absence, test_order_traps, test_orders, test_past
from tests.factories.cases import case_after, moment_of, party_at
from tests.faults.test_walls_torn_down import refuses, tear_down
from tests.records import test_sources
from tests.records.test_sources import whole_life

__all__ = ["whole_life"]


def fails(check: Callable[..., None], *given: Any) -> bool:
    """Does this test of ours find something wrong? What it did is undone."""
    with transaction.atomic():
        try:
            check(*given)
        except (AssertionError, pytest.fail.Exception, NotReady):
            return True
        finally:
            transaction.set_rollback(True)
    return False


def drop(model: type[models.Model], name: str) -> None:
    """Drop a constraint of a table; the test's transaction puts it back."""
    constraint = next(row for row in model._meta.constraints if row.name == name)
    with connection.schema_editor(atomic=False) as editor:
        editor.remove_constraint(model, constraint)


def test_a_second_extension_holds_only_once_its_constraint_is_dropped(cast: Cast) -> None:
    check = test_order_traps.test_trap_05_a_second_extension_is_refused_by_the_deed_and_by_the_database
    assert not fails(check, cast)
    connection.check_constraints()
    drop(Order, "order_extended_once")
    assert fails(check, cast)


def test_a_pause_without_its_day_is_refused_by_two_walls(cast: Cast) -> None:
    case = case_after(cast, "announce_decision")

    def stop() -> None:
        Case.objects.filter(pk=case.pk).update(stage=InspectionStage.PAUSED)

    assert refuses(stop)
    tear_down(Case, "requires_inspection")
    assert refuses(stop)
    tear_down(Case, "stage_is_last_event")
    assert not refuses(stop)


def test_a_pause_loses_its_day_only_without_the_wall_of_its_record(cast: Cast) -> None:
    case = case_after(cast, "announce_decision")
    test_orders.Desk(cast).carry(
        "pause", case, moment_of("begin_check"), from_on=moment_of("begin_check").date()
    )

    def forget() -> None:
        InspectionDetails.objects.filter(case=case).update(paused_on=None)

    assert refuses(forget)
    tear_down(InspectionDetails, "requires_inspection")
    assert not refuses(forget)


def test_an_item_goes_back_to_remote_only_without_the_wall_of_the_plan(cast: Cast) -> None:
    seen = party_at(cast, "under_check").answers.filter(method="on_site").first()
    assert seen is not None

    def raise_it() -> None:
        Answer.objects.filter(pk=seen.pk).update(method="online")

    assert refuses(raise_it)
    tear_down(Answer, "method_stands_in_the_plan")
    assert not refuses(raise_it)


def test_a_source_open_to_everybody_is_found(
    cast: Cast, whole_life: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = test_sources.test_the_director_and_the_named_person_open_it_and_each_reading_is_kept
    assert not fails(check, cast, whole_life)
    monkeypatch.setattr(record_policies, "refusal_to_read_source", lambda *who: None)
    assert fails(check, cast, whole_life)


def test_an_absence_that_sends_nothing_on_is_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TurnBook, "_let_others_stand_in", lambda turns: None)
    assert fails(test_absence.test_a_turn_opened_during_the_absence_goes_to_the_deputy_at_once, cast)


def test_an_order_signed_by_the_lead_is_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order_policies, "refusal_to_sign_order", lambda by, facts: None)
    assert fails(test_orders.test_a_deputy_who_leads_the_team_does_not_sign_for_it, cast)


def test_a_name_on_the_print_that_is_not_asked_for_is_found(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order_guards, "signer_objections", lambda order, by: [])
    assert fails(test_orders.test_trap_47_nobody_signs_under_the_name_of_somebody_else, cast)


def test_a_paper_import_saved_by_half_is_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    check = test_past.test_a_visit_recorded_between_preview_and_yes_stops_the_whole_workbook
    monkeypatch.setattr(Judged, "may_be_saved", True)
    assert fails(check, cast, cast.people["chuyenvien"])
