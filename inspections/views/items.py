"""Conduct of one item, phone first: prose, rating, files; saved by version, conflicts shown side by side."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inspections.actions.conduct import autosave_answer, save_answer
from inspections.enums import Rating
from inspections.exceptions import Conflict, NotReady, Refused
from inspections.forms.answers import AnswerForm
from inspections.models import Answer, Case, PagePointer
from inspections.queries.beside import rows_beside
from inspections.queries.recurrence import recurrence_of_answer
from inspections.rules.policies.party import refusal_to_conclude_item
from inspections.rules.roles import Permission
from inspections.views import step_contexts
from inspections.views.access import actor, demand, facts, person, visible_case
from inspections.views.links import deed_url
from inspections.views.portal import file_rows


def _load(request: HttpRequest, pk: int, answer_id: int) -> tuple[Case, Answer]:
    case = visible_case(request, pk)
    if actor(request).is_institution_side:
        raise PermissionDenied
    pages = PagePointer.objects.filter(answer=OuterRef("pk")).order_by("id")
    rows = Answer.objects.filter(party=case, pk=answer_id).annotate(
        pages_found=rows_beside(pages, file_id="file_id", name="file__name", pages="pages")
    )
    answer = rows.select_related("item__act", "item__version__checklist", "party", "outline_entry").first()
    if answer is None:
        raise Http404
    return case, answer


@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, pk: int, answer_id: int) -> HttpResponse:
    """Show one item; POST saves it and goes to the next if asked."""
    case, answer = _load(request, pk, answer_id)
    known = facts(case)
    refusal = refusal_to_conclude_item(actor(request), known)
    if request.method == "POST" and refusal:
        raise PermissionDenied(refusal)
    form = AnswerForm(request.POST or None, answer=answer, told=_reported(case, answer))
    conflict = None
    if request.method == "POST" and form.is_valid():
        outcome = _save(request, answer, form)
        if outcome is None:
            messages.success(request, _("Đã lưu kết quả nội dung %(code)s.") % {"code": answer.item.code})
            return redirect(_after_save(request, case, answer, known))
        conflict = outcome
    return _page(request, case, answer, form, known, conflict=conflict, readonly=refusal or "")


def _save(request: HttpRequest, answer: Answer, form: AnswerForm) -> dict[str, Any] | None:
    data = form.cleaned_data
    version = data["version"]
    if request.POST.get("resolve") == "mine":
        version = Answer.objects.values_list("version", flat=True).get(pk=answer.pk)
    elif request.POST.get("resolve") == "theirs":
        return None
    try:
        save_answer(
            answer,
            by=person(request),
            now=timezone.now(),
            version=version,
            result=data["result"],
            rating=data["rating"],
            file_ids=[int(n) for n in data["files"]],
            sent_by_hand=True,
        )
    except Conflict as conflict:
        return conflict_row(conflict)
    except NotReady as missing:
        for blocker in missing.blockers:
            form.add_error("result", blocker.text)
        return {}
    except Refused as refused:
        raise PermissionDenied(str(refused)) from refused
    return None


def conflict_row(conflict: Conflict) -> dict[str, Any]:
    """The other person's value, for the panel."""
    other = conflict.current
    assert isinstance(other, Answer)
    return {
        "who": other.saved_by.full_name if other.saved_by else _("người khác"),
        "at": timezone.localtime(other.saved_at).strftime("%H:%M") if other.saved_at else "",
        "value": other.result,
        "rating_label": other.get_rating_display() if other.rating else "",
        "version": other.version,
    }


def _after_save(request: HttpRequest, case: Case, answer: Answer, known: Any) -> str:
    if request.POST.get("next") == "finding" and answer.rating == Rating.FALLS_SHORT:
        return deed_url(case.pk, case.kind, "raise_finding", answer.pk)
    order = [i.answer_id for i in known.items]
    at = order.index(answer.pk)
    if request.POST.get("next") and at + 1 < len(order):
        return reverse("item", args=[case.pk, order[at + 1]])
    return reverse("item", args=[case.pk, answer.pk])


