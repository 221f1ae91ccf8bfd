"""Requests to remedy: what is settled, what still waits (rows T15-T18; Nghị định 217/2025/NĐ-CP Điều 16)."""

from inspections.enums import RemedyState

WAITING_FOR_UNIT = frozenset({RemedyState.ASKED, RemedyState.RETURNED})
SETTLED = frozenset({RemedyState.ACCEPTED, RemedyState.ENDED})
