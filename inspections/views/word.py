"""A document's Word file: the same rights as its PDF, asked each time, each hand-out noted."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from inspections.actions.dossier_prints import note_handed
from inspections.actions.office_templates import word_of
from inspections.documents.formatting import capital_first
from inspections.enums import AccessKind
from inspections.models import Case, Document
from inspections.queries.dossier import readable
from inspections.rules.dossier_names import safe_name
from inspections.views import step_contexts
from inspections.views.access import actor, person, visible_case
from inspections.views.dossier import attached

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def readable_document(request: HttpRequest, case: Case, document_id: int) -> Document:
    """The paper, or 404: as for its PDF, another dossier's or an inner paper does not exist."""
    rows = Document.objects.filter(pk=document_id, case_id__in=[case.pk, case.parent_id])
    found = rows.filter(readable(case, actor(request))).select_related("case").first()
    if found is None:
        raise Http404
    return found


@require_GET
def document_word(request: HttpRequest, pk: int, document_id: int) -> HttpResponse:
    """The Word file at once; of a very long document after the job has written it."""
    case = visible_case(request, pk)
    found = readable_document(request, case, document_id)
    content = word_of(found)
    if content is None:
        context = {"case": step_contexts.head(case), "document": found}
        answer = render(request, "inspections/word/pending.html", context, status=202)
        answer["Refresh"] = "3"
        return answer
    note_handed(case, AccessKind.WORD, by=person(request), now=timezone.now(), papers=[found])
    name = safe_name(f"{found.full_number or capital_first(found.title)}.docx".replace("/", "-"))
    return attached(HttpResponse(content), name, DOCX)
