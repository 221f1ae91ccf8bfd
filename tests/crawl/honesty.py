"""Who sees the signs of records made up afterwards (inspections/urls/honesty.py)."""

from tests.crawl.counting import DEPARTMENT

READ = ("backfilling",)
PLAIN = {"backfilling": DEPARTMENT}
OF_HONESTY = frozenset({"review_signs"})
