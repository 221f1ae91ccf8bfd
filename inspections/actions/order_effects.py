"""What an intervention does once it is in force: the inspection, its parties, its dates and its people, in one wave."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from django.utils.translation import gettext as _

from inspections.actions import messages
from inspections.actions.endings import (
    complete,
    finish_when_all_are_over,
    take_off_the_list,
    terminate,
)
from inspections.actions.order_dates import move_limit, shift_after_pause, stop_clocks
from inspections.actions.order_lists import amend, change_method
from inspections.actions.order_people import replace
from inspections.actions.waves import Wave
from inspections.enums import DocumentState, OrderKind, OrderState
from inspections.kinds import InspectionStage, PartyStage
from inspections.models import Case, Document, Inspection, InspectionPause, Message, Order
from inspections.queries.deadlines import work_calendar
from inspections.queries.orders import OPEN, institution_posts
from inspections.queries.people import local_day
from inspections.rules.facts import PARTY_OVER, InspectionFacts

TOLD_OF_IT = (
    PartyStage.NOTIFIED,
    PartyStage.REPORT_RECEIVED,
    PartyStage.ANNOUNCED,
    PartyStage.UNDER_CHECK,
    PartyStage.MINUTES_DRAFTED,
)


def _inspection(wave: Wave) -> Inspection:
    assert isinstance(wave.case, Inspection)
    return wave.case


def parties_of(case: Case) -> list[Case]:
    """The parties of an inspection with all that their deeds need."""
    rows = case.children.select_related("party_details", "institution", "parent__inspection_details")
    return list(rows.order_by("id"))


def _told(parties: Iterable[Case]) -> list[Case]:
    return [party for party in parties if party.stage in TOLD_OF_IT]


def _units(parties: Iterable[Case]) -> dict[int, int]:
    """The dossier of each of these units, by the unit."""
    return {party.institution_id: party.pk for party in parties if party.institution_id is not None}


def _units_told(facts: InspectionFacts) -> dict[int, int]:
    """The dossier of each unit that knows of the inspection, by the unit."""
    told = (party for party in facts.parties if party.stage in TOLD_OF_IT)
    return {party.institution_id: party.party_id for party in told if party.institution_id is not None}


def tell_institutions(wave: Wave, units: Mapping[int, int], order: Order, *, key: str, body: str) -> None:
    """People of these units are told, each of his own dossier; a message never shows a finding."""
    if not units:
        return
    posts = institution_posts(units, local_day(wave.now))
    messages.queue_rows(
        [
            Message(
                key=f"{key}:{order.pk}:{units[post.institution_id]}:{post.user_id}",
                case_id=units[post.institution_id],
                to=post.user,
                subject=str(order.get_kind_display()),
                body=body,
                queued_at=wave.now,
                queued_by=wave.by,
            )
            for post in posts
            if post.institution_id is not None
        ],
        wave.jobs,
    )


def extend(wave: Wave, facts: InspectionFacts, order: Order, on: date) -> None:
    """Row 9: the extension adds to the original end, before the roll-over; every dependent date moves."""
    details = wave.case.inspection_details
    details.extension_days, details.extended_at = order.days, wave.now
    details.extended_by = wave.person
    end = f"{move_limit(wave):%d/%m/%Y}"
    detail = _("Gia hạn %(days)s ngày: thời hạn kiểm tra đến hết ngày %(end)s.")
    wave.tell(
        wave.case,
        "extend",
        reason=order.reason,
        document=order.document,
        detail=detail % {"days": order.days, "end": end},
    )
    body = _("Thời hạn kiểm tra được gia hạn đến hết ngày %(end)s.") % {"end": end}
    tell_institutions(wave, _units_told(facts), order, key="extended", body=body)


def pause(wave: Wave, facts: InspectionFacts, order: Order, on: date) -> None:
    """Row 10: the inspection stands still from the day named; its parties can only be read."""
    from_on = order.effective_on or on
    InspectionPause.objects.create(case=wave.case, from_on=from_on, reason=order.reason, order=order)
    wave.move(_inspection(wave), "pause", reason=order.reason, document=order.document, on=from_on)
    stop_clocks(wave)
    body = _(
        "Việc kiểm tra tạm dừng từ ngày %(day)s. Các hạn trả lời ngừng tính cho đến khi có quyết định tiếp tục."
    )
    day = {"day": f"{from_on:%d/%m/%Y}"}
    tell_institutions(wave, _units_told(facts), order, key="paused", body=body % day)


OF_A_PAUSE = ("paused_at", "paused_by", "paused_on", "paused_from")
COME_BACK: dict[str, Callable[[Wave, Order], None]] = {
    InspectionStage.DECIDED: lambda wave, order: wave.move(
        wave.case, "resume_decided", reason=order.reason, document=order.document
    ),
    InspectionStage.CONDUCT_PLAN_SUBMITTED: lambda wave, order: wave.move(
        wave.case, "resume_conduct_plan_submitted", reason=order.reason, document=order.document
    ),
    InspectionStage.CONDUCT_PLAN_APPROVED: lambda wave, order: wave.move(
        wave.case, "resume_conduct_plan_approved", reason=order.reason, document=order.document
    ),
    InspectionStage.UNDER_WAY: lambda wave, order: wave.move(
        wave.case, "resume_under_way", reason=order.reason, document=order.document
    ),
}


def resume(wave: Wave, facts: InspectionFacts, order: Order, on: date) -> None:
    """Row 11: back to the stage left; the limit is counted again with the paused days (trap 7)."""
    again_on = order.effective_on or on
    standing = InspectionPause.objects.get(case=wave.case, ended_by__isnull=True)
    standing.until_on, standing.ended_by = again_on - timedelta(days=1), order
    standing.save(update_fields=["until_on", "ended_by"])
    details = wave.case.inspection_details
    COME_BACK[details.paused_from or ""](wave, order)
    details.paused_at = details.paused_by = details.paused_on = details.paused_from = None
    calendar = work_calendar(standing.from_on)
    if details.announced_on is not None:
        move_limit(wave, calendar=calendar, also=OF_A_PAUSE)
    else:
        details.save(update_fields=OF_A_PAUSE)
    shift_after_pause(wave, standing, calendar)
    body = _("Việc kiểm tra tiếp tục từ ngày %(day)s. Hạn trả lời mới có trên hệ thống.")
    day = {"day": f"{again_on:%d/%m/%Y}"}
    tell_institutions(wave, _units_told(facts), order, key="resumed", body=body % day)


def _drop_other_orders(wave: Wave, order: Order, *, party: Case | None = None) -> None:
    """Drafts that have lost their object go with it, their asks are closed; nothing is deleted."""
    others = Order.objects.filter(case=wave.case, state__in=OPEN).exclude(pk=order.pk)
    if party is not None:
        others = others.filter(party=party)
    found = list(others.values_list("pk", "document_id"))
    if not found:
        return
    Order.objects.filter(pk__in=[pk for pk, _paper in found]).update(
        state=OrderState.DROPPED,
        dropped_at=wave.now,
        dropped_by=wave.person,
        dropped_reason=str(order.get_kind_display()),
    )
    papers = [paper for _pk, paper in found if paper is not None]
    Document.objects.filter(pk__in=papers).update(state=DocumentState.REPLACED)
    for pk, _paper in found:
        wave.turns.close(wave.case, "sign_order", "issue_order", subject=pk)


def end_inspection(wave: Wave, facts: InspectionFacts, order: Order, on: date) -> None:
    """Row 12: every open party ends with it; one whose minutes are signed is complete."""
    parties = parties_of(wave.case)
    known = _told(parties)
    terminate(wave, wave.case, cause=order.cause, reason=order.reason, document=order.document)
    for party in parties:
        if party.stage == PartyStage.MINUTES_SIGNED:
            complete(wave, party, document=order.document)
        elif party.stage not in PARTY_OVER:
            terminate(wave, party, cause=order.cause, reason=order.reason, document=order.document)
    _drop_other_orders(wave, order)
    body = _("Cuộc kiểm tra đã đình chỉ; đơn vị không phải nộp thêm hồ sơ, tài liệu.")
    tell_institutions(wave, _units(known), order, key="terminated", body=body)


def end_party(wave: Wave, facts: InspectionFacts, order: Order, on: date) -> None:
    """T14: this party ends; the others go on, and the conduct is finished when it was the last open one."""
    party = next(party for party in parties_of(wave.case) if party.pk == order.party_id)
    known = _told([party])
    terminate(wave, party, cause=order.cause, reason=order.reason, document=order.document)
    _drop_other_orders(wave, order, party=party)
    finish_when_all_are_over(wave, wave.case)
    body = _("Việc kiểm tra đối với đơn vị đã đình chỉ; đơn vị không phải nộp thêm hồ sơ, tài liệu.")
    tell_institutions(wave, _units(known), order, key="party_terminated", body=body)


def revoke(wave: Wave, facts: InspectionFacts, order: Order, on: date) -> None:
    """Row 14: no inspection takes place; every party leaves the list."""
    parties = parties_of(wave.case)
    known = _told(parties)
    wave.move_with_reason(_inspection(wave), "revoke", reason=order.reason, document=order.document)
    for party in parties:
        if party.stage not in PARTY_OVER:
            take_off_the_list(wave, party, reason=order.reason, document=order.document)
    wave.turns.close(wave.case)
    _drop_other_orders(wave, order)
    body = _("Quyết định kiểm tra đã bị bãi bỏ; đơn vị không phải chuẩn bị hồ sơ, tài liệu.")
    tell_institutions(wave, _units(known), order, key="revoked", body=body)


def change_list(wave: Wave, facts: InspectionFacts, order: Order, on: date) -> None:
    """Units that leave are told and shut out; the conduct is finished when none of those left is open."""
    known = amend(wave, facts, order, parties_of(wave.case))
    body = _("Đơn vị không còn trong danh sách kiểm tra; hồ sơ đã đóng đối với tài khoản của đơn vị.")
    tell_institutions(wave, _units(known), order, key="taken_off", body=body)
    finish_when_all_are_over(wave, wave.case)


Effect = Callable[[Wave, InspectionFacts, Order, date], None]
EFFECTS: dict[OrderKind, Effect] = {
    OrderKind.EXTENSION: extend,
    OrderKind.PAUSE: pause,
    OrderKind.RESUMPTION: resume,
    OrderKind.TERMINATION: end_inspection,
    OrderKind.PARTY_TERMINATION: end_party,
    OrderKind.REVOCATION: revoke,
    OrderKind.AMENDMENT: change_list,
    OrderKind.REPLACEMENT: replace,
    OrderKind.PLAN_ADJUSTMENT: change_method,
}
