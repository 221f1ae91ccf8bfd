"""Raising the class of a lượt: the proposal, the second person's decision, and the list annexed to the report."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from inspections.actions import class_raises as actions
from inspections.enums import LuotClass
from inspections.forms.counting import DecideForm, RaiseForm
from inspections.models import ClassRaise
from inspections.queries.counting_versions import raises_of
from inspections.queries.ledger import line_of
from inspections.rules.online_share import LuotFacts
from inspections.rules.raised import highest, raise_problems, waived_words
from inspections.rules.roles import Actor
from inspections.views.access import actor, demand_department, person
from inspections.views.one_form import form_page
from inspections.views.share_lines import code_of

PAGE = 25


def _bound(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST,) if request.method == "POST" else ()


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    here = reverse("raised_classes") if more else ""
    return [(_("Chỉ tiêu"), reverse("share")), (_("Các lượt được nâng mức"), here), *more]


def _class(value: int) -> str:
    return f"M{value}: {LuotClass(value).label}"


@require_GET
def raised_classes(request: HttpRequest) -> HttpResponse:
    """«Các lượt được nâng mức»: those that wait first; who asked, who decided, why, what was passed over."""
    who = demand_department(request)
    page = Paginator(raises_of(who.department_ids), PAGE).get_page(request.GET.get("page"))
    context = {"rows": [_row(row, who) for row in page.object_list], "page_obj": page, "crumbs": _crumbs()}
    return render(request, "counting/raised.html", context)


def _row(row: ClassRaise, who: Actor) -> dict[str, Any]:
    may = row.accepted is None and actions.may_decide(who, row.line.department_id, row.proposed_by_id)
    return {
        "row": row,
        "institution": row.line.institution.name,
        "code": code_of(row.line),
        "url": reverse("share_line", args=[row.line_id]),
        "before": _class(row.before),
        "wanted": _class(row.wanted),
        "waived": waived_words(row.waived) if row.accepted else [],
        "decide_url": reverse("decide_raise", args=[row.pk]) if may else "",
    }


@require_http_methods(["GET", "POST"])
def raise_class(request: HttpRequest, pk: int) -> HttpResponse:
    """«Đề nghị nâng mức» of one lượt."""
    who = actor(request)
    line = line_of(who.department_ids, pk)
    if line is None:
        raise Http404
    if not actions.may_propose(who, line.department_id):
        raise PermissionDenied
    facts, now, back = LuotFacts.of(line.facts), LuotClass(line.class_value), reverse("share_line", args=[pk])
    heading = _("Đề nghị nâng mức")
    shown = {
        "heading": heading,
        "subject": f"{line.institution.name} · {code_of(line)} · {_class(now)}",
        "crumbs": _crumbs((code_of(line), back), (heading, "")),
    }
    refusal = raise_problems(facts, state=line.state, now=now, wanted=None)
    if refusal and request.method == "GET":
        return render(request, "counting/refused.html", {**shown, "refusal": refusal, "back": back})
    form = RaiseForm(*_bound(request), now=now, most=highest(facts))

    def act() -> str:
        actions.propose_raise(line, by=person(request), now=timezone.now(), **form.arguments())
        return _("Đã gửi đề nghị nâng mức. Mức chỉ đổi khi người thứ hai đồng ý.")

    consequence = _(
        "Người khác (Giám đốc, Phó Giám đốc hoặc Trưởng phòng) quyết định; lượt được nâng mức kèm vào báo cáo."
    )
    return form_page(request, form, act, go=back, consequence=consequence, **shown)


@require_http_methods(["GET", "POST"])
def decide_raise(request: HttpRequest, pk: int) -> HttpResponse:
    """«Quyết định nâng mức» by a second person."""
    who = actor(request)
    asked = raises_of(who.department_ids).filter(pk=pk).first()
    if asked is None:
        raise Http404
    if not actions.may_decide(who, asked.line.department_id, asked.proposed_by_id):
        raise PermissionDenied
    form = DecideForm(*_bound(request))

    def act() -> str:
        done = actions.decide_raise(asked, by=person(request), now=timezone.now(), **form.arguments())
        return _("Đã nâng mức.") if done.accepted else _("Đã ghi không đồng ý nâng mức.")

    heading = _("Quyết định nâng mức")
    return form_page(
        request,
        form,
        act,
        go=reverse("raised_classes"),
        heading=heading,
        subject=f"{asked.line.institution.name}: {_class(asked.before)} → {_class(asked.wanted)}",
        consequence=_("%(name)s đề nghị: %(reason)s")
        % {"name": asked.proposed_by.full_name, "reason": asked.reason},
        crumbs=_crumbs((heading, "")),
    )
