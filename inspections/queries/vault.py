"""The vault of institutions: what is in it, how often it saved an upload, what it already answers."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count, QuerySet

from inspections.models import EvidenceFile, VaultDocument
from inspections.rules.vault import VaultFact, best_match


def documents_of(institution_ids: Collection[int]) -> QuerySet[VaultDocument]:
    """All documents of these institutions, those in use first, each with the number of its uses."""
    rows = VaultDocument.objects.filter(institution_id__in=institution_ids)
    rows = rows.select_related("kept_by", "retired_by", "institution").annotate(use_count=Count("uses"))
    return rows.order_by("retired_at", "folded_title", "-id")


def facts_of_documents(rows: Iterable[VaultDocument]) -> list[tuple[VaultDocument, VaultFact]]:
    """Each document with what the rule of the vault needs of it."""
    return [
        (
            row,
            VaultFact(
                row.pk,
                row.title,
                row.number,
                row.issued_on,
                row.valid_until,
                retired=row.retired_at is not None,
            ),
        )
        for row in rows
    ]


def in_use(institution_id: int | None) -> list[VaultFact]:
    """What an institution may hand in again, as the rule sees it; one statement."""
    rows = VaultDocument.objects.filter(institution_id=institution_id or 0, retired_at__isnull=True)
    return [fact for _row, fact in facts_of_documents(rows)]


def already_there(
    asked: Iterable[tuple[int, str]], institution_id: int | None, on: date
) -> dict[int, VaultFact]:
    """For each thing asked the valid document of the vault that answers it; one statement whatever the number."""
    known = in_use(institution_id)
    found = {number: best_match(text, known, on) for number, text in asked} if known else {}
    return {number: fact for number, fact in found.items() if fact is not None}


def uploads_avoided(institution_ids: Collection[int]) -> int:
    """How many files were handed in from the vault and not uploaded again."""
    return EvidenceFile.objects.filter(vault__isnull=False, case__institution_id__in=institution_ids).count()
