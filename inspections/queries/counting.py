"""Which counting rule holds on a day (practice.md 6: the rule is a version with validity, trial until decided)."""

from datetime import date

from django.db.models import QuerySet

from inspections.models import CountingRule
from inspections.queries.people import valid_on
from inspections.rules.online_share import CountedBy


def rules_of(department_id: int) -> QuerySet[CountingRule]:
    """Every version of a department, the newest first."""
    return CountingRule.objects.filter(department_id=department_id).order_by("-version")


def rule_on(department_id: int, day: date) -> CountingRule:
    """The highest version in force on a day; a day before the first version is counted by the newest one."""
    rules = rules_of(department_id)
    return rules.filter(valid_on(day)).first() or rules[0]


def counted_by(rule: CountingRule) -> CountedBy:
    """What of a rule decides the class."""
    return CountedBy(rule.m3_share, rule.m2_share, rule.m3_needs_digital, rule.m2_accepts_hand)
