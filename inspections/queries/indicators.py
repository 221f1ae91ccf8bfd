"""Every indicator of one period, frozen if somebody froze it, else as the ledger stands: a bounded number of statements."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from inspections.enums import Headline, Indicator
from inspections.models import CountingRule, Department, Freeze, IndicatorKey, Target
from inspections.queries.counting import rule_on
from inspections.queries.coverage import places_on
from inspections.queries.freezes import newest_freezes, shares_of
from inspections.rules.figure_periods import FigurePeriod
from inspections.rules.indicators import Aim, IndicatorRow, rows_of


@dataclass(frozen=True)
class Reading:
    """The indicators of a period with what they rest on."""

    department: Department
    period: FigurePeriod
    freeze: Freeze | None
    rule: CountingRule
    trial: bool
    rows: list[IndicatorRow]
    as_of: datetime


def reading(department: Department, period: FigurePeriod, *, now: datetime) -> Reading:
    """What the page, the workbook and the JSON all show."""
    frozen = newest_freezes(department.pk, [period]).get(period.code)
    day = min(period.last, timezone.localtime(now).date())
    rule = frozen.rule if frozen else rule_on(department.pk, day)
    share = frozen.share if frozen else shares_of(department.pk, [period])[0]
    headline = Headline(frozen.headline if frozen else rule.headline)
    rows = rows_of(
        share,
        places_on(department.pk, day),
        on=day,
        headline=headline,
        whole_below=rule.whole_percent_below,
        aims=_aims(period.year),
    )
    return Reading(
        department=department,
        period=period,
        freeze=frozen,
        rule=rule,
        trial=frozen.trial if frozen else rule.is_trial,
        rows=rows,
        as_of=frozen.taken_at if frozen else now,
    )


def _aims(year: int) -> dict[Indicator, Aim]:
    rows = Target.objects.filter(year=year)
    return {Indicator(row.indicator): Aim(row.value, row.source) for row in rows}


def key_of(digest: str, on: date) -> IndicatorKey | None:
    """The living key with this hash."""
    rows = IndicatorKey.objects.filter(digest=digest, revoked_at__isnull=True, valid_until__gte=on)
    return rows.select_related("department").first()
