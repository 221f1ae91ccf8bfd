"""The counters of the figure equal a recount of the lines; nothing that counts is without its line (domain 15)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from inspections.kinds import PartyStage
from inspections.queries.integrity.record import Flaw, Record

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
