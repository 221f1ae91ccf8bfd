"""A sealed dossier is what it was when it was sealed: its manifest equals the rows, its chain has not grown shorter.

Source: domain table 12.1.1 row 19; the manifest is written by ``documents/archive/manifest.py``.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from inspections.models import Archive, CaseEvent
from inspections.queries.integrity.files import spelled
from inspections.queries.integrity.record import Flaw, Record


def archives(record: Record) -> Iterator[Flaw]:
    """The manifest has the hash it was sealed with, and the chain still holds the event at its head."""
    rows = Archive.objects.using(record.using).select_related("case").order_by("pk")
    if record.root is not None:
        rows = rows.filter(case_id=record.root)
    events = CaseEvent.objects.using(record.using)
    heads = dict(events.filter(pk__in=rows.values("last_event_id")).values_list("pk", "hash"))
    for row in rows:
        if spelled(row.manifest) != row.manifest_sha256:
            words = _("%(code)s: bản kê của hồ sơ đã lưu không khớp mã băm lúc niêm phong.")
            yield Flaw("archive.manifest", f"Archive {row.pk}", words % {"code": row.case.code})
        if heads.get(row.last_event_id) != row.chain_head:
            words = _("%(code)s: sự kiện cuối cùng lúc niêm phong không còn như đã ghi trong bản lưu.")
            yield Flaw("archive.chain", f"Archive {row.pk}", words % {"code": row.case.code})


def _entries(record: Record, path: str, shape: str, join: str, wrong: str) -> str:
    """Entries of the manifests that the rows do not bear out."""
    told = f"a.manifest #> '{{{path}}}'"
    return f"""
        SELECT a.id, c.code, {shape} FROM inspections_archive a JOIN inspections_case c ON c.id = a.case_id
        CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof({told}) WHEN 'array' THEN {told} ELSE '[]' END) AS told(entry)
        {join} WHERE {record.within("a.case_id")} AND {wrong} ORDER BY a.id"""  # noqa: S608


def contents(record: Record) -> Iterator[Flaw]:
    """Each paper and file of the manifest is a row with the same hash; each event of its list still stands as told."""
    papers = _entries(
        record,
        "documents",
        "(entry->>'id')::bigint, entry->>'title'",
        "LEFT JOIN inspections_document d ON d.id = (entry->>'id')::bigint",
        "(d.id IS NULL OR entry->>'sha256' NOT IN (d.final_sha256, d.body_sha256))",
    )
    files = _entries(
        record,
        "files",
        "(entry->>'id')::bigint, entry->>'title'",
        "LEFT JOIN inspections_evidencefile f ON f.id = (entry->>'id')::bigint",
        "f.sha256 IS DISTINCT FROM entry->>'sha256'",
    )
    for statement in (papers, files):
        for archive, code, _row, title in record.rows(statement):
            words = _("%(code)s: «%(title)s» trong bản kê đã niêm phong không khớp với dòng đang lưu.")
            yield Flaw("archive.contents", f"Archive {archive}", words % {"code": code, "title": title})
    events = _entries(
        record,
        "events,list",
        "min((entry->>0)::bigint)",
        "LEFT JOIN inspections_caseevent e ON e.id = (entry->>0)::bigint AND e.root_id = a.case_id",
        "e.hash IS DISTINCT FROM entry->>1",
    ).replace("ORDER BY", "GROUP BY a.id, c.code ORDER BY")
    for archive, code, event in record.rows(events):
        words = _("%(code)s: sự kiện %(event)s không còn như trong bản kê đã niêm phong.")
        yield Flaw("archive.events", f"Archive {archive}", words % {"code": code, "event": event})
