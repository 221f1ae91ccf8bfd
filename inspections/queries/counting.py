"""Which counting rule holds on a day (practice.md 6: the rule is a version with validity, trial until decided)."""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from inspections.models import CountingRule
from inspections.queries.people import valid_on
from inspections.rules.online_share import CountedBy


def rules_of(department_id: int) -> QuerySet[CountingRule]:
    """Every version that may hold for a department, its own before the shipped ones, the newest first."""
    return rules_for(department_id)


def rules_for(department: Any) -> QuerySet[CountingRule]:
    """The same for a department told by its number or by a column of an outer row."""
    rows = CountingRule.objects.filter(Q(department_id=department) | Q(department__isnull=True))
    return rows.order_by(F("department_id").asc(nulls_last=True), "-version")


def rule_on(department_id: int, day: date) -> CountingRule:
    """The highest version in force on a day; a day before the first version is counted by the newest one."""
    rules = rules_of(department_id)
    return rules.filter(valid_on(day)).first() or rules[0]


def counted_by(rule: CountingRule) -> CountedBy:
    """What of a rule decides the class."""
    return CountedBy(rule.m3_share, rule.m2_share, rule.m3_needs_digital, rule.m2_accepts_hand)
