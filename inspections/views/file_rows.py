"""What the machine found in files, added to the rows of a list; and the file that a deed is about."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from inspections.forms.base import StepForm
from inspections.models import Case, EvidenceFile
from inspections.queries.evidence import is_scanned_here, kept_back, scan_of
from inspections.rules.roles import Actor
from inspections.rules.uploads_handing import scan_words
from inspections.views.portal import file_rows


def with_checks(rows: list[dict[str, Any]], files: Iterable[EvidenceFile], who: Actor) -> None:
    """Add what the machine found; for files that were read with their ``check_row``. Openings are the team's to see."""
    by_number = {file.pk: file for file in files}
    for row in rows:
        file = by_number[row["pk"]]
        row["kept_back"] = kept_back(file, who.user_id)
        row["scan"] = scan_words(scan_of(file), scanned_here=is_scanned_here())
        if who.is_institution_side:
            row["opened"] = None


def about_file(request: HttpRequest, case: Case, step: Any, form: StepForm, subject: Any) -> dict[str, Any]:
    """The file that a deed is about, above its form."""
    return {"file": file_rows(case, [subject])[0]}
