"""The pages of the result report: text and figures beside each other, the reviewer's reading, versions side by side."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inspections.forms.base import StepForm
from inspections.forms.result_report import ReportTextForm
from inspections.models import Case, ReportRemark, ReportVersion
from inspections.queries.results import (
    reported_inspection,
    texts_of_version,
    versions_of,
    written_report,
)
from inspections.rules.result_report import anchor_of
from inspections.rules.result_report_check import (
    SectionText,
    conclusion_objections,
    count_warnings,
    side_by_side,
)
from inspections.steps import STEPS, Step
from inspections.views.access import actor, today, visible_case
from inspections.views.links import deed_url
from inspections.views.portal import moment


def editing(request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any) -> dict[str, Any]:
    """Each section with its box, what was asked of it, and, after a clash, what somebody else saved there."""
    assert isinstance(form, ReportTextForm)
    if form.written is None:
        return {"rows": [], "warnings": []}
    report, texts = form.written.report, form.written.texts()
    asked = _by_section(form)
    stale = form.is_bound and str(form.data.get("row_version", "")) != str(report.row_version)
    rows = [
        {
            "field": form[f"section_{section.pk}"],
            "remarks": asked.pop(told.anchor, []),
            "saved": section.text if stale and _typed(form, section.pk) != section.text else "",
            "redraft_url": deed_url(case.pk, case.kind, "redraft_report_section", section.pk),
        }
        for section, told in zip(form.written.sections, texts, strict=True)
    ]
    leads = case.lead_id == actor(request).user_id
    return {
        "rows": rows,
        "other_remarks": [one for several in asked.values() for one in several],
        "row_version": report.row_version,
        "warnings": _warnings(case, texts),
        "save_url": deed_url(case.pk, case.kind, "save_result_report"),
        "submit_url": deed_url(case.pk, case.kind, "submit_result_report") if leads else "",
        "versions_url": reverse("result_report", args=[case.pk]) if form.written.submitted else "",
        "returned_reason": form.remarks[0].version.returned_reason if form.remarks else "",
        "saved_at": moment(report.saved_at),
        "saved_by": report.saved_by.full_name,
    }


def _typed(form: ReportTextForm, section_id: int) -> str:
    return "\n".join(str(form.data.get(f"section_{section_id}", "")).splitlines()).strip()


def _by_section(form: ReportTextForm) -> dict[str, list[dict[str, Any]]]:
    asked: dict[str, list[dict[str, Any]]] = {}
    for remark in form.remarks:
        row = {**_remark_row(remark), "field": form[f"remark_{remark.pk}"]}
        asked.setdefault(remark.section, []).append(row)
    return asked


def _remark_row(remark: ReportRemark) -> dict[str, Any]:
    return {
        "section": remark.section,
        "quote": remark.quote,
        "text": remark.text,
        "who": remark.made_by.full_name,
        "at": moment(remark.made_at),
        "settlement": remark.settlement,
    }


def _warnings(case: Case, texts: list[SectionText]) -> list[str]:
    """Numbers and words that the record does not bear out."""
    found = count_warnings(texts, reported_inspection(case))
    return found + conclusion_objections(section.text for section in texts)


def reviewing(request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any) -> dict[str, Any]:
    """What was submitted, what changed since the last time, both ways to answer."""
    told = versions_of(case)
    current = told[-1]
    texts = texts_of_version(current)
    other = "return_result_report" if step.verb == "approve_result_report" else "approve_result_report"
    beside = STEPS[case.kind][other].form(case=case, actor=actor(request), today=today())
    forms = {step.verb: form, other: beside}
    return {
        "version": _version_row(current, texts),
        "sections": texts,
        "changes": _changes(told[-2], current) if len(told) > 1 else [],
        "answered": [_remark_row(remark) for remark in told[-2].remarks.all()] if len(told) > 1 else [],
        "warnings": _warnings(case, texts),
        "approve_form": forms["approve_result_report"],
        "return_form": forms["return_result_report"],
        "approve_url": deed_url(case.pk, case.kind, "approve_result_report"),
        "return_url": deed_url(case.pk, case.kind, "return_result_report"),
        "versions_url": reverse("result_report", args=[case.pk]) if len(told) > 1 else "",
    }


def _version_row(version: ReportVersion, texts: list[SectionText]) -> dict[str, Any]:
    titles = {section.anchor: section.title for section in texts}
    return {
        "number": version.number,
        "at": moment(version.submitted_at),
        "who": version.submitted_by.full_name,
        "returned": version.returned_reason,
        "returned_by": version.returned_by.full_name if version.returned_by else "",
        "returned_at": moment(version.returned_at),
        "remarks": [
            {**_remark_row(remark), "title": titles.get(remark.section, "")}
            for remark in version.remarks.all()
        ],
    }


def _changes(before: ReportVersion, after: ReportVersion) -> list[Any]:
    rows = side_by_side(texts_of_version(before), texts_of_version(after))
    return [row for row in rows if row.changed]


def section(request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any) -> dict[str, Any]:
    """The section that is about to be written anew."""
    written, place = written_report(case), anchor_of(subject.key, subject.party_id)
    told = [one for one in written.texts() if one.anchor == place] if written else []
    return {"section": told[0] if told else None}


@require_GET
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version that was submitted with its remarks; two of them side by side, word by word."""
    case = visible_case(request, pk)
    told = {version.number: version for version in versions_of(case)}
    if actor(request).is_institution_side or not told:
        raise Http404
    last = max(told)
    after = _chosen(request, "den", told, last)
    before = _chosen(request, "tu", told, max(after.number - 1, min(told)))
    context = {
        "case": {"code": case.code, "title": case.title, "url": case.get_absolute_url(), "pk": case.pk},
        "state_label": told[last].report.get_state_display(),
        "versions": [_version_row(version, texts_of_version(version)) for version in told.values()],
        "before": before.number,
        "after": after.number,
        "rows": side_by_side(texts_of_version(before), texts_of_version(after)) if before != after else [],
        "read": _read_with_remarks(after) if before == after else [],
        "heading": _("Báo cáo kết quả kiểm tra: các lần trình"),
    }
    return render(request, "inspections/result_report_versions.html", context)


def _read_with_remarks(version: ReportVersion) -> list[dict[str, Any]]:
    """One version as it was submitted, each section with the remarks on it."""
    asked: dict[str, list[dict[str, Any]]] = {}
    for remark in version.remarks.all():
        asked.setdefault(remark.section, []).append(_remark_row(remark))
    return [
        {"title": one.title, "text": one.text, "remarks": asked.get(one.anchor, [])}
        for one in texts_of_version(version)
    ]


def _chosen(request: HttpRequest, name: str, told: dict[int, ReportVersion], otherwise: int) -> ReportVersion:
    asked = request.GET.get(name, "")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else otherwise
    return told.get(number, told[otherwise])
