"""How the figure would stand if fewer remote items had to be resolved on files of the party (practice.md 6).

Beside a figure of every item stand those of 70, 80 and 90 %: who reads it sees how much hangs on the threshold. The
share in the ledger may be lower, for a class that fell does not rise.
"""

from collections.abc import Iterable
from dataclasses import replace

from inspections.enums import LuotClass
from inspections.rules.online_share import CountedBy, LuotFacts, judge
from inspections.rules.share import Share, share_of

THRESHOLDS = (70, 80, 90, 100)


def sensitivity(
    facts: Iterable[LuotFacts], rule: CountedBy, thresholds: Iterable[int] = THRESHOLDS
) -> list[tuple[int, Share]]:
    """The share of these lượt under each threshold, for M3 and M2 alike; all else as the rule says."""
    known = list(facts)
    return [(percent, _share(known, rule, percent)) for percent in thresholds]


def _share(known: Iterable[LuotFacts], rule: CountedBy, percent: int) -> Share:
    by = replace(rule, m3_share=percent, m2_share=percent)
    return share_of((LuotClass(judge(one, by).class_value), one.sealed, 1) for one in known)


def is_thin(facts: LuotFacts, below: int) -> bool:
    """Were so few items examined that the lượt is flagged? Paper visits have no items here and are never flagged."""
    return not facts.paper and facts.items < below
