"""«Bảng theo dõi»: what is open by phase and by person, what is late and why, how long inspections take (bar M5)."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET

from inspections.enums import Phase
from inspections.forms.share import year_of
from inspections.queries import late as queries
from inspections.queries.deadlines import work_calendar
from inspections.queries.late import Ask, OpenCase
from inspections.rules.durations import Measured, Stretch, measured
from inspections.rules.roles import Actor
from inspections.views.access import demand_department, today
from inspections.views.late_rows import Reader, ask_row, case_row
from inspections.views.share_links import own_department_id

PAGE, OLDEST = 25, 8
PHASES, PEOPLE, TIMES = "giai-doan", "nguoi", "thoi-gian"
PARTS = {PHASES: _l("Giai đoạn và việc quá hạn"), PEOPLE: _l("Khối lượng theo người"), TIMES: _l("Thời gian")}
LATE, ASKED, DOSSIERS, UNITS, SERVED = "tre", "viec", "cuoc", "don-vi", "thanh-vien"
LISTS = {
    LATE: _l("Việc quá hạn"),
    ASKED: _l("Việc đang mở"),
    DOSSIERS: _l("Cuộc kiểm tra đang mở"),
    UNITS: _l("Đối tượng kiểm tra đang mở"),
    SERVED: _l("Cuộc kiểm tra đang tham gia"),
}


def _list_url(view: str, **chosen: Any) -> str:
    return f"{reverse('late_list')}?{urlencode({'xem': view, **chosen})}"


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """One of three parts; reading writes nothing and costs the same for any number of dossiers."""
    who, on = demand_department(request), today()
    chosen = request.GET.get("phan", PHASES)
    chosen = chosen if chosen in PARTS else PHASES
    shown = {PHASES: _phases, PEOPLE: _people, TIMES: _times}[chosen](request, who, on)
    context = {
        "part": chosen,
        "tabs": [
            {"label": label, "url": f"{reverse('late_board')}?phan={name}", "current": name == chosen}
            for name, label in PARTS.items()
        ],
        "crumbs": [(_("Chỉ tiêu"), reverse("share")), (_("Bảng theo dõi"), "")],
        **shown,
    }
    return render(request, "coverage/late_board.html", context)


def _phases(request: HttpRequest, who: Actor, on: date) -> dict[str, Any]:
    department_id = own_department_id(who)
    cases, asks = queries.open_cases(department_id), queries.open_asks(department_id)
    late = queries.late_of(asks, cases, department_id, on)
    reader = Reader(who, on, work_calendar(on))
    return {
        "rows": [_phase(phase, cases, late) for phase in Phase],
        "late": {"n": len(late), "url": _list_url(LATE)},
        "open": {"n": sum(not case.is_unit for case in cases), "url": _list_url(DOSSIERS)},
        "units": {"n": sum(case.is_unit for case in cases), "url": _list_url(UNITS)},
        "oldest": [ask_row(ask, reader) for ask in late[:OLDEST]],
    }


def _phase(phase: Phase, cases: list[OpenCase], late: list[Ask]) -> dict[str, Any]:
    here = [case for case in cases if case.phase == phase]
    return {
        "label": phase.label,
        "dossiers": sum(not case.is_unit for case in here),
        "units": sum(case.is_unit for case in here),
        "late": sum(ask.phase == phase for ask in late),
        "dossiers_url": _list_url(DOSSIERS, giai_doan=phase.value),
        "units_url": _list_url(UNITS, giai_doan=phase.value),
        "late_url": _list_url(LATE, giai_doan=phase.value),
    }


def _people(request: HttpRequest, who: Actor, on: date) -> dict[str, Any]:
    department_id = own_department_id(who)
    cases, asks = queries.open_cases(department_id), queries.open_asks(department_id)
    late = queries.late_of(asks, cases, department_id, on)
    people = sorted(
        queries.load_of_people(department_id),
        key=lambda one: (-_of(late, one.user_id), -_of(asks, one.user_id)),
    )
    rows = [
        {
            "name": one.name,
            "numbers": [
                (_("Trưởng đoàn"), one.leads, _list_url(DOSSIERS, nguoi=one.user_id)),
                (_("Thành viên"), one.serves, _list_url(SERVED, nguoi=one.user_id)),
                (_("Nội dung được giao"), one.items, ""),
                (_("Việc đang mở"), _of(asks, one.user_id), _list_url(ASKED, nguoi=one.user_id)),
                (_("Quá hạn"), _of(late, one.user_id), _list_url(LATE, nguoi=one.user_id)),
            ],
        }
        for one in people
    ]
    return {"people": rows}


def _of(asks: list[Ask], person_id: int) -> int:
    return sum(ask.person_id == person_id for ask in asks)


def _times(request: HttpRequest, who: Actor, on: date) -> dict[str, Any]:
    year = year_of(request.GET.get("nam", ""), otherwise=on.year)
    rows = measured(queries.courses(own_department_id(who), year), year)
    url = f"{reverse('late_board')}?phan={TIMES}&nam="
    return {
        "year": year,
        "years": [
            {"year": one, "url": f"{url}{one}", "current": one == year}
            for one in range(on.year - 4, on.year + 1)
        ],
        "times": [_time(row) for row in rows],
    }


def _time(row: Measured) -> dict[str, Any]:
    labels = {
        Stretch.TO_MINUTES: _("Công bố quyết định → ký biên bản"),
        Stretch.TO_RESULT: _("Ký biên bản → ban hành kết quả"),
        Stretch.TO_REMEDY: _("Ban hành kết quả → hoàn thành khắc phục"),
    }
    return {
        "label": labels[row.stretch],
        "n": row.n,
        "median": f"{row.median:g}".replace(".", ",") if row.median is not None else "",
        "longest": row.longest,
        "name": row.course.name if row.course else "",
        "url": reverse("case", args=[row.course.party_id]) if row.course else "",
    }


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """What one number of the board counts, the oldest first."""
    who, on = demand_department(request), today()
    department_id = own_department_id(who)
    view = request.GET.get("xem", LATE)
    view = view if view in LISTS else LATE
    cases, asks = queries.open_cases(department_id), queries.open_asks(department_id)
    person_id = _number(request.GET.get("nguoi", ""))
    found = _found(view, cases, asks, department_id, on, person_id)
    phase = next((one for one in Phase if one.value == request.GET.get("giai_doan")), None)
    found = [row for row in found if phase is None or row.phase == phase]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    reader = Reader(who, on, work_calendar(on))
    by_case: dict[int, list[Ask]] = {}
    for ask in asks:
        by_case.setdefault(ask.case_id, []).append(ask)
    context = {
        "title": LISTS[view],
        "count": len(found),
        "only": [str(phase.label)] if phase else [],
        "asks": [ask_row(row, reader) for row in page.object_list if isinstance(row, Ask)],
        "cases": [
            case_row(row, by_case.get(row.pk, []), reader)
            for row in page.object_list
            if isinstance(row, OpenCase)
        ],
        "page_obj": page,
        "crumbs": [
            (_("Chỉ tiêu"), reverse("share")),
            (_("Bảng theo dõi"), reverse("late_board")),
            (LISTS[view], ""),
        ],
    }
    return render(request, "coverage/late_list.html", context)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _found(
    view: str, cases: list[OpenCase], asks: list[Ask], department_id: int, on: date, person_id: int | None
) -> list[Any]:
    if view in (LATE, ASKED):
        rows = queries.late_of(asks, cases, department_id, on) if view == LATE else asks
        return [row for row in rows if person_id in (None, row.person_id)]
    if view == SERVED:
        served = queries.served_by(department_id, person_id or 0)
        return [case for case in cases if case.pk in served]
    units = view == UNITS
    return [case for case in cases if case.is_unit == units and person_id in (None, case.lead_id)]
