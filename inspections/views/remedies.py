"""The unit's pages of mending: the request as a letter, thing by thing with its fields, files, judgements and wishes."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.enums import DocumentKind, DocumentState
from inspections.forms.base import StepForm
from inspections.forms.remedies import RequestsForm
from inspections.models import Case, Document, LaterDate, RemedyItem, RemedyRequest
from inspections.queries.deadlines import work_calendar
from inspections.queries.remedies import request_of
from inspections.rules.deadlines import time_left
from inspections.rules.remedies import WAITING_FOR_UNIT
from inspections.rules.roles import Actor, Permission
from inspections.steps import STEPS, Step
from inspections.views.access import actor, today
from inspections.views.follow_up_rows import item_rows
from inspections.views.links import deed_url


def _asker(case: Case, row: RemedyRequest) -> dict[str, str]:
    officer = row.officer or case.lead
    return {
        "asker": str(case.department),
        "contact": row.contact or (officer.full_name if officer else ""),
        "phone": officer.phone if officer else "",
    }


def letter(case: Case, row: RemedyRequest) -> dict[str, Any]:
    """Who asks, what, by when, why, whom to call, what happens next."""
    waiting = [item for item in row.items.all() if item.state in WAITING_FOR_UNIT]
    due_on = min((item.due_on for item in waiting), default=None)
    left = time_left(due_on, today(), work_calendar(today())) if due_on else None
    paper = row.document
    shown = paper is not None and paper.state == DocumentState.ISSUED and paper.is_rendered
    return {
        **_asker(case, row),
        "issued_on": f"{row.issued_on:%d/%m/%Y}" if row.issued_on else "",
        "waiting": len(waiting),
        "total": len(row.items.all()),
        "due": f"{due_on:%d/%m/%Y}" if due_on else "",
        "due_state": left.state if left else "",
        "remaining": left.text if left else "",
        "why": _("Theo văn bản yêu cầu chấn chỉnh, khắc phục sau kiểm tra (Đ.16 NĐ 217/2025/NĐ-CP)."),
        "number": paper.full_number if paper and shown else "",
        "paper_url": reverse("document", args=[case.pk, paper.pk]) if paper and shown else "",
        "planned": row.planned_at is not None,
    }


def _rows(case: Case, row: RemedyRequest, form: StepForm | None = None) -> list[dict[str, Any]]:
    """Every thing asked; beside one that waits: its fields and the way to a later day."""
    found = item_rows(case, row, today())
    waiting = {item.pk: item for item in row.items.all() if item.state in WAITING_FOR_UNIT}
    for shown in found:
        item = waiting.get(shown["pk"])
        shown["drop_words"] = shown["text"]
        shown["fields"] = form.fields_of(shown["pk"]) if item and isinstance(form, RequestsForm) else []
        open_wish = any(wish["open"] for wish in shown["wishes"])
        may_wish = item is not None and not open_wish and today() <= item.due_on
        shown["later_url"] = (
            deed_url(case.pk, case.kind, "ask_later_date", shown["pk"])
            if may_wish and case.stage == "remedying"
            else ""
        )
    return found


def unit_page(request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any) -> dict[str, Any]:
    """The plan and the report: one letter-like page with everything that was asked."""
    row = request_of(case.pk)
    if row is None:
        return {}
    return {"letter": letter(case, row), "items": _rows(case, row, form), **_ways(case, step, actor(request))}


def _ways(case: Case, step: Step, who: Actor) -> dict[str, Any]:
    """Other things to do from here: prepare, print once, hand in, by who may."""
    papers = Document.objects.filter(
        case=case, kind=DocumentKind.REMEDY_REPORT, state=DocumentState.FOR_SIGNATURE
    )
    paper = papers.last()
    heads = Permission.REPRESENT_INSTITUTION in who.permissions
    urls = {
        name: deed_url(case.pk, case.kind, verb)
        for name, verb in (
            ("plan_url", "submit_remedy_plan"),
            ("save_url", "save_remedy_report"),
            ("print_url", "print_remedy_report"),
        )
        if verb != step.verb
    }
    return {
        **urls,
        "submit_url": deed_url(case.pk, case.kind, "report_remedy")
        if heads and step.verb != "report_remedy"
        else "",
        "handing_in": step.verb == "report_remedy",
        "paper_url": reverse("document", args=[case.pk, paper.pk]) if paper and paper.is_rendered else "",
        "paper_waits": bool(paper and not paper.is_rendered),
    }


def later_date(request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any) -> dict[str, Any]:
    """Beside a wish for a later day: the thing asked, its present day, what was wished before."""
    item: RemedyItem = subject.item if isinstance(subject, LaterDate) else subject
    row = request_of(case.pk)
    found = item_rows(case, row, today()) if row else []
    return {
        "items": [shown for shown in found if shown["pk"] == item.pk],
        "asked_by": subject.asked_by.full_name if isinstance(subject, LaterDate) else "",
    }


def tab(case: Case, who: Actor, known: Any) -> dict[str, Any]:
    """What the unit was asked to mend and how far each thing is; nothing before the request was issued."""
    row = request_of(case.pk)
    if row is None or row.issued_at is None:
        return {}
    verbs = ("submit_remedy_plan", "save_remedy_report", "report_remedy")
    steps = [STEPS[case.kind][verb] for verb in verbs]
    deeds = [
        {"label": step.label, "url": deed_url(case.pk, case.kind, step.verb)}
        for step in steps
        if case.stage in step.stages and step.refusal(who, known) is None and not step.blockers(known)
    ]
    return {"letter": letter(case, row), "items": _rows(case, row), "deeds": deeds}
