"""What anybody may learn of a paper by its code: that it is ours, its number and date, whether it still stands."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.db.models.fields.json import KT
from django.utils import timezone

from inspections.enums import DocumentKind, DocumentState, SignatureRoute
from inspections.models import Document

OF_THE_INSTITUTION = frozenset({DocumentKind.OUTLINE_REPORT, DocumentKind.REMEDY_REPORT})


@dataclass(frozen=True)
class PublicPaper:
    """No name, no institution, no code of a dossier, no title: a title may name whom it is about."""

    issued: bool
    kind: str = ""
    number: str = ""
    dated_on: date | None = None
    issuer: str = ""
    sha256: str = ""
    by_hand: bool = False
    print_only: bool = False
    replaced_by: str = ""
    revoked_by: str = ""
    replaced: bool = False
    corrected_by: list[str] = field(default_factory=list)
    amended_by: list[str] = field(default_factory=list)

    @property
    def stands(self) -> bool:
        """Nothing took its place or its force."""
        return self.issued and not (self.replaced or self.revoked_by or self.print_only)


def paper_of(code: str) -> PublicPaper | None:
    """The paper with this code, as the public may see it; None if there is none."""
    rows = Document.objects.filter(public_code=code).defer("snapshot").annotate(agency=KT("snapshot__agency"))
    row = rows.select_related("replaced_by").first()
    if row is None:
        return None
    if row.state == DocumentState.PRINT and row.is_rendered:
        return PublicPaper(
            issued=True,
            kind=row.get_kind_display(),
            dated_on=timezone.localdate(row.drafted_at),
            issuer=_issuer(row),
            sha256=row.body_sha256,
            print_only=True,
        )
    if row.issued_at is None:
        return PublicPaper(issued=False)
    return _issued(row)


def _issued(row: Document) -> PublicPaper:
    successor = getattr(row, "replaced_by", None)
    stands_instead = successor if successor is not None and successor.issued_at else None
    return PublicPaper(
        issued=True,
        kind=row.get_kind_display(),
        number=row.full_number,
        dated_on=row.dated_on,
        issuer=_issuer(row),
        sha256=row.final_sha256,
        by_hand=row.route == SignatureRoute.HAND,
        replaced=row.state == DocumentState.REPLACED or stands_instead is not None,
        replaced_by=_named(stands_instead) if stands_instead else "",
        revoked_by=next(iter(_of_the_decision(row, DocumentKind.REVOCATION)), ""),
        corrected_by=[_named(letter) for letter in _issued_ones(row.corrections.all())],
        amended_by=_of_the_decision(row, DocumentKind.AMENDMENT),
    )


def _issuer(row: Document) -> str:
    """The agency as the paper names it; a paper of an institution names nobody here."""
    return "" if row.kind in OF_THE_INSTITUTION else str(row.agency or "")  # type: ignore[attr-defined]


def _of_the_decision(row: Document, kind: str) -> list[str]:
    if row.kind != DocumentKind.DECISION:
        return []
    return [_named(other) for other in _issued_ones(Document.objects.filter(case_id=row.case_id, kind=kind))]


def _issued_ones(rows: QuerySet[Document]) -> QuerySet[Document]:
    return rows.filter(issued_at__isnull=False).defer("snapshot").order_by("dated_on", "id")


def _named(row: Document) -> str:
    return f"{row.full_number} ({row.dated_on:%d/%m/%Y})"
