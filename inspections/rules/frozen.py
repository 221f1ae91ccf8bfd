"""A frozen figure: its list as one canonical text with its hash, and how it differs from the list of today.

Source: domain 15 «Freeze» (list of lượt, classes, rule version, hash; a later correction is a new version with a
reason), practice.md 6.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from json import dumps
from typing import Any

from inspections.enums import LuotClass
from inspections.rules.share import Share, share_of


@dataclass(frozen=True, slots=True)
class Frozen:
    """One lượt as a figure counts it."""

    line_id: int
    code: str
    institution: str
    kind: str
    legal_form: str
    area: str
    class_value: int
    final: bool
    counted_on: date
    late: bool

    def as_list(self) -> list[Any]:
        """In the order that the hash is made of."""
        return [
            self.line_id,
            self.code,
            self.institution,
            self.kind,
            self.legal_form,
            self.area,
            self.class_value,
            self.final,
            self.counted_on.isoformat(),
            self.late,
        ]


@dataclass
class Difference:
    """What a list of today has that a frozen one has not, and the other way round; sealing alone is no difference."""

    added: list[Frozen] = field(default_factory=list)
    removed: list[Frozen] = field(default_factory=list)
    moved: list[tuple[Frozen, Frozen]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.moved)


def list_hash(head: Mapping[str, Any], lines: Iterable[Frozen]) -> str:
    """SHA-256 over what the figure is of and every lượt in it, in one spelling for ever."""
    rows = [line.as_list() for line in sorted(lines, key=lambda line: line.line_id)]
    text = dumps([dict(head), rows], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def figure_of(lines: Iterable[Frozen]) -> Share:
    """The share that a list makes."""
    return share_of((LuotClass(line.class_value), line.final, 1) for line in lines)


def difference(before: Sequence[Frozen], now: Sequence[Frozen]) -> Difference:
    """Compare two lists by lượt: entered, gone, or counted otherwise (class, day, lateness)."""
    old, new = {line.line_id: line for line in before}, {line.line_id: line for line in now}
    return Difference(
        added=[line for pk, line in new.items() if pk not in old],
        removed=[line for pk, line in old.items() if pk not in new],
        moved=[
            (old[pk], line) for pk, line in new.items() if pk in old and _counts(old[pk]) != _counts(line)
        ],
    )


def _counts(line: Frozen) -> tuple[Any, ...]:
    return (line.class_value, line.counted_on, line.late)
