"""Work on whole dossiers: bound for printing; prints and Word files of last week are swept away."""

from django.utils import timezone
from procrastinate.contrib.django import app

from inspections.actions import dossier_prints, office_templates


@app.task(name="inspections.print_dossier", retry=5)
def print_dossier(print_id: int) -> None:
    """Bind the papers of a dossier for whoever asked."""
    dossier_prints.make_print(print_id, now=timezone.now())


@app.periodic(cron="50 19 * * *")
@app.task(name="inspections.sweep_prints", queueing_lock="sweep_prints")
def sweep_prints(timestamp: int) -> None:
    """What nobody fetches any more (19:50 UTC is 02:50 in Vietnam)."""
    dossier_prints.sweep_prints(now=timezone.now())
    office_templates.sweep_word_files(now=timezone.now())
