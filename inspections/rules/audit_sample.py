"""Which lượt a second officer looks at again, and how sure the share found is (practice.md 6; domain 15).

With few lượt all are looked at and there is no interval. With more, a sample is drawn that anybody can draw again from
the same seed; the share found in it is given with its Wilson interval.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt

Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Looked:
    """One lượt looked at again: the class in the ledger and the class the auditor found."""

    line_id: int
    recorded: int
    found: int

    @property
    def agrees(self) -> bool:
        """Whether the ledger says what the auditor found."""
        return self.recorded == self.found


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds of a share, as parts of one."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an audit found: so many online of so many looked at, the bounds when it was a sample, what differs."""

    online: int
    looked_at: int
    asked: int
    interval: Interval | None
    differing: tuple[Looked, ...]

    @property
    def complete(self) -> bool:
        """Until every lượt asked for was looked at, the audit says nothing of the figure."""
        return self.looked_at == self.asked


def drawn(line_ids: Iterable[int], *, seed: str, size: int, all_up_to: int) -> tuple[int, ...]:
    """The lượt to look at: all of few, else ``size`` of them by their hash with the seed.

    The order of the list given does not matter, and a larger sample of the same seed keeps the smaller one.
    """
    known = sorted(set(line_ids))
    if len(known) <= all_up_to:
        return tuple(known)
    if size < 1:
        raise ValueError("a sample has at least one line")
    by_hash = sorted(known, key=lambda line_id: sha256(f"{seed}:{line_id}".encode()).digest())
    return tuple(sorted(by_hash[:size]))


def wilson(online: int, of: int) -> Interval:
    """The 95 % Wilson interval of ``online`` in ``of``; wider than need be for a sample of a small whole."""
    if not 0 <= online <= of or of == 0:
        raise ValueError("a share needs lines, and no more of them online than there are")
    share, square = online / of, Z_95 * Z_95
    middle = (share + square / (2 * of)) / (1 + square / of)
    reach = Z_95 * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    low = 0.0 if online == 0 else max(0.0, middle - reach)
    high = 1.0 if online == of else min(1.0, middle + reach)
    return Interval(low, high)


def outcome(
    looked: Sequence[Looked], asked: Collection[int], *, whole: int, classes: Collection[int]
) -> Outcome:
    """The share the auditor found, by the classes of the headline; an interval only when a part stands for ``whole``."""
    wanted = set(asked)
    rows = [row for row in looked if row.line_id in wanted]
    if len({row.line_id for row in rows}) != len(rows):
        raise ValueError("a line is looked at once in one audit")
    online = sum(row.found in classes for row in rows)
    sampled = bool(rows) and len(wanted) < whole
    return Outcome(
        online=online,
        looked_at=len(rows),
        asked=len(wanted),
        interval=wilson(online, len(rows)) if sampled else None,
        differing=tuple(row for row in rows if not row.agrees),
    )


def may_audit(user_id: int, *, team: Collection[int], taken_by: int | None) -> bool:
    """A second person: not of the team of that lượt, and not who froze the figure."""
    return user_id not in team and user_id != taken_by
