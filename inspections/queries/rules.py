"""Rules as data: as they stand on a day, or as frozen onto a case when its decision was issued."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Subquery
from django.db.models.functions import JSONObject

from inspections.models import Case, CaseRule, Rule
from inspections.queries.people import valid_on
from inspections.rules.deadlines import DayUnit, DeadlineRule

COLUMNS = ("key", "value", "unit", "source", "label")


def rule_on(key: str, on: date) -> Rule | None:
    """The rule with this key valid on the day."""
    return Rule.objects.filter(valid_on(on), key=key).order_by("-valid_from").first()


def rules_on(keys: Collection[str], on: date) -> dict[str, Rule]:
    """The rules with these keys valid on the day, in one statement."""
    rows = Rule.objects.filter(valid_on(on), key__in=keys).order_by("key", "-valid_from")
    return {rule.key: rule for rule in rows.distinct("key")}


def rule_columns(case: Case, key: str, on: date) -> dict[str, Subquery]:
    """Beside a case, in its own statement: the rule frozen onto the dossier, and the one valid on the day."""
    row = JSONObject(**{name: name for name in COLUMNS})
    frozen = CaseRule.objects.filter(case_id=case.root_case_id, key=key)
    valid = Rule.objects.filter(valid_on(on), key=key).order_by("-valid_from")
    return {
        "frozen_rule": Subquery(frozen.values(row=row)[:1]),
        "valid_rule": Subquery(valid.values(row=row)[:1]),
    }


def as_deadline_rule(row: Mapping[str, str]) -> DeadlineRule:
    """A dated rule for the deadline engine."""
    return DeadlineRule(row["key"], int(row["value"]), DayUnit(row["unit"]), row["source"], row["label"])
