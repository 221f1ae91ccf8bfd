"""Snapshots of the announcement and of a request for information (Nghị định 217/2025/NĐ-CP Điều 8, 9, 11, 13, 15)."""

import re
from collections.abc import Iterable
from datetime import date
from typing import TypedDict

from django.utils import translation

from inspections.enums import RequestItemState, Side
from inspections.models import Attendee, InformationRequest, InspectedParty, RequestItem

from .contexts_dossier import REPORT_TO_ISSUER, Dossier, Heading, limit, party_snapshot, person, team_head
from .contexts_law import INSPECTION_DECREE, act_grounds, citation
from .contexts_party import SIDE_OF_PARTY, PartyRecord, load_party, representative, session_method, team_at
from .contexts_text import day_of, end_of_day, iso_date, iso_moment, without_closing_mark
from .formatting import cite_place, short_date, short_moment
from .snapshots import (
    AnnouncementRecordSnapshot,
    InformationRequestSnapshot,
    PersonSnapshot,
    ProgrammeRow,
)
from .snapshots import RequestItem as RequestItemSnapshot

ANNOUNCEMENT = "announcement"
COPIES = 2
REPLY_CHANNEL = "mục Hồ sơ của đơn vị trên hệ thống Kiểm tra số"
CONTACT_POST = "Đoàn kiểm tra"
PHONE = re.compile(r"(?:\+84|\b0)[\d .]{7,13}\d")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
RECORD_SIGNATURES = (
    "Biên bản có giá trị khi Trưởng đoàn và người đại diện đơn vị ký số, hoặc ký tay trên bản giấy và ghi nơi lưu bản "
    "gốc; xác nhận nội dung trên hệ thống không phải là chữ ký."
)
REQUEST_SIGNATURES = "Phiếu yêu cầu có giá trị khi Trưởng đoàn ký số hoặc ký tay."


class Contact(TypedDict):
    """Whom the party asks about the request."""

    contact: PersonSnapshot
    contact_phone: str
    contact_email: str


@translation.override("vi")
def announcement_record_snapshot(
    party: InspectedParty, *, today: date, demo: bool
) -> AnnouncementRecordSnapshot:
    """Freeze the record of the announcement: day 0 of the limit, with a named representative (Điều 13, Điều 15)."""
    record = load_party(party.pk, today=today, demo=demo)
    attendees = record.present_at(ANNOUNCEMENT)
    details, inspection = record.details, record.dossier.details
    days, unit = limit(inspection)
    return {
        **team_head(record.dossier, _record_heading(record)),
        "decision": record.dossier.decision,
        "party": party_snapshot(record.institution),
        "method": session_method(record, record.channel),
        "venue": record.channel,
        "started_at": iso_moment(details.announced_at),
        "ended_at": "",
        "team_present": team_at(record, attendees),
        "party_present": _others_present(record, attendees),
        "representative": representative(record, attendees),
        "programme": _programme(record),
        "statements": [],
        "limit_value": days,
        "limit_unit": unit,
        "limit_ends_on": iso_date(inspection.limit_end_on),
        "recording": "",
        "copies": COPIES,
        "refusal": None,
    }


def _record_heading(record: PartyRecord) -> Heading:
    return Heading(
        kind="announcement_record",
        type_name="Biên bản",
        type_abbr="BB",
        subject="Công bố quyết định kiểm tra chuyên ngành",
        recipients=[record.name, REPORT_TO_ISSUER],
        signatures=RECORD_SIGNATURES,
        signed_on=record.details.announced_on,
    )


def _others_present(record: PartyRecord, attendees: Iterable[Attendee]) -> list[PersonSnapshot]:
    """People of the party beside its representative, who has a line of his own."""
    own = (record.details.representative_name or "").casefold()
    there = [attendee for attendee in attendees if attendee.side == Side.INSTITUTION]
    return [
        {"name": attendee.name, "post": attendee.post or SIDE_OF_PARTY, "duty": ""}
        for attendee in there
        if attendee.name.casefold() != own
    ]


