"""The engine follows the deed: completes the step the deed belongs to, opens the next turn, wakes who waits."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext_noop as _
from viewflow.workflow import PROCESS, STATUS

from inspections.actions.turns import TurnBook
from inspections.exceptions import Refused
from inspections.models import Case
from inspections.queries.deadlines import due_for_turn
from inspections.queries.ready import Ready
from inspections.rules.roles import Actor
from workflows.flows.inspected_party import InspectedPartyFlow
from workflows.flows.inspection import InspectionFlow
from workflows.models import CaseProcess, CaseTask
from workflows.nodes import Await, Step

FLOWS: dict[str, Any] = {"inspection": InspectionFlow, "inspected_party": InspectedPartyFlow}
NOT_YOUR_TASK = _("Việc này không thuộc quyền của bạn ở bước hiện tại.")
RELATED = (
    "process__case__inspection_details",
    "process__case__party_details",
    "process__case__parent__inspection_details",
)


def main_verbs(kind: str) -> set[str]:
    """Verbs that a flow of this kind asks for."""
    return {verb for node in FLOWS[kind].instance.nodes() if isinstance(node, Step) for verb in node.ways}


@cache
def _ready(moved: int) -> Ready[CaseTask]:
    """Open tasks of so many cases that moved, and every wait of their dossier."""

    def build(root_id: int, *case_ids: int) -> QuerySet[CaseTask]:
        dossier = Case.objects.order_by().filter(pk=root_id).values("pk")
        dossier = dossier.union(Case.objects.order_by().filter(root_id=root_id).values("pk"))
        concerned = Q(process__case_id__in=case_ids) | Q(flow_task_type=Await.task_type)
        rows: QuerySet[CaseTask] = CaseTask.objects.filter(
            concerned, finished__isnull=True, process__finished__isnull=True
        )
        return rows.filter(process__case_id__in=dossier).select_related(*RELATED).order_by("pk")

    return Ready(build, *[int] * (1 + moved))


class Board:
    """The tasks that one deed may move: read in one statement, moved in memory, written once at the end.

    These are the open tasks of the cases that moved, and every wait of the dossier.
    """

    def __init__(self, root_id: int, moved: Iterable[Case], *, turns: TurnBook) -> None:
        self.turns = turns
        self.cases = {case.pk: case for case in moved}
        self.processes: dict[int, CaseProcess] = {}
        self.left: list[int] = []
        self.tasks = self._open_tasks(root_id)

    def _open_tasks(self, root_id: int) -> list[CaseTask]:
        found = _ready(len(self.cases)).ask(root_id, *self.cases)
        for task in found:
            process = self.processes.setdefault(task.process.case_id, task.process)
            process.case = self.cases.get(process.case_id, process.case)
            task.process = process
        return found

    def _standing(self, case: Case) -> list[CaseTask]:
        process = self.processes.get(case.pk)
        reached = process.visited if process is not None and process.pk is not None else []
        asked = [task for task in self.tasks if task.process.case_id == case.pk]
        return [task for task in [*asked, *reached] if task.status == STATUS.NEW]

    def start(self, case: Case) -> None:
        """Begin the flow of a case where the case stands."""
        flow = FLOWS[case.kind]
        process = CaseProcess(flow_class=flow, case=case)
        self.processes[case.pk] = process
        flow.instance.start.run(process)

    def follow(self, case: Case, verb: str, *, actor: Actor | None) -> None:
        """Complete the step that ``verb`` belongs to; a move from outside the line rebuilds it."""
        tasks = self._standing(case)
        for task in tasks:
            node = task.flow_task
            if isinstance(node, Step) and verb in node.ways:
                if actor is not None and node.permission not in actor.permissions:
                    raise Refused(NOT_YOUR_TASK)
                activation = node.activation_class(task)
                activation.deed = verb
                activation.fulfil()
                self.turns.close(case, *node.ways)
                activation.activate_next()
                return
            if isinstance(node, Await) and case.closed_at is None and node.stays_with(case):
                return
        self.rebuild(case, tasks)

    def rebuild(self, case: Case, tasks: list[CaseTask]) -> None:
        """Cancel what stands and start again at the present stage (a deed from outside the line)."""
        for task in tasks:
            task.flow_task.activation_class(task).cancel()
        if tasks:
            self.left.append(self.processes.pop(case.pk).pk)
            self.turns.close(case, *main_verbs(case.kind))
        elif self._is_fresh(case):
            self.processes.pop(case.pk)
        if case.closed_at is None:
            self.start(case)

    def _is_fresh(self, case: Case) -> bool:
        """The process was begun by an earlier move of this very deed and is not written yet."""
        process = self.processes.get(case.pk)
        return process is not None and process.pk is None

    def wake(self) -> None:
        """Let every wait of the dossier look at the record again."""
        for task in self.tasks:
            if isinstance(task.flow_task, Await) and task.status == STATUS.NEW:
                activation = task.flow_task.activation_class(task)
                if activation.complete.can_proceed():
                    activation.complete()
                    activation.activate_next()

    def write(self) -> None:
        """Write what was finished and what was reached, and note whose turn each step that waits now is."""
        for status in (STATUS.DONE, STATUS.CANCELED):
            if moved := [task.pk for task in self.tasks if task.status == status]:
                CaseTask.objects.filter(pk__in=moved).update(status=status, finished=now())
        if self.left:
            left = CaseProcess.objects.filter(pk__in=self.left)
            left.update(status=PROCESS.CANCELED, finished=self.turns.at)
        processes = list(self.processes.values())
        reached = [task for process in processes for task in process.visited]
        ended = [process for process in processes if process.pk and process.finished]
        CaseProcess.objects.bulk_create([process for process in processes if process.pk is None])
        CaseProcess.objects.bulk_update(ended, ["status", "finished"])
        CaseTask.objects.bulk_create(reached)
        for task in reached:
            if isinstance(task.flow_task, Step) and task.status == STATUS.NEW:
                self._ask(task.process.case, task.flow_task)

    def _ask(self, case: Case, node: Step) -> None:
        asks = node.asks.of(case)
        self.turns.open(
            case,
            verb=asks.verb or next(iter(node.ways)),
            label=asks.label,
            why=asks.why,
            person_id=asks.person(case) if asks.person else None,
            role=asks.role,
            due_on=due_for_turn(case, asks.due_rule, from_on=self.turns.at) if asks.due_rule else None,
        )
