"""Snapshot of the periodic report on inspections through the digital environment (domain 13, no. 18; practice.md 6)."""

from datetime import date
from typing import Any

from django.utils import timezone, translation

from inspections.models import Freeze, FrozenLine, Membership
from inspections.queries.agency import agency_on
from inspections.rules.figure_periods import FigurePeriod
from inspections.rules.numbering import document_symbol
from inspections.rules.roles import Role
from inspections.rules.share_chart import Column, chart_of

from .contexts_dossier import HEAD_TITLE, signer, superior_words
from .contexts_law import INSPECTION_DECREE, act_grounds
from .contexts_text import iso_date

ARCHIVE = "VT, Phòng Giáo dục nghề nghiệp"


@translation.override("vi")
def figure_report_snapshot(freeze: Freeze, period: FigurePeriod, *, site: str, demo: bool) -> dict[str, Any]:
    """Freeze the report: figures with their passports, parts, years, annexes; nothing is worked out later."""
    today = timezone.localtime(freeze.taken_at).date()
    agency = agency_on(today)
    contents, rule = freeze.contents, freeze.rule
    return {
        "kind": "figure_report",
        "superior": agency.superior,
        "agency": agency.name,
        "number": "",
        "symbol": document_symbol("BC", agency.short_name),
        "place": agency.place,
        "signed_on": "",
        "type_name": "Báo cáo",
        "subject": f"Kết quả kiểm tra chuyên ngành giáo dục nghề nghiệp trên môi trường số, {_small(period.name())}",
        "grounds": act_grounds((INSPECTION_DECREE,), today),
        "recipients": [f"{superior_words(agency)} (để báo cáo)", "Lãnh đạo Sở"],
        "archive": ARCHIVE,
        "signer": signer(_director(freeze.department_id, today), HEAD_TITLE),
        "accepted_signatures": "",
        "signature_state": "",
        "demo": demo,
        "check": None,
        "addressed_to": superior_words(agency),
        "period": period.words(),
        "code": freeze.code,
        "version": freeze.version,
        "reason": freeze.reason,
        "trial": freeze.trial,
        "rule": rule.name,
        "rule_decision": f"Quyết định số {rule.decision_number}" if rule.decision_number else "",
        "verdict": _verdict(freeze),
        "figures": [_figure(row, site) for row in contents["figures"]],
        "parts": contents["parts"],
        "years": contents["years"],
        "chart": _chart(contents["years"]),
        "sensitivity": contents["sensitivity"],
        "excluded": contents["excluded"],
        "never": contents["never"],
        "raises": contents["raises"],
        "thin": contents["thin"],
        "target": contents["target"],
        "lines": [_line(line) for line in freeze.lines.order_by("counted_on", "line_id")],
        "list_sha256": freeze.list_sha256,
        "chain_head": freeze.chain_head,
        "taken_at": timezone.localtime(freeze.taken_at).strftime("%H:%M ngày %d/%m/%Y"),
        "taken_by": freeze.taken_by.full_name,
    }


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _director(department_id: int, on: date) -> str:
    rows = Membership.objects.filter(department_id=department_id, role=Role.DIRECTOR, valid_from__lte=on)
    found = rows.exclude(valid_until__lt=on).select_related("user").first()
    return found.user.full_name if found else ""


def _verdict(freeze: Freeze) -> str:
    """Reached or not, by the unrounded share; never while the rule is a trial."""
    target = freeze.contents["target"]
    if freeze.trial or target is None or not freeze.b:
        return ""
    reached = freeze.a * 100 >= target["value"] * freeze.b
    return "đạt chỉ tiêu được giao" if reached else "chưa đạt chỉ tiêu được giao"


def _figure(row: dict[str, Any], site: str) -> dict[str, Any]:
    shown = f"{row['words']} ({row['a']}/{row['b']})" if row["b"] is not None else str(row["a"])
    return {**row, "shown": shown, "url": f"{site}/chi-tieu/so/{row['code']}/"}


def _chart(years: list[dict[str, Any]]) -> dict[str, Any]:
    columns = [
        Column(
            year=row["year"],
            a=row["a"],
            b=row["b"],
            words=row["words"].split(" (")[0],
            target=row["target"],
            target_words="",
            a_url="",
            b_url="",
        )
        for row in years
    ]
    drawn = chart_of(columns)
    return {name: drawn[name] for name in ("width", "foot", "base", "year_line", "columns", "words")}


def _line(line: FrozenLine) -> dict[str, Any]:
    return {
        "code": line.code,
        "institution": line.institution,
        "class": f"M{line.class_value}",
        "final": line.final,
        "late": line.late,
        "counted_on": iso_date(line.counted_on),
    }
