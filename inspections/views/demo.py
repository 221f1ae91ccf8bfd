"""Only in the demo: switch the role, read the mail and codes that went out, have a paper signed as if outside."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inspections.actions.documents import latest_bytes
from inspections.actions.returned_checks import named_signer
from inspections.documents.formatting import long_date
from inspections.documents.signing.authority import AGENCY
from inspections.documents.signing.places import demo_authority
from inspections.documents.signing.signer import sign_pdf
from inspections.enums import DocumentState
from inspections.models import Document, Message, NumberSeries, User
from inspections.queries.agency import agency_on
from inspections.queries.people import local_day
from inspections.queries.signatures import signature_rule
from inspections.rules.signatures import NumberedIn
from inspections.views.access import actor, person, visible_case
from inspections.views.context import DEMO_ACCOUNTS
from inspections.views.dossier import attached
from inspections.views.portal import moment


@login_not_required
@require_POST
def switch_account(request: HttpRequest) -> HttpResponse:
    """Sign in as another demo account in one press; does not exist outside the demo."""
    wanted = request.POST.get("username", "")
    if not settings.DEMO or wanted not in dict(DEMO_ACCOUNTS):
        raise Http404
    user = User.objects.filter(username=wanted, is_fictional=True, is_active=True).first()
    if user is None:
        raise Http404
    request.plays_a_role = True  # type: ignore[attr-defined]
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home")


@require_GET
def sent_mail(request: HttpRequest) -> HttpResponse:
    """What mail and codes went out in the demo, newest first: the department's people see all, others their own."""
    if not settings.DEMO or not person(request).is_fictional:
        raise Http404
    sent = Message.objects.filter(to__is_fictional=True).select_related("to", "case").order_by("-id")
    if not actor(request).department_ids:
        sent = sent.filter(to=person(request))
    page = Paginator(sent, 25).get_page(request.GET.get("page"))
    rows = [
        {
            "subject": row.subject,
            "sent_at": moment(row.sent_at or row.queued_at),
            "to": f"{row.to.full_name} ({row.to.username})",
            "state_label": _("Đã gửi") if row.sent_at else _("Đang chờ gửi"),
            "body": row.body,
            "url": "",
        }
        for row in page.object_list
    ]
    return render(request, "inspections/sent_mail.html", {"rows": rows, "page_obj": page})


def has_signed_sample(paper: Document) -> bool:
    """A paper of the agency that waits for its signature, and whose signer has a test certificate of the demo."""
    rule, signer = signature_rule(paper.kind, local_day(paper.drafted_at)), named_signer(paper)
    waits = paper.state == DocumentState.FOR_SIGNATURE and paper.is_rendered
    numbered = rule is not None and rule.numbered_in is NumberedIn.AGENCY
    if not (settings.DEMO and waits and numbered and signer):
        return False
    return all(demo_authority().has(label) for label in (signer.username, AGENCY))


@require_GET
def signed_sample(request: HttpRequest, pk: int, document_id: int) -> HttpResponse:
    """The print as it would come back from outside: test signatures of the signer and the agency, number and day."""
    case = visible_case(request, pk)
    rows = Document.objects.select_related("case__department", "signer")
    paper = get_object_or_404(rows, pk=document_id, case_id=case.pk)
    if not actor(request).department_ids or not has_signed_sample(paper):
        raise Http404
    signer, now, authority = named_signer(paper), timezone.now(), demo_authority()
    assert signer is not None
    signed = sign_pdf(
        latest_bytes(paper),
        credential=authority.credential(signer.username),
        role="personal",
        reason=paper.title,
        at=now,
    )
    lines = [
        f"Số: {_next_number(paper):02d}/{paper.snapshot['symbol']}",
        f"{paper.snapshot['place']}, {long_date(f'{local_day(now):%Y-%m-%d}')}",
    ]
    sealed = sign_pdf(
        signed,
        credential=authority.credential(AGENCY),
        role="agency",
        reason=paper.title,
        at=now,
        lines=lines,
    )
    return attached(HttpResponse(sealed), "da-ky-minh-hoa.pdf", "application/pdf")


def _next_number(paper: Document) -> int:
    """The number that the register would give next; nothing is taken."""
    today = timezone.localdate()
    series = f"{paper.case.department.code}:{agency_on(today).short_name}"
    used = NumberSeries.objects.filter(name=series, year=today.year).first()
    return used.last + 1 if used else 1
