"""Workbooks of past paper inspections: the empty one, sending in, preview, confirmation, the list of mends."""

from collections import defaultdict
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inspections.actions import past as deeds
from inspections.actions.once import AlreadyReceived, once
from inspections.documents import past_sheets
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.forms.past import WorkbookForm
from inspections.models import Department, PaperImport
from inspections.rules.past_rows import read_sheet
from inspections.rules.past_sheets import UnreadableBook, read_grid
from inspections.rules.roles import Permission
from inspections.views.access import actor, demand, person
from inspections.views.past import own_department, tell, too_late
from inspections.views.steps import stash_of, unstash_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 200
LATEST = 10
_State = PaperImport.State


def upload(request: HttpRequest) -> HttpResponse:
    """Send a workbook in; what was sent lately stands below."""
    department = own_department(demand(request, Permission.PROPOSE))
    user = person(request)
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    with WorkbookForm(*bound, stash=stash_of(user), unstash=unstash_of(user)) as form:
        return _received(request, department, form)


def _received(request: HttpRequest, department: Department, form: WorkbookForm) -> HttpResponse:
    user = person(request)
    if request.method == "POST" and form.is_valid():
        try:
            with once(form.once, path=request.path, by=user, now=timezone.now()):
                book = deeds.receive_workbook(
                    department=department, by=user, now=timezone.now(), **form.arguments()
                )
        except AlreadyReceived:
            messages.info(request, _("Biểu mẫu này đã được nhận, không ghi lần hai."))
            return redirect("past_upload")
        except NotReady as missing:
            tell(form, missing)
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        else:
            return redirect(book.get_absolute_url())
    latest = PaperImport.objects.filter(department=department).select_related("uploaded_by")
    context = {
        "form": form,
        "latest": latest.defer("report")[:LATEST],
        "crumbs": [(_("Kiểm tra giấy đã làm"), reverse("past")), (_("Nhập từ Excel"), "")],
    }
    return render(request, "inspections/past/upload.html", context)


@require_GET
def empty(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in."""
    demand(request, Permission.PROPOSE)
    return _workbook(past_sheets.template(), "mau-kiem-tra-giay.xlsx")


def visible_import(request: HttpRequest, pk: int) -> PaperImport:
    """The workbook, or 404: another department's does not exist; readers without the right are refused."""
    rows = PaperImport.objects.filter(department_id__in=actor(request).department_ids)
    found = get_object_or_404(rows.select_related("uploaded_by", "confirmed_by"), pk=pk)
    demand(request, Permission.PROPOSE)
    return found


@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found: everything to mend by cell, or the rows that will be saved."""
    book = visible_import(request, pk)
    report: dict[str, Any] = book.report
    context = {
        "book": book,
        "is_waiting": book.state in (_State.WAITING, _State.CONFIRMED),
        "is_faulty": book.state == _State.FAULTY,
        "is_ready": book.state == _State.READY,
        "is_saved": book.state == _State.SAVED,
        "may_be_left": book.state in (_State.READY, _State.FAULTY, _State.WAITING),
        "problems": report.get("problems", [])[:SHOWN],
        "has_cells": any(problem["cell"] for problem in report.get("problems", [])),
        "more_problems": max(book.problem_count - SHOWN, 0),
        "warnings": report.get("warnings", [])[:SHOWN],
        "more_warnings": max(report.get("warning_count", 0) - SHOWN, 0),
        "rows": report.get("rows", []),
        "more_rows": max(book.row_count - len(report.get("rows", [])), 0),
        "crumbs": [
            (_("Kiểm tra giấy đã làm"), reverse("past")),
            (_("Nhập từ Excel"), reverse("past_upload")),
            (book.name, ""),
        ],
    }
    answer = render(request, "inspections/past/import.html", context)
    if context["is_waiting"]:
        answer["Refresh"] = "3"
    return answer


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The second button: save every row, or none."""
    book = visible_import(request, pk)
    try:
        book = deeds.confirm_import(book, by=person(request), now=timezone.now())
    except AlreadyDone as done:
        return too_late(request, str(done), book.get_absolute_url())
    except NotReady as missing:
        messages.error(request, str(missing))
    except Refused as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    if book.state == _State.SAVED:
        messages.success(
            request, _("Đã ghi %(count)s lượt kiểm tra vào sổ, loại M0.") % {"count": book.row_count}
        )
    return redirect(book.get_absolute_url())


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a workbook unsaved."""
    book = visible_import(request, pk)
    try:
        deeds.cancel_import(book, by=person(request), now=timezone.now())
    except AlreadyDone as done:
        return too_late(request, str(done), book.get_absolute_url())
    except Refused as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    messages.info(request, _("Đã bỏ tệp; không có lượt nào được ghi."))
    return redirect("past_upload")


@require_GET
def mends(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet as it was sent, with a column that says what to mend in each row."""
    book = visible_import(request, pk)
    found: dict[int, list[str]] = defaultdict(list)
    for problem in book.report.get("problems", []):
        found[problem["row"]].append(
            f"{problem['cell']}: {problem['text']}" if problem["cell"] else problem["text"]
        )
    if not found:
        raise Http404
    try:
        with book.blob.open("rb") as stream:
            grid = read_grid(cast(BinaryIO, stream))
    except UnreadableBook as unread:
        raise Http404 from unread
    content = past_sheets.with_mends(grid.rows, read_sheet(grid).header_row, found)
    return _workbook(content, "can-sua.xlsx")


def _workbook(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
