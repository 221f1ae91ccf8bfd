"""Which legal acts each kind of document names by itself, besides those of its checklist and findings.

Kept beside the templates so that the administrator sees what a change of the law touches; a test reads the templates.
"""

from collections.abc import Iterator

from inspections.enums import DocumentKind, OrderKind

from .contexts_law import INSPECTION_DECREE, TRAINING_LAWS

ONCE_A_YEAR = "nq-198-2025"
INTEGRITY_DECREE = "nd-59-2019"

CITED_ACTS: dict[str, tuple[str, ...]] = {
    DocumentKind.DECISION: (*TRAINING_LAWS, INSPECTION_DECREE),
    DocumentKind.INFORMATION_REQUEST: (INSPECTION_DECREE,),
    DocumentKind.PROPOSAL_SHEET: (INSPECTION_DECREE,),
    DocumentKind.OVERLAP_SHEET: (INSPECTION_DECREE, ONCE_A_YEAR),
    DocumentKind.PLEDGE_SHEET: (INTEGRITY_DECREE,),
    DocumentKind.SCHEDULE_NOTICE: (INSPECTION_DECREE,),
    **{str(kind): (INSPECTION_DECREE,) for kind in OrderKind},
    DocumentKind.RESULT_NOTICE: (INSPECTION_DECREE,),
    DocumentKind.REMEDY_REQUEST: (INSPECTION_DECREE,),
    DocumentKind.URGING_LETTER: (INSPECTION_DECREE,),
    DocumentKind.SUPERIOR_REPORT: (INSPECTION_DECREE,),
    DocumentKind.COMPLETION_NOTICE: (INSPECTION_DECREE,),
}
# Documents that print the acts cited by the items of the checklist.
CITES_THE_CHECKLIST = (DocumentKind.DECISION, DocumentKind.MINUTES)


def documents_citing(code: str, *, in_checklists: bool) -> Iterator[str]:
    """The names of the document kinds that print this act."""
    for kind in DocumentKind:
        if code in CITED_ACTS.get(kind, ()) or (in_checklists and kind in CITES_THE_CHECKLIST):
            yield str(kind.label)
