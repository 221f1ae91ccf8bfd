"""Files handed out: rights asked each time, as attachments or sandboxed PDF, never from a public folder."""

from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from inspections.actions.evidence import note_access
from inspections.enums import AccessKind
from inspections.models import Document
from inspections.queries.orders import HELD_BY_INSTITUTION, shown_to_institution
from inspections.views import step_contexts
from inspections.views.access import actor, person, visible_case

SAFE_CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def _hand_out(stream: object, name: str, mime: str, *, inline: bool) -> FileResponse:
    response = FileResponse(stream, content_type=mime if inline else "application/octet-stream")  # type: ignore[arg-type]
    way = "inline" if inline else "attachment"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = SAFE_CSP
    return response


@require_GET
def document(request: HttpRequest, pk: int, document_id: int) -> HttpResponseBase:
    """The newest stored revision of a paper; stored bytes are never rendered again."""
    case = visible_case(request, pk)
    rows = Document.objects.filter(pk=document_id).defer("snapshot")
    outsider = actor(request).is_institution_side
    found = rows.filter(shown_to_institution(case) if outsider else ~HELD_BY_INSTITUTION).first()
    if found is None or found.case_id not in (case.pk, case.parent_id):
        raise Http404
    if not found.is_rendered:
        return render(
            request,
            "inspections/pending_document.html",
            {"case": step_contexts.head(case), "document": found},
            status=202,
        )
    field = found.final if found.final else found.body
    name = f"{(found.full_number or found.get_kind_display()).replace('/', '-')}.pdf"
    try:
        stream = field.open("rb")
    except FileNotFoundError as gone:  # disposed of by decision: the row and its hash stay (trap 44)
        raise Http404 from gone
    note_access(case, document=found, way=AccessKind.OPENED, by=person(request), now=timezone.now())
    return _hand_out(stream, name, "application/pdf", inline=True)
