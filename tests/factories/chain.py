"""Recompute the chain of a dossier's events from the rows alone."""

import hashlib
from datetime import UTC, datetime

from inspections.models import Case, CaseEvent


def broken_link(case: Case) -> CaseEvent | None:
    """The first event whose hash does not follow from its own row and the event before it."""
    previous = ""
    for event in CaseEvent.objects.filter(root_id=case.root_case_id).order_by("id"):
        if event.previous_hash != previous or event.hash != _hash(event, previous):
            return event
        previous = event.hash
    return None


def _hash(event: CaseEvent, previous: str) -> str:
    parts = [
        previous,
        event.root_id,
        event.case_id,
        event.verb,
        event.before,
        event.after,
        event.by_id or "",
        event.role_words,
        _stamp(event.at),
        _stamp(event.recorded_at),
        event.recorded_via,
        event.reason,
        event.document_id or "",
        event.detail,
    ]
    return hashlib.sha256("|".join(str(part) for part in parts).encode()).hexdigest()


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
