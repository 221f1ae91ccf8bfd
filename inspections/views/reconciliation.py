"""«Đối chiếu»: lists from outside the ledger, what it does not know, and what an officer decided of each row."""

from io import BytesIO
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from inspections.actions import reconciliation as actions
from inspections.documents.book_sheets import write_book
from inspections.enums import ReconciliationSource, RowVerdict
from inspections.forms.honesty import DecideRowForm, ListForm
from inspections.models import Department, ReconciliationRow
from inspections.queries import reconciliation as queries
from inspections.rules.reconciliation import heads_of
from inspections.views.access import actor, demand_department, person
from inspections.views.correspondence import XLSX
from inspections.views.one_form import form_page
from inspections.views.share_links import own_department_id
from inspections.views.steps import stash_of, unstash_of

PAGE = 50
TONES = {RowVerdict.INSPECTION: "late", RowVerdict.VISIT: "late", RowVerdict.NEITHER: "quiet"}


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    here = reverse("reconciliation") if more else ""
    return [(_("Chỉ tiêu"), reverse("share")), (_("Đối chiếu"), here), *more]


@require_GET
def reconciliation(request: HttpRequest) -> HttpResponse:
    """What was compared, and how much waits; the empty workbooks."""
    who = demand_department(request)
    department_id = own_department_id(who)
    page = Paginator(queries.lists_of(department_id), PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": page.object_list,
        "page_obj": page,
        "may": actions.may_reconcile(who, department_id),
        "templates": [
            {"label": source.label, "url": reverse("reconciliation_template", args=[source.value])}
            for source in ReconciliationSource
        ],
        "crumbs": _crumbs(),
    }
    return render(request, "honesty/lists.html", context)


def _own(request: HttpRequest) -> Department:
    who = demand_department(request)
    department_id = own_department_id(who)
    if not actions.may_reconcile(who, department_id):
        raise PermissionDenied
    return Department.objects.get(pk=department_id)


@require_GET
def reconciliation_template(request: HttpRequest, source: str) -> HttpResponseBase:
    """The workbook to fill in."""
    _own(request)
    if source not in ReconciliationSource.values:
        raise Http404
    target = BytesIO()
    write_book(target, "Danh sách", heads_of(ReconciliationSource(source)), [])
    target.seek(0)
    return FileResponse(
        target, as_attachment=True, filename=f"mau-doi-chieu-{source}.xlsx", content_type=XLSX
    )


@require_http_methods(["GET", "POST"])
def compare(request: HttpRequest) -> HttpResponse:
    """Send a list in; it is compared at once."""
    department, user = _own(request), person(request)
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    with ListForm(*bound, stash=stash_of(user), unstash=unstash_of(user)) as form:

        def act() -> str:
            one = actions.compare(department, by=user, now=timezone.now(), **form.arguments())
            waiting = one.rows.filter(found="", verdict="").count()
            return _("Đã đối chiếu %(all)s dòng: %(n)s dòng hệ thống chưa biết.") % {
                "all": one.rows.count(),
                "n": waiting,
            }

        heading = _("Đưa danh sách vào đối chiếu")
        return form_page(
            request,
            form,
            act,
            go=reverse("reconciliation"),
            heading=heading,
            submit=_("Đối chiếu"),
            consequence=_("Một ô không đọc được thì không dòng nào được nhận, và trang này nói rõ ô nào."),
            crumbs=_crumbs((heading, "")),
        )


@require_GET
def compared_list(request: HttpRequest, pk: int) -> HttpResponse:
    """One list: the rows that wait first; for a register also what it lacks."""
    who = actor(request)
    one = queries.lists_of(own_department_id(who)).filter(pk=pk).first() if who.department_ids else None
    if one is None:
        raise Http404
    page = Paginator(queries.rows_of(one), PAGE).get_page(request.GET.get("page"))
    may = actions.may_reconcile(who, one.department_id)
    is_register = one.source == ReconciliationSource.REGISTER
    context = {
        "one": one,
        "rows": [_row(row, may) for row in page.object_list],
        "page_obj": page,
        "lacking": queries.not_listed(one) if is_register else [],
        "crumbs": _crumbs((one.name, "")),
    }
    return render(request, "honesty/list.html", context)


def _row(row: ReconciliationRow, may: bool) -> dict[str, Any]:
    waits = not row.found and not row.verdict
    return {
        "row": row,
        "waits": waits,
        "tone": TONES[RowVerdict(row.verdict)] if row.verdict else "",
        "near_url": reverse("share_line", args=[row.near_id]) if row.near_id else "",
        "paper_url": reverse("past_one", args=[row.paper_id]) if row.paper_id else "",
        "decide_url": reverse("decide_row", args=[row.pk]) if waits and may else "",
    }


@require_http_methods(["GET", "POST"])
def decide_row(request: HttpRequest, pk: int) -> HttpResponse:
    """«Kết luận» of one row that the system does not know."""
    who = actor(request)
    row = queries.row_for(who.department_ids, pk)
    if row is None:
        raise Http404
    one = row.reconciliation
    if not actions.may_reconcile(who, one.department_id):
        raise PermissionDenied
    units = queries.institutions_of(one.department_id)
    form = DecideRowForm(*((request.POST,) if request.method == "POST" else ()), row=row, units=units)
    heading, back = _("Kết luận dòng đối chiếu"), reverse("compared_list", args=[one.pk])

    def act() -> str:
        actions.decide(row, by=person(request), now=timezone.now(), **form.arguments())
        return _("Đã kết luận dòng %(row)s.") % {"row": row.row}

    where = row.institution.name if row.institution else row.reference
    return form_page(
        request,
        form,
        act,
        go=back,
        heading=heading,
        subject=_("%(day)s, %(where)s: %(words)s")
        % {"day": f"{row.first:%d/%m/%Y}", "where": where, "words": row.words},
        consequence=_(
            "Lượt ghi vào mẫu số là lượt giấy (M0): tỷ lệ đổi ngay. Số liệu đã chốt giữ nguyên, trang Chốt số liệu báo khác."
        ),
        crumbs=_crumbs((one.name, back), (heading, "")),
    )
