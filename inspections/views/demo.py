"""Only in the demo: switch the role, and read the mail and codes that went out."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inspections.models import Message, User
from inspections.views.access import actor, person
from inspections.views.context import DEMO_ACCOUNTS
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
