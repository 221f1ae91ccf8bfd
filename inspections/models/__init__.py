"""Tables of the record; everything is importable from here."""

from inspections.kinds import INSPECTED_PARTY, INSPECTION
from inspections.models import history as history
from inspections.models.case import Case, CaseEvent
from inspections.models.checklists import Checklist, ChecklistItem, ChecklistVersion
from inspections.models.conduct import (
    Answer,
    Finding,
    InformationRequest,
    Minutes,
    MinutesConfirmation,
    RequestItem,
    Witness,
)
from inspections.models.documents import Document, DocumentSignature, NumberSeries
from inspections.models.evidence import EvidenceFile, Receipt, StashedFile
from inspections.models.inspection import (
    CaseRule,
    ConductPlan,
    Inspection,
    InspectionDetails,
    OverlapReview,
    TeamMember,
)
from inspections.models.law import AgencyProfile, CalendarDay, CalendarYear, LegalAct, Rule
from inspections.models.outbox import Message, OneTimeCode
from inspections.models.party import Attendee, InspectedParty, InspectedPartyDetails
from inspections.models.people import Capacity, Department, Institution, Membership, User
from inspections.models.submissions import Submission
from inspections.models.turns import Turn
from inspections.models.walls import register_walls

register_walls(
    [Inspection, InspectedParty], [(INSPECTION, InspectionDetails), (INSPECTED_PARTY, InspectedPartyDetails)]
)

__all__ = [
    "AgencyProfile",
    "Answer",
    "Attendee",
    "CalendarDay",
    "CalendarYear",
    "Capacity",
    "Case",
    "CaseEvent",
    "CaseRule",
    "Checklist",
    "ChecklistItem",
    "ChecklistVersion",
    "ConductPlan",
    "Department",
    "Document",
    "DocumentSignature",
    "EvidenceFile",
    "Finding",
    "InformationRequest",
    "InspectedParty",
    "InspectedPartyDetails",
    "Inspection",
    "InspectionDetails",
    "Institution",
    "LegalAct",
    "Membership",
    "Message",
    "Minutes",
    "MinutesConfirmation",
    "NumberSeries",
    "OneTimeCode",
    "OverlapReview",
    "Receipt",
    "RequestItem",
    "Rule",
    "StashedFile",
    "Submission",
    "TeamMember",
    "Turn",
    "User",
    "Witness",
]