def _page(
    request: HttpRequest,
    case: Case,
    answer: Answer,
    form: forms.Form,
    known: Any,
    *,
    conflict: Any,
    readonly: str,
) -> HttpResponse:
    order = [i.answer_id for i in known.items]
    at = order.index(answer.pk)
    locked = "" if known.is_under_check else _("Đơn vị không ở giai đoạn đang kiểm tra; kết quả đã khóa.")
    done = sum(i.concluded for i in known.items)
    context = {
        "case": step_contexts.head(case),
        "item": {
            "code": answer.item.code,
            "requirement": answer.item.requirement,
            "citation": answer.item.citation,
            "guidance": answer.item.question,
            "method_label": answer.get_method_display(),
            "recurrence": recurrence_of_answer(answer).words,
            "result": answer.result,
            "rating_label": answer.get_rating_display() if answer.rating else "",
            "url": reverse("item", args=[case.pk, answer.pk]),
            "reported": _reported(case, answer),
            "pages": _page_links(case, answer),
            "files": file_rows(case, answer.files.select_related("paper")),
        },
        "form": form,
        "conflict": conflict,
        "readonly": readonly or locked,
        "progress": {"done": done, "total": len(order)},
        "previous_url": reverse("item", args=[case.pk, order[at - 1]]) if at else "",
        "next_url": reverse("item", args=[case.pk, order[at + 1]]) if at + 1 < len(order) else "",
        "evidence_url": deed_url(case.pk, case.kind, "add_evidence", answer.pk),
        "autosave_url": reverse("autosave", args=[case.pk, answer.pk]),
        "save": {"state": "conflict" if conflict else "idle", "version": answer.version},
    }
    return render(request, "inspections/item.html", context, status=409 if conflict else 200)


def _reported(case: Case, answer: Answer) -> str:
    """What the institution's report says on the item; a draft that was not handed in is nobody's but its own."""
    entry = getattr(answer, "outline_entry", None)
    return entry.text if entry and case.party_details.report_received_at else ""


def _page_links(case: Case, answer: Answer) -> list[dict[str, str]]:
    """Where the report that was handed in answers the item."""
    return [
        {
            "words": _("%(name)s, trang %(pages)s") % {"name": row["name"], "pages": row["pages"]},
            "url": reverse("evidence", args=[case.pk, row["file_id"]]),
        }
        for row in answer.pages_found  # type: ignore[attr-defined]
    ]


@require_POST
def autosave(request: HttpRequest, pk: int, answer_id: int) -> HttpResponse:
    """Save one answer in the background; answers with the state line only."""
    form = AnswerForm(request.POST, answer=Answer(pk=answer_id, party_id=pk), with_files=False)
    if form.is_valid():
        data, by, now = form.cleaned_data, person(request), timezone.now()
        typed = {name: data[name] for name in ("version", "result", "rating")}
        if version := autosave_answer(answer_id, party_id=pk, by=by, now=now, **typed):
            return _state_line(form, _saved(version))
    return _autosave_or_say_why_not(request, pk, answer_id, form)


def _autosave_or_say_why_not(request: HttpRequest, pk: int, answer_id: int, form: AnswerForm) -> HttpResponse:
    seen = Case.objects.visible_to(actor(request)).filter(pk=pk)
    answer = Answer.objects.select_related("party").filter(pk=answer_id, party__in=seen).first()
    if answer is None:
        raise Http404
    demand(request, Permission.CONDUCT)
    save: dict[str, Any] = {"state": "refused", "version": answer.version, "message": ""}
    conflict = None
    if form.is_valid():
        data = form.cleaned_data
        try:
            saved = save_answer(
                answer,
                by=person(request),
                now=timezone.now(),
                version=data["version"],
                result=data["result"],
                rating=data["rating"],
            )
            save = _saved(saved.version)
        except Conflict as found:
            conflict, save = conflict_row(found), {"state": "conflict", "version": answer.version}
        except NotReady as missing:
            save["message"] = " ".join(b.text for b in missing.blockers)
        except Refused as refused:
            raise PermissionDenied(str(refused)) from refused
    return _state_line(form, save, conflict)


def _saved(version: int) -> dict[str, Any]:
    return {"state": "saved", "version": version, "at": timezone.localtime().strftime("%H:%M:%S")}


def _state_line(
    form: AnswerForm, save: dict[str, Any], conflict: dict[str, Any] | None = None
) -> HttpResponse:
    state = {"save": save, "conflict": conflict, "form": form}
    return HttpResponse(render_to_string("inspections/item_saved.html", state))
