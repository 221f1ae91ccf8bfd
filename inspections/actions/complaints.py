"""Khiếu nại, tố cáo, kiến nghị, phản ánh: received, answered, forwarded or withdrawn on their own clock (Điều 9.1d).

No deed here moves a stage: a paper that came in never reopens minutes (practice 5). Events never name the sender.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import messages
from inspections.actions.files import keep_files
from inspections.actions.numbers import next_number
from inspections.actions.waves import Wave, deed
from inspections.enums import ComplaintKind, ComplaintState, Side
from inspections.models import Case, Complaint, User
from inspections.models.inputs import Incoming
from inspections.queries.deadlines import due_by_rule
from inspections.queries.facts import facts_of, party_facts
from inspections.queries.people import local_day
from inspections.rules.guards import records as guards
from inspections.rules.policies import records as policies
from inspections.rules.roles import Role

RULES = {
    ComplaintKind.COMPLAINT: "complaint.reply_complaint",
    ComplaintKind.DENUNCIATION: "complaint.reply_denunciation",
    ComplaintKind.PETITION: "complaint.reply_petition",
    ComplaintKind.FEEDBACK: "complaint.reply_petition",
}
TO_THE_DIRECTOR = frozenset({ComplaintKind.COMPLAINT, ComplaintKind.DENUNCIATION})


def record_complaint(
    case: Case,
    *,
    by: User,
    now: datetime,
    kind: str,
    number_in: str,
    received_on: date,
    from_whom: str,
    summary: str,
) -> Complaint:
    """An officer enters a paper that reached the department, with the number of the incoming register."""
    today = local_day(now)
    with deed(case, by=by, now=now, even_paused=True) as wave:
        wave.require(policies.refusal_to_record_complaint(wave.who, facts_of(wave.case, today=today)))
        wave.demand(
            guards.complaint_objections(
                received_on=received_on, today=today, from_whom=from_whom, summary=summary
            )
        )
        row = Complaint(
            kind=kind, number_in=number_in.strip(), received_on=received_on, from_whom=from_whom.strip()
        )
        row.side, row.summary = Side.TEAM, summary.strip()
        _receive(wave, row, "record_complaint")
    return row


def hand_in_complaint(
    case: Case,
    *,
    by: User,
    now: datetime,
    kind: str,
    summary: str,
    incoming: Sequence[Incoming] = (),
    as_of: date | None = None,
) -> Complaint:
    """The inspected party hands its own paper in and gets a receipt number; no officer denounces for it."""
    today = local_day(now)
    with deed(case, by=by, now=now, even_paused=True) as wave:
        wave.require(policies.refusal_to_hand_in_complaint(wave.who, party_facts(wave.case)))
        sender = wave.case.institution.name if wave.case.institution else wave.case.title
        wave.demand(
            guards.complaint_objections(received_on=today, today=today, from_whom=sender, summary=summary)
        )
        if kind == ComplaintKind.DENUNCIATION:
            wave.demand(
                [_("Tố cáo gửi trực tiếp đến người có thẩm quyền để được giữ bí mật, không gửi ở đây.")]
            )
        row = Complaint(kind=kind, received_on=today, from_whom=sender)
        row.side, row.summary = Side.INSTITUTION, summary.strip()
        _receive(wave, row, "hand_in_complaint")
        kept = keep_files(
            wave.case, incoming, side=Side.INSTITUTION, by=by, now=now, as_of=as_of, jobs=wave.jobs
        )
        row.files.set(kept)
    return row


def _receive(wave: Wave, row: Complaint, verb: str) -> None:
    """Number the receipt, start the paper's own clock, ask whoever answers it."""
    year = local_day(wave.now).year
    due = due_by_rule(wave.case, RULES[ComplaintKind(row.kind)], from_on=row.received_on)
    row.case, row.recorded_at, row.recorded_by = wave.case, wave.now, wave.person
    row.receipt_number = f"GXN-{year}-{next_number(wave.case.department_id, 'receipt', year):04d}"
    row.due_on, row.due_words = (due.end_on, due.sentence) if due else (None, "")
    row.save()
    lead = None if row.kind in TO_THE_DIRECTOR else wave.case.lead_id
    role = Role.DIRECTOR if row.kind in TO_THE_DIRECTOR else Role.OFFICER
    wave.turns.open(
        wave.case,
        verb="answer_complaint",
        label=noop("Trả lời đơn đã nhận"),
        why=noop("Đơn có thời hạn trả lời riêng, không làm thay đổi biên bản (Đ.9.1d)."),
        person_id=lead,
        role="" if lead else role,
        subject=row.pk,
        due_on=row.due_on,
    )
    wave.tell(wave.case, verb, detail=_words(row))


