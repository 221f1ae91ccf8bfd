"""Who sees the signs of records made up afterwards and the reconciliation (inspections/urls/honesty.py)."""

from tests.crawl.counting import DEPARTMENT, OFFICERS

READ = ("backfilling", "reconciliation", "compared_list", "reconciliation_template", "figure_audit")
PLAIN = {"backfilling": DEPARTMENT, "reconciliation": DEPARTMENT, "compare": OFFICERS}
OF_HONESTY = frozenset(
    {"figure_audit", "audit_line", "review_signs", "reconciliation_template", "compared_list", "decide_row"}
)
