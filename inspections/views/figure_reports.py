"""«Báo cáo định kỳ»: the paper, the workbook, JSON and the Committee's form of a frozen figure; passports of its numbers."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from inspections.actions import figure_reports as actions
from inspections.actions.freezes import period_of
from inspections.documents.figure_sheets import write_report
from inspections.forms.figure_reports import CommitteeForm, ReturnReportForm
from inspections.models import Department, FigureForm, FigureReport
from inspections.rules.figure_passports import Passport, passport, read_code
from inspections.rules.share_words import TRIAL
from inspections.views.access import actor, demand_department, person, today
from inspections.views.correspondence import XLSX
from inspections.views.one_form import form_page
from inspections.views.share_links import own_department_id
from inspections.views.steps import stash_of, unstash_of

PDF, JSON = "application/pdf", "application/json"
RELATED = ("freeze__rule", "freeze__department", "freeze__taken_by", "returned_by")


def _report(request: HttpRequest, pk: int) -> FigureReport:
    rows = FigureReport.objects.filter(freeze__department_id__in=actor(request).department_ids, pk=pk)
    found = rows.select_related(*RELATED).first()
    if found is None:
        raise Http404
    return found


def _crumbs(report: FigureReport | None, *more: tuple[str, str]) -> list[tuple[str, str]]:
    crumbs = [(_("Chỉ tiêu"), reverse("share")), (_("Chốt số liệu"), reverse("freezes"))]
    if report is None:
        return [*crumbs, *more]
    here = reverse("figure_report", args=[report.pk]) if more else ""
    return [*crumbs, (_("Báo cáo %(code)s") % {"code": report.freeze.code}, here), *more]


@require_GET
def figure_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Every number with its passport, and the report in each shape that people ask for."""
    report, who = _report(request, pk), actor(request)
    form = FigureForm.objects.filter(department_id=report.freeze.department_id).first()
    context = {
        "report": report,
        "freeze": report.freeze,
        "period": period_of(report.freeze),
        "trial": TRIAL if report.freeze.trial else "",
        "figures": [_shown(passport(row)) for row in report.freeze.contents["figures"]],
        "files": _files(report, form),
        "form": form,
        "marks": sorted(actions.values_of(report)),
        "may": actions.may_return(who, report.freeze.department_id),
        "crumbs": _crumbs(report),
    }
    return render(request, "freezes/report.html", context)


def _shown(one: Passport) -> dict[str, Any]:
    return {"passport": one, "url": reverse("figure_passport", args=[one.code])}


def _files(report: FigureReport, form: FigureForm | None) -> list[tuple[str, str]]:
    offered = [
        ("ban-da-ky", _("Bản đã ký (PDF)"), bool(report.signed)),
        ("pdf", _("Bản trình ký (PDF)"), bool(report.body_sha256)),
        ("xlsx", _("Excel"), True),
        ("json", "JSON", True),
        ("bieu", _("Biểu của Ủy ban đã điền"), form is not None),
    ]
    return [
        (label, reverse("report_file", args=[report.pk, kind])) for kind, label, there in offered if there
    ]


@require_GET
def report_file(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """One shape of the report; all of them say the same."""
    report = _report(request, pk)
    made: dict[str, Callable[[FigureReport], HttpResponseBase]] = {
        "pdf": lambda one: _stored(one, signed=False),
        "ban-da-ky": lambda one: _stored(one, signed=True),
        "xlsx": _workbook,
        "json": _json,
        "bieu": _form,
    }
    if kind not in made:
        raise Http404
    answer = made[kind](report)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _name(report: FigureReport, ending: str) -> str:
    return f"bao-cao-{report.freeze.code}-lan-{report.freeze.version}.{ending}"


def _stored(report: FigureReport, *, signed: bool) -> HttpResponseBase:
    file = report.signed if signed else report.body
    if not file:
        raise Http404
    return FileResponse(file.open("rb"), filename=_name(report, "pdf"), content_type=PDF)


def _workbook(report: FigureReport) -> HttpResponseBase:
    target = BytesIO()
    write_report(target, report.snapshot)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=_name(report, "xlsx"), content_type=XLSX)