def _words(row: Complaint) -> str:
    """What the event says: kind and numbers, never the sender."""
    return " · ".join(filter(None, [str(ComplaintKind(row.kind).label), row.receipt_number, row.number_in]))


def number_complaint(case: Case, *, by: User, now: datetime, complaint_id: int, number_in: str) -> Complaint:
    """The records clerk adds the number of the incoming register to a paper handed in here."""
    with deed(case, by=by, now=now, even_paused=True) as wave:
        facts = facts_of(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_number_complaint(wave.who, facts))
        row = Complaint.objects.get(pk=complaint_id, case=wave.case)
        if row.number_in:
            wave.demand([_("Đơn này đã có số đến.")])
        if not number_in.strip():
            wave.demand([_("Ghi số đến.")])
        row.number_in = number_in.strip()
        row.save(update_fields=["number_in"])
        wave.tell(wave.case, "number_complaint", detail=_words(row))
    return row


def answer_complaint(
    case: Case,
    *,
    by: User,
    now: datetime,
    complaint_id: int,
    on: date,
    answer: str,
    document_reference: str,
) -> Complaint:
    """The answer was given by a paper of the department: its number and day, and what it says."""
    missing = [] if document_reference.strip() else [_("Ghi số, ký hiệu văn bản trả lời.")]
    with deed(case, by=by, now=now, even_paused=True) as wave:
        row = _settle(wave, complaint_id, ComplaintState.ANSWERED, on, answer, missing)
        row.document_reference = document_reference.strip()
        row.save()
        wave.tell(wave.case, "answer_complaint", detail=f"{_words(row)} · {row.document_reference}"[:500])
        _let_sender_know(wave, row)
    return row


def forward_complaint(
    case: Case,
    *,
    by: User,
    now: datetime,
    complaint_id: int,
    on: date,
    forwarded_to: str,
    document_reference: str,
    reason: str,
) -> Complaint:
    """The paper is not for this department: it goes to whoever is competent, with the reason."""
    missing = [] if forwarded_to.strip() else [_("Ghi nơi được chuyển đến.")]
    missing += [] if document_reference.strip() else [_("Ghi số, ký hiệu văn bản chuyển.")]
    with deed(case, by=by, now=now, even_paused=True) as wave:
        row = _settle(wave, complaint_id, ComplaintState.FORWARDED, on, reason, missing)
        row.forwarded_to, row.document_reference = forwarded_to.strip(), document_reference.strip()
        row.save()
        wave.tell(wave.case, "forward_complaint", reason=_told_reason(row), detail=_words(row))
        _let_sender_know(wave, row)
    return row


def withdraw_complaint(
    case: Case, *, by: User, now: datetime, complaint_id: int, on: date, reason: str
) -> Complaint:
    """The sender took the paper back; the reason is written down."""
    with deed(case, by=by, now=now, even_paused=True) as wave:
        row = _settle(wave, complaint_id, ComplaintState.WITHDRAWN, on, reason, [])
        row.save()
        wave.tell(wave.case, "withdraw_complaint", reason=_told_reason(row), detail=_words(row))
    return row


def _told_reason(row: Complaint) -> str:
    """What is said of a denunciation stays with the director and its recorder, not in the event."""
    return "" if row.kind == ComplaintKind.DENUNCIATION else row.answer


def _settle(
    wave: Wave, complaint_id: int, state: str, on: date, words: str, missing: Sequence[str]
) -> Complaint:
    """Who may, what is missing, then the new state in memory; the asks for it are closed."""
    today = local_day(wave.now)
    wave.require(policies.refusal_to_settle_complaint(wave.who, facts_of(wave.case, today=today)))
    row = Complaint.objects.select_related("recorded_by").get(pk=complaint_id, case=wave.case)
    department = wave.case.department_id
    wave.require(policies.refusal_to_open_complaint(wave.who, department, row.kind, row.recorded_by_id))
    wave.demand(
        guards.settlement_objections(
            state=row.state, received_on=row.received_on, on=on, today=today, words=words, missing=missing
        )
    )
    row.state, row.answer = state, words.strip()
    row.settled_on, row.settled_at, row.settled_by = on, wave.now, wave.by
    wave.turns.close(wave.case, "answer_complaint", subject=row.pk)
    return row


def _let_sender_know(wave: Wave, row: Complaint) -> None:
    """Whoever handed it in here is told that it was settled; the mail carries no content."""
    if row.side != Side.INSTITUTION:
        return
    messages.queue(
        wave.case,
        [row.recorded_by],
        key=f"complaint:{row.pk}:{row.state}",
        subject=_("Đơn của đơn vị đã được xử lý"),
        body=_("Đơn đã nhận theo giấy xác nhận số %(number)s đã được xử lý. Đăng nhập Kiểm tra số để xem.")
        % {"number": row.receipt_number},
        by=wave.by,
        now=wave.now,
        jobs=wave.jobs,
    )
