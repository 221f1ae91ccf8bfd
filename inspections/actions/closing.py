"""Closing a dossier: proposed by the lead, looked through and sealed by the records clerk (row 19).

Source: domain table 12.1.1 row 19; Nghị định 30/2020/NĐ-CP Điều 29-31; Luật Lưu trữ số 33/2024/QH15.
"""

from datetime import datetime
from typing import cast

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import documents
from inspections.actions.waves import Wave, deed
from inspections.documents import archive
from inspections.documents.contexts_closing import closing_record_snapshot
from inspections.enums import DocumentKind
from inspections.kinds import INSPECTION
from inspections.models import Archive, Case, Closing, Document, Inspection, Turn, User
from inspections.models.inputs import ClosingInput
from inspections.queries.agency import agency_on
from inspections.queries.archives import dossier_facts, parts_of, retention_term
from inspections.queries.deadlines import due_for_turn, inspection_details_of
from inspections.queries.facts import inspection_facts
from inspections.queries.people import local_day
from inspections.rules.facts import InspectionFacts
from inspections.rules.guards import closing as guards
from inspections.rules.policies import closing as policies
from inspections.rules.retention import Term, keep_until, term_objections
from inspections.rules.roles import Role

# Asks with a clock of their own: they go on beside a sealed dossier.
BESIDE = frozenset({"answer_complaint", "check_effect"})


def _facts(wave: Wave) -> InspectionFacts:
    return inspection_facts(wave.case, today=local_day(wave.now))


def propose_closing(case: Case, *, by: User, now: datetime, terms: ClosingInput) -> Closing:
    """The lead has looked the dossier through and says how long it is kept; the clerk is asked to seal it."""
    with deed(case, by=by, now=now) as wave:
        facts, today = _facts(wave), local_day(now)
        wave.require(policies.refusal_to_propose_closing(wave.who, facts))
        wave.demand(guards.propose_closing_blockers(facts))
        given = Term(terms.retention, terms.years, terms.basis)
        missing = guards.dossier_objections(dossier_facts(wave.case))
        wave.demand([*missing, *term_objections(given, retention_term(wave.case, today))])
        row = Closing.objects.create(
            case=wave.case,
            statement=terms.statement.strip(),
            retention=given.retention,
            years=given.years,
            retention_basis=given.basis.strip(),
            keep_until_on=keep_until(today, given.years),
            place=terms.place.strip(),
            proposed_at=now,
            proposed_by=by,
        )
        wave.turns.close(wave.case, "propose_closing")
        wave.tell(wave.case, "propose_closing", detail=row.get_retention_display())
        if facts.stage in guards.ENDED:
            _ask_clerk(wave)
        else:
            wave.wakes = True
    return row


def _ask_clerk(wave: Wave) -> None:
    """Outside the main line nobody else asks: the flow of an inspection that ended early is over."""
    wave.turns.open(
        wave.case,
        verb="seal_ended_dossier",
        label=noop("Niêm phong, lưu hồ sơ"),
        why=noop("Hồ sơ kết thúc sớm đã được đề nghị lưu (NĐ 30/2020 Đ.29-31)."),
        role=Role.RECORDS_CLERK,
        due_on=due_for_turn(wave.case, "inspection.case_closing", from_on=wave.now),
    )


def return_closing(case: Case, *, by: User, now: datetime, reason: str) -> Case:
    """The clerk sends the proposal back with what is missing; the lead is asked again."""
    with deed(case, by=by, now=now) as wave:
        facts = _facts(wave)
        wave.require(policies.refusal_to_return_closing(wave.who, facts))
        if not reason.strip():
            wave.demand([_("Ghi lý do trả lại.")])
        wave.demand(guards.return_closing_blockers(facts))
        proposed_by = Closing.objects.get(case=wave.case).proposed_by_id
        Closing.objects.filter(case=wave.case).delete()
        wave.tell(wave.case, "return_closing", reason=reason.strip())
        wave.turns.close(wave.case, "seal_ended_dossier")
        if facts.stage not in guards.ENDED:
            wave.moves.append((wave.case, "return_closing"))
        wave.turns.open(
            wave.case,
            verb="propose_closing",
            label=noop("Đề nghị kết thúc, lưu hồ sơ"),
            why=noop("Văn thư trả lại đề nghị kết thúc hồ sơ; bổ sung rồi đề nghị lại."),
            person_id=proposed_by,
            due_on=due_for_turn(wave.case, "inspection.case_closing", from_on=now),
        )
    return wave.case


