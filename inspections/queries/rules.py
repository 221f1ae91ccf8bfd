"""Rules as data: as they stand on a day, or as frozen onto a case when its decision was issued."""

from datetime import date

from inspections.models import Case, CaseRule, Rule
from inspections.queries.people import valid_on
from inspections.rules.deadlines import DayUnit, DeadlineRule

FROZEN_PREFIXES = ("inspection.", "document.")


def rule_on(key: str, on: date) -> Rule | None:
    """The rule with this key valid on the day."""
    return Rule.objects.filter(valid_on(on), key=key).order_by("-valid_from").first()


def rule_for(case: Case, key: str, on: date) -> Rule | CaseRule | None:
    """The rule frozen onto the dossier, else the one valid on the day."""
    return CaseRule.objects.filter(case_id=case.root_case_id, key=key).first() or rule_on(key, on)


def number_of(case: Case, key: str, on: date, default: int) -> int:
    """A rule's value as a number."""
    rule = rule_for(case, key, on)
    return int(rule.value) if rule else default


def as_deadline_rule(rule: Rule | CaseRule) -> DeadlineRule:
    """A dated rule for the deadline engine."""
    return DeadlineRule(rule.key, int(rule.value), DayUnit(rule.unit), rule.source, rule.label)
