"""«Ký bằng công cụ ký trên máy»: a page and two addresses that speak JSON as well as forms.

Both addresses need the session and the form's own token (CSRF), like every deed here. There is nothing of this where
no tool is configured.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inspections.actions.signing_agents import finish_signing, may_sign_here, prepare_signing
from inspections.documents.signing.agents import SigningAgent, agents
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.models import Case, Document, SigningSession
from inspections.views import step_contexts
from inspections.views.access import actor, person, visible_case

PAGE = "inspections/returned/agent.html"


@require_GET
def sign_here(request: HttpRequest, pk: int, document_id: int) -> HttpResponse:
    """The paper, the tools of this installation, and where the certificate goes in."""
    case, paper = _paper(request, pk, document_id)
    return _page(request, case, paper)


@require_POST
def prepare(request: HttpRequest, pk: int, document_id: int) -> HttpResponse:
    """The digest that the tool is to sign."""
    case, paper = _paper(request, pk, document_id)
    message = _message(request)
    try:
        agent = _agent(message)
        session = prepare_signing(paper, agent=agent, message=message, by=person(request), now=timezone.now())
    except NotReady as missing:
        return _refused(request, case, paper, str(missing), status=422)
    finish_url = reverse("signing_finish", args=[session.token])
    if _speaks_json(request):
        answer = {
            "token": session.token,
            "finish_url": finish_url,
            "expires_at": session.expires_at.isoformat(),
        }
        return JsonResponse({**answer, **agent.request(session.digest)})
    return _page(request, case, paper, session=session, finish_url=finish_url)


@require_POST
def finish(request: HttpRequest, token: str) -> HttpResponse:
    """The signature comes in; the deed is done with it or refused with a sentence."""
    session = (
        SigningSession.objects.select_related("document").filter(token=token, person=person(request)).first()
    )
    if session is None:
        raise Http404
    case, paper = _paper(request, session.document.case_id, session.document_id)
    message = {**_message(request), "agent": session.agent}
    try:
        finish_signing(token, agent=_agent(message), message=message, by=person(request), now=timezone.now())
    except NotReady as missing:
        return _refused(request, case, paper, str(missing), status=422)
    except AlreadyDone as done:
        return _refused(request, case, paper, str(done), status=409)
    except Refused as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    url = case.get_absolute_url() + "?tab=documents"
    return JsonResponse({"done": True, "url": url}) if _speaks_json(request) else redirect(url)


def _paper(request: HttpRequest, pk: int, document_id: int) -> tuple[Case, Document]:
    case = visible_case(request, pk)
    paper = Document.objects.select_related("case__parent__lead", "case__lead", "signer").filter(
        pk=document_id, case=case
    )
    found = paper.first()
    if not agents() or found is None or actor(request).is_institution_side:
        raise Http404
    return case, found


def _agent(message: Mapping[str, Any]) -> SigningAgent:
    known = agents()
    found = known.get(str(message.get("agent", ""))) or (
        next(iter(known.values())) if len(known) == 1 else None
    )
    if found is None:
        raise NotReady([_("Chọn công cụ ký.")])
    return found


def _speaks_json(request: HttpRequest) -> bool:
    return request.content_type == "application/json"


def _message(request: HttpRequest) -> Mapping[str, Any]:
    if not _speaks_json(request):
        return {name: value for name, value in request.POST.items() if isinstance(value, str)}
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _refused(
    request: HttpRequest, case: Case, paper: Document, sentence: str, *, status: int
) -> HttpResponse:
    if _speaks_json(request):
        return JsonResponse({"error": sentence}, status=status)
    return _page(request, case, paper, problem=sentence, status=status)


def _page(
    request: HttpRequest,
    case: Case,
    paper: Document,
    *,
    session: SigningSession | None = None,
    finish_url: str = "",
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "case": step_contexts.head(case),
        "document": paper,
        "document_url": reverse("document", args=[case.pk, paper.pk]),
        "prepare_url": reverse("signing_prepare", args=[case.pk, paper.pk]),
        "tools": list(agents().values()),
        "waits": may_sign_here(paper),
        "session": session,
        "finish_url": finish_url,
        "problem": problem,
    }
    return render(request, PAGE, context, status=status)
