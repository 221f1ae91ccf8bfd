"""The clock that reminds: each working morning at 07:00, and again each hour until 16:00 should a worker have stood."""

from django.utils import timezone
from procrastinate.contrib.django import app

from inspections.actions import reminders
from inspections.queries.people import local_day


@app.periodic(cron="0 0-9 * * *")
@app.task(name="inspections.remind", queueing_lock="remind")
def remind(timestamp: int) -> None:
    """Queue the digests of the day (the cron is in UTC: 00:00 is 07:00 in Vietnam)."""
    now = timezone.now()
    reminders.remind(today=local_day(now), now=now)
