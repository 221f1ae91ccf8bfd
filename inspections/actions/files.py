"""Files into the record: stashed while a form is being filled, then kept with their hash, never deleted."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction

from inspections.enums import Side
from inspections.models import Case, EvidenceFile, StashedFile, User
from inspections.models.inputs import Incoming


def keep_files(
    case: Case, files: Sequence[Incoming], *, side: str, by: User, now: datetime, as_of: date | None = None
) -> list[EvidenceFile]:
    """Store files of one side in the dossier."""
    kept = []
    for incoming in files:
        incoming.content.seek(0)
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
        )
        row.blob.save(incoming.name, incoming.content, save=False)
        kept.append(row)
    EvidenceFile.objects.bulk_create(kept)
    drop_stashed([f.token for f in files if f.token], owner=by)
    return kept


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
    for row in StashedFile.objects.filter(token__in=tokens, owner=owner):
        transaction.on_commit(partial(row.blob.storage.delete, str(row.blob.name)))
        row.delete()


def note_opened(file: EvidenceFile, *, by: User, now: datetime) -> None:
    """The team opened a file of the party for the first time: the counting rule asks for that moment (C3)."""
    EvidenceFile.objects.filter(pk=file.pk, first_opened_at__isnull=True).update(
        first_opened_at=now, first_opened_by=by
    )


TEAM, INSTITUTION = Side.TEAM, Side.INSTITUTION
