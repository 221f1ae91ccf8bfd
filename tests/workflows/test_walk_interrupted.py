"""A random joint walk of an inspection and its parties that interventions keep interrupting: it never gets stuck."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import transaction

from inspections.actions import minutes
from inspections.enums import ExtensionGround, TerminationCause
from inspections.kinds import KINDS
from inspections.management.demo.visits import visit_on_site
from inspections.models import Answer, Case, Turn
from inspections.models.inputs import ReviewInput
from tests.factories.chain import broken_link
from tests.factories.orders import GONE, Desk
from tests.factories.people import make_people
from tests.workflows.test_walk import JointWalk, resume
from workflows.models import CaseProcess, CaseTask
from workflows.nodes import Await

OVER = {"minutes_signed", "terminated", "withdrawn", "completed"}
NOT_ANNOUNCED = ("listed", "notified", "report_received")
JOINS, TEAM = "MH-03", ("truongdoan", "thanhvien1", "thanhvien2")
# How often each intervention may come in one life; an ending is rare, so that most lives are long.
OFTEN = {"pause": 3, "extend": 1, "add_unit": 1, "drop_unit": 1, "end_unit": 1, "adjust": 2, "new_facts": 2}
RARE = {"end": 0.01, "revoke": 0.04}
LIVES = 24


@dataclass
class InterruptedWalk(JointWalk):
    """The same people, and a director who pauses, extends, amends and ends."""

    done: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.desk = Desk(self.cast)

    def options(self) -> list[tuple[str, int | None]]:
        """The usual deeds, and what may interrupt them now."""
        self.stands_where_it_belongs()
        case = Case.objects.get(pk=self.case.pk)
        if case.stage == "paused":
            return [("go_on", None)] * 19 + [("end", None)]
        rows = list(case.children.order_by("pk"))
        more = [*self._of_the_inspection(case, rows), *self._of_a_party(case, rows)]
        return super().options() + [
            (verb, party)
            for verb, party in more
            if self.done[verb] < OFTEN.get(verb, 1) and self.dice.random() < RARE.get(verb, 0.6)
        ]

    def _of_the_inspection(self, case: Case, rows: list[Case]) -> list[tuple[str, int | None]]:
        running = ("decided", "conduct_plan_submitted", "conduct_plan_approved", "under_way")
        found = ["pause", "end"] if case.stage in running else []
        if case.stage in running and case.stage != "under_way":
            found.append("revoke")
        if case.stage == "under_way":
            found.append("extend")
        if case.stage in ("decided", "conduct_plan_approved", "under_way"):
            found.append("add_unit")
        return [(verb, None) for verb in found]

    def _of_a_party(self, case: Case, rows: list[Case]) -> list[tuple[str, int | None]]:
        found: list[tuple[str, int | None]] = []
        listed = [row for row in rows if row.stage != "withdrawn"]
        for row in rows:
            if case.stage in ("conduct_plan_approved", "under_way") and row.stage in NOT_ANNOUNCED:
                found += [("drop_unit", row.pk)] if len(listed) > 1 else []
            if row.stage in ("announced", "under_check", "minutes_drafted"):
                found.append(("end_unit", row.pk))
            if row.stage == "under_check":
                found.append(("adjust", row.pk))
            if row.stage == "minutes_drafted":
                found.append(("new_facts", row.pk))
        return found

    def stands_where_it_belongs(self) -> None:
        """Every case that goes on waits at one node, the one through which a flow that begins there would enter."""
        for row in [Case.objects.get(pk=self.case.pk), *self.case.children.select_related("parent")]:
            open_tasks = list(CaseTask.objects.filter(process__case=row, finished__isnull=True))
            if row.closed_at is not None:
                assert not open_tasks, (row.stage, open_tasks)
                continue
            (task,) = open_tasks
            node = resume(row.kind).ways[row.stage]
            if isinstance(node, Await) and task.flow_task != node and (row.parent is None or node.holds(row)):
                node = node.ways["then"]
            paused = row.parent is not None and row.parent.stage == "paused"
            assert task.flow_task == node or paused and row.stage == "listed", (row.stage, task.flow_task)

    def _carry(self, verb: str, kind: str, case: Case, **given: object) -> None:
        self.done[verb] += 1
        self.desk.carry(kind, case, self.now, **given)
        self.now += timedelta(minutes=30)

    def pause(self, _party: int | None) -> None:
        self._carry("pause", "pause", self.case, from_on=self.now.date())

    def go_on(self, _party: int | None) -> None:
        self.now += timedelta(days=1)
        self._carry("go_on", "resumption", self.case, again_on=self.now.date())

    def end(self, _party: int | None) -> None:
        self._carry("end", "termination", self.case, cause=TerminationCause.REQUESTED)

    def revoke(self, _party: int | None) -> None:
        self._carry("revoke", "revocation", self.case)

    def extend(self, _party: int | None) -> None:
        self._carry("extend", "extension", self.case, days=2, ground=ExtensionGround.COMPLEX)

    def add_unit(self, _party: int | None) -> None:
        """Another unit joins; the team declares for it."""
        unit, review = self.cast.institutions[JOINS], ReviewInput(note="Không trùng lặp.")
        self._carry("add_unit", "amendment", self.case, adds=[unit], review=review)
        for name in TEAM:
            self.story.declare(self.case, name, self.now)

    def drop_unit(self, party: int | None) -> None:
        self._carry("drop_unit", "amendment", self.case, drops=[Case.objects.get(pk=party)])

    def end_unit(self, party: int | None) -> None:
        self._carry("end_unit", "party_termination", Case.objects.get(pk=party), **GONE)

    def adjust(self, party: int | None) -> None:
        """T6, and the team goes there."""
        row = Case.objects.get(pk=party)
        remote = list(row.answers.filter(method="online")[:1])
        if not remote:
            self.done["adjust"] += 1
            return
        self._carry("adjust", "plan_adjustment", row, answers=remote)
        seen = Answer.objects.filter(pk=remote[0].pk).select_related("item__act", "assigned_to")
        visit_on_site(row, seen, self.story.member_for, self.now)

    def new_facts(self, party: int | None) -> None:
        """T9."""
        self.done["new_facts"] += 1
        lead = self.cast.people["truongdoan"]
        minutes.take_up_again(
            Case.objects.get(pk=party), by=lead, now=self.now, reason="Có đơn phản ánh mới về tuyển sinh."
        )

    def sign(self, party: int | None) -> None:
        """A unit without an account says nothing and does not sign."""
        if self.story.head_of(Case.objects.get(pk=party), self.plot):
            super().sign(party)
        else:
            self.refuse(party)


def has_ended(walk: InterruptedWalk) -> None:
    """Nothing is left open, nothing asks anybody, and the record tells its own story."""
    case = Case.objects.get(pk=walk.case.pk)
    stages = {party.stage for party in case.children.all()}
    assert case.stage in ("conduct_finished", "not_pursued", "terminated", "revoked")
    assert stages <= OVER
    assert case.stage != "conduct_finished" or "completed" not in stages
    assert (case.closed_at is not None) == (case.stage in {str(s) for s in KINDS["inspection"].final})
    family = [case, *case.children.all()]
    going_on = {row.pk for row in family if row.closed_at is None}
    flows = CaseProcess.objects.filter(case__in=family, finished__isnull=True).values_list("case", flat=True)
    assert sorted(flows) == sorted(going_on)
    asked = set(Turn.objects.still_open().filter(case__in=family).values_list("case", flat=True))
    assert asked == ({case.pk} if case.stage == "conduct_finished" else set())
    assert broken_link(case) is None


@pytest.mark.django_db
def test_whatever_interrupts_it_the_dossier_always_ends() -> None:
    cast, met = make_people(), Counter[str]()
    for seed in range(LIVES):
        with transaction.atomic():
            walk = InterruptedWalk(cast, random.Random(seed))
            try:
                walk.run()
                has_ended(walk)
            except Exception as found:
                found.add_note(f"seed {seed}: {walk.done}")
                raise
            met += walk.done
            transaction.set_rollback(True)
    assert set(met) >= {*OFTEN, "go_on", "end", "revoke"}, met