def seal_dossier(case: Case, *, by: User, now: datetime) -> Archive:
    """Row 19: the manifest is fixed, the record of closing drawn up, the dossier closed; the job builds the zip."""
    with deed(case, by=by, now=now, verb="seal_dossier") as wave:
        row, record = _sealed(wave)
        wave.move(wave.case, "seal_dossier", document=record)
    return row


def seal_ended_dossier(case: Case, *, by: User, now: datetime) -> Archive:
    """A dossier that was ended, revoked or not pursued is sealed where it stands: its stage is already its last."""
    with deed(case, by=by, now=now) as wave:
        if wave.case.stage not in guards.ENDED:
            wave.demand([_("Hồ sơ chưa kết thúc; Trưởng đoàn đề nghị kết thúc trước.")])
        row, record = _sealed(wave)
        wave.tell(wave.case, "seal_ended_dossier", document=record)
    return row


def _sealed(wave: Wave) -> tuple[Archive, Document]:
    facts, today = _facts(wave), local_day(wave.now)
    wave.require(policies.refusal_to_seal_dossier(wave.who, facts))
    wave.demand(guards.seal_dossier_blockers(facts))
    wave.demand(guards.dossier_objections(dossier_facts(wave.case)))
    closing = Closing.objects.select_related("proposed_by").get(case=wave.case)
    closing.keep_until_on = keep_until(today, closing.years)
    terms = archive.ClosingTerms(
        closing, inspection_details_of(wave.case), agency_on(today), wave.now, wave.person
    )
    parts = parts_of(wave.case, today)
    manifest = archive.manifest_of(parts, terms, ended_as=_ended_as(facts))
    sha256 = archive.manifest_sha256(manifest)
    record = _record(wave, closing, manifest, sha256)
    closing.document = record
    closing.save(update_fields=["keep_until_on", "document"])
    row = Archive.objects.create(
        case=wave.case,
        sealed_at=wave.now,
        sealed_by=wave.person,
        manifest=manifest,
        manifest_sha256=sha256,
        last_event_id=parts.events[-1].pk,
        chain_head=parts.events[-1].hash,
    )
    wave.tell(wave.case, "fix_manifest", document=record, detail=f"SHA-256 {sha256}")
    _close_turns(wave, [parts.root, *parts.parties])
    _ask_for_signature(wave, record)
    wave.jobs.add("inspections.build_archive", archive_id=row.pk)
    return row, record


def _ended_as(facts: InspectionFacts) -> str:
    """The stage that the archive tells: the one in which the dossier is kept."""
    stage = facts.stage if facts.stage in guards.ENDED else "closed"
    return INSPECTION.stage_label(stage)


def _record(wave: Wave, closing: Closing, manifest: dict[str, object], sha256: str) -> Document:
    case, today = cast(Inspection, wave.case), local_day(wave.now)
    signer = case.lead or closing.proposed_by
    snapshot = closing_record_snapshot(
        case,
        manifest,
        sha256=sha256,
        rows=archive.contents_rows(manifest),
        signer=signer,
        today=today,
        demo=settings.DEMO,
    )
    kind = DocumentKind.CLOSING_RECORD
    return documents.draft(wave, case, kind, str(kind.label), snapshot, signer=signer)


def _close_turns(wave: Wave, cases: list[Case]) -> None:
    """Nobody is asked anything more, but for what has a clock of its own."""
    asked = Turn.objects.still_open().filter(case__in=cases).exclude(verb__in=BESIDE)
    for case_id, verb in set(asked.values_list("case_id", "verb")):
        case = next(case for case in cases if case.pk == case_id)
        wave.turns.close(case, verb)


def _ask_for_signature(wave: Wave, record: Document) -> None:
    """The record is signed by who proposed the closing, if there was a team; it proves the archive on paper."""
    if wave.case.lead_id is None:
        return
    wave.turns.open(
        wave.case,
        verb="sign_paper",
        label=noop("Ký biên bản kết thúc hồ sơ"),
        why=noop("Hồ sơ đã niêm phong; biên bản in mã kiểm chứng của bản lưu (NĐ 30/2020 Đ.29-31)."),
        person_id=wave.case.lead_id,
        subject=record.pk,
    )
