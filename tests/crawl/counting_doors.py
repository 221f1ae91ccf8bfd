"""The doors of the counting rule, the targets and the raised classes: who sees each, who may go through."""

from collections.abc import Iterator

from django.urls import reverse

from inspections.models import ClassRaise, CountingRule, Target
from tests.crawl.counting import ADMINISTRATOR, DECIDERS, DEPARTMENT, OFFICERS
from tests.crawl.table import EVERYBODY, NO_ONE
from tests.crawl.world import World
from tests.factories import ledger

Place = tuple[str, str, frozenset[str], frozenset[str]]


def doors_of_counting(world: World) -> Iterator[Place]:
    """The number of the rule, a target, and a raise of a lượt at home and abroad."""
    rule, target = CountingRule.objects.earliest("-version"), Target.objects.earliest("pk")
    number = reverse("counting_number", args=[rule.version])
    yield "counting_number", number, EVERYBODY, ADMINISTRATOR | {"director"}
    yield "change_target", reverse("change_target", args=[target.pk]), EVERYBODY, ADMINISTRATOR
    for name, place, asking, deciding in (
        ("own", "checked", OFFICERS, DECIDERS),
        ("foreign", "foreign_checked", NO_ONE, NO_ONE),
    ):
        party = world.party(place)
        assert party.institution is not None
        sees = DEPARTMENT if name == "own" else NO_ONE
        line = ledger.line_of(ledger.MIXED, party.institution, party=party)
        asked = ClassRaise.objects.create(
            line=line,
            before=0,
            wanted=1,
            reason="Lý do",
            proposed_at=line.counted_at,
            proposed_by=world.people["officer"],
        )
        yield "raise_class", reverse("raise_class", args=[line.pk]), sees, asking
        yield "decide_raise", reverse("decide_raise", args=[asked.pk]), sees, deciding
