"""A form that comes again after it acted: its first answer was lost on the way, so its sender is told and led on.

quality.md 4 P2 (lost reply): what the form spoke of may be gone or closed by its own first copy; that is no error.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from inspections.actions.once import acted_before
from inspections.forms.files import one_time_mark
from inspections.views.access import person


def told_again(request: HttpRequest, go: str) -> HttpResponse | None:
    """On to the next page when this very form has acted before; None: it has not."""
    mark = one_time_mark(request.POST)
    if request.method != "POST" or not acted_before(mark, path=request.path, sender=person(request)):
        return None
    messages.info(request, _("Biểu mẫu này đã được nhận, không ghi lần hai."))
    return redirect(go)


def even_when_gone(go: str) -> Callable[..., Callable[..., HttpResponse]]:
    """For views whose object may be gone by the form's own first copy: it is told instead of «not found»."""

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except Http404:
                if told := told_again(request, go):
                    return told
                raise

        return answer

    return wrap
