"""Snapshots of the result papers of one party, in one act for all parties (domain 13, nos. 14, 15; row 17).

The decree knows no «kết luận kiểm tra»: the result is told by a notice or, where the department says so, by an official
letter (trap 1). What stands in them comes from the signed minutes and from what the lead drafted.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.utils import translation

from inspections.enums import FindingHandling, FindingKind
from inspections.models import Answer, Capacity, Case, Finding, RemedyItem, RemedyRequest
from inspections.queries.result_papers import findings_in_minutes
from inspections.rules.numbering import document_symbol

from .contexts_decision import SECTION_ARCHIVE
from .contexts_dossier import Heading, agency_head, party_snapshot, signer, superior_words
from .contexts_law import INSPECTION_DECREE, act_grounds, citation
from .contexts_party import PartyRecord, load_party
from .contexts_text import iso_date, lines_of, sentence, without_closing_mark
from .formatting import long_date
from .snapshots import DocumentSnapshot, FindingCounts, FindingKindWord, GroundSnapshot
from .snapshots_results_party import (
    AskedRemedy,
    HandledFinding,
    RemedyRequestSnapshot,
    ResultNoticeSnapshot,
    ResultPaper,
)

UNIT = "GDNN"
LETTER = "cong_van"


@dataclass(frozen=True)
class ResultOfParty:
    """What the papers of one party are drawn up from."""

    party: Case
    request: RemedyRequest
    items: Sequence[RemedyItem]
    signer: Capacity
    today: date
    demo: bool
    document_type: str = "thong_bao"


@translation.override("vi")
def result_snapshots(result: ResultOfParty) -> tuple[ResultNoticeSnapshot, RemedyRequestSnapshot | None]:
    """Freeze the notice and, where something is asked, the request: both say the same findings, requests and dates."""
    record = load_party(result.party.pk, today=result.today, demo=result.demo)
    shared = _shared(record, result)
    return _notice(record, result, shared), _request(record, result, shared) if result.items else None


def _notice(record: PartyRecord, result: ResultOfParty, shared: ResultPaper) -> ResultNoticeSnapshot:
    """What was checked, what was found, what is asked and until when, what comes next."""
    letter = result.document_type == LETTER
    subject = f"{'V/v thông báo kết' if letter else 'Kết'} quả {record.dossier.decision['subject']}"
    details = record.dossier.details
    said = {
        **_head(record, result, "result_notice", "" if letter else "Thông báo", subject),
        **shared,
        "letter": letter,
        "grounds": [] if letter else _grounds(record, result.today),
        "period_from": iso_date(details.period_from),
        "period_until": iso_date(details.period_to),
        "counts": _counts(result.party, shared["findings"]),
        "summary": [sentence(line) for line in lines_of(result.request.summary)],
    }
    return cast(ResultNoticeSnapshot, said)


def _request(record: PartyRecord, result: ResultOfParty, shared: ResultPaper) -> RemedyRequestSnapshot:
    """Findings, what is asked, by when, the day of the report, whom to reach."""
    subject = "V/v yêu cầu chấn chỉnh, khắc phục tồn tại, hạn chế qua kiểm tra"
    return cast(RemedyRequestSnapshot, {**_head(record, result, "remedy_request", "", subject), **shared})


def _head(
    record: PartyRecord, result: ResultOfParty, kind: Any, type_name: str, subject: str
) -> DocumentSnapshot:
    dossier = record.dossier
    heading = Heading(
        kind=kind,
        type_name=type_name or "Công văn",
        type_abbr="TB" if type_name else "CV",
        subject=subject,
        recipients=[
            record.name if type_name else "Như trên",
            f"{superior_words(dossier.agency)} (để báo cáo)",
            "Lãnh đạo Sở",
            "Trưởng đoàn kiểm tra",
        ],
        signatures="",
        archive=SECTION_ARCHIVE,
    )
    head = agency_head(dossier, heading)
    if not type_name:
        head["symbol"] = document_symbol("", dossier.agency.short_name, unit_abbr=UNIT)
    head["signer"] = signer(result.signer.user.full_name, result.signer.lines)
    return head


def _grounds(record: PartyRecord, today: date) -> list[GroundSnapshot]:
    """The decree, the minutes, the proposal of the lead."""
    signed = long_date(iso_date(record.details.minutes_signed_on))
    return [
        *act_grounds((INSPECTION_DECREE,), today),
        {"act": None, "text": f"Căn cứ Biên bản kiểm tra {signed} tại {record.name}"},
        {"act": None, "text": "Xét đề nghị của Trưởng đoàn kiểm tra"},
    ]


def _shared(record: PartyRecord, result: ResultOfParty) -> ResultPaper:
    request, officer, agency = result.request, result.request.officer, record.dossier.agency
    shared = {
        "addressed_to": record.name,
        "party": party_snapshot(record.institution),
        "decision": record.dossier.decision,
        "minutes_on": iso_date(record.details.minutes_signed_on),
        "findings": [_finding(row) for row in findings_in_minutes(result.party)],
        "items": [_item(row) for row in result.items],
        "report_due_on": iso_date(request.report_due_on),
        "contact": without_closing_mark(request.contact),
        "contact_phone": (officer.phone if officer else "") or agency.phone,
        "contact_email": (officer.email if officer else "") or agency.email,
    }
    return cast(ResultPaper, shared)


def _finding(finding: Finding) -> HandledFinding:
    nothing = finding.handling == FindingHandling.NONE
    return {
        "code": finding.code,
        "finding_kind": cast(FindingKindWord, finding.kind),
        "text": sentence(finding.text),
        "citations": [citation(finding.act, finding.locator)],
        "handling": str(FindingHandling(finding.handling).label) if finding.handling else "",
        "reason": without_closing_mark(finding.handling_reason) if nothing else "",
    }


def _item(item: RemedyItem) -> AskedRemedy:
    return {
        "text": without_closing_mark(item.text),
        "basis": without_closing_mark(item.basis),
        "finding_code": item.finding.code if item.finding else "",
        "due_on": iso_date(item.due_on),
    }


def _counts(party: Case, findings: Sequence[HandledFinding]) -> FindingCounts:
    """Figures of the record, never typed."""
    rated = Counter(Answer.objects.filter(party_id=party.pk).values_list("rating", flat=True))
    kinds = Counter(row["finding_kind"] for row in findings)
    return {
        "items": rated.total(),
        "complies": rated["complies"],
        "falls_short": rated["falls_short"],
        "not_applicable": rated["not_applicable"],
        "not_enough": rated["not_enough"],
        "shortcomings": kinds[FindingKind.SHORTCOMING.value],
        "signs_of_violation": kinds[FindingKind.SIGN_OF_VIOLATION.value],
    }
