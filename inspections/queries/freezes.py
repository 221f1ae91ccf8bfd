"""Frozen figures, the list they would have today, and the ledger as it stood at any moment (domain 15 «Freeze»)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Count, F, QuerySet
from django.db.models.functions import Coalesce

from inspections.enums import CountState, LuotClass
from inspections.models import Freeze, FrozenLine, LedgerLine
from inspections.queries.people import local_day
from inspections.queries.rules import rules_on
from inspections.rules.figure_periods import (
    FAMILIES,
    FAMILY_KEY,
    REPORT,
    YEAR_CLOSE_KEY,
    Close,
    FigurePeriod,
)
from inspections.rules.frozen import Frozen
from inspections.rules.share import Share, share_of

_NAMES = (
    "line_id", "code", "institution", "kind", "legal_form", "area", "class_value", "final", "counted_on", "late",
)  # fmt: skip

# One statement for any number of periods: each with its counted lines by class.
_BY_PERIOD = """
    SELECT p.place, l.class_value, l.final, count(*)::int
    FROM unnest(%(firsts)s::date[], %(lasts)s::date[]) WITH ORDINALITY AS p(first, last, place)
    JOIN inspections_ledgerline l ON l.department_id = %(department)s AND l.state = 'counted'
        AND l.counted_on BETWEEN p.first AND p.last
    GROUP BY 1, 2, 3
"""
_AS_OF = """
    SELECT class_value, final, count(*)::int FROM (
        SELECT DISTINCT ON (line_id) state, counted_on, class_value, final
        FROM inspections_ledgerversion
        WHERE at <= %(at)s AND line_id IN (
            SELECT line_id FROM inspections_ledgerversion WHERE department_id = %(department)s
                AND state = 'counted' AND counted_on BETWEEN %(first)s AND %(last)s)
        ORDER BY line_id, id DESC) AS stood
    WHERE state = 'counted' AND counted_on BETWEEN %(first)s AND %(last)s
    GROUP BY 1, 2
"""
_HEAD = """
    SELECT encode(sha256(convert_to(COALESCE(string_agg(root_id || ':' || hash, '|' ORDER BY root_id), ''), 'UTF8')),
        'hex')
    FROM (
        SELECT DISTINCT ON (e.root_id) e.root_id, e.hash FROM inspections_caseevent e
        JOIN inspections_case c ON c.id = e.root_id AND c.department_id = %(department)s
        ORDER BY e.root_id, e.id DESC) AS heads
"""


@dataclass(frozen=True)
class PeriodSettings:
    """Which family of periods the department freezes, and the closing day of its year."""

    family: str = REPORT
    close: Close = field(default_factory=Close)


def period_settings(on: date) -> PeriodSettings:
    """As the settings say on a day; in one statement."""
    found = rules_on((YEAR_CLOSE_KEY, FAMILY_KEY), on)
    family = found[FAMILY_KEY].value if FAMILY_KEY in found else REPORT
    close = Close.of(found[YEAR_CLOSE_KEY].value) if YEAR_CLOSE_KEY in found else Close()
    return PeriodSettings(family if family in FAMILIES else REPORT, close)


def freezes_of(department_ids: Collection[int]) -> QuerySet[Freeze]:
    """Every version that somebody froze, the newest period first."""
    return Freeze.objects.filter(department_id__in=department_ids).select_related(
        "rule", "taken_by", "report"
    )


def newest_freezes(department_id: int, periods: Sequence[FigurePeriod]) -> dict[str, Freeze]:
    """The last version of each of these periods, by the code of the period."""
    rows = freezes_of([department_id]).filter(
        kind__in={one.kind for one in periods}, year__in={one.year for one in periods}
    )
    found: dict[str, Freeze] = {}
    for row in rows.order_by("version"):
        found[row.code] = row
    return found


def versions_of(freeze: Freeze) -> list[Freeze]:
    """All versions of one period, the newest first."""
    rows = freezes_of([freeze.department_id]).filter(kind=freeze.kind, year=freeze.year, number=freeze.number)
    return list(rows.order_by("-version"))


def shares_of(department_id: int, periods: Sequence[FigurePeriod]) -> list[Share]:
    """The figure of each period as the ledger stands now."""
    cells: list[list[tuple[LuotClass, bool, int]]] = [[] for _period in periods]
    asked: dict[str, Any] = {
        "department": department_id,
        "firsts": [one.first for one in periods],
        "lasts": [one.last for one in periods],
    }
    with connection.cursor() as cursor:
        cursor.execute(_BY_PERIOD, asked)
        for place, value, final, n in cursor.fetchall():
            cells[place - 1].append((LuotClass(value), final, n))
    return [share_of(one) for one in cells]


def share_as_of(department_id: int, first: date, last: date, at: datetime) -> Share:
    """The figure of some days as it stood at a moment, from the kept states of the lines."""
    with connection.cursor() as cursor:
        cursor.execute(_AS_OF, {"department": department_id, "first": first, "last": last, "at": at})
        return share_of((LuotClass(value), final, n) for value, final, n in cursor.fetchall())


def lines_now(department_id: int, first: date, last: date) -> list[Frozen]:
    """The counted lines of some days as they stand, ready to be frozen."""
    rows = LedgerLine.objects.filter(
        department_id=department_id, state=CountState.COUNTED, counted_on__range=(first, last)
    ).annotate(
        line_id=F("pk"),
        code=Coalesce("party__code", "paper__decision_number"),
        unit=F("institution__name"),
    )
    names = [name if name != "institution" else "unit" for name in _NAMES]
    return [Frozen(*row) for row in rows.order_by("pk").values_list(*names)]


def frozen_lines(freeze: Freeze) -> list[Frozen]:
    """The list of a frozen figure."""
    rows = FrozenLine.objects.filter(freeze=freeze).order_by("line_id")
    return [Frozen(*row) for row in rows.values_list(*_NAMES)]


def beside(department_id: int, first: date, last: date) -> tuple[dict[str, int], int]:
    """What stands outside the denominator: excluded in these days by reason, and what is running now."""
    rows = LedgerLine.objects.filter(department_id=department_id).exclude(state=CountState.COUNTED)
    found: dict[str, int] = {}
    running = 0
    for state, reason, at, n in (
        rows.order_by().values_list("state", "exclusion", "counted_at").annotate(n=Count("pk"))
    ):
        if state == CountState.RUNNING:
            running += n
        elif first <= local_day(at) <= last:
            found[reason] = found.get(reason, 0) + n
    return found, running


def chain_head(department_id: int) -> str:
    """One hash over the newest event of every dossier of the department: printed where a figure leaves it."""
    with connection.cursor() as cursor:
        cursor.execute(_HEAD, {"department": department_id})
        row = cursor.fetchone()
    return str(row[0]) if row else ""
