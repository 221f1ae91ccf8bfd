"""«Soát xét»: the lượt of a frozen figure that a second officer looks at again, and the share he finds."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from inspections.actions import audits as actions
from inspections.actions.freezes import period_of
from inspections.enums import LuotClass
from inspections.forms.honesty import AuditForm
from inspections.models import Freeze, FrozenLine
from inspections.queries.audits import Audit, audit_of
from inspections.queries.freezes import freezes_of
from inspections.rules.share import percent_words
from inspections.views.access import actor, person
from inspections.views.one_form import form_page
from inspections.views.share_lines import TONES


def _freeze(request: HttpRequest, pk: int) -> Freeze:
    found = freezes_of(actor(request).department_ids).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _crumbs(freeze: Freeze, *more: tuple[str, str]) -> list[tuple[str, str]]:
    here = reverse("figure_audit", args=[freeze.pk]) if more else ""
    return [
        (_("Chỉ tiêu"), reverse("share")),
        (_("Chốt số liệu"), reverse("freezes")),
        (period_of(freeze).name(), reverse("freeze", args=[freeze.pk])),
        (_("Soát xét"), here),
        *more,
    ]


@require_GET
def figure_audit(request: HttpRequest, pk: int) -> HttpResponse:
    """What is drawn, what was found; the share found only when everything was looked at."""
    freeze = _freeze(request, pk)
    audit = audit_of(freeze)
    context = {
        "freeze": freeze,
        "audit": audit,
        "result": _result(freeze, audit),
        "rows": [_row(row, audit) for row in audit.asked],
        "crumbs": _crumbs(freeze),
    }
    return render(request, "honesty/audit.html", context)


def _result(freeze: Freeze, audit: Audit) -> str:
    found = audit.outcome
    if not found.complete or not found.asked:
        return ""
    below = freeze.rule.whole_percent_below
    words = percent_words(found.online, found.looked_at, whole_below=below)
    text = _("Soát xét thấy %(words)s (%(a)s/%(b)s)") % {
        "words": words,
        "a": found.online,
        "b": found.looked_at,
    }
    if found.interval is None:
        return text
    between = _("khoảng tin cậy 95%%: %(low)s%% đến %(high)s%%") % {
        "low": _percent(found.interval.low),
        "high": _percent(found.interval.high),
    }
    return f"{text}; {between}"


def _percent(part: float) -> str:
    return f"{part * 100:.1f}".replace(".", ",")


def _row(row: FrozenLine, audit: Audit) -> dict[str, Any]:
    value = LuotClass(row.class_value)
    return {
        "line": row,
        "class": f"M{value.value}",
        "tone": TONES[value],
        "url": reverse("share_line", args=[row.line_id]),
        "looked": audit.looked.get(row.line_id),
        "audit_url": reverse("audit_line", args=[row.freeze_id, row.pk]),
    }


@require_http_methods(["GET", "POST"])
def audit_line(request: HttpRequest, pk: int, frozen_id: int) -> HttpResponse:
    """«Soát xét» of one lượt."""
    freeze = _freeze(request, pk)
    frozen = freeze.lines.filter(pk=frozen_id).first()
    if frozen is None:
        raise Http404
    if refusal := actions.refusal_to_audit(actor(request), freeze, frozen):
        raise PermissionDenied(refusal)
    form = AuditForm(*((request.POST,) if request.method == "POST" else ()), recorded=frozen.class_value)
    heading = _("Soát xét lượt")

    def act() -> str:
        actions.audit_line(frozen, by=person(request), now=timezone.now(), **form.arguments())
        return _("Đã ghi kết quả soát xét.")

    return form_page(
        request,
        form,
        act,
        go=reverse("figure_audit", args=[pk]),
        heading=heading,
        subject=_("%(institution)s, %(code)s: đã chốt M%(class)s")
        % {"institution": frozen.institution, "code": frozen.code, "class": frozen.class_value},
        consequence=_("Mức thấy thấp hơn thì mức trong sổ hạ theo, số liệu đã chốt giữ nguyên và báo khác."),
        crumbs=_crumbs(freeze, (heading, "")),
    )
