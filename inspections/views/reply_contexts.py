"""What stands beside the forms of answers: the letter with its items, the outline, the wish for more time."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.enums import DocumentKind, MoreTimeState, RequestItemState, Side
from inspections.forms.base import StepForm
from inspections.forms.replies import drop_words
from inspections.models import (
    Case,
    Document,
    EvidenceFile,
    InformationRequest,
    MoreTime,
    OutlineEntry,
    Receipt,
)
from inspections.queries.deadlines import work_calendar
from inspections.rules.deadlines import time_left
from inspections.rules.roles import Permission
from inspections.steps import Step
from inspections.views.access import actor, today
from inspections.views.links import deed_url
from inspections.views.portal import file_rows, moment, paper_words

WAITING = (RequestItemState.ASKED, RequestItemState.UPHELD)


def files_prefetch(*, own_only: bool = False) -> Prefetch:
    """Files of things asked, each with the paper it was entered from."""
    rows = EvidenceFile.objects.select_related("paper")
    return Prefetch("files", rows.filter(side=Side.INSTITUTION) if own_only else rows)


def _bound(form: StepForm, name: str) -> Any:
    return form[name] if name in form.fields else None


def _asked_row(case: Case, form: StepForm, item: Any, prepared: Mapping[int, Any]) -> dict[str, Any]:
    ready = prepared.get(item.pk)
    return {
        "text": item.label,
        "drop_words": drop_words(item),
        "citation": item.relevance,
        "state_label": item.get_state_display(),
        "state_tone": "done" if item.state == RequestItemState.ANSWERED else "",
        "answer": item.reply,
        "paper": paper_words(item.paper) if item.paper_id else "",
        "decision": item.decision,
        "files": _own_files(case, item),
        "answer_field": _bound(form, f"text_{item.pk}"),
        "files_field": _bound(form, f"files_{item.pk}"),
        "reuse_field": _bound(form, f"reuse_{item.pk}"),
        "refused_field": _bound(form, f"refused_{item.pk}"),
        "prepared_by": ", ".join(ready.by) if ready else "",
    }


def _own_files(case: Case, item: Any) -> list[dict[str, Any]]:
    """The institution's files, each with the way into its vault."""
    files = {file.pk: file for file in item.files.all() if file.side == Side.INSTITUTION}
    rows = file_rows(case, files.values())
    for row in rows:
        file = files[row["pk"]]
        keepable = file.vault_id is None and file.withdrawn_at is None
        row["keep_url"] = reverse("vault_keep", args=[case.pk, file.pk]) if keepable else ""
    return rows


def request_letter(
    request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any
) -> dict[str, Any]:
    """A request for information as a letter: who asks, what, by when, why, whom to call."""
    left = time_left(subject.due_on, today(), work_calendar(today()))
    prepared = getattr(form, "prepared", {})
    asked = subject.items.select_related("answer__item", "paper").prefetch_related(files_prefetch())
    items = [_asked_row(case, form, item, prepared) for item in asked]
    states = {item.state for item in asked}
    return {
        "letter": {
            "title": str(step.label),
            "code": str(subject),
            "asker": _("Đoàn kiểm tra · %(name)s") % {"name": subject.sent_by.full_name},
            "sent_at": moment(subject.sent_at),
            "what": subject.note or _("Đề nghị đơn vị cung cấp %(n)s nội dung dưới đây.") % {"n": len(items)},
            "why": _("Phục vụ kiểm tra theo quyết định số %(number)s (Đ.8, Đ.9 NĐ 217/2025/NĐ-CP).")
            % {"number": case.parent.inspection_details.decision_number if case.parent else ""},
            "due_text": _("hết ngày %(day)s") % {"day": f"{subject.due_on:%d/%m/%Y}"},
            "due_state": left.state,
            "remaining": left.text,
            "contact": subject.contact,
            "phone": subject.sent_by.phone,
        },
        "items": items,
        "adding": step.verb == "add_to_answer",
        "places": range(1, len(getattr(form, "item_rows", ())) + 1),
        "receipts": receipt_rows(case, subject.receipts.select_related("issued_by", "document")),
        "wishes": wish_rows(subject.more_time.select_related("decided_by")),
        "more_time_url": _more_time_url(case, subject, states),
        "share_url": reverse("share_items", args=[case.pk, subject.pk]) if states & set(WAITING) else "",
        "add_url": _add_url(case, step, subject, states),
        "readonly": "" if any(i["answer_field"] for i in items) else _nothing_to_answer(step),
    }


