"""The days of the demonstration: every deed of every story in the order in which it happened.

Numbers of decisions follow their days only if the deeds of all stories are done in one order.
"""

import heapq
from collections.abc import Callable, Generator, Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from inspections.management.demo.plot import DEEDS
from inspections.queries.deadlines import work_calendar

Telling = Generator[datetime, None, None]

MINUTES_AGO = 30
# Half a working day between two deeds, but the institution gets time for its report and before the session.
HALF_DAYS = {"submit_outline_report": 4, "announce_decision": 4}


def half_days_between(first: str, last: str) -> int:
    """How long it takes from one deed to another."""
    return sum(HALF_DAYS.get(deed, 1) for deed in DEEDS[DEEDS.index(first) + 1 : DEEDS.index(last) + 1])


def moments(now: datetime, *, last: str, working_days_ago: int) -> Callable[[str], datetime]:
    """Two deeds a working day, in the morning and the afternoon; the last one so many working days ago."""
    today = timezone.localtime(now).date()
    calendar = work_calendar(today)

    def moment(deed: str) -> datetime:
        half_days = half_days_between(deed, last)
        if working_days_ago == 0 and half_days == 0:
            return now - timedelta(minutes=MINUTES_AGO)
        if working_days_ago == 0:
            half_days += 1
        day = calendar.add_working_days(today, -(working_days_ago + half_days // 2))
        return _at(day, time(9, 10) if half_days % 2 else time(14, 20))

    return moment


def day_before(now: datetime, working_days: int) -> date:
    """The day so many working days before, or after, today."""
    today = timezone.localtime(now).date()
    return work_calendar(today).add_working_days(today, -working_days)


def hour_of(now: datetime, working_days_ago: int, hour: int, minute: int = 0) -> datetime:
    """An hour of a working day before today."""
    return _at(day_before(now, working_days_ago), time(hour, minute))


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def run(tellings: Iterable[Telling]) -> None:
    """Let each story tell when its next deed is, and do the earliest of all."""
    waiting: list[tuple[datetime, int, Telling]] = []
    for place, telling in enumerate(tellings):
        _queue(waiting, place, telling)
    while waiting:
        _moment, place, telling = heapq.heappop(waiting)
        _queue(waiting, place, telling)


def _queue(waiting: list[tuple[datetime, int, Telling]], place: int, telling: Telling) -> None:
    moment = next(telling, None)
    if moment is not None:
        heapq.heappush(waiting, (moment, place, telling))
