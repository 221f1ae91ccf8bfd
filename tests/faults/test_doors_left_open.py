"""A door left open on purpose is found by the crawl."""

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client

from inspections.models import EvidenceFile
from inspections.models.case import CaseQuerySet
from inspections.queries import visibility
from inspections.queries.access import living_shares
from inspections.steps import STEPS
from inspections.views import case_tabs, evidence, shares
from tests.crawl.doors import Door, addresses
from tests.crawl.table import DEEDS, OF_OBJECTS, OWN, PLAIN, PUBLIC
from tests.crawl.test_doors import faults_at
from tests.crawl.world import World


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Refusals are wanted here."""
    caplog.set_level("CRITICAL")
    yield


def faults(world: World, doors: list[Door], walker: str, name: str, part: str = "") -> list[str]:
    """What the crawl says of one person at one sort of door (those with this part in their address)."""
    client = Client()
    client.force_login(world.people[walker])
    tried = [d for d in doors if d.name == name and part in d.url and walker in d.tried_by]
    return [
        fault
        for door in tried
        for method in door.methods
        for fault in faults_at(client, door, walker, method)
    ]


def test_cases_that_are_not_narrowed_are_found(
    world: World, doors: list[Door], monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign = world.party("foreign_minutes").get_absolute_url()
    shut = faults(world, doors, "team_member", "case", foreign)
    monkeypatch.setattr(CaseQuerySet, "visible_to", lambda rows, actor: rows.all())
    monkeypatch.setattr(visibility, "_ready", visibility._ready.__wrapped__)
    opened = faults(world, doors, "team_member", "case", foreign)
    assert not shut
    assert any("shows SECRET-1" in fault for fault in opened)


def test_a_file_of_another_dossier_served_is_found(
    world: World, doors: list[Door], monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_the_case(pk: int, case: object) -> QuerySet[EvidenceFile]:
        return EvidenceFile.objects.filter(pk=pk)

    stand_in = SimpleNamespace(objects=SimpleNamespace(filter=without_the_case))
    monkeypatch.setattr(evidence, "EvidenceFile", stand_in)
    assert any("200, expected" in fault for fault in faults(world, doors, "institution_clerk", "evidence"))


def test_a_colleague_who_sees_the_part_of_another_is_found(
    world: World, doors: list[Door], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not faults(world, doors, "institution_helper", "share")
    monkeypatch.setattr(shares, "shares_for", lambda who: living_shares())
    assert faults(world, doors, "institution_helper", "share")


def test_a_deed_without_a_policy_is_found(
    world: World, doors: list[Door], monkeypatch: pytest.MonkeyPatch
) -> None:
    step = STEPS["inspection"]["declare_conflicts"]
    open_to_all = replace(step, policy=lambda actor, facts: None)
    monkeypatch.setitem(STEPS["inspection"], step.verb, open_to_all)
    assert any(step.slug in fault for fault in faults(world, doors, "officer", "step", step.slug))


def test_a_history_that_tells_the_institution_everything_is_found(
    world: World, doors: list[Door], monkeypatch: pytest.MonkeyPatch
) -> None:
    def told_everything(case: Any, who: Any, known: Any) -> dict[str, Any]:
        rows = case_tabs.events_of(case)
        return {"history": [case_tabs._event_row(case, row) for row in rows]}

    monkeypatch.setitem(case_tabs.LOADERS, "history", told_everything)
    assert any(
        "SECRET-TEAM" in fault for fault in faults(world, doors, "institution_head", "case", "?tab=history")
    )


def test_an_address_without_a_row_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    known = (PUBLIC | OWN | set(PLAIN) | OF_OBJECTS) - {"search"}
    assert {name for name in addresses() if not name.startswith("admin:")} - known == {"search"}


def test_a_deed_without_a_row_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(DEEDS["inspection"], "abandon")
    assert set(STEPS["inspection"]) - set(DEEDS["inspection"]) == {"abandon"}
