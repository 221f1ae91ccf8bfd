"""Kho tài liệu of an institution: kept once, reused by reference, retired with a reason (bar.md O5; practice.md 5)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from inspections.actions.files import ask_for_check, drop_stashed
from inspections.actions.waves import Wave
from inspections.enums import ScanState, Side
from inspections.exceptions import NotReady, Refused
from inspections.models import EvidenceFile, Institution, User, VaultDocument
from inspections.models.inputs import Incoming, VaultInput
from inspections.queries.evidence import scan_of
from inspections.queries.people import actor_of, local_day
from inspections.queries.vault import facts_of_documents
from inspections.rules.policies.vault import refusal_to_keep_vault
from inspections.rules.vault import late_validity
from inspections.rules.vietnamese import fold, normalise


def keep_in_vault(
    institution: Institution,
    *,
    by: User,
    now: datetime,
    typed: VaultInput,
    file: Incoming,
    replaces: VaultDocument | None = None,
) -> VaultDocument:
    """Put a standing document into the vault, or a newer version in the place of an older one, which is retired."""
    _may(institution.pk, by, now)
    _sensible(typed)
    if replaces is not None:
        _standing(replaces, institution.pk)
    row = _row(institution, by, now, typed)
    row.name_file(file.name, file.size, file.sha256, file.mime)
    file.content.seek(0)
    row.blob.save(file.name, file.content, save=False)
    row.replaces = replaces
    row.save()
    if replaces is not None:
        _retire(replaces, by, now, _("Có bản mới: %(title)s") % {"title": row.title})
    drop_stashed([file.token] if file.token else [], owner=by)
    return row


def keep_evidence_in_vault(
    file: EvidenceFile, *, by: User, now: datetime, typed: VaultInput
) -> VaultDocument:
    """«Cất vào kho»: a file handed in once serves the next time too; the bytes are shared, not copied."""
    institution = file.case.institution
    assert institution is not None
    _may(institution.pk, by, now)
    _sensible(typed)
    if file.side != Side.INSTITUTION or file.withdrawn_at is not None:
        raise NotReady([_("Chỉ cất vào kho tệp do đơn vị nộp và chưa rút.")])
    if scan_of(file) == ScanState.INFECTED:
        raise NotReady([_("Tệp này có mã độc và đã được cách ly, không cất vào kho.")])
    if VaultDocument.objects.filter(
        institution=institution, sha256=file.sha256, retired_at__isnull=True
    ).exists():
        raise NotReady([_("Tệp này đã có trong kho.")])
    row = _row(institution, by, now, typed)
    row.name_file(file.name, file.size, file.sha256, file.mime)
    row.blob = file.blob.name
    row.save()
    return row


def retire(document: VaultDocument, *, by: User, now: datetime, reason: str) -> VaultDocument:
    """A document that must not be used any more leaves the offers; what it was used for stays as it is."""
    _may(document.institution_id, by, now)
    if not reason.strip():
        raise NotReady([_("Ghi lý do thôi dùng tài liệu này.")])
    _standing(document, document.institution_id)
    _retire(document, by, now, reason.strip())
    return document


def reuse(wave: Wave, document_ids: Sequence[int]) -> dict[int, EvidenceFile]:
    """«Dùng lại»: files of the dossier made from the vault by reference, each as it stood; only what is valid today."""
    if not document_ids:
        return {}
    today = local_day(wave.now)
    rows = VaultDocument.objects.filter(pk__in=document_ids, institution_id=wave.case.institution_id or 0)
    found = {fact.document_id: row for row, fact in facts_of_documents(rows) if fact.stands_on(today)}
    if missing := [n for n in document_ids if n not in found]:
        text = _("%(count)s tài liệu trong kho không còn hiệu lực hoặc đã thôi dùng. Chọn tệp khác.")
        wave.demand([text % {"count": len(missing)}])
    made = {number: _as_evidence(wave, found[number]) for number in dict.fromkeys(document_ids)}
    EvidenceFile.objects.bulk_create(made.values())
    ask_for_check(wave.case, wave.jobs)
    return made


def _as_evidence(wave: Wave, row: VaultDocument) -> EvidenceFile:
    return EvidenceFile(
        case=wave.case,
        name=row.file_name,
        size=row.size,
        sha256=row.sha256,
        mime=row.mime,
        blob=row.blob.name,
        side=Side.INSTITUTION,
        as_of=row.issued_on,
        received_at=wave.now,
        received_by=wave.person,
        vault=row,
    )


def _row(institution: Institution, by: User, now: datetime, typed: VaultInput) -> VaultDocument:
    title = normalise(typed.title)
    return VaultDocument(
        institution=institution,
        title=title,
        folded_title=fold(title)[:300],
        number=typed.number.strip(),
        issued_on=typed.issued_on,
        valid_until=typed.valid_until,
        kept_at=now,
        kept_by=by,
    )


def _may(institution_id: int, by: User, now: datetime) -> None:
    if refusal := refusal_to_keep_vault(actor_of(by, local_day(now)), institution_id):
        raise Refused(refusal)


def _sensible(typed: VaultInput) -> None:
    missing = []
    if not typed.title.strip():
        missing.append(_("Ghi tên tài liệu."))
    if late_validity(typed.issued_on, typed.valid_until):
        missing.append(_("Ngày hết giá trị không trước ngày ban hành."))
    if missing:
        raise NotReady(missing)


def _standing(document: VaultDocument, institution_id: int) -> None:
    if document.institution_id != institution_id:
        raise Refused(_("Tài liệu này không thuộc kho của đơn vị."))
    if document.retired_at is not None:
        raise NotReady([_("Tài liệu này đã thôi dùng; thêm tài liệu mới vào kho.")])


def _retire(document: VaultDocument, by: User, now: datetime, reason: str) -> None:
    document.retired_at, document.retired_by, document.retired_reason = now, by, reason
    document.save(update_fields=["retired_at", "retired_by", "retired_reason"])


def valid_words(until: date | None) -> str:
    """«còn hiệu lực đến …» as the institution reads it."""
    return (
        _("còn hiệu lực đến hết ngày %(day)s") % {"day": f"{until:%d/%m/%Y}"}
        if until
        else _("không ghi thời hạn")
    )
