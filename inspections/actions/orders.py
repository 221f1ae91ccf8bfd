"""Written interventions signed by the person named on them, in force when the records clerk issues them.

Domain table 12.1.1 rows 9-12 and 14, table 12.1.2 rows T6 and T14; drafts stand in ``order_drafts``, what each of them
does in ``order_effects``.
"""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import documents
from inspections.actions.numbers import next_number
from inspections.actions.order_effects import EFFECTS
from inspections.actions.order_overlap import overlap_objections
from inspections.actions.waves import Wave, deed
from inspections.enums import DocumentState, OrderKind, OrderState
from inspections.exceptions import Blocker
from inspections.models import Case, Document, Order, User
from inspections.models.inputs import SigningInput
from inspections.queries.agency import agencies_on, agency_profiles
from inspections.queries.deadlines import due_for_turn
from inspections.queries.facts import inspection_facts
from inspections.queries.orders import OPEN
from inspections.queries.people import local_day, signing_capacity
from inspections.rules.facts import InspectionFacts
from inspections.rules.guards import orders as guards
from inspections.rules.numbering import document_symbol, format_number, team_symbol
from inspections.rules.policies import orders as policies
from inspections.rules.roles import Permission, Role


def _order_of(wave: Wave, order: Order) -> Order:
    rows = Order.objects.select_related("document", "party__institution", "leaving__user", "joining")
    return rows.annotate(profiles=agency_profiles()).get(pk=order.pk, case=wave.case)


def _lawful_still(wave: Wave, facts: InspectionFacts, order: Order, *, on: date) -> list[Blocker | str]:
    """Days pass between draft, signature and issue: what had to be true then has to be true now."""
    assert order.document is not None
    known, details = facts.order(order.pk), wave.case.inspection_details
    assert known is not None
    found: list[Blocker | str] = list(guards.stage_objections(facts, known))
    if order.kind == OrderKind.EXTENSION:
        found += guards.extension_too_late(facts, on=on)
        printed = order.document.snapshot["former_end_on"]
        found += guards.printed_date_objections(known, printed=printed, now=details.limit_end_on)
    if order.kind == OrderKind.RESUMPTION:
        printed = order.document.snapshot["paused_from"]
        found += guards.printed_date_objections(known, printed=printed, now=details.paused_on)
    if order.kind == OrderKind.AMENDMENT:
        found += _list_lawful_still(wave, facts, order)
    return found


def _list_lawful_still(wave: Wave, facts: InspectionFacts, order: Order) -> list[Blocker | str]:
    lines = list(order.lines.select_related("institution"))
    found: list[Blocker | str] = list(
        guards.amendment_objections(
            facts,
            adds=[line.institution_id for line in lines if line.adds],
            drops=[line.party_id for line in lines if line.party_id is not None],
            changes_text=True,
            period_from=order.period_from,
            period_to=order.period_to,
        )
    )
    if lines:
        found += guards.plan_waits_objections(facts)
    return found + list(overlap_objections(wave, facts, lines))


def sign_order(case: Case, *, by: User, now: datetime, order: Order, signing: SigningInput) -> Case:
    """The person named on the print signs; number and agency signature come after (traps 21, 22, 47)."""
    with deed(case, by=by, now=now) as wave:
        today = local_day(now)
        facts = inspection_facts(wave.case, today=today)
        wave.require(policies.refusal_to_sign_order(wave.who, facts))
        known = facts.order(order.pk)
        wave.demand(guards.sign_order_blockers(known))
        assert known is not None
        wave.demand(guards.signer_objections(known, by=by.pk))
        order = _order_of(wave, order)
        assert order.document is not None
        wave.demand(_lawful_still(wave, facts, order, on=today))
        capacity = str(signing_capacity(by.pk, wave.case.department_id, today))
        order.state, order.signed_at, order.signed_by = OrderState.SIGNED, now, by
        order.save(update_fields=["state", "signed_at", "signed_by"])
        wave.turns.close(wave.case, "sign_order", subject=order.pk)
        wave.tell(wave.case, "sign_order", document=order.document, detail=str(order.get_kind_display()))
        if order.kind == OrderKind.PLAN_ADJUSTMENT:
            _approve(wave, order.document, signing, capacity=capacity, on=today)
            _put_in_force(wave, facts, order, on=today)
            return wave.case
        documents.sign(order.document, wave, signing, capacity=capacity)
        wave.turns.open(
            wave.case,
            verb="issue_order",
            label=noop("Cấp số, phát hành văn bản can thiệp"),
            why=noop("Văn bản đã được ký; cấp số chậm nhất ngày làm việc tiếp theo (NĐ 30/2020 Đ.15, 18)."),
            role=Role.RECORDS_CLERK,
            subject=order.pk,
            due_on=due_for_turn(wave.case, "document.issue", from_on=now),
        )
    return wave.case


