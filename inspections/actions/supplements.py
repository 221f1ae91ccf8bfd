"""Biên bản bổ sung: the only way to correct signed minutes, which themselves never change (12.1.3; trap 23)."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import documents, messages
from inspections.actions.minutes_signing import lone_signature, note_paper_time
from inspections.actions.numbers import next_number
from inspections.actions.party import people_of_institution
from inspections.actions.waves import Wave, deed
from inspections.documents.contexts_supplements import supplement_snapshot
from inspections.documents.lint_supplements import lint_supplement
from inspections.enums import DocumentKind, DocumentState
from inspections.models import Case, Minutes, SupplementaryMinutes, User, Witness
from inspections.models.inputs import SigningInput, WitnessInput
from inspections.queries.facts import party_facts
from inspections.queries.people import local_day
from inspections.rules.facts import PartyFacts
from inspections.rules.guards import party as party_guards
from inspections.rules.guards import supplements as guards
from inspections.rules.policies import party as policies
from inspections.rules.roles import Role

OPINION, FREEZE, SIGN = "give_supplement_opinion", "freeze_supplement", "sign_supplement"
SYMBOL = "BB-ĐKT"


def _open(wave: Wave) -> SupplementaryMinutes:
    return SupplementaryMinutes.objects.select_related("document", "opinion_by").get(
        party=wave.case, signed_at__isnull=True, dropped_at__isnull=True
    )


def draft_supplement(
    case: Case,
    *,
    by: User,
    now: datetime,
    reason: str,
    text: str,
    place: str,
    representative_name: str,
    representative_post: str = "",
) -> SupplementaryMinutes:
    """The lead writes what signed minutes got wrong or left out, and why; the institution is asked for its opinion."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_sign_minutes(wave.who, facts))
        wave.demand(guards.draft_supplement_blockers(facts))
        if not reason.strip() or not text.strip():
            wave.demand([_("Ghi lý do và nội dung bổ sung, đính chính.")])
        known = SupplementaryMinutes.objects.filter(party=wave.case).aggregate(last=Max("sequence"))
        row = SupplementaryMinutes(
            party=wave.case,
            sequence=(known["last"] or 0) + 1,
            reason=reason.strip(),
            text=text.strip(),
            place=place.strip(),
            representative_name=representative_name.strip(),
            representative_post=representative_post.strip(),
            drafted_at=now,
            drafted_by=by,
        )
        row.save()
        _put_on_paper(wave, row, for_reading=True)
        _ask_for_opinion(wave)
        wave.tell(wave.case, "draft_supplement", reason=row.reason, document=row.document, detail=str(row))
    return row


def _put_on_paper(wave: Wave, row: SupplementaryMinutes, *, for_reading: bool) -> None:
    """«BẢN NHÁP» while the opinion is awaited, the text to sign once the lead froze it without a contradiction."""
    snapshot = supplement_snapshot(row, today=local_day(wave.now), demo=settings.DEMO)
    found = lint_supplement(snapshot)
    wave.demand([c.text for c in found if not for_reading or c.code != "opinion"])
    documents.discard_open(wave.case, DocumentKind.SUPPLEMENTARY_MINUTES)
    row.document = documents.draft(
        wave,
        wave.case,
        DocumentKind.SUPPLEMENTARY_MINUTES,
        _("%(paper)s: %(name)s") % {"paper": row, "name": wave.case.institution},
        snapshot,
        signer=wave.case.lead,
        for_reading=for_reading,
    )
    row.save()


def _ask_for_opinion(wave: Wave) -> None:
    wave.turns.open(
        wave.case,
        verb=OPINION,
        label=noop("Nêu ý kiến về dự thảo biên bản bổ sung"),
        why=noop("Đoàn đề nghị bổ sung biên bản đã ký; đơn vị có quyền nêu ý kiến (Đ.9.1a, 15.3a)."),
        role=Role.INSTITUTION_HEAD,
        institution_id=wave.case.institution_id,
    )
    _inform(
        wave,
        "drafted",
        _("Có dự thảo biên bản bổ sung để đơn vị nêu ý kiến"),
        _("Đoàn kiểm tra đã lập dự thảo biên bản bổ sung. Đăng nhập Kiểm tra số để xem và nêu ý kiến."),
    )


