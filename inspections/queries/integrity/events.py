"""Every change of stage is told by exactly one event, and the events lead from the first stage to the present one.

Source: quality.md P7 and the list of invariants; architecture.md 3 (stored, never computed; changed only by a deed).
"""

from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext as _
from django_fsm import FSMField

from inspections.kinds import KINDS
from inspections.models import Case
from inspections.queries.integrity.record import Edge, Flaw, Record

MOVES = """
    SELECT e.id, e.case_id, e.root_id, e.verb, e.before, e.after, c.code, c.kind,
           row_number() OVER told AS place, lag(e.after) OVER told AS earlier
    FROM inspections_caseevent e JOIN inspections_case c ON c.id = e.case_id
    WHERE e.after <> '' AND {within}
    WINDOW told AS (PARTITION BY e.case_id ORDER BY e.id)
"""


@cache
def edges() -> frozenset[Edge]:
    """Every lawful (kind, deed, from, to), as the transitions of the kinds declare them."""
    found = set()
    for kind in KINDS:
        model = Case.proxies[kind]
        stage = model._meta.get_field("stage")
        assert isinstance(stage, FSMField)
        for way in stage.get_all_transitions(model):
            found.add(Edge(kind, str(way.name), str(way.source), str(way.target)))
    return frozenset(found)


def paths(record: Record) -> Iterator[Flaw]:
    """Each dossier begins at its first stage, each move begins where the last one ended, by a lawful deed."""
    lawful = edges()
    statement = f"SELECT id, code, kind, verb, before, after, place, earlier FROM ({MOVES.format(within=record.within('e.case_id'))}) moves"  # noqa: S608
    # Lawful and connected moves stay in the database: only what differs is sent here.
    kinds, verbs, befores, afters = (list(column) for column in zip(*sorted(lawful), strict=True))
    different = (
        " WHERE (place = 1 AND (before <> '' OR (kind, after) NOT IN (SELECT * FROM unnest(%(kinds)s::text[], %(firsts)s::text[]))))"
        " OR (place > 1 AND (before IS DISTINCT FROM earlier OR (kind, verb, before, after) NOT IN"
        " (SELECT * FROM unnest(%(of)s::text[], %(verbs)s::text[], %(befores)s::text[], %(afters)s::text[])))) ORDER BY id"
    )
    values = {
        "kinds": list(KINDS),
        "firsts": [str(kind.first) for kind in KINDS.values()],
        "of": kinds,
        "verbs": verbs,
        "befores": befores,
        "afters": afters,
    }
    for event, code, kind, verb, before, after, place, earlier in record.rows(
        statement + different, **values
    ):
        yield _unlawful(event, code, Edge(kind, verb, before, after), place, earlier, lawful)


def _unlawful(event: int, code: str, move: Edge, place: int, earlier: str, lawful: frozenset[Edge]) -> Flaw:
    row = f"CaseEvent {event}"
    names = {"code": code, "event": event, "before": move.before, "after": move.after, "earlier": earlier}
    if place == 1:
        words = _("%(code)s: sự kiện chuyển giai đoạn đầu tiên (%(event)s) không phải là mở hồ sơ.")
        return Flaw("event.first", row, words % names)
    if move.before != earlier:
        words = _(
            "%(code)s: sự kiện %(event)s đi từ «%(before)s» trong khi trước đó hồ sơ đã đến «%(earlier)s»: thiếu hoặc thừa một sự kiện."
        )
        return Flaw("event.path", row, words % names)
    words = _("%(code)s: sự kiện %(event)s đi từ «%(before)s» đến «%(after)s» không phải là bước được phép.")
    return Flaw("event.unlawful", row, words % names)


def stages_are_told(record: Record) -> Iterator[Flaw]:
    """The stage of a case is what its last event says."""
    statement = f"""
        SELECT c.id, c.code, c.stage, told.after FROM inspections_case c LEFT JOIN
            (SELECT DISTINCT ON (e.case_id) e.case_id, e.after FROM inspections_caseevent e
             WHERE e.after <> '' ORDER BY e.case_id, e.id DESC) told ON told.case_id = c.id
        WHERE told.after IS DISTINCT FROM c.stage AND {record.within("c.id")} ORDER BY c.id"""  # noqa: S608
    for case, code, stage, told in record.rows(statement):
        words = _("%(code)s đang ở «%(stage)s» nhưng sự kiện cuối cùng ghi «%(told)s».")
        yield Flaw("event.stage", f"Case {case}", words % {"code": code, "stage": stage, "told": told or ""})


def dossiers(record: Record) -> Iterator[Flaw]:
    """An event stands in the chain of the dossier that its case belongs to."""
    statement = f"""
        SELECT e.id, c.code FROM inspections_caseevent e JOIN inspections_case c ON c.id = e.case_id
        WHERE e.root_id <> COALESCE(c.root_id, c.id) AND {record.within("e.case_id")} ORDER BY e.id"""  # noqa: S608
    for event, code in record.rows(statement):
        words = _("%(code)s: sự kiện %(event)s nằm trong chuỗi của hồ sơ khác.")
        yield Flaw("event.dossier", f"CaseEvent {event}", words % {"code": code, "event": event})
