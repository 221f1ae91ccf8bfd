"""Kho tài liệu của đơn vị: what it keeps, until when it counts, how often it saved an upload (bar.md O5)."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from inspections.actions import vault as deeds
from inspections.enums import Side
from inspections.forms.files import FilesForm
from inspections.forms.vault import RetireForm, VaultForm, VaultWordsForm
from inspections.models import EvidenceFile, Institution, VaultDocument
from inspections.queries.vault import documents_of, uploads_avoided
from inspections.rules.policies.vault import refusal_to_keep_vault
from inspections.rules.roles import Actor
from inspections.rules.uploads import megabytes
from inspections.rules.vault import ends_soon
from inspections.views.access import actor, person, today, visible_case
from inspections.views.one_form import form_page
from inspections.views.papers import _hand_out
from inspections.views.portal import moment
from inspections.views.repeated import told_again
from inspections.views.steps import stash_of, unstash_of

BOTH = ["GET", "POST"]


def _keeper(request: HttpRequest) -> Actor:
    """Only people of an institution have a vault; who is of the department is told so."""
    who = actor(request)
    if refusal := refusal_to_keep_vault(who, next(iter(sorted(who.institution_ids)), None)):
        raise PermissionDenied(refusal)
    return who


def _own(request: HttpRequest, pk: int) -> VaultDocument:
    """A document of an own vault; another's does not exist."""
    who = actor(request)
    rows = VaultDocument.objects.select_related("institution")
    return get_object_or_404(rows, pk=pk, institution_id__in=who.institution_ids)


@require_GET
def vault(request: HttpRequest) -> HttpResponse:
    """Everything in the vault, what may be used first, and the uploads it saved."""
    who = _keeper(request)
    rows = [_row(row) for row in documents_of(who.institution_ids)]
    context = {
        "rows": [row for row in rows if not row["retired"]],
        "retired": [row for row in rows if row["retired"]],
        "avoided": uploads_avoided(who.institution_ids),
        "institution": ", ".join(
            Institution.objects.filter(pk__in=who.institution_ids).values_list("name", flat=True)
        ),
    }
    return render(request, "portal/vault.html", context)


def _row(row: VaultDocument) -> dict[str, Any]:
    return {
        "pk": row.pk,
        "title": row.title,
        "number": row.number,
        "issued_on": f"{row.issued_on:%d/%m/%Y}" if row.issued_on else "",
        "validity": deeds.valid_words(row.valid_until),
        "ends_soon": ends_soon(row.valid_until, today()),
        "expired": row.valid_until is not None and row.valid_until < today(),
        "file_name": row.file_name,
        "size": megabytes(row.size),
        "url": reverse("vault_file", args=[row.pk]),
        "uses": row.use_count,  # type: ignore[attr-defined]
        "kept": moment(row.kept_at),
        "kept_by": row.kept_by.full_name,
        "retired": moment(row.retired_at),
        "retired_by": row.retired_by.full_name if row.retired_by else "",
        "retired_reason": row.retired_reason,
    }


@require_GET
def vault_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, to the institution's own people alone."""
    row = _own(request, pk)
    return _hand_out(row.blob.open("rb"), row.file_name, row.mime, inline=False)


def _bound(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _page(
    request: HttpRequest, form: FilesForm, act: Callable[[], Any], *, heading: str, submit: str, **more: Any
) -> HttpResponse:
    with form:
        go = reverse("vault")
        return form_page(request, form, act, go=go, heading=heading, submit=submit, **more)


def _kept(request: HttpRequest) -> dict[str, Any]:
    user = person(request)
    return {"stash": stash_of(user), "unstash": unstash_of(user)}


@require_http_methods(BOTH)
def vault_new(request: HttpRequest) -> HttpResponse:
    """Put a document into the vault."""
    who = _keeper(request)
    place = get_object_or_404(Institution, pk=min(who.institution_ids))
    form = VaultForm(*_bound(request), **_kept(request))

    def act() -> str:
        row = deeds.keep_in_vault(place, by=person(request), now=timezone.now(), **form.arguments())
        return _("Đã thêm «%(title)s» vào kho.") % {"title": row.title}

    heading = _("Thêm tài liệu vào kho")
    return _page(request, form, act, heading=heading, submit=_("Thêm vào kho"), subject=place.name)


@require_http_methods(BOTH)
def vault_version(request: HttpRequest, pk: int) -> HttpResponse:
    """A newer version takes the place of a document; where the old one was used nothing changes."""
    old = _own(request, pk)
    form = VaultForm(*_bound(request), initial={"title": old.title}, **_kept(request))

    def act() -> str:
        deeds.keep_in_vault(
            old.institution, by=person(request), now=timezone.now(), replaces=old, **form.arguments()
        )
        return _("Đã thay bản mới.")

    return _page(
        request,
        form,
        act,
        heading=_("Thay bản mới"),
        submit=_("Thay bản mới"),
        subject=old.title,
        consequence=_("Bản cũ thôi được đề nghị dùng lại; hồ sơ đã nộp bản cũ giữ nguyên."),
    )


@require_http_methods(BOTH)
def vault_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """A document is not offered any more, with the reason."""
    row = _own(request, pk)
    form = RetireForm(*_bound(request))

    def act() -> str:
        deeds.retire(row, by=person(request), now=timezone.now(), **form.arguments())
        return _("Đã thôi dùng «%(title)s».") % {"title": row.title}

    return _page(
        request,
        form,
        act,
        heading=_("Thôi dùng tài liệu"),
        submit=_("Thôi dùng"),
        subject=row.title,
        consequence=_(
            "Tài liệu không còn được đề nghị khi trả lời; hồ sơ đã nộp giữ nguyên, tệp không bị xóa."
        ),
    )


@require_http_methods(BOTH)
def vault_keep(request: HttpRequest, pk: int, file_id: int) -> HttpResponse:
    """«Cất vào kho»: a file that was handed in serves the next request too."""
    case = visible_case(request, pk)
    if refusal := refusal_to_keep_vault(actor(request), case.institution_id):
        raise PermissionDenied(refusal)
    rows = EvidenceFile.objects.select_related("case__institution")
    file = rows.filter(pk=file_id, case=case, side=Side.INSTITUTION, withdrawn_at__isnull=True).first()
    if file is None:
        if told := told_again(request, reverse("vault")):
            return told
        raise Http404
    asked = file.request_items.order_by("id").first()
    title = asked.label[:300] if asked else file.name.rsplit(".", 1)[0]
    form = VaultWordsForm(*_bound(request), initial={"title": title, "issued_on": file.as_of})

    def act() -> str:
        row = deeds.keep_evidence_in_vault(file, by=person(request), now=timezone.now(), **form.arguments())
        return _("Đã cất «%(title)s» vào kho.") % {"title": row.title}

    heading = _("Cất vào kho tài liệu")
    return _page(request, form, act, heading=heading, submit=_("Cất vào kho"), subject=file.name)
