"""The tab of what was asked and answered: requests, answers, refusals, wishes for more time, receipts."""

from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from inspections.enums import MoreTimeState, RequestItemState
from inspections.models import Case, InformationRequest, MoreTime, Receipt, RequestItem
from inspections.rules.policies.replies import refusal_to_enter_paper_answer
from inspections.rules.roles import Actor
from inspections.steps import STEPS
from inspections.views.links import deed_url
from inspections.views.portal import file_rows, moment, paper_words
from inspections.views.reply_contexts import files_prefetch, receipt_rows, wish_rows

WAITING = (RequestItemState.ASKED, RequestItemState.UPHELD)


def exchange(case: Case, who: Actor, known: Any) -> dict[str, Any]:
    """Requests for information with their answers and refusals, in a fixed number of statements."""
    items = RequestItem.objects.select_related("paper").prefetch_related(files_prefetch())
    requests = case.requests.prefetch_related(
        Prefetch("items", items),
        Prefetch("more_time", MoreTime.objects.select_related("decided_by")),
        Prefetch("receipts", Receipt.objects.select_related("issued_by")),
    ).order_by("-sequence")
    return {"exchange": [_row(case, row, who, known) for row in requests]}


def _row(case: Case, row: InformationRequest, who: Actor, known: Any) -> dict[str, Any]:
    return {
        "code": str(row),
        "sent_at": moment(row.sent_at),
        "due_text": _("hạn trả lời hết ngày %(day)s") % {"day": f"{row.due_on:%d/%m/%Y}"},
        "state_label": _state_words(row),
        "url": _answer_url(case, row, who),
        "paper_answer_url": _paper_url(case, row, who, known),
        "items": [_asked_row(case, item, who) for item in row.items.all()],
        "wishes": wish_rows(row.more_time.all()),
        "decide_url": _decide_url(case, row, who),
        "receipts": receipt_rows(case, row.receipts.all()),
    }


def _state_words(row: InformationRequest) -> str:
    waiting = sum(item.state in WAITING for item in row.items.all())
    if row.answered_at or not waiting:
        return _("Đã trả lời")
    if waiting == len(row.items.all()):
        return _("Chờ trả lời")
    return _("Đã trả lời một phần, còn %(count)s nội dung") % {"count": waiting}


def _answer_url(case: Case, row: InformationRequest, who: Actor) -> str:
    """The letter itself: answered or not, the institution finds its receipts and additions there."""
    step = STEPS[case.kind].get("answer_information_request")
    open_here = step is not None and case.stage in step.stages
    return (
        deed_url(case.pk, case.kind, step.verb, row.pk)
        if who.is_institution_side and step and open_here
        else ""
    )


def _paper_url(case: Case, row: InformationRequest, who: Actor, known: Any) -> str:
    """«Nhập thay»: while something waits, for those who may enter it from a numbered paper."""
    step = STEPS[case.kind]["enter_paper_answer"]
    waits = any(item.state in WAITING for item in row.items.all())
    if who.is_institution_side or not waits or case.stage not in step.stages:
        return ""
    return (
        "" if refusal_to_enter_paper_answer(who, known) else deed_url(case.pk, case.kind, step.verb, row.pk)
    )


def _decide_url(case: Case, row: InformationRequest, who: Actor) -> str:
    wish = next((wish for wish in row.more_time.all() if wish.state == MoreTimeState.ASKED), None)
    mine = wish is not None and who.user_id == case.lead_id
    return deed_url(case.pk, case.kind, "decide_more_time", wish.pk) if wish and mine else ""


def _asked_row(case: Case, item: RequestItem, who: Actor) -> dict[str, Any]:
    to_decide = item.state == RequestItemState.REFUSED and not who.is_institution_side
    return {
        "text": item.label,
        "state_label": item.get_state_display(),
        "answer": item.reply,
        "from": paper_words(item.paper) if item.paper else _("Đơn vị trả lời"),
        "files": file_rows(case, item.files.all()),
        "url": deed_url(case.pk, case.kind, "decide_refusal", item.pk) if to_decide else "",
    }
