"""Reading the ledger of lượt: the figure from its counters alone, the lines behind every number (domain 15)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from inspections.enums import Condition, CountState, Indicator, LuotClass, Met
from inspections.models import ClassChange, Document, LedgerLine, LedgerTally, Target
from inspections.rules.online_share import CountedBy, Judged, LuotFacts, judge

# Of at most so many lượt, the newest first, the page says why they do not count.
MOST_JUDGED = 1000
FALLEN = "fallen"

# One statement for the whole board: each dimension beside class and provisional or final; the years before; and from
# the lines what stands outside the denominator. The first column tells the parts apart.
_BOARD = """
    WITH counted AS (
        SELECT EXTRACT(QUARTER FROM month)::text AS quarter, kind, legal_form, area, class_value, final, n
        FROM inspections_ledgertally WHERE department_id = %(department)s AND month BETWEEN %(first)s AND %(last)s
    )
    SELECT GROUPING(quarter, kind, legal_form, area), COALESCE(quarter, kind, legal_form, area, ''),
        class_value, final, SUM(n)::int
    FROM counted
    GROUP BY GROUPING SETS (
        (class_value, final), (quarter, class_value, final), (kind, class_value, final),
        (legal_form, class_value, final), (area, class_value, final)
    )
    HAVING SUM(n) <> 0
    UNION ALL
    SELECT 16, EXTRACT(YEAR FROM month)::text, class_value, final, SUM(n)::int
    FROM inspections_ledgertally WHERE department_id = %(department)s AND month BETWEEN %(since)s AND %(last)s
    GROUP BY 2, 3, 4 HAVING SUM(n) <> 0
    UNION ALL
    SELECT 17, exclusion, 0, false, COUNT(*)::int
    FROM inspections_ledgerline WHERE department_id = %(department)s AND state <> 'counted'
    GROUP BY 2
