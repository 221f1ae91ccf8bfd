"""Does the plan of an inspection fit into its limit? Warnings only: the plan is the lead's (practice 4).

The limit belongs to the whole inspection and runs from the first announcement (Nghị định 217/2025/NĐ-CP Điều 13);
each unit has its own days inside it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from inspections.rules.deadlines import DayUnit, DeadlineRule, due_on, length_in_words
from inspections.rules.working_days import WorkCalendar

PartyDays = tuple[str, date, date]


def capacity_warning(
    party_days: Sequence[PartyDays], limit_days: int, unit: DayUnit, calendar: WorkCalendar
) -> str | None:
    """Warn when the units' days, one after the other, are more than the limit holds; None when they fit."""
    lengths = [len(_days(first, last, unit, calendar)) for _name, first, last in party_days]
    if sum(lengths) <= limit_days:
        return None
    words = {
        "units": len(lengths),
        "each": length_in_words(lengths[0], unit),
        "total": length_in_words(sum(lengths), unit),
        "limit": length_in_words(limit_days, unit),
    }
    if len(set(lengths)) == 1:
        return (
            _("%(units)s đơn vị × %(each)s = %(total)s > %(limit)s: chạy song song hoặc tách quyết định.")
            % words
        )
    return _("%(units)s đơn vị, cộng %(total)s > %(limit)s: chạy song song hoặc tách quyết định.") % words


def days_outside_limit(
    party_days: Sequence[PartyDays], limit_days: int, unit: DayUnit, calendar: WorkCalendar
) -> list[str]:
    """Name the units whose days lie after the limit, were it announced on the first day of the plan."""
    if not party_days:
        return []
    start_on = min(first for _name, first, _last in party_days)
    end_on = due_on(DeadlineRule("", limit_days, unit, "", ""), start_on, calendar=calendar).end_on
    text = _(
        "%(name)s: đến ngày %(last)s là sau ngày hết thời hạn kiểm tra %(end)s (nếu công bố ngày %(start)s)."
    )
    return [
        text
        % {
            "name": name,
            "last": f"{last:%d/%m/%Y}",
            "end": f"{end_on:%d/%m/%Y}",
            "start": f"{start_on:%d/%m/%Y}",
        }
        for name, _first, last in party_days
        if last > end_on
    ]


def members_in_two_places(party_days: Sequence[PartyDays], members: Mapping[str, Iterable[str]]) -> list[str]:
    """Name each member who is to be with two units on one day (`members`: the unit's name, its people)."""
    return list(_twice(party_days, members))


def plan_warnings(
    party_days: Sequence[PartyDays],
    limit_days: int,
    unit: DayUnit,
    calendar: WorkCalendar,
    members: Mapping[str, Iterable[str]] | None = None,
) -> list[str]:
    """Everything the lead should see before he submits the plan; nothing here refuses it."""
    capacity = capacity_warning(party_days, limit_days, unit, calendar)
    outside = days_outside_limit(party_days, limit_days, unit, calendar)
    return [*([capacity] if capacity else []), *outside, *members_in_two_places(party_days, members or {})]


def _days(first: date, last: date, unit: DayUnit, calendar: WorkCalendar) -> list[date]:
    days = (first + timedelta(days=place) for place in range((last - first).days + 1))
    return [on for on in days if unit is DayUnit.DAY or calendar.is_working_day(on)]


def _twice(party_days: Sequence[PartyDays], members: Mapping[str, Iterable[str]]) -> Iterator[str]:
    text = _("%(person)s: cùng ngày %(day)s ở cả %(one)s và %(other)s.")
    for place, (one, first, last) in enumerate(party_days):
        for other, begins, ends in party_days[place + 1 :]:
            shared = max(first, begins)
            if shared > min(last, ends):
                continue
            for person in sorted(set(members.get(one, ())) & set(members.get(other, ()))):
                yield text % {"person": person, "day": f"{shared:%d/%m/%Y}", "one": one, "other": other}
