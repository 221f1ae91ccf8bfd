"""What a party still has to mend agrees with the stage it stands at (domain 12.1.2, rows T15-T20)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from inspections.enums import RemedyState
from inspections.kinds import PartyStage
from inspections.queries.integrity.record import Flaw, Record
from inspections.rules.remedies import SETTLED

MENDING = (PartyStage.REMEDYING, PartyStage.REMEDY_REPORTED)


def remedies(record: Record) -> Iterator[Flaw]:
    """A party that mends has requests in force; one that reported has none unanswered; a completed one none open."""
    statement = f"""
        SELECT c.id, c.code, c.stage, q.issued_at IS NOT NULL,
            count(i.id), count(i.id) FILTER (WHERE i.state <> ALL(%(settled)s::text[])),
            count(i.id) FILTER (WHERE i.state = ANY(%(unanswered)s::text[]))
        FROM inspections_case c LEFT JOIN inspections_remedyrequest q ON q.party_id = c.id
        LEFT JOIN inspections_remedyitem i ON i.request_id = q.id
        WHERE c.stage = ANY(%(stages)s::text[]) AND c.kind = 'inspected_party' AND {record.within("c.id")}
        GROUP BY c.id, q.id ORDER BY c.id"""  # noqa: S608
    values = {
        "settled": sorted(str(state) for state in SETTLED),
        "unanswered": [RemedyState.ASKED.value, RemedyState.RETURNED.value],
        "stages": [str(stage) for stage in (*MENDING, PartyStage.COMPLETED)],
    }
    for case, code, stage, in_force, items, unsettled, unanswered in record.rows(statement, **values):
        if words := _wrong(stage, in_force, items, unsettled, unanswered):
            names = {"code": code, "unsettled": unsettled, "unanswered": unanswered}
            yield Flaw("remedy.stage", f"Case {case}", words % names)


def _wrong(stage: str, in_force: bool, items: int, unsettled: int, unanswered: int) -> str:
    if stage in MENDING and not (in_force and items):
        return _("%(code)s đang khắc phục mà không có yêu cầu khắc phục nào đã ban hành.")
    if stage == PartyStage.REMEDY_REPORTED and unanswered:
        return _("%(code)s đã báo cáo khắc phục mà còn %(unanswered)s yêu cầu chưa được báo cáo.")
    if stage == PartyStage.COMPLETED and unsettled:
        return _("%(code)s đã hoàn thành mà còn %(unsettled)s yêu cầu khắc phục chưa xong.")
    return ""
