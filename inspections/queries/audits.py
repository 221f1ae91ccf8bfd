"""The audit of a frozen figure: which lượt are drawn, what was found, how sure the share is."""

from dataclasses import dataclass

from inspections.enums import Headline
from inspections.models import AuditedLine, Freeze, FrozenLine, TeamMember
from inspections.rules.audit_sample import Looked, Outcome, drawn, outcome
from inspections.rules.share import in_numerator


@dataclass(frozen=True)
class Audit:
    """The lượt to look at with what was found of them."""

    asked: list[FrozenLine]
    looked: dict[int, AuditedLine]
    outcome: Outcome
    whole: int

    @property
    def is_sample(self) -> bool:
        """A part stands for the whole."""
        return len(self.asked) < self.whole


def audit_of(freeze: Freeze) -> Audit:
    """Drawn anew each time from the hash of the list: anybody draws the same."""
    ids = list(freeze.lines.values_list("line_id", flat=True))
    rule = freeze.rule
    wanted = drawn(ids, seed=freeze.list_sha256, size=rule.audit_all_up_to, all_up_to=rule.audit_all_up_to)
    rows = list(freeze.lines.filter(line_id__in=wanted).order_by("line_id"))
    looked = {row.line_id: row for row in AuditedLine.objects.filter(freeze=freeze).select_related("by")}
    found = [Looked(row.line_id, row.recorded, row.found) for row in looked.values()]
    classes = [value for value in range(4) if in_numerator(value, Headline(freeze.headline))]  # type: ignore[arg-type]
    return Audit(rows, looked, outcome(found, wanted, whole=len(ids), classes=classes), len(ids))


def team_of(frozen: FrozenLine) -> set[int]:
    """Who was of the team of a lượt; a paper visit has none here."""
    rows = TeamMember.objects.filter(case__children__ledger_line=frozen.line_id, user__isnull=False)
    return {user for user in rows.values_list("user_id", flat=True) if user is not None}
