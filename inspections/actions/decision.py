"""Row 4 in two deeds (signing moves the document, the clerk's issue moves the inspection) and rows 5-7, the plan."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import cast

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from inspections.actions import documents, messages
from inspections.actions.numbers import next_number
from inspections.actions.party_plans import write_party_plans
from inspections.actions.waves import Wave, already_done_words, deed
from inspections.documents.contexts import conduct_plan_snapshot
from inspections.enums import DocumentKind, DocumentState
from inspections.exceptions import AlreadyDone
from inspections.models import (
    Case,
    ConductPlan,
    Document,
    DocumentSignature,
    Inspection,
    InspectionDetails,
    User,
)
from inspections.models.inputs import PartyPlan, SigningInput
from inspections.queries.agency import agency_on
from inspections.queries.facts import inspection_facts
from inspections.queries.people import local_day, signing_capacity
from inspections.rules.capacity import wrong_signer
from inspections.rules.guards import inspection as guards
from inspections.rules.numbering import document_symbol, team_symbol
from inspections.rules.policies import inspection as policies

PLAN_CONTENTS = (
    "objective",
    "requirement",
    "starts_on",
    "ends_on",
    "place",
    "method",
    "assignment",
    "resources",
)


def _open_document(case: Case, kind: str) -> Document:
    rows = Document.objects.filter(case=case, kind=kind).exclude(state=DocumentState.REPLACED)
    return rows.latest("id")


def _signed_document(case: Case) -> tuple[Document, datetime]:
    """The decision as it was signed last, with the moment; it comes with its document in one statement."""
    rows = DocumentSignature.objects.filter(document__case=case, document__kind=DocumentKind.DECISION)
    rows = rows.exclude(document__state=DocumentState.REPLACED).select_related("document")
    last = rows.latest("document_id", "id")
    return last.document, last.signed_at


def sign_decision(case: Case, *, by: User, now: datetime, signing: SigningInput) -> Case:
    """Row 4, first deed: the competent person signs; number and agency signature come after (traps 21, 22)."""
    with deed(case, by=by, now=now, verb="issue_decision") as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_sign_decision(wave.who, facts))
        drafted = facts.documents.get(DocumentKind.DECISION)
        if drafted and drafted.state == DocumentState.SIGNED:
            raise AlreadyDone(already_done_words(wave.case, "sign_decision"))
        wave.demand(guards.sign_decision_blockers(facts))
        document = _open_document(wave.case, DocumentKind.DECISION)
        wave.demand(wrong_signer(document.signer_id, by.pk))
        capacity = signing_capacity(by.pk, wave.case.department_id, local_day(now))
        documents.sign(document, wave, signing, capacity=str(capacity))
        details = wave.case.inspection_details
        details.issuer, details.issuer_capacity = by, capacity
        details.save(update_fields=["issuer", "issuer_capacity"])
        wave.turns.close(wave.case, "sign_decision")
        wave.tell(wave.case, "sign_decision", document=document)
        wave.wakes = True
    return wave.case


def issue_decision(
    case: Case,
    *,
    by: User,
    now: datetime,
    on: date,
    number: int | None = None,
    agency_signing: SigningInput | None = None,
) -> Case:
    """Row 4, second deed: the records clerk numbers, signs for the agency and issues; rules freeze onto the case."""
    with deed(case, by=by, now=now, verb="issue_decision") as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_issue_decision(wave.who, facts))
        wave.demand(guards.issue_decision_blockers(facts))
        document, signed_at = _signed_document(wave.case)
        if on < local_day(signed_at) or on > local_day(now):
            wave.demand([_("Ngày ban hành phải từ ngày ký đến hôm nay.")])
        agency = agency_on(on)
        symbol = document_symbol("QĐ", agency.short_name)
        documents.number_and_seal(
            document, wave, agency, on=on, symbol=symbol, number=number, agency_signing=agency_signing
        )
        put_in_force(wave, document, on)
    return wave.case


def put_in_force(wave: Wave, document: Document, on: date) -> None:
    """The decision is issued, here or outside: its rules freeze, the inspection moves, the team is told."""
    freeze_rules(wave, on)
    wave.move(wave.case, "issue_decision", document=document, number=document.full_number, on=on)
    tell_team(wave, document)


def freeze_rules(wave: Wave, on: date) -> None:
    """Rules of the day of issue stay with the dossier, whatever changes later; in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO inspections_caserule (case_id, key, value, unit, label, source) "
            "SELECT %s, key, value, unit, label, source FROM inspections_rule "
            "WHERE key LIKE 'inspection.%%' AND valid_from <= %s AND (valid_until IS NULL OR valid_until >= %s) "
            "ON CONFLICT (case_id, key) DO NOTHING",
            [wave.case.pk, on, on],
        )


