"""Signing with a tool on one's own machine: prepared once, finished once, within ten minutes (practice.md 1).

The digest goes out and the signature comes in; in between nobody may have changed the paper. What comes in is taken
by the same deed as any signed file: verified, compared with the draft, signed by the person named on the print.
"""

import base64
import hashlib
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.actions import decision, documents, orders
from inspections.actions.papers import BY_OWN_DEED, TO_SIGN, sign_paper
from inspections.actions.returned_checks import named_signer
from inspections.actions.returned_effects import ORDER_KINDS
from inspections.documents.signing import two_step
from inspections.documents.signing.agents import SigningAgent
from inspections.documents.signing.credentials import certificate_from, name_part
from inspections.documents.signing.words import moment_words
from inspections.enums import DocumentKind
from inspections.exceptions import AlreadyDone, NotReady
from inspections.models import Case, Document, Order, SigningSession, User
from inspections.models.inputs import UPLOADED, Incoming, SigningInput
from inspections.queries.people import local_day
from inspections.queries.signatures import signature_rule
from inspections.rules.capacity import wrong_signer
from inspections.rules.signatures import wrong_person

OPEN_FOR = timedelta(minutes=10)
Deed = Callable[[Case, Document, User, datetime, SigningInput], Any]


def _sign_order(case: Case, document: Document, by: User, now: datetime, signing: SigningInput) -> Any:
    return orders.sign_order(
        case, by=by, now=now, order=Order.objects.get(document=document), signing=signing
    )


DEEDS: Mapping[str, Deed] = {
    DocumentKind.DECISION: lambda case, document, by, now, signing: decision.sign_decision(
        case, by=by, now=now, signing=signing
    ),
    DocumentKind.CONDUCT_PLAN: lambda case, document, by, now, signing: decision.approve_conduct_plan(
        case, by=by, now=now, signing=signing
    ),
    **dict.fromkeys(ORDER_KINDS, _sign_order),
}


def may_sign_here(document: Document) -> bool:
    """One signature makes the paper, and it waits for that signature."""
    rule = signature_rule(document.kind, local_day(document.drafted_at))
    alone = (
        rule is not None
        and rule.persons == 1
        and (document.kind in DEEDS or document.kind not in BY_OWN_DEED)
    )
    return alone and document.state in TO_SIGN and document.is_rendered


def prepare_signing(
    document: Document, *, agent: SigningAgent, message: Mapping[str, Any], by: User, now: datetime
) -> SigningSession:
    """Write the revision that waits for the signature of the person named on the print."""
    if not may_sign_here(document):
        raise NotReady([_("Văn bản này không chờ chữ ký bằng công cụ ký trên máy.")])
    named = named_signer(document)
    certificate = agent.certificate(message)
    holder = name_part(certificate.subject, "common_name")
    objections = wrong_signer(named.pk if named else None, by.pk)
    if not objections and (wrong := wrong_person(by.full_name, [holder])):
        objections = [wrong]
    if objections:
        raise NotReady(objections)
    base = documents.latest_bytes(document)
    lines = [
        _("Người ký: %(name)s") % {"name": holder},
        _("Thời gian ký: %(at)s") % {"at": moment_words(now)},
    ]
    prepared = two_step.prepare(base, certificate, reason=document.title, at=now, lines=lines)
    session = SigningSession(
        token=secrets.token_urlsafe(32),
        document=document,
        person=by,
        agent=agent.name,
        base_sha256=hashlib.sha256(base).hexdigest(),
        digest=prepared.digest,
        made_at=now,
        expires_at=now + OPEN_FOR,
        details={
            "certificate": base64.b64encode(certificate.dump()).decode(),
            "document_digest": prepared.document_digest.hex(),
            "region": [prepared.region_start, prepared.region_end],
            "attributes": prepared.attributes.hex(),
        },
    )
    session.prepared.save("phien-ky", ContentFile(prepared.content), save=False)
    session.save(force_insert=True)
    return session


def finish_signing(
    token: str, *, agent: SigningAgent, message: Mapping[str, Any], by: User, now: datetime
) -> Case:
    """Put the signature in and do the deed; once, in time, and only on the paper as it was prepared."""
    with transaction.atomic():
        rows = SigningSession.objects.select_for_update(of=("self",)).select_related("document__case")
        session = rows.filter(token=token, person=by, agent=agent.name).first()
        if session is None:
            raise NotReady([_("Không có phiên ký này. Chuẩn bị lại để ký.")])
        _refuse_stale(session, now)
        content = two_step.finish(_prepared(session), _certificate(session), agent.signature(message))
        document = Document.objects.get(pk=session.document_id)
        deed = DEEDS.get(document.kind)
        signing = SigningInput(UPLOADED, _file(content, document))
        case = Case.objects.get(pk=document.case_id)
        if deed is not None:
            deed(case, document, by, now, signing)
        else:
            sign_paper(case, by=by, now=now, document=document, signing=signing)
        session.finished_at = now
        session.save(update_fields=["finished_at"])
    return case


def _refuse_stale(session: SigningSession, now: datetime) -> None:
    if session.finished_at is not None:
        told = _("Phiên ký này đã hoàn tất lúc %(moment)s, không ký lần hai.")
        raise AlreadyDone(told % {"moment": moment_words(session.finished_at)})
    if now > session.expires_at:
        raise NotReady([_("Phiên ký đã quá 10 phút. Chuẩn bị lại để ký.")])
    document = session.document
    changed = hashlib.sha256(documents.latest_bytes(document)).hexdigest() != session.base_sha256
    if changed or not may_sign_here(document):
        raise NotReady([_("Văn bản đã thay đổi từ lúc chuẩn bị ký. Đọc lại bản in rồi chuẩn bị lại.")])


def _prepared(session: SigningSession) -> two_step.Prepared:
    kept = session.details
    with session.prepared.open("rb") as stream:
        content = bytes(stream.read())
    start, end = kept["region"]
    return two_step.Prepared(
        content, bytes.fromhex(kept["document_digest"]), start, end, bytes.fromhex(kept["attributes"])
    )


def _certificate(session: SigningSession) -> Any:
    return certificate_from(base64.b64decode(session.details["certificate"]))


def _file(content: bytes, document: Document) -> Incoming:
    sha256 = hashlib.sha256(content).hexdigest()
    return Incoming(f"{document.kind}.pdf", len(content), sha256, "application/pdf", ContentFile(content))
