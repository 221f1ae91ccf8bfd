"""Biên bản signed by both sides, or refused before witnesses (row T10; Điều 15.3a)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.actions import documents, messages
from inspections.actions.endings import finish_when_all_are_over
from inspections.actions.party import people_of_institution
from inspections.actions.related import persons_to_sign
from inspections.actions.waves import Wave, deed
from inspections.enums import DocumentKind, DocumentState, FindingState
from inspections.exceptions import Blocker
from inspections.models import Case, Document, Finding, User, Witness
from inspections.models.inputs import TEST_CERTIFICATE, SigningInput, WitnessInput
from inspections.queries.deadlines import due_by_rule
from inspections.queries.facts import party_facts
from inspections.queries.people import local_day
from inspections.rules.facts import PartyFacts
from inspections.rules.guards import party as guards
from inspections.rules.policies import party as policies


def note_paper_time(wave: Wave, on: date, at: time | None) -> None:
    """Signed on paper without a network: the record keeps the time of the paper beside its own (practice 1)."""
    if at is None:
        return
    signed_at = timezone.make_aware(datetime.combine(on, at))
    if signed_at > wave.now:
        wave.demand([_("Giờ ký biên bản không ở tương lai.")])
    wave.happened_at = signed_at


def _close_minutes(wave: Wave, document: Document, *, on: date, late_reason: str) -> None:
    assert wave.case.parent is not None
    limit = wave.case.parent.inspection_details.limit_end_on
    wave.demand(guards.late_signing_objections(signed_on=on, limit_end_on=limit, late_reason=late_reason))
    details = wave.case.party_details
    if details.announced_on and on < details.announced_on or on > local_day(wave.now):
        wave.demand([_("Ngày ký biên bản phải từ ngày công bố đến hôm nay.")])
    if limit and on > limit:
        details.signed_late, details.late_reason = True, late_reason.strip()
    year, series = on.year, f"team:{wave.case.code}"
    documents.refuse_taken_number(series, year, 1)
    documents.issue(document, wave, number=1, symbol="BB-ĐKT", series=series, on=on)
    Finding.objects.filter(party=wave.case, state__in=[FindingState.KEPT, FindingState.ADJUSTED]).update(
        state=FindingState.IN_MINUTES
    )


def sign_minutes(
    case: Case,
    *,
    by: User,
    now: datetime,
    signing: SigningInput,
    on: date,
    at: time | None = None,
    late_reason: str = "",
    related_refusals: Mapping[int, str] | None = None,
) -> Case:
    """T10: signatures of both sides by route (a) signed PDF or (b) hand-signed scan with the place of the original."""
    with deed(case, by=by, now=now, verb="sign_minutes") as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_sign_minutes(wave.who, facts))
        wave.demand(guards.sign_minutes_blockers(facts))
        document = _rendered_minutes(wave)
        note_paper_time(wave, on, at)
        wave.demand(lone_signature(signing))
        persons = persons_to_sign(wave, document, related_refusals or {})
        documents.sign(document, wave, signing, capacity=_("Trưởng đoàn"), persons=persons)
        _close_minutes(wave, document, on=on, late_reason=late_reason)
        wave.move(wave.case, "sign_minutes", document=document, on=on)
        _finish_party(wave)
    return wave.case


def lone_signature(signing: SigningInput) -> list[str]:
    """Minutes are signed by two: the lead, and the institution or the witness (Điều 15.3a)."""
    if signing.way != TEST_CERTIFICATE:
        return []
    return [
        _(
            "Biên bản cần chữ ký của Trưởng đoàn và của đại diện đơn vị (hoặc người chứng kiến): tải lên tệp PDF có "
            "đủ chữ ký số, hoặc bản quét đã ký tay."
        )
    ]


def _rendered_minutes(wave: Wave) -> Document:
    document = Document.objects.filter(
        case=wave.case, kind=DocumentKind.MINUTES, state=DocumentState.FOR_SIGNATURE
    ).first()
    if document is None or not document.is_rendered:
        wave.demand([_("Bản in biên bản đang được tạo; tải lại trang sau ít giây.")])
    assert document is not None
    return document


def record_refusal(
    case: Case,
    *,
    by: User,
    now: datetime,
    signing: SigningInput,
    on: date,
    reason: str,
    witnesses: Sequence[WitnessInput],
    at: time | None = None,
    late_reason: str = "",
    invited: bool = False,
    related_refusals: Mapping[int, str] | None = None,
) -> Case:
    """T10 when the institution does not sign: only with a commune representative or a witness who signed (trap 8)."""
    with deed(case, by=by, now=now, verb="record_refusal") as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_sign_minutes(wave.who, facts))
        wave.demand(
            guards.record_refusal_blockers(facts)
            + guards.witness_objections([(w.name, w.post) for w in witnesses], reason=reason)
            + (_not_signed_objections(wave, facts, on) if invited else [])
        )
        wave.case.party_details.invited_not_signed = invited
        assert facts.minutes is not None
        document = _rendered_minutes(wave)
        Witness.objects.bulk_create(
            [
                Witness(
                    minutes_id=facts.minutes.minutes_id,
                    kind=w.kind,
                    name=w.name.strip(),
                    post=w.post.strip(),
                    id_number=w.id_number.strip(),
                )
                for w in witnesses
                if w.name.strip()
            ]
        )
        note_paper_time(wave, on, at)
        wave.demand(lone_signature(signing))
        persons = persons_to_sign(wave, document, related_refusals or {})
        documents.sign(document, wave, signing, capacity=_("Trưởng đoàn"), persons=persons)
        _close_minutes(wave, document, on=on, late_reason=late_reason)
        wave.move_with_reason(wave.case, "record_refusal", reason=reason.strip(), document=document, on=on)
        _finish_party(wave)
    return wave.case


def _not_signed_objections(wave: Wave, facts: PartyFacts, on: date) -> list[Blocker]:
    invited_on = facts.invited_to_sign_on
    waits = (
        due_by_rule(wave.case, "inspection.signing_invitation", from_on=invited_on) if invited_on else None
    )
    return guards.not_signed_objections(
        invited_on=invited_on, wait_until=waits.end_on if waits else None, on=on
    )


def invite_to_sign(case: Case, *, by: User, now: datetime) -> Case:
    """The lead invites the institution to sign; after the time set «đã mời ký, không ký» may be recorded (practice 1)."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_sign_minutes(wave.who, facts))
        wave.demand(guards.invite_to_sign_blockers(facts))
        details = wave.case.party_details
        details.invited_to_sign_at, details.invited_to_sign_by = now, by
        details.save(update_fields=["invited_to_sign_at", "invited_to_sign_by"])
        waits = due_by_rule(wave.case, "inspection.signing_invitation", from_on=local_day(now))
        until = f"{waits.end_on:%d/%m/%Y}" if waits else ""
        messages.queue(
            wave.case,
            people_of_institution(wave.case, local_day(now)),
            key=f"invited:{wave.case.pk}:{now:%Y%m%d%H%M%S}",
            subject=_("Mời ký biên bản kiểm tra"),
            body=_("Đoàn kiểm tra mời đại diện đơn vị ký biên bản chậm nhất ngày %(day)s.") % {"day": until},
            by=by,
            now=now,
            jobs=wave.jobs,
        )
        wave.tell(
            wave.case, "invite_to_sign", detail=_("chậm nhất ngày %(day)s") % {"day": until} if until else ""
        )
    return wave.case


def _finish_party(wave: Wave) -> None:
    """Row 15: when every party has minutes or was terminated, the conduct is finished, in the same wave."""
    wave.turns.close(wave.case)
    assert wave.case.parent is not None
    finish_when_all_are_over(wave, wave.case.parent)
