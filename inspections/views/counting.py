"""«Cách tính»: versions in plain words, one year under two of them, targets; who keeps them enters what is new."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from inspections.actions import counting as actions
from inspections.enums import Headline, LuotClass
from inspections.forms.counting import CompareForm, NumberForm, TargetForm, VersionForm
from inspections.models import CountingRule, Department, SettingChange, Target
from inspections.queries.counting import rule_on
from inspections.queries.counting_versions import MOST_COMPARED, compared, text_of, versions_of
from inspections.queries.reference import changes_of
from inspections.rules.counting import asks
from inspections.rules.roles import Actor
from inspections.rules.settings_values import is_internal, source_text
from inspections.rules.share import Share, chosen, percent_words
from inspections.rules.share_words import TRIAL
from inspections.views.access import actor, person, today
from inspections.views.one_form import form_page

Row = dict[str, Any]


def _department(who: Actor, allowed: Callable[[Actor, int], bool]) -> Department:
    """The department of this person whose rules he may read or keep; nobody else's exist."""
    places = {post.department_id for post in who.posts if post.department_id}
    kept = [place for place in places if allowed(who, place)]
    if not kept:
        raise PermissionDenied
    return Department.objects.get(pk=min(kept))


def reads(who: Actor, department_id: int) -> bool:
    """The department's people read rules and targets, and so does who keeps them."""
    return department_id in who.department_ids or actions.keeps_rules(who, department_id)


@require_GET
def counting_rules(request: HttpRequest) -> HttpResponse:
    """The versions, what each asks, and on request one year under two of them; reading writes nothing."""
    who, day = actor(request), today()
    department = _department(who, reads)
    rules, now = versions_of(department.pk), rule_on(department.pk, day)
    form = CompareForm(request.GET.dict(), rules=rules, now=day.year)
    counts = department.pk in who.department_ids
    keeps = actions.keeps_rules(who, department.pk)
    context = {
        "now": now,
        "trial": TRIAL if now.is_trial else "",
        "versions": [_version(rule, now, day, who, department.pk) for rule in rules],
        "keeps": keeps,
        "targets": list(Target.objects.select_related("act")),
        "compare_form": form if counts else None,
        "comparison": _comparison(form, department.pk) if counts and "mot" in request.GET else None,
        "raised_url": reverse("raised_classes") if counts else "",
        "changes": changes_of(SettingChange.Subject.COUNTING),
        "crumbs": _crumbs(who),
    }
    return render(request, "counting/rules.html", context)


def _crumbs(who: Actor, *more: tuple[str, str]) -> list[tuple[str, str]]:
    board = [(_("Chỉ tiêu"), reverse("share"))] if who.department_ids else []
    return [*board, (_("Cách tính"), reverse("counting_rules") if more else ""), *more]


def _version(rule: CountingRule, now: CountingRule, day: date, who: Actor, department_id: int) -> Row:
    may = actions.enters_number(who, department_id) and (rule.department_id is not None or rule == now)
    return {
        "rule": rule,
        "asks": asks(text_of(rule)),
        "state": _state(rule, now, day),
        "trial": TRIAL if rule.is_trial else "",
        "internal": is_internal(rule.source),
        "source": source_text(rule.source),
        "number_url": reverse("counting_number", args=[rule.version]) if may else "",
    }


def _state(rule: CountingRule, now: CountingRule, day: date) -> tuple[str, str]:
    if rule == now:
        return "done", _("đang áp dụng")
    if rule.valid_from > day:
        return "soon", _("sắp áp dụng")
    return "quiet", _("không áp dụng, giữ để so sánh")


def _comparison(form: CompareForm, department_id: int) -> Row:
    rules = form.chosen()
    found = compared(department_id, date(form.year, 1, 1), date(form.year, 12, 31), rules)
    columns = [
        (_("Trong sổ"), found.stored, rules[0].whole_percent_below),
        *(
            (_("Phiên bản %(n)s") % {"n": rule.version}, share, rule.whole_percent_below)
            for rule, share in zip(rules, found.by_rule, strict=True)
        ),
    ]
    return {
        "year": form.year,
        "heads": [label for label, _share, _below in columns],
        "rows": [*_class_rows(columns), *_share_rows(columns)],
        "differing": found.differing,
        "b": found.stored.b,
        "complete": found.complete,
        "most": MOST_COMPARED,
    }


Columns = list[tuple[str, Share, int]]


