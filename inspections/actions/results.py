"""What follows for each party, and the package of result papers put before the issuer (domain rows 17, T15).

The lead says what follows from each finding; the report is approved with it; then notice and request are drawn up for
every party, for one signature (practice.md 1: the director has about three acts a case).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import documents
from inspections.actions.waves import Wave, deed
from inspections.documents.contexts_results_party import ResultOfParty, result_snapshots
from inspections.enums import DocumentKind
from inspections.models import Capacity, Case, Document, Finding, RemedyItem, RemedyRequest, User
from inspections.models.inputs import Handling, RemedyAsked
from inspections.queries.deadlines import due_for_turn
from inspections.queries.facts import inspection_facts, party_facts
from inspections.queries.people import local_day
from inspections.queries.result_papers import (
    DOCUMENT_TYPE,
    REPORT_REQUIRED,
    findings_in_minutes,
    parties_with_results,
    result_settings,
    result_signer,
)
from inspections.rules.guards import result_papers as guards
from inspections.rules.guards.orders import nobody_signs
from inspections.rules.policies import result_papers as policies


def draft_result(
    case: Case,
    *,
    by: User,
    now: datetime,
    summary: str,
    handlings: Sequence[Handling],
    items: Sequence[RemedyAsked],
    report_due_on: date | None,
    contact: str,
    officer: User | None = None,
) -> RemedyRequest:
    """T15: the lead says what follows from each finding, what is asked and until when; saved as often as he likes."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_draft_result(wave.who, facts))
        wave.demand(guards.draft_result_blockers(facts))
        findings = findings_in_minutes(wave.case)
        known = {row.pk for row in findings}
        asked_for = {row.finding_id for row in items}
        wave.demand(
            guards.handling_objections(
                [(row.pk, row.code, row.kind) for row in findings],
                [(row.finding_id, row.handling, row.reason) for row in handlings],
                asked_for,
                referrals=len([row for row in facts.referrals if row.state != "dropped"]),
            )
            + guards.request_objections(
                [(row.text, row.due_on) for row in items],
                report_due_on=report_due_on,
                contact=contact,
                today=local_day(now),
            )
            + guards.prose_objections([summary, *(row.text for row in items)])
            + ([] if summary.strip() else [_("Ghi kết quả kiểm tra đối với đơn vị.")])
            + ([] if asked_for - {None} <= known else [_("Có yêu cầu không gắn với tồn tại trong biên bản.")])
        )
        request = _keep_request(
            wave, summary, items, report_due_on=report_due_on, contact=contact, officer=officer
        )
        _keep_handlings(findings, handlings)
        wave.tell(wave.case, "draft_result", detail=_("%(n)s yêu cầu khắc phục") % {"n": len(items)})
    return request


def _keep_request(
    wave: Wave,
    summary: str,
    items: Sequence[RemedyAsked],
    *,
    report_due_on: date | None,
    contact: str,
    officer: User | None,
) -> RemedyRequest:
    """One row a party; its items are written anew as long as nothing was issued."""
    assert wave.case.parent is not None
    request, _new = RemedyRequest.objects.update_or_create(
        party=wave.case,
        defaults={
            "summary": summary.strip(),
            "nothing_asked": not items,
            "contact": contact.strip(),
            "report_due_on": report_due_on if items else None,
            "officer": officer or wave.case.parent.opened_by,
            "drafted_at": wave.now,
            "drafted_by": wave.person,
        },
    )
    request.items.all().delete()
    RemedyItem.objects.bulk_create(
        RemedyItem(
            request=request,
            finding_id=row.finding_id,
            position=place,
            text=row.text.strip(),
            basis=row.basis.strip(),
            first_due_on=row.due_on,
            due_on=row.due_on,
        )
        for place, row in enumerate(items, start=1)
    )
    return request


def _keep_handlings(findings: Sequence[Finding], handlings: Sequence[Handling]) -> None:
    chosen = {row.finding_id: row for row in handlings}
    for finding in findings:
        finding.handling = chosen[finding.pk].handling
        finding.handling_reason = chosen[finding.pk].reason.strip()
    Finding.objects.bulk_update(findings, ["handling", "handling_reason"])


def draw_up_package(wave: Wave, inspection: Case, *, document_type: str = "") -> list[Document]:
    """Notice and request of every party, drawn up for the issuer; nothing is asked of him before the report is signed."""
    today = local_day(wave.now)
    signer = result_signer(inspection, today)
    if signer is None:
        raise nobody_signs()
    document_type = document_type or result_settings(inspection, today)[DOCUMENT_TYPE]
    drawn: list[Document] = []
    for party in parties_with_results(inspection):
        request = party.remedy_request
        request.notice, request.document = _papers_of(wave, party, request, signer, document_type)
        request.save(update_fields=["notice", "document"])
        drawn += filter(None, [request.notice, request.document])
    return drawn


def _papers_of(
    wave: Wave, party: Case, request: RemedyRequest, signer: Capacity, document_type: str
) -> tuple[Document, Document | None]:
    items = list(request.items.all())
    result = ResultOfParty(
        party, request, items, signer, local_day(wave.now), settings.DEMO, document_type=document_type
    )
    said, asked = result_snapshots(result)
    titles = {
        DocumentKind.RESULT_NOTICE: _("Thông báo kết quả kiểm tra: %(name)s"),
        DocumentKind.REMEDY_REQUEST: _("Yêu cầu chấn chỉnh, khắc phục: %(name)s"),
    }
    name = {"name": party.institution.name if party.institution else party.title}

    def drawn(kind: DocumentKind, snapshot: Mapping[str, Any]) -> Document:
        title = (titles[kind] % name)[:300]
        return documents.draft(
            wave, party, kind, title, snapshot, signer=signer.user, drafter=request.drafted_by
        )

    notice = drawn(DocumentKind.RESULT_NOTICE, said)
    return notice, drawn(DocumentKind.REMEDY_REQUEST, asked) if asked else None


def ask_to_sign(wave: Wave, inspection: Case, signer_id: int) -> None:
    """The issuer is asked once, for all papers together."""
    wave.turns.open(
        inspection,
        verb="sign_result",
        label=noop("Ký thông báo kết quả và yêu cầu khắc phục"),
        why=noop("Báo cáo kết quả đã được duyệt và ký; ký một lần mọi văn bản kết quả (Đ.15, 16)."),
        person_id=signer_id,
        due_on=due_for_turn(inspection, "inspection.result_issue", from_on=wave.now),
    )


def propose_result(case: Case, *, by: User, now: datetime) -> Case:
    """Row 17 without a report: nothing was found and the department asks for none (Điều 15 khoản 3 điểm đ)."""
    with deed(case, by=by, now=now) as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_propose_result(wave.who, facts))
        wave.demand(guards.propose_result_blockers(facts))
        settings_of_result = result_settings(wave.case, local_day(now))
        wave.demand(guards.report_needed_objections(settings_of_result[REPORT_REQUIRED]))
        drawn = draw_up_package(wave, wave.case, document_type=settings_of_result[DOCUMENT_TYPE])
        assert drawn[0].signer_id is not None
        wave.turns.close(wave.case, "submit_result_report", "propose_result")
        ask_to_sign(wave, wave.case, drawn[0].signer_id)
        wave.tell(wave.case, "propose_result")
    return wave.case
