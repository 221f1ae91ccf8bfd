"""Deeds of the register of past paper inspections: record one, send in a workbook, confirm it, withdraw a row.

These rows belong to no dossier, so there is no wave and no event chain: each row carries who and when itself, and the
database refuses to change or delete it. Sources: practice.md 6 (import from Excel or by hand, always M0), 8.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from inspections.actions.files import drop_stashed
from inspections.actions.jobs import JobBook
from inspections.actions.ledger import count_papers
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.models import Department, PaperImport, PaperInspection, User
from inspections.models.inputs import Incoming
from inspections.queries.past import register_for, register_of_sheet
from inspections.queries.people import actor_of, local_day
from inspections.rules.past import Known, PaperFacts, faults_of, refusal_to_record_paper, shown, themes_in
from inspections.rules.past_import import Judged, already_recorded, judge, key_of
from inspections.rules.past_rows import HEADERS, Problem, ReadSheet, read_sheet
from inspections.rules.past_sheets import MAX_ROWS, UnreadableBook, read_grid

AT_ONCE_BELOW = 500
READ_AT_ONCE = 1024 * 1024
PROBLEMS_KEPT = 5_000
WARNINGS_KEPT = 500
ROWS_SHOWN = 20
_State = PaperImport.State


def _require(by: User, department_id: int, now: datetime) -> None:
    if refusal := refusal_to_record_paper(actor_of(by, local_day(now)), department_id):
        raise Refused(refusal)


def record_paper(
    *, department: Department, institution: Known, facts: PaperFacts, by: User, now: datetime
) -> PaperInspection:
    """Record one visit typed from its paper file."""
    _require(by, department.pk, now)
    today = local_day(now)
    register = register_for(department.pk, {facts.decided_on})
    wrong = [f"{HEADERS[fault.column]} {fault.text}." for fault in faults_of(facts, today)]
    if where := register.recorded.get(key_of(facts, institution)):
        wrong.append(f"{HEADERS['decision_number']} {already_recorded(where)}.")
    if wrong:
        raise NotReady(wrong)
    row = _row(facts, institution.pk, themes_in(facts.content, register.theme_keys), department.pk, by, now)
    _save_all([row])
    return row


def withdraw_paper(paper: PaperInspection, *, by: User, now: datetime, reason: str) -> PaperInspection:
    """Take a wrong row out of the count; it stays readable with who, when and why."""
    _require(by, paper.department_id, now)
    if not reason.strip():
        raise NotReady([_("Ghi lý do rút lượt kiểm tra này.")])
    with transaction.atomic():
        locked = PaperInspection.objects.select_for_update(of=("self",)).get(pk=paper.pk)
        if locked.is_withdrawn:
            raise AlreadyDone(_("Lượt này đã được rút trước đó."))
        locked.withdrawn_at, locked.withdrawn_by, locked.withdrawn_reason = now, by, reason.strip()
        locked.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
        count_papers([locked], now=now, by=by)
    return locked


def receive_workbook(*, department: Department, file: Incoming, by: User, now: datetime) -> PaperImport:
    """Take a workbook in: a short one is examined at once, a long one by the job worker."""
    _require(by, department.pk, now)
    with transaction.atomic():
        book = PaperImport(
            department=department,
            name=file.name,
            size=file.size,
            sha256=file.sha256,
            uploaded_at=now,
            uploaded_by=by,
        )
        file.content.seek(0)
        book.blob.save(file.name, file.content, save=False)
        book.save()
        drop_stashed([file.token] if file.token else [], owner=by)
        sheet = _read(book) if book.size <= READ_AT_ONCE else None
        if isinstance(sheet, ReadSheet) and sheet.count >= AT_ONCE_BELOW or sheet is None:
            _ask("inspections.examine_paper_import", book)
        else:
            _examine(book, sheet, today=local_day(now))
    return book


def examine_import(import_id: int, *, now: datetime) -> None:
    """Examine a workbook that waits; a second run finds nothing to do."""
    with transaction.atomic():
        book = _locked(import_id)
        if book.state == _State.WAITING:
            _examine(book, _read(book), today=local_day(now))


def confirm_import(book: PaperImport, *, by: User, now: datetime) -> PaperImport:
    """A person saw the preview and says yes: a short workbook is saved at once, a long one by the job worker."""
    _require(by, book.department_id, now)
    with transaction.atomic():
        locked = _locked(book.pk)
        if locked.state != _State.READY:
            raise AlreadyDone(
                _("Tệp này đang ở trạng thái «%(state)s», không ghi được nữa.")
                % {"state": locked.get_state_display()}
            )
        locked.state, locked.confirmed_at, locked.confirmed_by = _State.CONFIRMED, now, by
        locked.save(update_fields=["state", "confirmed_at", "confirmed_by"])
        if locked.row_count >= AT_ONCE_BELOW:
            _ask("inspections.save_paper_import", locked)
        else:
            _save(locked, now)
    return locked


def save_import(import_id: int, *, now: datetime) -> None:
    """Save a confirmed workbook; a second run finds it saved."""
    with transaction.atomic():
        book = _locked(import_id)
        if book.state == _State.CONFIRMED:
            _save(book, now)


def cancel_import(book: PaperImport, *, by: User, now: datetime) -> PaperImport:
    """Leave a workbook unsaved; it stays with its result."""
    _require(by, book.department_id, now)
    with transaction.atomic():
        locked = _locked(book.pk)
        if locked.state in (_State.CONFIRMED, _State.SAVED):
            raise AlreadyDone(_("Tệp này đã được xác nhận ghi vào sổ: rút từng lượt sai nếu cần."))
        locked.state = _State.CANCELLED
        locked.save(update_fields=["state"])
    return locked


def _locked(import_id: int) -> PaperImport:
    return PaperImport.objects.select_for_update(of=("self",)).get(pk=import_id)


def _ask(task: str, book: PaperImport) -> None:
    jobs = JobBook()
    jobs.add(task, import_id=book.pk)
    jobs.write()


def _read(book: PaperImport) -> ReadSheet | UnreadableBook:
    """The sheet of a stored workbook, or why there is none; what is found is told in the record's language."""
    with translation.override(settings.LANGUAGE_CODE):
        try:
            with book.blob.open("rb") as stream:
                sheet = read_sheet(read_grid(cast(BinaryIO, stream)))
            if sheet.count > MAX_ROWS:
                raise UnreadableBook(_("Bảng có hơn 20.000 lượt. Hãy tách thành nhiều tệp."))
        except UnreadableBook as fault:
            return fault
        return sheet


