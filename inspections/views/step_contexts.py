"""What some deeds show beside their form: the paper to sign, the history to review, the finding in question."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.enums import DocumentKind, Side
from inspections.forms.base import StepForm
from inspections.models import Case, Closing, Document, Order, OverlapReview, SupplementaryMinutes, User
from inspections.queries.archives import dossier_contents, dossier_facts
from inspections.queries.history import past_visits
from inspections.rules.guards.closing import dossier_objections
from inspections.steps import Step
from inspections.steps.evidence import VERBS as EVIDENCE_VERBS
from inspections.steps.follow_up import FOLLOW_UP_VERBS
from inspections.steps.minutes import MINUTES_PAGE_VERBS
from inspections.steps.orders import OF_AN_ORDER
from inspections.steps.papers import PAPER_VERBS
from inspections.steps.records import RECORD_VERBS
from inspections.steps.remedies import UNIT_REMEDY_VERBS
from inspections.steps.results import REPORT_VERBS
from inspections.views import (
    deliveries,
    file_rows,
    follow_up_rows,
    order_contexts,
    paper_rows,
    portal,
    records,
    recurrence,
    remedies,
    reply_contexts,
    result_contexts,
    result_report,
)
from inspections.views.access import actor, today
from inspections.views.links import deed_url, visit_url

SIGNED_KINDS = {
    "sign_decision": DocumentKind.DECISION,
    "issue_decision": DocumentKind.DECISION,
    "approve_conduct_plan": DocumentKind.CONDUCT_PLAN,
    "sign_minutes": DocumentKind.MINUTES,
    "record_refusal": DocumentKind.MINUTES,
    "confirm_minutes": DocumentKind.MINUTES,
    "sign_supplement": DocumentKind.SUPPLEMENTARY_MINUTES,
    "refuse_supplement": DocumentKind.SUPPLEMENTARY_MINUTES,
}


TABS_AFTER = {
    **dict.fromkeys(RECORD_VERBS, "records"),
    "send_information_request": "exchange",
    "answer_information_request": "exchange",
    "decide_refusal": "exchange",
    "explain_finding": "findings",
    "settle_finding": "findings",
    "print_sheet": "documents",
    "draft_handover": "documents",
    "add_to_answer": "exchange",
    "ask_more_time": "exchange",
    "decide_more_time": "exchange",
    "enter_paper_answer": "exchange",
    "print_outline_report": "documents",
    **dict.fromkeys(UNIT_REMEDY_VERBS, "remedy"),
    "print_remedy_report": "documents",
    "note_dispatch": "documents",
    "note_received": "documents",
    **dict.fromkeys(PAPER_VERBS, "documents"),
}


def head(case: Case) -> dict[str, Any]:
    """What the head of a deed's page says of the case."""
    return {
        "code": case.code,
        "title": case.title,
        "url": case.get_absolute_url(),
        "institution": case.institution.name if case.institution else "",
        "pk": case.pk,
    }


def _in_the_record(case: Case, verb: str) -> str | None:
    """A page or a form of its own to which a deed leads back, whatever it was about."""
    if verb in MINUTES_PAGE_VERBS:
        return reverse("minutes", args=[case.pk])
    if verb in ("prepare_outline_report", "save_remedy_report"):
        return deed_url(case.pk, case.kind, verb)
    if verb in (*FOLLOW_UP_VERBS, "decide_later_date"):
        return reverse("follow_up_unit", args=[case.pk])
    if verb in REPORT_VERBS:
        return deed_url(case.pk, case.kind, "save_result_report")
    return None


def where_next(case: Case, step: Step, subject: Any, *, by: User, result: Any = None) -> str:
    """Where a person lands after a deed: near what he was doing; whoever drafts what he signs himself reads it next."""
    if isinstance(result, Order) and result.document and result.document.signer_id == by.pk:
        return deed_url(result.case_id, "inspection", "sign_order", result.pk)
    if step.verb in OF_AN_ORDER:
        return case.get_absolute_url()
    if step.verb in EVIDENCE_VERBS:
        return reverse("evidence_page", args=[case.pk, result.pk if result else subject.pk])
    if step.verb in ("raise_finding", "add_evidence"):
        return reverse("item", args=[case.pk, subject.pk])
    if page := _in_the_record(case, step.verb):
        return page
    tab = TABS_AFTER.get(step.verb)
    return case.get_absolute_url() + (f"?tab={tab}" if tab else "")


def sign_document(
    request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any
) -> dict[str, Any]:
    """The paper that is to be signed, with its print."""
    kind = SIGNED_KINDS[step.verb]
    document = Document.objects.filter(case=case, kind=kind).exclude(state="replaced").order_by("-id").first()
    if document is None:
        return {}
    return {
        "document": document,
        **paper_rows.ways_of_signing(case, document),
        "return_url": reverse("step", args=[case.pk, "tra-lai-ke-hoach"])
        if step.verb == "approve_conduct_plan"
        else "",
        "refusal_url": reverse("step", args=[case.pk, "don-vi-khong-ky"])
        if step.verb == "sign_minutes"
        else "",
    }


