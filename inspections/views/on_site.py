"""«Việc tại đơn vị»: the on-site items of one party on one page for a phone; works without a script."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inspections.actions.conduct import add_evidence, save_answer
from inspections.actions.once import AlreadyReceived, once
from inspections.enums import ItemMethod
from inspections.exceptions import Conflict, NotReady, Refused
from inspections.forms.base import all_incoming
from inspections.forms.records import OnSiteForm
from inspections.models import Answer, Case
from inspections.queries.records import standing_visits
from inspections.rules.policies.party import refusal_to_conclude_item
from inspections.views import step_contexts
from inspections.views.access import actor, facts, person, visible_case
from inspections.views.items import conflict_row
from inspections.views.links import deed_url
from inspections.views.portal import file_rows
from inspections.views.records import visit_row
from inspections.views.steps import stash_of, unstash_of


def _party(request: HttpRequest, pk: int) -> Case:
    case = visible_case(request, pk)
    if case.parent_id is None:
        raise Http404
    if actor(request).is_institution_side:
        raise PermissionDenied
    return case


def _items(case: Case) -> list[Answer]:
    """Items fixed as on site, and those bound to be seen whatever the plan says."""
    rows = Answer.objects.filter(party=case).select_related("item__act", "party").prefetch_related("files")
    return [
        row
        for row in rows.order_by("item__position")
        if row.method == ItemMethod.ON_SITE or row.item.on_site_only
    ]


@require_GET
def on_site(request: HttpRequest, pk: int) -> HttpResponse:
    """What is to be looked at here, with what was already written."""
    return _page(request, _party(request, pk))


def _page(
    request: HttpRequest,
    case: Case,
    *,
    typed: OnSiteForm | None = None,
    answer_id: int | None = None,
    conflict: dict[str, Any] | None = None,
) -> HttpResponse:
    known = facts(case)
    who = actor(request)
    readonly = refusal_to_conclude_item(who, known) or ""
    if not readonly and not known.is_under_check:
        readonly = _("Đơn vị không ở giai đoạn đang kiểm tra; kết quả đã khóa.")
    visits = standing_visits(case.pk)
    named = {answer_id for visit in visits for answer_id in visit.answer_ids}  # type: ignore[attr-defined]
    rows = []
    for answer in _items(case):
        mine = answer.pk == answer_id
        form = typed if mine and typed is not None else OnSiteForm(answer=answer)
        rows.append(_row(case, answer, form, seen=answer.pk in named, conflict=conflict if mine else None))
    context = {
        "case": step_contexts.head(case),
        "items": rows,
        "readonly": readonly,
        "visits": [visit_row(case, visit, outsider=False) for visit in visits],
        "visit_url": "" if readonly else deed_url(case.pk, case.kind, "record_visit"),
        "phone": case.institution.phone if case.institution else "",
        "address": case.institution.address if case.institution else "",
    }
    return render(request, "inspections/on_site.html", context, status=409 if conflict else 200)


def _row(case: Case, answer: Answer, form: OnSiteForm, *, seen: bool, conflict: Any) -> dict[str, Any]:
    return {
        "pk": answer.pk,
        "code": answer.item.code,
        "requirement": answer.item.requirement,
        "question": answer.item.question,
        "citation": answer.item.citation,
        "must": answer.item.on_site_only,
        "seen": seen,
        "result": answer.result,
        "rating_label": answer.get_rating_display() if answer.rating else "",
        "files": file_rows(case, answer.files.all()),
        "form": form,
        "conflict": conflict,
        "url": reverse("on_site_item", args=[case.pk, answer.pk]),
        "item_url": reverse("item", args=[case.pk, answer.pk]),
    }


@require_POST
def on_site_item(request: HttpRequest, pk: int, answer_id: int) -> HttpResponse:
    """Save one item with its photographs; what is wrong comes back with everything that was typed."""
    case = _party(request, pk)
    answer = next((row for row in _items(case) if row.pk == answer_id), None)
    if answer is None:
        raise Http404
    if refusal := refusal_to_conclude_item(actor(request), facts(case)):
        raise PermissionDenied(refusal)
    user = person(request)
    with OnSiteForm(
        request.POST, request.FILES, answer=answer, stash=stash_of(user), unstash=unstash_of(user)
    ) as form:
        if not form.is_valid():
            return _page(request, case, typed=form, answer_id=answer_id)
        return _save_once(request, case, answer, form)


def _save_once(request: HttpRequest, case: Case, answer: Answer, form: OnSiteForm) -> HttpResponse:
    """Save, or bring the form back with what hinders it; a form that comes again is told so."""
    there = reverse("on_site", args=[case.pk]) + f"#nd{answer.pk}"
    try:
        with once(form.once, path=request.path, by=person(request), now=timezone.now()):
            _save(request, case, answer, form)
    except AlreadyReceived:
        messages.info(request, _("Biểu mẫu này đã được nhận, không ghi lần hai."))
        return redirect(there)
    except NotReady as missing:
        for blocker in missing.blockers:
            form.add_error("rating", blocker.text)
        form.keep_files()
        return _page(request, case, typed=form, answer_id=answer.pk)
    except Conflict as found:
        form.keep_files()
        return _page(request, case, typed=form, answer_id=answer.pk, conflict=conflict_row(found))
    except Refused as refused:
        raise PermissionDenied(str(refused)) from refused
    messages.success(request, _("Đã lưu kết quả nội dung %(code)s.") % {"code": answer.item.code})
    return redirect(there)


def _save(request: HttpRequest, case: Case, answer: Answer, form: OnSiteForm) -> None:
    """Result and photographs hold together; photographs alone leave the result as it was."""
    data, now, by = form.cleaned_data, timezone.now(), person(request)
    with transaction.atomic():
        if (data["result"].strip(), data["rating"]) != (answer.result, answer.rating):
            save_answer(
                answer,
                by=by,
                now=now,
                version=data["version"],
                result=data["result"],
                rating=data["rating"],
                sent_by_hand=True,
            )
        if data["photos"]:
            photos = all_incoming(data["photos"])
            add_evidence(case, by=by, now=now, incoming=photos, answer=answer, as_of=data["as_of"])