"""
# What GROUPING answers: the bits of what is not grouped by are set.
_ALL, _YEAR, _BESIDE = 0b1111, 16, 17
_PARTS = {0b0111: "quarter", 0b1011: "kind", 0b1101: "legal_form", 0b1110: "area"}


@dataclass(frozen=True)
class Cell:
    """So many counted lượt of one class, provisional or final."""

    class_value: LuotClass
    final: bool
    n: int


@dataclass(frozen=True)
class TallyRow:
    """One counter of the ledger."""

    month: date
    kind: str
    legal_form: str
    area: str
    class_value: LuotClass
    final: bool
    n: int


@dataclass
class Reading:
    """What the board says of a period: as a whole, by part, by year, and what stands outside the denominator."""

    whole: list[Cell] = field(default_factory=list)
    parts: dict[str, dict[str, list[Cell]]] = field(default_factory=dict)
    years: dict[int, list[Cell]] = field(default_factory=dict)
    running: int = 0
    excluded: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """Which lines a list shows; what is empty narrows nothing."""

    first: date | None = None
    last: date | None = None
    state: str = CountState.COUNTED
    classes: Collection[int] = ()
    kind: str = ""
    legal_form: str = ""
    area: str | None = None
    final: bool | None = None
    exclusion: str = ""
    numbers: Collection[int] | None = None


def tally(department_id: int, first: date, last: date) -> list[TallyRow]:
    """The counters of whole months from the month of one day to that of another."""
    rows = LedgerTally.objects.filter(
        department_id=department_id, month__gte=first.replace(day=1), month__lte=last
    ).exclude(n=0)
    fields = ("month", "kind", "legal_form", "area", "class_value", "final", "n")
    return [
        TallyRow(month, kind, form, area, LuotClass(value), final, n)
        for month, kind, form, area, value, final, n in rows.order_by("pk").values_list(*fields)
    ]


def reading(department_id: int, first: date, last: date, *, since: date) -> Reading:
    """The figure of whole months with its parts, the years since a day, and what runs or is excluded as of now."""
    found = Reading(parts={name: {} for name in _PARTS.values()})
    asked: dict[str, int | date] = {
        "department": department_id,
        "first": first.replace(day=1),
        "last": last,
        "since": since,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BOARD, asked)
        for row in cursor.fetchall():
            _sorted_in(found, *row)
    return found


def _sorted_in(found: Reading, part: int, key: str, value: int, final: bool, n: int) -> None:
    cell = Cell(LuotClass(value), final, n)
    if part == _ALL:
        found.whole.append(cell)
    elif part == _YEAR:
        found.years.setdefault(int(key), []).append(cell)
    elif part == _BESIDE and key:
        found.excluded[key] = n
    elif part == _BESIDE:
        found.running = n
    else:
        found.parts[_PARTS[part]].setdefault(key, []).append(cell)


def targets(indicator: Indicator, first: int, last: int) -> dict[int, Target]:
    """The targets of these years, and the newest one set before them (domain 8)."""
    rows = Target.objects.filter(indicator=indicator, year__lte=last).order_by("year")
    kept: dict[int, Target] = {}
    before: Target | None = None
    for row in rows:
        if row.year < first:
            before = row
        else:
            kept[row.year] = row
    for year in range(first, last + 1):
        before = kept.get(year, before)
        if before is not None:
            kept[year] = before
    return kept


def lines(department_id: int, choice: Choice) -> QuerySet[LedgerLine]:
    """The lines behind a number, the newest first."""
    rows = LedgerLine.objects.filter(_wanted(choice), department_id=department_id)
    return rows.order_by("-counted_on", "-id")


def _wanted(choice: Choice) -> Q:
    found = Q(state=choice.state)
    if choice.state == CountState.COUNTED and choice.first and choice.last:
        found &= Q(counted_on__range=(choice.first, choice.last))
    if choice.classes:
        found &= Q(class_value__in=choice.classes)
    if choice.area is not None:
        found &= Q(area=choice.area)
    if choice.final is not None:
        found &= Q(final=choice.final)
    if choice.numbers is not None:
        found &= Q(pk__in=choice.numbers)
    named = {"kind": choice.kind, "legal_form": choice.legal_form, "exclusion": choice.exclusion}
    return found & Q(**{name: value for name, value in named.items() if value})


def judged_line(line: LedgerLine, rule: CountedBy) -> tuple[LuotFacts, Judged]:
    """The facts of a line as stored, and what the rule says of them."""
    facts = LuotFacts.of(line.facts)
    return facts, judge(facts, rule)


def reasons(
    department_id: int, first: date, last: date, *, outside: Iterable[int], rule: CountedBy
) -> tuple[dict[str, list[int]], bool]:
    """By condition the lines with a digital record that fall short of it; False if only the newest were asked."""
    wanted = Choice(first=first, last=last, classes=[value for value in outside if value != LuotClass.M0])
    if not wanted.classes:
        return {}, True
    rows = list(lines(department_id, wanted).values_list("pk", "facts")[: MOST_JUDGED + 1])
    found: dict[str, list[int]] = {}
    for pk, stored in rows[:MOST_JUDGED]:
        conditions = judge(LuotFacts.of(stored), rule).conditions
        failed = [key.value for key in Condition if conditions[key] == Met.NOT_MET]
        for key in failed or [FALLEN]:
            found.setdefault(key, []).append(pk)
    return found, len(rows) <= MOST_JUDGED


def areas_of(department_id: int) -> list[str]:
    """The areas that the counters know."""
    rows = LedgerTally.objects.filter(department_id=department_id).order_by("area")
    return list(rows.values_list("area", flat=True).distinct())


def line_of(department_ids: Collection[int], pk: int) -> LedgerLine | None:
    """One line with what its page shows; None for a stranger's."""
    rows = LedgerLine.objects.filter(department_id__in=department_ids, pk=pk)
    return rows.select_related("institution", "party__parent", "paper").first()


def changes_of(line: LedgerLine) -> list[ClassChange]:
    """Every fall and every raise of its class, in the order they happened."""
    return list(line.changes.select_related("by", "proposed_by"))


def proof_papers(case_ids: Collection[int], kinds: Collection[str]) -> list[Document]:
    """The rendered papers of these kinds that a reader may open, without their contents."""
    rows = Document.objects.filter(case_id__in=case_ids, kind__in=kinds)
    return list(rows.exclude(state="replaced").defer("snapshot").order_by("drafted_at", "pk"))
