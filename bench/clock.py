"""CPU time of a call: this program's, and that of the database's process which serves it."""

import gc
import math
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

ROUNDS = 5
NANO = 1_000_000_000


@dataclass(frozen=True)
class Side:
    """One of the two that are compared: a call, and what must stand before each call (not measured)."""

    call: Callable[[], None]
    before: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Workload:
    """What is compared, so many calls a round, and the ratio that must not be exceeded."""

    name: str
    floor: float
    calls: int
    ours: Side
    twin: Side


@dataclass
class Figures:
    """Seconds of CPU a call, by round: (this program, the database)."""

    ours: list[tuple[float, float]] = field(default_factory=list)
    twin: list[tuple[float, float]] = field(default_factory=list)

    @property
    def ratios(self) -> list[float]:
        """Our page against its twin, one ratio a round, lowest first."""
        return sorted(sum(mine) / sum(bare) for mine, bare in zip(self.ours, self.twin, strict=True))

    @property
    def typical(self) -> float:
        """The median of our rounds."""
        return statistics.median(map(sum, self.ours))


class Clock:
    """Reads both counters; the database's only where its process is on this machine."""

    def __init__(self) -> None:
        connection.ensure_connection()
        self.counter = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")

    def _of_database(self) -> float:
        try:
            return int(self.counter.read_text().split()[0]) / NANO
        except OSError:
            return 0.0

    def measure(self, side: Side) -> tuple[float, float]:
        """One call."""
        side.before()
        database, program = self._of_database(), time.process_time()
        side.call()
        return time.process_time() - program, self._of_database() - database


def compare(load: Workload) -> Figures:
    """Five rounds of calls, ours and the twin's in turn."""
    clock, found = Clock(), Figures()
    for side in (load.ours, load.twin) * 2:
        clock.measure(side)
    for _round in range(ROUNDS):
        gc.collect()
        calls = [(clock.measure(load.ours), clock.measure(load.twin)) for _call in range(load.calls)]
        found.ours.append(_mean([ours for ours, _twin in calls]))
        found.twin.append(_mean([twin for _ours, twin in calls]))
    return found


def _mean(calls: list[tuple[float, float]]) -> tuple[float, float]:
    programs, databases = zip(*calls, strict=True)
    return statistics.fmean(programs), statistics.fmean(databases)


def exponent(small: float, large: float, times: float) -> float:
    """How the time grows with the data: 0 not at all, 1 in step with it."""
    return math.log(large / small) / math.log(times)
