"""Walls in the database, generated from the Python graph of each kind (no statement a step)."""

from collections.abc import Iterator

import pgtrigger
from django.db import models
from django_fsm import FSMField

from inspections.kinds import KINDS, Kind
from inspections.models.case import Case


def edges(model: type[Case]) -> list[tuple[str, str]]:
    """Every lawful (from, to) of a kind, as its transitions declare them."""
    field = model._meta.get_field("stage")
    assert isinstance(field, FSMField)
    found = {
        (str(transition.source), str(transition.target))
        for transition in field.get_all_transitions(model)
        if transition.source != transition.target
    }
    return sorted(found)


def _refusal(kind: Kind, text: str) -> str:
    return f"RAISE EXCEPTION 'unlawful record of {kind.code}: {text}' USING ERRCODE = 'check_violation';"


def _missing(kind: Kind, alias: str) -> Iterator[tuple[str, str]]:
    for stage, columns in kind.requires.items():
        filled = " AND ".join(f"{alias}.{column} IS NOT NULL" for column in columns)
        yield str(stage), filled


def case_triggers(model: type[Case]) -> list[pgtrigger.Trigger]:
    """Walls on the case table for one kind: lawful edges, first stage, and details that the stage requires."""
    kind = KINDS[model.KIND]
    checks = "".join(
        f"""
        IF NEW.stage = '{stage}' AND NOT EXISTS (SELECT 1 FROM {kind.details_table} d WHERE d.case_id = NEW.id AND {filled}) THEN
            {_refusal(kind, f"stage {stage} lacks what it requires")}
        END IF;"""  # noqa: S608 -- names from the kinds, nothing typed by anybody
        for stage, filled in _missing(kind, "d")
    )
    only_kind = pgtrigger.Q(new__kind=kind.code)
    return [
        pgtrigger.FSM(
            name=f"edges_{kind.code}",
            field="stage",
            condition=pgtrigger.Q(old__kind=kind.code),
            transitions=edges(model),
        ),
        pgtrigger.Trigger(
            name=f"first_{kind.code}",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            condition=only_kind,
            func=f"IF NEW.stage <> '{kind.first}' THEN {_refusal(kind, 'a case begins at its first stage')} END IF; RETURN NEW;",
        ),
        pgtrigger.Trigger(
            name=f"requires_{kind.code}",
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            condition=only_kind,
            func=f"{checks} RETURN NEW;",
        ),
    ]


def details_trigger(kind: Kind) -> pgtrigger.Trigger:
    """Wall on a kind's details: right kind of case, and never emptied of what the present stage requires."""
    checks = "".join(
        f"""
        IF present.stage = '{stage}' AND NOT ({filled}) THEN
            {_refusal(kind, f"stage {stage} lacks what it requires")}
        END IF;"""
        for stage, filled in _missing(kind, "NEW")
    )
    return pgtrigger.Trigger(
        name=f"requires_{kind.code}",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("present", "RECORD")],
        func=f"""
        SELECT kind, stage INTO present FROM inspections_case WHERE id = NEW.case_id;
        IF present.kind <> '{kind.code}' THEN {_refusal(kind, "details of another kind")} END IF;
        {checks}
        RETURN NEW;
        """,  # noqa: S608 -- names from the kinds, nothing typed by anybody
    )


SHARED = [
    pgtrigger.ReadOnly(name="kind_is_fixed", fields=["kind", "department"]),
    pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
    pgtrigger.Trigger(
        name="stage_is_last_event",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("stage"),
        timing=pgtrigger.Deferred,
        declare=[("told", "TEXT"), ("present", "TEXT")],
        func="""
        SELECT stage INTO present FROM inspections_case WHERE id = NEW.id;
        SELECT after INTO told FROM inspections_caseevent
            WHERE case_id = NEW.id AND after <> '' ORDER BY id DESC LIMIT 1;
        IF present IS NOT NULL AND told IS DISTINCT FROM present THEN
            RAISE EXCEPTION 'unlawful record: stage % of case % is not told by its last event (%)', present, NEW.id, told
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
        """,
    ),
]


def register_walls(models_of_kinds: list[type[Case]], details: list[tuple[Kind, type[models.Model]]]) -> None:
    """Register all walls once the proxies and their details exist; they land in migrations."""
    pgtrigger.register(*SHARED)(Case)
    for model in models_of_kinds:
        pgtrigger.register(*case_triggers(model))(Case)
    for kind, table in details:
        pgtrigger.register(details_trigger(kind))(table)
