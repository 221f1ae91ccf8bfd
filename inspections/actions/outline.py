"""Báo cáo theo đề cương: prepared item by item, kept between visits, printed once to sign, handed in by the head (T2).

Source: practice.md 5; Nghị định 217/2025/NĐ-CP Điều 9 khoản 2. The clerk prepares; handing in is the head's act.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.conf import settings
from django.db.models import OuterRef
from django.utils.translation import gettext as _

from inspections.actions import documents
from inspections.actions.files import keep_files, stash
from inspections.actions.receipts import give_receipt
from inspections.actions.waves import Wave, deed
from inspections.documents.contexts_replies import HandedRow, ReportRow, outline_report_snapshot
from inspections.enums import DocumentKind, DocumentState, Side
from inspections.models import (
    Case,
    Document,
    EvidenceFile,
    InspectedParty,
    OutlineEntry,
    PagePointer,
    StashedFile,
    User,
)
from inspections.models.inputs import Incoming, OutlineInput, SigningInput
from inspections.queries.beside import objects_beside, objects_of
from inspections.queries.facts import party_facts
from inspections.queries.people import holders, local_day
from inspections.rules.policies import party as policies
from inspections.rules.roles import Role


def prepare_outline_report(
    case: Case, *, by: User, now: datetime, entries: Mapping[int, OutlineInput], general: str = ""
) -> int:
    """«Lưu nháp»: texts and files item by item stay for the next visit; nothing is handed in yet. How many were kept."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_answer(wave.who, facts))
        details = wave.case.party_details
        if details.outline_report != general.strip():
            details.outline_report = general.strip()
            details.save(update_fields=["outline_report"])
        own = {item.answer_id for item in facts.items}
        rows = [
            OutlineEntry(answer_id=number, text=entry.text.strip(), saved_at=now, saved_by=by)
            for number, entry in entries.items()
            if number in own
        ]
        OutlineEntry.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["answer"],
            update_fields=["text", "saved_at", "saved_by"],
        )
        _hold_files(wave, {number: entry.files for number, entry in entries.items() if number in own})
    return len(rows)


def _hold_files(wave: Wave, files: Mapping[int, Sequence[Incoming]]) -> None:
    """Files of a draft wait with it, whoever of the institution put them there."""
    tokens = {number: [f.token or _held(wave, f) for f in given] for number, given in files.items()}
    wanted = [token for given in tokens.values() for token in given]
    held = dict(StashedFile.objects.filter(token__in=wanted).values_list("token", "pk")) if wanted else {}
    through = OutlineEntry.files.through
    through.objects.filter(outlineentry__answer_id__in=files).delete()
    if held:
        entries = dict(OutlineEntry.objects.filter(answer_id__in=files).values_list("answer_id", "pk"))
        through.objects.bulk_create(
            through(outlineentry_id=entries[number], stashedfile_id=held[token])
            for number, given in tokens.items()
            for token in dict.fromkeys(given)
            if token in held
        )


def _held(wave: Wave, file: Incoming) -> str:
    return stash(wave.person, file.name, file.size, file.sha256, file.mime, file.content, now=wave.now)


def print_outline_report(case: Case, *, by: User, now: datetime) -> Document:
    """One paper in the institution's name, to sign and stamp once; a newer print takes the place of the older one."""
    with deed(case, by=by, now=now) as wave:
        wave.require(policies.refusal_to_answer(wave.who, party_facts(wave.case)))
        entries = _entries(wave.case)
        general = wave.case.party_details.outline_report
        if not general.strip() and not any(row.entry.text for row in entries):
            wave.demand([_("Báo cáo chưa có nội dung nào: soạn và lưu nháp trước khi in.")])
        head = holders(local_day(now), Role.INSTITUTION_HEAD, institution_id=wave.case.institution_id).first()
        post = head.memberships.filter(institution_id=wave.case.institution_id or 0).first() if head else None
        documents.discard_open(wave.case, DocumentKind.OUTLINE_REPORT)
        assert isinstance(wave.case, InspectedParty)
        document = documents.draft(
            wave,
            wave.case,
            DocumentKind.OUTLINE_REPORT,
            _("Báo cáo theo đề cương của đơn vị"),
            outline_report_snapshot(
                wave.case,
                [_report_row(row) for row in entries],
                general=general,
                head_name=head.full_name if head else "",
                head_title=post.title if post else "",
                today=local_day(now),
                demo=settings.DEMO,
            ),
            signer=head,
        )
        wave.tell(wave.case, "print_outline_report", document=document)
    return document


