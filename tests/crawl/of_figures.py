"""Who may open the pages of the figures, gathered for the table."""

from tests.crawl import counting, coverage, figure_reports, freezes, honesty

OPEN = freezes.OPEN
PLAIN = {**coverage.PLAIN, **counting.PLAIN, **freezes.PLAIN, **honesty.PLAIN, **figure_reports.PLAIN}
OF_OBJECTS = counting.OF_COUNTING | freezes.OF_FREEZES | honesty.OF_HONESTY | figure_reports.OF_REPORTS
