"""«Chốt số liệu»: the periods of a year, the preview, the frozen figure with its list and what differs since."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from inspections.actions import freezes as actions
from inspections.enums import Exclusion, Headline, LuotClass
from inspections.forms.freezes import FreezeForm, RestateForm
from inspections.forms.share import year_of
from inspections.models import CountingRule, Department, Freeze
from inspections.queries import freezes as queries
from inspections.queries.counting import rule_on
from inspections.rules.figure_periods import FigurePeriod, period_by_code, periods
from inspections.rules.frozen import Difference, Frozen, difference
from inspections.rules.share import Share, chosen, percent_words
from inspections.rules.share_words import TRIAL
from inspections.views.access import actor, demand_department, person, today
from inspections.views.one_form import form_page
from inspections.views.share_lines import TONES
from inspections.views.share_links import own_department_id

PAGE, YEARS_BACK, MOST_SHOWN = 50, 4, 50
Row = dict[str, Any]


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    here = reverse("freezes") if more else ""
    return [(_("Chỉ tiêu"), reverse("share")), (_("Chốt số liệu"), here), *more]


def words_of(share: Share, headline: str, rule: CountingRule) -> str:
    """«66,67% (8/12)»."""
    a = chosen(share, Headline(headline))
    words = percent_words(a, share.b, whole_below=rule.whole_percent_below)
    return f"{words} ({a}/{share.b})" if share.b else words


def _exact(share: Share) -> tuple[int, ...]:
    return share.m


@require_GET
def freezes(request: HttpRequest) -> HttpResponse:
    """The year and its quarters: not over, waiting to be frozen, frozen; what the ledger says now stands beside."""
    who, on = demand_department(request), today()
    department_id = own_department_id(who)
    settings = queries.period_settings(on)
    year = year_of(request.GET.get("nam", ""), otherwise=on.year)
    asked = periods(settings.family, year, settings.close)
    known = queries.newest_freezes(department_id, asked)
    shares = queries.shares_of(department_id, asked)
    rule = rule_on(department_id, on)
    may = actions.may_freeze(who, department_id)
    context = {
        "year": year,
        "years": [
            {"year": one, "url": f"{reverse('freezes')}?nam={one}", "current": one == year}
            for one in sorted({*range(on.year - YEARS_BACK, on.year + 2), year}, reverse=True)
        ],
        "rows": [
            _period_row(one, known.get(one.code), share, rule, may)
            for one, share in zip(asked, shares, strict=True)
        ],
        "trial": TRIAL if rule.is_trial else "",
        "crumbs": _crumbs(),
    }
    return render(request, "freezes/list.html", context)


def _period_row(one: FigurePeriod, known: Freeze | None, share: Share, rule: CountingRule, may: bool) -> Row:
    over = one.last < today()
    return {
        "name": one.name(),
        "first": one.first,
        "last": one.last,
        "freeze": known,
        "frozen_words": words_of(known.share, known.headline, known.rule) if known else "",
        "url": reverse("freeze", args=[known.pk]) if known else "",
        "report_url": _report_url(known) if known else "",
        "now_words": words_of(share, rule.headline, rule),
        "differs": known is not None and _exact(known.share) != _exact(share),
        "over": over,
        "export_url": f"{reverse('figure_export')}?ky={one.code}",
        "freeze_url": reverse("freeze_period", args=[one.code]) if may and over and not known else "",
    }


def period_asked(code: str) -> FigurePeriod:
    """The period that an address names, or 404."""
    found = period_by_code(code, queries.period_settings(today()).close)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def freeze_period(request: HttpRequest, code: str) -> HttpResponse:
    """«Chốt số liệu» of one period: what will be frozen, then one button."""
    who = demand_department(request)
    department = Department.objects.get(pk=own_department_id(who))
    if not actions.may_freeze(who, department.pk):
        raise PermissionDenied
    one = period_asked(code)
    form = FreezeForm(*((request.POST, request.FILES) if request.method == "POST" else ()))

    def act() -> str:
        made = actions.freeze(department, one, by=person(request), now=timezone.now())
        return _("Đã chốt %(period)s: %(figure)s.") % {
            "period": one.name(),
            "figure": words_of(made.share, made.headline, made.rule),
        }

    rule = rule_on(department.pk, one.last)
    share = queries.shares_of(department.pk, [one])[0]
    heading = _("Chốt số liệu: %(period)s") % {"period": one.name()}
    return form_page(
        request,
        form,
        act,
        go=f"{reverse('freezes')}?nam={one.year}",
        heading=heading,
        subject=_("%(period)s: %(figure)s, %(rule)s")
        % {
            "period": one.words(),
            "figure": words_of(share, rule.headline, rule),
            "rule": rule.name,
        },
        warning=_("Cách tính này chưa có số quyết định: số liệu chốt ghi «TÍNH THỬ».")
        if rule.is_trial
        else "",
        consequence=_(
            "Tỷ lệ, danh sách lượt, cách tính và mã băm được giữ nguyên từ lúc chốt. Sửa sau đó phải chốt lại, có lý do; "
            "cả hai bản đều còn."
        ),
        submit=_("Chốt số liệu"),
        crumbs=_crumbs((heading, "")),
    )


def _known(request: HttpRequest, pk: int) -> Freeze:
    found = queries.freezes_of(actor(request).department_ids).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_GET
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """One frozen figure: the three readings, the list, the hash, its versions, and what the ledger says today."""
    known = _known(request, pk)
    versions = queries.versions_of(known)
    newest = versions[0].pk == known.pk
    kept = queries.frozen_lines(known)
    differs = (
        difference(kept, queries.lines_now(known.department_id, *known.days)) if newest else Difference()
    )
    page = Paginator(sorted(kept, key=_by_day, reverse=True), PAGE).get_page(request.GET.get("page"))
    may = newest and bool(differs) and actions.may_freeze(actor(request), known.department_id)
    one = actions.period_of(known)
    context = {
        "freeze": known,
        "period": one,
        "trial": TRIAL if known.trial else "",
        "readings": _readings(known),
        "excluded": [(Exclusion(key).label, n) for key, n in sorted(known.excluded.items())],
        "rows": [_line_row(line) for line in page.object_list],
        "page_obj": page,
        "newest": newest,
        "differs": _difference_rows(differs) if differs else [],
        "restate_url": reverse("restate", args=[known.pk]) if may else "",
        "versions": [_version_row(row, known, versions) for row in versions],
        "export_url": f"{reverse('figure_export')}?ky={known.code}",
        "report_url": _report_url(known),
        "crumbs": _crumbs((one.name(), "")),
    }
    return render(request, "freezes/freeze.html", context)


def _report_url(known: Freeze) -> str:
    """The report made with the freeze."""
    report = getattr(known, "report", None)
    return reverse("figure_report", args=[report.pk]) if report else ""


def _by_day(line: Frozen) -> tuple[Any, ...]:
    return (line.counted_on, line.line_id)


def _readings(known: Freeze) -> list[Row]:
    return [
        {
            "label": which.label,
            "words": words_of(known.share, which, known.rule),
            "final": words_of(known.share.final, which, known.rule),
            "own": which == known.headline,
        }
        for which in Headline
    ]


def _line_row(line: Frozen) -> Row:
    value = LuotClass(line.class_value)
    return {
        "line": line,
        "class": f"M{value.value}",
        "class_label": value.label,
        "tone": TONES[value],
        "url": reverse("share_line", args=[line.line_id]),
    }


def _difference_rows(found: Difference) -> list[Row]:
    rows = [
        *({"tone": "soon", "what": _("Thêm vào mẫu số"), **_line_row(line)} for line in found.added),
        *({"tone": "late", "what": _("Không còn trong kỳ"), **_line_row(line)} for line in found.removed),
        *({**_line_row(now), "what": _moved(before, now)} for before, now in found.moved),
    ]
    return rows[:MOST_SHOWN]


def _moved(before: Frozen, now: Frozen) -> str:
    if before.class_value != now.class_value:
        return _("Mức đã chốt M%(before)s, nay M%(now)s") % {
            "before": before.class_value,
            "now": now.class_value,
        }
    return _("Ngày tính đã chốt %(before)s, nay %(now)s") % {
        "before": f"{before.counted_on:%d/%m/%Y}",
        "now": f"{now.counted_on:%d/%m/%Y}",
    }


def _version_row(row: Freeze, shown: Freeze, versions: Sequence[Freeze]) -> Row:
    return {
        "freeze": row,
        "words": words_of(row.share, row.headline, row.rule),
        "url": reverse("freeze", args=[row.pk]) if row.pk != shown.pk else "",
        "valid": row.pk == versions[0].pk,
    }


@require_http_methods(["GET", "POST"])
def restate(request: HttpRequest, pk: int) -> HttpResponse:
    """«Chốt lại» with the reason; the version before stays."""
    known = _known(request, pk)
    if not actions.may_freeze(actor(request), known.department_id):
        raise PermissionDenied
    form = RestateForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    one = actions.period_of(known)
    heading = _("Chốt lại: %(period)s") % {"period": one.name()}

    def act() -> str:
        made = actions.restate(known, by=person(request), now=timezone.now(), **form.arguments())
        return _("Đã chốt lại lần %(n)s: %(figure)s.") % {
            "n": made.version,
            "figure": words_of(made.share, made.headline, made.rule),
        }

    share = queries.shares_of(known.department_id, [one])[0]
    return form_page(
        request,
        form,
        act,
        go=f"{reverse('freezes')}?nam={known.year}",
        heading=heading,
        subject=_("Đã chốt %(before)s; số liệu hiện tại %(now)s.")
        % {
            "before": words_of(known.share, known.headline, known.rule),
            "now": words_of(share, known.headline, known.rule),
        },
        consequence=_("Bản đã chốt được giữ nguyên. Bản mới có số lần, lý do và người chốt."),
        crumbs=_crumbs((one.name(), reverse("freeze", args=[pk])), (heading, "")),
    )
