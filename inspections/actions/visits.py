"""Visits to the inspected party: recorded honestly, withdrawn only with a reason (practice 4, 6; trap 18)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.actions.waves import Wave, deed
from inspections.enums import RecordedVia
from inspections.models import Answer, Case, SiteVisit, TeamMember, User
from inspections.queries.facts import party_facts
from inspections.queries.people import local_day
from inspections.rules.guards import records as guards
from inspections.rules.policies import records as policies


def record_visit(
    case: Case,
    *,
    by: User,
    now: datetime,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    members: Sequence[TeamMember],
    items: Sequence[Answer],
    work_done: str,
    unplanned_reason: str = "",
) -> SiteVisit:
    """Write down that people of the team came to the party; outside the plan with a reason, never blocked."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_record_visit(wave.who, facts))
        wave.demand(guards.record_visit_blockers(facts))
        visit = guards.VisitFact(
            starts_at=starts_at,
            ends_at=ends_at,
            day=local_day(starts_at),
            last_day=local_day(ends_at),
            strangers=_strangers(wave, members, starts_at),
            people=len(members),
            item_ids=frozenset(item.pk for item in items),
            place=place,
            work_done=work_done,
            reason=unplanned_reason,
        )
        wave.demand(guards.visit_objections(facts, visit, now=now))
        row = _keep(wave, visit, planned=guards.is_planned(facts.items, visit.item_ids))
        row.members.set(members)
        row.items.set(items)
        wave.tell(
            wave.case,
            "record_visit",
            reason=row.unplanned_reason,
            detail=_in_words(row, members, items)[:500],
        )
    return row


def _strangers(wave: Wave, members: Sequence[TeamMember], starts_at: datetime) -> tuple[str, ...]:
    """People who were not in the team of this inspection on the day of the visit."""
    day, root_id = local_day(starts_at), wave.case.root_case_id
    return tuple(
        member.name
        for member in members
        if member.case_id != root_id or (member.left_on is not None and member.left_on <= day)
    )


def _keep(wave: Wave, visit: guards.VisitFact, *, planned: bool) -> SiteVisit:
    same_day = visit.last_day == local_day(wave.now)
    return SiteVisit.objects.create(
        party=wave.case,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        place=visit.place.strip(),
        work_done=visit.work_done.strip(),
        planned=planned,
        unplanned_reason="" if planned else visit.reason.strip(),
        recorded_at=wave.now,
        recorded_by=wave.person,
        recorded_via=RecordedVia.LIVE if same_day else RecordedVia.ENTERED_LATER,
    )


def _in_words(row: SiteVisit, members: Sequence[TeamMember], items: Sequence[Answer]) -> str:
    begin, end = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
    text = _("%(day)s, %(begin)s-%(end)s, %(place)s: %(people)s") % {
        "day": f"{begin:%d/%m/%Y}",
        "begin": f"{begin:%H:%M}",
        "end": f"{end:%H:%M}",
        "place": row.place,
        "people": ", ".join(member.name for member in members),
    }
    codes = ", ".join(item.item.code for item in items)
    return _("%(visit)s; nội dung %(codes)s") % {"visit": text, "codes": codes} if codes else text


def withdraw_visit(case: Case, *, by: User, now: datetime, visit_id: int, reason: str) -> SiteVisit:
    """Say with a reason that a record was wrong; it stays in the file, struck through."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_withdraw_visit(wave.who, facts))
        wave.demand(guards.record_visit_blockers(facts))
        row = SiteVisit.objects.get(pk=visit_id, party=wave.case)
        wave.require(policies.refusal_to_undo_visit_of(wave.who, facts, row.recorded_by_id))
        wave.demand(guards.withdrawal_objections(reason, already=row.withdrawn_at is not None))
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = now, by, reason.strip()
        row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
        day = timezone.localtime(row.starts_at)
        wave.tell(wave.case, "withdraw_visit", reason=row.withdrawn_reason, detail=f"{day:%d/%m/%Y %H:%M}")
    return row
