"""The sealed archive's zip: built once by the job, handed out with an entry, held back, emptied only by a decision.

A job that is killed leaves nothing half: the row learns of the zip in one statement when its last byte is stored.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.utils import timezone

from inspections.actions.documents import render_body
from inspections.actions.jobs import JobBook
from inspections.actions.waves import deed
from inspections.documents import archive
from inspections.documents.archive.index_page import INDEX, STYLE, VERIFIER, index_html, style, verifier
from inspections.enums import AccessKind
from inspections.models import Archive, Case, Closing, Document, EvidenceFile, FileAccess, LegalHold, User
from inspections.queries.archives import event_after, events_of_dossier
from inspections.queries.facts import inspection_facts
from inspections.queries.people import local_day
from inspections.rules.guards import closing as guards
from inspections.rules.policies import closing as policies

MANIFEST, EVENTS, SEAL = "manifest.json", "events.json", "niem-phong.json"
RECORD = "bien-ban-ket-thuc-ho-so.pdf"


def build(archive_id: int, *, now: datetime, labels: Mapping[str, str]) -> None:
    """Job: write the zip from the manifest and the stored bytes; a second run, or a disposed dossier, makes nothing."""
    row = Archive.objects.select_related("case").filter(pk=archive_id, sha256="", disposed_on=None).first()
    if row is None:
        return
    with tempfile.TemporaryFile() as out:
        sha256, size = archive.write_zip(out, entries_of(row, labels), at=row.sealed_at)
        row.file.save("ban-luu", File(out), save=False)
    done = Archive.objects.filter(pk=row.pk, sha256="", disposed_on=None).update(
        file=row.file.name, sha256=sha256, size=size, built_at=now
    )
    if not done:
        row.file.storage.delete(str(row.file.name))


def build_missing(*, now: datetime) -> None:
    """Net under the deed: archives that no job has built yet are asked for once more."""
    jobs = JobBook()
    for pk in Archive.objects.filter(sha256="", disposed_on=None).values_list("pk", flat=True):
        jobs.add("inspections.build_archive", archive_id=pk)
    jobs.write()


def entries_of(row: Archive, labels: Mapping[str, str]) -> Iterator[archive.Piece | archive.Stored]:
    """Every entry of the zip in its order: what people read first, then papers and files, the seal last."""
    manifest = row.manifest
    events = archive.event_rows(events_of_dossier(row.case_id, until=row.last_event_id))
    page = index_html(manifest, events, sha256=row.manifest_sha256, labels=labels)
    record = _record_of(row)
    beside = [archive.Piece(INDEX, page), archive.Piece(STYLE, style()), archive.Piece(VERIFIER, verifier())]
    yield from beside
    yield archive.Stored(RECORD, record.body, record.body_sha256)
    yield archive.Piece(MANIFEST, archive.manifest_json(manifest))
    yield archive.Piece(EVENTS, archive.events_json(events))
    yield from _stored(manifest)
    hashes = {piece.path: archive.sha256_of(piece.content) for piece in beside}
    yield archive.Piece(SEAL, _seal(row, {**hashes, RECORD: record.body_sha256}))


def _record_of(row: Archive) -> Document:
    """The record of closing as it was printed; if its own job has not come to it yet, it is printed now."""
    document_id = Closing.objects.values_list("document_id", flat=True).get(case_id=row.case_id)
    assert document_id is not None
    render_body(document_id)
    return Document.objects.defer("snapshot").get(pk=document_id)


def _stored(manifest: Mapping[str, Any]) -> Iterator[archive.Stored]:
    papers = Document.objects.defer("snapshot").in_bulk([paper["id"] for paper in manifest["documents"]])
    for paper in manifest["documents"]:
        found = papers[paper["id"]]
        blob = found.final if paper["sha256"] == found.final_sha256 else found.body
        yield archive.Stored(paper["path"], blob, paper["sha256"])
    files = EvidenceFile.objects.in_bulk([file["id"] for file in manifest["files"]])
    for file in manifest["files"]:
        if file["path"]:
            yield archive.Stored(file["path"], files[file["id"]].blob, file["sha256"])


def _seal(row: Archive, files: Mapping[str, str]) -> bytes:
    """What binds the rest together: the manifest's hash, the chain's head, the event that names the manifest."""
    event = event_after(row.case_id, row.last_event_id)
    assert event is not None
    told = {
        "dossier": row.case.code,
        "sealed_at": timezone.localtime(row.sealed_at).isoformat(timespec="seconds"),
        "manifest_sha256": row.manifest_sha256,
        "chain_head": row.chain_head,
        "files": dict(files),
        "event": archive.event_rows([event])[0],
    }
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def note_taken(row: Archive, *, by: User, now: datetime) -> None:
    """Whoever takes the archive away takes every party's papers: noted on its record of closing (bar.md 37)."""
    record = Closing.objects.values_list("document_id", flat=True).get(case_id=row.case_id)
    FileAccess.objects.create(case_id=row.case_id, document_id=record, way=AccessKind.ARCHIVE, at=now, by=by)


def place_hold(case: Case, *, by: User, now: datetime, reason: str, basis: str = "") -> LegalHold:
    """While a complaint, a court or an investigation goes on nothing of the dossier is disposed of."""
    with deed(case, by=by, now=now, even_paused=True) as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_hold(wave.who, facts))
        wave.demand(guards.hold_objections(reason))
        row = LegalHold.objects.create(
            case=wave.case, reason=reason.strip(), basis=basis.strip(), placed_at=now, placed_by=by
        )
        wave.tell(wave.case, "place_hold", reason=row.reason, detail=row.basis)
    return row


def lift_hold(case: Case, *, by: User, now: datetime, hold_id: int, reason: str) -> LegalHold:
    """The matter is over: the hold is lifted with its reason, it is never deleted."""
    with deed(case, by=by, now=now, even_paused=True) as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_hold(wave.who, facts))
        row = LegalHold.objects.get(pk=hold_id, case=wave.case)
        wave.demand(guards.lift_objections(reason=reason, lifted=row.lifted_at is not None))
        row.lifted_at, row.lifted_by, row.lifted_reason = now, by, reason.strip()
        row.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
        wave.tell(wave.case, "lift_hold", reason=row.lifted_reason, detail=row.reason[:500])
    return row
