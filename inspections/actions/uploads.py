"""Files on their way in: begun by their hash, carried on at the byte where they stopped, examined when whole.

Only the owner knows of them; a whole file waits as a stashed file, as after a form that came back (quality.md W8).
"""

import secrets
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Sum

from inspections.exceptions import NotReady
from inspections.models import StashedFile, Upload, User
from inspections.rules.uploads import examine
from inspections.rules.uploads_names import clean_name
from inspections.rules.uploads_pieces import (
    KEPT_UNFINISHED,
    KEPT_UNUSED,
    MEGABYTE,
    damaged_words,
    refusal_to_begin,
    refusal_to_open_more,
)


class WrongPlace(Exception):
    """The piece does not begin where the file stopped; ``received`` is where it must begin."""

    def __init__(self, received: int, size: int) -> None:
        super().__init__(received)
        self.received, self.size = received, size


def limit_bytes() -> int:
    """The largest file that may come in pieces."""
    return int(settings.MAX_EVIDENCE_MB) * MEGABYTE


def begin(
    owner: User, *, name: str, size: int, sha256: str, now: datetime, limit: int | None = None
) -> Upload:
    """Announce a file; the same bytes of the same person go on where they stopped, or are whole at once."""
    cleaned = clean_name(name)
    most = min(limit or limit_bytes(), limit_bytes())
    if refusal := refusal_to_begin(cleaned, size, sha256, limit=most):
        raise NotReady([refusal])
    with transaction.atomic():
        row = (
            Upload.objects.select_for_update(of=("self",))
            .filter(owner=owner, sha256=sha256, size=size)
            .first()
        )
        if row is None:
            return _opened(owner, cleaned, size, sha256, now)
        same_name = row.name == cleaned
        if row.refusal and same_name:
            return row
        if row.refusal or row.is_whole and not (row.stashed_id and same_name):
            _start_again(row)
        row.name, row.touched_at = cleaned, now
        row.save()
        return row


def _opened(owner: User, name: str, size: int, sha256: str, now: datetime) -> Upload:
    """A new row, if the person has not too many open; of two tabs that begin at once both get the same one."""
    waiting = Upload.objects.filter(owner=owner, received__lt=F("size"), refusal="")
    announced = waiting.aggregate(size=Sum("size"))["size"] or 0
    if refusal := refusal_to_open_more(waiting.count(), announced, size):
        raise NotReady([refusal])
    row, _made = Upload.objects.get_or_create(
        owner=owner,
        sha256=sha256,
        size=size,
        defaults={"name": name, "begun_at": now, "touched_at": now},
    )
    return row


def _start_again(row: Upload) -> None:
    _forget_bytes(row)
    row.received, row.refusal, row.stashed = 0, "", None


def append(owner: User, upload_id: int, *, offset: int, piece: bytes, now: datetime) -> Upload:
    """Add one piece at the end of what has arrived; the last one has the whole file examined."""
    with transaction.atomic():
        row = Upload.objects.select_for_update(of=("self",)).get(pk=upload_id, owner=owner)
        if row.is_whole or row.refusal:
            return row
        arrived = min(row.received, _stored_bytes(row))
        if offset != arrived or offset + len(piece) > row.size:
            raise WrongPlace(arrived, row.size)
        _write(row, offset, piece)
        row.received, row.touched_at = offset + len(piece), now
        if row.is_whole:
            _finish(row, now)
        if row.pk:
            row.save(update_fields=["received", "touched_at", "blob", "refusal", "stashed"])
    return row


def _stored_bytes(row: Upload) -> int:
    """What the disk holds; less than the row says only when the machine stopped in between."""
    try:
        return Path(row.blob.path).stat().st_size if row.blob else 0
    except FileNotFoundError:
        row.blob = ""
        return 0


def _write(row: Upload, offset: int, piece: bytes) -> None:
    if not row.blob:
        row.blob.save(row.name, ContentFile(piece), save=False)
        return
    with Path(row.blob.path).open("r+b") as stream:
        stream.seek(offset)
        stream.write(piece)


def _finish(row: Upload, now: datetime) -> None:
    """Compare the hash, examine as every file is examined, and stash the very bytes that arrived."""
    with row.blob.open("rb") as content:
        seen = examine(row.name, content.file, limit_bytes=limit_bytes())
    if seen.sha256 != row.sha256:
        _forget_bytes(row)
        row.delete()
        row.refusal = damaged_words(row.name)
    elif seen.refusal:
        _forget_bytes(row)
        row.refusal = seen.refusal
    else:
        row.stashed = StashedFile.objects.create(
            token=secrets.token_urlsafe(24),
            owner_id=row.owner_id,
            name=seen.name,
            size=seen.size,
            sha256=seen.sha256,
            mime=seen.mime,
            blob=row.blob.name,
            created_at=now,
        )
        row.blob = ""


def _forget_bytes(row: Upload) -> None:
    if row.blob:
        transaction.on_commit(partial(row.blob.storage.delete, str(row.blob.name)))
        row.blob = ""


def drop(owner: User, upload_id: int) -> None:
    """The person gives an unfinished file up."""
    with transaction.atomic():
        row = Upload.objects.select_for_update(of=("self",)).get(pk=upload_id, owner=owner)
        _forget_bytes(row)
        row.delete()


def sweep(*, now: datetime) -> int:
    """Files that never arrived and files that no form took go after a time; what a colleague prepared stays."""
    stale = Upload.objects.filter(touched_at__lt=now - KEPT_UNFINISHED)
    unused = StashedFile.objects.filter(
        created_at__lt=now - KEPT_UNUSED,
        shares__isnull=True,
        outline_entries__isnull=True,
        remedy_items__isnull=True,
    )
    return sum(_swept(row) for row in stale) + sum(_swept(row) for row in unused)


def _swept(row: Upload | StashedFile) -> int:
    """One row and its bytes, in a transaction of their own; whoever was faster keeps both."""
    with transaction.atomic():
        name = str(row.blob.name)
        if not row.delete()[0]:
            return 0
        if name:
            transaction.on_commit(partial(row.blob.storage.delete, name))
    return 1
