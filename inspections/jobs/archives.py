"""Work on sealed dossiers: the zip is built, and what a decision disposed of loses its bytes. No job decides anything."""

from django.conf import settings
from django.utils import timezone, translation
from procrastinate.contrib.django import app

from inspections.actions import archives, disposal
from inspections.steps.event_labels import all_event_labels


def labels() -> dict[str, str]:
    """What the archive's index calls the events, in the language of the record."""
    with translation.override(settings.LANGUAGE_CODE):
        return all_event_labels()


@app.task(name="inspections.build_archive", retry=5)
def build_archive(archive_id: int) -> None:
    """Build the zip of a sealed dossier."""
    archives.build(archive_id, now=timezone.now(), labels=labels())


@app.periodic(cron="20 19 * * *")
@app.task(name="inspections.build_missing_archives", queueing_lock="build_missing_archives")
def build_missing_archives(timestamp: int) -> None:
    """Archives that wait for their zip (19:20 UTC is 02:20 in Vietnam)."""
    archives.build_missing(now=timezone.now())


@app.task(name="inspections.dispose_bytes", retry=5)
def dispose_bytes(case_id: int, name: str) -> None:
    """Delete the stored bytes of a dossier that was disposed of by decision."""
    disposal.dispose_bytes(case_id, name)
