"""Comparing the ledger with other lists: read all or nothing, match, decide each row that is not known (®).

A row that was an inspection enters the denominator as a paper visit; a visit to a lượt under way lowers its class. Both
change the figure at once, and a frozen figure then differs and is restated (practice.md 6, scene 8).
"""

from datetime import date, datetime
from typing import BinaryIO, cast

from django.db import transaction
from django.utils.translation import gettext as _

from inspections.actions.files import drop_stashed
from inspections.actions.past import record_paper
from inspections.actions.reference import demand, demand_none
from inspections.enums import LuotClass, ReconciliationSource, RowVerdict
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.models import (
    ClassChange,
    Department,
    Institution,
    LedgerLine,
    PaperInspection,
    Reconciliation,
    ReconciliationRow,
    User,
)
from inspections.models.inputs import Incoming
from inspections.queries import reconciliation as queries
from inspections.queries.locking import lock_root
from inspections.queries.past import known_institutions
from inspections.queries.people import actor_of, local_day
from inspections.rules.past import Known, PaperFacts
from inspections.rules.past_sheets import UnreadableBook, read_grid
from inspections.rules.reconciliation import Listed, Standing, matched, near, read_list
from inspections.rules.roles import Actor, Permission
from inspections.rules.vietnamese import normalise

VERB = "reconcile"
NO_NUMBER = "Không số, đối chiếu dòng"


def may_reconcile(who: Actor, department_id: int) -> bool:
    """A section head or an officer of the department."""
    return who.may_in_department(Permission.PROPOSE, department_id)


def compare(
    department: Department, *, by: User, now: datetime, source: str, file: Incoming
) -> Reconciliation:
    """Take a list in: with one unreadable cell nothing is kept and every fault is told."""
    _require(by, department.pk, now)
    kind = ReconciliationSource(source)
    file.content.seek(0)
    try:
        read = read_list(read_grid(cast(BinaryIO, file.content)), kind, known_institutions(department.pk))
    except UnreadableBook as fault:
        raise NotReady([str(fault)]) from fault
    demand_none(read.problems)
    with transaction.atomic():
        one = Reconciliation.objects.create(
            department=department,
            source=kind,
            name=file.name,
            sha256=file.sha256,
            skipped=read.skipped,
            uploaded_at=now,
            uploaded_by=by,
        )
        drop_stashed([file.token] if file.token else [], owner=by)
        known = _known(department.pk, kind, read.rows)
        ReconciliationRow.objects.bulk_create([_row(one, kind, row, known) for row in read.rows])
    return one


def _known(department_id: int, kind: ReconciliationSource, rows: list[Listed]) -> list[Standing]:
    if not rows:
        return []
    first, last = min(row.first for row in rows), max(row.last for row in rows)
    if kind == ReconciliationSource.REGISTER:
        return queries.decisions(department_id, first, last)
    return queries.visits(department_id, first, last)


def _row(
    one: Reconciliation, kind: ReconciliationSource, row: Listed, known: list[Standing]
) -> ReconciliationRow:
    stands = matched(row, kind, known)
    beside = None if stands or kind == ReconciliationSource.REGISTER else near(row, known)
    return ReconciliationRow(
        reconciliation=one,
        row=row.row,
        institution_id=row.institution_id,
        reference=row.reference,
        first=row.first,
        last=row.last,
        words=row.words,
        found=stands.words if stands else "",
        near_id=beside.line_id if beside else None,
    )


def decide(
    row: ReconciliationRow,
    *,
    by: User,
    now: datetime,
    verdict: str,
    reason: str,
    institution: Institution | None = None,
) -> ReconciliationRow:
    """An inspection, a visit of one under way, or neither; with the reason, once."""
    department = row.reconciliation.department
    _require(by, department.pk, now)
    said, unit = normalise(reason), row.institution or institution
    with transaction.atomic():
        if row.near and row.near.party:
            lock_root(row.near.party.root_case_id)
        locked = ReconciliationRow.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if locked.verdict or locked.found:
            raise AlreadyDone(_("Dòng này đã được kết luận."))
        demand(
            None if said else _("Ghi lý do."),
            None if verdict in RowVerdict.values else _("Chọn kết luận."),
            _("Chọn cơ sở đã được kiểm tra.") if verdict == RowVerdict.INSPECTION and unit is None else None,
            _("Cơ sở này không có lượt nào đang tiến hành vào những ngày đó.")
            if verdict == RowVerdict.VISIT and locked.near_id is None
            else None,
        )
        if verdict == RowVerdict.INSPECTION and unit is not None:
            locked.paper = _as_paper(locked, department, unit, said, by=by, now=now)
        elif verdict == RowVerdict.VISIT and locked.near_id is not None:
            _lower(locked.near_id, said, by=by, now=now)
        locked.verdict, locked.reason, locked.decided_at, locked.decided_by = verdict, said, now, by
        locked.save(update_fields=["verdict", "reason", "paper", "decided_at", "decided_by"])
    return locked


def _as_paper(
    row: ReconciliationRow, department: Department, unit: Institution, reason: str, *, by: User, now: datetime
) -> PaperInspection:
    """The visit as a row of the paper register: always M0, in the denominator from now on."""
    is_decision = row.reconciliation.source == ReconciliationSource.REGISTER
    facts = PaperFacts(
        decision_number=row.reference[:60] if is_decision else f"{NO_NUMBER} {row.pk}",
        decided_on=row.first,
        agency=department.name,
        content=row.words,
        ground_text=reason[:500],
        period_from=date(row.first.year, 1, 1),
        period_to=row.first,
        announced_on=row.first,
        minutes_on=row.last,
        lead_name=(row.reference if not is_decision else "") or _("không rõ"),
        finding_count=None,
        kept_at=_("Danh sách đối chiếu «%(name)s», dòng %(row)s")
        % {"name": row.reconciliation.name[:150], "row": row.row},
    )
    known = Known(unit.pk, unit.code, unit.name, unit.valid_until)
    return record_paper(department=department, institution=known, facts=facts, by=by, now=now)


def _lower(line_id: int, reason: str, *, by: User, now: datetime) -> None:
    """Somebody was there: the class is at most «kết hợp»."""
    line = LedgerLine.objects.select_for_update().get(pk=line_id)
    if line.class_value <= LuotClass.M2:
        return
    ClassChange.objects.create(
        line=line,
        before=line.class_value,
        after=LuotClass.M2,
        conditions=["c8"],
        verb=VERB,
        reason=reason,
        at=now,
        by=by,
    )
    line.class_value, line.counted_at = LuotClass.M2, now
    line.save(update_fields=["class_value", "counted_at"])


def _require(by: User, department_id: int, now: datetime) -> None:
    if not may_reconcile(actor_of(by, local_day(now)), department_id):
        raise Refused(_("Chỉ Trưởng phòng, chuyên viên của Sở được đối chiếu."))
