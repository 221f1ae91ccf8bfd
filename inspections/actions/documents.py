"""A document's life: drafted from a frozen snapshot, rendered in the job, signed, numbered, issued; then immutable."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from inspections.actions import signature_rows
from inspections.actions.numbers import next_number, note_used
from inspections.actions.signature_rows import Signatory
from inspections.actions.waves import Wave
from inspections.documents.check import KEPT_INSIDE, check_of, new_code
from inspections.documents.formatting import long_date
from inspections.documents.snapshots import snapshot_hash
from inspections.enums import DocumentState, SignatureRoute
from inspections.exceptions import NotReady
from inspections.models import AgencyProfile, Case, Document, User
from inspections.models.inputs import BY_HAND, UPLOADED, Incoming, SigningInput
from inspections.rules.numbering import format_number
from inspections.rules.signatures import wrong_person

if TYPE_CHECKING:
    from inspections.documents.signing.verify import Verification


SIGNED_COLUMNS = ("final", "final_sha256", "route", "original_place", "state")
ISSUED_COLUMNS = ("number", "symbol", "series", "year", "dated_on", "issued_at", "issued_by")


def draft(
    wave: Wave,
    case: Case,
    kind: str,
    title: str,
    snapshot: Mapping[str, Any],
    *,
    signer: User | None = None,
    for_reading: bool = False,
    printed: bool = False,
    drafter: User | None = None,
) -> Document:
    """Freeze the snapshot as the only open document of its kind and ask the job to render its body.

    ``for_reading`` makes a print marked «BẢN NHÁP» that nobody can sign; ``printed`` a paper that needs no
    signature. The code for looking the paper up is frozen with it, so that it is printed and signed too.
    """
    state = DocumentState.DRAFT if for_reading else DocumentState.FOR_SIGNATURE
    code = None if kind in KEPT_INSIDE else new_code()
    frozen = dict(snapshot)
    if code is not None:
        frozen["check"] = check_of(code, settings.SITE_URL)
    document = Document.objects.create(
        case=case,
        kind=kind,
        title=title,
        state=DocumentState.PRINT if printed else state,
        snapshot=frozen,
        snapshot_sha256=snapshot_hash(frozen),
        drafted_at=wave.now,
        drafted_by=drafter or wave.person,
        signer=None if printed else signer,
        public_code=code,
    )
    wave.jobs.add("inspections.render_document", document_id=document.pk)
    return document


def discard_open(case: Case, kind: str) -> None:
    """A draft that was returned or superseded before anybody signed it is marked replaced."""
    Document.objects.filter(case=case, kind=kind, state__in=["draft", "for_signature"]).update(
        state=DocumentState.REPLACED
    )


def render_body(document_id: int) -> None:
    """Job: render the frozen snapshot once; a second run changes nothing."""
    document = Document.objects.get(pk=document_id)
    if document.body_sha256 or document.state == DocumentState.REPLACED:
        return
    from inspections.documents.layout import render_pdf

    content = render_pdf(
        f"{document.kind}.html", document.snapshot, draft=document.state == DocumentState.DRAFT
    )
    document.body.save(document.kind, ContentFile(content), save=False)
    document.body_sha256 = hashlib.sha256(content).hexdigest()
    Document.objects.filter(pk=document.pk, body_sha256="").update(
        body=document.body.name, body_sha256=document.body_sha256
    )


def _stored(field: Any) -> bytes:
    with field.open("rb") as stream:
        return bytes(stream.read())


def latest_bytes(document: Document) -> bytes:
    """The newest revision: signed bytes if there are any, else the body."""
    return _stored(document.final if document.final else document.body)


def _by_test_certificate(document: Document, wave: Wave, *, role: str, label: str, lines: list[str]) -> bytes:
    from inspections.documents.signing.places import demo_authority
    from inspections.documents.signing.signer import sign_pdf

    if not settings.DEMO:
        raise NotReady([_("Chứng thư thử nghiệm chỉ dùng trong bản dùng thử.")])
    authority = demo_authority()
    if not authority.has(label):
        raise NotReady([_("Tài khoản này chưa có chứng thư thử nghiệm; chọn cách ký khác.")])
    return sign_pdf(
        latest_bytes(document),
        credential=authority.credential(label),
        role="agency" if role == "agency" else "personal",
        reason=document.title,
        at=wave.now,
        lines=lines,
    )


def _checked_upload(
    document: Document, wave: Wave, incoming: Incoming | None, *, role: str, persons: int
) -> "tuple[bytes, Verification]":
    """A returned PDF counts only if its signatures verify, enough sign, and its text is the text that was sent."""
    from inspections.documents.signing.places import trust_roots
    from inspections.documents.signing.same_text import differs_from_draft
    from inspections.documents.signing.verify import verify_pdf

    if incoming is None:
        raise NotReady([_("Chọn tệp PDF đã ký số.")])
    content = incoming.read_all()
    verification = verify_pdf(content, trust_roots=trust_roots(), at=wave.now)
    changed = differs_from_draft(_stored(document.body), content)
    if problem := verification.problem:
        told = f"{problem} {changed}" if changed and not verification.is_unsigned else problem
        raise NotReady([told])
    if problem := _too_few(document, verification, role=role, persons=persons):
        raise NotReady([problem])
    names = [s.signer_name for s in verification.signatures if not s.is_of_organisation]
    wrong = wrong_person(wave.person.full_name, names) if role != "agency" else None
    if problem := changed or wrong:
        raise NotReady([problem])
    return content, verification


def _too_few(document: Document, verification: "Verification", *, role: str, persons: int) -> str | None:
    """Persons sign first, the agency after them (Nghị định 30/2020/NĐ-CP Điều 32; Điều 15.3a NĐ 217/2025).

    The certificate of an institution counts for its side where the paper names its representative (practice 1).
    """
    from inspections.documents.signing.credentials import CertificateKind

    kinds = [signature.certificate_kind for signature in verification.signatures]
    by_agency = kinds.count(CertificateKind.ORGANISATION)
    there = len(kinds) - by_agency
    if persons > 1 and there and signature_rows.representative_of(document):
        there += by_agency
    if there < persons:
        text = _("Tệp mới có %(there)s chữ ký số của cá nhân, cần đủ %(needed)s. Hãy tải lên bản đã ký đủ.")
        return text % {"there": there, "needed": persons}
    if role == "agency" and not by_agency:
        return _("Tệp chưa có chữ ký số của cơ quan. Hãy ký số của cơ quan rồi tải lại.")
    return None


def _checked_scan(incoming: Incoming | None, place: str) -> bytes:
    missing = []
    if incoming is None:
        missing.append(_("Chọn bản quét của văn bản đã ký tay."))
    if not place.strip():
        missing.append(_("Ghi nơi lưu bản gốc giấy (hộp, cặp, ngăn)."))
    if missing or incoming is None:
        raise NotReady(missing)
    return incoming.read_all()


def sign(
    document: Document,
    wave: Wave,
    signing: SigningInput,
    *,
    capacity: str,
    role: str = "personal",
    lines: list[str] | None = None,
    persons: int = 1,
    issued_at_once: bool = False,
) -> None:
    """Take one signature onto the document by the route named; a click or a picture is never one (practice 1).

    ``issued_at_once`` leaves the saving of a document that was signed before to ``issue``, which follows.
    """
    content, verification = _signed_content(
        document, wave, signing, role=role, lines=lines or [], persons=persons
    )
    route = SignatureRoute.DIGITAL if verification else SignatureRoute.HAND
    signature_rows.keep_bytes(document, content, route=route, place=signing.original_place)
    document.state = DocumentState.SIGNED
    if not issued_at_once:
        document.save(update_fields=SIGNED_COLUMNS)
    who = wave.person if role != "agency" else None
    signatory = Signatory(who, who.full_name if who else str(wave.case.department), capacity)
    at = wave.happened_at or wave.now
    if verification is None:
        signature_rows.keep_by_hand(document, signatory, at=at, by=wave.person)
    elif signing.way == UPLOADED and persons > 1:
        signature_rows.keep_all(document, verification, signatory, at=at, by=wave.person)
    else:
        signature_rows.keep_one(document, verification, signatory, at=at, by=wave.person)


def _signed_content(
    document: Document, wave: Wave, signing: SigningInput, *, role: str, lines: list[str], persons: int
) -> "tuple[bytes, Verification | None]":
    """The signed bytes with what was verified of them; of a scan nothing can be."""
    if signing.way == BY_HAND:
        return _checked_scan(signing.file, signing.original_place), None
    if signing.way == UPLOADED:
        return _checked_upload(document, wave, signing.file, role=role, persons=persons)
    label = "agency" if role == "agency" else wave.person.username
    content = _by_test_certificate(document, wave, role=role, label=label, lines=lines)
    return content, _verified(content, wave)


def _verified(content: bytes, wave: Wave) -> "Verification":
    from inspections.documents.signing.places import trust_roots
    from inspections.documents.signing.verify import verify_pdf

    verification = verify_pdf(content, trust_roots=trust_roots(), at=wave.now)
    if verification.problem:
        raise NotReady([verification.problem])
    return verification


def issue(document: Document, wave: Wave, *, number: int | None, symbol: str, series: str, on: date) -> None:
    """Number and issue: after this the row and its bytes never change (NĐ 30/2020 Điều 15, 18)."""
    document.number, document.symbol, document.series = number, symbol, series
    document.year, document.dated_on = on.year, on
    document.state = DocumentState.ISSUED
    document.issued_at, document.issued_by = wave.now, wave.person
    document.save(update_fields=[*SIGNED_COLUMNS, *ISSUED_COLUMNS])


def number_and_seal(
    document: Document,
    wave: Wave,
    agency: AgencyProfile,
    *,
    on: date,
    symbol: str,
    number: int | None,
    agency_signing: SigningInput | None,
) -> None:
    """The records clerk's act: a number of the agency's series, the agency's signature, issue (NĐ 30/2020 Điều 15, 32).

    A number that is not typed is the next one of the series, which nothing has taken.
    """
    series = f"{wave.case.department.code}:{agency.short_name}"
    if number is None:
        number = next_number(wave.case.department_id, series, on.year)
    else:
        note_used(wave.case.department_id, series, on.year, number)
        refuse_taken_number(series, on.year, number)
    if agency_signing is not None:
        lines = [f"Số: {format_number(number, symbol)}", f"{agency.place}, {long_date(on.isoformat())}"]
        sign(
            document,
            wave,
            agency_signing,
            capacity=agency.name,
            role="agency",
            lines=lines,
            issued_at_once=True,
        )
    issue(document, wave, number=number, symbol=symbol, series=series, on=on)


def refuse_taken_number(series: str, year: int, number: int) -> None:
    """A number is used once a year in its series, paper and electronic alike (trap 22)."""
    taken = Document.objects.filter(series=series, year=year, number=number).first()
    if taken:
        text = _(
            "Số %(number)s/%(year)s đã dùng cho văn bản «%(title)s». Kiểm tra lại sổ đăng ký rồi nhập số khác."
        )
        raise NotReady([text % {"number": number, "year": year, "title": taken.title}])


def keep_paper_act(
    document: Document, wave: Wave, signing: SigningInput, *, signer: User, capacity: str, signed_at: datetime
) -> None:
    """A paper act signed and stamped before it was entered: the scan is its form here, the signer is not who enters it.

    Nothing of ours was signed, so nothing is printed: the scan stands in the place of the print too.
    """
    content = _checked_scan(signing.file, signing.original_place)
    signature_rows.keep_bytes(document, content, route=SignatureRoute.HAND, place=signing.original_place)
    document.body, document.body_sha256 = document.final.name, document.final_sha256
    document.state = DocumentState.SIGNED
    document.save(
        update_fields=["body", "body_sha256", "final", "final_sha256", "route", "original_place", "state"]
    )
    signatory = Signatory(signer, signer.full_name, capacity)
    signature_rows.keep_by_hand(document, signatory, at=signed_at, by=wave.person)
