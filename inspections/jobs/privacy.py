"""Copies of personal data: made for whoever asked; those of last week are swept away."""

from django.utils import timezone
from procrastinate.contrib.django import app

from inspections.actions import privacy_export


@app.task(name="inspections.export_personal_data", retry=5)
def export_personal_data(export_id: int) -> None:
    """Write the copy of one person's data."""
    privacy_export.make_export(export_id, now=timezone.now())


@app.periodic(cron="40 19 * * *")
@app.task(name="inspections.sweep_exports", queueing_lock="sweep_exports")
def sweep_exports(timestamp: int) -> None:
    """Copies that nobody fetches any more (19:40 UTC is 02:40 in Vietnam)."""
    privacy_export.sweep_exports(now=timezone.now())