def _approve(wave: Wave, document: Document, signing: SigningInput, *, capacity: str, on: date) -> None:
    """An adjusted plan is the team's paper: approved like the plan, numbered in the team's series (trap 22)."""
    series, symbol = f"team:{wave.case.code}", team_symbol("KH")
    number = next_number(wave.case.department_id, series, on.year)
    lines = [_("PHÊ DUYỆT"), f"Số: {format_number(number, symbol)}"]
    documents.sign(document, wave, signing, capacity=capacity, lines=lines)
    documents.issue(document, wave, number=number, symbol=symbol, series=series, on=on)


def issue_order(
    case: Case,
    *,
    by: User,
    now: datetime,
    order: Order,
    on: date,
    number: int | None = None,
    agency_signing: SigningInput | None = None,
) -> Case:
    """The records clerk numbers, signs for the agency and issues; from here the order is in force."""
    with deed(case, by=by, now=now) as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_issue_order(wave.who, facts))
        wave.demand(guards.issue_order_blockers(facts.order(order.pk)))
        order = _order_of(wave, order)
        assert order.signed_at is not None
        assert order.document is not None
        if on < local_day(order.signed_at) or on > local_day(now):
            wave.demand([_("Ngày ban hành phải từ ngày ký đến hôm nay.")])
        wave.demand(_lawful_still(wave, facts, order, on=on))
        agency = agencies_on(on, profiles=order.profiles)[on]  # type: ignore[attr-defined]
        symbol = document_symbol("QĐ", agency.short_name)
        documents.number_and_seal(
            order.document, wave, agency, on=on, symbol=symbol, number=number, agency_signing=agency_signing
        )
        _put_in_force(wave, facts, order, on=on)
    return wave.case


def _put_in_force(wave: Wave, facts: InspectionFacts, order: Order, *, on: date) -> None:
    order.state, order.in_force_at, order.in_force_by = OrderState.IN_FORCE, wave.now, wave.person
    order.save(update_fields=["state", "in_force_at", "in_force_by"])
    wave.turns.close(wave.case, "sign_order", "issue_order", subject=order.pk)
    EFFECTS[OrderKind(order.kind)](wave, facts, order, on)


def put_returned_in_force(
    wave: Wave, facts: InspectionFacts, document: Document, *, signer: User, on: date
) -> None:
    """The paper came back signed, numbered and issued: what had to be true is asked, then it is in force."""
    order = _order_of(wave, Order.objects.get(document=document))
    known = facts.order(order.pk)
    if known is None or order.state not in OPEN:
        wave.demand([_("Văn bản đã ban hành hoặc đã rút.")])
    assert known is not None
    wave.demand(guards.signer_objections(known, by=signer.pk))
    wave.demand(_lawful_still(wave, facts, order, on=on))
    if order.signed_at is None:
        order.signed_at, order.signed_by = wave.now, signer
        order.save(update_fields=["signed_at", "signed_by"])
    _put_in_force(wave, facts, order, on=on)


def drop_order(case: Case, *, by: User, now: datetime, order: Order, reason: str) -> Case:
    """A draft that is not wanted any more is taken back with a reason; nothing of it is deleted."""
    with deed(case, by=by, now=now) as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_drop_order(wave.who, facts))
        if not reason.strip():
            wave.demand([_("Ghi lý do rút dự thảo.")])
        order = _order_of(wave, order)
        if order.state not in OPEN:
            wave.demand([_("Văn bản đã ban hành hoặc đã rút.")])
        if order.state == OrderState.SIGNED:
            may = wave.who.may_in_department(Permission.SIGN_FOR_AGENCY, wave.case.department_id)
            wave.require(policies.refusal_to_drop_signed_order(may_sign=may))
        order.state, order.dropped_at, order.dropped_by = OrderState.DROPPED, now, by
        order.dropped_reason = reason.strip()
        order.save(update_fields=["state", "dropped_at", "dropped_by", "dropped_reason"])
        Document.objects.filter(order=order).update(state=DocumentState.REPLACED)
        wave.turns.close(wave.case, "sign_order", "issue_order", subject=order.pk)
        wave.tell(wave.case, "drop_order", reason=reason.strip(), detail=str(order.get_kind_display()))
    return wave.case
