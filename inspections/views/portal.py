"""What the institution's letter-like pages show."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inspections.models import Case, EvidenceFile, IncomingPaper
from inspections.rules.uploads import megabytes


def moment(value: Any) -> str:
    """«08:30 ngày 26/11/2026» in Vietnamese time; empty when there is none."""
    return timezone.localtime(value).strftime("%H:%M ngày %d/%m/%Y") if value else ""


def file_rows(case: Case, files: Iterable[EvidenceFile]) -> list[dict[str, Any]]:
    """Files as lists show them: the newest version of each; an old one is behind it."""
    rows = list(files)
    known = {row.pk: row for row in rows}
    behind = {old for row in rows if row.withdrawn_at is None for old in _numbers_before(row, known)}
    return [
        {
            "pk": row.pk,
            "name": row.name,
            "size": megabytes(row.size),
            "sha256": row.sha256,
            "uploaded_by": row.get_side_display(),
            "received_at": moment(row.received_at),
            "as_of": row.as_of and date_format(row.as_of, "d/m/Y"),
            "url": reverse("evidence", args=[case.pk, row.pk]),
            "page_url": reverse("evidence_page", args=[case.pk, row.pk]),
            "withdrawn": row.withdrawn_at is not None,
            "source": source_words(row),
            "version": version_words(row, known),
            "opened": getattr(row, "access_count", None),
        }
        for row in rows
        if row.pk not in behind
    ]


def _numbers_before(row: EvidenceFile, known: Mapping[int, EvidenceFile]) -> list[int]:
    """The versions behind one, as far as the list holds them."""
    found: list[int] = []
    while row.replaces_id is not None:
        found.append(row.replaces_id)
        if row.replaces_id not in known:
            break
        row = known[row.replaces_id]
    return found


def version_words(row: EvidenceFile, known: Mapping[int, EvidenceFile]) -> str:
    """«bản 2, thay bản 1 ngày 20/11/2026»; without a number when the list does not hold the old ones."""
    if row.replaces_id is None:
        return ""
    older = _numbers_before(row, known)
    if older[-1] not in known:
        return _("bản mới, thay bản đã nộp trước")
    day = timezone.localtime(known[row.replaces_id].received_at)
    return _("bản %(number)s, thay bản %(old)s ngày %(day)s") % {
        "number": len(older) + 1,
        "old": len(older),
        "day": f"{day:%d/%m/%Y}",
    }


def source_words(row: EvidenceFile) -> str:
    """Where a file came from, if not from an upload of its own: the vault, or a numbered paper (practice.md 5)."""
    if row.vault_id:
        return _("dùng lại từ kho tài liệu của đơn vị")
    if row.paper_id and row.paper:
        return paper_words(row.paper)
    return ""


def paper_words(paper: IncomingPaper) -> str:
    """«Nhập thay từ văn bản đến số …»: never the institution's own act."""
    return _("Nhập thay từ văn bản đến số %(number)s/%(year)s") % {
        "number": paper.arrival_number,
        "year": paper.year,
    }
