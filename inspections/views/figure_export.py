"""«Xuất dữ liệu»: the indicators of a period on the page, as a workbook, as JSON; the same for the operations centre."""

import json
from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods

from inspections.actions import indicator_keys as actions
from inspections.documents.indicator_sheets import about, write
from inspections.forms.freezes import KeyForm
from inspections.forms.reference import ReasonSettingForm
from inspections.models import Department, IndicatorKey
from inspections.queries.freezes import PeriodSettings, period_settings
from inspections.queries.indicators import Reading, key_of, reading
from inspections.rules.figure_periods import FAMILIES, FigurePeriod, period_by_code, period_on, periods
from inspections.rules.share_words import TRIAL
from inspections.views.access import actor, demand_department, person, today
from inspections.views.correspondence import XLSX
from inspections.views.misses import may_ask, note_miss
from inspections.views.one_form import form_page
from inspections.views.share_links import own_department_id

BEARER = "Bearer "


def _period(code: str, known: PeriodSettings) -> FigurePeriod | None:
    """The period asked for; without one, the year that runs today."""
    if code:
        return period_by_code(code, known.close)
    return period_on(FAMILIES[known.family][0], today(), known.close)


@require_GET
def figure_export(request: HttpRequest) -> HttpResponseBase:
    """The table of the screen, and the very same figures to take away."""
    who = demand_department(request)
    known = period_settings(today())
    asked = _period(request.GET.get("ky", ""), known)
    if asked is None:
        raise Http404
    department = Department.objects.get(pk=own_department_id(who))
    found = reading(department, asked, now=timezone.now())
    wanted = request.GET.get("dang", "")
    if wanted == "xlsx":
        return _workbook(found)
    if wanted == "json":
        response = JsonResponse(as_json(found), json_dumps_params={"ensure_ascii": False, "indent": 2})
        response["Content-Disposition"] = f'attachment; filename="chi-tieu-{asked.code}.json"'
        return response
    here = f"{reverse('figure_export')}?ky={asked.code}"
    context = {
        "found": found,
        "about": about(found, demo=settings.DEMO),
        "trial": TRIAL if found.trial else "",
        "periods": [
            {"name": one.name(), "url": f"{reverse('figure_export')}?ky={one.code}", "current": one == asked}
            for one in periods(known.family, asked.year, known.close)
        ],
        "xlsx_url": f"{here}&dang=xlsx",
        "json_url": f"{here}&dang=json",
        "freeze_url": reverse("freeze", args=[found.freeze.pk]) if found.freeze else "",
        "crumbs": [(_("Chỉ tiêu"), reverse("share")), (_("Xuất dữ liệu"), "")],
    }
    return render(request, "freezes/export.html", context)


def _workbook(found: Reading) -> FileResponse:
    target = BytesIO()
    write(target, found, demo=settings.DEMO)
    target.seek(0)
    name = f"chi-tieu-{found.period.code}.xlsx"
    response = FileResponse(target, as_attachment=True, filename=name, content_type=XLSX)
    response["Cache-Control"] = "private, no-store"
    return response


def as_json(found: Reading) -> dict[str, Any]:
    """The indicators for another machine: numbers as numbers, days as ISO text, the day of the data inside."""
    frozen = found.freeze
    return {
        "department": {"code": found.department.code, "name": found.department.name},
        "period": {
            "code": found.period.code,
            "name": found.period.name(),
            "first": found.period.first.isoformat(),
            "last": found.period.last.isoformat(),
        },
        "as_of": timezone.localtime(found.as_of).isoformat(timespec="seconds"),
        "frozen": None
        if frozen is None
        else {
            "version": frozen.version,
            "list_sha256": frozen.list_sha256,
            "chain_head": frozen.chain_head,
            "reason": frozen.reason,
        },
        "rule": {
            "version": found.rule.version,
            "name": found.rule.name,
            "decision_number": found.rule.decision_number,
            "trial": found.trial,
        },
        "demo": settings.DEMO,
        "indicators": [
            {
                "code": one.code,
                "name": one.label,
                "definition": one.definition,
                "numerator": one.a,
                "denominator": one.b,
                "value": None if one.value is None else float(one.value),
                "target": None if one.target is None else float(one.target),
                "target_source": one.source,
            }
            for one in found.rows
        ],
    }