def _examine(book: PaperImport, sheet: ReadSheet | UnreadableBook, *, today: date) -> Judged | None:
    """Judge a sheet and keep the result with the workbook."""
    judged = None
    if isinstance(sheet, UnreadableBook):
        problems, warnings, rows, book.row_count = [Problem(0, "", str(sheet))], [], [], 0
    else:
        with translation.override(settings.LANGUAGE_CODE):
            judged = judge(sheet, register_of_sheet(book.department_id, sheet), today)
        problems, warnings, book.row_count = judged.problems, judged.warnings, sheet.count
        rows = [_shown(judged, place) for place in range(min(ROWS_SHOWN, len(judged.visits)))]
    book.problem_count = len(problems)
    book.state = _State.FAULTY if problems else _State.READY
    book.report = {
        "problems": _kept(problems[:PROBLEMS_KEPT]),
        "warnings": _kept(warnings[:WARNINGS_KEPT]),
        "warning_count": len(warnings),
        "rows": rows,
    }
    book.save(update_fields=["state", "row_count", "problem_count", "report"])
    return judged


def _kept(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    return [{"row": p.row + 1, "cell": p.cell, "text": p.text} for p in problems]


def _shown(judged: Judged, place: int) -> dict[str, Any]:
    visit = judged.visits[place]
    return {
        "row": visit.row + 1,
        "decision_number": visit.facts.decision_number,
        "decided_on": shown(visit.facts.decided_on),
        "institution": visit.institution.name,
        "content": visit.facts.content,
        "announced_on": shown(visit.facts.announced_on),
        "minutes_on": shown(visit.facts.minutes_on) if visit.facts.minutes_on else "",
    }


def _save(book: PaperImport, now: datetime) -> None:
    """Judge once more (the record may have grown since the preview), then write every row in one statement."""
    judged = _examine(book, _read(book), today=local_day(now))
    if judged is None or not judged.may_be_saved:
        return
    assert book.confirmed_by is not None
    rows = [
        _row(visit.facts, visit.institution.pk, visit.themes, book.department_id, book.confirmed_by, now)
        for visit in judged.visits
    ]
    for row, visit in zip(rows, judged.visits, strict=True):
        row.source, row.source_row = book, visit.row + 1
    _save_all(rows)
    book.state = _State.SAVED
    book.save(update_fields=["state"])


def _save_all(rows: list[PaperInspection]) -> None:
    try:
        with transaction.atomic():
            PaperInspection.objects.bulk_create(rows)
            count_papers(rows, now=rows[0].entered_at, by=rows[0].entered_by)
    except IntegrityError as clash:
        raise NotReady(
            [_("Một lượt trong số này vừa được người khác ghi. Kiểm tra lại rồi ghi lần nữa.")]
        ) from clash


def _row(
    facts: PaperFacts, institution_id: int, themes: str, department_id: int, by: User, now: datetime
) -> PaperInspection:
    return PaperInspection(
        **asdict(facts),
        department_id=department_id,
        institution_id=institution_id,
        number_key=facts.number_key,
        ground=facts.ground,
        themes=themes,
        entered_at=now,
        entered_by=by,
    )
