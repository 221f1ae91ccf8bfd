"""The clock of the follow-up: each working morning, and again each hour until 16:00 should a worker have stood."""

from django.utils import timezone
from procrastinate.contrib.django import app

from inspections.actions import urging
from inspections.queries.people import local_day


@app.periodic(cron="10 0-9 * * *")
@app.task(name="inspections.urge_remedies", queueing_lock="urge_remedies")
def urge_remedies(timestamp: int) -> None:
    """Give the urgings of the day (the cron is in UTC: 00:10 is 07:10 in Vietnam)."""
    now = timezone.now()
    urging.urge_remedies(today=local_day(now), now=now)