@login_not_required
@require_GET
def indicators_api(request: HttpRequest) -> HttpResponse:
    """Read-only indicators for the operations centre, by its key alone; it writes nothing and knows no dossier."""
    if not may_ask(request):
        return _told(429, _("Gửi sai quá nhiều lần. Thử lại sau một phút."))
    sent = request.headers.get("Authorization", "")
    token = sent.removeprefix(BEARER) if sent.startswith(BEARER) else ""
    key = key_of(actions.digest_of(token), today()) if token.startswith(actions.PREFIX) else None
    if key is None:
        note_miss(request)
        answer = _told(401, _("Mã kết nối không đúng, đã hết hạn hoặc đã thu hồi."))
        answer["WWW-Authenticate"] = 'Bearer realm="chi-tieu"'
        return answer
    asked = _period(request.GET.get("period", ""), period_settings(today()))
    if asked is None:
        return _told(400, _("Kỳ ghi như BC2026 hoặc BC2026-Q4."))
    with override(settings.LANGUAGE_CODE):
        found = as_json(reading(key.department, asked, now=timezone.now()))
    return _json(found, 200)


def _told(status: int, words: str) -> HttpResponse:
    return _json({"detail": words}, status)


def _json(content: dict[str, Any], status: int) -> HttpResponse:
    text = json.dumps(content, ensure_ascii=False)
    response = HttpResponse(text, status=status, content_type="application/json; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response


def _kept(request: HttpRequest) -> list[int]:
    """The departments whose keys this person keeps."""
    who = actor(request)
    places = {post.department_id for post in who.posts if post.department_id}
    return sorted(place for place in places if actions.keeps_keys(who, place))


def _kept_department(request: HttpRequest) -> Department:
    kept = _kept(request)
    if not kept:
        raise PermissionDenied
    return Department.objects.get(pk=kept[0])


def _key_crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Mã kết nối của trung tâm điều hành"), reverse("indicator_keys") if more else ""), *more]


@require_GET
def indicator_keys(request: HttpRequest) -> HttpResponse:
    """«Mã kết nối»: which systems read the indicators, until when; the text of a key is never shown again."""
    department = _kept_department(request)
    rows = IndicatorKey.objects.filter(department=department).select_related("made_by", "revoked_by")
    context = {
        "rows": list(rows),
        "today": today(),
        "api_url": request.build_absolute_uri(reverse("indicators_api")),
        "crumbs": _key_crumbs(),
    }
    return render(request, "freezes/keys.html", context)


@require_http_methods(["GET", "POST"])
def make_indicator_key(request: HttpRequest) -> HttpResponse:
    """«Cấp mã kết nối»: the text is shown once, on this answer alone."""
    department = _kept_department(request)
    form = KeyForm(*((request.POST,) if request.method == "POST" else ()), today=today())
    heading, go = _("Cấp mã kết nối"), reverse("indicator_keys")

    def act() -> str:
        values = form.arguments()
        _row, token = actions.make_key(department, by=person(request), now=timezone.now(), **values)
        words = _("Mã kết nối: %(token)s. Chép ngay, hệ thống không giữ mã và không hiện lại.")
        return words % {"token": token}

    crumbs = _key_crumbs((heading, ""))
    return form_page(request, form, act, go=go, heading=heading, crumbs=crumbs)


@require_http_methods(["GET", "POST"])
def revoke_indicator_key(request: HttpRequest, pk: int) -> HttpResponse:
    """«Thu hồi mã kết nối»."""
    key = IndicatorKey.objects.filter(department_id__in=_kept(request), pk=pk).first()
    if key is None:
        raise Http404
    form = ReasonSettingForm(*((request.POST,) if request.method == "POST" else ()))
    heading = _("Thu hồi mã kết nối")

    def act() -> str:
        actions.revoke_key(key, by=person(request), now=timezone.now(), **form.arguments())
        return _("Đã thu hồi mã kết nối.")

    return form_page(
        request,
        form,
        act,
        go=reverse("indicator_keys"),
        heading=heading,
        subject=key.name,
        consequence=_("Hệ thống này không đọc được số liệu nữa, ngay từ lần hỏi tiếp theo."),
        crumbs=_key_crumbs((heading, "")),
    )
