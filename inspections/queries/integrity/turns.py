"""Whose turn it is and where the flow stands agree: each step that waits has its ask, each ask its step.

The flow's tables belong to the room of the engine; they are read here by their names, its nodes by what they tell.
Source: architecture.md 5 (the stage is the truth, the process its shadow) and quality.md's list of invariants.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.utils.translation import gettext as _

from inspections.queries.integrity.record import Flaw, Record

PERSON = "HUMAN"
# Deeds with a clock of their own, which goes on after the dossier is closed.
OWN_CLOCK = ("answer_complaint", "check_effect")


class Place(NamedTuple):
    """A node of a flow where a person is waited for: the deeds that complete it, the stages in which it may stand."""

    kind: str
    node: str
    verb: str


class Flows(NamedTuple):
    """The engine's tables, its steps with their deeds, and where each waiting node may stand."""

    processes: str
    tasks: str
    steps: list[Place]
    stands: list[tuple[str, str]]

    @property
    def columns(self) -> dict[str, list[str]]:
        """The same as values for a statement."""
        return {
            "kinds": [place.kind for place in self.steps],
            "nodes": [place.node for place in self.steps],
            "verbs": [place.verb for place in self.steps],
            "standing": [node for node, _stage in self.stands],
            "stages": [stage for _node, stage in self.stands],
        }


def _flows(record: Record) -> Flows:
    """The flows that ever ran here, as the engine declares them."""
    tasks, processes = apps.get_model("workflows", "CaseTask"), apps.get_model("workflows", "CaseProcess")
    stored: Any = tasks._meta.get_field("flow_task")
    manager: Any = processes._base_manager.using(record.using)
    steps, stands = [], []
    for kind, flow in manager.order_by().values_list("case__kind", "flow_class").distinct():
        for node in flow.instance.nodes() if flow else ():
            name = str(stored.get_prep_value(node))
            stands += [(name, str(stage)) for stage in getattr(node, "within", ())]
            if node.task_type == PERSON:
                steps += [Place(str(kind), name, str(verb)) for verb in node.ways]
    return Flows(processes._meta.db_table, tasks._meta.db_table, steps, stands)


STEPS = "steps AS (SELECT * FROM unnest(%(kinds)s::text[], %(nodes)s::text[], %(verbs)s::text[]) AS s(kind, node, verb))"


def _waiting(flows: Flows) -> str:
    """The steps at which somebody is waited for."""
    return f"""waiting AS (SELECT t.id, t.flow_task AS node, p.case_id
        FROM {flows.tasks} t JOIN {flows.processes} p ON p.id = t.process_id
        WHERE t.finished IS NULL AND p.finished IS NULL AND t.flow_task_type = '{PERSON}')"""  # noqa: S608


def steps_are_asked(record: Record) -> Iterator[Flaw]:
    """Each step that waits for a person has its open ask."""
    flows = _flows(record)
    statement = f"""WITH {STEPS}, {_waiting(flows)}
        SELECT w.id, c.code, w.node FROM waiting w JOIN inspections_case c ON c.id = w.case_id
        WHERE {record.within("c.id")} AND NOT EXISTS (SELECT 1 FROM inspections_turn u JOIN steps s ON s.verb = u.verb
            WHERE u.case_id = w.case_id AND u.closed_at IS NULL AND s.node = w.node)
        ORDER BY w.id"""  # noqa: S608
    for task, code, node in record.rows(statement, **flows.columns):
        words = _("%(code)s: bước «%(node)s» đang chờ mà không ai được giao việc đó.")
        yield Flaw(
            "turn.missing", f"CaseTask {task}", words % {"code": code, "node": node.rsplit(".", 1)[-1]}
        )