def _inform(wave: Wave, what: str, subject: str, body: str) -> None:
    messages.queue(
        wave.case,
        people_of_institution(wave.case, local_day(wave.now)),
        key=f"supplement-{what}:{wave.case.pk}:{wave.now:%Y%m%d%H%M%S}",
        subject=subject,
        body=body,
        by=wave.by,
        now=wave.now,
        jobs=wave.jobs,
    )


def give_supplement_opinion(
    case: Case, *, by: User, now: datetime, opinion: str, no_opinion: bool = False
) -> SupplementaryMinutes:
    """The institution says what it thinks of the correction; «không có ý kiến khác» is an opinion too (trap 9)."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_give_opinion(wave.who, facts))
        wave.demand(guards.give_supplement_opinion_blockers(facts))
        if not opinion.strip() and not no_opinion:
            wave.demand([_("Ghi ý kiến của đơn vị, hoặc chọn «Đơn vị không có ý kiến khác».")])
        row = _open(wave)
        row.opinion = opinion.strip() or _("Đơn vị không có ý kiến khác.")
        row.opinion_at, row.opinion_by = now, by
        row.save(update_fields=["opinion", "opinion_at", "opinion_by"])
        wave.turns.close(wave.case, OPINION)
        _ask_lead(wave, FREEZE, noop("Chốt nội dung biên bản bổ sung"), noop("Đơn vị đã nêu ý kiến."))
        wave.tell(wave.case, OPINION, detail=str(row))
    return row


def _ask_lead(wave: Wave, verb: str, label: str, why: str) -> None:
    wave.turns.open(wave.case, verb=verb, label=label, why=why, person_id=wave.case.lead_id)


def freeze_supplement(case: Case, *, by: User, now: datetime, silence: str = "") -> SupplementaryMinutes:
    """The lead freezes the text for signing; without an opinion he writes down when and how the unit was asked."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_sign_minutes(wave.who, facts))
        wave.demand(guards.freeze_supplement_blockers(facts))
        row = _open(wave)
        if row.opinion_at is None and silence.strip():
            noted = _("Đoàn kiểm tra ghi nhận: đơn vị không nêu ý kiến. %(reason)s")
            row.opinion = noted % {"reason": silence.strip()}
            row.opinion_at, row.opinion_by = now, by
            row.save(update_fields=["opinion", "opinion_at", "opinion_by"])
        _put_on_paper(wave, row, for_reading=False)
        wave.turns.close(wave.case, OPINION, FREEZE)
        _ask_lead(
            wave,
            SIGN,
            noop("Ghi nhận biên bản bổ sung đã ký"),
            noop("Nội dung đã chốt; hai bên ký như biên bản kiểm tra (Đ.15.3a)."),
        )
        wave.tell(wave.case, FREEZE, reason=silence.strip(), document=row.document, detail=str(row))
    return row


def sign_supplement(
    case: Case, *, by: User, now: datetime, signing: SigningInput, on: date, at: time | None = None
) -> SupplementaryMinutes:
    """Both sides signed, digitally or by hand with the place of the original; the text is fixed for good."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_sign_minutes(wave.who, facts))
        wave.demand(guards.sign_supplement_blockers(facts))
        row = _open(wave)
        _issue(wave, facts, row, signing=signing, on=on, at=at)
        _close(wave, row)
        wave.tell(wave.case, SIGN, document=row.document, detail=str(row))
    return row


def refuse_supplement(
    case: Case,
    *,
    by: User,
    now: datetime,
    signing: SigningInput,
    on: date,
    reason: str,
    witnesses: Sequence[WitnessInput],
    at: time | None = None,
) -> SupplementaryMinutes:
    """The institution does not sign: only with a commune representative or a witness who signed (trap 8)."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_sign_minutes(wave.who, facts))
        wave.demand(
            guards.sign_supplement_blockers(facts)
            + party_guards.witness_objections([(w.name, w.post) for w in witnesses], reason=reason)
        )
        row = _open(wave)
        row.refused_reason = reason.strip()
        _keep_witnesses(wave, row, witnesses)
        _issue(wave, facts, row, signing=signing, on=on, at=at)
        _close(wave, row)
        wave.tell(
            wave.case, "refuse_supplement", reason=reason.strip(), document=row.document, detail=str(row)
        )
    return row


