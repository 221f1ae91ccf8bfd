"""From the record to the frozen snapshot of each document: what is saved now, in the names and posts of the day.

Save the record first: a builder reads the database, not what an object holds in memory. ``today`` chooses the law
and the agency's name; a snapshot is kept with its document and never built again for it.
"""

from collections.abc import Callable, Mapping
from datetime import date

from inspections.enums import DocumentKind
from inspections.models import InformationRequest, InspectedParty, Inspection

from .contexts_decision import decision_snapshot
from .contexts_minutes import minutes_snapshot
from .contexts_plan import conduct_plan_snapshot
from .contexts_session import announcement_record_snapshot, information_request_snapshot
from .snapshots import (
    AnnouncementRecordSnapshot,
    ConductPlanSnapshot,
    DecisionSnapshot,
    InformationRequestSnapshot,
    MinutesSnapshot,
)

AnySnapshot = (
    DecisionSnapshot
    | ConductPlanSnapshot
    | AnnouncementRecordSnapshot
    | InformationRequestSnapshot
    | MinutesSnapshot
)
Source = Inspection | InspectedParty | InformationRequest

BUILDERS: Mapping[str, Callable[..., AnySnapshot]] = {
    DocumentKind.DECISION.value: decision_snapshot,
    DocumentKind.CONDUCT_PLAN.value: conduct_plan_snapshot,
    DocumentKind.ANNOUNCEMENT_RECORD.value: announcement_record_snapshot,
    DocumentKind.INFORMATION_REQUEST.value: information_request_snapshot,
    DocumentKind.MINUTES.value: minutes_snapshot,
}

__all__ = [
    "AnySnapshot",
    "announcement_record_snapshot",
    "conduct_plan_snapshot",
    "decision_snapshot",
    "information_request_snapshot",
    "minutes_snapshot",
    "snapshot_for",
]


def snapshot_for(kind: str, source: Source, *, today: date, demo: bool) -> AnySnapshot:
    """Build the snapshot of a document kind: from an inspection, an inspected party or a request, as the kind needs."""
    return BUILDERS[kind](source, today=today, demo=demo)
