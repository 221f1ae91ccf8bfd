"""Work on files that came in: looked at by the machine; what never arrived is swept away."""

from django.utils import timezone
from procrastinate.contrib.django import app

from inspections.actions import file_checks, left_over_files, uploads


@app.task(name="inspections.check_files", retry=5)
def check_files(case_id: int) -> None:
    """Scan the new files of a case and write the copies of pictures."""
    file_checks.check_files(case_id, now=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="inspections.check_left_over", queueing_lock="check_left_over")
def check_left_over(timestamp: int) -> None:
    """Files whose job was lost, or that wait for a scanner that did not answer."""
    file_checks.check_left_over(now=timezone.now())


@app.periodic(cron="40 19 * * *")
@app.task(name="inspections.sweep_uploads", queueing_lock="sweep_uploads")
def sweep_uploads(timestamp: int) -> None:
    """Unfinished and unused files of long ago, and files of no row (19:40 UTC is 02:40 in Vietnam)."""
    uploads.sweep(now=timezone.now())
    left_over_files.sweep_left_over_files(now=timezone.now())
