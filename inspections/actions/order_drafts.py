"""Drafts of written interventions: each with its reason, its guard, its frozen text and the ask to sign it.

Domain table 12.1.1 rows 9-12 and 14, table 12.1.2 rows T6 and T14. Nothing changes until the paper is issued.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import documents
from inspections.actions.inspection import law_objections, objections_to_list
from inspections.actions.order_overlap import added_line, overlap_objections
from inspections.actions.waves import Wave, deed
from inspections.documents.contexts_orders import order_snapshot
from inspections.enums import OrderKind
from inspections.models import (
    Answer,
    Capacity,
    Case,
    Inspection,
    Institution,
    Order,
    OrderItem,
    OrderParty,
    TeamMember,
    User,
)
from inspections.models.inputs import ReviewInput
from inspections.queries.facts import inspection_facts, party_facts
from inspections.queries.orders import OPEN, ended_pauses, signer_by_default
from inspections.queries.people import local_day
from inspections.rules.facts import InspectionFacts
from inspections.rules.guards import orders as guards
from inspections.rules.policies import orders as policies


def _write_draft(
    wave: Wave,
    kind: OrderKind,
    *,
    reason: str,
    signer: Capacity | None,
    party: Case | None = None,
    lines: Sequence[OrderParty] = (),
    items: Sequence[Answer] = (),
    **contents: Any,
) -> Order:
    """Keep the order, freeze its text, ask the person whose name is printed to sign."""
    wave.demand(guards.reason_objections(reason))
    inspection = wave.case.parent if wave.case.parent is not None else wave.case
    assert isinstance(inspection, Inspection)
    signer = signer or signer_by_default(inspection, local_day(wave.now))
    if signer is None:
        raise guards.nobody_signs()
    order = Order.objects.create(
        case=inspection,
        party=party,
        kind=kind,
        reason=reason.strip(),
        drafted_at=wave.now,
        drafted_by=wave.person,
        **contents,
    )
    for line in lines:
        line.order = order
    OrderParty.objects.bulk_create(lines)
    OrderItem.objects.bulk_create(OrderItem(order=order, answer=answer) for answer in items)
    order.document = documents.draft(
        wave,
        inspection,
        kind,
        _("%(kind)s: %(title)s") % {"kind": kind.label, "title": inspection.title[:200]},
        order_snapshot(order, signer=signer, today=local_day(wave.now), demo=settings.DEMO),
        signer=signer.user,
    )
    order.save(update_fields=["document"])
    wave.turns.open(
        inspection,
        verb="sign_order",
        label=noop("Ký văn bản can thiệp vào cuộc kiểm tra"),
        why=noop(
            "Dự thảo gia hạn, tạm dừng, đình chỉ, sửa đổi hoặc thay đổi khác đã sẵn sàng, có nêu lý do."
        ),
        person_id=signer.user_id,
        subject=order.pk,
    )
    wave.tell(wave.case, f"draft_{kind}", reason=order.reason, document=order.document)
    return order


def _facts(wave: Wave) -> InspectionFacts:
    """Facts of the inspection, once it is clear that this person may prepare a draft at all."""
    facts = inspection_facts(wave.case, today=local_day(wave.now))
    wave.require(policies.refusal_to_draft_order(wave.who, facts))
    return facts


def draft_extension(
    case: Case,
    *,
    by: User,
    now: datetime,
    days: int,
    ground: str,
    reason: str,
    signer: Capacity | None = None,
) -> Order:
    """Row 9: extend once, on one of two grounds, before the limit ends (Điều 13 khoản 2; trap 5)."""
    with deed(case, by=by, now=now) as wave:
        facts = _facts(wave)
        wave.demand(guards.extension_blockers(facts))
        wave.demand(guards.extension_objections(facts, days=days, ground=ground, on=local_day(now)))
        return _write_draft(wave, OrderKind.EXTENSION, reason=reason, signer=signer, days=days, ground=ground)


def draft_pause(
    case: Case, *, by: User, now: datetime, from_on: date, reason: str, signer: Capacity | None = None
) -> Order:
    """Row 10: force majeure that makes it impossible to go on (Điều 7 khoản 2 điểm đ)."""
    with deed(case, by=by, now=now) as wave:
        facts = _facts(wave)
        wave.demand(guards.pause_blockers(facts))
        before = [pause.until_on for pause in ended_pauses(wave.case) if pause.until_on]
        wave.demand(
            guards.pause_day_objections(
                facts, from_on=from_on, on=local_day(now), paused_before=max(before, default=None)
            )
        )
        return _write_draft(wave, OrderKind.PAUSE, reason=reason, signer=signer, effective_on=from_on)


def draft_resumption(
    case: Case, *, by: User, now: datetime, again_on: date, reason: str, signer: Capacity | None = None
) -> Order:
    """Row 11: the cause has ended; the decision prints both ends of the limit (domain 14, rule 7; trap 7)."""
    with deed(case, by=by, now=now) as wave:
        facts = _facts(wave)
        wave.demand(guards.resumption_blockers(facts))
        wave.demand(guards.resumption_day_objections(facts, again_on=again_on))
        return _write_draft(wave, OrderKind.RESUMPTION, reason=reason, signer=signer, effective_on=again_on)


def draft_termination(
    case: Case, *, by: User, now: datetime, cause: str, reason: str, signer: Capacity | None = None
) -> Order:
    """Row 12: one of four causes (Điều 7 khoản 2 điểm đ; trap 6)."""
    with deed(case, by=by, now=now) as wave:
        facts = _facts(wave)
        wave.demand(guards.termination_blockers(facts) + guards.cause_objections(cause))
        return _write_draft(wave, OrderKind.TERMINATION, reason=reason, signer=signer, cause=cause)


def draft_party_termination(
    case: Case, *, by: User, now: datetime, cause: str, reason: str, signer: Capacity | None = None
) -> Order:
    """T14: the cause concerns this party only (trap 48: a merged institution is terminated, never moved)."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_draft_order(wave.who, facts))
        wave.demand(guards.party_termination_blockers(facts) + guards.cause_objections(cause))
        _one_open(wave, OrderKind.PARTY_TERMINATION)
        return _write_draft(
            wave, OrderKind.PARTY_TERMINATION, reason=reason, signer=signer, cause=cause, party=wave.case
        )