def asks_have_steps(record: Record) -> Iterator[Flaw]:
    """Each open ask of the main line has its step that waits; nobody is asked anything in a closed dossier."""
    flows = _flows(record)
    statement = f"""WITH {STEPS}, {_waiting(flows)}
        SELECT u.id, c.code, u.verb FROM inspections_turn u JOIN inspections_case c ON c.id = u.case_id
        WHERE {record.within("c.id")} AND u.closed_at IS NULL AND (c.kind, u.verb) IN (SELECT kind, verb FROM steps)
            AND NOT EXISTS (SELECT 1 FROM waiting w JOIN steps s ON s.node = w.node
                WHERE w.case_id = c.id AND s.verb = u.verb)
        ORDER BY u.id"""  # noqa: S608
    for turn, code, verb in record.rows(statement, **flows.columns):
        words = _("%(code)s: có người đang được giao «%(verb)s» trong khi luồng việc không chờ việc đó.")
        yield Flaw("turn.stray", f"Turn {turn}", words % {"code": code, "verb": verb})
    closed = f"""
        SELECT u.id, c.code, u.verb FROM inspections_turn u JOIN inspections_case c ON c.id = u.case_id
        WHERE {record.within("c.id")} AND u.closed_at IS NULL AND c.closed_at IS NOT NULL
            AND u.verb <> ALL(%(own_clock)s::text[]) AND NOT EXISTS (SELECT 1 FROM inspections_document d
                WHERE u.verb = 'sign_paper' AND d.id = u.subject AND d.kind = 'closing_record')
        ORDER BY u.id"""  # noqa: S608
    for turn, code, verb in record.rows(closed, own_clock=list(OWN_CLOCK)):
        words = _("%(code)s đã kết thúc mà vẫn có người được giao «%(verb)s».")
        yield Flaw("turn.closed", f"Turn {turn}", words % {"code": code, "verb": verb})


def processes(record: Record) -> Iterator[Flaw]:
    """One running flow at most, none where the case is closed; a flow that has not ended waits somewhere."""
    flows = _flows(record)
    running = f"SELECT 1 FROM {flows.processes} p WHERE p.case_id = c.id AND p.finished IS NULL"  # noqa: S608
    ended = f"""SELECT p.status FROM {flows.processes} p WHERE p.case_id = c.id ORDER BY p.id DESC LIMIT 1"""  # noqa: S608
    statement = f"""
        SELECT c.id, c.code, c.closed_at IS NOT NULL FROM inspections_case c
        WHERE {record.within("c.id")} AND CASE WHEN EXISTS ({running}) THEN c.closed_at IS NOT NULL
            ELSE c.closed_at IS NULL AND COALESCE(({ended}), '') <> 'DONE' END
        ORDER BY c.id"""  # noqa: S608
    for case, code, closed in record.rows(statement):
        over = _("%(code)s đã kết thúc mà luồng việc vẫn chạy.")
        stuck = _("%(code)s chưa kết thúc mà không có luồng việc nào chạy.")
        yield Flaw("flow.running", f"Case {case}", (over if closed else stuck) % {"code": code})
    idle = f"""
        SELECT p.id, c.code FROM {flows.processes} p JOIN inspections_case c ON c.id = p.case_id
        WHERE {record.within("c.id")} AND p.finished IS NULL
            AND NOT EXISTS (SELECT 1 FROM {flows.tasks} t WHERE t.process_id = p.id AND t.finished IS NULL)
        ORDER BY p.id"""  # noqa: S608
    for process, code in record.rows(idle):
        words = _("%(code)s: luồng việc đang chạy mà không đứng ở bước nào.")
        yield Flaw("flow.idle", f"CaseProcess {process}", words % {"code": code})


def places(record: Record) -> Iterator[Flaw]:
    """The flow stands where the case stands: each waiting node belongs to the present stage."""
    flows = _flows(record)
    statement = f"""
        WITH stands AS (SELECT * FROM unnest(%(standing)s::text[], %(stages)s::text[]) AS s(node, stage))
        SELECT t.id, c.code, t.flow_task, c.stage FROM {flows.tasks} t JOIN {flows.processes} p ON p.id = t.process_id
        JOIN inspections_case c ON c.id = p.case_id
        WHERE {record.within("c.id")} AND t.finished IS NULL AND p.finished IS NULL
            AND (t.flow_task, c.stage::text) NOT IN (SELECT node, stage FROM stands)
        ORDER BY t.id"""  # noqa: S608
    for task, code, node, stage in record.rows(statement, **flows.columns):
        words = _("%(code)s đang ở «%(stage)s» mà luồng việc đứng ở bước «%(node)s».")
        names = {"code": code, "stage": stage, "node": node.rsplit(".", 1)[-1]}
        yield Flaw("flow.place", f"CaseTask {task}", words % names)
