"""The doors of the counting rule, the targets and the raised classes (inspections/urls/counting.py)."""

from collections.abc import Iterator

from django.urls import reverse

from inspections.models import ClassRaise, CountingRule, Target
from tests.crawl.world import World
from tests.factories import ledger

DEPARTMENT = frozenset(
    {"director", "deputy_director", "section_head", "officer", "lead", "records_clerk", "monitor"}
)
OFFICERS = frozenset({"section_head", "officer", "lead"})
DECIDERS = frozenset({"director", "deputy_director", "section_head"})
ADMINISTRATOR = frozenset({"administrator"})
EVERYBODY = (
    DEPARTMENT
    | ADMINISTRATOR
    | frozenset({"team_member", "institution_head", "institution_clerk", "institution_helper", "nobody"})
)
NO_ONE = frozenset[str]()
READ = ("counting_rules", "raised_classes")
PLAIN = {
    "counting_rules": DEPARTMENT | ADMINISTRATOR,
    "raised_classes": DEPARTMENT,
    "counting_version": ADMINISTRATOR,
    "add_target": ADMINISTRATOR,
}
OF_COUNTING = frozenset({"counting_number", "change_target", "raise_class", "decide_raise"})
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
