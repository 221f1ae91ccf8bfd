"""The first page after signing in: what is asked of me, by when, why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.kinds import KINDS
from inspections.models import Case, Institution
from inspections.queries.worklists import Worklist, WorkRow, worklist
from inspections.rules.roles import Role
from inspections.views.access import actor, today
from inspections.views.links import deed_url, remedy_url
from inspections.views.privacy_requests import desk_of
from inspections.views.shares import helper_home

WATCHES_THE_FIGURE = (Role.MONITOR, Role.DIRECTOR, Role.DEPUTY_DIRECTOR, Role.SECTION_HEAD)


def home(request: HttpRequest) -> HttpResponse:
    """«Việc của tôi», or «Việc cần làm» of an institution."""
    who = actor(request)
    if who.is_institution_side and not who.institution_ids:
        return helper_home(request)
    found = worklist(who, today())
    context = {
        "groups": [
            *((key, label, _linked(rows)) for key, label, rows in _groups(found)),
            (
                "waiting",
                _("Chờ người khác"),
                [{**row, "url": reverse("case", args=[row["case_id"]])} for row in found.waiting],
            ),
        ],
        "counts": {
            "overdue": len(found.overdue),
            "today": len(found.today),
            "week": len(found.week),
            "total": found.mine + len(found.waiting),
        },
    }
    if not who.is_institution_side:
        context["data_requests"] = desk_of(who)
        context["share_url"] = reverse("share") if who.has_role(*WATCHES_THE_FIGURE) else ""
        return render(request, "inspections/worklist.html", context)
    cases = Case.objects.visible_to(who).order_by("-opened_at")[:20]
    context["institution"] = Institution.objects.filter(pk__in=who.institution_ids).first()
    context["cases"] = [
        {
            "title": c.title,
            "code": c.code,
            "url": c.get_absolute_url(),
            "stage_label": KINDS[c.kind].stage_label(c.stage),
            "remedy_url": remedy_url(c),
        }
        for c in cases
    ]
    return render(request, "portal/home.html", context)


def _groups(found: Worklist) -> list[tuple[str, str, list[WorkRow]]]:
    return [
        ("overdue", _("Quá hạn"), found.overdue),
        ("today", _("Hôm nay"), found.today),
        ("week", _("Tuần này"), found.week),
        ("later", _("Sau đó"), found.later),
    ]


def _linked(rows: list[WorkRow]) -> list[WorkRow]:
    return [
        {**row, "url": deed_url(row["case_id"], row["kind"], row["verb_key"], row["subject"])} for row in rows
    ]
