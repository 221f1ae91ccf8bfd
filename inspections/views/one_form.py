"""A page with one form outside a case: show it, act once, send back what is wrong."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.actions.once import AlreadyReceived, once
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.forms.files import FilesForm
from inspections.views.access import person
from inspections.views.repeated import told_again
from inspections.views.steps import BUSY, send_back

TEMPLATE = "inspections/posts/form.html"


def act_once(
    request: HttpRequest, form: FilesForm, act: Callable[[], Any], *, go: str
) -> HttpResponse | None:
    """Act in one transaction with the form's mark; None: something is missing and stands on the form."""
    try:
        with once(form.once, path=request.path, by=person(request), now=timezone.now()):
            done = act()
    except AlreadyReceived:
        messages.info(request, _("Biểu mẫu này đã được nhận, không ghi lần hai."))
        return redirect(go)
    except NotReady as missing:
        send_back(form, [blocker.text for blocker in missing.blockers])
    except AlreadyDone as faster:
        send_back(form, [str(faster)])
    except IntegrityError:
        send_back(form, [_("Dữ liệu vừa được người khác thay đổi. Kiểm tra lại rồi gửi lần nữa.")])
    except OperationalError:
        send_back(form, [str(BUSY)])
    except Refused as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    else:
        messages.success(request, done if isinstance(done, str) else _("Đã ghi."))
        return redirect(go)
    return None


def form_page(
    request: HttpRequest, form: FilesForm, act: Callable[[], Any], *, go: str, **context: Any
) -> HttpResponse:
    """GET shows the form; POST acts and goes on, or shows the form again with everything that was typed."""
    if request.method == "POST" and form.is_valid():
        if answer := act_once(request, form, act, go=go):
            return answer
    elif told := told_again(request, go):
        return told
    return render(request, TEMPLATE, {"form": form, "cancel_url": go, **context})
