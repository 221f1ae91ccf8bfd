"""The flows against the stages: no stage without a way on, no way that is not a deed, no dossier that gets stuck."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from inspections.actions import decision, inspection, minutes
from inspections.enums import FindingState, WitnessKind
from inspections.kinds import KINDS
from inspections.management.demo.people import Cast
from inspections.management.demo.result_story import Ending
from inspections.management.demo.story import Plot, Story
from inspections.models import Case, Turn
from inspections.models.inputs import WitnessInput
from tests.factories.cases import moment_of, story_of
from tests.factories.chain import broken_link
from tests.factories.people import make_people
from workflows.engine import FLOWS
from workflows.models import CaseProcess
from workflows.nodes import Await, ByStage, Over, Step

NAMES = Path(__file__).with_name("node_names.txt")


def nodes(kind: str) -> dict[str, object]:
    return {node.name: node for node in FLOWS[kind].instance.nodes()}


def resume(kind: str) -> ByStage:
    found = nodes(kind)["resume"]
    assert isinstance(found, ByStage)
    return found


def transitions(kind: str) -> list[tuple[str, str, str, bool]]:
    """(verb, from, to, outside the flow) of every deed of a kind."""
    model = Case.proxies[kind]
    rows = model._meta.get_field("stage").get_all_transitions(model)
    return [(row.name, str(row.source), str(row.target), bool(row.custom["outside_flow"])) for row in rows]


@pytest.mark.parametrize("kind", sorted(FLOWS))
def test_every_stage_that_is_not_final_has_a_place_in_the_flow_where_it_belongs(kind: str) -> None:
    ways = resume(kind).ways
    assert set(ways) == set(KINDS[kind].stages.values) - {str(stage) for stage in KINDS[kind].final}
    for stage, node in ways.items():
        if isinstance(node, Step | Await):
            assert stage in node.within, (stage, node.name)


@pytest.mark.parametrize("kind", sorted(FLOWS))
def test_every_way_of_a_step_is_a_deed_from_its_stages_and_leads_where_the_new_stage_belongs(
    kind: str,
) -> None:
    for node in nodes(kind).values():
        if not isinstance(node, Step):
            continue
        for verb, target in node.ways.items():
            lawful = [row for row in transitions(kind) if row[0] == verb and row[1] in node.within]
            assert lawful, (node.name, verb)
            for _verb, _before, after, outside in lawful:
                assert not outside
                if after in KINDS[kind].final:
                    assert isinstance(target, Over), (node.name, verb, after)
                else:
                    assert resume(kind).ways[after] is target, (node.name, verb, after)


@pytest.mark.parametrize("kind", sorted(FLOWS))
def test_every_deed_from_every_stage_belongs_to_exactly_one_node_or_stands_outside_the_flow(
    kind: str,
) -> None:
    for verb, before, _after, outside in transitions(kind):
        here = [node for node in nodes(kind).values() if isinstance(node, Step) and before in node.within]
        steps = [node for node in here if verb in node.ways]
        waits = [node for node in nodes(kind).values() if isinstance(node, Await) and before in node.within]
        if outside:
            assert not steps, (verb, before)
        else:
            assert len(steps) == 1 or (not steps and len(waits) == 1), (verb, before)


def test_names_of_nodes_are_frozen_because_running_processes_remember_them() -> None:
    present = {f"{kind}.{name}" for kind in FLOWS for name in nodes(kind)}
    frozen = set(NAMES.read_text(encoding="utf-8").split())
    assert present == frozen, (
        "Luồng thay đổi là một lớp luồng mới; tên bước của luồng đang chạy không được sửa."
    )


@pytest.mark.parametrize("kind", sorted(FLOWS))
def test_every_step_names_whom_it_asks_and_with_which_right(kind: str) -> None:
    for node in nodes(kind).values():
        if isinstance(node, Step):
            assert node.permission and node.asks.label and node.asks.why, node.name
            assert bool(node.asks.role) != (node.asks.person is not None), node.name


class OneParty(Story):
    """The same deeds, with one chosen party at a time."""

    chosen: int | None = None

    def parties(self, case: Case) -> list[Case]:
        return [row for row in super().parties(case) if self.chosen in (None, row.pk)]


@dataclass
class JointWalk:
    """An inspection and its parties moving in any lawful order."""

    cast: Cast
    dice: random.Random
    plot: Plot = field(default_factory=lambda: Plot(codes=("MH-01", "MH-02")))
    now: datetime = field(default_factory=lambda: moment_of("propose"))

    def __post_init__(self) -> None:
        made = story_of(self.cast)
        self.story = OneParty(made.cast, made.password, made.printer, made.way)
        self.case = self.story.propose(self.plot, self.now)

    def options(self) -> list[tuple[str, int | None]]:
        """What somebody could do now: deed and, for a party, which one."""
        case = Case.objects.get(pk=self.case.pk)
        found: list[tuple[str, int | None]] = [(verb, None) for verb in OF_INSPECTION.get(case.stage, ())]
        if case.stage in ("conduct_plan_approved", "under_way"):
            for party in case.children.all():
                found += [(verb, party.pk) for verb in OF_PARTY.get(party.stage, ())]
        return found

    def run(self) -> Case:
        """Walk until nothing is left to do."""
        for _step in range(80):
            options = self.options()
            if not options:
                return Case.objects.get(pk=self.case.pk)
            verb, party = self.dice.choice(options)
            self.now += timedelta(hours=1)
            self.story.chosen = party
            getattr(self, verb)(party)
        raise AssertionError("Hồ sơ không bao giờ kết thúc.")

    def _tell(self, *deeds: str) -> None:
        for deed in deeds:
            getattr(self.story, deed)(self.case, self.plot, self.now)

    def end(self, case: Case) -> Case:
        """What follows the minutes, to the sealed dossier."""
        told = Ending(self.story.cast, self.story.password, self.story.printer, self.story.way)
        return told.end_at_once(case, self.plot, until="seal_dossier", moment=self.later)

    def later(self, _deed: str) -> datetime:
        """Each deed an hour after the one before."""
        self.now += timedelta(hours=1)
        return self.now

    def review(self, _party: int | None) -> None:
        self._tell("review_overlap")

    def draft(self, _party: int | None) -> None:
        self._tell("nominate_team", "declare_conflicts", "draft_decision")

    def sign_and_issue(self, _party: int | None) -> None:
        self._tell("sign_decision", "issue_decision")

    def sign_then_abandon(self, _party: int | None) -> None:
        self._tell("sign_decision")
        self.abandon(None)

    def plan(self, _party: int | None) -> None:
        self._tell("submit_conduct_plan")

    def approve(self, _party: int | None) -> None:
        self._tell("approve_conduct_plan")

    def send_back(self, _party: int | None) -> None:
        decision.return_conduct_plan(
            self.case, by=self.cast.people["giamdoc"], now=self.now, reason="Chỉnh lại."
        )

    def abandon(self, _party: int | None) -> None:
        head = self.cast.people["truongphong"]
        inspection.abandon(self.case, by=head, now=self.now, reason="Không còn căn cứ kiểm tra.")

    def notify(self, _party: int | None) -> None:
        self._tell("notify_schedule")

    def report(self, _party: int | None) -> None:
        self._tell("submit_outline_report")

    def announce(self, _party: int | None) -> None:
        self._tell("announce_decision")

    def begin(self, _party: int | None) -> None:
        self._tell("begin_check", "gather_files", "conclude_items")

    def draft_minutes(self, _party: int | None) -> None:
        self._tell("draft_minutes")

    def sign(self, _party: int | None) -> None:
        self._tell("give_opinion", "confirm_minutes", "sign_minutes")

    def refuse(self, party: int | None) -> None:
        row, lead = Case.objects.get(pk=party), self.cast.people["truongdoan"]
        minutes.note_silence(row, by=lead, now=self.now, reason="Đã mời hai lần, đơn vị không trả lời.")
        for finding in row.findings.all():
            minutes.settle_finding(
                row,
                by=lead,
                now=self.now,
                finding_id=finding.pk,
                decision=FindingState.WITHDRAWN,
                reason="Thiếu căn cứ.",
            )
        self.story.confirm(row, lead, self.now)
        self.story.print_open(row)
        minutes.record_refusal(
            row,
            by=lead,
            now=self.now,
            signing=self.story.signing(),
            on=timezone.localtime(self.now).date(),
            reason="Đơn vị không ký",
            late_reason="Đơn vị vắng mặt",
            witnesses=[WitnessInput(WitnessKind.WITNESS, "Lê Văn Chứng", "Tổ dân phố 3")],
        )


OF_INSPECTION = {
    "proposed": ("review", "review", "review", "abandon"),
    "overlap_reviewed": ("draft", "draft", "draft", "abandon"),
    "decision_drafted": ("sign_and_issue", "sign_and_issue", "sign_and_issue", "sign_then_abandon"),
    "decided": ("plan",),
    "conduct_plan_submitted": ("approve", "send_back"),
}
OF_PARTY = {
    "listed": ("notify",),
    "notified": ("report", "announce"),
    "report_received": ("announce",),
    "announced": ("begin",),
    "under_check": ("draft_minutes",),
    "minutes_drafted": ("sign", "refuse"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(8))
def test_whatever_the_order_of_deeds_the_dossier_always_ends(seed: int) -> None:
    walk = JointWalk(make_people(), random.Random(seed))
    case = walk.run()
    if case.stage == "conduct_finished":
        case = walk.end(case)
    assert case.stage in ("closed", "not_pursued")
    ended = {"closed": {"completed"}, "not_pursued": {"withdrawn"}}[case.stage]
    assert {party.stage for party in case.children.all()} == ended
    family = [case.pk, *case.children.values_list("pk", flat=True)]
    assert not CaseProcess.objects.filter(case__in=family, finished__isnull=True).exists()
    assert not Turn.objects.still_open().filter(case__in=family).exclude(verb="sign_paper").exists()
    assert broken_link(case) is None
