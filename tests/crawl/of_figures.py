"""Who may open the pages of the figures, gathered for the table."""

from tests.crawl import counting, coverage, freezes, honesty

OPEN = freezes.OPEN
PLAIN = {**coverage.PLAIN, **counting.PLAIN, **freezes.PLAIN, **honesty.PLAIN}
OF_OBJECTS = counting.OF_COUNTING | freezes.OF_FREEZES | honesty.OF_HONESTY
