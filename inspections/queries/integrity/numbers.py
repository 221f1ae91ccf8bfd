"""Numbers: unique in their series and year; what is missing is listed with its reason (NĐ 30/2020 Điều 15; practice.md 2)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from inspections.queries.integrity.record import Flaw, Record
from inspections.rules.numbering import format_number

LISTED = 20


def unique(record: Record) -> Iterator[Flaw]:
    """No number twice in a series and year, no code twice, no arrival number twice."""
    twice = f"""
        SELECT series, year, number, array_agg(id ORDER BY id) FROM inspections_document
        WHERE number IS NOT NULL GROUP BY series, year, number
        HAVING count(*) > 1 AND bool_or({record.within("case_id")}) ORDER BY 1, 2, 3"""  # noqa: S608
    for series, year, number, documents in record.rows(twice):
        words = _("Số %(number)s của sổ %(series)s năm %(year)s cấp cho nhiều văn bản: %(documents)s.")
        names = {"number": number, "series": series, "year": year, "documents": _listed(documents)}
        yield Flaw("number.twice", f"Document {documents[-1]}", words % names)
    codes = f"""
        SELECT public_code, array_agg(id ORDER BY id) FROM inspections_document WHERE public_code IS NOT NULL
        GROUP BY public_code HAVING count(*) > 1 AND bool_or({record.within("case_id")}) ORDER BY 1"""  # noqa: S608
    for code, documents in record.rows(codes):
        words = _("Mã tra cứu %(code)s dẫn đến nhiều văn bản: %(documents)s.")
        yield Flaw(
            "number.code",
            f"Document {documents[-1]}",
            words % {"code": code, "documents": _listed(documents)},
        )


def series(record: Record) -> Iterator[Flaw]:
    """The book of a series stands at least where its papers stand, else a number would be handed out again."""
    if record.root is not None:
        return
    statement = """
        SELECT n.id, n.name, n.year, n.last, max(d.number) FROM inspections_numberseries n
        JOIN inspections_document d ON d.series = n.name AND d.year = n.year
        GROUP BY n.id HAVING max(d.number) > n.last ORDER BY n.id"""
    for row, name, year, last, highest in record.rows(statement):
        words = _("Sổ %(name)s năm %(year)s ghi số cuối %(last)s, thấp hơn số %(highest)s đã cấp.")
        names = {"name": name, "year": year, "last": last, "highest": highest}
        yield Flaw("number.series", f"NumberSeries {row}", words % names)


def decisions(record: Record) -> Iterator[Flaw]:
    """The number of the decision that the dossier shows is the one on the issued decision."""
    statement = f"""
        SELECT d.case_id, c.code, d.decision_number, p.number, p.symbol FROM inspections_inspectiondetails d
        JOIN inspections_case c ON c.id = d.case_id
        LEFT JOIN inspections_document p ON p.case_id = c.id AND p.kind = 'decision' AND p.state = 'issued'
        WHERE d.decision_number IS NOT NULL AND {record.within("c.id")}
            AND d.decision_number IS DISTINCT FROM lpad(p.number::text, GREATEST(2, length(p.number::text)), '0') || '/' || p.symbol
        ORDER BY d.case_id"""  # noqa: S608
    for case, code, told, number, symbol in record.rows(statement):
        printed = format_number(number, symbol) if number else ""
        words = _("%(code)s ghi quyết định số %(told)s nhưng văn bản đã phát hành mang số «%(printed)s».")
        yield Flaw(
            "number.decision", f"Case {case}", words % {"code": code, "told": told, "printed": printed}
        )


def gaps(record: Record) -> Iterator[Flaw]:
    """Numbers that no paper here carries: no error. The own series takes the next free number, so a gap can only
    come from a number typed from the register of the agency, whose other papers are not kept here (ADR 0006).
    """
    if record.root is not None:
        return
    statement = """
        SELECT series, year, array_agg(missing ORDER BY missing) FROM (
            SELECT d.series, d.year, generate_series(1, max(d.number)) AS missing
            FROM inspections_document d WHERE d.number IS NOT NULL GROUP BY d.series, d.year) every
        WHERE NOT EXISTS (SELECT 1 FROM inspections_document d
            WHERE d.series = every.series AND d.year = every.year AND d.number = every.missing)
        GROUP BY series, year ORDER BY series, year"""
    for name, year, missing in record.rows(statement):
        words = _(
            "Sổ %(name)s năm %(year)s không có văn bản số %(missing)s: số kế tiếp được ghi theo sổ của cơ quan, các số "
            "này thuộc văn bản ngoài hệ thống."
        )
        row = f"NumberSeries {name}/{year}"
        yield Flaw(
            "number.gap", row, words % {"name": name, "year": year, "missing": _runs(missing)}, is_notice=True
        )


def _listed(numbers: list[int]) -> str:
    return ", ".join(str(number) for number in numbers[:LISTED])


def _runs(numbers: list[int]) -> str:
    """«3, 7-12»: neighbours are joined."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    words = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[1]}" for run in runs[:LISTED]]
    return ", ".join([*words, *(["…"] if len(runs) > LISTED else [])])
