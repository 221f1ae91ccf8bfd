"""Ways in which a record can be falsified past the walls, each with the row by which it must be named."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.utils import timezone

from inspections.documents.hashing import snapshot_hash
from inspections.models import (
    Archive,
    Case,
    CaseEvent,
    Document,
    EvidenceFile,
    InspectionDetails,
    NumberSeries,
    RemedyRequest,
    ResultReport,
    Turn,
)
from tests.factories.cases import after
from tests.integrity.conftest import World
from workflows.models import CaseProcess, CaseTask

Row = str
Planted = Callable[[World], Row]


def execute(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def walls_asleep(*constraints: tuple[str, str]) -> None:
    """No trigger fires until the savepoint ends; named constraints and unique indexes are gone as well."""
    connection.check_constraints()
    for table, name in constraints:
        execute(f"ALTER TABLE inspections_{table} DROP CONSTRAINT IF EXISTS {name}")
        execute(f"DROP INDEX IF EXISTS {name}")
    execute("SET LOCAL session_replication_role = replica")


def moves(case: Case) -> list[CaseEvent]:
    return list(CaseEvent.objects.filter(case=case).exclude(after="").order_by("pk"))


def dropped_event(world: World) -> Row:
    gone = moves(world.signed)[3]
    following = CaseEvent.objects.filter(root=world.signed, pk__gt=gone.pk).earliest("pk")
    execute("DELETE FROM inspections_caseevent WHERE id = %s", gone.pk)
    return f"CaseEvent {following.pk}"


def altered_event(world: World) -> Row:
    event = moves(world.signed)[2]
    CaseEvent.objects.filter(pk=event.pk).update(reason="Lý do khác")
    return f"CaseEvent {event.pk}"


def altered_with_its_hash(world: World) -> Row:
    event = moves(world.signed)[2]
    following = CaseEvent.objects.filter(root=world.signed, pk__gt=event.pk).earliest("pk")
    CaseEvent.objects.filter(pk=event.pk).update(hash="0" * 64)
    return f"CaseEvent {following.pk}"


def doubled_event(world: World) -> Row:
    last = moves(world.signed)[-1]
    last.pk = None
    last.save(force_insert=True)
    return f"CaseEvent {last.pk}"


def event_of_another_deed(world: World) -> Row:
    event = moves(world.signed)[1]
    CaseEvent.objects.filter(pk=event.pk).update(verb="revoke")
    return f"CaseEvent {event.pk}"


def dossier_without_beginning(world: World) -> Row:
    first, second = moves(world.party)[:2]
    execute("DELETE FROM inspections_caseevent WHERE id = %s", first.pk)
    return f"CaseEvent {second.pk}"


def event_in_another_dossier(world: World) -> Row:
    event = moves(world.signed)[1]
    CaseEvent.objects.filter(pk=event.pk).update(root=world.under_check)
    return f"CaseEvent {event.pk}"


def stage_without_event(world: World) -> Row:
    Case.objects.filter(pk=world.under_check.pk).update(stage="conduct_plan_approved")
    return f"Case {world.under_check.pk}"


def stage_without_its_dates(world: World) -> Row:
    InspectionDetails.objects.filter(case=world.signed).update(announced_on=None)
    return f"Case {world.signed.pk}"


def closed_too_early(world: World) -> Row:
    walls_asleep(("case", "case_final_is_closed"))
    Case.objects.filter(pk=world.under_check.pk).update(closed_at=timezone.now())
    return f"Case {world.under_check.pk}"


def open_party_of_a_closed_inspection(world: World) -> Row:
    walls_asleep(("case", "case_final_is_closed"))
    party = world.ended.children.get()
    Case.objects.filter(pk=party.pk).update(closed_at=None, closed_by=None, stage="listed")
    return f"Case {party.pk}"


def waiting(case: Case) -> CaseTask:
    return CaseTask.objects.filter(process__case=case, flow_task_type="HUMAN", finished=None).latest("pk")


def lost_turn(world: World) -> Row:
    party = world.under_check.children.get()
    Turn.objects.filter(case=party, verb="draft_minutes").update(closed_at=timezone.now())
    return f"CaseTask {waiting(party).pk}"


def turn_of_nothing(world: World) -> Row:
    turn = Turn.objects.filter(case=world.signed, verb="submit_conduct_plan").latest("pk")
    Turn.objects.filter(pk=turn.pk).update(closed_at=None)
    return f"Turn {turn.pk}"


def turn_of_a_closed_dossier(world: World) -> Row:
    lead = world.cast.people["truongdoan"]
    turn = Turn.objects.create(
        case=world.ended, verb="note", label="Việc", person=lead, opened_at=timezone.now()
    )
    return f"Turn {turn.pk}"


def flow_of_a_closed_dossier(world: World) -> Row:
    CaseProcess.objects.filter(case=world.ended).update(finished=None)
    return f"Case {world.ended.pk}"


def stuck_dossier(world: World) -> Row:
    running = CaseProcess.objects.filter(case=world.under_check, finished=None)
    running.update(finished=timezone.now(), status="CANCELED")
    return f"Case {world.under_check.pk}"


def flow_that_waits_nowhere(world: World) -> Row:
    process = CaseProcess.objects.get(case=world.under_check, finished=None)
    CaseTask.objects.filter(process=process, finished=None).update(finished=timezone.now())
    return f"CaseProcess {process.pk}"


def flow_at_the_wrong_place(world: World) -> Row:
    task = waiting(world.under_check.children.get())
    other = CaseTask.objects.filter(process=task.process, flow_task_type="HUMAN").earliest("pk")
    CaseTask.objects.filter(pk=task.pk).update(flow_task=other.flow_task)
    return f"CaseTask {task.pk}"


def decisions(world: World) -> tuple[Document, Document]:
    first, second = Document.objects.filter(kind="decision", number__isnull=False).order_by("number")
    return first, second


def number_twice(world: World) -> Row:
    first, second = decisions(world)
    walls_asleep(("document", "document_number_once_a_year"))
    Document.objects.filter(pk=second.pk).update(number=first.number)
    return f"Document {max(first.pk, second.pk)}"


def code_twice(world: World) -> Row:
    first, second = decisions(world)
    walls_asleep(("document", "inspections_document_public_code_key"))
    Document.objects.filter(pk=second.pk).update(public_code=first.public_code)
    return f"Document {max(first.pk, second.pk)}"


def series_behind_its_papers(world: World) -> Row:
    row = NumberSeries.objects.get(name=decisions(world)[0].series)
    NumberSeries.objects.filter(pk=row.pk).update(last=1)
    return f"NumberSeries {row.pk}"


def other_number_on_the_dossier(world: World) -> Row:
    InspectionDetails.objects.filter(case=world.signed).update(decision_number="99/QĐ-SGDĐT")
    return f"Case {world.signed.pk}"


def evidence(world: World) -> EvidenceFile:
    return EvidenceFile.objects.filter(case=world.party).earliest("pk")


def hash_without_file(world: World) -> Row:
    file = evidence(world)
    EvidenceFile.objects.filter(pk=file.pk).update(blob="")
    return f"EvidenceFile.blob {file.pk}"


def file_of_another_name(world: World) -> Row:
    paper = decisions(world)[0]
    Document.objects.filter(pk=paper.pk).update(final="no/su/ch")
    return f"Document.final {paper.pk}"


def swapped_document(world: World) -> Row:
    first, second = decisions(world)
    Document.objects.filter(pk=first.pk).update(body=second.body.name)
    return f"Document.body {first.pk}"


def other_length(world: World) -> Row:
    file = evidence(world)
    EvidenceFile.objects.filter(pk=file.pk).update(size=file.size + 1)
    return f"EvidenceFile.blob {file.pk}"


def altered_snapshot(world: World) -> Row:
    paper = world.party.documents.get(kind="minutes", state="issued")
    Document.objects.filter(pk=paper.pk).update(snapshot=paper.snapshot | {"place": "Nơi khác"})
    return f"Document {paper.pk}"


def plan_approved_by_the_lead(world: World) -> Row:
    plan = world.signed.documents.get(kind="conduct_plan", state="issued")
    plan.signatures.update(signer=world.signed.lead)
    return f"Document {plan.pk}"


def signature_taken_away(world: World) -> Row:
    paper = decisions(world)[0]
    execute("DELETE FROM inspections_documentsignature WHERE document_id = %s", paper.pk)
    return f"Document {paper.pk}"


def report_approved_by_who_wrote_it(world: World) -> Row:
    lead, now = world.cast.people["truongdoan"], timezone.now()
    wrote = {"drafted_at": now, "drafted_by": lead, "saved_at": now, "saved_by": lead}
    report = ResultReport.objects.create(case=world.signed, approved_at=now, approved_by=lead, **wrote)
    return f"ResultReport {report.pk}"


def completed_with_something_open(world: World) -> Row:
    walls_asleep(("case", "case_final_is_closed"))
    lead, now = world.cast.people["truongdoan"], timezone.now()
    request = RemedyRequest.objects.create(party=world.party, drafted_at=now, drafted_by=lead)
    request.items.create(position=1, text="Bổ sung quy chế", first_due_on=now.date(), due_on=now.date())
    Case.objects.filter(pk=world.party.pk).update(stage="completed")
    return f"Case {world.party.pk}"


def sealed(world: World, **changed: Any) -> Archive:
    head = CaseEvent.objects.filter(root=world.ended).latest("pk")
    manifest = {"code": world.ended.code}
    told = {
        "manifest": manifest,
        "manifest_sha256": snapshot_hash(manifest),
        "last_event_id": head.pk,
        "chain_head": head.hash,
    }
    clerk = world.cast.people["vanthu"]
    return Archive.objects.create(
        case=world.ended, sealed_at=after("sign_minutes"), sealed_by=clerk, **(told | changed)
    )


def other_manifest(world: World) -> Row:
    return f"Archive {sealed(world, manifest={'code': 'KT-khác'}).pk}"


def other_paper_than_sealed(world: World) -> Row:
    paper = decisions(world)[0]
    manifest = {"documents": [{"id": paper.pk, "title": paper.title, "sha256": "0" * 64}]}
    return f"Archive {sealed(world, manifest=manifest, manifest_sha256=snapshot_hash(manifest)).pk}"


def event_changed_after_sealing(world: World) -> Row:
    first = CaseEvent.objects.filter(root=world.ended).earliest("pk")
    manifest = {"events": {"list": [[first.pk, "0" * 64]]}}
    return f"Archive {sealed(world, manifest=manifest, manifest_sha256=snapshot_hash(manifest)).pk}"


def chain_grown_shorter(world: World) -> Row:
    archive = sealed(world)
    execute("DELETE FROM inspections_caseevent WHERE id = %s", archive.last_event_id)
    return f"Archive {archive.pk}"


PLANTED: list[tuple[str, Planted]] = [
    ("chain.parted", dropped_event),
    ("chain.altered", altered_event),
    ("chain.parted", altered_with_its_hash),
    ("event.path", doubled_event),
    ("event.unlawful", event_of_another_deed),
    ("event.first", dossier_without_beginning),
    ("event.dossier", event_in_another_dossier),
    ("event.stage", stage_without_event),
    ("stage.details", stage_without_its_dates),
    ("stage.ending", closed_too_early),
    ("stage.ending", open_party_of_a_closed_inspection),
    ("turn.missing", lost_turn),
    ("turn.stray", turn_of_nothing),
    ("turn.closed", turn_of_a_closed_dossier),
    ("flow.running", flow_of_a_closed_dossier),
    ("flow.running", stuck_dossier),
    ("flow.idle", flow_that_waits_nowhere),
    ("flow.place", flow_at_the_wrong_place),
    ("number.twice", number_twice),
    ("number.code", code_twice),
    ("number.series", series_behind_its_papers),
    ("number.decision", other_number_on_the_dossier),
    ("file.unnamed", hash_without_file),
    ("file.missing", file_of_another_name),
    ("file.altered", swapped_document),
    ("file.size", other_length),
    ("document.snapshot", altered_snapshot),
    ("signer.lead", plan_approved_by_the_lead),
    ("signer.missing", signature_taken_away),
    ("signer.report", report_approved_by_who_wrote_it),
    ("remedy.stage", completed_with_something_open),
    ("archive.manifest", other_manifest),
    ("archive.contents", other_paper_than_sealed),
    ("archive.events", event_changed_after_sealing),
    ("archive.chain", chain_grown_shorter),
]