def _keep_witnesses(wave: Wave, row: SupplementaryMinutes, witnesses: Sequence[WitnessInput]) -> None:
    minutes = Minutes.objects.get(party=wave.case)
    Witness.objects.bulk_create(
        Witness(
            minutes=minutes,
            supplement=row,
            kind=w.kind,
            name=w.name.strip(),
            post=w.post.strip(),
            id_number=w.id_number.strip(),
        )
        for w in witnesses
        if w.name.strip()
    )


def _issue(
    wave: Wave,
    facts: PartyFacts,
    row: SupplementaryMinutes,
    *,
    signing: SigningInput,
    on: date,
    at: time | None,
) -> None:
    """The signed bytes are taken in, numbered after the minutes in the team's series, and never change again."""
    document = row.document
    if document is None or document.state != DocumentState.FOR_SIGNATURE or not document.is_rendered:
        wave.demand([_("Bản in biên bản bổ sung đang được tạo; tải lại trang sau ít giây.")])
    assert document is not None
    signed_on = wave.case.party_details.minutes_signed_on
    wave.demand(
        guards.supplement_day_objections(on=on, minutes_on=signed_on, today=local_day(wave.now))
        or lone_signature(signing)
    )
    note_paper_time(wave, on, at)
    documents.sign(document, wave, signing, capacity=_("Trưởng đoàn"), persons=2, issued_at_once=True)
    series = f"team:{wave.case.code}"
    number = next_number(wave.case.department_id, series, on.year)
    documents.issue(document, wave, number=number, symbol=SYMBOL, series=series, on=on)


def _close(wave: Wave, row: SupplementaryMinutes) -> None:
    row.signed_at, row.signed_by = wave.happened_at or wave.now, wave.person
    row.save(update_fields=["signed_at", "signed_by", "refused_reason"])
    wave.turns.close(wave.case, OPINION, FREEZE, SIGN)
    _inform(
        wave,
        "signed",
        _("Biên bản bổ sung đã hoàn tất"),
        _("Biên bản bổ sung đã được lưu vào hồ sơ. Đăng nhập Kiểm tra số để xem."),
    )


def drop_supplement(case: Case, *, by: User, now: datetime, reason: str) -> SupplementaryMinutes:
    """Before anybody signed, the lead drops the draft with a reason; it stays in the file as dropped."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_sign_minutes(wave.who, facts))
        wave.demand(guards.drop_supplement_blockers(facts))
        if not reason.strip():
            wave.demand([_("Ghi lý do bỏ biên bản bổ sung.")])
        row = _open(wave)
        row.dropped_at, row.dropped_by, row.dropped_reason = now, by, reason.strip()
        row.save(update_fields=["dropped_at", "dropped_by", "dropped_reason"])
        documents.discard_open(wave.case, DocumentKind.SUPPLEMENTARY_MINUTES)
        wave.turns.close(wave.case, OPINION, FREEZE, SIGN)
        wave.tell(wave.case, "drop_supplement", reason=reason.strip(), detail=str(row))
        _inform(
            wave,
            "dropped",
            _("Đoàn kiểm tra bỏ dự thảo biên bản bổ sung"),
            _("Dự thảo biên bản bổ sung không còn hiệu lực; biên bản kiểm tra đã ký giữ nguyên."),
        )
    return row
