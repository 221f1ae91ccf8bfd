"""The counters of the figure equal a recount of the lines; nothing that counts is without its line (domain 15)."""

from collections.abc import Iterator
from json import loads

from django.utils.translation import gettext as _

from inspections.kinds import PartyStage
from inspections.queries.integrity.record import Flaw, Record
from inspections.rules.online_share import CountedBy, LuotFacts, judge

# Before the announcement, and off the list: a lượt that nothing was counted of yet.
NOT_YET = (PartyStage.LISTED, PartyStage.NOTIFIED, PartyStage.REPORT_RECEIVED, PartyStage.WITHDRAWN)


def tallies(record: Record) -> Iterator[Flaw]:
    """Bộ đếm = đếm lại: each counter is what its lines say."""
    statement = """
        WITH again AS (
            SELECT department_id, date_trunc('month', counted_on)::date AS month, kind, legal_form, area,
                class_value, final, count(*)::int AS n
            FROM inspections_ledgerline WHERE state = 'counted' GROUP BY 1, 2, 3, 4, 5, 6, 7)
        SELECT month, area, COALESCE(t.n, 0), COALESCE(a.n, 0)
        FROM (SELECT * FROM inspections_ledgertally) t FULL JOIN again a
            USING (department_id, month, kind, legal_form, area, class_value, final)
        WHERE COALESCE(t.n, 0) <> COALESCE(a.n, 0) ORDER BY month, area"""
    for month, area, counted, again in record.rows(statement):
        words = _("Bộ đếm tháng %(month)s, %(area)s ghi %(counted)s lượt, đếm lại được %(again)s.")
        names = {"month": f"{month:%m/%Y}", "area": area, "counted": counted, "again": again}
        yield Flaw("ledger.tally", f"LedgerTally {month:%Y-%m}", words % names)


def lines(record: Record) -> Iterator[Flaw]:
    """Each party from its announcement on, and each paper visit, has its line."""
    statement = f"""
        SELECT c.id, c.code FROM inspections_case c WHERE c.kind = 'inspected_party' AND {record.within("c.id")}
            AND c.stage <> ALL(%(not_yet)s::text[])
            AND NOT EXISTS (SELECT 1 FROM inspections_ledgerline l WHERE l.party_id = c.id)
        ORDER BY c.id"""  # noqa: S608
    for case, code in record.rows(statement, not_yet=[str(stage) for stage in NOT_YET]):
        yield Flaw(
            "ledger.line", f"Case {case}", _("%(code)s không có dòng trong sổ chỉ tiêu.") % {"code": code}
        )
    papers = """
        SELECT p.id, p.decision_number FROM inspections_paperinspection p
        WHERE NOT EXISTS (SELECT 1 FROM inspections_ledgerline l WHERE l.paper_id = p.id) ORDER BY p.id"""
    for paper, number in record.rows(papers) if record.root is None else ():
        words = _("Lượt giấy theo quyết định %(number)s không có dòng trong sổ chỉ tiêu.")
        yield Flaw("ledger.line", f"PaperInspection {paper}", words % {"number": number})


def classes(record: Record) -> Iterator[Flaw]:
    """Mức không cao hơn dữ kiện cho phép: no class stands above what its own stored facts allow, unless raised by two."""
    statement = f"""
        SELECT l.id, l.class_value, l.facts::text, r.m3_share, r.m2_share, r.m3_needs_digital, r.m2_accepts_hand
        FROM inspections_ledgerline l
        JOIN LATERAL (
            SELECT * FROM inspections_countingrule c
            WHERE (c.department_id = l.department_id OR c.department_id IS NULL)
                AND c.valid_from <= COALESCE(l.counted_on, CURRENT_DATE)
                AND (c.valid_until IS NULL OR c.valid_until >= COALESCE(l.counted_on, CURRENT_DATE))
            ORDER BY c.department_id NULLS LAST, c.version DESC LIMIT 1) r ON TRUE
        WHERE l.party_id IS NOT NULL AND {record.within("l.party_id")}
            AND NOT EXISTS (SELECT 1 FROM inspections_classraise a WHERE a.line_id = l.id AND a.accepted)
        ORDER BY l.id"""  # noqa: S608
    for line, value, facts, *rule in record.rows(statement):
        allowed = judge(LuotFacts.of(loads(facts)), CountedBy(*rule)).class_value
        if value > allowed:
            words = _("Lượt %(line)s ghi mức M%(value)s, dữ kiện chỉ cho phép M%(allowed)s.")
            names = {"line": line, "value": value, "allowed": allowed.value}
            yield Flaw("ledger.class", f"LedgerLine {line}", words % names)
