"""The doors of the figure: the department reads its own board, list and lines; nobody else's exist."""

from collections.abc import Iterator

from django.urls import reverse

from tests.crawl.table import DEPARTMENT, NO_ONE
from tests.crawl.world import World
from tests.factories import ledger

READ = ("share", "share_lines", "share_line")
Place = tuple[str, str, frozenset[str], frozenset[str]]


def doors_of_the_figure(world: World) -> Iterator[Place]:
    """One lượt at home and one abroad, each with its line."""
    for name, readers in (("checked", DEPARTMENT), ("foreign_checked", NO_ONE)):
        party = world.party(name)
        assert party.institution is not None
        line = ledger.line_of(ledger.MIXED, party.institution, party=party)
        yield "share_line", reverse("share_line", args=[line.pk]), readers, readers
