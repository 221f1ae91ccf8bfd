"""Hand-over records T11-T13: noted, agreed to, sent, received or dropped; the party's stage never moves (Điều 15.3b-d)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_noop as noop

from inspections.actions.files import keep_files
from inspections.actions.waves import Wave, deed
from inspections.enums import ReferralKind, ReferralOutcome, ReferralState, Side
from inspections.models import Case, EvidenceFile, Referral, ReferralFollowUp, User
from inspections.models.inputs import Incoming
from inspections.queries.facts import party_facts
from inspections.queries.people import local_day
from inspections.rules.facts import PartyFacts
from inspections.rules.guards import records as guards
from inspections.rules.policies import records as policies
from inspections.rules.roles import Role


def note_referral(
    case: Case,
    *,
    by: User,
    now: datetime,
    kind: str,
    facts_text: str,
    legal_basis: str,
    files: Sequence[EvidenceFile] = (),
) -> Referral:
    """T11-T13: what was seen, which law, which files; beyond the department's powers the issuer is asked."""
    with deed(case, by=by, now=now, even_paused=True) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_note_referral(wave.who, facts))
        wave.require(policies.refusal_to_note_referral_of(wave.who, facts, kind))
        wave.demand(guards.note_referral_blockers(facts))
        wave.demand(guards.referral_objections(facts_text=facts_text, legal_basis=legal_basis))
        row = Referral.objects.create(
            party=wave.case,
            kind=kind,
            facts=facts_text.strip(),
            legal_basis=legal_basis.strip(),
            noted_at=now,
            noted_by=by,
        )
        row.files.set([file for file in files if file.case_id == wave.case.pk])
        _ask(wave, row, facts)
        wave.tell(wave.case, "note_referral", reason=row.facts, detail=str(ReferralKind(kind).label))
    return row


def _ask(wave: Wave, row: Referral, facts: PartyFacts) -> None:
    """Who is next: the lead sends what goes at once, the issuer agrees to the rest."""
    if row.kind == ReferralKind.VIOLATION_RECORD:
        wave.turns.open(
            wave.case,
            verb="send_referral",
            label=noop("Chuyển người có thẩm quyền lập biên bản vi phạm hành chính"),
            why=noop("Có dấu hiệu vi phạm hành chính, chuyển ngay (Đ.15.3b)."),
            person_id=facts.lead_id,
            subject=row.pk,
        )
        return
    issuer = facts.issuer_id if facts.issuer_id != facts.lead_id else None
    wave.turns.open(
        wave.case,
        verb="approve_referral",
        label=noop("Xem đề nghị chuyển vụ việc"),
        why=noop("Trưởng đoàn đề nghị chuyển vụ việc vượt thẩm quyền (Đ.15.3c, Đ.15.3d)."),
        person_id=issuer,
        role="" if issuer else Role.DIRECTOR,
        subject=row.pk,
    )


def _moved(wave: Wave, verb: str, referral_id: int) -> tuple[Referral, PartyFacts]:
    """The hand-over, once the step is lawful from its state."""
    facts = party_facts(wave.case)
    wave.require(getattr(policies, f"refusal_to_{verb}")(wave.who, facts))
    row = Referral.objects.get(pk=referral_id, party=wave.case)
    wave.demand(guards.referral_move_objections(verb, kind=row.kind, state=row.state))
    return row, facts


def approve_referral(case: Case, *, by: User, now: datetime, referral_id: int) -> Referral:
    """The issuer of the decision agrees that the matter goes; the clerk is asked to send it."""
    with deed(case, by=by, now=now, even_paused=True) as wave:
        row, _facts = _moved(wave, "approve_referral", referral_id)
        row.state, row.approved_at, row.approved_by = ReferralState.APPROVED, now, by
        row.save(update_fields=["state", "approved_at", "approved_by"])
        wave.turns.close(wave.case, "approve_referral", subject=row.pk)
        wave.turns.open(
            wave.case,
            verb="send_referral",
            label=noop("Phát hành văn bản chuyển vụ việc"),
            why=noop("Người ra quyết định kiểm tra đã đồng ý chuyển."),
            role=Role.RECORDS_CLERK,
            subject=row.pk,
        )
        wave.tell(wave.case, "approve_referral", detail=str(ReferralKind(row.kind).label))
    return row


