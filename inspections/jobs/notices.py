"""The gathered mail of the day: after the reminders of the morning, and again each hour should a worker have stood."""

from django.utils import timezone
from procrastinate.contrib.django import app

from inspections.actions import messages


@app.periodic(cron="30 0-9 * * *")
@app.task(name="inspections.deliver_gathered", queueing_lock="deliver_gathered", retry=5)
def deliver_gathered(timestamp: int) -> None:
    """Send the one mail of the day (the cron is in UTC: 00:30 is 07:30 in Vietnam)."""
    messages.deliver_gathered(now=timezone.now())
