"""Disposal: a list of dossiers past their term, a decision on paper, and only then the bytes go (trap 44).

Nothing here runs by a clock. Rows, hashes and the chain of events stay for ever: they prove what was, when it went and
by whose decision. Source: Luật Lưu trữ số 33/2024/QH15; domain 11.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from inspections.actions.files import drop_stashed
from inspections.actions.waves import deed
from inspections.enums import DisposalState
from inspections.exceptions import NotReady, Refused
from inspections.models import (
    Archive,
    Case,
    Department,
    DisposalItem,
    DisposalList,
    Document,
    EvidenceFile,
    User,
    VaultDocument,
)
from inspections.models.inputs import DisposalDecision
from inspections.queries.archives import archives_of, cases_of, kept
from inspections.queries.locking import lock_root
from inspections.queries.people import actor_of, local_day
from inspections.rules.policies import closing as policies
from inspections.rules.retention import (
    carrying_out_objections,
    decision_objections,
    given_up_objections,
    list_objections,
)

S = DisposalState


def _require(refusal: str | None) -> None:
    if refusal:
        raise Refused(refusal)


def _demand(missing: Iterable[Any]) -> None:
    if found := list(missing):
        raise NotReady(found)


def _locked(row: DisposalList) -> DisposalList:
    return DisposalList.objects.select_for_update(of=("self",)).get(pk=row.pk)


def propose_disposal(
    department: Department, *, by: User, now: datetime, title: str, case_ids: Collection[int]
) -> DisposalList:
    """Draw up a list of sealed dossiers past their term that nobody holds; it changes nothing of them."""
    today = local_day(now)
    _require(policies.refusal_to_keep_archive(actor_of(by, today), department.pk))
    with transaction.atomic():
        found = list(archives_of(frozenset({department.pk})).filter(case_id__in=list(case_ids)))
        _demand(list_objections([kept(row) for row in found], today))
        row = DisposalList.objects.create(
            department=department, title=title.strip(), proposed_at=now, proposed_by=by
        )
        DisposalItem.objects.bulk_create(DisposalItem(disposal=row, case_id=one.case_id) for one in found)
    return row


def take_off_list(item: DisposalItem, *, by: User, now: datetime, note: str) -> DisposalItem:
    """One dossier leaves the list before it is carried out, with the reason."""
    with transaction.atomic():
        disposal = _locked(item.disposal)
        _require(policies.refusal_to_keep_archive(actor_of(by, local_day(now)), disposal.department_id))
        _demand(given_up_objections(state=disposal.state, reason=note))
        item.taken_off, item.note = True, note.strip()
        item.save(update_fields=["taken_off", "note"])
    return item


def decide_disposal(
    disposal: DisposalList, *, by: User, now: datetime, decision: DisposalDecision
) -> DisposalList:
    """A second person records the decision: its number and day, the minutes of the council, the signed paper."""
    today = local_day(now)
    with transaction.atomic():
        row = _locked(disposal)
        who = actor_of(by, today)
        _require(policies.refusal_to_record_decision(who, row.department_id, row.proposed_by_id))
        _demand(
            decision_objections(
                state=row.state,
                number=decision.number,
                on=decision.on,
                minutes_number=decision.minutes_number,
                today=today,
                proposed_on=local_day(row.proposed_at),
                with_file=decision.file is not None,
            )
        )
        assert decision.file is not None
        decision.file.content.seek(0)
        row.decision_file.save(decision.file.name, decision.file.content, save=False)
        row.decision_sha256 = decision.file.sha256
        row.state, row.decided_at, row.decided_by, row.decided_on = S.DECIDED, now, by, decision.on
        row.decision_number, row.minutes_number = decision.number.strip(), decision.minutes_number.strip()
        row.save()
        drop_stashed([decision.file.token] if decision.file.token else [], owner=by)
    return row


def give_up_disposal(disposal: DisposalList, *, by: User, now: datetime, reason: str) -> DisposalList:
    """The list is not carried out, and why."""
    with transaction.atomic():
        row = _locked(disposal)
        _require(policies.refusal_to_keep_archive(actor_of(by, local_day(now)), row.department_id))
        _demand(given_up_objections(state=row.state, reason=reason))
        row.state, row.reason, row.given_up_at, row.given_up_by = S.GIVEN_UP, reason.strip(), now, by
        row.save(update_fields=["state", "reason", "given_up_at", "given_up_by"])
    return row


def carry_out_disposal(disposal: DisposalList, *, by: User, now: datetime, on: date) -> DisposalList:
    """What the decision names is disposed of, each dossier with its own entry; a held one stops the whole list."""
    today = local_day(now)
    with transaction.atomic():
        case_ids = (
            disposal.items.filter(taken_off=False).order_by("case_id").values_list("case_id", flat=True)
        )
        for case_id in case_ids:
            lock_root(case_id)
        row = _locked(disposal)
        _require(policies.refusal_to_keep_archive(actor_of(by, today), row.department_id))
        _demand(carrying_out_objections(state=row.state, on=on, decided_on=row.decided_on, today=today))
        found = list(archives_of(frozenset({row.department_id})).filter(case_id__in=list(case_ids)))
        _demand(list_objections([kept(one, listed=False) for one in found], today))
        for one in found:
            _dispose(one, row, by=by, now=now, on=on)
        row.state, row.carried_out_on = S.CARRIED_OUT, on
        row.carried_out_at, row.carried_out_by = now, by
        row.save(update_fields=["state", "carried_out_on", "carried_out_at", "carried_out_by"])
    return row


def _dispose(archive: Archive, disposal: DisposalList, *, by: User, now: datetime, on: date) -> None:
    with deed(archive.case, by=by, now=now, even_paused=True) as wave:
        name = str(archive.file.name or "")
        Archive.objects.filter(pk=archive.pk).update(disposed_on=on, file="")
        wave.tell(wave.case, "dispose", detail=f"{disposal.decision_number} · {disposal.title}"[:500])
        wave.jobs.add("inspections.dispose_bytes", case_id=archive.case_id, name=name)


def dispose_bytes(case_id: int, name: str) -> None:
    """Job: the bytes of a disposed dossier go, one file after the other; a second run finds them gone.

    What another dossier or an institution's own vault still uses stays where it is.
    """
    row = Archive.objects.filter(case_id=case_id, disposed_on__isnull=False).first()
    if row is None:
        return
    cases = cases_of(Case.objects.get(pk=case_id))
    storage = row.file.storage
    papers = Document.objects.filter(case__in=cases).values_list("body", "final")
    files = EvidenceFile.objects.filter(case__in=cases)
    blobs = {*files.values_list("blob", flat=True), *files.values_list("check_row__preview", flat=True)}
    shared = set(VaultDocument.objects.filter(blob__in=blobs).values_list("blob", flat=True))
    elsewhere = EvidenceFile.objects.filter(blob__in=blobs).exclude(case__in=cases)
    shared |= set(elsewhere.values_list("blob", flat=True))
    gone = {path for pair in papers for path in pair} | (blobs - shared) | {name}
    for path in sorted(filter(None, gone)):
        storage.delete(path)