def _nothing_to_answer(step: Step) -> str:
    if step.verb == "add_to_answer":
        return _("Chưa có nội dung nào đã trả lời để bổ sung.")
    return _("Phiếu yêu cầu này đã được trả lời đủ.")


def _more_time_url(case: Case, row: InformationRequest, states: set[str]) -> str:
    waits = any(state in WAITING for state in states)
    asked = any(wish.state == MoreTimeState.ASKED for wish in row.more_time.all())
    if not waits or asked or today() > row.due_on:
        return ""
    return deed_url(case.pk, case.kind, "ask_more_time", row.pk)


def _add_url(case: Case, step: Step, row: InformationRequest, states: set[str]) -> str:
    if step.verb == "add_to_answer" or RequestItemState.ANSWERED not in states or today() > row.due_on:
        return ""
    return deed_url(case.pk, case.kind, "add_to_answer", row.pk)


def receipt_rows(case: Case, rows: Any) -> list[dict[str, Any]]:
    """Receipts with the way to their paper."""
    return [
        {
            "code": row.number,
            "at": moment(row.issued_at),
            "who": row.issued_by.full_name,
            "url": reverse("document", args=[case.pk, row.document_id]) if row.document_id else "",
            "summary": _summary(row),
        }
        for row in rows
    ]


def _summary(row: Receipt) -> str:
    return _("%(items)s nội dung, %(files)s tệp") % {"items": row.item_count, "files": row.file_count}


def wish_rows(rows: Any) -> list[dict[str, Any]]:
    """Wishes for more time, in words."""
    return [
        {
            "until": f"{row.until_on:%d/%m/%Y}",
            "reason": row.reason,
            "state_label": row.get_state_display(),
            "tone": {"granted": "done", "refused": "late"}.get(row.state, "soon"),
            "decision": row.decision,
            "granted": f"{row.granted_on:%d/%m/%Y}" if row.granted_on else "",
            "decided_by": row.decided_by.full_name if row.decided_by else "",
        }
        for row in rows
    ]


def more_time(request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any) -> dict[str, Any]:
    """The present day, the time left, the last day of the inspection, and what was wished."""
    wish = subject if isinstance(subject, MoreTime) else None
    row = wish.request if wish else subject
    left = time_left(row.due_on, today(), work_calendar(today()))
    end = case.parent.inspection_details.limit_end_on if case.parent else None
    return {
        "code": str(row),
        "due_text": _("hết ngày %(day)s") % {"day": f"{row.due_on:%d/%m/%Y}"},
        "remaining": left.text,
        "limit": _("hết ngày %(day)s") % {"day": f"{end:%d/%m/%Y}"} if end else "",
        "wishes": wish_rows([wish] if wish else row.more_time.select_related("decided_by")),
    }


def outline(request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any) -> dict[str, Any]:
    """The outline that the report follows, what is prepared of it, and its print."""
    assert case.parent is not None
    version = case.parent.inspection_details.checklist_version
    entries = OutlineEntry.objects.filter(answer__party=case).select_related("answer__item")
    paper = Document.objects.filter(case=case, kind=DocumentKind.OUTLINE_REPORT, state="for_signature").last()
    represents = Permission.REPRESENT_INSTITUTION in actor(request).permissions
    due_on = case.party_details.report_due_on
    left = time_left(due_on, today(), work_calendar(today())) if due_on else None
    return {
        "asker": case.parent.lead.full_name if case.parent.lead else "",
        "phone": case.parent.lead.phone if case.parent.lead else "",
        "why": _("Phục vụ kiểm tra theo quyết định số %(number)s (Đ.8, Đ.9 NĐ 217/2025/NĐ-CP).")
        % {"number": case.parent.inspection_details.decision_number},
        "due_state": left.state if left else "",
        "remaining": left.text if left else "",
        "outline": list(version.items.all()) if version else [],
        "details": case.party_details,
        "prepared": [
            {
                "label": f"{entry.answer.item.code}. {entry.answer.item.requirement}",
                "text": entry.text,
                "files": [file.name for file in entry.files.all()],
            }
            for entry in entries.prefetch_related("files")
            if entry.text or entry.files.all()
        ],
        "paper_url": reverse("document", args=[case.pk, paper.pk]) if paper and paper.is_rendered else "",
        "paper_waits": bool(paper and not paper.is_rendered),
        "prepare_url": deed_url(case.pk, case.kind, "prepare_outline_report"),
        "print_url": deed_url(case.pk, case.kind, "print_outline_report"),
        "submit_words": _("Lưu nháp") if step.verb == "prepare_outline_report" else "",
        "submit_url": deed_url(case.pk, case.kind, "submit_outline_report") if represents else "",
    }
