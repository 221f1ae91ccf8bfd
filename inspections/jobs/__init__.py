"""Work for the job worker; each task is one line into an action and may run twice without harm."""

from django.utils import timezone
from procrastinate.contrib.django import app

from inspections.actions import documents, messages, once
from inspections.jobs import access as access
from inspections.jobs import archives as archives
from inspections.jobs import evidence as evidence
from inspections.jobs import figure_reports as figure_reports
from inspections.jobs import honesty as honesty
from inspections.jobs import ledger as ledger
from inspections.jobs import notices as notices
from inspections.jobs import past as past
from inspections.jobs import posts as posts
from inspections.jobs import prints as prints
from inspections.jobs import privacy as privacy
from inspections.jobs import reminders as reminders
from inspections.jobs import urging as urging
from inspections.jobs import word as word

STALLED_AFTER_SECONDS = 30


@app.task(name="inspections.render_document", retry=5)
def render_document(document_id: int) -> None:
    """Render the frozen snapshot of a document."""
    documents.render_body(document_id)


@app.task(name="inspections.deliver_messages", retry=5)
def deliver_messages() -> None:
    """Send the mail that waits."""
    messages.deliver_waiting(now=timezone.now())


@app.periodic(cron="*/1 * * * *")
@app.task(name="inspections.sweep", queueing_lock="sweep")
def sweep(timestamp: int) -> None:
    """Net under the deeds: mail left behind by a lost worker; old marks of forms go."""
    messages.deliver_waiting(now=timezone.now())
    once.forget_old(now=timezone.now())


@app.periodic(cron="*/1 * * * * */20")
@app.task(name="inspections.rescue", queueing_lock="rescue", pass_context=True)
async def rescue(context: object, timestamp: int) -> None:
    """Jobs of a killed worker run again (no ``lock``: a stalled rescue must not block rescue)."""
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        await manager.retry_job(job)