def _programme(record: PartyRecord) -> list[ProgrammeRow]:
    """The working programme that the lead announces (Điều 15 khoản 1), with the days of the approved plan."""
    opening = iso_moment(record.details.announced_at)
    rows: list[ProgrammeRow] = [
        {"time": short_moment(opening), "work": "Công bố quyết định kiểm tra và kế hoạch tiến hành kiểm tra"}
    ]
    plan = record.dossier.plan
    if plan is not None:
        start = max(plan.starts_on, day_of(record.details.announced_at) or plan.starts_on)
        end = max(plan.ends_on, start)
        days = f"từ {short_date(start.isoformat())} đến {short_date(end.isoformat())}"
        rows.append(
            {"time": days, "work": "Kiểm tra, xác minh từng nội dung theo phương thức đã được phê duyệt"}
        )
        rows.append(
            {"time": f"chậm nhất {short_date(end.isoformat())}", "work": "Thông qua và ký biên bản kiểm tra"}
        )
    return rows


@translation.override("vi")
def information_request_snapshot(
    request: InformationRequest, *, today: date, demo: bool
) -> InformationRequestSnapshot:
    """Freeze a request: what is asked, for which content, until when, and the right to refuse (Điều 8, Điều 9.1c)."""
    record = load_party(request.party_id, today=today, demo=demo)
    dossier = record.dossier
    asked = request.items.exclude(state=RequestItemState.WITHDRAWN).select_related("answer__item__act")
    due_at = end_of_day(request.due_on)
    heading = Heading(
        kind="information_request",
        type_name="Phiếu yêu cầu",
        type_abbr="PYC",
        subject=f"Cung cấp thông tin, hồ sơ, tài liệu phục vụ kiểm tra (lần {request.sequence})",
        recipients=[record.name],
        signatures=REQUEST_SIGNATURES,
        grounds=act_grounds([INSPECTION_DECREE], today),
        signed_on=day_of(request.sent_at),
    )
    return {
        **team_head(dossier, heading),
        "addressed_to": record.name,
        "decision": dossier.decision,
        "items": [_request_item(place, item, due_at) for place, item in enumerate(asked, start=1)],
        "due_at": due_at,
        "reply_channel": REPLY_CHANNEL,
        **_contact(request.contact, dossier),
    }


def _request_item(place: int, item: RequestItem, due_at: str) -> RequestItemSnapshot:
    return {
        "code": f"YC{place:02d}",
        "asked": without_closing_mark(item.label),
        "relevance": without_closing_mark(item.relevance) or _content_of(item),
        "due_at": due_at,
    }


def _content_of(item: RequestItem) -> str:
    """The content of the inspection that the thing asked belongs to, with its legal basis."""
    if item.answer is None:
        return "Nội dung kiểm tra chung của đơn vị"
    checked = item.answer.item
    basis = f" ({cite_place(citation(checked.act, checked.locator))})" if checked.act else ""
    return f"Nội dung {checked.code}{basis}"


def _contact(text: str, dossier: Dossier) -> Contact:
    """Read the contact as typed ("Lê Đức Thắng, 0912 …"): a member is named with his post; what is not typed comes
    from his account, then from the agency."""
    phone, email = PHONE.search(text), EMAIL.search(text)
    member = next((m for m in dossier.members if m.name.casefold() in text.casefold()), None)
    typed = without_closing_mark(EMAIL.sub("", PHONE.sub("", text))).split(",")[0].strip(" -–:")
    named: PersonSnapshot = {"name": typed, "post": CONTACT_POST, "duty": ""}
    if member is not None:
        known = person(member)
        named = {**known, "post": known["post"] or CONTACT_POST}
    own_phone, own_email = (member.user.phone, member.user.email) if member and member.user else ("", "")
    return {
        "contact": named,
        "contact_phone": phone[0] if phone else own_phone or dossier.agency.phone,
        "contact_email": email[0] if email else own_email or dossier.agency.email,
    }
