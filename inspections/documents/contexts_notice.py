"""Snapshot of the notice of the schedule (domain 13, no. 7; practice, not law: Điều 11 announces the decision later)."""

from datetime import date
from typing import cast

from django.utils import translation

from inspections.enums import TeamDuty
from inspections.models import InspectedParty

from .contexts_dossier import REPORT_TO_ISSUER, Dossier, Heading, person, team_head
from .contexts_law import INSPECTION_DECREE, act_grounds, checklist_items, report_outline
from .contexts_party import load_party
from .contexts_session import CONTACT_POST, Contact
from .contexts_text import iso_date, iso_moment
from .snapshots import Method
from .snapshots_sheets import ScheduleNoticeSnapshot

NOTICE_SIGNATURES = "Thông báo có giá trị khi Trưởng đoàn ký số hoặc ký tay."
PEOPLE_NEEDED = (
    "Người đại diện theo pháp luật của đơn vị hoặc người được ủy quyền bằng văn bản",
    "Người phụ trách các bộ phận liên quan đến nội dung kiểm tra",
    "Người được cử làm đầu mối, có tài khoản trên hệ thống Kiểm tra số",
)


@translation.override("vi")
def schedule_notice_snapshot(party: InspectedParty, *, today: date, demo: bool) -> ScheduleNoticeSnapshot:
    """Freeze the notice: time, link or place, people needed, what to prepare by the outline, whom to ask."""
    record = load_party(party.pk, today=today, demo=demo)
    dossier, details = record.dossier, record.details
    plan = dossier.plan
    heading = Heading(
        kind="schedule_notice",
        type_name="Thông báo",
        type_abbr="TB",
        subject=f"Lịch kiểm tra tại {record.name}",
        recipients=[record.name, REPORT_TO_ISSUER, "Thành viên Đoàn kiểm tra"],
        signatures=NOTICE_SIGNATURES,
        grounds=act_grounds([INSPECTION_DECREE], today),
        signed_on=today,
    )
    return {
        **team_head(dossier, heading),
        "addressed_to": record.name,
        "decision": dossier.decision,
        "session_at": iso_moment(details.session_at),
        "method": cast(Method, details.method or (plan.method if plan else "mixed")),
        "venue": record.channel,
        "team": [person(member) for member in dossier.members],
        "people_needed": list(PEOPLE_NEEDED),
        "report_due_on": iso_date(details.report_due_on),
        "outline": report_outline(checklist_items(dossier.details)),
        **_lead_contact(dossier),
    }


def _lead_contact(dossier: Dossier) -> Contact:
    """The lead, by his own telephone and address or the agency's."""
    lead = next((member for member in dossier.members if member.duty == TeamDuty.LEAD), None)
    known = person(lead) if lead else {"name": CONTACT_POST, "post": "", "duty": ""}
    user = lead.user if lead else None
    return {
        "contact": {**known, "post": known["post"] or CONTACT_POST},  # type: ignore[typeddict-item]
        "contact_phone": (user.phone if user else "") or dossier.agency.phone,
        "contact_email": (user.email if user else "") or dossier.agency.email,
    }
