"""The engine follows the deed: completes the step the deed belongs to, opens the next turn, wakes who waits."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop as _
from viewflow.workflow import PROCESS, STATUS

from inspections.actions import turns
from inspections.models import Case, User
from inspections.queries.deadlines import due_for_turn
from inspections.rules.roles import Actor
from workflows.flows.inspected_party import InspectedPartyFlow
from workflows.flows.inspection import InspectionFlow
from workflows.models import CaseProcess, CaseTask
from workflows.nodes import Await, Step

FLOWS: dict[str, Any] = {"inspection": InspectionFlow, "inspected_party": InspectedPartyFlow}
NOT_YOUR_TASK = _("Việc này không thuộc quyền của bạn ở bước hiện tại.")


def running_process(case: Case) -> CaseProcess | None:
    """The running process of a case, with the case as the deed holds it."""
    process: CaseProcess | None = CaseProcess.objects.filter(case_id=case.pk, finished__isnull=True).first()
    if process:
        process.case = case
    return process


def _open_tasks(process: CaseProcess) -> list[CaseTask]:
    tasks = list(CaseTask.objects.filter(process=process, finished__isnull=True))
    for task in tasks:
        task.process = process
    return tasks


def start(case: Case, *, at: datetime, by: User | None) -> None:
    """Begin the flow of a case where the case stands."""
    FLOWS[case.kind].start.run(case=case)
    open_turns_of(case, at=at, by=by)


def open_turns_of(case: Case, *, at: datetime, by: User | None) -> None:
    """Open the main line's turn for each step that waits."""
    process = running_process(case)
    for task in _open_tasks(process) if process else []:
        node = task.flow_task
        if not isinstance(node, Step):
            continue
        asks = node.asks
        turns.open_turn(
            case,
            verb=next(iter(node.ways)),
            label=asks.label,
            why=asks.why,
            person_id=asks.person(case) if asks.person else None,
            role=asks.role,
            due_on=due_for_turn(case, asks.due_rule, from_on=at) if asks.due_rule else None,
            at=at,
            by=by,
        )


def rebuild(case: Case, *, at: datetime, by: User | None) -> None:
    """Cancel the process and start again at the present stage (intervention, repair, version change)."""
    process = running_process(case)
    if process:
        for task in _open_tasks(process):
            task.flow_task.activation_class(task).cancel()
        process.status, process.finished = PROCESS.CANCELED, at
        process.save(update_fields=["status", "finished"])
        turns.close_main_turns(case, verbs=main_verbs(case.kind), at=at, by=by)
    if case.closed_at is None:
        start(case, at=at, by=by)


def main_verbs(kind: str) -> set[str]:
    """Verbs that a flow of this kind asks for."""
    return {verb for node in FLOWS[kind].instance.nodes() if isinstance(node, Step) for verb in node.ways}


def follow(case: Case, verb: str, *, actor: Actor | None, at: datetime, by: User | None) -> None:
    """Complete the step that ``verb`` belongs to; a move from outside the line rebuilds it."""
    process = running_process(case)
    if process is None:
        start(case, at=at, by=by)
        return
    for task in _open_tasks(process):
        node = task.flow_task
        if isinstance(node, Step) and verb in node.ways:
            if actor is not None and node.permission not in actor.permissions:
                from inspections.exceptions import Refused

                raise Refused(NOT_YOUR_TASK)
            activation = node.activation_class(task)
            activation.deed = verb
            activation.fulfil()
            turns.close_main_turns(case, verbs=set(node.ways), at=at, by=by)
            activation.activate_next()
            open_turns_of(case, at=at, by=by)
            return
        if isinstance(node, Await) and case.closed_at is None and node.holds(case):
            return
    rebuild(case, at=at, by=by)


def wake(root_id: int, cases: dict[int, Case], *, at: datetime, by: User | None) -> None:
    """Let every wait of the dossier look at the record again."""
    waiting = CaseTask.objects.filter(
        process__case__root_id=root_id,
        process__finished__isnull=True,
        finished__isnull=True,
        flow_task_type="EVENT",
    ) | CaseTask.objects.filter(
        process__case_id=root_id,
        process__finished__isnull=True,
        finished__isnull=True,
        flow_task_type="EVENT",
    )
    for task in waiting.select_related(
        "process__case__inspection_details",
        "process__case__party_details",
        "process__case__parent__inspection_details",
    ).order_by("pk"):
        known = cases.get(task.process.case_id)
        if known is not None:
            task.process.case = known
        activation = task.flow_task.activation_class(task)
        if task.status == STATUS.NEW and activation.complete.can_proceed():
            activation.complete()
            activation.activate_next()
            open_turns_of(task.process.case, at=at, by=by)
