"""«Cơ sở đã, chưa được kiểm tra»: coverage in one, three and five years; every number opens its institutions."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inspections.enums import Indicator, InstitutionKind, LegalForm
from inspections.forms.coverage import CoverageDay
from inspections.queries import coverage as queries
from inspections.queries.ledger import targets
from inspections.rules.coverage import (
    SPANS,
    WHOLE_BELOW,
    Place,
    Reach,
    grouped,
    inspected,
    longest_ago,
    never,
    reached,
)
from inspections.rules.share import percent_words
from inspections.views.access import demand_department, today
from inspections.views.share_links import own_department_id

FIRST_NAMES, MOST_GROUPS, PAGE, EARLIEST = 10, 12, 50, date(2000, 1, 1)
DONE, NOT_DONE, NEVER, EVER, MAPPED, UNMAPPED = (
    "da",
    "chua",
    "chua-lan-nao",
    "da-tung",
    "ban-do",
    "chua-ban-do",
)
NO_AREA = "-"
PROPERTIES: dict[str, Callable[[Place], str]] = {
    "loai": lambda place: place.kind,
    "hinh_thuc": lambda place: place.legal_form,
    "dia_ban": lambda place: place.area or NO_AREA,
}


def _day(request: HttpRequest) -> date:
    """The day of the address (``ngay``), or the last one of its year (``nam``), at most today."""
    year = request.GET.get("nam", "")
    if "ngay" not in request.GET and len(year) == 4 and year.isascii() and year.isdigit():
        return max(min(date(max(int(year), 1), 12, 31), today()), EARLIEST)
    return max(CoverageDay(request.GET).day(otherwise=today()), EARLIEST)


def _list_url(day: date, **chosen: Any) -> str:
    return f"{reverse('coverage_places')}?{urlencode({'ngay': day.isoformat(), **chosen})}"


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """The figures of one day; reading writes nothing and costs the same for any number of institutions."""
    department_id, day = own_department_id(demand_department(request)), _day(request)
    found = queries.places_on(department_id, day)
    aim = targets(Indicator.MAPPED, day.year, day.year).get(day.year)
    unseen, seen = never(found), longest_ago(found)
    context = {
        "day": day,
        "filter_form": CoverageDay(initial={"ngay": day}),
        "all": {"n": len(found), "url": _list_url(day)},
        "figures": [_figure(row, day) for row in reached(found, day)],
        "mapped": _mapped(found, day),
        "target": f"{aim.value.normalize():f}%".replace(".", ",") if aim else "",
        "target_source": aim.source if aim else "",
        "never": [_row(place) for place in unseen[:FIRST_NAMES]],
        "never_all": {"n": len(unseen), "url": _list_url(day, xem=NEVER)},
        "longest": [_row(place) for place in seen[:FIRST_NAMES]],
        "ever_all": {"n": len(seen), "url": _list_url(day, xem=EVER)},
        "parts": _parts(found, day),
        "late_url": reverse("late_board"),
        "crumbs": _crumbs((_("Cơ sở đã, chưa được kiểm tra"), "")),
    }
    return render(request, "coverage/board.html", context)


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Chỉ tiêu"), reverse("share")), *more]


def _figure(row: Reach, day: date, **group: str) -> dict[str, Any]:
    return {
        "years": row.years,
        "a": row.a,
        "b": row.b,
        "percent": percent_words(row.a, row.b, whole_below=WHOLE_BELOW),
        "a_url": _list_url(day, xem=DONE, so_nam=row.years, **group),
        "b_url": _list_url(day, **group),
        "rest": row.b - row.a,
        "rest_url": _list_url(day, xem=NOT_DONE, so_nam=row.years, **group),
    }


def _mapped(found: Sequence[Place], day: date) -> dict[str, Any]:
    a = sum(place.mapped for place in found)
    return {
        "a": a,
        "b": len(found),
        "percent": percent_words(a, len(found), whole_below=WHOLE_BELOW),
        "a_url": _list_url(day, xem=MAPPED),
        "rest": len(found) - a,
        "rest_url": _list_url(day, xem=UNMAPPED),
    }


def _parts(found: Sequence[Place], day: date) -> list[dict[str, Any]]:
    titles = {
        "loai": _("Theo loại hình"),
        "hinh_thuc": _("Theo hình thức pháp lý"),
        "dia_ban": _("Theo địa bàn"),
    }
    parts = []
    for name, title in titles.items():
        rows = [_group(name, key, rows, day) for key, rows in _by(found, name).items()]
        parts.append({"title": title, "rows": rows[:MOST_GROUPS], "more": rows[MOST_GROUPS:]})
    return parts


def _by(found: Sequence[Place], name: str) -> dict[str, list[Place]]:
    return grouped(found, PROPERTIES[name])


def _group(name: str, key: str, rows: list[Place], day: date) -> dict[str, Any]:
    return {
        "label": _label(name, key),
        "figures": [_figure(row, day, **{name: key}) for row in reached(rows, day)],
        "never": len(never(rows)),
        "never_url": _list_url(day, xem=NEVER, **{name: key}),
    }


def _label(name: str, key: str) -> str:
    if name == "loai":
        return str(dict(InstitutionKind.choices).get(key, key))
    if name == "hinh_thuc":
        return str(dict(LegalForm.choices).get(key, key))
    return _("Chưa rõ địa bàn") if key == NO_AREA else key


def _row(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "code": place.code,
        "kind": _label("loai", place.kind),
        "area": place.area,
        "last_on": place.last_on,
        "mapped": place.mapped,
        "url": reverse("institution", args=[place.pk]),
    }


@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """The institutions that one number counts: never inspected first, then inspected longest ago."""
    department_id, day = own_department_id(demand_department(request)), _day(request)
    view = request.GET.get("xem", "")
    years = _years(request.GET.get("so_nam", ""))
    group = {name: request.GET[name] for name in PROPERTIES if request.GET.get(name)}
    found = [
        place
        for place in queries.places_on(department_id, day)
        if _shown(place, view, day, years)
        and all(PROPERTIES[name](place) == value for name, value in group.items())
    ]
    found = [*never(found), *longest_ago(found)]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "day": day,
        "count": len(found),
        "only": [*_view_words(view, years), *(_label(name, value)[:100] for name, value in group.items())],
        "rows": [_row(place) for place in page.object_list],
        "page_obj": page,
        "crumbs": _crumbs(
            (_("Cơ sở đã, chưa được kiểm tra"), f"{reverse('coverage')}?ngay={day.isoformat()}"),
            (_("Danh sách cơ sở"), ""),
        ),
    }
    return render(request, "coverage/places.html", context)


def _years(text: str) -> int:
    return next((years for years in SPANS if str(years) == text), SPANS[0])


def _shown(place: Place, view: str, day: date, years: int) -> bool:
    return {
        DONE: inspected(place, day, years),
        NOT_DONE: not inspected(place, day, years),
        NEVER: place.last_on is None,
        EVER: place.last_on is not None,
        MAPPED: place.mapped,
        UNMAPPED: not place.mapped,
    }.get(view, True)


def _view_words(view: str, years: int) -> list[str]:
    words = {
        DONE: _("Đã được kiểm tra trong %(n)s năm") % {"n": years},
        NOT_DONE: _("Chưa được kiểm tra trong %(n)s năm") % {"n": years},
        NEVER: _("Chưa được kiểm tra lần nào"),
        EVER: _("Đã được kiểm tra, lâu nhất trước"),
        MAPPED: _("Có tọa độ trên bản đồ số"),
        UNMAPPED: _("Chưa có tọa độ trên bản đồ số"),
    }
    return [words[view]] if view in words else []
