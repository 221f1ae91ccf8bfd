"""Snapshots of the papers of the follow-up, signed for the agency (Nghị định 217/2025/NĐ-CP Điều 16; mẫu công văn,
thông báo, báo cáo of Nghị định 30/2020/NĐ-CP Phụ lục III).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import translation

from inspections.enums import RemedyState
from inspections.models import Capacity, Document, RemedyItem
from inspections.rules.numbering import document_symbol

from .contexts_corrections import UNIT
from .contexts_decision import SECTION_ARCHIVE
from .contexts_dossier import Heading, agency_head, party_snapshot, signer, superior_words
from .contexts_law import INSPECTION_DECREE, act_grounds
from .contexts_party import PartyRecord, load_party
from .contexts_text import iso_date, without_closing_mark
from .snapshots_follow_up import (
    CompletionNoticeSnapshot,
    FollowedItem,
    FollowUpSnapshot,
    PaperReference,
    SuperiorReportSnapshot,
    UrgingLetterSnapshot,
)

SUBJECT = "chấn chỉnh, khắc phục sau kiểm tra"


@dataclass(frozen=True)
class Followed:
    """What a paper of the follow-up is about, as the deed holds it under the dossier's lock."""

    party_id: int
    items: Sequence[RemedyItem]
    asked: Document | None
    signer: Capacity
    today: date
    reported_on: date | None = None
    demo: bool = False


def paper_reference(paper: Document | None, title: str = "") -> PaperReference:
    """An issued paper by its kind, number and day."""
    if paper is None:
        return {"title": title, "number": "", "dated_on": ""}
    return {
        "title": str(paper.get_kind_display()),
        "number": paper.full_number,
        "dated_on": iso_date(paper.dated_on),
    }


def _state(item: RemedyItem, today: date) -> str:
    if item.state == RemedyState.ENDED:
        return "Kết thúc theo dõi, chuyển xử lý"
    if item.state == RemedyState.ACCEPTED or item.state == RemedyState.REPORTED:
        return str(item.get_outcome_display() or item.get_state_display())
    late = (today - item.due_on).days
    outcome = str(item.get_outcome_display()) if item.outcome else "Chưa báo cáo"
    return f"{outcome}; quá hạn {late} ngày" if late > 0 else outcome


def _rows(items: Iterable[RemedyItem], today: date) -> list[FollowedItem]:
    return [
        {
            "position": item.position,
            "text": without_closing_mark(item.text),
            "due_on": iso_date(item.due_on),
            "state": _state(item, today),
            "note": without_closing_mark(item.ended_reason or item.judgement),
        }
        for item in items
    ]


def _shared(record: PartyRecord, about: Followed, heading: Heading) -> FollowUpSnapshot:
    """Head and foot of a paper of the agency, signed in the capacity of the day, and what it is about."""
    head = agency_head(record.dossier, heading)
    head["signer"] = signer(about.signer.user.full_name, about.signer.lines)
    return {
        **head,
        "decision": record.dossier.decision,
        "party": party_snapshot(record.institution),
        "asked": paper_reference(about.asked, "Yêu cầu chấn chỉnh, khắc phục"),
        "items": _rows(about.items, about.today),
    }


@translation.override("vi")
def urging_letter_snapshot(
    about: Followed, *, answer_by: date | None, returned: bool
) -> UrgingLetterSnapshot:
    """Freeze the letter that urges; its number and day are given when it is issued."""
    record = load_party(about.party_id, today=about.today, demo=about.demo)
    words = "tiếp tục" if returned else "đôn đốc"
    shared = _shared(
        record,
        about,
        Heading(
            kind="urging_letter",
            type_name="Công văn",
            type_abbr="CV",
            subject=f"V/v {words} {SUBJECT}",
            recipients=["Như trên", "Lãnh đạo Sở (để báo cáo)"],
            signatures="",
            archive=SECTION_ARCHIVE,
        ),
    )
    shared["symbol"] = document_symbol("", record.dossier.agency.short_name, unit_abbr=UNIT)
    return {
        **shared,
        "returned": returned,
        "reported_on": iso_date(about.reported_on) if returned else "",
        "answer_by": iso_date(answer_by),
    }


@translation.override("vi")
def superior_report_snapshot(
    about: Followed, *, letters: Sequence[Document], proposal: str
) -> SuperiorReportSnapshot:
    """Freeze the report to the superior head: what was asked, urged, still waits, and what is proposed."""
    record = load_party(about.party_id, today=about.today, demo=about.demo)
    superior = superior_words(record.dossier.agency)
    shared = _shared(
        record,
        about,
        Heading(
            kind="superior_report",
            type_name="Báo cáo",
            type_abbr="BC",
            subject=f"Về việc chậm {SUBJECT} của {record.name}",
            recipients=[f"{superior} (để báo cáo)", "Lãnh đạo Sở"],
            signatures="",
            archive=SECTION_ARCHIVE,
        ),
    )
    return {
        **shared,
        "addressed_to": superior,
        "letters": [paper_reference(letter) for letter in letters],
        "proposal": without_closing_mark(proposal),
    }


@translation.override("vi")
def completion_notice_snapshot(about: Followed) -> CompletionNoticeSnapshot:
    """Freeze the notice that the follow-up of the unit is over: every item with its result."""
    record = load_party(about.party_id, today=about.today, demo=about.demo)
    shared = _shared(
        record,
        about,
        Heading(
            kind="completion_notice",
            type_name="Thông báo",
            type_abbr="TB",
            subject=f"Xác nhận hoàn thành {SUBJECT} đối với {record.name}",
            recipients=[record.name, "Lãnh đạo Sở (để báo cáo)", "Đoàn kiểm tra"],
            signatures="",
            archive=SECTION_ARCHIVE,
            grounds=act_grounds([INSPECTION_DECREE], about.today),
        ),
    )
    return {
        **shared,
        "reported_on": iso_date(about.reported_on),
        "confirmed_on": iso_date(about.today),
        "ended": any(item.state == RemedyState.ENDED for item in about.items),
    }