def _class_rows(columns: Columns) -> list[Row]:
    return [
        {
            "label": f"M{value.value}: {value.label}",
            "cells": [(label, str(share.m[value])) for label, share, _below in columns],
        }
        for value in reversed(LuotClass)
    ]


def _share_rows(columns: Columns) -> list[Row]:
    total = [(label, str(share.b)) for label, share, _below in columns]
    return [
        {"label": _("Mẫu số (b)"), "cells": total},
        *(
            {
                "label": headline.label,
                "cells": [(label, _part(share, headline, below)) for label, share, below in columns],
            }
            for headline in Headline
        ),
    ]


def _part(share: Share, headline: Headline, below: int) -> str:
    a = chosen(share, headline)
    words = percent_words(a, share.b, whole_below=below)
    return f"{words} ({a}/{share.b})" if share.b else words


def _bound(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST,) if request.method == "POST" else ()


@require_http_methods(["GET", "POST"])
def counting_number(request: HttpRequest, version: int) -> HttpResponse:
    """«Nhập số quyết định ban hành cách tính»: the director or who keeps the settings."""
    who, day = actor(request), today()
    department = _department(who, actions.enters_number)
    rule = next((rule for rule in versions_of(department.pk) if rule.version == version), None)
    if rule is None:
        raise Http404
    form = NumberForm(*_bound(request), rule=rule, today=day)

    def act() -> str:
        actions.enter_number(rule, department, by=person(request), now=timezone.now(), **form.arguments())
        return _("Đã ghi số quyết định. Các con số theo cách tính này không còn là tính thử.")

    heading = _("Nhập số quyết định ban hành cách tính")
    return form_page(
        request,
        form,
        act,
        go=reverse("counting_rules"),
        heading=heading,
        subject=_("Phiên bản %(n)s: %(name)s") % {"n": rule.version, "name": rule.name},
        consequence=_("Từ đó các trang được nói đạt hay chưa đạt chỉ tiêu."),
        crumbs=_crumbs(who, (heading, "")),
    )


@require_http_methods(["GET", "POST"])
def counting_version(request: HttpRequest) -> HttpResponse:
    """«Lập phiên bản mới» from a later day; it begins with what the last one says."""
    who = actor(request)
    department = _department(who, actions.keeps_rules)
    form = VersionForm(*_bound(request), last=versions_of(department.pk)[0], today=today())

    def act() -> str:
        actions.add_version(department, by=person(request), now=timezone.now(), **form.arguments())
        return _("Đã lập phiên bản mới. Phiên bản trước giữ nguyên, áp dụng đến hết ngày liền trước.")

    heading = _("Lập phiên bản cách tính mới")
    return form_page(
        request,
        form,
        act,
        go=reverse("counting_rules"),
        heading=heading,
        warning=_("Phiên bản đã có không sửa được. Phiên bản mới là «TÍNH THỬ» đến khi nhập số quyết định."),
        crumbs=_crumbs(who, (heading, "")),
    )


@require_http_methods(["GET", "POST"])
def add_target(request: HttpRequest) -> HttpResponse:
    """«Thêm chỉ tiêu» of a year."""
    who = actor(request)
    department = _department(who, actions.keeps_rules)
    form = TargetForm(*_bound(request), target=None)

    def act() -> str:
        actions.add_target(department, by=person(request), now=timezone.now(), **form.arguments())
        return _("Đã thêm chỉ tiêu.")

    heading = _("Thêm chỉ tiêu")
    crumbs = _crumbs(who, (heading, ""))
    return form_page(request, form, act, go=reverse("counting_rules"), heading=heading, crumbs=crumbs)


@require_http_methods(["GET", "POST"])
def change_target(request: HttpRequest, pk: int) -> HttpResponse:
    """«Sửa chỉ tiêu», with the reason; what stood before stays on the record."""
    who = actor(request)
    department = _department(who, actions.keeps_rules)
    target = get_object_or_404(Target, pk=pk)
    form = TargetForm(*_bound(request), target=target)

    def act() -> str:
        actions.change_target(target, department, by=person(request), now=timezone.now(), **form.arguments())
        return _("Đã sửa chỉ tiêu.")

    heading = _("Sửa chỉ tiêu")
    return form_page(
        request,
        form,
        act,
        go=reverse("counting_rules"),
        heading=heading,
        subject=f"{target.get_indicator_display()}, {target.year}",
        crumbs=_crumbs(who, (heading, "")),
    )
