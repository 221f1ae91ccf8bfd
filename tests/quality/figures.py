"""Forms of the counting rule, the targets and the raising of a class."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from inspections.actions.figure_reports import render_report
from inspections.actions.freezes import freeze
from inspections.actions.indicator_keys import make_key
from inspections.actions.ledger import count_papers
from inspections.documents.signing.places import demo_authority
from inspections.documents.signing.signer import sign_pdf
from inspections.enums import PeriodKind, SignCode
from inspections.management.demo.people import Cast
from inspections.models import (
    BackfillSign,
    ClassRaise,
    FigureReport,
    LedgerLine,
    Reconciliation,
    ReconciliationRow,
)
from inspections.queries.counting_versions import versions_of
from inspections.rules.counting import RuleText
from inspections.rules.figure_periods import Close, period
from inspections.rules.settings_values import source_text
from tests.factories import ledger
from tests.factories.cases import case_after
from tests.factories.lists import book
from tests.quality.filling import WORDS
from tests.quality.places import ADMINISTRATOR, DIRECTOR, SECTION_HEAD, Place
from tests.quality.scenes import NOW, REASON

# A lượt whose files the institution mostly handed over on paper: the record alone gives it the lowest online class.
SHORT = ledger.ONLINE | {"remote_on_party_files": 5}


def counting(cast: Cast) -> Iterator[Place]:
    """The number of the rule, another version, a target entered and changed."""
    rule = ledger.rule_of(cast.department.pk)
    number = reverse("counting_number", args=[rule.version])
    typed = {"number": "125/QĐ-SGDĐT", "decided_on": "10/11/2026"}
    yield Place("counting_number", DIRECTOR, number, {**typed, **REASON})
    last = versions_of(cast.department.pk)[0]
    text = {field.name: getattr(last, field.name) for field in fields(RuleText)} | {
        "m3_share": 90,
        "m2_share": 80,
    }
    version = {**text, "source": source_text(last.source), "from_on": "01/01/2027", **REASON}
    yield Place("counting_version", ADMINISTRATOR, reverse("counting_version"), version)
    target = {"indicator": "online_share", "year": "2029", "value": "65", "source": "Kế hoạch số 9/KH-UBND"}
    yield Place("add_target", ADMINISTRATOR, reverse("add_target"), {**target, **REASON})
    kept = ledger.target_of(2028)
    changed = {"value": "60", "source": "Kế hoạch số 10/KH-UBND", **REASON}
    yield Place("change_target", ADMINISTRATOR, reverse("change_target", args=[kept.pk]), changed)


def frozen(cast: Cast) -> Iterator[Place]:
    """A year to freeze, one frozen before its lượt came in, a key of the operations centre to make and to take back."""
    ledger.rule_of(cast.department.pk)
    head, now = cast.people[SECTION_HEAD], timezone.now()
    yield Place("freeze_period", SECTION_HEAD, reverse("freeze_period", args=["BC2021"]), {})
    made = freeze(cast.department, period(PeriodKind.REPORT_YEAR, 2020, 0, Close()), by=head, now=now)
    paper = ledger.paper_visit(cast.institutions["MH-01"], head, date(2020, 5, 6))
    count_papers([paper], now=now, by=head)
    visited = ledger.paper_visit(cast.institutions["MH-02"], head, date(2019, 5, 6))
    count_papers([visited], now=now, by=head)
    older = freeze(cast.department, period(PeriodKind.REPORT_YEAR, 2019, 0, Close()), by=head, now=now)
    audited = reverse("audit_line", args=[older.pk, older.lines.get().pk])
    yield Place("audit_line", DIRECTOR, audited, {"found": "0", **REASON})
    report = FigureReport.objects.get(freeze=made)
    render_report(report.pk)
    printed = latest_report(report)
    authority = demo_authority()
    authority.establish()

    def signed() -> dict[str, Any]:
        file = sign_pdf(
            printed,
            credential=authority.issue("truong-phong-bao-cao", name=head.full_name, organisation="Sở"),
            role="personal",
            reason="Báo cáo",
            at=timezone.now(),
        )
        upload = SimpleUploadedFile("da-ky.pdf", file)
        return {"number": "12/BC-SGDĐT", "dated_on": "02/11/2026", "file": upload}

    yield Place("return_report", SECTION_HEAD, reverse("return_report", args=[report.pk]), signed)

    def committee() -> dict[str, Any]:
        return {"file": book("units", ["{{ty_le}}", day_of_form, "{{a}}", "Tỷ lệ {{ty_le}}"])}

    day_of_form = date(2026, 1, 1)
    yield Place("committee_form", SECTION_HEAD, reverse("committee_form"), committee)
    yield Place("restate", SECTION_HEAD, reverse("restate", args=[made.pk]), {**REASON})
    wanted = {"name": "IOC của tỉnh", "valid_until": "01/10/2099", **REASON}
    yield Place("make_indicator_key", ADMINISTRATOR, reverse("make_indicator_key"), wanted)
    keeper = cast.people[ADMINISTRATOR]
    key, _text = make_key(
        cast.department, by=keeper, now=now, name="IOC", valid_until=date(2099, 1, 1), reason=WORDS
    )
    yield Place(
        "revoke_indicator_key", ADMINISTRATOR, reverse("revoke_indicator_key", args=[key.pk]), {**REASON}
    )


def latest_report(report: FigureReport) -> bytes:
    """The print."""
    with FigureReport.objects.get(pk=report.pk).body.open("rb") as stream:
        return bytes(stream.read())


def honesty(cast: Cast) -> Iterator[Place]:
    """The signs of one lượt, for somebody who was not of its team."""
    case = case_after(cast, "draft_decision")
    (party,) = ledger.parties(case, cast.institutions["MH-01"], 1)
    line = ledger.line_of(ledger.ONLINE, cast.institutions["MH-01"], party=party, today=NOW.date())
    BackfillSign.objects.create(line=line, code=SignCode.BURST, found_at=NOW)
    said = {"verdict": "explained", "words": WORDS}
    yield Place("review_signs", SECTION_HEAD, reverse("review_signs", args=[line.pk]), said)
    day, head = date(2026, 5, 6), cast.people[SECTION_HEAD]
    one = Reconciliation.objects.create(
        department=cast.department,
        source="units",
        name="a.xlsx",
        sha256="0" * 64,
        uploaded_at=NOW,
        uploaded_by=head,
    )
    row = ReconciliationRow.objects.create(
        reconciliation=one,
        row=2,
        institution=cast.institutions["MH-01"],
        first=day,
        last=day,
        words="Khảo sát",
    )
    decided = {"verdict": "neither", **REASON}

    def listed() -> dict[str, Any]:
        return {"source": "units", "file": book("units", ["MH-01", day, "Ông A", "Khảo sát"])}

    yield Place("compare", SECTION_HEAD, reverse("compare"), listed)
    yield Place("decide_row", SECTION_HEAD, reverse("decide_row", args=[row.pk]), decided)


def raises(cast: Cast) -> Iterator[Place]:
    """A raise asked for, and one that waits for the second person."""
    case = case_after(cast, "draft_decision")
    unit = cast.institutions["MH-01"]
    first, second = (
        ledger.line_of(SHORT, unit, party=party, today=NOW.date()) for party in ledger.parties(case, unit, 2)
    )
    wanted = {"wanted": "2", "reason": WORDS}
    yield Place("raise_class", SECTION_HEAD, reverse("raise_class", args=[first.pk]), wanted)
    asked = _asked(cast, second)
    decided = {"accepted": "co", "decision": WORDS}
    yield Place("decide_raise", DIRECTOR, reverse("decide_raise", args=[asked.pk]), decided)


def _asked(cast: Cast, line: LedgerLine) -> ClassRaise:
    head = cast.people[SECTION_HEAD]
    return ClassRaise.objects.create(
        line=line, before=line.class_value, wanted=2, reason=WORDS, proposed_at=NOW, proposed_by=head
    )