@dataclass(frozen=True)
class _Prepared:
    """What was prepared for one item, with the files that wait beside it."""

    entry: OutlineEntry
    files: list[StashedFile]


def _report_row(row: _Prepared) -> ReportRow:
    item = row.entry.answer.item
    return ReportRow(item.code, item.requirement, row.entry.text, [file.name for file in row.files])


def _entries(case: Case) -> list[_Prepared]:
    """Item by item with their files, in one statement."""
    files = StashedFile.objects.filter(outline_entries=OuterRef("pk")).order_by("pk")
    rows = OutlineEntry.objects.filter(answer__party=case).select_related("answer__item")
    found = rows.annotate(files_found=objects_beside(files))
    return [_Prepared(row, objects_of(StashedFile, row.files_found)) for row in found]


def submit_outline_report(
    case: Case,
    *,
    by: User,
    now: datetime,
    report: str,
    incoming: Sequence[Incoming] = (),
    signing: SigningInput | None = None,
    pages: Mapping[int, str] | None = None,
    as_of: date | None = None,
) -> Case:
    """T2: the head hands in what was prepared, the signed paper or an own report; a receipt says what came in."""
    with deed(case, by=by, now=now, verb="submit_outline_report") as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_submit_outline_report(wave.who, facts))
        entries = _entries(wave.case)
        signed = signing.file if signing else None
        prepared = any(row.entry.text or row.files for row in entries)
        if not (report.strip() or incoming or signed or prepared):
            wave.demand([_("Ghi nội dung báo cáo hoặc kèm tệp báo cáo.")])
        if pages and not (signed or incoming):
            wave.demand([_("Ghi số trang thì kèm tệp báo cáo mà các trang đó thuộc về.")])
        details = wave.case.party_details
        details.outline_report = report.strip()
        whole = [*([signed] if signed else []), *incoming]
        files = list(chain.from_iterable(row.files for row in entries))
        kept = keep_files(
            wave.case,
            [*whole, *(Incoming(f.name, f.size, f.sha256, f.mime, f.blob, f.token) for f in files)],
            side=Side.INSTITUTION,
            by=by,
            now=now,
            as_of=as_of,
            prepared=files,
            jobs=wave.jobs,
        )
        handed, given = kept[: len(whole)], kept[len(whole) :]
        if signing and signed:
            _take_signed(wave, signing)
        else:
            documents.discard_open(wave.case, DocumentKind.OUTLINE_REPORT)
        if pages and handed:
            own = {item.answer_id for item in facts.items}
            _point(wave, handed[0], {number: words for number, words in pages.items() if number in own})
        rows = [HandedRow(_("Báo cáo theo đề cương"), _("Đã nhận"), handed), *_hand_in(entries, given)]
        give_receipt(wave, what=_("nộp báo cáo theo đề cương"), rows=rows, due_on=details.report_due_on)
        wave.turns.close(wave.case, "submit_outline_report", "prepare_outline_report")
        wave.move(wave.case, "submit_outline_report")
    return wave.case


def _take_signed(wave: Wave, signing: SigningInput) -> None:
    """The paper that was printed here comes back signed: its text must be the text that was printed."""
    rows = Document.objects.filter(case=wave.case, kind=DocumentKind.OUTLINE_REPORT)
    paper = rows.filter(state=DocumentState.FOR_SIGNATURE).order_by("-id").first()
    if paper is not None:
        documents.sign(paper, wave, signing, capacity=wave.who.role_words)


def _point(wave: Wave, file: EvidenceFile, pages: Mapping[int, str]) -> None:
    """Where the report answers an item: the team finds the page beside the item."""
    PagePointer.objects.bulk_create(
        PagePointer(answer_id=number, file=file, pages=words[:60], noted_at=wave.now, noted_by=wave.person)
        for number, words in pages.items()
    )


def _hand_in(entries: Sequence[_Prepared], kept: Sequence[EvidenceFile]) -> list[HandedRow]:
    """Files of the draft, now files of the dossier, each under its item."""
    files: dict[int, list[EvidenceFile]] = {}
    waiting = iter(kept)
    for row in entries:
        files[row.entry.answer_id] = [next(waiting) for _file in row.files]
    link = EvidenceFile.answers.through
    link.objects.bulk_create(
        link(evidencefile=row, answer_id=number) for number, rows in files.items() for row in rows
    )
    return [
        HandedRow(
            f"{row.entry.answer.item.code}. {row.entry.answer.item.requirement}",
            _("Đã báo cáo") if row.entry.text else _("Kèm tệp"),
            files[row.entry.answer_id],
        )
        for row in entries
        if row.entry.text or row.files
    ]
