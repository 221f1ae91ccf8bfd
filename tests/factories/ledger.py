"""Lines of the ledger, written as the upkeep writes them, for tests of what reads them."""

from datetime import date, datetime, time
from itertools import count
from typing import Any

from django.db import connection
from django.utils import timezone

from inspections.enums import Headline, Method, SignatureRoute
from inspections.models import Case, CountingRule, Institution, LedgerLine, PaperInspection, Target, User
from inspections.rules.online_share import CountedBy, LuotFacts, counted, judge
from inspections.rules.past import number_key

_NUMBERS = count(1)

# A lượt of the highest class: planned online, announced, examined, signed and issued in the system.
ONLINE: dict[str, Any] = {
    "method": Method.ONLINE.value,
    "plan_before_announcement": True,
    "decision_route": SignatureRoute.DIGITAL.value,
    "plan_route": SignatureRoute.DIGITAL.value,
    "announced_on": "2026-03-02",
    "announced_in_system": True,
    "remote_items": 10,
    "remote_on_party_files": 10,
    "requests": 1,
    "limit_end_on": "2026-12-31",
    "signed_on": "2026-03-20",
    "team_route": SignatureRoute.DIGITAL.value,
    "party_route": SignatureRoute.DIGITAL.value,
}
MIXED = ONLINE | {"method": Method.MIXED.value, "visits": 1, "site_items": 2}
SEALED = ONLINE | {"results_due": True, "results": 1, "results_out": 1, "sealed": True}
ON_SITE = ONLINE | {"method": Method.ON_SITE.value, "visits": 1, "site_items": 10, "remote_items": 0}
BY_HAND_LATE = ONLINE | {"limit_end_on": "2026-03-10"}
RUNNING = ONLINE | {"signed_on": "", "limit_end_on": ""}
ENDED = ONLINE | {"exclusion": "terminated"}


def moment(day: date) -> datetime:
    """Noon of a day."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def rule_of(department_id: int | None) -> CountingRule:
    """The second counting rule of a department, a trial, unless it has a rule already."""
    found = CountingRule.objects.filter(department_id=department_id).first()
    return found or CountingRule.objects.create(
        department_id=department_id,
        version=2,
        name="Cách tính thứ hai",
        headline=Headline.HEADLINE,
        m3_share=100,
        m2_share=100,
        m3_needs_digital=True,
        m2_accepts_hand=True,
        source="Dự thảo cách tính của Sở",
        valid_from=date(2000, 1, 1),
    )


def paper_visit(institution: Institution, by: User, day: date) -> PaperInspection:
    """One visit of the paper register."""
    number = next(_NUMBERS)
    return PaperInspection.objects.create(
        department_id=institution.department_id,
        institution=institution,
        decision_number=f"{number}/QĐ-GIAY",
        number_key=number_key(f"{number}/QĐ-GIAY"),
        decided_on=day,
        agency="Sở",
        content="Công tác tuyển sinh",
        ground_text="Kế hoạch năm",
        period_from=day,
        period_to=day,
        announced_on=day,
        minutes_on=day,
        lead_name="Nguyễn Văn Minh Hoạ",
        kept_at="Hộp 12",
        entered_at=moment(day),
        entered_by=by,
    )


def line_of(
    facts: dict[str, Any],
    institution: Institution,
    *,
    party: Case | None = None,
    paper: PaperInspection | None = None,
    area: str = "Phường Minh Hoạ",
    today: date = date(2026, 11, 1),
) -> LedgerLine:
    """The line that these facts make by the default rule."""
    rule_of(institution.department_id)
    known = LuotFacts(**facts)
    judged, stands = judge(known, CountedBy()), counted(known, today)
    written = {
        "department_id": institution.department_id,
        "institution": institution,
        "kind": institution.kind,
        "legal_form": institution.legal_form,
        "area": area,
        "state": stands.state,
        "exclusion": stands.exclusion,
        "counted_on": stands.on,
        "late": stands.late,
        "class_value": judged.class_value,
        "final": judged.final,
        "facts": known.as_json(),
        "counted_at": moment(today),
    }
    line, _new = LedgerLine.objects.update_or_create(party=party, paper=paper, defaults=written)
    return line


def paper_line(institution: Institution, by: User, day: date) -> LedgerLine:
    """A visit that ran on paper: class M0, final at once, in the denominator."""
    facts = {"paper": True, "signed_on": day.isoformat()}
    return line_of(facts, institution, paper=paper_visit(institution, by, day))


def parties(root: Case, institution: Institution, number: int) -> list[Case]:
    """So many bare parties of one dossier, for lines that nobody opens further."""
    made = [
        Case(
            kind="inspected_party",
            code=f"SO-{next(_NUMBERS)}",
            title=f"Kiểm tra {institution.name}",
            department_id=root.department_id,
            institution=institution,
            parent=root,
            root=root,
            stage="notified",
            opened_at=root.opened_at,
            opened_by_id=root.opened_by_id,
        )
        for _place in range(number)
    ]
    with connection.cursor() as cursor:  # set-up only: nobody opens these dossiers, so they have no events
        cursor.execute("SET LOCAL session_replication_role = replica")
        found = Case.objects.bulk_create(made)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    return found


def target_of(year: int, *, value: int = 55) -> Target:
    """The target of the online share of a year."""
    return Target.objects.create(
        indicator="online_share", year=year, value=value, source="Kế hoạch số 8/KH-UBND"
    )
