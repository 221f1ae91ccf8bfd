"""Evidence as pages, zips and jobs read it: its state, what may be handed out, who opened it, its versions."""

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from inspections.enums import ScanState
from inspections.models import EvidenceFile, FileAccess
from inspections.rules.uploads_handing import kept_back_words

# The newest version of a file; it is so again once those that took its place are withdrawn.
NEWEST = Q(replaced_by__isnull=True) | Q(replaced_by__withdrawn_at__isnull=False) & (
    Q(replaced_by__replaced_by__isnull=True) | Q(replaced_by__replaced_by__withdrawn_at__isnull=False)
)


def is_scanned_here() -> bool:
    """Does this installation have a scanner?"""
    return bool(settings.CLAMAV_SOCKET)


def scan_of(file: EvidenceFile) -> str:
    """What is known of a file's safety; before the job has looked at it, it waits (read it with ``check_row``)."""
    row = getattr(file, "check_row", None)
    return row.scan if row else ScanState.WAITING


def kept_back(file: EvidenceFile, person_id: int) -> str:
    """Why this person is not handed this file now; empty when he is."""
    return kept_back_words(
        scan_of(file), scanned_here=is_scanned_here(), is_sender=file.received_by_id == person_id
    )


def unchecked() -> QuerySet[EvidenceFile]:
    """Files that the machine has not looked at; with a scanner also those that came before there was one."""
    wanting = Q(check_row__isnull=True) | Q(check_row__scan=ScanState.WAITING)
    if is_scanned_here():
        wanting |= Q(check_row__scan=ScanState.NOT_SCANNED, check_row__scanned_at__isnull=True)
    return EvidenceFile.objects.filter(wanting).select_related("check_row").order_by("pk")


def files_of(case_id: int) -> QuerySet[EvidenceFile]:
    """All files of a case with state, sender, versions and the number of times they were handed out."""
    rows = EvidenceFile.objects.filter(case_id=case_id)
    rows = rows.select_related("check_row", "received_by", "replaces", "replaced_by", "withdrawn_by", "paper")
    return rows.annotate(access_count=Count("accesses"))


def accesses_of(file: EvidenceFile) -> QuerySet[FileAccess]:
    """Who was handed this file, latest first."""
    return FileAccess.objects.filter(file=file).select_related("by").order_by("-id")


def versions_before(file: EvidenceFile) -> list[EvidenceFile]:
    """The files that this one replaced, latest first; a chain is short, and never longer than its case."""
    found: list[EvidenceFile] = []
    while file.replaces is not None:
        file = file.replaces
        found.append(file)
    return found
