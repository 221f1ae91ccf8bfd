"""«Nhận lại văn bản đã phát hành»: one act makes a paper that was signed outside signed, numbered and issued.

Source: practice.md 1 and 2 (numbers normally come from the agency's own document system; number, symbol, date and
signers are read from the returned PDF and a person confirms); Nghị định 30/2020/NĐ-CP Điều 13, 15, 18, 32. The signer
recorded is the person on the file, in his capacity of that day; never the person who hands the file in.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django_fsm import can_proceed

from inspections.actions import documents, minutes_signing
from inspections.actions.files import drop_stashed
from inspections.actions.numbers import next_number, note_used
from inspections.actions.returned_checks import (
    WAITING,
    Examined,
    examine,
    named_signer,
    received_words,
    typed_objections,
)
from inspections.actions.returned_effects import EFFECTS, VERBS, refusal_outside, settle_paper
from inspections.actions.signature_rows import Signatory, hand_words, keep_all, keep_by_hand, keep_bytes
from inspections.actions.waves import Wave, already_done_words, deed
from inspections.enums import DocumentKind, DocumentState, SignatureRoute
from inspections.exceptions import AlreadyDone
from inspections.models import Case, Document, User
from inspections.models.inputs import BY_HAND, UPLOADED, ReturnedInput, SigningInput
from inspections.queries.agency import agency_on
from inspections.queries.facts import facts_of
from inspections.queries.people import actor_of, capacity_on, local_day
from inspections.queries.signatures import signature_rule
from inspections.rules.capacity import no_capacity
from inspections.rules.facts import Facts
from inspections.rules.policies.papers import refusal_to_receive_return
from inspections.rules.signatures import NumberedIn, SignatureRule, SignedBy


@dataclass(frozen=True)
class Numbering:
    """Number, series and day of a paper that came back."""

    number: int | None
    symbol: str
    series: str
    on: date


def take_returned(case: Case, *, by: User, now: datetime, document_id: int, returned: ReturnedInput) -> Case:
    """Take a returned paper: its file is checked, its signers recorded, its number and day kept, the deed follows."""
    paper = Document.objects.get(pk=document_id, case_id=case.pk)
    if paper.kind == DocumentKind.MINUTES:
        return _take_minutes(case, paper, by=by, now=now, returned=returned)
    with deed(case, by=by, now=now) as wave:
        facts = facts_of(wave.case, today=local_day(now))
        wave.require(refusal_to_receive_return(wave.who, facts))
        document = _waiting(wave, document_id)
        found = _examined(wave, document, returned)
        on = returned.on or found.on
        assert on is not None
        signer, capacity = _signer(wave, facts, document, found.rule, found.signed_on or on)
        numbering = _numbering(wave, document, found, returned.number or found.number, on)
        _keep(wave, found, returned, signer, capacity, numbering)
        wave.tell(
            wave.case,
            "receive_returned",
            document=document,
            reason=returned.compared.strip(),
            detail=_detail(found, signer, document),
        )
        drop_stashed([returned.file.token] if returned.file.token else [], owner=by)
        effect = EFFECTS.get(document.kind)
        if effect is not None:
            wave.done_outside = True
            effect(wave, facts, document, signer, on)
        settle_paper(wave, document)
    return wave.case


def _waiting(wave: Wave, document_id: int) -> Document:
    """The paper, locked with its dossier; a second return is told who was first."""
    document = Document.objects.select_related("case__parent", "signer", "issued_by").get(pk=document_id)
    if document.state == DocumentState.ISSUED:
        raise AlreadyDone(received_words(document))
    if document.state not in WAITING or signature_rule(document.kind, local_day(document.drafted_at)) is None:
        label = DocumentState(document.state).label
        wave.demand([_("Văn bản ở trạng thái «%(state)s», không chờ nhận lại bản đã ký.") % {"state": label}])
    if not document.is_rendered:
        wave.demand([_("Bản in đang được tạo; tải lại trang sau ít giây.")])
    verb = VERBS.get(document.kind)
    if verb and not can_proceed(getattr(wave.case, verb)):
        raise AlreadyDone(already_done_words(wave.case, verb))
    return document


def _examined(wave: Wave, document: Document, returned: ReturnedInput) -> Examined:
    found = examine(document, returned.file.read_all(), now=wave.now, who=wave.who)
    wave.demand([found.problem] if found.problem else [])
    if found.rule.numbered_in is NumberedIn.OWN_DEED:
        wave.demand([_("Biên bản này nhận lại bằng việc «Ký biên bản» trên trang hồ sơ.")])
    wave.demand(typed_objections(found, returned, now=wave.now))
    return found


def _signer(
    wave: Wave, facts: Facts, document: Document, rule: SignatureRule, signed_on: date
) -> tuple[User, str]:
    """The person named on the print and found on the file; the law asks of him what it asks of a signer here."""
    signer = named_signer(document)
    if signer is None:
        wave.demand([_("Bản in chưa ghi người ký. Lập lại dự thảo có người ký.")])
    assert signer is not None
    actor = actor_of(signer, signed_on)
    wave.demand([words] if (words := refusal_outside(document.kind, actor, facts)) else [])
    if rule.signed_by is not SignedBy.ISSUER:
        return signer, _("Trưởng đoàn")
    capacity = capacity_on(signer.pk, wave.case.department_id, signed_on)
    if capacity is None:
        wave.demand([f"{signer.full_name}: {no_capacity(signed_on)}"])
    return signer, str(capacity)


def _numbering(wave: Wave, document: Document, found: Examined, number: int | None, on: date) -> Numbering:
    """The agency's number as the file or the register says; the team's own series goes on by itself."""
    symbol, owner = str(document.snapshot.get("symbol", "")), wave.case
    if found.rule.numbered_in is NumberedIn.NOWHERE:
        return Numbering(None, "", "", on)
    if found.rule.numbered_in is NumberedIn.TEAM:
        series = f"team:{(owner.parent or owner).code}"
        number = number or next_number(owner.department_id, series, on.year)
    else:
        series = f"{owner.department.code}:{agency_on(on).short_name}"
    assert number is not None
    documents.refuse_taken_number(series, on.year, number)
    note_used(owner.department_id, series, on.year, number)
    return Numbering(number, symbol, series, on)


def _keep(
    wave: Wave, found: Examined, returned: ReturnedInput, signer: User, capacity: str, numbering: Numbering
) -> None:
    """Bytes, signatures, number and day in one row that never changes afterwards."""
    document, place = found.document, returned.original_place.strip()
    route = SignatureRoute.HAND if found.by_hand else SignatureRoute.DIGITAL
    keep_bytes(document, returned.file.read_all(), route=route, place=place if found.by_hand else "")
    documents.issue(
        document,
        wave,
        number=numbering.number,
        symbol=numbering.symbol,
        series=numbering.series,
        on=numbering.on,
    )
    signatory = Signatory(signer, signer.full_name, capacity, agency=agency_on(numbering.on).name)
    if found.by_hand:
        keep_by_hand(document, signatory, at=wave.now, by=wave.person)
    else:
        known = set(document.signatures.values_list("certificate", flat=True))
        keep_all(document, found.read.verification, signatory, at=wave.now, by=wave.person, known=known)


def _detail(found: Examined, signer: User, document: Document) -> str:
    words = _("người ký: %(name)s; số %(number)s") if document.number else _("người ký: %(name)s")
    told = words % {"name": signer.full_name, "number": document.full_number}
    if found.by_hand:
        told = f"{told}; {hand_words(document.original_place)}"
    return told[:500]


def _take_minutes(case: Case, paper: Document, *, by: User, now: datetime, returned: ReturnedInput) -> Case:
    """Minutes come back to the lead: the same deed as on the case, with what the file says."""
    if paper.state == DocumentState.ISSUED:
        raise AlreadyDone(received_words(paper))
    with deed(case, by=by, now=now, verb="sign_minutes") as wave:
        wave.require(refusal_to_receive_return(wave.who, facts_of(wave.case, today=local_day(now))))
        document = Document.objects.select_related("case__parent", "signer").get(pk=paper.pk)
        found = examine(document, returned.file.read_all(), now=now, who=wave.who)
        wave.demand([found.problem] if found.problem else [])
        on = returned.on or found.on
        wave.demand([] if on else [_("Nhập ngày ký biên bản.")])
        assert on is not None
        wave.demand(typed_objections(found, ReturnedInput(**{**returned.__dict__, "on": on}), now=now))
        way = BY_HAND if found.by_hand else UPLOADED
    signing = SigningInput(way, returned.file, returned.original_place)
    return minutes_signing.sign_minutes(case, by=by, now=now, signing=signing, on=on)
