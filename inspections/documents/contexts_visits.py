"""Visits of the team to the inspected party, as the minutes tell them (practice 6, condition C8; traps 17, 18).

Visits are records (``SiteVisit``); a withdrawn one is not told. A session held at the party's own place is told too,
where no visit of that day was recorded: the minutes never say that nobody came when somebody did.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone

from inspections.models import Attendee, Minutes, SiteVisit
from inspections.queries.records import standing_visits

from .contexts_party import PartyRecord, is_at_the_party, team_at
from .contexts_text import day_of, without_closing_mark
from .snapshots import ItemMethod, PersonSnapshot, SiteVisitSnapshot


def recorded_visits(record: PartyRecord) -> list[SiteVisit]:
    """The visits that stand on the record, oldest first."""
    return standing_visits(record.case.pk)


def carried_out(planned: ItemMethod, answer_id: int, visits: Iterable[SiteVisit]) -> ItemMethod:
    """How an item was examined: an item named by a visit was seen on site, whatever the plan said (trap 18)."""
    seen = any(answer_id in visit.answer_ids for visit in visits)  # type: ignore[attr-defined]
    return "on_site" if seen else planned


def site_visits(
    record: PartyRecord, visits: Sequence[SiteVisit], session: Minutes, attendees: Iterable[Attendee]
) -> list[SiteVisitSnapshot]:
    """Recorded visits, and sessions at the party's place on other days, in order."""
    told = [_snapshot(visit) for visit in visits]
    known = {visit["visited_on"] for visit in told}
    people: dict[date, dict[str, None]] = {}
    for day, names in _sessions(record, session, attendees):
        if day is not None and day.isoformat() not in known:
            people.setdefault(day, {}).update(dict.fromkeys(names))
    place = f"trụ sở {record.name}"
    told += [{"visited_on": day.isoformat(), "place": place, "people": list(people[day])} for day in people]
    return sorted(told, key=lambda visit: (visit["visited_on"], visit.get("hours", "")))


def _snapshot(visit: SiteVisit) -> SiteVisitSnapshot:
    begin, end = timezone.localtime(visit.starts_at), timezone.localtime(visit.ends_at)
    told: SiteVisitSnapshot = {
        "visited_on": begin.date().isoformat(),
        "place": visit.place,
        "people": list(visit.names),  # type: ignore[attr-defined]
        "hours": f"từ {begin:%H:%M} đến {end:%H:%M}",
    }
    if not visit.planned:
        told["unplanned_reason"] = without_closing_mark(visit.unplanned_reason)
    return told


def _names(people: Iterable[PersonSnapshot]) -> list[str]:
    return [member["name"] for member in people]


def _sessions(
    record: PartyRecord, session: Minutes, attendees: Iterable[Attendee]
) -> list[tuple[date | None, list[str]]]:
    days: list[tuple[date | None, list[str]]] = []
    if is_at_the_party(record, record.channel):
        days.append((record.details.announced_on, _names(team_at(record, []))))
    if is_at_the_party(record, session.place):
        days.append((day_of(session.opened_at), _names(team_at(record, attendees))))
    return days
