"""Snapshot of a công văn đính chính (Nghị định 30/2020/NĐ-CP Điều 18.4 and Phụ lục III, mẫu công văn)."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.utils import translation

from inspections.models import Capacity, Document, Inspection
from inspections.rules.numbering import document_symbol

from .contexts_decision import SECTION_ARCHIVE, load_inspection
from .contexts_dossier import Heading, agency_head, signer
from .contexts_text import iso_date, without_closing_mark
from .snapshots import DocumentSnapshot

UNIT = "GDNN"


@dataclass(frozen=True)
class Correction:
    """What was printed wrongly in which issued paper, what is right, and who signs the letter."""

    paper: Document
    place: str
    wrong: str
    right: str
    signer: Capacity


class CorrectedPaper(DocumentSnapshot):
    """A công văn đính chính: which paper, where, what was printed, what it must read."""

    corrected_title: str
    corrected_number: str
    corrected_on: str
    corrected_place: str
    printed: str
    correct: str


@translation.override("vi")
def correction_snapshot(
    inspection: Inspection, correction: Correction, *, today: date, demo: bool
) -> CorrectedPaper:
    """Freeze the letter; its number and day are given when it is issued."""
    dossier = load_inspection(inspection, today=today, demo=demo)
    paper = correction.paper
    title = str(paper.get_kind_display())
    number = f" số {paper.full_number}" if paper.number else ""
    head = agency_head(
        dossier,
        Heading(
            kind="correction_letter",
            type_name="Công văn",
            type_abbr="CV",
            subject=f"V/v đính chính {title}{number}",
            recipients=["Như trên", *(without_closing_mark(r) for r in _recipients(paper))],
            signatures="",
            archive=SECTION_ARCHIVE,
        ),
    )
    head["symbol"] = document_symbol("", dossier.agency.short_name, unit_abbr=UNIT)
    head["signer"] = signer(correction.signer.user.full_name, correction.signer.lines)
    return {
        **head,
        "corrected_title": title,
        "corrected_number": paper.full_number,
        "corrected_on": iso_date(paper.dated_on),
        "corrected_place": correction.place,
        "printed": correction.wrong,
        "correct": correction.right,
    }


def _recipients(paper: Document) -> list[str]:
    found = cast(list[str], paper.snapshot.get("recipients", []))
    return [name for name in found if not name.startswith("Như ")]