def tell_team(wave: Wave, document: Document) -> None:
    """The team reads that its decision is out."""
    team = User.objects.filter(team_duties__case=wave.case, team_duties__left_on__isnull=True)
    messages.queue(
        wave.case,
        team,
        key=f"issued:{document.pk}",
        subject=_("Quyết định kiểm tra đã ban hành"),
        body=_("Quyết định số %(number)s đã ban hành. Hồ sơ %(code)s có trong «Việc của tôi».")
        % {"number": document.full_number, "code": wave.case.code},
        by=wave.by,
        now=wave.now,
        jobs=wave.jobs,
    )


def submit_conduct_plan(
    case: Case,
    *,
    by: User,
    now: datetime,
    objective: str,
    requirement: str,
    starts_on: date,
    ends_on: date,
    place: str,
    assignment: str,
    resources: str,
    item_methods: Mapping[int, str],
    parties: Mapping[int, PartyPlan] | None = None,
) -> Case:
    """Row 5: nine contents of Điều 14.2; the method stands on every item before the announcement (trap 16).

    Each unit may have its own days inside the plan and its own way of working (practice 4).
    """
    with deed(case, by=by, now=now, verb="submit_conduct_plan") as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_submit_conduct_plan(wave.who, facts))
        wave.demand(guards.submit_conduct_plan_blockers(facts))
        wave.demand(_objections_to_start(wave.case.inspection_details, starts_on))
        method = write_party_plans(wave, facts, item_methods, parties or {}, starts_on, ends_on)
        plan = ConductPlan(
            case=wave.case,
            objective=objective.strip(),
            requirement=requirement.strip(),
            starts_on=starts_on,
            ends_on=ends_on,
            place=place.strip(),
            method=method,
            assignment=assignment.strip(),
            resources=resources.strip(),
        )
        ConductPlan.objects.bulk_create(
            [plan], update_conflicts=True, unique_fields=["case"], update_fields=PLAN_CONTENTS
        )
        wave.move(wave.case, "submit_conduct_plan")
        documents.draft(
            wave,
            wave.case,
            DocumentKind.CONDUCT_PLAN,
            _("Kế hoạch tiến hành kiểm tra: %(title)s") % {"title": wave.case.title},
            conduct_plan_snapshot(cast(Inspection, wave.case), today=local_day(now), demo=settings.DEMO),
            signer=wave.case.inspection_details.issuer,
        )
    return wave.case


def _objections_to_start(details: InspectionDetails, starts_on: date) -> list[str]:
    if not details.decided_on or starts_on >= details.decided_on:
        return []
    text = _("Ngày tiến hành không trước ngày ban hành quyết định (%(day)s).")
    return [text % {"day": f"{details.decided_on:%d/%m/%Y}"}]


def approve_conduct_plan(
    case: Case, *, by: User, now: datetime, signing: SigningInput, number: int | None = None
) -> Case:
    """Row 6: the issuer approves; the plan gets the team's own number, never one of the agency's series (trap 22)."""
    with deed(case, by=by, now=now, verb="approve_conduct_plan") as wave:
        today = local_day(now)
        facts = inspection_facts(wave.case, today=today)
        wave.require(policies.refusal_to_approve_conduct_plan(wave.who, facts))
        wave.demand(guards.approve_conduct_plan_blockers(facts))
        document = _open_document(wave.case, DocumentKind.CONDUCT_PLAN)
        wave.demand(wrong_signer(document.signer_id, by.pk))
        series, symbol = f"team:{wave.case.code}", team_symbol("KH")
        number = number or next_number(wave.case.department_id, series, today.year)
        documents.refuse_taken_number(series, today.year, number)
        capacity = signing_capacity(by.pk, wave.case.department_id, today)
        lines = ["PHÊ DUYỆT", f"Số: {number:02d}/{symbol}"]
        documents.sign(document, wave, signing, capacity=str(capacity), lines=lines)
        documents.issue(document, wave, number=number, symbol=symbol, series=series, on=today)
        plan_approved(wave, document)
    return wave.case


def plan_approved(wave: Wave, document: Document) -> None:
    """The issuer approved the plan, here or outside (row 6)."""
    wave.move(wave.case, "approve_conduct_plan", document=document)


def return_conduct_plan(case: Case, *, by: User, now: datetime, reason: str) -> Case:
    """Row 7: back to the lead with a reason."""
    with deed(case, by=by, now=now, verb="return_conduct_plan") as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_approve_conduct_plan(wave.who, facts))
        if not reason.strip():
            wave.demand([_("Ghi lý do trả lại để Trưởng đoàn chỉnh kế hoạch.")])
        documents.discard_open(wave.case, DocumentKind.CONDUCT_PLAN)
        ConductPlan.objects.filter(case=wave.case).update(returned_reason=reason.strip())
        wave.move(wave.case, "return_conduct_plan", reason=reason.strip())
    return wave.case
