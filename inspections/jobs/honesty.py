"""The honesty of the figure: each night the records that can still change are looked at again."""

from django.utils import timezone
from procrastinate.contrib.django import app

from inspections.actions import backfilling


@app.periodic(cron="40 17 * * *")
@app.task(name="inspections.look_for_backfilling", queueing_lock="look_for_backfilling")
def look_for_backfilling(timestamp: int) -> None:
    """Look at the records (the cron is in UTC: 17:40 is 00:40 in Vietnam)."""
    now = timezone.now()
    backfilling.look_at_all(now=now)
    backfilling.forget_sign_ins(now=now)
