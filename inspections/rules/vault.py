"""Asked once: which standing document of the institution answers what is asked, and whether it is still valid.

Source: bar.md O5, practice.md 5; a document counts on a day if it was not retired and its validity covers the day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from inspections.rules.matching import words_of

ENOUGH = 0.6  # of the words of the shorter text
FEWEST_WORDS = 2
# Words that say what kind of paper it is and nothing of what it is about.
KINDS_OF_PAPER = frozenset(
    "quyet dinh cong nhan giay chung bien danh sach bao cao thong ban hanh kem".split()
)
RENEW_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class VaultFact:
    """A document of the vault as the rule sees it."""

    document_id: int
    title: str
    number: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    retired: bool = False

    def stands_on(self, day: date) -> bool:
        """Is it valid on the day (its last day counts)?"""
        return not self.retired and (self.valid_until is None or self.valid_until >= day)


def likeness(asked: str, title: str) -> float:
    """The share of words that both have, of those of the shorter one; too few words, or only the kind, are none."""
    one, other = set(words_of(asked)), set(words_of(title))
    fewer = min(len(one), len(other))
    if one & other <= KINDS_OF_PAPER:
        return 0.0
    shared = len(one & other)
    return shared / fewer if shared >= min(FEWEST_WORDS, fewer) and fewer else 0.0


def best_match(asked: str, documents: Iterable[VaultFact], on: date) -> VaultFact | None:
    """The valid document most like what is asked; of equals the one issued last."""
    ranked = sorted(
        (
            (likeness(asked, d.title), d.issued_on or date.min, d.document_id, d)
            for d in documents
            if d.stands_on(on)
        ),
        key=lambda row: row[:3],
        reverse=True,
    )
    return ranked[0][3] if ranked and ranked[0][0] >= ENOUGH else None


def ends_soon(valid_until: date | None, day: date) -> bool:
    """Say whether a document still counts but is to be renewed within a month."""
    return valid_until is not None and day <= valid_until <= day + RENEW_WITHIN


def late_validity(issued_on: date | None, valid_until: date | None) -> bool:
    """A document that ends before it begins is a slip of the pen."""
    return bool(issued_on and valid_until and valid_until < issued_on)
