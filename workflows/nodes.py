"""The kinds of node our flows are made of; nothing here decides law (architecture 5).

Activations move tasks in memory only: the board of the deed writes what was finished and what was reached.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import now
from viewflow import this
from viewflow.workflow import PROCESS, STATUS, Node, Token
from viewflow.workflow.activation import Activation, has_manage_permission
from viewflow.workflow.base import Edge

from inspections.models import Case
from inspections.rules.roles import Permission

START = Token("start")


@dataclass(frozen=True)
class Asks:
    """Whose turn a step opens: a named person (by attribute of the facts) or a role in the department."""

    label: str
    why: str
    role: str = ""
    person: Callable[[Case], int | None] | None = None
    due_rule: str = ""
    verb: str = ""
    otherwise: "Callable[[Case], Asks | None] | None" = None

    def of(self, case: Case) -> "Asks":
        """What is asked in this case (some cases ask for another of the node's deeds)."""
        return (self.otherwise(case) if self.otherwise else None) or self


class CaseActivation(Activation):
    """What all our activations share: the case behind the process, arriving, passing and cancelling."""

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    @classmethod
    def reach(cls, flow_task: Any, process: Any, token: Any) -> "CaseActivation":
        """Arrive at a node of a process."""
        task = flow_task.flow_class.task_class(
            process=process,
            flow_task=flow_task,
            flow_task_type=flow_task.task_type,
            token=token,
            owner_permission=flow_task.permission,
        )
        process.visited.append(task)
        return cls(task)

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None
    ) -> "CaseActivation":
        """Arrive from another node."""
        return cls.reach(flow_task, prev_activation.process, token)

    @property
    def case(self) -> Case:
        """The case this process shadows, as the running deed holds it."""
        case: Case = self.process.case
        return case

    @Activation.status.super()
    def activate(self) -> None:
        """Nothing on arrival."""

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.DONE)
    def complete(self) -> None:
        """Passes at once."""
        self.task.finished = now()

    @Activation.status.transition(source=STATUS.DONE)
    def create_next(self) -> Iterator[Any]:
        """Go the only way."""
        yield self.flow_task.ways["then"]._create(self, self.task.token)

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.CANCELED, permission=has_manage_permission)
    def cancel(self) -> None:
        """Ends the task when its process is rebuilt or ended from outside."""
        self.task.finished = now()


class StepActivation(CaseActivation):
    """A task that waits for a person's deed; the deed chooses the edge."""

    deed: str | None = None

    @Activation.status.transition(
        source=STATUS.NEW, target=STATUS.DONE, conditions=[lambda activation: False]
    )
    def complete(self) -> None:
        """A step is never completed by the engine itself."""

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.DONE)
    def fulfil(self) -> None:
        """The deed was done."""
        self.task.finished = now()

    @Activation.status.transition(source=STATUS.DONE)
    def create_next(self) -> Iterator[Any]:
        """Go the way that the deed names."""
        yield self.flow_task.ways[self.deed]._create(self, self.task.token)


class AwaitActivation(CaseActivation):
    """A task that waits for a fact of the record; re-read each time it is woken."""

    @Activation.status.transition(
        source=STATUS.NEW,
        target=STATUS.DONE,
        conditions=[lambda activation: activation.flow_task.holds(activation.case)],
    )
    def complete(self) -> None:
        """What was awaited is there."""
        self.task.finished = now()


class ByStageActivation(CaseActivation):
    """Enters the flow where the case stands."""

    @Activation.status.transition(source=STATUS.DONE)
    def create_next(self) -> Iterator[Any]:
        """The node that belongs to the present stage."""
        yield self.flow_task.ways[self.case.stage]._create(self, self.task.token)


class OverActivation(CaseActivation):
    """The last node: the process has ended with it."""

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.DONE)
    def complete(self) -> None:
        """Ends the process."""
        self.task.finished = self.process.finished = now()
        self.process.status = PROCESS.DONE

    @Activation.status.transition(source=STATUS.DONE)
    def create_next(self) -> Iterator[Any]:
        """Nothing comes after the end."""
        yield from ()


class _CaseNode(Node):
    """Common ground: named ways, resolved late; no URLs of the engine."""

    activation_class = CaseActivation
    permission: str = ""
    ways: Mapping[str, Any]

    def __init__(self, ways: Mapping[str, Any]) -> None:
        super().__init__()
        self.ways = dict(ways)

    def _outgoing(self) -> Iterator[Edge]:
        for name, node in self.ways.items():
            yield Edge(src=self, dst=node, edge_class=name)

    def _resolve(self, instance: Any) -> None:
        super()._resolve(instance)
        self.ways = {name: this.resolve(instance, node) for name, node in self.ways.items()}


class Begin(_CaseNode):
    """The first node of every flow."""

    task_type = "START"

    def __init__(self, *, then: Any) -> None:
        super().__init__({"then": then})

    def run(self, process: Any) -> None:
        """Walk a new process to the place where its case stands."""
        activation = CaseActivation.reach(self, process, START)
        activation.complete()
        activation.activate_next()


class Step(_CaseNode):
    """A person does one of the named deeds: one actor, one permission, one turn."""

    activation_class = StepActivation
    task_type = "HUMAN"

    def __init__(self, *, permission: Permission, within: set[str], asks: Asks, **ways: Any) -> None:
        super().__init__(ways)
        self.permission = str(permission)
        self.within = frozenset(str(stage) for stage in within)
        self.asks = asks


class Await(_CaseNode):
    """Waits until a fact of the record holds; names the stages in which the wait is valid."""

    activation_class = AwaitActivation
    task_type = "EVENT"

    def __init__(self, condition: Callable[[Case], bool], *, within: set[str], then: Any) -> None:
        super().__init__({"then": then})
        self.condition = condition
        self.within = frozenset(str(stage) for stage in within)

    def holds(self, case: Case) -> bool:
        """Has the fact come true, or has the case left the stages in which the wait makes sense?"""
        return self.condition(case)

    def stays_with(self, case: Case) -> bool:
        """After a move of the case the wait goes on, or has come true and will be woken."""
        return str(case.stage) in self.within or self.condition(case)


class ByStage(_CaseNode):
    """The entry of every flow: stage -> node."""

    activation_class = ByStageActivation
    task_type = "GATEWAY"

    def __init__(self, ways: Mapping[str, Any]) -> None:
        super().__init__({str(stage): node for stage, node in ways.items()})


class Over(_CaseNode):
    """The end of a flow; the case itself may go on by deeds outside it."""

    activation_class = OverActivation
    task_type = "END"

    def __init__(self) -> None:
        super().__init__({})
