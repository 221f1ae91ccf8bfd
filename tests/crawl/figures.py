"""Every door of the figure: board and lines, the counting rule, frozen figures, what stands behind them."""

from collections.abc import Iterator
from itertools import chain

from tests.crawl import (
    counting,
    counting_doors,
    coverage,
    figure_reports,
    freezes,
    freezes_doors,
    honesty,
    honesty_doors,
    share,
)
from tests.crawl.world import World

Place = tuple[str, str, frozenset[str], frozenset[str]]
READ = (*coverage.READ, *counting.READ, *freezes.READ, *honesty.READ, *figure_reports.READ, *share.READ)


def doors_of_the_figures(world: World) -> Iterator[Place]:
    """Told by subject."""
    return chain(
        share.doors_of_the_figure(world),
        counting_doors.doors_of_counting(world),
        freezes_doors.doors_of_freezes(world),
        honesty_doors.doors_of_honesty(world),
    )
