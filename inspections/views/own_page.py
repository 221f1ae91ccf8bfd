"""Hồ sơ của đơn vị: all its files, requests, papers and receipts on one page, with what it still owes (practice.md 5)."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET

from inspections.models import Case, InformationRequest, Institution, Turn
from inspections.queries import portal as queries
from inspections.queries.deadlines import work_calendar
from inspections.queries.vault import uploads_avoided
from inspections.rules.deadlines import time_left
from inspections.steps import STEPS
from inspections.views.access import actor, today
from inspections.views.links import deed_url, remedy_url
from inspections.views.reply_contexts import receipt_rows

MOST = 50
OPEN, OVER = "dang", "xong"


class OwnFilter(forms.Form):
    """Narrow the page to some of the files."""

    q = forms.CharField(label=_l("Tìm theo tên, mã hồ sơ"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_l("Trạng thái"),
        required=False,
        choices=[("", _l("Tất cả hồ sơ")), (OPEN, _l("Đang thực hiện")), (OVER, _l("Đã kết thúc"))],
    )


@require_GET
def own_page(request: HttpRequest) -> HttpResponse:
    """One page for the institution; a fixed number of statements for any number of files."""
    who = actor(request)
    if not who.institution_ids:
        raise PermissionDenied(_("Trang này dành cho người của cơ sở giáo dục nghề nghiệp."))
    form = OwnFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {"q": "", "state": ""}
    closed = {OPEN: False, OVER: True}.get(chosen["state"])
    cases = list(queries.cases_of(who, words=chosen["q"], closed=closed)[:MOST])
    context = {
        "institution": ", ".join(
            Institution.objects.filter(pk__in=who.institution_ids).values_list("name", flat=True)
        ),
        "filter_form": form,
        "cases": [_case_row(case) for case in cases],
        "remedies": [{**_case_row(case), "url": url} for case in cases if (url := remedy_url(case))],
        "requests": _request_rows(cases),
        "papers": _paper_rows(cases),
        "receipts": _receipts(cases),
        "owed": Turn.objects.still_open().asked_of(who).filter(case__in=cases).count(),
        "avoided": uploads_avoided(who.institution_ids),
    }
    return render(request, "portal/own.html", context)


def _case_row(case: Case) -> dict[str, Any]:
    return {
        "code": case.code,
        "title": case.title,
        "stage_label": case.stage_label,
        "url": case.get_absolute_url(),
        "over": case.closed_at is not None,
    }


def _request_rows(cases: list[Case]) -> list[dict[str, Any]]:
    calendar = work_calendar(today())
    return [_request_row(row, calendar) for row in queries.requests_of(cases)[:MOST]]


def _request_row(row: Any, calendar: Any) -> dict[str, Any]:
    left = time_left(row.due_on, today(), calendar)
    waits = row.waiting > 0
    return {
        "code": str(row),
        "case": row.party.code,
        "due": f"{row.due_on:%d/%m/%Y}",
        "left": left.text if waits else "",
        "tone": {"late": "late", "soon": "soon"}.get(left.state, "info") if waits else "done",
        "state_label": _state_words(row),
        "wished": row.wished > 0,
        "url": _letter_url(row),
    }


def _letter_url(row: Any) -> str:
    """The letter while it can be answered or added to, else what was asked and answered on the file's page."""
    step = STEPS[row.party.kind]["answer_information_request"]
    if row.party.stage in step.stages:
        return deed_url(row.party_id, row.party.kind, step.verb, row.pk)
    return row.party.get_absolute_url() + "?tab=exchange"


def _state_words(row: Any) -> str:
    if row.waiting == 0:
        return _("Đã trả lời đủ")
    return _("Còn %(waiting)s trên %(asked)s nội dung") % {"waiting": row.waiting, "asked": row.asked}


def _paper_rows(cases: list[Case]) -> list[dict[str, Any]]:
    """A paper of the inspection itself is opened under the institution's own file."""
    own = {case.pk: case.pk for case in cases}
    above = {case.parent_id: case.pk for case in reversed(cases) if case.parent_id}
    codes = {case.pk: case.code for case in cases}
    found = []
    for row in queries.papers_of(cases)[:MOST]:
        under = own.get(row.case_id) or above.get(row.case_id)
        if under is not None:
            found.append(
                {
                    "title": row.title,
                    "number": row.full_number,
                    "state_label": row.state_words,
                    "day": f"{row.dated_on:%d/%m/%Y}" if row.dated_on else "",
                    "case": codes[under],
                    "url": reverse("document", args=[under, row.pk]),
                }
            )
    return found


def _receipts(cases: list[Case]) -> list[dict[str, Any]]:
    codes = {case.pk: case for case in cases}
    found = []
    for row in queries.receipts_of(cases)[:MOST]:
        case = codes.get(row.case_id or _party_of(row.request))
        if case is not None:
            found += [{**one, "case": case.code} for one in receipt_rows(case, [row])]
    return found


def _party_of(row: InformationRequest | None) -> int:
    return row.party_id if row else 0