def send_referral(
    case: Case, *, by: User, now: datetime, referral_id: int, recipient: str, number: str, on: date
) -> Referral:
    """The letter, or the minutes of hand-over, went out: number, day, recipient."""
    with deed(case, by=by, now=now, even_paused=True) as wave:
        row, _facts = _moved(wave, "send_referral", referral_id)
        wave.demand(
            guards.sending_objections(
                recipient=recipient,
                number=number,
                on=on,
                noted_on=local_day(row.noted_at),
                today=local_day(now),
            )
        )
        row.state, row.recipient, row.sent_number = ReferralState.SENT, recipient.strip(), number.strip()
        row.sent_on, row.sent_at, row.sent_by = on, now, by
        row.save(update_fields=["state", "recipient", "sent_number", "sent_on", "sent_at", "sent_by"])
        wave.turns.close(wave.case, "send_referral", subject=row.pk)
        label = ReferralKind(row.kind).label
        wave.tell(wave.case, "send_referral", detail=f"{label} · {row.sent_number} · {row.recipient}"[:500])
    return row


def receive_referral(
    case: Case, *, by: User, now: datetime, referral_id: int, reference: str, on: date
) -> Referral:
    """The recipient's paper says that it took the matter in."""
    with deed(case, by=by, now=now, even_paused=True) as wave:
        row, _facts = _moved(wave, "receive_referral", referral_id)
        wave.demand(
            guards.receipt_objections(reference=reference, on=on, sent_on=row.sent_on, today=local_day(now))
        )
        row.state, row.received_reference = ReferralState.RECEIVED, reference.strip()
        row.received_on, row.received_at, row.received_by = on, now, by
        row.save(update_fields=["state", "received_reference", "received_on", "received_at", "received_by"])
        label = ReferralKind(row.kind).label
        wave.tell(wave.case, "receive_referral", detail=f"{label} · {row.received_reference}"[:500])
    return row


def drop_referral(case: Case, *, by: User, now: datetime, referral_id: int, reason: str) -> Referral:
    """It does not go, and why; what the issuer agreed to only the issuer takes back."""
    with deed(case, by=by, now=now, even_paused=True) as wave:
        row, facts = _moved(wave, "drop_referral", referral_id)
        if row.state == ReferralState.APPROVED:
            wave.require(policies.refusal_to_drop_approved_referral(wave.who, facts))
        wave.demand(guards.drop_objections(reason))
        row.state, row.dropped_reason = ReferralState.DROPPED, reason.strip()
        row.dropped_at, row.dropped_by = now, by
        row.save(update_fields=["state", "dropped_reason", "dropped_at", "dropped_by"])
        wave.turns.close(wave.case, "approve_referral", "send_referral", subject=row.pk)
        wave.tell(
            wave.case,
            "drop_referral",
            reason=row.dropped_reason,
            detail=str(ReferralKind(row.kind).label),
        )
    return row


def follow_referral(
    case: Case,
    *,
    by: User,
    now: datetime,
    referral_id: int,
    outcome: str,
    on: date,
    text: str,
    number: str = "",
    dated_on: date | None = None,
    incoming: Incoming | None = None,
) -> ReferralFollowUp:
    """What the other body said: its state and its own paper's number and day; nothing of it is rendered (trap 10)."""
    with deed(case, by=by, now=now, even_paused=True) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_follow_referral(wave.who, facts))
        row = Referral.objects.get(pk=referral_id, party=wave.case)
        news = guards.FollowUpFact(outcome, on, number, dated_on, text, incoming is not None)
        wave.demand(
            guards.follow_up_objections(
                news, state=row.state, sent_on=row.sent_on, today=local_day(now), sealed=facts.sealed
            )
        )
        followed = ReferralFollowUp.objects.create(
            referral=row,
            on=on,
            outcome=outcome,
            number=number.strip(),
            dated_on=dated_on,
            text=text.strip(),
            file=_kept(wave, incoming) if incoming else None,
            noted_at=now,
            noted_by=by,
        )
        label = ReferralKind(row.kind).label
        wave.tell(wave.case, "follow_referral", detail=f"{label} · {ReferralOutcome(outcome).label}")
    return followed


def _kept(wave: Wave, incoming: Incoming) -> EvidenceFile:
    [file] = keep_files(wave.case, [incoming], side=Side.TEAM, by=wave.person, now=wave.now, jobs=wave.jobs)
    return file
