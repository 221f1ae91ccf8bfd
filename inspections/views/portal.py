"""What the institution's letter-like pages show."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inspections.forms.base import StepForm
from inspections.models import Case, EvidenceFile
from inspections.queries.deadlines import work_calendar
from inspections.rules.deadlines import time_left
from inspections.rules.uploads import megabytes
from inspections.views.access import today


def moment(value: Any) -> str:
    """«08:30 ngày 26/11/2026» in Vietnamese time; empty when there is none."""
    return timezone.localtime(value).strftime("%H:%M ngày %d/%m/%Y") if value else ""


def file_rows(case: Case, files: Iterable[EvidenceFile]) -> list[dict[str, Any]]:
    """Files as lists show them."""
    return [
        {
            "name": row.name,
            "size": megabytes(row.size),
            "sha256": row.sha256,
            "uploaded_by": row.get_side_display(),
            "received_at": moment(row.received_at),
            "as_of": row.as_of and date_format(row.as_of, "d/m/Y"),
            "url": reverse("evidence", args=[case.pk, row.pk]),
            "withdrawn": row.withdrawn_at is not None,
        }
        for row in files
    ]


def _asked_rows(case: Case, form: StepForm, subject: Any) -> list[dict[str, Any]]:
    items = []
    for item in subject.items.select_related("answer__item").prefetch_related("files"):
        bound = f"text_{item.pk}" in form.fields
        items.append(
            {
                "text": item.label,
                "citation": item.relevance,
                "state_label": item.get_state_display(),
                "state_tone": "done" if item.state == "answered" else "",
                "answer": item.reply,
                "files": file_rows(case, item.files.all()),
                "answer_field": form[f"text_{item.pk}"] if bound else None,
                "files_field": form[f"files_{item.pk}"] if bound else None,
                "refused_field": form[f"refused_{item.pk}"] if bound else None,
            }
        )
    return items


def request_context(
    request: HttpRequest, case: Case, step: Any, form: StepForm, subject: Any
) -> dict[str, Any]:
    """A request for information as a letter: who asks, what, by when, why, whom to call."""
    left = time_left(subject.due_on, today(), work_calendar(today()))
    items = _asked_rows(case, form, subject)
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
        "receipts": [
            {
                "code": r.number,
                "at": moment(r.issued_at),
                "who": r.issued_by.full_name,
                "summary": _("%(items)s nội dung, %(files)s tệp")
                % {"items": r.item_count, "files": r.file_count},
            }
            for r in subject.receipts.select_related("issued_by")
        ],
        "readonly": ""
        if any(i["answer_field"] for i in items)
        else _("Phiếu yêu cầu này đã được trả lời đủ."),
    }
