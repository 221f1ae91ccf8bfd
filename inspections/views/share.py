"""«Chỉ tiêu»: the online share of a year with proof; every number opens the list it counts (domain 15; design 6)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inspections.enums import Condition, Exclusion, Headline, Indicator, InstitutionKind, LegalForm, LuotClass
from inspections.forms.share import FALLEN, GROUP_OF, INSIDE, NO_AREA, OUTSIDE, classes_of, period_of, year_of
from inspections.models import CountingRule, Target
from inspections.queries import ledger as queries
from inspections.queries.counting import counted_by, rule_on
from inspections.rules.share import Share, chosen, percent_words, share_of
from inspections.rules.share_chart import Column, chart_of
from inspections.rules.share_words import TRIAL
from inspections.views.access import demand_department, today
from inspections.views.share_links import list_url, other_pages, own_department_id

YEARS_BACK = 4
MOST_AREAS = 12


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """The board of one year; it reads the counters, writes nothing, and costs the same for any number of lượt."""
    department_id, on = own_department_id(demand_department(request)), today()
    year = year_of(request.GET.get("nam", ""), otherwise=on.year)
    first, last = period_of(year, "")
    rule = rule_on(department_id, min(on, last))
    headline = Headline(rule.headline)
    found = queries.reading(department_id, first, last, since=date(year - YEARS_BACK, 1, 1))
    share = _share(found.whole)
    aims = queries.targets(Indicator.ONLINE_SHARE, year - YEARS_BACK, year)
    outside = classes_of(OUTSIDE, headline)
    why, complete = queries.reasons(department_id, first, last, outside=outside, rule=counted_by(rule))
    context = {
        "year": year,
        "years": _years(year, on.year),
        "rule": rule,
        "trial": TRIAL if rule.is_trial else "",
        "figure": _figure(share, rule, year),
        "target": _target(aims.get(year), year),
        "verdict": _verdict(share, aims.get(year), rule, year),
        "chart": chart_of(_columns(found.years, aims, rule, year)),
        "readings": _readings(share, rule, year),
        "classes": _classes(share, year),
        "why": _why(why, share, headline, year),
        "why_complete": complete,
        "why_most": queries.MOST_JUDGED,
        "outside": _outside(share, headline, year),
        "parts": _parts(found, rule, year),
        "running": {"n": found.running, "url": list_url(year, trang_thai="running")},
        "excluded": [
            {"label": Exclusion(key).label, "n": n, "url": list_url(year, trang_thai="excluded", ly_do=key)}
            for key, n in found.excluded.items()
        ],
        "others": other_pages(year),
        "crumbs": [(_("Chỉ tiêu"), "")],
    }
    return render(request, "share/board.html", context)


def _share(cells: Iterable[queries.Cell]) -> Share:
    return share_of((cell.class_value, cell.final, cell.n) for cell in cells)


def _percent(a: int, b: int, rule: CountingRule) -> str:
    return percent_words(a, b, whole_below=rule.whole_percent_below)


def _years(year: int, now: int) -> list[dict[str, Any]]:
    shown = sorted({*range(now - YEARS_BACK, now + 1), year}, reverse=True)
    return [{"year": one, "url": f"{reverse('share')}?nam={one}", "current": one == year} for one in shown]


def _figure(share: Share, rule: CountingRule, year: int) -> dict[str, Any]:
    """The figure with what it is made of; of a year without lượt nothing is said."""
    a = chosen(share, Headline(rule.headline))
    return {
        "known": share.b > 0,
        "percent": _percent(a, share.b, rule),
        "a": a,
        "b": share.b,
        "a_url": list_url(year, muc=INSIDE),
        "b_url": list_url(year),
        "headline": Headline(rule.headline).label,
        "final": _half(chosen(share.final, Headline(rule.headline)), share.final.b, rule, year, "co"),
        "open": _half(chosen(share.open, Headline(rule.headline)), share.open.b, rule, year, "khong"),
    }


def _half(a: int, b: int, rule: CountingRule, year: int, final: str) -> dict[str, Any]:
    return {
        "a": a,
        "b": b,
        "percent": _percent(a, b, rule),
        "a_url": list_url(year, muc=INSIDE, chinh_thuc=final),
        "b_url": list_url(year, chinh_thuc=final),
    }


def _target(aim: Target | None, year: int) -> dict[str, Any] | None:
    if aim is None:
        return None
    value = f"{aim.value.normalize():f}".replace(".", ",")
    return {"percent": f"{value}%", "source": aim.source, "year": aim.year, "own": aim.year == year}


def _verdict(share: Share, aim: Target | None, rule: CountingRule, year: int) -> tuple[str, str] | None:
    """Reached or not, by the unrounded share; nothing while the rule is a trial or the year has no own target."""
    if rule.is_trial or aim is None or aim.year != year or not share.b:
        return None
    if chosen(share, Headline(rule.headline)) * 100 >= aim.value * share.b:
        return "done", _("Đạt chỉ tiêu")
    return "soon", _("Chưa đạt chỉ tiêu")


def _columns(
    through: dict[int, list[queries.Cell]], aims: dict[int, Target], rule: CountingRule, year: int
) -> list[Column]:
    found = []
    for one in range(year - YEARS_BACK, year + 1):
        share, aim = _share(through.get(one, [])), aims.get(one)
        a = chosen(share, Headline(rule.headline))
        words = _percent(a, share.b, rule) if share.b else _("không đủ dữ liệu")
        aim_words = _target(aim, one)
        found.append(
            Column(
                year=one,
                a=a,
                b=share.b,
                words=words,
                target=float(aim.value) if aim else None,
                target_words=aim_words["percent"] if aim_words else _("chưa giao"),
                a_url=list_url(one, muc=INSIDE),
                b_url=list_url(one),
            )
        )
    return found


def _readings(share: Share, rule: CountingRule, year: int) -> list[dict[str, Any]]:
    """Strict, headline and broad beside each other, over the same denominator."""
    return [
        {
            "label": which.label,
            "a": chosen(share, which),
            "b": share.b,
            "percent": _percent(chosen(share, which), share.b, rule),
            "url": list_url(year, muc=GROUP_OF[which]),
            "b_url": list_url(year),
            "own": which == rule.headline,
        }
        for which in Headline
    ]


def _classes(share: Share, year: int) -> list[dict[str, Any]]:
    return [
        {
            "code": f"M{value}",
            "label": LuotClass(value).label,
            "n": share.m[value],
            "width": round(share.m[value] * 100 / share.b) if share.b else 0,
            "url": list_url(year, muc=f"m{value}"),
        }
        for value in sorted(LuotClass, reverse=True)
    ]


def _outside(share: Share, headline: Headline, year: int) -> dict[str, Any]:
    return {"n": share.b - chosen(share, headline), "url": list_url(year, muc=OUTSIDE)}


def _why(found: dict[str, list[int]], share: Share, headline: Headline, year: int) -> list[dict[str, Any]]:
    """The conditions most often missed, and the paper visits, the most frequent first."""
    rows = [
        {
            "code": "" if key == FALLEN else key.upper(),
            "label": _("Mức đã hạ từ trước, không tự nâng lại") if key == FALLEN else Condition(key).label,
            "n": len(numbers),
            "url": list_url(year, muc=OUTSIDE, dieu_kien=key),
        }
        for key, numbers in found.items()
    ]
    if share.m[LuotClass.M0]:
        rows.append(
            {
                "code": "M0",
                "label": _("Chỉ có hồ sơ giấy"),
                "n": share.m[LuotClass.M0],
                "url": list_url(year, muc="m0"),
            }
        )
    return sorted(rows, key=lambda row: (-row["n"], row["code"]))


def _parts(found: queries.Reading, rule: CountingRule, year: int) -> list[dict[str, Any]]:
    """The same share by quarter, type, legal form and area, each number with its list."""
    names: tuple[tuple[str, str, str, Any], ...] = (
        ("kind", _("Theo loại hình"), "loai", lambda key: InstitutionKind(key).label),
        ("legal_form", _("Theo hình thức pháp lý"), "hinh_thuc", lambda key: LegalForm(key).label),
        ("quarter", _("Theo quý"), "ky", lambda key: _("Quý %(n)s") % {"n": key}),
        ("area", _("Theo địa bàn"), "dia_ban", lambda key: key or _("Chưa rõ địa bàn")),
    )
    shown = []
    for dimension, title, asked, label in names:
        rows = []
        for key, cells in found.parts[dimension].items():
            share = _share(cells)
            a = chosen(share, Headline(rule.headline))
            value = f"q{key}" if dimension == "quarter" else key or NO_AREA
            rows.append(
                {
                    "key": key,
                    "label": label(key),
                    "a": a,
                    "b": share.b,
                    "percent": _percent(a, share.b, rule),
                    "a_url": list_url(year, muc=INSIDE, **{asked: value}),
                    "b_url": list_url(year, **{asked: value}),
                }
            )
        rows.sort(key=_by_quarter if dimension == "quarter" else _by_size)
        shown.append({"title": title, "rows": rows[:MOST_AREAS], "more": rows[MOST_AREAS:]})
    return shown


def _by_size(row: dict[str, Any]) -> tuple[int, str]:
    return (-row["b"], row["label"])


def _by_quarter(row: dict[str, Any]) -> tuple[int, str]:
    return (row["key"], "")
