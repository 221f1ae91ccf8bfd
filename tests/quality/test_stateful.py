"""P5: whatever order people choose, the record stands as a second telling of the law's tables says it should.

QUALITY_EXAMPLES multiplies the walks for the nightly run (70 gives 5,000).
"""

import os
from collections.abc import Sequence

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from inspections.management.demo.people import Cast
from tests.factories.cases import FIRST
from tests.quality.model import Deed, Model
from tests.quality.walker import Site, machine_at

EXAMPLES = 8 * int(os.environ.get("QUALITY_EXAMPLES", "1"))
STEPS = 20
LENGTHS = {
    "proposed": (),
    "overlap_reviewed": ("review_overlap", "confirm_overlap", "nominate_team"),
    "decided": (
        "declare_conflicts",
        "declare_conflicts",
        "draft_decision",
        "sign_decision",
        "issue_decision",
    ),
    "conduct_plan_approved": ("submit_conduct_plan", "approve_conduct_plan"),
    "under_way": ("notify_schedule", "notify_schedule", "announce_decision", "announce_decision"),
    "under_check": ("begin_check", "begin_check", "conclude", "conclude"),
    "minutes_drafted": ("draft_minutes", "draft_minutes", "give_opinion", "give_opinion"),
    "one_signed": ("confirm_minutes", "confirm_minutes", "sign_minutes"),
}
PAUSE = ("draft_pause", "sign_order", "issue_order")


def chosen(model: Model, verb: str) -> Deed:
    """The first way in which this deed is possible now."""
    return next(deed for deed in model.possible() if deed.verb == verb)


def limits(examples: int = EXAMPLES, steps: int = STEPS) -> settings:
    """The same walks every time, as many as there is time for."""
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
        print_blob=False,
    )


def led_on(site: Site, model: Model, verbs: Sequence[str]) -> Model:
    """Lead the dossier on by the machine's own steps."""
    walk = machine_at(site, model)()
    walk.inner.__exit__(None, None, None)
    for verb in verbs:
        walk._go(chosen(walk.model, verb), forged=False)
    return walk.model


def walks_from(site: Site, model: Model, examples: int = EXAMPLES) -> None:
    """Walk from here; afterwards the dossier stands here again."""
    with transaction.atomic():
        run_state_machine_as_test(machine_at(site, model), settings=limits(examples))
        transaction.set_rollback(True)


@pytest.mark.timeout(600 * EXAMPLES)
def test_the_record_and_the_model_agree_from_every_stage(built_cast: Cast, db: None) -> None:
    site, model = Site(built_cast, timezone.make_aware(FIRST)), Model()
    for name, verbs in LENGTHS.items():
        model = led_on(site, model, verbs)
        walks_from(site, model)
        if name == "under_check":
            with transaction.atomic():
                walks_from(site, led_on(site, model, PAUSE))
                transaction.set_rollback(True)
