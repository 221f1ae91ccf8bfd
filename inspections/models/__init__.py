"""Tables of the record; everything is importable from here."""

from inspections.kinds import INSPECTED_PARTY, INSPECTION
from inspections.models import history as history
from inspections.models.absence import Absence
from inspections.models.case import Case, CaseEvent
from inspections.models.checklists import Checklist, ChecklistItem, ChecklistVersion
from inspections.models.complaints import Complaint
from inspections.models.conduct import (
    Answer,
    Finding,
    InformationRequest,
    Minutes,
    MinutesConfirmation,
    RequestItem,
    Witness,
)
from inspections.models.diary import DiaryLine
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
from inspections.models.orders import InspectionPause, Order, OrderItem, OrderParty
from inspections.models.outbox import Message, OneTimeCode
from inspections.models.party import Attendee, InspectedParty, InspectedPartyDetails
from inspections.models.past import PaperImport, PaperInspection
from inspections.models.people import Capacity, Department, Institution, Membership, User
from inspections.models.reference import SettingChange
from inspections.models.referrals import Referral
from inspections.models.reminders import Reminder
from inspections.models.sources import ConfidentialSource, SourceRead
from inspections.models.submissions import Submission
from inspections.models.turns import Turn
from inspections.models.visits import SiteVisit
from inspections.models.walls import register_walls

register_walls(
    [Inspection, InspectedParty], [(INSPECTION, InspectionDetails), (INSPECTED_PARTY, InspectedPartyDetails)]
)

__all__ = [
    "Absence",
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
    "Complaint",
    "ConductPlan",
    "ConfidentialSource",
    "Department",
    "DiaryLine",
    "Document",
    "DocumentSignature",
    "EvidenceFile",
    "Finding",
    "InformationRequest",
    "InspectedParty",
    "InspectedPartyDetails",
    "Inspection",
    "InspectionDetails",
    "InspectionPause",
    "Institution",
    "LegalAct",
    "Membership",
    "Message",
    "Minutes",
    "MinutesConfirmation",
    "NumberSeries",
    "OneTimeCode",
    "Order",
    "OrderItem",
    "OrderParty",
    "OverlapReview",
    "PaperImport",
    "PaperInspection",
    "Receipt",
    "Referral",
    "Reminder",
    "RequestItem",
    "Rule",
    "SettingChange",
    "SiteVisit",
    "SourceRead",
    "StashedFile",
    "Submission",
    "TeamMember",
    "Turn",
    "User",
    "Witness",
]
