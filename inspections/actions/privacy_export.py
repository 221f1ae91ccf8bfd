"""«Bản sao dữ liệu của tôi»: asked for by the person, made by a job, fetched by the person alone, swept after a week."""

import tempfile
from datetime import datetime, timedelta
from functools import partial

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.actions.jobs import JobBook
from inspections.documents.personal_data import CopyFile, hash_of, write_copy
from inspections.models import PersonalDataExport, User
from inspections.queries.people import local_day
from inspections.queries.privacy import OwnFile, actor_on, everything_about, files_about, visible_ids
from inspections.rules.dossier_names import safe_name

KEPT_DAYS = 7
GIVEN_UP_AFTER = timedelta(minutes=30)
SPOOLED = 8 * 1024 * 1024


def ask_own_export(*, by: User, now: datetime) -> PersonalDataExport:
    """The person asks for a copy of his own data; a second press finds the one that is being made."""
    with transaction.atomic():
        User.objects.select_for_update(of=("self",)).get(pk=by.pk)
        waiting = PersonalDataExport.objects.filter(
            subject=by, made_at=None, asked_at__gt=now - GIVEN_UP_AFTER
        )
        return waiting.first() or new_export(by, by=by, now=now)


def new_export(subject: User, *, by: User, now: datetime) -> PersonalDataExport:
    """A copy for one person, queued in the caller's transaction."""
    row = PersonalDataExport.objects.create(subject=subject, asked_at=now, asked_by=by)
    book = JobBook()
    book.add("inspections.export_personal_data", export_id=row.pk)
    book.write()
    return row


def make_export(export_id: int, *, now: datetime) -> None:
    """Job: write the copy as of the moment it was asked for; a second run finds it made."""
    row = PersonalDataExport.objects.select_related("subject").filter(pk=export_id, made_at=None).first()
    if row is None:
        return
    with tempfile.SpooledTemporaryFile(max_size=SPOOLED) as out:
        write_copy(
            out,
            name=row.subject.full_name,
            until=row.asked_at,
            sections=everything_about(row.subject, until=row.asked_at),
            files=copied_files(row.subject, until=row.asked_at),
        )
        row.size = out.tell()
        row.sha256 = hash_of(out)
        row.blob.save("du-lieu.zip", File(out), save=False)
    row.made_at = now
    row.save(update_fields=["blob", "sha256", "size", "made_at"])


def copied_files(subject: User, *, until: datetime) -> list[CopyFile]:
    """Files of dossiers that the person may not read any more stay there: they are named, not handed out (Điều 9)."""
    files = files_about(subject, until=until)
    case_ids = {file.case_id for file in files if file.case_id}
    seen = visible_ids(actor_on(subject, local_day(until)), case_ids) if case_ids else frozenset()
    return [_copied(place, file, seen) for place, file in enumerate(files, start=1)]


def _copied(place: int, file: OwnFile, seen: frozenset[int]) -> CopyFile:
    barred = file.case_id is not None and file.case_id not in seen
    why = _("Tệp thuộc hồ sơ kiểm tra mà bạn không còn quyền xem.") if barred else ""
    path = f"tep/{place:04d}-{safe_name(file.name)}"
    return CopyFile(path, file.name, file.sha256, file.at, file.where, file.blob, why)


def sweep_exports(*, now: datetime) -> None:
    """Copies are for the days after they were asked for; then they go."""
    for row in PersonalDataExport.objects.filter(asked_at__lt=now - timedelta(days=KEPT_DAYS)):
        drop_export(row)


def drop_export(row: PersonalDataExport) -> None:
    """Forget a copy with its bytes."""
    if row.blob:
        transaction.on_commit(partial(row.blob.storage.delete, str(row.blob.name)))
    row.delete()
