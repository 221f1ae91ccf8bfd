"""Where a result comes from: derived from the files linked to it, never declared (practice 6, C3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from inspections.enums import Origin


@dataclass(frozen=True)
class LinkedFile:
    """A file behind a result: did the party hand it in through the system, and when did the team open it?"""

    from_party: bool
    received_at: datetime
    opened_at: datetime | None = None


def origin_of(files: Iterable[LinkedFile]) -> Origin:
    """PARTY when a file of the party is linked, else TEAM when the team's own is, else NONE."""
    linked = list(files)
    if any(f.from_party for f in linked):
        return Origin.PARTY
    return Origin.TEAM if linked else Origin.NONE
