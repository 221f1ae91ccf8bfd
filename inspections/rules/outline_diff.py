"""What changed between two versions of a checklist, in words: added, removed, changed, word for word.

Open cases stay on their version (Nghị định 217/2025/NĐ-CP Điều 14: the contents are those of the decision), so that
people must see at a glance what differs. Items are paired by their text first, because codes are numbered anew.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from django.utils.translation import gettext as _

from inspections.rules.outline_checks import ItemText
from inspections.rules.outline_text import field_label
from inspections.rules.vietnamese import fold

Op = Literal["same", "ins", "del"]
Segment = tuple[Op, str]
SAME_CODE, SAME_TEXT = 0.35, 0.6
FIELDS = (
    *("code", "group_title", "requirement", "question", "evidence_hint"),
    *("citation", "on_site_only", "ready_wording"),
)
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs, its words marked."""

    label: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item of the two versions together: only before, only after, or in both with its changed fields."""

    before: ItemText | None
    after: ItemText | None
    changes: tuple[FieldChange, ...] = ()

    @property
    def kind(self) -> str:
        """Added, removed, changed or same."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return "changed" if self.changes else "same"


def compare(before: Sequence[ItemText], after: Sequence[ItemText]) -> list[ItemChange]:
    """Pair the items of two versions and tell what differs, in the order of the later version."""
    partner, removed = _partners(before, after)
    pairs = [(partner.get(place), item) for place, item in enumerate(after)]
    found = [ItemChange(old, new, _changes(old, new)) for old, new in pairs]
    return [*found, *(ItemChange(item, None) for item in removed)]


def _partners(
    before: Sequence[ItemText], after: Sequence[ItemText]
) -> tuple[dict[int, ItemText], list[ItemText]]:
    """For each place in the later version its item in the earlier one (same text, same code, then likeness), and
    the earlier items that are left over.
    """
    left, partner = list(before), dict[int, ItemText]()
    for threshold, by_code in ((1.0, False), (SAME_CODE, True), (SAME_TEXT, False)):
        for place, item in enumerate(after):
            if place in partner:
                continue
            same = [one for one in left if one.code == item.code] if by_code else left
            best = _likest(item, same, threshold)
            if best is not None:
                partner[place] = best
                left.remove(best)
    return partner, left


def _likest(item: ItemText, among: Iterable[ItemText], threshold: float) -> ItemText | None:
    wanted = fold(item.requirement)
    if threshold >= 1:
        return next((one for one in among if fold(one.requirement) == wanted), None)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted.split())
    best, score = None, threshold
    for one in among:
        matcher.set_seq1(fold(one.requirement).split())
        if matcher.quick_ratio() >= score and (ratio := matcher.ratio()) >= score:
            best, score = one, ratio
    return best


def _changes(before: ItemText | None, after: ItemText) -> tuple[FieldChange, ...]:
    if before is None:
        return ()
    pairs = ((name, _said(before, name), _said(after, name)) for name in FIELDS)
    return tuple(
        FieldChange(field_label(name), tuple(marked(old, new))) for name, old, new in pairs if old != new
    )


def _said(item: ItemText, name: str) -> str:
    value = getattr(item, name)
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return str(value)


def marked(before: str, after: str) -> Iterator[Segment]:
    """The words of both texts in reading order, each kept, taken away or added; neighbours are told as one change."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    gone = come = ""
    for op, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        taken, given = "".join(old[i:j]), "".join(new[k:m])
        if op != "equal" or (gone and come and not taken.strip()):
            gone, come = gone + taken, come + given
            continue
        yield from _change(gone, come)
        gone = come = ""
        yield "same", taken
    yield from _change(gone, come)


def _change(gone: str, come: str) -> Iterator[Segment]:
    if gone:
        yield "del", gone
    if come:
        yield "ins", come
