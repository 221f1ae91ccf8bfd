"""Where an issued paper went: by roads outside the system with their proof, and when it was first opened inside."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from inspections.enums import DispatchChannel
from inspections.forms.base import StepForm
from inspections.models import Case, Dispatch
from inspections.steps import Step
from inspections.views.portal import moment

CHANNELS = dict(DispatchChannel.choices)


def day(value: date | None) -> str:
    """«02/03/2026»; empty when there is none."""
    return f"{value:%d/%m/%Y}" if value else ""


def sending_lines(row: Any) -> list[dict[str, str]]:
    """Where a paper went and how that is proved: roads outside the system, then the first opening inside it."""
    lines = [
        {
            "text": " · ".join(
                filter(None, [sent["receiver"], str(CHANNELS[sent["channel"]]), sent["number"]])
            ),
            "sent": day(date.fromisoformat(sent["sent_on"])),
            "received": day(date.fromisoformat(sent["received_on"])) if sent["received_on"] else "",
            "proof_url": reverse("dispatch_proof", args=[sent["id"]]) if sent["proof_name"] else "",
        }
        for sent in row.sendings
    ]
    for opened in getattr(row, "openings", ()):
        text = _("%(name)s mở lần đầu lúc %(at)s")
        words = {"name": opened["name"], "at": moment(parse_datetime(opened["first_at"]))}
        lines.append({"text": text % words, "sent": "", "received": "", "proof_url": ""})
    return lines


def beside(request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any) -> dict[str, Any]:
    """The paper, or the sending, that the deed is about."""
    document = subject.document if isinstance(subject, Dispatch) else subject
    facts = [
        (_("Số, ký hiệu"), document.full_number),
        (_("Ngày ban hành"), day(document.dated_on)),
        (_("Loại văn bản"), document.get_kind_display()),
    ]
    if isinstance(subject, Dispatch):
        facts.append((_("Nơi nhận"), subject.receiver))
        facts.append((_("Đã gửi"), f"{subject.get_channel_display()} · {day(subject.sent_on)}"))
    return {"record": {"title": document.title, "facts": [(a, b) for a, b in facts if b], "lines": []}}
