"""Lượt for W5, made in SQL in the bench's own database alone: ten years of institutions, cases and paper visits.

The facts and the class of each sort come from our own rules; SQL only repeats them. Triggers sleep meanwhile, then the
counters are made anew as the triggers would have made them, and ``check_integrity`` of the ledger is asked.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection, models, transaction

from inspections.enums import CountState
from inspections.models import Case, Institution, LedgerLine, LedgerTally, PaperInspection
from inspections.rules.online_share import CountedBy, LuotFacts, counted, judge
from tests.factories import ledger

YEARS, AREAS, PLACES, TODAY = 10, 120, 2000, date(2026, 11, 1)
LATE = ledger.BY_HAND_LATE
# Of every twenty lượt so many of each sort; the first are from the paper register.
SORTS: tuple[tuple[dict[str, Any], int], ...] = (
    ({"paper": True, "signed_on": "2026-03-20"}, 6),
    (ledger.SEALED, 5),
    (ledger.MIXED, 4),
    (ledger.ON_SITE, 3),
    (LATE, 2),
)
ROUND = sum(number for _facts, number in SORTS)
# Of so many lượt one ended without being counted.
ENDED_EACH = 50


def written(facts: dict[str, Any]) -> dict[str, Any]:
    """What the upkeep writes of these facts."""
    known = LuotFacts(**facts)
    judged, stands = judge(known, CountedBy()), counted(known, TODAY)
    assert stands.state == CountState.COUNTED
    return {"class_value": int(judged.class_value), "final": judged.final, "facts": known.as_json()}


class Lines:
    """Fills the ledger to a size; may be asked again for more."""

    def __init__(self, party: Case, paper: PaperInspection) -> None:
        self.models: tuple[tuple[type[models.Model], models.Model], ...] = (
            (Case, party),
            (PaperInspection, paper),
        )
        self.party, self.made = party, 0
        self.first = max(Case.objects.latest("pk").pk, PaperInspection.objects.latest("pk").pk)
        with asleep() as cursor:
            cursor.execute(
                "UPDATE inspections_institution SET valid_until = '2000-01-01', valid_from = '1999-01-01' WHERE id NOT IN "
                "(SELECT id FROM inspections_institution ORDER BY id LIMIT %s)",
                [PLACES],
            )
            cursor.execute(
                "UPDATE inspections_institution SET commune = 'Xã ' || (id %% %s), department_id = %s, valid_from = NULL "
                "WHERE valid_until IS NULL",
                [AREAS, party.department_id],
            )
            cursor.execute(
                "CREATE TEMP TABLE places AS SELECT row_number() OVER (ORDER BY id) - 1 AS place, id, kind, legal_form, "
                "commune FROM inspections_institution WHERE valid_until IS NULL"
            )
            cursor.execute("CREATE TEMP TABLE sorts (place int, facts jsonb, class_value int, final bool)")
            place = 0
            for facts, number in SORTS:
                row = LedgerLine(**written(facts))
                for _each in range(number):
                    cursor.execute(
                        "INSERT INTO sorts VALUES (%s, %s, %s, %s)",
                        [
                            place,
                            LedgerLine._meta.get_field("facts").get_db_prep_value(row.facts, connection),
                            row.class_value,
                            row.final,
                        ],
                    )
                    place += 1
        self.institutions = Institution.objects.filter(valid_until__isnull=True).count()

    def grow_to(self, size: int) -> None:
        """Cases and paper visits, a line for each, and the counters of all."""
        numbers = [self.made + 1, size]
        with asleep() as cursor:
            for model, row in self.models:
                self._copies(cursor, model, row, numbers)
            self._lines(cursor, numbers)
            make_counters_anew(cursor)
        self.made = size
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

    def _copies(self, cursor: Any, model: type[models.Model], row: models.Model, numbers: list[int]) -> None:
        """What the lines are of: a copy of one row under its own number, of another institution."""
        own: dict[str, str] = {
            "id": f"{self.first} + k",
            "institution_id": "places.id",
            "code": "'W5-' || k",
            "number_key": "'W5-' || k",
            "stage": "'completed'",
            "closed_at": "opened_at",
            "closed_by_id": "opened_by_id",
        }
        paper = model is PaperInspection
        names = [field.column for field in model._meta.concrete_fields]
        values = [own.get(name, f"t.{name}") for name in names if name is not None]
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({', '.join(filter(None, names))}) SELECT {', '.join(values)} "
            f"FROM {model._meta.db_table} t CROSS JOIN generate_series(%s::bigint, %s::bigint) AS k "
            f"JOIN places ON places.place = k %% (SELECT count(*) FROM places) "
            f"WHERE t.id = %s AND (k %% {ROUND} < {SORTS[0][1]}) = %s",
            [*numbers, row.pk, paper],
        )

    def _lines(self, cursor: Any, numbers: list[int]) -> None:
        ended = f"k %% {ENDED_EACH} = {ENDED_EACH - 1}"
        cursor.execute(
            f"""
            INSERT INTO inspections_ledgerline (party_id, paper_id, department_id, institution_id, kind, legal_form,
                area, state, exclusion, counted_on, late, class_value, final, facts, counted_at)
            SELECT CASE WHEN sorts.place >= {SORTS[0][1]} THEN {self.first} + k END,
                CASE WHEN sorts.place < {SORTS[0][1]} THEN {self.first} + k END,
                %s, places.id, places.kind, places.legal_form, places.commune,
                CASE WHEN {ended} THEN 'excluded' ELSE 'counted' END, CASE WHEN {ended} THEN 'terminated' ELSE '' END,
                CASE WHEN NOT ({ended}) THEN %s::date - (mod(k * 7919, {YEARS * 365}))::int END,
                false, sorts.class_value, sorts.final, sorts.facts, now()
            FROM generate_series(%s::bigint, %s::bigint) AS k
            JOIN places ON places.place = k %% (SELECT count(*) FROM places)
            JOIN sorts ON sorts.place = k %% {ROUND}
            """,
            [self.party.department_id, TODAY, *numbers],
        )


@contextmanager
def asleep() -> Iterator[Any]:
    """One transaction in which triggers sleep."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor


def make_counters_anew(cursor: Any) -> None:
    """The counters as the triggers of the lines would have written them."""
    keys = "department_id, date_trunc('month', counted_on)::date, kind, legal_form, area, class_value, final"
    cursor.execute("DELETE FROM inspections_ledgertally")
    cursor.execute(
        "INSERT INTO inspections_ledgertally (department_id, month, kind, legal_form, area, class_value, final, n) "
        f"SELECT {keys}, count(*) FROM inspections_ledgerline WHERE state = 'counted' GROUP BY {keys} "
        "HAVING count(*) > 0"
    )


def counters() -> int:
    """How many counters the lines have."""
    return LedgerTally.objects.count()
