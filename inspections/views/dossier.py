"""A whole dossier to take away: one print with contents, one zip with a manifest; only what the person may read."""

from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import quote

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inspections.actions.dossier_prints import (
    GIVEN_UP_AFTER,
    KEPT_DAYS,
    ask_print,
    side_of,
    take_zip,
    why_left_out,
)
from inspections.documents.bundle import stream
from inspections.models import Case, DossierPrint
from inspections.queries.dossier import takeaway
from inspections.rules.dossier_names import safe_name
from inspections.rules.uploads import megabytes
from inspections.views import step_contexts
from inspections.views.access import actor, person, visible_case
from inspections.views.portal import moment

Answer = TypeVar("Answer", bound=HttpResponseBase)
LATEST = 5


def attached(answer: Answer, name: str, mime: str) -> Answer:
    """Handed out as a file of its own, never kept by a proxy, never opened within our pages."""
    answer["Content-Type"] = mime
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@require_GET
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """What may be taken away, the last prints, and what is left out with its reason."""
    case = visible_case(request, pk)
    who, user = actor(request), person(request)
    found = takeaway(case, who)
    left_out = [(file.name, why) for file in found.files if (why := why_left_out(file, user))]
    prints = [_print_row(case, row) for row in _own_prints(request, case)[:LATEST]]
    context = {
        "case": step_contexts.head(case),
        "papers": len(found.papers),
        "files": len(found.files) - len(left_out),
        "weight": megabytes(sum(file.size for file in found.files)) if found.files else "",
        "left_out": left_out,
        "prints": prints,
        "kept_days": KEPT_DAYS,
        "crumbs": [(case.code, case.get_absolute_url()), (_("Tải về, in cả hồ sơ"), "")],
    }
    answer = render(request, "inspections/dossier/dossier.html", context)
    if any(row["making"] for row in prints):
        answer["Refresh"] = "3"
    return answer


def _own_prints(request: HttpRequest, case: Case) -> Any:
    """Prints that this person asked for, in the role held now, and that are not to be swept."""
    young = timezone.now() - timedelta(days=KEPT_DAYS)
    rows = DossierPrint.objects.filter(case=case, asked_by=person(request), asked_at__gte=young)
    return rows.filter(side=side_of(actor(request)))


def _print_row(case: Case, row: DossierPrint) -> dict[str, Any]:
    fresh = row.asked_at > timezone.now() - GIVEN_UP_AFTER
    return {
        "asked_at": moment(row.asked_at),
        "pages": row.pages,
        "with_files": row.with_files,
        "left_out": row.left_out,
        "sha256": row.sha256,
        "making": row.made_at is None and fresh,
        "failed": row.made_at is None and not fresh,
        "url": reverse("dossier_print", args=[case.pk, row.pk]) if row.made_at else "",
    }


@require_POST
def ask_dossier_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a print; the page shows how far it is."""
    case = visible_case(request, pk)
    ask_print(case, by=person(request), now=timezone.now(), with_files="with_files" in request.POST)
    return redirect("dossier", case.pk)


@require_GET
def dossier_print(request: HttpRequest, pk: int, print_id: int) -> HttpResponseBase:
    """The print itself: only who asked for it fetches it, and only while the dossier is still open to him."""
    case = visible_case(request, pk)
    row = _own_prints(request, case).filter(pk=print_id, made_at__isnull=False).first()
    if row is None:
        raise Http404
    return attached(FileResponse(row.blob.open("rb")), safe_name(f"Hồ sơ {case.code}.pdf"), "application/pdf")


@require_POST
def dossier_zip(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The zip, sent while it is written."""
    case = visible_case(request, pk)
    entries = take_zip(case, by=person(request), now=timezone.now())
    name = safe_name(f"Hồ sơ {case.code}.zip")
    return attached(StreamingHttpResponse(stream(entries)), name, "application/zip")