def _json(report: FigureReport) -> HttpResponseBase:
    text = json.dumps(report.snapshot, ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type=JSON)
    answer["Content-Disposition"] = f'attachment; filename="{_name(report, "json")}"'
    return answer


def _form(report: FigureReport) -> HttpResponseBase:
    form = FigureForm.objects.filter(department_id=report.freeze.department_id).first()
    if form is None:
        raise Http404
    filled = actions.filled_form(report, form)
    name = _name(report, "bieu.xlsx")
    return FileResponse(BytesIO(filled.content), as_attachment=True, filename=name, content_type=XLSX)


@require_http_methods(["GET", "POST"])
def return_report(request: HttpRequest, pk: int) -> HttpResponse:
    """«Ghi bản đã ký»: number, day and the signed PDF."""
    report, user = _report(request, pk), person(request)
    if not actions.may_return(actor(request), report.freeze.department_id):
        raise PermissionDenied
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    with ReturnReportForm(*bound, today=today(), stash=stash_of(user), unstash=unstash_of(user)) as form:

        def act() -> str:
            actions.return_report(report, by=user, now=timezone.now(), **form.arguments())
            return _("Đã ghi báo cáo đã ký.")

        heading = _("Ghi bản đã ký")
        return form_page(
            request,
            form,
            act,
            go=reverse("figure_report", args=[pk]),
            heading=heading,
            subject=report.snapshot["subject"],
            consequence=_("Lời văn bản đã ký phải đúng bản trình ký; chữ ký được kiểm tra trước khi ghi."),
            crumbs=_crumbs(report, (heading, "")),
        )


@require_http_methods(["GET", "POST"])
def committee_form(request: HttpRequest) -> HttpResponse:
    """«Đưa biểu của Ủy ban vào»: brought in once, filled for every report."""
    who, user = demand_department(request), person(request)
    department = Department.objects.get(pk=own_department_id(who))
    if not actions.may_return(who, department.pk):
        raise PermissionDenied
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    with CommitteeForm(*bound, stash=stash_of(user), unstash=unstash_of(user)) as form:

        def act() -> str:
            actions.keep_form(department, by=user, now=timezone.now(), **form.arguments())
            return _("Đã nhận biểu. Mỗi báo cáo có đường dẫn «Biểu của Ủy ban đã điền».")

        heading = _("Đưa biểu của Ủy ban vào")
        go = reverse("freezes")
        crumbs = _crumbs(None, (heading, ""))
        return form_page(request, form, act, go=go, heading=heading, crumbs=crumbs)


@require_GET
def figure_passport(request: HttpRequest, code: str) -> HttpResponse:
    """Where a printed number comes from: definition, day of the data, rule, cases, who froze it, its hash."""
    read, who = read_code(code), demand_department(request)
    if read is None:
        raise Http404
    period, version, key = read
    rows = FigureReport.objects.filter(
        freeze__department_id__in=who.department_ids,
        freeze__version=version,
        freeze__year=int(period[-7:-3]) if "-Q" in period else int(period[-4:]),
    )
    report = next((row for row in rows.select_related(*RELATED) if row.freeze.code == period), None)
    found = None
    if report is not None:
        found = next((row for row in report.freeze.contents["figures"] if row["key"] == key), None)
    if report is None or found is None:
        raise Http404
    context = {
        "one": passport(found),
        "report": report,
        "freeze": report.freeze,
        "period": period_of(report.freeze),
        "trial": TRIAL if report.freeze.trial else "",
        "names": report.freeze.contents["never"] if key == "never_inspected" else [],
        "list_url": reverse("freeze", args=[report.freeze_id]),
        "crumbs": _crumbs(report, (code, "")),
    }
    return render(request, "freezes/passport.html", context)
