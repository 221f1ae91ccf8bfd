"""«Nguồn tin hạn chế»: written down and read on one page that never shows a text unasked (practice 5)."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from inspections.actions.sources import read_source, record_source
from inspections.exceptions import NotReady, Refused
from inspections.forms.records import SourceForm
from inspections.models import Case, ConfidentialSource, User
from inspections.queries.records import possible_readers, sources_for
from inspections.rules.policies.records import is_director, refusal_to_record_source
from inspections.views import step_contexts
from inspections.views.access import actor, person, today, visible_case
from inspections.views.portal import moment


@sensitive_post_parameters("text")
@require_http_methods(["GET", "POST"])
def sources(request: HttpRequest, pk: int) -> HttpResponse:
    """Sources one may know of, without their text; opening one is a deed of its own, and kept."""
    case = visible_case(request, pk)
    who = actor(request)
    may_write = refusal_to_record_source(who, case.department_id) is None
    known = list(sources_for(case, who))
    if not may_write and not known:
        raise Http404
    if request.method == "POST" and request.POST.get("read"):
        return _read(request, case, known, may_write)
    form = SourceForm(request.POST or None, readers=_readers(request, case)) if may_write else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            data = form.cleaned_data
            record_source(
                case, by=person(request), now=timezone.now(), text=data["text"], reader=data["reader"]
            )
            messages.success(request, _("Đã ghi."))
            return redirect("sources", case.pk)
        except NotReady as missing:
            for blocker in missing.blockers:
                form.add_error(None, blocker.text)
        except Refused as refused:
            raise Http404 from refused
    return _page(request, case, known, form)


def _readers(request: HttpRequest, case: Case) -> QuerySet[User]:
    """The director names anybody of the department; who else writes it down reads it himself."""
    people = possible_readers(case.department_id, today())
    return people if is_director(actor(request), case.department_id) else people.filter(pk=person(request).pk)


def _read(request: HttpRequest, case: Case, known: list[ConfidentialSource], may_write: bool) -> HttpResponse:
    chosen = request.POST.get("read", "")
    if not chosen.isdecimal() or int(chosen) not in {row.pk for row in known}:
        raise Http404
    opened = read_source(case, by=person(request), now=timezone.now(), source_id=int(chosen))
    form = SourceForm(readers=_readers(request, case)) if may_write else None
    return _page(request, case, known, form, opened=opened)


def _page(
    request: HttpRequest,
    case: Case,
    known: list[ConfidentialSource],
    form: SourceForm | None,
    *,
    opened: ConfidentialSource | None = None,
) -> HttpResponse:
    rows: list[dict[str, Any]] = [
        {
            "pk": row.pk,
            "at": moment(row.recorded_at),
            "by": row.recorded_by.full_name,
            "reader": row.reader.full_name,
            "read_count": row.read_count,  # type: ignore[attr-defined]
            "text": opened.text if opened is not None and opened.pk == row.pk else "",
        }
        for row in known
    ]
    context = {
        "case": step_contexts.head(case),
        "sources": rows,
        "form": form,
        "url": reverse("sources", args=[case.pk]),
    }
    return render(request, "inspections/sources.html", context)
