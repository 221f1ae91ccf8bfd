"""A stage has what it requires (dates, people, reasons), and what is over is closed (architecture.md 3)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from inspections.kinds import KINDS, Kind
from inspections.queries.integrity.record import Flaw, Record


def required(record: Record) -> Iterator[Flaw]:
    """Each case has its details, filled as its stage requires."""
    for kind in KINDS.values():
        yield from _details(record, kind)


def _details(record: Record, kind: Kind) -> Iterator[Flaw]:
    columns = sorted({column for needed in kind.requires.values() for column in needed})
    filled = ", ".join(f"d.{column} IS NOT NULL" for column in columns)
    wanting = " OR ".join(
        f"(c.stage = '{stage}' AND ({' OR '.join(f'd.{column} IS NULL' for column in needed)}))"
        for stage, needed in kind.requires.items()
    )
    statement = f"""
        SELECT c.id, c.code, c.stage, d.case_id IS NULL, {filled}
        FROM inspections_case c LEFT JOIN {kind.details_table} d ON d.case_id = c.id
        WHERE c.kind = '{kind.code}' AND (d.case_id IS NULL OR {wanting}) AND {record.within("c.id")} ORDER BY c.id"""  # noqa: S608
    for case, code, stage, lost, *present in record.rows(statement):
        known = dict(zip(columns, present, strict=True))
        missing = [column for column in kind.requires.get(stage, ()) if not known[column]]
        names = {"code": code, "stage": stage, "missing": ", ".join(missing)}
        if lost:
            words = _("%(code)s không có bảng chi tiết của loại hồ sơ.")
        else:
            words = _("%(code)s đang ở «%(stage)s» mà thiếu: %(missing)s.")
        yield Flaw("stage.details", f"Case {case}", words % names)


def endings(record: Record) -> Iterator[Flaw]:
    """Closed is exactly what stands at a final stage; the parties of a closed inspection are closed with it."""
    finals = sorted({str(stage) for kind in KINDS.values() for stage in kind.final})
    statement = f"""
        SELECT c.id, c.code, c.stage, c.closed_at IS NOT NULL, r.code FROM inspections_case c
        LEFT JOIN inspections_case r ON r.id = c.root_id AND r.closed_at IS NOT NULL
        WHERE ((c.stage = ANY(%(finals)s::text[])) <> (c.closed_at IS NOT NULL) OR (r.id IS NOT NULL AND c.closed_at IS NULL))
            AND {record.within("c.id")} ORDER BY c.id"""  # noqa: S608
    for case, code, stage, closed, root in record.rows(statement, finals=finals):
        names = {"code": code, "stage": stage, "root": root}
        if root and not closed:
            words = _("%(code)s còn mở («%(stage)s») trong khi cuộc kiểm tra %(root)s đã kết thúc.")
        elif closed:
            words = _("%(code)s ghi ngày kết thúc trong khi đang ở «%(stage)s».")
        else:
            words = _("%(code)s ở giai đoạn cuối «%(stage)s» mà không ghi ngày kết thúc.")
        yield Flaw("stage.ending", f"Case {case}", words % names)
