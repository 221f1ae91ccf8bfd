"""The records clerk's books: papers that arrived by other roads, issued papers that left by other roads (practice 2).

The agency's own document system gives the numbers and sends; here stands only what ties its books to the dossier.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from inspections.actions.files import drop_stashed
from inspections.actions.waves import deed
from inspections.enums import DocumentState
from inspections.exceptions import NotReady, Refused
from inspections.models import Case, Department, Dispatch, Document, IncomingPaper, Institution, User
from inspections.models.inputs import Incoming
from inspections.queries.correspondence import next_arrival_number
from inspections.queries.facts import facts_of
from inspections.queries.people import actor_of, local_day
from inspections.rules.policies import correspondence as policies


def register_incoming(
    *,
    department: Department,
    by: User,
    now: datetime,
    sender: str,
    summary: str,
    arrived_on: date,
    their_number: str = "",
    their_date: date | None = None,
    arrival_number: int | None = None,
    scan: Incoming | None = None,
    case: Case | None = None,
    institution: Institution | None = None,
) -> IncomingPaper:
    """Enter one paper that arrived; without a number it takes the next one of the department's year.

    May be called inside a deed of the dossier, which then tells the event; numbers may leave gaps, never repeat
    (NĐ 30/2020/NĐ-CP Điều 22).
    """
    if refusal := policies.refusal_to_register_incoming(actor_of(by, local_day(now)), department.pk):
        raise Refused(refusal)
    with transaction.atomic():
        Department.objects.select_for_update(no_key=True).get(pk=department.pk)
        number = arrival_number or next_arrival_number(department.pk, arrived_on.year)
        paper = IncomingPaper(
            department=department,
            case=case,
            institution=institution or (case.institution if case else None),
            arrival_number=number,
            year=arrived_on.year,
            arrived_on=arrived_on,
            sender=sender.strip(),
            their_number=their_number.strip(),
            their_date=their_date,
            summary=summary.strip(),
            entered_at=now,
            entered_by=by,
        )
        if missing := _missing(paper, today=local_day(now)):
            raise NotReady(missing)
        if scan is not None:
            paper.scan_name, paper.scan_sha256 = _stored(paper.scan, scan, by)
        paper.save()
    return paper


def _missing(paper: IncomingPaper, *, today: date) -> list[str]:
    """What is wrong with a line of the book, all of it at once."""
    found = []
    if not paper.sender:
        found.append(_("Ghi nơi gửi văn bản."))
    if not paper.summary:
        found.append(_("Ghi trích yếu nội dung văn bản."))
    if paper.arrived_on > today:
        found.append(_("Ngày đến không thể sau hôm nay."))
    if paper.their_date and paper.their_date > paper.arrived_on:
        found.append(_("Ngày của văn bản không thể sau ngày đến."))
    taken = IncomingPaper.objects.filter(
        department_id=paper.department_id, year=paper.year, arrival_number=paper.arrival_number
    ).first()
    if taken:
        text = _("Số đến %(number)s/%(year)s đã dùng cho văn bản của %(sender)s. Nhập số khác.")
        words = {"number": paper.arrival_number, "year": paper.year, "sender": taken.sender}
        found.append(text % words)
    return found


def _stored(field: FieldFile, incoming: Incoming, by: User) -> tuple[str, str]:
    """Keep a scan or a proof beside its row: its name and hash."""
    incoming.content.seek(0)
    field.save(incoming.name, incoming.content, save=False)
    drop_stashed([incoming.token] if incoming.token else [], owner=by)
    return incoming.name, incoming.sha256


def enter_incoming(
    *,
    department: Department,
    by: User,
    now: datetime,
    sender: str,
    summary: str,
    arrived_on: date,
    their_number: str = "",
    their_date: date | None = None,
    arrival_number: int | None = None,
    scan: Incoming | None = None,
    case: Case | None = None,
) -> IncomingPaper:
    """The records clerk enters a line of «Sổ văn bản đến»; one that belongs to a dossier is told in its history."""
    if refusal := policies.refusal_to_keep_books(actor_of(by, local_day(now)), department.pk):
        raise Refused(refusal)
    typed: dict[str, Any] = {
        "sender": sender,
        "summary": summary,
        "arrived_on": arrived_on,
        "their_number": their_number,
        "their_date": their_date,
        "arrival_number": arrival_number,
        "scan": scan,
    }
    if case is None:
        return register_incoming(department=department, by=by, now=now, **typed)
    if case.department_id != department.pk:
        raise Refused(_("Hồ sơ này không thuộc cơ quan của bạn."))
    with deed(case, by=by, now=now, even_paused=True) as wave:
        paper = register_incoming(department=department, by=by, now=now, case=wave.case, **typed)
        wave.tell(wave.case, "enter_incoming", detail=str(paper))
    return paper


def note_dispatch(
    case: Case,
    *,
    by: User,
    now: datetime,
    document_id: int,
    channel: str,
    receiver: str,
    sent_on: date,
    number: str = "",
    received_on: date | None = None,
    proof: Incoming | None = None,
) -> Dispatch:
    """«Đã gửi qua trục/QLVB»: one sending of an issued paper, with its number, day and proof."""
    today = local_day(now)
    with deed(case, by=by, now=now, even_paused=True) as wave:
        wave.require(policies.refusal_to_dispatch(wave.who, facts_of(wave.case, today=today)))
        document = Document.objects.defer("snapshot").get(pk=document_id, case=wave.case)
        row = Dispatch(
            document=document,
            channel=channel,
            receiver=receiver.strip(),
            number=number.strip(),
            sent_on=sent_on,
            received_on=received_on,
            noted_at=now,
            noted_by=by,
        )
        wave.demand(_dispatch_objections(row, today=today))
        if proof is not None:
            row.proof_name, row.proof_sha256 = _stored(row.proof, proof, by)
        row.save()
        wave.tell(wave.case, "note_dispatch", document=document, detail=_sent_words(row))
    return row


def _dispatch_objections(row: Dispatch, *, today: date) -> list[str]:
    """Only what was issued leaves, not before its date; a receipt follows its sending."""
    document, found = row.document, []
    if document.state not in (DocumentState.ISSUED, DocumentState.REPLACED) or document.dated_on is None:
        return [_("Văn bản chưa phát hành nên chưa gửi đi được.")]
    if not row.receiver:
        found.append(_("Ghi nơi nhận văn bản."))
    if row.sent_on < document.dated_on:
        found.append(
            _("Ngày gửi không thể trước ngày ban hành %(day)s.") % {"day": f"{document.dated_on:%d/%m/%Y}"}
        )
    return [*found, *_day_objections(row.sent_on, row.received_on, today=today)]


def _day_objections(sent_on: date, received_on: date | None, *, today: date) -> list[str]:
    found = []
    if sent_on > today:
        found.append(_("Ngày gửi không thể sau hôm nay."))
    if received_on and received_on < sent_on:
        found.append(_("Ngày nơi nhận xác nhận không thể trước ngày gửi."))
    if received_on and received_on > today:
        found.append(_("Ngày nơi nhận xác nhận không thể sau hôm nay."))
    return found


def _sent_words(row: Dispatch) -> str:
    """«Trục liên thông …, đến UBND tỉnh, ngày 02/03/2026»: what the history keeps of a sending."""
    text = _("%(channel)s, đến %(receiver)s, ngày %(day)s")
    words = {
        "channel": row.get_channel_display(),
        "receiver": row.receiver,
        "day": f"{row.sent_on:%d/%m/%Y}",
    }
    return " · ".join(filter(None, [text % words, row.number]))


def note_received(
    case: Case,
    *,
    by: User,
    now: datetime,
    dispatch_id: int,
    received_on: date,
    proof: Incoming | None = None,
) -> Dispatch:
    """The receiver confirmed: the day and, where there is one, the paper that proves it."""
    today = local_day(now)
    with deed(case, by=by, now=now, even_paused=True) as wave:
        wave.require(policies.refusal_to_dispatch(wave.who, facts_of(wave.case, today=today)))
        row = Dispatch.objects.select_related("document").get(pk=dispatch_id, document__case=wave.case)
        wave.demand([_("Lần gửi này đã có ngày nơi nhận xác nhận.")] if row.received_on else [])
        wave.demand(_day_objections(row.sent_on, received_on, today=today))
        row.received_on = received_on
        if proof is not None and not row.proof:
            row.proof_name, row.proof_sha256 = _stored(row.proof, proof, by)
        row.save(update_fields=["received_on", "proof", "proof_name", "proof_sha256"])
        text = _("%(receiver)s xác nhận ngày %(day)s")
        words = {"receiver": row.receiver, "day": f"{received_on:%d/%m/%Y}"}
        wave.tell(wave.case, "note_received", document=row.document, detail=text % words)
    return row
