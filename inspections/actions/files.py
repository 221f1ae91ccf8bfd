"""Files into the record: stashed while a form is being filled, then kept with their hash, never deleted."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import connection, transaction

from inspections.actions.jobs import JobBook
from inspections.enums import Side
from inspections.models import Case, EvidenceFile, IncomingPaper, StashedFile, User
from inspections.models.inputs import Incoming
from inspections.queries.access import stashed_within_reach

CHECK = "inspections.check_files"


def keep_files(
    case: Case,
    files: Sequence[Incoming],
    *,
    side: str,
    by: User,
    now: datetime,
    as_of: date | None = None,
    paper: IncomingPaper | None = None,
    prepared: Sequence[StashedFile] = (),
    jobs: JobBook | None = None,
) -> list[EvidenceFile]:
    """Store files of one side in the dossier; ``paper`` is the numbered paper they came with.

    ``prepared`` are files that waited with a draft of this dossier and were read with it: nobody is asked again.
    A stashed file's bytes become the evidence as they lie, so that a large file is written once. The machine looks at
    all of them afterwards, in one job of the same transaction (``jobs``: the book of the deed, else one of its own).
    """
    held = {row.token: row for row in prepared}
    held |= _held([f.token for f in files if f.token and f.token not in held], owner=by)
    kept, taken = list[EvidenceFile](), list[int]()
    for incoming in files:
        row = EvidenceFile(
            case=case,
            name=incoming.name,
            size=incoming.size,
            sha256=incoming.sha256,
            mime=incoming.mime,
            side=side,
            as_of=as_of,
            received_at=now,
            received_by=by,
            paper=paper,
        )
        stashed = held.pop(incoming.token or "", None)
        if stashed is not None and stashed.sha256 == incoming.sha256:
            row.blob = stashed.blob.name
            taken.append(stashed.pk)
        else:
            incoming.content.seek(0)
            row.blob.save(incoming.name, incoming.content, save=False)
        kept.append(row)
    EvidenceFile.objects.bulk_create(kept)
    if taken:
        _forget(taken)
    drop_stashed(list(held), owner=by)
    if kept:
        ask_for_check(case, jobs)
    return kept


def _held(tokens: Sequence[str], *, owner: User) -> dict[str, StashedFile]:
    rows = stashed_within_reach(owner).filter(token__in=tokens) if tokens else ()
    return {row.token: row for row in rows}


def _forget(stashed: Sequence[int]) -> None:
    """Files that found their place are held no more, and nothing points at them any more; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH gone AS (SELECT UNNEST(%s::bigint[]) AS id), "
            "shared AS (DELETE FROM inspections_itemshare_files WHERE stashedfile_id IN (SELECT id FROM gone)), "
            "drafted AS (DELETE FROM inspections_outlineentry_files WHERE stashedfile_id IN (SELECT id FROM gone)), "
            "mended AS (DELETE FROM inspections_remedyitem_held WHERE stashedfile_id IN (SELECT id FROM gone)), "
            "sent AS (UPDATE inspections_upload SET stashed_id = NULL WHERE stashed_id IN (SELECT id FROM gone)) "
            "DELETE FROM inspections_stashedfile WHERE id IN (SELECT id FROM gone)",
            [list(stashed)],
        )


def ask_for_check(case: Case, jobs: JobBook | None = None) -> None:
    """Have the files of a case looked at by the machine; a deed that keeps many asks once."""
    book = JobBook() if jobs is None else jobs
    asked = {"case_id": case.pk}
    if not any(job.task_name == CHECK and job.task_kwargs == asked for job in book.jobs):
        book.add(CHECK, **asked)
    if jobs is None:
        book.write()


def stash(
    owner: User, name: str, size: int, sha256: str, mime: str, content: "File[Any]", *, now: datetime
) -> str:
    """Hold a good file for its owner while the form goes back."""
    content.seek(0)
    row = StashedFile(
        token=secrets.token_urlsafe(24),
        owner=owner,
        name=name,
        size=size,
        sha256=sha256,
        mime=mime,
        created_at=now,
    )
    row.blob.save(name, content, save=False)
    row.save()
    return row.token


def drop_stashed(tokens: Sequence[str], *, owner: User) -> None:
    """Forget stashed files that found their place; a deed that is rolled back leaves the bytes where they are."""
    if not tokens:
        return
    for row in stashed_within_reach(owner).filter(token__in=tokens):
        transaction.on_commit(partial(row.blob.storage.delete, str(row.blob.name)))
        row.delete()


def note_opened(file: EvidenceFile, *, by: User, now: datetime) -> None:
    """The team opened a file of the party for the first time: the counting rule asks for that moment (C3)."""
    EvidenceFile.objects.filter(pk=file.pk, first_opened_at__isnull=True).update(
        first_opened_at=now, first_opened_by=by
    )


TEAM, INSTITUTION = Side.TEAM, Side.INSTITUTION
