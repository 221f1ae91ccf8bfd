"""The chain of events of a dossier: each hash follows from its own row and from the event before it (quality.md P7)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from inspections.queries.integrity.record import Flaw, Record

# The same spelling as the trigger «chain» of CaseEvent; a test compares the two on every event of a whole life.
RECOMPUTED = """
    encode(sha256(convert_to(concat_ws('|', e.previous_hash, e.root_id, e.case_id, e.verb, e.before, e.after,
        COALESCE(e.by_id::text, ''), e.role_words,
        to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        e.recorded_via, e.reason, COALESCE(e.document_id::text, ''), e.detail), 'UTF8')), 'hex')
"""


def chains(record: Record) -> Iterator[Flaw]:
    """Names the very event that was changed, and the event before which one is missing."""
    statement = f"""
        SELECT id, code, altered FROM (
            SELECT e.id, c.code, e.hash <> {RECOMPUTED} AS altered,
                e.previous_hash <> COALESCE(lag(e.hash) OVER (PARTITION BY e.root_id ORDER BY e.id), '') AS parted
            FROM inspections_caseevent e JOIN inspections_case c ON c.id = e.root_id
            WHERE {record.within("e.root_id")}) links
        WHERE altered OR parted ORDER BY id"""  # noqa: S608
    for event, code, altered in record.rows(statement):
        if altered:
            words = _("%(code)s: nội dung sự kiện %(event)s đã bị sửa, không khớp mã băm của nó.")
            yield Flaw("chain.altered", f"CaseEvent {event}", words % {"code": code, "event": event})
        else:
            words = _(
                "%(code)s: sự kiện %(event)s không nối với sự kiện liền trước: có sự kiện bị bỏ hoặc chèn."
            )
            yield Flaw("chain.parted", f"CaseEvent {event}", words % {"code": code, "event": event})


def heads(record: Record) -> str:
    """One hash over the heads of all chains: two databases with the same one hold the same events."""
    statement = """
        SELECT encode(sha256(convert_to(COALESCE(string_agg(root_id || ':' || hash, '|' ORDER BY root_id), ''), 'UTF8')), 'hex')
        FROM (SELECT DISTINCT ON (root_id) root_id, hash FROM inspections_caseevent ORDER BY root_id, id DESC) heads"""
    return str(next(record.rows(statement))[0])
