"""Visits of the team to the inspected party, as the minutes tell them (practice of counting remote inspections).

There is no register of visits: a visit is read from the sessions held at the party's place and from the items
concluded on site. Without any, the minutes say that nobody of the team came.
"""

from collections.abc import Iterable
from datetime import date

from inspections.models import Answer, Attendee, Minutes

from .contexts_party import PartyRecord, is_at_the_party, team_at
from .contexts_plan import item_method
from .contexts_text import day_of
from .snapshots import PersonSnapshot, SiteVisitSnapshot


def site_visits(
    record: PartyRecord, answers: Iterable[Answer], session: Minutes, attendees: Iterable[Attendee]
) -> list[SiteVisitSnapshot]:
    """Days on which the team was at the party, each with its people, in order."""
    people: dict[date, dict[str, None]] = {}
    for day, names in _days(record, answers, session, attendees):
        if day is not None:
            people.setdefault(day, {}).update(dict.fromkeys(names))
    place = _place(record)
    return [
        {"visited_on": day.isoformat(), "place": place, "people": list(people[day])} for day in sorted(people)
    ]


def _place(record: PartyRecord) -> str:
    return f"trụ sở {record.name}"


def _names(people: Iterable[PersonSnapshot]) -> list[str]:
    return [member["name"] for member in people]


def _days(
    record: PartyRecord, answers: Iterable[Answer], session: Minutes, attendees: Iterable[Attendee]
) -> list[tuple[date | None, list[str]]]:
    days: list[tuple[date | None, list[str]]] = []
    if is_at_the_party(record, record.channel):
        days.append((record.details.announced_on, _names(team_at(record, []))))
    for answer in answers:
        if item_method(answer, answer.item, record.dossier.plan) == "on_site":
            person = answer.concluded_by or answer.assigned_to
            names = [person.full_name] if person else _names(team_at(record, []))
            days.append((day_of(answer.concluded_at or record.details.check_began_at), names))
    if is_at_the_party(record, session.place):
        days.append((day_of(session.opened_at), _names(team_at(record, attendees))))
    return days
