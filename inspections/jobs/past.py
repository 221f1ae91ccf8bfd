"""Work on long workbooks of past paper inspections: examined, and saved after a person's yes."""

from django.utils import timezone
from procrastinate.contrib.django import app

from inspections.actions import past


@app.task(name="inspections.examine_paper_import", retry=5)
def examine_paper_import(import_id: int) -> None:
    """Examine a workbook that was sent in."""
    past.examine_import(import_id, now=timezone.now())


@app.task(name="inspections.save_paper_import", retry=5)
def save_paper_import(import_id: int) -> None:
    """Save a confirmed workbook, whole or not at all."""
    past.save_import(import_id, now=timezone.now())
