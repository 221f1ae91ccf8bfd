"""A wall torn down on purpose is missed: what it held off happens, or the next wall holds."""

import pgtrigger
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from inspections.actions import documents
from inspections.actions.waves import Wave
from inspections.kinds import InspectionStage
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, CaseEvent, Document
from tests.factories.cases import case_after, case_at, moment_of, story_of


def tear_down(model: type, *names: str) -> None:
    """Drop triggers of a table; the test's transaction puts them back."""
    connection.check_constraints()
    for trigger in model._meta.triggers:  # type: ignore[attr-defined]
        if trigger.name in names:
            trigger.uninstall(model)


def refuses(change: object) -> bool:
    """Does the database refuse this change?"""
    try:
        with transaction.atomic():
            change()  # type: ignore[operator]
            connection.check_constraints()
    except DatabaseError:
        return True
    return False


def names_of(model: type, kind: type[pgtrigger.Trigger]) -> list[str]:
    """The walls of one sort on a table."""
    return [trigger.name for trigger in model._meta.triggers if isinstance(trigger, kind)]  # type: ignore[attr-defined]


def test_an_issued_document_can_be_changed_only_without_its_wall(cast: Cast) -> None:
    issued = case_at(cast, InspectionStage.DECIDED).documents.get(kind="decision")

    def change() -> None:
        Document.objects.filter(pk=issued.pk).update(title="Tên khác")

    assert refuses(change)
    tear_down(Document, "issued_is_fixed")
    assert not refuses(change)


def test_a_stage_set_past_the_graph_is_refused_by_two_walls(cast: Cast) -> None:
    case = case_at(cast, InspectionStage.DECISION_DRAFTED)

    def jump() -> None:
        Case.objects.filter(pk=case.pk).update(stage="not_pursued", closed_at=moment_of("issue_decision"))

    assert refuses(jump)
    tear_down(Case, *names_of(Case, pgtrigger.FSM))
    assert refuses(jump)
    tear_down(Case, "stage_is_last_event", "requires_inspection")
    assert not refuses(jump)


def test_a_deed_that_writes_no_event_does_not_hold(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_after(cast, "declare_conflicts")
    monkeypatch.setattr(Wave, "tell", lambda *args, **kwargs: None)
    with pytest.raises(IntegrityError), transaction.atomic():
        story_of(cast).draft_decision(case, Plot(), moment_of("draft_decision"))
        connection.check_constraints()


def test_an_event_can_be_rewritten_only_without_its_wall(cast: Cast) -> None:
    case = case_after(cast, "propose")

    def rewrite() -> None:
        CaseEvent.objects.filter(case=case).update(reason="Sửa lại")

    assert refuses(rewrite)
    tear_down(CaseEvent, "append_only")
    assert not refuses(rewrite)


def test_a_number_handed_out_twice_does_not_hold(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case_at(cast, InspectionStage.DECIDED)
    monkeypatch.setattr(documents, "next_number", lambda *args: 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        case_at(cast, InspectionStage.DECIDED, Plot("chuan-co-so", codes=("MH-04",)))
