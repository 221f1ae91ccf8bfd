"""Where a result comes from: derived from the files linked to it, never declared (practice 6, C3)."""

from inspections.enums import Origin


def origin_of(*, has_party_file: bool, file_count: int) -> Origin:
    """PARTY when a file of the party is linked, else TEAM when the team's own is, else NONE."""
    if has_party_file:
        return Origin.PARTY
    return Origin.TEAM if file_count else Origin.NONE
