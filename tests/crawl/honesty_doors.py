"""The doors of what keeps the figure honest: a lượt at home and one abroad; who was of its team does not review it."""

from collections.abc import Iterator

from django.urls import reverse

from tests.crawl.counting import DEPARTMENT
from tests.crawl.world import World
from tests.factories import ledger

NO_ONE: frozenset[str] = frozenset()
REVIEWERS = frozenset({"director", "deputy_director", "section_head", "officer", "monitor"})
Place = tuple[str, str, frozenset[str], frozenset[str]]


def doors_of_honesty(world: World) -> Iterator[Place]:
    """The review of the signs of one lượt."""
    for place, sees, may in (("checked", DEPARTMENT, REVIEWERS), ("foreign_checked", NO_ONE, NO_ONE)):
        party = world.party(place)
        assert party.institution is not None
        line = ledger.line_of(ledger.MIXED, party.institution, party=party)
        yield "review_signs", reverse("review_signs", args=[line.pk]), sees, may
