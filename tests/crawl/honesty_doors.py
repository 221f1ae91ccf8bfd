"""The doors of what keeps the figure honest: a lượt at home and one abroad; who was of its team does not review it."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from inspections.models import Reconciliation, ReconciliationRow
from tests.crawl.counting import DEPARTMENT, OFFICERS
from tests.crawl.table import EVERYBODY
from tests.crawl.world import World
from tests.factories import ledger
from tests.factories.ledger import moment

NO_ONE: frozenset[str] = frozenset()
REVIEWERS = frozenset({"director", "deputy_director", "section_head", "officer", "monitor"})
Place = tuple[str, str, frozenset[str], frozenset[str]]


def doors_of_honesty(world: World) -> Iterator[Place]:
    """The review of the signs of one lượt, a list that was compared and a row of it."""
    template = reverse("reconciliation_template", args=["register"])
    yield "reconciliation_template", template, EVERYBODY, OFFICERS
    for place, sees, may in (("checked", DEPARTMENT, REVIEWERS), ("foreign_checked", NO_ONE, NO_ONE)):
        party = world.party(place)
        assert party.institution is not None
        line = ledger.line_of(ledger.MIXED, party.institution, party=party)
        made = _listed(world, party.department_id, party.institution_id or 0)
        yield "compared_list", reverse("compared_list", args=[made.reconciliation_id]), sees, sees
        yield "decide_row", reverse("decide_row", args=[made.pk]), sees, OFFICERS & sees
        yield "review_signs", reverse("review_signs", args=[line.pk]), sees, may


def _listed(world: World, department_id: int, institution_id: int) -> ReconciliationRow:
    by, at = world.people["officer"], moment(date(2026, 11, 1))
    one = Reconciliation.objects.create(
        department_id=department_id,
        source="units",
        name="danh-sach.xlsx",
        sha256="0" * 64,
        uploaded_at=at,
        uploaded_by=by,
    )
    return ReconciliationRow.objects.create(
        reconciliation=one,
        row=2,
        institution_id=institution_id,
        first=date(2026, 5, 6),
        last=date(2026, 5, 6),
        words="Khảo sát",
    )
