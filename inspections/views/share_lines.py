"""The list behind every number of the figure: the lượt it counts, each with one sentence why it counts or not."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inspections.enums import Condition, CountState, Exclusion, Headline, LuotClass
from inspections.forms.share import (
    FALLEN,
    INSIDE,
    NO_AREA,
    OUTSIDE,
    LineFilter,
    classes_of,
    period_of,
    year_of,
)
from inspections.models import CountingRule, LedgerLine
from inspections.queries import ledger as queries
from inspections.queries.counting import counted_by, rule_on
from inspections.rules.share_words import TRIAL, why_not
from inspections.views.access import demand_department, today
from inspections.views.share_links import crumbs_of_list, list_url, own_department_id

PAGE = 25
TONES = {LuotClass.M3: "done", LuotClass.M2: "info", LuotClass.M1: "soon", LuotClass.M0: "quiet"}


@require_GET
def share_lines(request: HttpRequest) -> HttpResponse:
    """The list; its count is the number that led here, and it costs the same for any length."""
    department_id, on = own_department_id(demand_department(request)), today()
    year = year_of(request.GET.get("nam", ""), otherwise=on.year)
    rule = rule_on(department_id, min(on, date(year, 12, 31)))
    narrow = "dieu_kien" in request.GET and not request.GET.get("dia_ban")
    areas = [] if narrow else queries.areas_of(department_id)
    form = LineFilter({**request.GET.dict(), "nam": year}, areas=areas, year=year)
    asked = form.chosen()
    choice = choice_of(asked, year, rule, department_id)
    found = queries.lines(department_id, choice).select_related("institution", "party", "paper")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "year": year,
        "filter_form": form,
        "count": page.paginator.count,
        "rows": [row_of(line, rule) for line in page.object_list],
        "page_obj": page,
        "trial": TRIAL if rule.is_trial else "",
        "only": _only(asked),
        "clear_url": list_url(year),
        "crumbs": [*crumbs_of_list(year), (_("Danh sách lượt"), "")],
    }
    return render(request, "share/lines.html", context)


def choice_of(asked: dict[str, Any], year: int, rule: CountingRule, department_id: int) -> queries.Choice:
    """What the address asks for, as the ledger is asked."""
    first, last = period_of(year, asked.get("ky", ""))
    headline, area = Headline(rule.headline), asked.get("dia_ban")
    final = asked.get("chinh_thuc")
    return queries.Choice(
        first=first,
        last=last,
        state=asked.get("trang_thai", CountState.COUNTED.value),
        classes=classes_of(asked.get("muc", ""), headline),
        kind=asked.get("loai", ""),
        legal_form=asked.get("hinh_thuc", ""),
        area="" if area == NO_AREA else area,
        final=None if final is None else final == "co",
        exclusion=asked.get("ly_do", ""),
        numbers=_short_of(asked, year, rule, department_id),
    )


def _short_of(asked: dict[str, Any], year: int, rule: CountingRule, department_id: int) -> list[int] | None:
    """The lines short of one condition: the very ones the board counted."""
    if "dieu_kien" not in asked:
        return None
    outside = classes_of(OUTSIDE, Headline(rule.headline))
    first, last = period_of(year, "")
    found, _all = queries.reasons(department_id, first, last, outside=outside, rule=counted_by(rule))
    return found.get(asked["dieu_kien"], [])


def row_of(line: LedgerLine, rule: CountingRule) -> dict[str, Any]:
    """One lượt in words."""
    value = LuotClass(line.class_value)
    facts, judged = queries.judged_line(line, counted_by(rule))
    inside = value in classes_of(INSIDE, Headline(rule.headline)) and line.state == CountState.COUNTED
    return {
        "url": reverse("share_line", args=[line.pk]),
        "institution": line.institution.name,
        "code": code_of(line),
        "day": line.counted_on,
        "class": f"M{value.value}",
        "class_label": value.label,
        "tone": TONES[value],
        "final": line.final,
        "counted": line.state == CountState.COUNTED,
        "inside": inside,
        "state": state_words(line),
        "why": "" if inside else why_not(facts, judged),
    }


def code_of(line: LedgerLine) -> str:
    """The dossier's code, or the number of the paper decision."""
    return line.party.code if line.party else line.paper.decision_number if line.paper else ""


def state_words(line: LedgerLine) -> str:
    """Counted, running or excluded with its reason."""
    if line.state == CountState.EXCLUDED:
        return f"{CountState.EXCLUDED.label}: {Exclusion(line.exclusion).label}"
    return str(CountState(line.state).label)


def _only(asked: dict[str, Any]) -> list[str]:
    """What a link narrowed and no field of the filter shows."""
    said = []
    if short := asked.get("dieu_kien"):
        words = _("Mức đã hạ từ trước") if short == FALLEN else Condition(short).label
        said.append(
            words
            if short == FALLEN
            else _("Không đạt %(code)s: %(label)s") % {"code": short.upper(), "label": words}
        )
    if reason := asked.get("ly_do"):
        said.append(str(Exclusion(reason).label))
    if final := asked.get("chinh_thuc"):
        said.append(_("Chỉ lượt chính thức") if final == "co" else _("Chỉ lượt còn tạm tính"))
    return said
