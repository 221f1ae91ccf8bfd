"""Which institutions under management have been inspected, in the last one, three and five years (domain 15).

An institution is inspected on the days of its counted lượt (minutes signed or refused, or the limit passed); what still
runs does not count yet. Over how many: those under management on the day, whatever their type.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

SPANS = (1, 3, 5)
WHOLE_BELOW = 100


@dataclass(frozen=True, slots=True)
class Place:
    """An institution under management on the day, and the last day on which it was inspected until then."""

    pk: int
    name: str
    code: str
    kind: str
    legal_form: str
    area: str
    mapped: bool
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Reach:
    """So many of so many institutions inspected in the last years."""

    years: int
    a: int
    b: int


def span_start(day: date, years: int) -> date:
    """The first of the days of so many years that end with this day; from 29/02 it is counted from 28/02."""
    last_day_before = day.replace(year=day.year - years, day=min(day.day, 28) if day.month == 2 else day.day)
    return last_day_before + timedelta(days=1)


def inspected(place: Place, day: date, years: int) -> bool:
    """Was it inspected in these years?"""
    return place.last_on is not None and span_start(day, years) <= place.last_on <= day


def reached(places: Sequence[Place], day: date) -> list[Reach]:
    """The three figures of a group of institutions."""
    return [
        Reach(years, sum(inspected(place, day, years) for place in places), len(places)) for years in SPANS
    ]


def never(places: Iterable[Place]) -> list[Place]:
    """Those never inspected, by name as they come."""
    return [place for place in places if place.last_on is None]


def longest_ago(places: Iterable[Place]) -> list[Place]:
    """Those inspected once, the one inspected longest ago first."""
    return sorted((place for place in places if place.last_on), key=lambda place: place.last_on or date.max)


def grouped(places: Iterable[Place], key: Callable[[Place], str]) -> dict[str, list[Place]]:
    """The institutions by a property, the largest group first."""
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(key(place), []).append(place)
    return dict(sorted(found.items(), key=lambda row: (-len(row[1]), row[0])))
