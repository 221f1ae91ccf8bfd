"""«Kiểm tra ngay»: one page, one deed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.actions.once import AlreadyReceived, once
from inspections.actions.urgent import open_urgent
from inspections.exceptions import NotReady, Refused
from inspections.forms.urgent import UrgentForm
from inspections.models import Department
from inspections.rules.roles import Permission
from inspections.views.access import demand, person
from inspections.views.steps import stash_of, unstash_of


def urgent(request: HttpRequest) -> HttpResponse:
    """Enter an inspection whose decision was signed on paper (practice 4)."""
    who = demand(request, Permission.PROPOSE)
    department = get_object_or_404(Department, pk=next(iter(who.department_ids), 0))
    user = person(request)
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    kept = {"stash": stash_of(user), "unstash": unstash_of(user)}
    with UrgentForm(*bound, department_id=department.pk, **kept) as form:
        return _entered(request, department, form)


def _entered(request: HttpRequest, department: Department, form: UrgentForm) -> HttpResponse:
    user = person(request)
    if request.method == "POST" and form.is_valid():
        try:
            with once(form.once, path=request.path, by=user, now=timezone.now()):
                case = open_urgent(by=user, now=timezone.now(), department=department, **form.arguments())
        except AlreadyReceived:
            messages.info(request, _("Biểu mẫu này đã được nhận, không ghi lần hai."))
            return redirect("cases")
        except NotReady as missing:
            for blocker in missing.blockers:
                form.add_error(None, blocker.text)
            form.keep_files()
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        else:
            messages.success(
                request, _("Đã ghi cuộc kiểm tra ngay %(code)s, đánh dấu «Ghi sau».") % {"code": case.code}
            )
            return redirect(case.get_absolute_url())
    return render(request, "inspections/urgent.html", {"form": form, "cancel_url": reverse("cases")})
