"""The event chain as the archive keeps it: the very words that the trigger hashed, one row an event.

The hash of an event is the SHA-256 of these values joined by «|», the hash of the event before it first (the trigger
``chain`` of ``models.case.CaseEvent``); the verifier recomputes it from this file alone.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from inspections.models import CaseEvent


def _stamp(moment: datetime) -> str:
    """As PostgreSQL's to_char wrote it: universal time, six digits of a second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")


def event_row(event: CaseEvent) -> dict[str, Any]:
    """One event with everything that its hash stands for, nothing that may change later."""
    return {
        "id": event.pk,
        "root_id": event.root_id,
        "case_id": event.case_id,
        "verb": event.verb,
        "before": event.before,
        "after": event.after,
        "by_id": event.by_id,
        "role_words": event.role_words,
        "at": _stamp(event.at),
        "recorded_at": _stamp(event.recorded_at),
        "recorded_via": event.recorded_via,
        "reason": event.reason,
        "document_id": event.document_id,
        "detail": event.detail,
        "previous_hash": event.previous_hash,
        "hash": event.hash,
    }


def event_rows(events: Sequence[CaseEvent]) -> list[dict[str, Any]]:
    """The chain in its order."""
    return [event_row(event) for event in events]


def events_json(rows: Sequence[dict[str, Any]]) -> bytes:
    """The file of the chain: one event a line, so that people can read and compare it too."""
    lines = (json.dumps(row, ensure_ascii=False, sort_keys=True, allow_nan=False) for row in rows)
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()
