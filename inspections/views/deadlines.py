"""«Thời hạn»: every dated limit of a case in a list, and each one with its own timeline to print."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET

from inspections.models import Case
from inspections.queries.limits import CaseLimit, CaseLimits, both_units_in_words, limits_of
from inspections.rules.deadlines import MONDAY_FIRST, time_left
from inspections.rules.timelines import Timeline, TimelineDay, Week
from inspections.views import step_contexts
from inspections.views.access import actor, today, visible_case

SHORT_WEEKDAYS = (_l("T2"), _l("T3"), _l("T4"), _l("T5"), _l("T6"), _l("T7"), _l("CN"))
LOOKS = {"start": _l("ngày 0"), "rest": _l("nghỉ"), "paused": _l("dừng"), "end": _l("hết hạn")}
LEGEND = (
    ("start", _l("Ngày 0, không tính")),
    ("counted", _l("Ngày được đếm, có số thứ tự")),
    ("rest", _l("Ngày nghỉ; có số thứ tự khi vẫn được đếm")),
    ("paused", _l("Ngày tạm dừng, không đếm")),
    ("end", _l("Hết thời hạn vào cuối ngày này")),
)


@require_GET
def case_deadlines(request: HttpRequest, pk: int) -> HttpResponse:
    """All limits of the case, in the order of its life."""
    case = visible_case(request, pk)
    read = CaseLimits(case, today())
    rows = [_row(case, limit, read) for limit in _shown(request, read)]
    return render(request, "inspections/deadlines/list.html", {**_head(case), "rows": rows})


@require_GET
def case_deadline(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One limit: sentence, source, steps, days week by week, what the rule says today; made to be printed."""
    case = visible_case(request, pk)
    read = CaseLimits(case, today())
    limit = next((row for row in _shown(request, read) if row.slug == slug), None)
    if limit is None:
        raise Http404
    context = {
        "limit": _row(case, limit, read),
        "steps": limit.steps,
        "rules": [] if actor(request).is_institution_side else limit.rules,
        "units": [
            {"label": label, "end_on": f"{deadline.end_on:%d/%m/%Y}", "chosen": place == 0}
            for place, (label, deadline) in enumerate(both_units_in_words(limit))
        ],
        "timeline": _timeline(limit.timeline) if limit.timeline else None,
    }
    return render(request, "inspections/deadlines/one.html", {**_head(case), **context})


def _shown(request: HttpRequest, read: CaseLimits) -> list[CaseLimit]:
    return limits_of(read, for_institution=actor(request).is_institution_side)


def _head(case: Case) -> dict[str, Any]:
    return {
        "case": step_contexts.head(case),
        "list_url": reverse("deadlines", args=[case.pk]),
        "printed_on": f"{today():%d/%m/%Y}",
    }


def _row(case: Case, limit: CaseLimit, read: CaseLimits) -> dict[str, Any]:
    state, left = _state(case, limit, read)
    return {
        "label": limit.label,
        "sentence": limit.sentence,
        "source": limit.source,
        "end_on": f"{limit.end_on:%d/%m/%Y}" if limit.end_on else "",
        "state": state,
        "left": left,
        "provisional": limit.provisional,
        "changed": any(rule.differs for rule in limit.rules),
        "url": reverse("deadline", args=[case.pk, limit.slug]),
    }


def _state(case: Case, limit: CaseLimit, read: CaseLimits) -> tuple[str, str]:
    """How a limit stands, for the badge and in words."""
    if limit.end_on is None:
        return "none", _("chưa chạy")
    if limit.done_on is not None:
        day = {"day": f"{limit.done_on:%d/%m/%Y}"}
        if limit.done_on <= limit.end_on:
            return "done", _("xong ngày %(day)s") % day
        return "done_late", _("xong muộn, ngày %(day)s") % day
    if case.closed_at is not None:
        return "none", _("hồ sơ đã kết thúc")
    left = time_left(limit.end_on, read.today, read.calendar)
    return left.state, left.text


def _timeline(timeline: Timeline) -> dict[str, Any]:
    days = [day for week in timeline.weeks for day in week.days]
    marks = [(mark.on, mark.text) for mark in timeline.marks]
    special = [(day.on, day.day_name) for day in days if day.day_name and not day.is_outside]
    used = {day.look for day in days}
    return {
        "weekdays": [
            {"short": short, "full": _(full)}
            for short, full in zip(SHORT_WEEKDAYS, MONDAY_FIRST, strict=True)
        ],
        "weeks": [_week(week) for week in timeline.weeks],
        "marks": [
            {"day": f"{on:%d/%m/%Y}", "weekday": _(MONDAY_FIRST[on.weekday()]), "text": text}
            for on, text in sorted([*marks, *special], key=lambda pair: pair[0])
        ],
        "legend": [{"look": look, "text": text} for look, text in LEGEND if look in used],
    }


def _week(week: Week) -> dict[str, Any]:
    return {"days": [_day(day) for day in week.days], "sentence": "" if week.days else week.sentence}


def _day(day: TimelineDay) -> dict[str, Any]:
    return {
        "look": day.look,
        "date": f"{day.on:%d/%m}",
        "number": day.number,
        "word": LOOKS.get(day.look, ""),
        "also_rest": day.is_rest and day.look in ("counted", "paused"),
        "marks": day.marks,
    }
