"""P7, audit completeness: over a whole life each change of stage is one event and each file handed out is one entry.

What is written stays: the database refuses to change, drop or empty events, and what is altered past it is named.
"""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from inspections.actions import decision
from inspections.management.demo.plot import DEEDS, Plot
from inspections.models import Case, CaseEvent, EvidenceFile, FileAccess
from inspections.queries.integrity import Record
from inspections.queries.integrity.chains import chains
from tests.factories.cases import after, moment_of, story_of
from tests.integrity.conftest import World
from tests.integrity.plants import altered_event, walls_asleep

Move = tuple[int, str, str]


class Auditor:
    """Looks at the stages and at the events after each deed, and compares."""

    def __init__(self) -> None:
        self.stages: dict[int, str] = dict(Case.objects.values_list("pk", "stage"))
        self.seen = CaseEvent.objects.latest("pk").pk

    def moved(self) -> tuple[list[Move], list[Move]]:
        """What changed since the last look, and what was told of it."""
        stages = dict(Case.objects.values_list("pk", "stage"))
        changed = [
            (pk, self.stages.get(pk, ""), now) for pk, now in stages.items() if self.stages.get(pk, "") != now
        ]
        events = CaseEvent.objects.filter(pk__gt=self.seen)
        told = [(e.case_id, e.before, e.after) for e in events.exclude(after="")]
        self.stages = stages
        self.seen = events.latest("pk").pk if events else self.seen
        return sorted(changed), sorted(told)


def test_each_change_of_stage_of_a_whole_life_is_told_by_exactly_one_event(world: World) -> None:
    story, plot, auditor = (
        story_of(world.cast),
        Plot(theme="van-bang-chung-chi", codes=("MH-01", "MH-02")),
        Auditor(),
    )
    case, moves = story.propose(plot, moment_of("propose")), 0
    for deed in DEEDS:
        if deed != "propose":
            getattr(story, deed)(case, plot, moment_of(deed))
        if deed == "submit_conduct_plan":  # once there and back
            director, sent_back = world.cast.people["giamdoc"], after(deed)
            auditor.moved()
            decision.return_conduct_plan(case, by=director, now=sent_back, reason="Nêu rõ địa điểm.")
            assert auditor.moved()[1] == [(case.pk, "conduct_plan_submitted", "decided")]
            story.submit_conduct_plan(Case.objects.get(pk=case.pk), plot, after(deed, hours=2))
        changed, told = auditor.moved()
        assert changed == told, deed
        moves += len(told)
        case = Case.objects.get(pk=case.pk)
    assert moves > 20
    assert all(event.by_id and event.recorded_at for event in CaseEvent.objects.filter(root=case))


def test_each_file_handed_out_leaves_one_entry_with_the_person_and_a_refused_one_leaves_none(
    world: World,
) -> None:
    person, file = (
        world.cast.people["thanhvien1"],
        EvidenceFile.objects.filter(case=world.party).earliest("pk"),
    )
    paper = world.party.documents.get(kind="minutes", state="issued")
    client, stranger = Client(), Client()
    client.force_login(person)
    stranger.force_login(world.cast.people["trungtamb-canbo"])
    for address in (
        reverse("evidence", args=[world.party.pk, file.pk]),
        reverse("document", args=[world.party.pk, paper.pk]),
    ):
        entries = FileAccess.objects.filter(case=world.party)
        before = entries.count()
        answer = client.get(address)
        assert answer.status_code == 200 and answer.getvalue()  # type: ignore[attr-defined]
        assert entries.count() == before + 1 and entries.latest("pk").by == person
        assert stranger.get(address).status_code == 404
        assert entries.count() == before + 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE inspections_caseevent SET reason = 'khác'",
        "DELETE FROM inspections_caseevent",
        "TRUNCATE inspections_caseevent CASCADE",
        "UPDATE inspections_fileaccess SET by_id = NULL",
        "DELETE FROM inspections_fileaccess",
    ],
)
def test_the_database_refuses_to_change_what_was_told(world: World, statement: str) -> None:
    FileAccess.objects.create(
        case=world.party,
        document=world.party.documents.first(),
        way="opened",
        at=after("sign_minutes"),
        by=world.cast.people["giamdoc"],
    )
    connection.check_constraints()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_event_altered_past_the_walls_is_named(world: World) -> None:
    assert list(chains(Record())) == []
    walls_asleep()
    row = altered_event(world)
    assert [flaw.row for flaw in chains(Record())] == [row]
