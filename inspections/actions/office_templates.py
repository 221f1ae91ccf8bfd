"""Word files of the documents, and the templates that an office uploads for them (bar.md 61, complaint 16).

A document's Word file is made from its frozen snapshot: in the office's own template of that kind if there is one,
else in our layout. Templates change no paper: the PDF that is signed is always ours.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.actions.files import drop_stashed
from inspections.documents.snapshots import canonical_json, print_code
from inspections.enums import DocumentState
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.models import Department, Document, OfficeTemplate, User
from inspections.models.inputs import Incoming
from inspections.queries.people import actor_of, local_day
from inspections.rules.roles import Permission

LONG_FROM = 60_000  # bytes of a snapshot: beyond it a Word file takes more than a moment
WORD_FOLDER = "word"
KEPT = timedelta(days=7)


def template_for(document: Document) -> OfficeTemplate | None:
    """The template that the document's department uses for this kind now."""
    rows = OfficeTemplate.objects.filter(
        department_id=document.case.department_id, kind=document.kind, retired_at__isnull=True
    )
    return rows.first()


def word_of(document: Document) -> bytes | None:
    """The Word file, made at once; of a long document None until the job has written it."""
    template = template_for(document)
    if len(canonical_json(document.snapshot)) <= LONG_FROM:
        return _written(document, template)
    name = _stored_name(document, template)
    if default_storage.exists(name):
        with default_storage.open(name, "rb") as stream:
            return bytes(stream.read())
    _ask(document)
    return None


def make_word(document_id: int) -> None:
    """Job: write the Word file of a long document; a second run finds it there."""
    document = Document.objects.select_related("case").get(pk=document_id)
    template = template_for(document)
    name = _stored_name(document, template)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(_written(document, template)))


def sweep_word_files(*, now: datetime) -> None:
    """Stored Word files are made anew when somebody asks again."""
    if not default_storage.exists(WORD_FOLDER):
        return
    for name in default_storage.listdir(WORD_FOLDER)[1]:
        path = f"{WORD_FOLDER}/{name}"
        if default_storage.get_modified_time(path) < now - KEPT:
            default_storage.delete(path)


def _ask(document: Document) -> None:
    """One job for one document, however often the page is opened meanwhile."""
    from procrastinate.contrib.django import app
    from procrastinate.exceptions import AlreadyEnqueued

    try:
        with transaction.atomic():
            app.configure_task("inspections.make_word", queueing_lock=f"word-{document.pk}").defer(
                document_id=document.pk
            )
    except AlreadyEnqueued:
        return


def _stored_name(document: Document, template: OfficeTemplate | None) -> str:
    """A name that changes with everything the file is made of; nobody guesses it."""
    parts = (
        document.snapshot_sha256,
        document.state,
        document.full_number,
        template.sha256 if template else "",
    )
    return f"{WORD_FOLDER}/{hashlib.sha256('|'.join(parts).encode()).hexdigest()}"


def numbered(document: Document) -> Mapping[str, Any]:
    """The snapshot with number and day as they were given when the paper was issued."""
    snapshot: dict[str, Any] = dict(document.snapshot)
    if document.number and document.dated_on and not snapshot["number"]:
        snapshot |= {"number": str(document.number), "symbol": document.symbol}
        snapshot["signed_on"] = snapshot["signed_on"] or document.dated_on.isoformat()
    return snapshot


def _written(document: Document, template: OfficeTemplate | None) -> bytes:
    from inspections.documents.word.file import word_file
    from inspections.documents.word.office import filled

    draft, snapshot = document.state == DocumentState.DRAFT, numbered(document)
    if template is not None:
        with template.blob.open("rb") as stream:
            return filled(bytes(stream.read()), snapshot, draft=draft)
    return word_file(f"{document.kind}.html", snapshot, draft=draft, code=print_code(document.snapshot))


def _require(by: User, department_id: int, now: datetime) -> None:
    """The administrator keeps the templates of the own department, like every setting."""
    if not actor_of(by, local_day(now)).may_in_department(Permission.MANAGE_SETTINGS, department_id):
        raise Refused(_("Chỉ quản trị hệ thống của Sở được thay mẫu Word."))


def save_template(
    *, department: Department, by: User, now: datetime, kind: str, file: Incoming, accept_unknown: bool
) -> OfficeTemplate:
    """Take a template into use; the one used so far is retired and kept with who and when."""
    from inspections.documents.word.office import judge

    _require(by, department.pk, now)
    content = file.read_all()
    found = judge(content, kind)
    if found.refusal:
        raise NotReady([found.refusal])
    if found.unknown and not accept_unknown:
        text = _("Mẫu có chỗ không nhận ra: %(names)s. Sửa tên, hoặc đánh dấu đồng ý lưu như vậy.")
        raise NotReady([text % {"names": ", ".join(found.unknown)}])
    with transaction.atomic():
        Department.objects.select_for_update().get(pk=department.pk)
        OfficeTemplate.objects.filter(department=department, kind=kind, retired_at__isnull=True).update(
            retired_at=now, retired_by=by
        )
        row = OfficeTemplate(
            department=department,
            kind=kind,
            name=file.name,
            sha256=hashlib.sha256(content).hexdigest(),
            placeholders=list(found.asked),
            uploaded_at=now,
            uploaded_by=by,
        )
        row.blob.save(file.name, ContentFile(content), save=False)
        row.save()
        drop_stashed([file.token] if file.token else [], owner=by)
    return row


def retire_template(template: OfficeTemplate, *, by: User, now: datetime) -> None:
    """Use our own layout again for this kind; the template stays in the history."""
    _require(by, template.department_id, now)
    done = OfficeTemplate.objects.filter(pk=template.pk, retired_at__isnull=True).update(
        retired_at=now, retired_by=by
    )
    if not done:
        raise AlreadyDone(_("Mẫu này đã thôi dùng trước đó."))
