"""A dossier taken away: as one print with contents (made by the job) or as a zip with a manifest (while it is sent).

Both hold only what the person may read at that moment, and each paper and file handed out is noted (bar.md 37, O4).
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import chain
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.actions.jobs import JobBook
from inspections.documents.bundle import Entry
from inspections.documents.dossier_book import Sheet, bind
from inspections.enums import AccessKind, DocumentState, Side
from inspections.models import Case, Document, DossierPrint, EvidenceFile, FileAccess, Inspection, User
from inspections.queries.dossier import takeaway
from inspections.queries.evidence import kept_back
from inspections.queries.people import actor_of, local_day
from inspections.queries.visibility import case_within_reach
from inspections.rules.dossier_names import Shelf, folder_name
from inspections.rules.roles import Actor

KEPT_DAYS = 7
GIVEN_UP_AFTER = timedelta(minutes=30)
_PDF = "application/pdf"


def side_of(who: Actor) -> str:
    """On which side of the table this person asks."""
    return Side.INSTITUTION if who.is_institution_side else Side.TEAM


def note_handed(
    case: Case,
    way: str,
    *,
    by: User,
    now: datetime,
    papers: Sequence[Document] = (),
    files: Sequence[EvidenceFile] = (),
) -> None:
    """Write down who was handed what, and how; one statement for any number."""
    handed = [
        *(FileAccess(case=case, document=paper, way=way, at=now, by=by) for paper in papers),
        *(FileAccess(case=case, file=file, way=way, at=now, by=by) for file in files),
    ]
    FileAccess.objects.bulk_create(handed)


def why_left_out(file: EvidenceFile, reader: User) -> str:
    """Why a file of the dossier is named but not handed out; empty when it is."""
    if file.withdrawn_at is not None:
        return _("Đã rút: %(reason)s") % {"reason": file.withdrawn_reason}
    return kept_back(file, reader.pk)


def ask_print(case: Case, *, by: User, now: datetime, with_files: bool) -> DossierPrint:
    """Ask the job for a print; a second press finds the one that is being made."""
    side = side_of(actor_of(by, local_day(now)))
    waiting = DossierPrint.objects.filter(
        case=case,
        asked_by=by,
        side=side,
        with_files=with_files,
        made_at=None,
        asked_at__gt=now - GIVEN_UP_AFTER,
    )
    with transaction.atomic():
        Case.objects.select_for_update(of=("self",)).get(pk=case.root_case_id)
        if found := waiting.first():
            return found
        row = DossierPrint.objects.create(
            case=case, asked_at=now, asked_by=by, side=side, with_files=with_files
        )
        book = JobBook()
        book.add("inspections.print_dossier", print_id=row.pk)
        book.write()
    return row


def make_print(print_id: int, *, now: datetime) -> None:
    """Job: bind the dossier as the person may read it now; a second run, or a right that is gone, makes nothing."""
    row = DossierPrint.objects.select_related("case", "asked_by").filter(pk=print_id, made_at=None).first()
    if row is None:
        return
    who = actor_of(row.asked_by, local_day(now))
    case = case_within_reach(who, row.case_id)
    if case is None or side_of(who) != row.side:
        row.delete()
        return
    found = takeaway(case, who)
    given = [file for file in found.files if not why_left_out(file, row.asked_by)]
    sheets = [*map(_sheet_of_paper, found.papers), *(_sheet_of_file(file, row.with_files) for file in given)]
    book = bind(sheets, partial(_contents, case, now))
    left_out = [
        {"name": file.name, "why": why} for file in found.files if (why := why_left_out(file, row.asked_by))
    ]
    row.blob.save("ho-so.pdf", ContentFile(book.content), save=False)
    row.sha256 = hashlib.sha256(book.content).hexdigest()
    row.pages, row.left_out, row.made_at = book.pages, [*book.left_out, *left_out], now
    with transaction.atomic():
        row.save(update_fields=["blob", "sha256", "pages", "left_out", "made_at"])
        bound = [file for file in given if row.with_files and file.mime == _PDF]
        papers = [paper for paper in found.papers if paper.is_rendered]
        note_handed(case, AccessKind.PRINTED, by=row.asked_by, now=now, papers=papers, files=bound)


def _sheet_of_paper(paper: Document) -> Sheet:
    """The newest stored bytes of a paper; the institution stands beside it where the dossier has several."""
    where = f" - {paper.case.institution.name}" if paper.case.institution else ""
    return Sheet(
        title=f"{paper.title}{where}",
        file="",
        sha256=paper.final_sha256 or paper.body_sha256,
        number=paper.full_number,
        dated_on=paper.dated_on.isoformat() if paper.dated_on else "",
        blob=(paper.final or paper.body) if paper.is_rendered or paper.final else None,
    )


def _sheet_of_file(file: EvidenceFile, with_files: bool) -> Sheet:
    about = "; ".join(_codes(file))
    return Sheet(
        title=f"{about}: {file.name}" if about else file.name,
        file=f"TL-{file.pk:03d} · {file.get_side_display()}",
        sha256=file.sha256,
        dated_on=local_day(file.received_at).isoformat(),
        blob=file.blob if with_files and file.mime == _PDF else None,
    )


def _contents(case: Case, now: datetime, rows: list[Any]) -> bytes:
    from inspections.documents.contexts_handover import contents_snapshot
    from inspections.documents.layout import render_pdf

    root = Inspection.objects.get(pk=case.root_case_id)
    snapshot = contents_snapshot(root, case, rows, today=local_day(now), demo=settings.DEMO)
    return render_pdf("contents.html", snapshot, draft=False)


def sweep_prints(*, now: datetime) -> None:
    """Prints are for the day they were asked for: after a week they go, the papers themselves stay."""
    for row in DossierPrint.objects.filter(asked_at__lt=now - timedelta(days=KEPT_DAYS)):
        if row.blob:
            transaction.on_commit(partial(row.blob.storage.delete, str(row.blob.name)))
        row.delete()


def take_zip(case: Case, *, by: User, now: datetime) -> list[Entry]:
    """Everything the person may take away, each in its folder, and noted as handed out."""
    found = takeaway(case, actor_of(by, local_day(now)))
    shelf, several = Shelf(), len(found.cases) > 1
    entries = list(
        chain(
            (_entry_of_paper(paper, shelf, several) for paper in found.papers),
            (_entry_of_file(file, shelf, several, by) for file in found.files),
        )
    )
    given = [file for file in found.files if not why_left_out(file, by)]
    papers = [paper for paper in found.papers if paper.is_rendered or paper.final]
    note_handed(case, AccessKind.ZIPPED, by=by, now=now, papers=papers, files=given)
    return entries


def _where(case: Case, several: bool) -> str:
    """The folder of a party in the zip of a whole inspection."""
    if not several:
        return ""
    return (
        f"{folder_name(0, case.institution.name)[3:]}/" if case.institution else f"{_('Cả cuộc kiểm tra')}/"
    )


def _entry_of_paper(paper: Document, shelf: Shelf, several: bool) -> Entry:
    number = paper.full_number.replace("/", "-")
    name = f"{number} {paper.title}.pdf" if number else f"{paper.title}.pdf"
    ready = bool(paper.final) or paper.is_rendered
    state = DocumentState(paper.state).label
    return Entry(
        path=shelf.place(f"{_where(paper.case, several)}{_('Văn bản')}", name) if ready else "",
        name=name,
        size=None,
        sha256=paper.final_sha256 or paper.body_sha256,
        at=paper.issued_at or paper.drafted_at,
        who=paper.drafted_by.full_name,
        side=str(Side.TEAM.label),
        about=f"{paper.get_kind_display()}: {state}",
        blob=paper.final or paper.body,
        left_out="" if ready else _("Bản in đang được tạo; tải lại sau ít phút."),
    )


def _entry_of_file(file: EvidenceFile, shelf: Shelf, several: bool, by: User) -> Entry:
    why = why_left_out(file, by)
    items = _items(file)
    folder = folder_name(items[0].position, items[0].requirement) if items else f"00 {_('Tài liệu chung')}"
    return Entry(
        path="" if why else shelf.place(f"{_where(file.case, several)}{folder}", file.name),
        name=file.name,
        size=file.size,
        sha256=file.sha256,
        at=file.received_at,
        who=file.received_by.full_name,
        side=file.get_side_display(),
        about="; ".join(_codes(file)),
        blob=file.blob,
        left_out=why,
    )


def _items(file: EvidenceFile) -> list[Any]:
    """The items that the file belongs to, in the order of the outline."""
    items = {answer.item for answer in file.answers.all()}
    items |= {asked.answer.item for asked in file.request_items.all() if asked.answer}
    return sorted(items, key=lambda item: (item.position, item.pk))


def _codes(file: EvidenceFile) -> list[str]:
    return [item.code for item in _items(file)]
