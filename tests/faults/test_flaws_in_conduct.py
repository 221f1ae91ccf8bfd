"""P5: a flaw planted in policies, guards, marks or the pause is found by the walks within their budget, each time."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone

from inspections.actions import once, waves
from inspections.management.demo.people import Cast
from inspections.models import Case
from inspections.rules.guards import inspection as guards
from inspections.rules.policies import inspection as policies
from inspections.views import access
from tests.factories.cases import FIRST
from tests.quality.conftest import built_cast, quiet
from tests.quality.model import Model
from tests.quality.test_stateful import LENGTHS, PAUSE, led_on, walks_from
from tests.quality.walker import Site

__all__ = ["built_cast", "quiet"]
BUDGET = 12


@pytest.fixture
def site(built_cast: Cast, db: None) -> Iterator[Site]:
    """One dossier of two institutions."""
    yield Site(built_cast, timezone.make_aware(FIRST))


def standing_at(site: Site, stage: str) -> Model:
    """The dossier led on to a stage, as long as nothing is broken."""
    model = Model()
    for name, verbs in LENGTHS.items():
        model = led_on(site, model, verbs)
        if name == stage:
            return model
    raise AssertionError(stage)


def what_the_walks_say(site: Site, model: Model) -> str:
    """The first disagreement between the record and the model; empty when they agree."""
    try:
        with transaction.atomic():
            walks_from(site, model, BUDGET)
    except AssertionError as found:
        return str(found)
    return ""


def test_a_lead_deed_open_to_any_officer_is_found(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    model = standing_at(site, "decided")
    monkeypatch.setattr(policies, "refusal_to_submit_conduct_plan", lambda by, facts: None)
    assert "submit_conduct_plan" in what_the_walks_say(site, model)


def test_a_draft_before_the_declarations_is_found(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    model = standing_at(site, "overlap_reviewed")
    monkeypatch.setattr(guards, "draft_decision_blockers", lambda facts: [])
    assert "draft_decision" in what_the_walks_say(site, model)


def test_dossiers_open_to_everybody_are_found(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    model = standing_at(site, "decided")
    monkeypatch.setattr(access, "case_within_reach", lambda who, pk: Case.objects.get(pk=pk))
    assert what_the_walks_say(site, model)


def test_a_form_that_acts_each_time_it_comes_is_found(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    model = standing_at(site, "proposed")
    monkeypatch.setattr(once, "_taken", lambda *args: True)
    assert "was done again" in what_the_walks_say(site, model)


def test_work_on_a_party_during_a_pause_is_found(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    model = led_on(site, standing_at(site, "under_check"), PAUSE)
    monkeypatch.setattr(waves, "InspectionStage", SimpleNamespace(PAUSED="never"))
    assert "draft_minutes" in what_the_walks_say(site, model)
