"""«Theo dõi khắc phục»: units of all dossiers that mend, the most urgent first; one unit with all its items (Điều 16)."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET

from inspections.kinds import INSPECTED_PARTY, PartyStage
from inspections.models import RemedyRequest
from inspections.queries import remedies as queries
from inspections.queries.deadlines import work_calendar
from inspections.rules.deadlines import time_left
from inspections.rules.follow_up import percent_fixed
from inspections.rules.roles import Actor
from inspections.rules.working_days import WorkCalendar
from inspections.steps import STEPS, offers
from inspections.steps.follow_up import FOLLOW_UP_VERBS
from inspections.views.access import actor, demand_department, facts, today, visible_case
from inspections.views.follow_up_rows import day, item_rows, urging_rows, with_links
from inspections.views.links import deed_url
from inspections.views.portal import moment

PAGE = 25
LISTS = {
    queries.OPEN: _l("Đang theo dõi"),
    queries.LATE: _l("Quá hạn"),
    queries.WEEK: _l("Đến hạn tuần này"),
    queries.OURS: _l("Chờ Sở xử lý"),
    queries.EFFECT: _l("Xem lại hiệu quả"),
    queries.DONE: _l("Đã hoàn thành"),
}


@require_GET
def follow_up(request: HttpRequest) -> HttpResponse:
    """The list of follow-up; the same number of statements for any length."""
    who, on = demand_department(request), today()
    chosen = request.GET.get("loc", queries.OPEN)
    chosen = chosen if chosen in LISTS else queries.OPEN
    rows = queries.followed(who, on)
    counts = queries.totals(rows, on)
    page = Paginator(queries.narrowed(rows, chosen, on), PAGE).get_page(request.GET.get("page"))
    calendar = work_calendar(on)
    context = {
        "tabs": [
            {
                "label": label,
                "url": f"{reverse('follow_up')}?loc={name}",
                "current": name == chosen,
                "count": counts[name],
            }
            for name, label in LISTS.items()
        ],
        "caption": LISTS[chosen],
        "rows": [_row(row, who, on, calendar) for row in page.object_list],
        "page_obj": page,
        "fixed": counts["all_fixed"],
        "asked": counts["all_asked"],
        "percent": percent_fixed(counts["all_fixed"], counts["all_asked"]),
    }
    return render(request, "inspections/follow_up/list.html", context)


def _row(row: Any, who: Actor, on: date, calendar: WorkCalendar) -> dict[str, Any]:
    party = row.party
    left = time_left(row.next_due_on, on, calendar) if row.next_due_on else None
    officer = row.officer or party.lead
    return {
        "code": party.code,
        "name": party.institution.name if party.institution else party.title,
        "url": _where(row),
        "stage_label": party.stage_label,
        "officer": officer.full_name if officer else "",
        "fixed": row.fixed,
        "asked": row.asked,
        "percent": percent_fixed(row.fixed, row.asked),
        "late": row.late,
        "left": left.text if left else "",
        "left_state": left.state if left else "",
        "wished": row.wished,
        "effect": day(row.effect_on) if party.stage == PartyStage.COMPLETED else "",
    }


def _where(row: Any) -> str:
    """A unit whose report waits opens at the page of judgement; any other one at its items."""
    party = row.party
    if party.stage == PartyStage.REMEDY_REPORTED and row.reported:
        return deed_url(party.pk, party.kind, "review_remedy")
    return reverse("follow_up_unit", args=[party.pk])


@require_GET
def follow_up_unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: what was asked, planned, done, judged, urged; and what this person may do next."""
    case = visible_case(request, pk)
    who = actor(request)
    if who.is_institution_side:
        raise PermissionDenied
    found = queries.request_of(case.pk) if case.kind == INSPECTED_PARTY.code else None
    if found is None:
        raise Http404
    known = facts(case)
    items = item_rows(case, found, today())
    with_links(items, case, who, known)
    steps = [step for step in STEPS[case.kind].values() if step.verb in FOLLOW_UP_VERBS]
    fixed = sum(row["tone"] == "done" for row in items)
    context = {
        "case": case,
        "crumbs": [(_("Theo dõi khắc phục"), reverse("follow_up")), (case.code, "")],
        "items": items,
        "facts": _facts(found),
        "fixed": fixed,
        "percent": percent_fixed(fixed, len(items)),
        "urgings": urging_rows(case, found),
        "deeds": [
            {
                "label": offer.step.label,
                "url": deed_url(case.pk, case.kind, offer.step.verb),
                "main": offer.step.verb in ("review_remedy", "confirm_remedy"),
            }
            for offer in offers(steps, who, known)
            if offer.enabled and offer.step.permission in who.permissions
        ],
    }
    return render(request, "inspections/follow_up/unit.html", context)


def _facts(row: RemedyRequest) -> list[tuple[str, str]]:
    asked = row.document
    found = [
        (
            _("Văn bản yêu cầu"),
            f"{asked.full_number}, {day(asked.dated_on)}" if asked else day(row.issued_on),
        ),
        (_("Hạn báo cáo"), day(row.report_due_on)),
        (_("Kế hoạch khắc phục"), moment(row.planned_at) or _("đơn vị chưa gửi")),
        (_("Người theo dõi"), row.officer.full_name if row.officer else ""),
        (_("Liên hệ"), row.contact),
    ]
    return [(label, value) for label, value in found if value]
