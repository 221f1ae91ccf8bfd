"""Settings as the administrator reads them: rules by heading, what open cases keep, what an act touches, who changed what.

He sees counts of cases, never a case (architecture, "Who does what").
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from inspections.enums import DocumentState
from inspections.kinds import INSPECTION
from inspections.models import Case, CaseRule, ChecklistItem, Document, LegalAct, Rule, SettingChange
from inspections.queries.people import valid_on
from inspections.rules.legal_acts import cites, state_on
from inspections.rules.settings_values import group_labels, group_of
from inspections.rules.vietnamese import fold

SHOWN_CHANGES = 50
PUBLISHED = "published"


@dataclass(slots=True)
class RuleLine:
    """One key over time: the value of the day, the one still to come, the earlier ones."""

    key: str
    current: Rule | None = None
    coming: Rule | None = None
    past: list[Rule] = field(default_factory=list)

    @property
    def newest(self) -> Rule:
        """The row that names the rule: today's, else the coming one, else the last that was."""
        return self.current or self.coming or self.past[0]

    @property
    def last_in_force(self) -> Rule | None:
        """The value a coming one follows."""
        return self.current or (self.past[0] if self.past else None)

    @property
    def rows(self) -> list[Rule]:
        """All values, newest first."""
        return [row for row in (self.coming, self.current) if row] + self.past


def rule_lines(on: date, *, key: str = "") -> dict[str, RuleLine]:
    """Every key with its values, or one key alone; one statement."""
    lines: dict[str, RuleLine] = {}
    rows = Rule.objects.filter(key=key) if key else Rule.objects.all()
    for row in rows.order_by("key", "-valid_from"):
        line = lines.setdefault(row.key, RuleLine(row.key))
        if row.valid_from > on:
            line.coming = row
        elif row.valid_until is None or row.valid_until >= on:
            line.current = line.current or row
        else:
            line.past.append(row)
    return lines


def rules_by_group(on: date) -> list[tuple[str, list[RuleLine]]]:
    """The rules under their headings, in the order of an inspection's life."""
    groups: dict[str, list[RuleLine]] = {label: [] for label in group_labels()}
    for line in rule_lines(on).values():
        groups[group_of(line.key)].append(line)
    return [(label, lines) for label, lines in groups.items() if lines]


def open_inspections() -> QuerySet[Case]:
    """Inspections that are not finished."""
    return Case.objects.filter(kind=INSPECTION.code, closed_at__isnull=True)


def kept_values(key: str) -> list[dict[str, Any]]:
    """How many open inspections keep which value of this rule: value, unit and count only."""
    kept = CaseRule.objects.filter(key=key, case__in=open_inspections())
    rows = kept.values("value", "unit").annotate(count=Count("pk")).order_by("-count", "value")
    return [dict(row) for row in rows]


def undecided_inspections() -> int:
    """Open inspections that will take the value of the day on which their decision is issued."""
    return open_inspections().filter(inspection_details__decided_on__isnull=True).count()


def changes_of(subject: str, key: str = "") -> list[SettingChange]:
    """Who changed this setting, when and why, newest first."""
    rows = SettingChange.objects.filter(subject=subject)
    if key:
        rows = rows.filter(key=key)
    return list(rows.select_related("by")[:SHOWN_CHANGES])


def acts_like(words: str, state: str, on: date) -> list[LegalAct]:
    """Acts by words (with or without diacritics) and by state on the day; a few hundred rows at most."""
    rows = LegalAct.objects.select_related("replaced_by").order_by("act_type", "-valid_from", "code")
    wanted = fold(words)
    found = [act for act in rows if wanted in fold(f"{act} {act.name} {act.issuer}")]
    if state == "unconfirmed":
        return [act for act in found if not act.confirmed]
    if state == "review":
        cited = items_to_review(on)
        return [act for act in found if act.pk in cited]
    return [act for act in found if not state or state_on(on, act.valid_from, act.valid_until) == state]


def items_to_review(on: date) -> dict[int, int]:
    """Acts that ended although a checklist in use cites them, with the number of items: "Cần xem lại"."""
    in_use = Q(version__status=PUBLISHED) & (
        Q(version__valid_until__isnull=True) | Q(version__valid_until__gte=on)
    )
    items = ChecklistItem.objects.filter(in_use, act__valid_until__lt=on)
    return dict(items.values_list("act_id").annotate(count=Count("pk")).order_by())


@dataclass(frozen=True, slots=True)
class Touched:
    """What rests on an act: versions of checklists, rules, and how many open inspections use those versions."""

    versions: list[dict[str, Any]]
    rules: list[Rule]
    inspections: int


def touched_by(act: LegalAct, on: date) -> Touched:
    """What a change of this act touches; counts only."""
    cited = (
        ChecklistItem.objects.filter(act=act)
        .values(
            "version_id",
            "version__number",
            "version__status",
            "version__valid_until",
            title=F("version__checklist__title"),
        )
        .annotate(items=Count("pk"))
        .order_by("title", "-version__number")
    )
    counts = dict(
        open_inspections()
        .filter(inspection_details__checklist_version_id__in=[row["version_id"] for row in cited])
        .values_list("inspection_details__checklist_version_id")
        .annotate(count=Count("pk"))
        .order_by()
    )
    versions = [{**row, "inspections": counts.get(row["version_id"], 0)} for row in cited]
    citing = [
        rule
        for rule in Rule.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on))
        if cites(rule.source, act_type=act.act_type, number=act.number, name=act.name)
    ]
    return Touched(versions, citing, sum(counts.values()))


def issued_since(on: date) -> int:
    """How many issued documents are dated from this day on: they keep the name they bear (trap 26)."""
    return Document.objects.filter(state=DocumentState.ISSUED, dated_on__gte=on).count()


@dataclass(frozen=True, slots=True)
class ReferenceCounts:
    """Figures of the index of settings."""

    rules: int
    coming_rules: int
    acts: int
    unconfirmed_acts: int
    ended_and_cited: int


def reference_counts(on: date) -> ReferenceCounts:
    """Figures of the index, each in one statement."""
    rules = Rule.objects.aggregate(
        current=Count("pk", filter=valid_on(on)), coming=Count("pk", filter=Q(valid_from__gt=on))
    )
    acts = LegalAct.objects.aggregate(every=Count("pk"), unread=Count("pk", filter=Q(confirmed=False)))
    return ReferenceCounts(
        rules["current"], rules["coming"], acts["every"], acts["unread"], len(items_to_review(on))
    )
