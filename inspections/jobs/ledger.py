"""The ledger's clock: each night the lượt whose limit passed unsigned enter the denominator."""

from django.utils import timezone
from procrastinate.contrib.django import app

from inspections.actions import ledger


@app.periodic(cron="10 17 * * *")
@app.task(name="inspections.count_passed_limits", queueing_lock="count_passed_limits")
def count_passed_limits(timestamp: int) -> None:
    """Count what passed yesterday (the cron is in UTC: 17:10 is 00:10 in Vietnam)."""
    ledger.count_passed_limits(now=timezone.now())
