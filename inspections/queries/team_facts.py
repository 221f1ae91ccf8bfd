"""Read beside a case for its ``Facts``: the team with its declarations, and the latest paper of each kind."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import Coalesce

from inspections.models import Document, TeamMember
from inspections.queries.beside import rows_beside
from inspections.rules.facts import DocumentFact, MemberFact


def team_rows(root: OuterRef) -> ArraySubquery:
    """Beside a case: the serving members of its team."""
    names = ("duty", "conflicts", "disciplined", "trained", "declared_for", "declared_at", "user_id")
    rows = TeamMember.objects.serving().filter(case_id=root).order_by("id")
    rows = rows.annotate(shown_name=Coalesce("user__full_name", "outside_name"))
    return rows_beside(rows, name="shown_name", **{name: name for name in names})


def document_rows() -> ArraySubquery:
    """Beside a case: its documents that no other has replaced."""
    names = ("id", "kind", "state", "body_sha256", "drafted_by_id", "signer_id")
    rows = Document.objects.filter(case_id=OuterRef("pk")).exclude(state="replaced").order_by("id")
    return rows_beside(rows, **{name: name for name in names})


def team_of(rows: list[dict[str, Any]]) -> tuple[MemberFact, ...]:
    """The team with its declarations."""
    return tuple(
        MemberFact(
            user_id=row["user_id"],
            name=row["name"],
            duty=row["duty"],
            declared=row["declared_at"] is not None,
            conflicts=tuple(filter(None, row["conflicts"].split(","))),
            disciplined=row["disciplined"],
            trained=row["trained"],
            declared_for=frozenset(int(n) for n in row["declared_for"].split(",") if n),
        )
        for row in rows
    )


def documents_of(rows: list[dict[str, Any]]) -> dict[str, DocumentFact]:
    """The latest document of each kind; only the columns that judgement needs."""
    return {
        row["kind"]: DocumentFact(
            row["id"],
            row["kind"],
            row["state"],
            bool(row["body_sha256"]),
            row["drafted_by_id"],
            row["signer_id"],
        )
        for row in rows
    }
