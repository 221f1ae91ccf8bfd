"""What the pages of an intervention show beside the form: where the matter stands, and the paper to sign."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from inspections.enums import ExtensionGround, OrderKind, TerminationCause
from inspections.forms.base import StepForm
from inspections.models import Case, Order
from inspections.queries.deadlines import inspection_details_of
from inspections.queries.orders import ended_before, ended_pauses, limit_with, pause_clock, standing_pause
from inspections.steps import Step
from inspections.views.access import person, today
from inspections.views.links import deed_url
from inspections.views.paper_rows import ways_of_signing

Rows = list[tuple[str, str]]


def _day(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def _filled(rows: Rows) -> Rows:
    return [(label, value) for label, value in rows if value]


def standing(request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any) -> dict[str, Any]:
    """The dates that the draft will move, as they stand now."""
    details = inspection_details_of(case)
    rows = [
        (_("Quyết định kiểm tra"), details.decision_number or ""),
        (_("Công bố lần đầu"), _day(details.announced_on)),
        (_("Thời hạn kiểm tra đến hết ngày"), _day(details.limit_end_on)),
        (_("Tạm dừng từ ngày"), _day(details.paused_on)),
    ]
    if step.verb == "draft_resumption":
        rows += _both_ends(case)
    return {"standing": _filled(rows)}


def _both_ends(case: Case) -> Rows:
    """Both ends if the work went on today; the paper prints them for the day that is chosen (trap 7)."""
    pause, details = standing_pause(case), case.inspection_details
    if pause is None or details.announced_on is None or today() <= pause.from_on:
        return []
    pauses = [*ended_pauses(case), ended_before(pause, today())]
    out = limit_with(details, pauses, stops_clock=True).end_on
    inside = limit_with(details, pauses, stops_clock=False).end_on
    applied = pause_clock(case, today())
    chosen = _("không tính thời gian tạm dừng") if applied.stops else _("tính cả thời gian tạm dừng")
    return [
        (_("Nếu tiếp tục hôm nay, không tính thời gian tạm dừng: đến hết ngày"), _day(out)),
        (_("Nếu tiếp tục hôm nay, tính cả thời gian tạm dừng: đến hết ngày"), _day(inside)),
        (_("Quy tắc áp dụng"), f"{chosen} ({applied.source.removeprefix('[P] ')})"),
    ]


def order_paper(request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any) -> dict[str, Any]:
    """The paper that is to be signed, issued or taken back, in short and with its print."""
    order: Order = subject
    document = order.document
    assert document is not None
    mine = document.signer_id == person(request).pk
    return {
        "document": document,
        **ways_of_signing(case, document),
        "told": _told(order),
        "not_mine": step.verb == "sign_order" and not mine,
        "drop_url": deed_url(case.pk, case.kind, "drop_order", order.pk) if step.verb == "sign_order" else "",
    }


def _told(order: Order) -> Rows:
    assert order.document is not None
    said = order.document.snapshot
    signer = said.get("approval", said)["signer"]
    lines = " ".join(
        filter(
            None, [signer["prefix"], signer["head_title"], "/" if signer["title"] else "", signer["title"]]
        )
    )
    return _filled(
        [
            (_("Loại văn bản"), str(OrderKind(order.kind).label)),
            (_("Đơn vị"), str(order.party.institution) if order.party and order.party.institution else ""),
            (_("Căn cứ"), _ground(order)),
            (_("Số ngày gia hạn"), str(order.days or "")),
            (_("Từ ngày"), _day(order.effective_on)),
            (_("Lý do"), order.reason),
            (_("Người lập"), order.drafted_by.full_name),
            (_("Người ký ghi trên bản in"), f"{signer['name']} ({lines})"),
        ]
    )


def _ground(order: Order) -> str:
    if order.ground:
        return str(ExtensionGround(order.ground).label)
    return str(TerminationCause(order.cause).label) if order.cause else ""
