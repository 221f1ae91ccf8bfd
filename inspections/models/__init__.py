"""Tables of the record; everything is importable from here."""

from inspections.kinds import INSPECTED_PARTY, INSPECTION
from inspections.models import history as history
from inspections.models.absence import Absence
from inspections.models.access import AccessSheet, ContactAppointment, Invitation, ItemShare
from inspections.models.audits import AuditedLine
from inspections.models.case import Case, CaseEvent
from inspections.models.checklists import Checklist, ChecklistItem, ChecklistVersion
from inspections.models.closing import Archive, Closing, DisposalItem, DisposalList, LegalHold
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
from inspections.models.correspondence import Dispatch, IncomingPaper
from inspections.models.diary import DiaryLine
from inspections.models.documents import Document, DocumentSignature, NumberSeries
from inspections.models.evidence import EvidenceFile, FileAccess, FileCheck, Receipt, StashedFile
from inspections.models.figure_reports import FigureForm, FigureReport
from inspections.models.freezes import Freeze, FrozenLine, LedgerVersion
from inspections.models.honesty import BackfillSign, SignIn, SignReview
from inspections.models.indicator_keys import IndicatorKey
from inspections.models.inspection import (
    CaseRule,
    ConductPlan,
    Inspection,
    InspectionDetails,
    OverlapReview,
)
from inspections.models.law import AgencyProfile, CalendarDay, CalendarYear, LegalAct, Rule
from inspections.models.ledger import ClassChange, CountingRule, LedgerLine, LedgerTally, Target
from inspections.models.ledger_raises import ClassRaise
from inspections.models.notices import NoticeChoice
from inspections.models.office_templates import DossierPrint, OfficeTemplate
from inspections.models.orders import InspectionPause, Order, OrderItem, OrderParty
from inspections.models.outbox import Message, OneTimeCode
from inspections.models.party import Attendee, InspectedParty, InspectedPartyDetails
from inspections.models.past import PaperImport, PaperInspection
from inspections.models.people import Capacity, Department, Institution, Membership, User
from inspections.models.privacy import PersonalDataExport, PersonalDataRead, PersonalDataRequest
from inspections.models.quarantine import Quarantine
from inspections.models.reconciliation import Reconciliation, ReconciliationRow
from inspections.models.reference import SettingChange
from inspections.models.referrals import Referral, ReferralFollowUp
from inspections.models.remedies import LaterDate, RemedyItem, RemedyRequest, RemedyReview, RemedyUrging
from inspections.models.reminders import Reminder
from inspections.models.replies import MoreTime, OutlineEntry, PagePointer
from inspections.models.results import ReportRemark, ReportSection, ReportVersion, ResultReport
from inspections.models.signing import SigningSession
from inspections.models.sources import ConfidentialSource, SourceRead
from inspections.models.submissions import Submission
from inspections.models.supplements import RelatedPerson, SupplementaryMinutes
from inspections.models.team import TeamMember
from inspections.models.turns import Turn
from inspections.models.uploads import Upload
from inspections.models.vault import VaultDocument
from inspections.models.visits import SiteVisit
from inspections.models.walls import register_walls

register_walls(
    [Inspection, InspectedParty], [(INSPECTION, InspectionDetails), (INSPECTED_PARTY, InspectedPartyDetails)]
)

__all__ = [
    "Absence",
    "AccessSheet",
    "AgencyProfile",
    "Answer",
    "Archive",
    "Attendee",
    "AuditedLine",
    "BackfillSign",
    "CalendarDay",
    "CalendarYear",
    "Capacity",
    "Case",
    "CaseEvent",
    "CaseRule",
    "Checklist",
    "ChecklistItem",
    "ChecklistVersion",
    "ClassChange",
    "ClassRaise",
    "Closing",
    "Complaint",
    "ConductPlan",
    "ConfidentialSource",
    "ContactAppointment",
    "CountingRule",
    "Department",
    "DiaryLine",
    "Dispatch",
    "DisposalItem",
    "DisposalList",
    "Document",
    "DocumentSignature",
    "DossierPrint",
    "EvidenceFile",
    "FigureForm",
    "FigureReport",
    "FileAccess",
    "FileCheck",
    "Finding",
    "Freeze",
    "FrozenLine",
    "IncomingPaper",
    "IndicatorKey",
    "InformationRequest",
    "InspectedParty",
    "InspectedPartyDetails",
    "Inspection",
    "InspectionDetails",
    "InspectionPause",
    "Institution",
    "Invitation",
    "ItemShare",
    "LaterDate",
    "LedgerLine",
    "LedgerTally",
    "LedgerVersion",
    "LegalAct",
    "LegalHold",
    "Membership",
    "Message",
    "Minutes",
    "MinutesConfirmation",
    "MoreTime",
    "NoticeChoice",
    "NumberSeries",
    "OfficeTemplate",
    "OneTimeCode",
    "Order",
    "OrderItem",
    "OrderParty",
    "OutlineEntry",
    "OverlapReview",
    "PagePointer",
    "PaperImport",
    "PaperInspection",
    "PersonalDataExport",
    "PersonalDataRead",
    "PersonalDataRequest",
    "Quarantine",
    "Receipt",
    "Reconciliation",
    "ReconciliationRow",
    "Referral",
    "ReferralFollowUp",
    "RelatedPerson",
    "RemedyItem",
    "RemedyRequest",
    "RemedyReview",
    "RemedyUrging",
    "Reminder",
    "ReportRemark",
    "ReportSection",
    "ReportVersion",
    "RequestItem",
    "ResultReport",
    "Rule",
    "SettingChange",
    "SignIn",
    "SignReview",
    "SigningSession",
    "SiteVisit",
    "SourceRead",
    "StashedFile",
    "Submission",
    "SupplementaryMinutes",
    "Target",
    "TeamMember",
    "Turn",
    "Upload",
    "User",
    "VaultDocument",
    "Witness",
]
