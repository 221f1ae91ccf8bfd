"""«Giấy xác nhận đã nộp» for every submission: a row with a number and a printed paper (practice.md 5; NĐ 217/2025 Đ.9)."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from inspections.actions import documents
from inspections.actions.numbers import next_number
from inspections.actions.waves import Wave
from inspections.documents.contexts_replies import HandedIn, HandedRow, submission_receipt_snapshot
from inspections.enums import DocumentKind
from inspections.models import EvidenceFile, InformationRequest, Receipt
from inspections.queries.people import local_day


def give_receipt(
    wave: Wave,
    *,
    what: str,
    rows: Sequence[HandedRow],
    due_on: date | None = None,
    request: InformationRequest | None = None,
) -> Receipt:
    """Number what came in and freeze its paper: items, files with size and hash, the moment, on time or late."""
    year, now = local_day(wave.now).year, wave.now
    number = f"GXN-{year}-{next_number(wave.case.department_id, 'receipt', year):04d}"
    digest = digest_of(rows)
    post = wave.who.role_words
    handed = HandedIn(what, number, now, wave.person.full_name, post, due_on, rows, digest)
    document = documents.draft(
        wave,
        wave.case,
        DocumentKind.SUBMISSION_RECEIPT,
        _("Giấy xác nhận đã nộp %(number)s") % {"number": number},
        submission_receipt_snapshot(wave.case.pk, handed, today=local_day(now), demo=settings.DEMO),
        printed=True,
    )
    return Receipt.objects.create(
        request=request,
        case=wave.case,
        document=document,
        number=number,
        issued_at=now,
        issued_by=wave.person,
        file_count=sum(len(row.files) for row in rows),
        item_count=len(rows),
        sha256=digest,
    )


def receipt_for_files(wave: Wave, *, what: str, asked: str, files: Sequence[EvidenceFile]) -> Receipt | None:
    """A submission that is files beside something said (an explanation); without a file there is nothing to confirm."""
    if not files:
        return None
    return give_receipt(wave, what=what, rows=[HandedRow(asked, _("Đã nhận"), files)])


def digest_of(rows: Iterable[HandedRow]) -> str:
    """One hash over everything handed in, in its order."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(f"{row.asked}|{row.outcome}".encode())
        for file in row.files:
            digest.update(file.sha256.encode())
    return digest.hexdigest()
