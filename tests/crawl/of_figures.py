"""Who may open the pages of the figures, gathered for the table."""

from tests.crawl import counting, coverage, freezes

OPEN = freezes.OPEN
PLAIN = {**coverage.PLAIN, **counting.PLAIN, **freezes.PLAIN}
OF_OBJECTS = counting.OF_COUNTING | freezes.OF_FREEZES