def draft_revocation(
    case: Case, *, by: User, now: datetime, reason: str, signer: Capacity | None = None
) -> Order:
    """Row 14: before any announcement."""
    with deed(case, by=by, now=now) as wave:
        wave.demand(guards.revocation_blockers(_facts(wave)))
        return _write_draft(wave, OrderKind.REVOCATION, reason=reason, signer=signer)


def draft_amendment(
    case: Case,
    *,
    by: User,
    now: datetime,
    reason: str,
    adds: Sequence[Institution] = (),
    review: ReviewInput | None = None,
    drops: Sequence[Case] = (),
    scope: str = "",
    period_from: date | None = None,
    period_to: date | None = None,
    signer: Capacity | None = None,
) -> Order:
    """Units added or taken off, scope or period changed; the new list is judged for overlap at once (practice 4)."""
    with deed(case, by=by, now=now) as wave:
        facts = _facts(wave)
        wave.demand(guards.amendment_blockers(facts))
        wave.demand(
            guards.amendment_objections(
                facts,
                adds=[institution.pk for institution in adds],
                drops=[party.pk for party in drops],
                changes_text=bool(scope.strip()),
                period_from=period_from,
                period_to=period_to,
            )
        )
        version = wave.case.inspection_details.checklist_version
        if period_from and period_to and version:
            wave.demand(law_objections(version, period_from, period_to))
        lines = _added(wave, facts, adds, review)
        lines += [
            OrderParty(institution=p.institution, party=p, adds=False)
            for p in drops
            if p.institution is not None
        ]
        return _write_draft(
            wave,
            OrderKind.AMENDMENT,
            reason=reason,
            signer=signer,
            scope=scope.strip(),
            period_from=period_from,
            period_to=period_to,
            lines=lines,
        )


def _added(
    wave: Wave, facts: InspectionFacts, adds: Sequence[Institution], review: ReviewInput | None
) -> list[OrderParty]:
    if not adds:
        return []
    wave.demand(guards.review_objections(review.note if review else ""))
    wave.demand(objections_to_list(adds, local_day(wave.now)))
    lines = [added_line(institution, review or ReviewInput()) for institution in adds]
    wave.demand(overlap_objections(wave, facts, lines))
    return lines


def draft_replacement(
    case: Case,
    *,
    by: User,
    now: datetime,
    leaving: TeamMember,
    joining: User | None,
    reason: str,
    signer: Capacity | None = None,
) -> Order:
    """A member leaves the team and another takes over; the decision that named the team is changed (Điều 11, 12)."""
    with deed(case, by=by, now=now) as wave:
        facts = _facts(wave)
        wave.demand(guards.replacement_blockers(facts))
        if leaving.case_id != wave.case.pk or leaving.left_on is not None:
            wave.demand([_("Người thôi tham gia phải đang là thành viên Đoàn.")])
        wave.demand(
            guards.replacement_objections(
                facts,
                leaving_duty=leaving.duty,
                leaving_id=leaving.user_id,
                joining_id=joining.pk if joining else None,
            )
        )
        signer = signer or signer_by_default(wave.case, local_day(now))
        if signer and joining and signer.user_id == joining.pk:
            wave.demand(
                [_("Người được cử tham gia thay không ký quyết định cử chính mình; chọn người ký khác.")]
            )
        return _write_draft(
            wave,
            OrderKind.REPLACEMENT,
            reason=reason,
            signer=signer,
            leaving=leaving,
            joining=joining,
            joining_duty=leaving.duty if joining else "",
        )


def draft_plan_adjustment(
    case: Case,
    *,
    by: User,
    now: datetime,
    answers: Sequence[Answer],
    reason: str,
    signer: Capacity | None = None,
) -> Order:
    """T6: electronic data is not enough, these items must be seen; the online class only falls (trap 16, 18)."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_draft_plan_adjustment(wave.who, facts))
        wave.demand(guards.plan_adjustment_blockers(facts))
        if any(answer.party_id != wave.case.pk for answer in answers):
            wave.demand([_("Nội dung không thuộc đơn vị này.")])
        wave.demand(guards.plan_adjustment_objections([answer.method for answer in answers]))
        _one_open(wave, OrderKind.PLAN_ADJUSTMENT)
        return _write_draft(
            wave, OrderKind.PLAN_ADJUSTMENT, reason=reason, signer=signer, party=wave.case, items=answers
        )


def _one_open(wave: Wave, kind: OrderKind) -> None:
    waiting = Order.objects.filter(case_id=wave.case.root_case_id, kind=kind, state__in=OPEN).first()
    if waiting is not None:
        wave.demand([guards.already_open(kind, waiting.pk)])
