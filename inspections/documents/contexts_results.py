"""Snapshot of the result report: the approved prose, and an annex of figures from the record (domain 13, no. 13)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import cast

from django.utils import translation

from inspections.models import Case, Inspection
from inspections.rules import result_report as parts
from inspections.rules.result_report import ReportedParty, section_title
from inspections.rules.result_report_check import SectionText

from .contexts_decision import load_inspection
from .contexts_dossier import REPORT_TO_ISSUER, Heading, authority, team_head
from .contexts_text import iso_date, without_closing_mark
from .formatting import short_date
from .snapshots_results import ReportChapter, ReportPart, ReportRow, ResultReportSnapshot

SIGNATURES = "Báo cáo có giá trị khi Trưởng đoàn ký số hoặc ký tay."
RESULTS, RECOMMENDATIONS = "Kết quả kiểm tra", "Kiến nghị"
RECOMMENDED = (parts.FOR_PARTIES, parts.FOR_DEPARTMENT, parts.FOR_SUPERIOR)
PLAIN = (parts.STRENGTHS, parts.SHORTCOMINGS, parts.CAUSES, parts.HANDLING)


@translation.override("vi")
def result_report_snapshot(
    case: Case,
    sections: Sequence[SectionText],
    parties: Iterable[ReportedParty],
    *,
    today: date,
    demo: bool,
) -> ResultReportSnapshot:
    """Freeze the report as it was approved; the figures of the annex are those of the record, never typed."""
    dossier = load_inspection(cast(Inspection, case), today=today, demo=demo)
    subject = f"Kết quả {dossier.decision['subject']}"
    heading = Heading(
        kind="result_report",
        type_name="Báo cáo",
        type_abbr="BC",
        subject=subject,
        recipients=[REPORT_TO_ISSUER, "Thành viên Đoàn kiểm tra"],
        signatures=SIGNATURES,
    )
    return {
        **team_head(dossier, heading),
        "addressed_to": authority(dossier.agency),
        "decision": dossier.decision,
        "chapters": _chapters(sections),
        "rows": [_row(party) for party in parties],
    }


def _chapters(sections: Sequence[SectionText]) -> list[ReportChapter]:
    """Overview, conduct, one chapter of all parties, what follows, one chapter of recommendations."""
    texts = {section.anchor: section for section in sections}
    of_parties = [section for section in sections if section.party_id is not None]
    return [
        *_plain(texts[key] for key in parts.BEFORE_PARTIES if key in texts),
        _grouped(RESULTS, of_parties),
        *_plain(texts[key] for key in PLAIN if key in texts),
        _grouped(RECOMMENDATIONS, [texts[key] for key in RECOMMENDED if key in texts]),
    ]


def _plain(sections: Iterable[SectionText]) -> list[ReportChapter]:
    return [
        {"heading": section_title(section.anchor), "lines": _lines(section), "parts": []}
        for section in sections
    ]


def _grouped(heading: str, sections: Iterable[SectionText]) -> ReportChapter:
    rows: list[ReportPart] = [{"heading": section.title, "lines": _lines(section)} for section in sections]
    return {"heading": heading, "lines": [], "parts": rows}


def _lines(section: SectionText) -> list[str]:
    return [line.strip() for line in section.text.splitlines() if line.strip()]


def _row(party: ReportedParty) -> ReportRow:
    return {
        "party": party.name,
        "minutes_on": iso_date(party.minutes_on),
        "items": party.items,
        "complies": party.complies,
        "falls_short": party.falls_short,
        "not_applicable": party.not_applicable,
        "not_enough": party.not_enough,
        "shortcomings": party.shortcomings,
        "signs_of_violation": party.signs,
        "findings": [f"{finding.code}: {without_closing_mark(finding.text)}" for finding in party.findings],
        "requests": [
            f"{without_closing_mark(text)} (đến hết ngày {short_date(iso_date(due_on))})"
            for text, due_on in party.asked
        ],
    }
