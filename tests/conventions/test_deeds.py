"""Every deed is built alike: one action, one permission, one policy, one guard, one node of the flow."""

import ast
import inspect
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

import pytest
from django_fsm import FSMField

import inspections.actions as actions
from inspections.kinds import KINDS
from inspections.models import Case
from inspections.rules.roles import PERMISSIONS
from inspections.steps import STEPS, Step
from inspections.steps.event_labels import all_event_labels
from workflows.engine import FLOWS
from workflows.nodes import Step as Node

ALL_STEPS = [(kind, step) for kind, steps in STEPS.items() for step in steps.values()]
STEP_NAMES = [f"{kind}:{step.verb}" for kind, step in ALL_STEPS]
GRANTED = frozenset().union(*PERMISSIONS.values())


def action_modules() -> Iterator[ModuleType]:
    """Every file of the room of deeds."""
    import importlib
    import pkgutil

    for found in pkgutil.iter_modules(actions.__path__):
        yield importlib.import_module(f"inspections.actions.{found.name}")


def public_deeds() -> Iterator[FunctionType]:
    """Public functions that say who acts."""
    for module in action_modules():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and "by" in inspect.signature(function).parameters:
                yield function


def moved_verbs() -> Counter[str]:
    """The transitions that the actions fire, as their source spells them."""
    found: Counter[str] = Counter()
    for path in Path(actions.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr in ("move", "move_with_reason") and len(node.args) > 1:
                    verb = node.args[1]
                    if isinstance(verb, ast.Constant):
                        found[str(verb.value)] += 1
    return found


def told_verbs() -> set[str]:
    """Every event that an action writes, as its source spells it."""
    found = set()
    for path in Path(actions.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr in ("tell", "move", "move_with_reason") and len(node.args) > 1:
                    verb = node.args[1]
                    if isinstance(verb, ast.Constant):
                        found.add(str(verb.value))
    return found


def test_every_event_has_its_words_in_the_history_and_in_the_sealed_archive() -> None:
    labels = all_event_labels()
    assert [verb for verb in sorted(told_verbs()) if " " not in labels.get(verb, "")] == []


def transitions() -> set[str]:
    """The names of all lawful changes of stage."""
    found = set()
    for kind in KINDS:
        model = Case.proxies[kind]
        field = model._meta.get_field("stage")
        assert isinstance(field, FSMField)
        found |= {str(transition.name) for transition in field.get_all_transitions(model)}
    return found


def test_every_change_of_stage_is_made_by_exactly_one_action() -> None:
    fired = moved_verbs()
    assert {verb: fired[verb] for verb in transitions() if fired[verb] != 1} == {}
    assert set(fired) == transitions()


@pytest.mark.parametrize("deed", list(public_deeds()), ids=lambda deed: deed.__name__)
def test_a_deed_names_who_and_when(deed: FunctionType) -> None:
    parameters = inspect.signature(deed).parameters
    assert parameters["by"].kind is inspect.Parameter.KEYWORD_ONLY
    moment = parameters.get("now") or parameters.get("at")
    assert moment is not None and moment.kind is inspect.Parameter.KEYWORD_ONLY


@pytest.mark.parametrize(("kind", "step"), ALL_STEPS, ids=STEP_NAMES)
def test_a_step_has_a_right_that_somebody_holds_a_policy_and_a_guard(kind: str, step: Step) -> None:
    assert step.permission in GRANTED
    assert callable(step.policy) and callable(step.guard) and callable(step.act)
    assert step.stages <= set(KINDS[kind].stages.values)
    assert step.policy.__name__.startswith("refusal_to_")


@pytest.mark.parametrize("kind", sorted(STEPS))
def test_an_address_leads_to_one_deed_only(kind: str) -> None:
    assert max(Counter(step.slug for step in STEPS[kind].values()).values()) == 1


@pytest.mark.parametrize("kind", sorted(FLOWS))
def test_a_node_of_the_flow_asks_the_right_that_its_deeds_ask(kind: str) -> None:
    nodes = [node for node in FLOWS[kind].instance.nodes() if isinstance(node, Node)]
    for node in nodes:
        for verb in node.ways:
            step = STEPS[kind][verb]
            assert step.permission == node.permission, f"{node.name}: {verb}"
            assert node.within <= set(KINDS[kind].stages.values)
            assert node.within & step.stages, f"{node.name} asks for {verb} where it cannot be done"


def test_every_kind_is_in_every_registry() -> None:
    from inspections.queries.facts import COLUMNS, LOADERS
    from inspections.views.case import TABS

    for registry in (STEPS, FLOWS, LOADERS, COLUMNS, TABS, Case.proxies):
        assert set(registry) == set(KINDS)
