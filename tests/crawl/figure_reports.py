"""Who reads the periodic reports and the passports of their numbers (inspections/urls/figure_reports.py)."""

from tests.crawl.counting import DEPARTMENT

RETURNS = DEPARTMENT - {"monitor"}
READ = ("figure_report", "report_file", "figure_passport")
PLAIN = {"committee_form": RETURNS}
OF_REPORTS = frozenset({"figure_report", "report_file", "return_report", "figure_passport"})
