"""The doors of frozen figures, of the export and of the keys of the operations centre."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from inspections.enums import Headline, PeriodKind
from inspections.models import CountingRule, FigureReport, Freeze, FrozenLine, IndicatorKey
from tests.crawl.counting import ADMINISTRATOR, DECIDERS, DEPARTMENT
from tests.crawl.figure_reports import RETURNS
from tests.crawl.table import EVERYBODY
from tests.crawl.world import World
from tests.factories.ledger import moment

NO_ONE: frozenset[str] = frozenset()
NUMBER = {
    "key": "m3",
    "code": "CT-BC2022-L1-04",
    "label": "M3",
    "definition": "M3",
    "a": 0,
    "b": None,
    "words": "",
}
SNAPSHOT = {
    "subject": "Báo cáo",
    "period": "",
    "taken_at": "",
    "trial": True,
    "rule_decision": "",
    "figures": [],
}
# The director froze it.
AUDITORS = frozenset({"deputy_director", "section_head", "officer", "monitor"})
Place = tuple[str, str, frozenset[str], frozenset[str]]


def doors_of_freezes(world: World) -> Iterator[Place]:
    """A frozen year at home and one abroad; a period to freeze; a key."""
    yield "freeze_period", reverse("freeze_period", args=["BC2023"]), EVERYBODY, DECIDERS
    yield "figure_passport", reverse("figure_passport", args=[NUMBER["code"]]), EVERYBODY, DEPARTMENT
    for name, sees, may in (("checked", DEPARTMENT, DECIDERS), ("foreign_checked", NO_ONE, NO_ONE)):
        made = _frozen(world, world.party(name).department_id)
        yield "freeze", reverse("freeze", args=[made.pk]), sees, sees
        line = world.party(name).ledger_line
        kept = FrozenLine.objects.create(
            freeze=made,
            line=line,
            code="KT",
            institution="SECRET-1" if not sees else "Trường",
            kind=line.kind,
            legal_form=line.legal_form,
            class_value=1,
            final=False,
            counted_on=date(2022, 12, 1),
            late=False,
        )
        yield "figure_audit", reverse("figure_audit", args=[made.pk]), sees, sees
        yield "audit_line", reverse("audit_line", args=[made.pk, kept.pk]), sees, AUDITORS & sees
        yield "restate", reverse("restate", args=[made.pk]), sees, may
        report = FigureReport.objects.create(freeze=made, snapshot=SNAPSHOT)
        yield "figure_report", reverse("figure_report", args=[report.pk]), sees, sees
        yield "report_file", reverse("report_file", args=[report.pk, "json"]), sees, sees
        yield "return_report", reverse("return_report", args=[report.pk]), sees, RETURNS & sees
        key = IndicatorKey.objects.create(
            department_id=made.department_id,
            name="IOC",
            digest=f"{made.pk:064d}",
            valid_until=made.last,
            made_at=made.taken_at,
            made_by=made.taken_by,
        )
        keeps = ADMINISTRATOR if sees else NO_ONE
        yield "revoke_indicator_key", reverse("revoke_indicator_key", args=[key.pk]), keeps, keeps


def _frozen(world: World, department_id: int) -> Freeze:
    rule = CountingRule.objects.earliest("-version")
    first, last = date(2021, 12, 15), date(2022, 12, 14)
    return Freeze.objects.create(
        department_id=department_id,
        kind=PeriodKind.REPORT_YEAR,
        year=2022,
        first=first,
        last=last,
        version=1,
        rule=rule,
        headline=Headline.HEADLINE,
        trial=True,
        a=0,
        b=0,
        classes=[0, 0, 0, 0],
        final_classes=[0, 0, 0, 0],
        late=0,
        excluded={},
        running=0,
        contents={"figures": [NUMBER], "never": []},
        list_sha256="0" * 64,
        chain_head="0" * 64,
        taken_at=moment(last),
        taken_by=world.people["director"],
    )
