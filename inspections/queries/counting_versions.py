"""Versions of the counting rule as a department reads them, one year under two of them, and the raised classes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from inspections.enums import CountState, LuotClass
from inspections.models import ClassRaise, CountingRule, LedgerLine
from inspections.queries.counting import counted_by, rules_of
from inspections.rules.counting import RuleText
from inspections.rules.online_share import LuotFacts, judge
from inspections.rules.raised import Raised
from inspections.rules.share import Share, share_of

# Of at most so many lượt of a year, the newest first, the page computes two versions at once.
MOST_COMPARED = 20_000
CHUNK = 1_000
TEXT = tuple(RuleText.__dataclass_fields__)


def versions_of(department_id: int) -> list[CountingRule]:
    """The versions that hold or held here, the newest first; a shipped one gives way to the same of the department."""
    found: dict[int, CountingRule] = {}
    for rule in rules_of(department_id):
        found.setdefault(rule.version, rule)
    return sorted(found.values(), key=lambda rule: -rule.version)


def text_of(rule: CountingRule) -> RuleText:
    """What a version says."""
    return RuleText(**{name: getattr(rule, name) for name in TEXT})


@dataclass
class Compared:
    """One year as it stands in the ledger, and as each version would count the stored facts."""

    stored: Share = field(default_factory=Share)
    by_rule: list[Share] = field(default_factory=list)
    differing: int = 0
    complete: bool = True


def compared(department_id: int, first: date, last: date, rules: Sequence[CountingRule]) -> Compared:
    """Judge every counted lượt of a period by each rule, in chunks; the class in the ledger may be lower: it only falls."""
    asked = LedgerLine.objects.filter(
        department_id=department_id, state=CountState.COUNTED, counted_on__range=(first, last)
    ).order_by("-counted_on", "-id")
    rows = asked.values_list("class_value", "facts")[: MOST_COMPARED + 1]
    by = [counted_by(rule) for rule in rules]
    kept = [0, 0, 0, 0]
    again = [[0, 0, 0, 0] for _rule in rules]
    found = Compared()
    for place, (value, facts) in enumerate(rows.iterator(chunk_size=CHUNK)):
        if place == MOST_COMPARED:
            found.complete = False
            break
        known = LuotFacts.of(facts)
        classes = [judge(known, rule).class_value for rule in by]
        kept[value] += 1
        for counts, judged in zip(again, classes, strict=True):
            counts[judged] += 1
        found.differing += len(set(classes)) > 1
    found.stored, found.by_rule = _share(kept), [_share(counts) for counts in again]
    return found


def _share(counts: Sequence[int]) -> Share:
    return share_of((LuotClass(value), False, n) for value, n in enumerate(counts))


def raised_lines(line_ids: Collection[int]) -> dict[int, Raised]:
    """The newest accepted raise of each of these lines."""
    rows = ClassRaise.objects.filter(line_id__in=line_ids, accepted=True).order_by("id")
    return {
        row.line_id: Raised(LuotClass(row.wanted), LuotClass(row.judged or 0), tuple(row.waived))
        for row in rows
    }


def raises_of(department_ids: Collection[int]) -> QuerySet[ClassRaise]:
    """Every proposal of a department, those that wait first, then the newest."""
    rows = ClassRaise.objects.filter(line__department_id__in=department_ids)
    related = ("line__institution", "line__party", "proposed_by", "decided_by")
    return rows.select_related(*related).order_by("-accepted", "-id")
