"""Once an hour: absences that begin or end, heads whose first day has come."""

from django.utils import timezone
from procrastinate.contrib.django import app

from inspections.actions.absence import follow_absences
from inspections.actions.succession import follow_posts


@app.periodic(cron="2 * * * *")
@app.task(name="inspections.follow_people", queueing_lock="follow_people")
def follow_people(timestamp: int) -> None:
    """What waits for somebody goes to who acts or holds the post today; running twice changes nothing."""
    follow_absences(now=timezone.now())
    follow_posts(now=timezone.now())