def review_overlap(
    request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any
) -> dict[str, Any]:
    """Each institution's own 24 months."""
    children = list(case.children.select_related("institution").order_by("id"))
    rows = past_visits(
        [c.institution_id for c in children if c.institution_id], before=today(), excluding_root=case.pk
    )
    history: dict[int, list[dict[str, Any]]] = {c.institution_id: [] for c in children if c.institution_id}
    for row in rows:
        history[row.institution_id].append(
            {
                "day": row.on,
                "title": row.inspection_title,
                "theme": row.theme_title,
                "stage_label": _("Ghi sau từ hồ sơ giấy") if row.is_on_paper else row.stage_label,
                "url": visit_url(row),
            }
        )
    repeated = recurrence.repeated_words(
        list(history), case.inspection_details.checklist_version_id, excluding_root=case.pk
    )
    return {
        "parties": [
            {
                "name": c.institution.name,
                "repeated": repeated.get(c.institution_id or 0, []),
                "form_label": c.institution.get_legal_form_display(),
                "past": history.get(c.institution_id or 0, []),
            }
            for c in children
            if c.institution
        ]
    }


def confirm_overlap(
    request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any
) -> dict[str, Any]:
    """What the officer wrote down for each party."""
    rows = OverlapReview.objects.filter(party__parent=case).select_related(
        "party__institution", "reviewed_by"
    )
    return {"reviews": rows}


def finding(request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any) -> dict[str, Any]:
    """The finding, the institution's explanation and its files, side by side; the team's own files stay its own."""
    files = subject.files.all()
    if actor(request).is_institution_side:
        files = files.filter(side=Side.INSTITUTION)
    return {"finding": subject, "files": portal.file_rows(case, files)}


def decide_refusal(
    request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any
) -> dict[str, Any]:
    """What was asked and why the institution refused."""
    return {"asked": subject}


def confirm_minutes(
    request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any
) -> dict[str, Any]:
    """Where the code is asked for; the text itself stands on the minutes' page."""
    return {
        "code_url": reverse("send_code", args=[case.pk]),
        "minutes_url": reverse("minutes", args=[case.pk]),
    }


def supplement(request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any) -> dict[str, Any]:
    """The supplementary minutes that are open: why, what, and what the institution said."""
    rows = SupplementaryMinutes.objects.filter(party=case, signed_at__isnull=True, dropped_at__isnull=True)
    return {"supplement": rows.first()}


def closing(request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any) -> dict[str, Any]:
    """The contents of the dossier before it is closed, what is still missing in it, and what the lead proposed."""
    parts = dossier_contents(case)
    return {
        "missing": [str(said) for said in dossier_objections(dossier_facts(case))],
        "papers": [
            {"title": row.title, "number": row.full_number, "state": row.state_words} for row in parts.papers
        ],
        "file_count": parts.file_count,
        "closing": Closing.objects.filter(case=case).select_related("proposed_by").first(),
    }


EXTRA: dict[str, Callable[[HttpRequest, Case, Step, StepForm, Any], dict[str, Any]]] = {
    "inspections/steps/sign_document.html": sign_document,
    "inspections/steps/sign_order.html": order_contexts.order_paper,
    "inspections/steps/paper.html": paper_rows.beside,
    "inspections/steps/closing.html": closing,
    "inspections/steps/sign_result.html": result_contexts.package,
    "inspections/steps/draft_order.html": order_contexts.standing,
    "inspections/steps/review_overlap.html": review_overlap,
    "inspections/steps/confirm_overlap.html": confirm_overlap,
    "inspections/steps/finding.html": finding,
    "inspections/steps/decide_refusal.html": decide_refusal,
    "inspections/steps/confirm_minutes.html": confirm_minutes,
    "inspections/steps/supplement.html": supplement,
    "inspections/steps/outline_report.html": reply_contexts.outline,
    "inspections/steps/outline_prepare.html": reply_contexts.outline,
    "inspections/steps/more_time.html": reply_contexts.more_time,
    "inspections/steps/record.html": records.beside,
    "inspections/steps/evidence.html": file_rows.about_file,
    "inspections/correspondence/dispatch.html": deliveries.beside,
    "portal/request.html": reply_contexts.request_letter,
    "inspections/result_report_edit.html": result_report.editing,
    "inspections/result_report_review.html": result_report.reviewing,
    "inspections/result_report_section.html": result_report.section,
    "inspections/remedy_plan.html": remedies.unit_page,
    "inspections/remedy_report.html": remedies.unit_page,
    "inspections/remedy_later_date.html": remedies.later_date,
    "inspections/steps/remedy_review.html": follow_up_rows.review,
    "inspections/steps/remedy_item.html": follow_up_rows.one_item,
}
