"""Upkeep of the ledger: lines written in the transaction of the deed; a class only falls (domain 15; practice.md 6)."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from inspections.enums import Exclusion, LuotClass
from inspections.kinds import INSPECTED_PARTY
from inspections.models import Case, ClassChange, LedgerLine, PaperInspection, User
from inspections.queries.counting import counted_by
from inspections.queries.counting_versions import raised_lines
from inspections.queries.ledger_facts import Touched, paper_facts, touched
from inspections.queries.people import local_day
from inspections.rules.online_share import CountedBy, Judged, LuotFacts, counted, judge, lowered
from inspections.rules.raised import Raised, standing

BATCH = 200
# Deeds after which a lượt may stand otherwise in the ledger.
COUNTING_VERBS = frozenset(
    "approve_conduct_plan enter_approved_plan announce_decision begin_conduct begin_check begin_check_unannounced "
    "sign_minutes record_refusal record_visit withdraw_visit pause resume_decided resume_conduct_plan_submitted "
    "resume_conduct_plan_approved resume_under_way extend amend change_method terminate "
    "complete withdraw revoke abandon issue_result seal_dossier seal_ended_dossier reopen_minutes "
    "enter_paper_answer withdraw_evidence renew_evidence withdraw_own_file renew_own_file quarantine_file "
    "replace_paper".split()
)
WRITTEN = ("state", "exclusion", "counted_on", "late", "class_value", "final", "facts")


class Fall(NamedTuple):
    """A class that fell, with its judgement."""

    line: LedgerLine
    before: LuotClass
    judged: Judged


def recount(party_ids: Collection[int], *, now: datetime, verb: str, by: User | None) -> list[LedgerLine]:
    """Read the parties (or those of an inspection) again; write only what differs, and each fall of a class."""
    fresh, falls = [], []
    found = [(row, _judged(row.facts, row)) for row in touched(party_ids, today=local_day(now))]
    raises = _raises_of(found)
    for row, judged in found:
        before = LuotClass(row.line.class_value) if row.line else None
        allowed = standing(judged, raises.get(row.line.pk)) if row.line else judged.class_value
        line = _line(row, judged, lowered(before, allowed), now)
        if row.line is None or _differs(row.line, line):
            fresh.append(line)
        if before is not None and line.class_value < before:
            falls.append(Fall(line, before, judged))
    _write(fresh, falls, now=now, verb=verb, by=by)
    return fresh


def _raises_of(found: Iterable[tuple[Touched, Judged]]) -> dict[int, Raised]:
    """Accepted raises of lines that would fall; a raised line stands above what its own stored facts allow."""
    ids = [
        row.line.pk
        for row, judged in found
        if row.line
        and judged.class_value < row.line.class_value
        and _judged(LuotFacts.of(row.line.facts), row).class_value < row.line.class_value
    ]
    return raised_lines(ids) if ids else {}


def _judged(facts: LuotFacts, row: Touched) -> Judged:
    return judge(facts, counted_by(row.rule) if row.rule else CountedBy())


def count_papers(papers: Sequence[PaperInspection], *, now: datetime, by: User | None) -> list[LedgerLine]:
    """Visits of the paper register: class M0, final at once; a withdrawn one is excluded."""
    ids = [paper.pk for paper in papers]
    rows = (
        PaperInspection.objects.filter(pk__in=ids).select_related("institution", "ledger_line").order_by("pk")
    )
    fresh = []
    for paper in rows:
        unit, old = paper.institution, getattr(paper, "ledger_line", None)
        line = LedgerLine(paper_id=paper.pk)
        line.department_id, line.institution_id = paper.department_id, paper.institution_id
        line.kind, line.legal_form = unit.kind, unit.legal_form
        line.area = unit.commune or unit.province
        _fill(line, paper_facts(paper), LuotClass.M0, True, now)
        if old is None or _differs(old, line):
            fresh.append(line)
    if fresh:
        LedgerLine.objects.bulk_create(
            fresh, update_conflicts=True, unique_fields=["paper"], update_fields=[*WRITTEN, "counted_at"]
        )
    return fresh


def recount_all(department_id: int | None, *, now: datetime, after: int = 0) -> tuple[int, int | None]:
    """One batch of everything after a case: how many lines differed, and where to go on (none: the end).

    Paper visits are counted with the first batch.
    """
    within = Q(department_id=department_id) if department_id else Q()
    with transaction.atomic():
        differed = 0 if after else _recount_papers(within, now)
        parties = Case.objects.filter(within, kind=INSPECTED_PARTY.code, pk__gt=after).order_by("pk")
        ids = list(parties.values_list("pk", flat=True)[:BATCH])
        if ids:
            differed += len(recount(ids, now=now, verb="recount", by=None))
    return differed, ids[-1] if len(ids) == BATCH else None


def _recount_papers(within: Q, now: datetime) -> int:
    return len(count_papers(list(PaperInspection.objects.filter(within)), now=now, by=None))


def count_passed_limits(*, now: datetime) -> int:
    """The day after a limit passed with the minutes unsigned the lượt enters the denominator, late."""
    running = LedgerLine.objects.filter(
        party__parent__inspection_details__limit_end_on__lt=local_day(now), state="running"
    )
    ids = list(running.order_by("party_id").values_list("party_id", flat=True))
    with transaction.atomic():
        known = [pk for pk in ids if pk is not None]
        return len(recount(known, now=now, verb="limit_passed", by=None)) if known else 0


def _line(row: Touched, judged: Judged, value: LuotClass, now: datetime) -> LedgerLine:
    line = LedgerLine(
        party_id=row.party_id,
        department_id=row.department_id,
        institution_id=row.institution_id,
        kind=row.kind,
        legal_form=row.legal_form,
        area=row.area,
    )
    _fill(line, row.facts, value, judged.final, now)
    return line


def _fill(line: LedgerLine, facts: LuotFacts, value: LuotClass, final: bool, now: datetime) -> None:
    stands = counted(facts, local_day(now))
    line.state, line.exclusion = (
        stands.state.value,
        Exclusion(stands.exclusion).value if stands.exclusion else "",
    )
    line.counted_on, line.late = stands.on, stands.late
    line.class_value, line.final = int(value), final
    line.facts, line.counted_at = facts.as_json(), now


def _differs(old: LedgerLine, new: LedgerLine) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in WRITTEN)


def _write(
    fresh: list[LedgerLine], falls: Iterable[Fall], *, now: datetime, verb: str, by: User | None
) -> None:
    if fresh:
        LedgerLine.objects.bulk_create(
            fresh, update_conflicts=True, unique_fields=["party"], update_fields=[*WRITTEN, "counted_at"]
        )
    changes = [
        ClassChange(
            line=fall.line,
            before=fall.before,
            after=fall.line.class_value,
            conditions=[str(key.value) for key in fall.judged.failed],
            verb=verb,
            at=now,
            by=by,
        )
        for fall in falls
    ]
    if changes:
        ClassChange.objects.bulk_create(changes)
