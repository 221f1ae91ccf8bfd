"""One act numbers and issues all result papers; from here requests to remedy are in force (rows 17, 18, T15, T20).

The same follows when the last of the papers comes back signed, numbered and issued outside (practice.md 2).
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from inspections.actions import documents, messages
from inspections.actions.endings import ask_to_close, complete
from inspections.actions.remedies import ask_unit
from inspections.actions.results import ask_to_sign
from inspections.actions.results_signing import ask_for_numbers, files_of
from inspections.actions.waves import Wave, deed
from inspections.enums import DocumentState
from inspections.kinds import InspectionStage
from inspections.models import Case, Document, DocumentSignature, Inspection, Message, RemedyItem, User
from inspections.models.inputs import PackageSigning
from inspections.queries.agency import agency_on
from inspections.queries.facts import inspection_facts
from inspections.queries.orders import institution_posts
from inspections.queries.people import actor_of, local_day
from inspections.queries.result_papers import parties_with_results, result_papers
from inspections.rules.facts import Facts
from inspections.rules.guards import result_papers as guards
from inspections.rules.policies import result_papers as policies


def issue_result(
    case: Case,
    *,
    by: User,
    now: datetime,
    on: date,
    agency_signing: PackageSigning | None = None,
    numbers: Mapping[int, int | None] | None = None,
) -> Case:
    """Row 17, second deed: the records clerk numbers each paper in the agency's series, seals and issues all of them."""
    with deed(case, by=by, now=now, verb="issue_result") as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_issue_result(wave.who, facts))
        wave.demand(guards.issue_result_blockers(facts))
        signed = list(result_papers(wave.case, DocumentState.SIGNED))
        wave.demand(_day_objections(signed, on, today=local_day(now)))
        agency = agency_on(on)
        given = dict(files_of(signed, agency_signing)) if agency_signing else {}
        for paper in signed:
            documents.number_and_seal(
                paper,
                wave,
                agency,
                on=on,
                symbol=str(paper.snapshot["symbol"]),
                number=(numbers or {}).get(paper.pk),
                agency_signing=given.get(paper),
            )
        put_result_in_force(wave, _inspection(wave), on=on)
    return wave.case


def _day_objections(papers: list[Document], on: date, *, today: date) -> list[str]:
    signed = DocumentSignature.objects.filter(document__in=papers).order_by("-signed_at").first()
    if on > today or (signed is not None and on < local_day(signed.signed_at)):
        return [_("Ngày ban hành phải từ ngày ký đến hôm nay.")]
    return []


def _inspection(wave: Wave) -> Inspection:
    found = wave.case if wave.case.parent is None else wave.case.parent
    assert isinstance(found, Inspection)
    return found


def put_result_in_force(wave: Wave, inspection: Inspection, *, on: date) -> None:
    """Rows 17 and 18: every party hears its result; who is asked to mend is followed, who is not is complete."""
    parties = parties_with_results(inspection)
    wave.turns.close(inspection, "sign_result", "issue_result")
    wave.move(inspection, "issue_result", on=on)
    asked = [party for party in parties if _result_of_party(wave, party, on)]
    _tell_units(wave, parties)
    if asked:
        wave.move(inspection, "follow_remedies")
    else:
        ask_to_close(wave, inspection)


def _result_of_party(wave: Wave, party: Case, on: date) -> bool:
    """T15 or T20: does this party have something to mend?"""
    request = party.remedy_request
    request.issued_at, request.issued_by, request.issued_on = wave.now, wave.person, on
    request.save(update_fields=["issued_at", "issued_by", "issued_on"])
    if not request.items.all():
        complete(wave, party, document=request.notice)
        return False
    RemedyItem.objects.filter(request=request).update(asked_at=wave.now, asked_by=wave.person)
    wave.move(party, "require_remedy", document=request.document)
    ask_unit(wave, party, request, request.items.all())
    return True


def _tell_units(wave: Wave, parties: list[Case]) -> None:
    """A mail that says there is a result, and nothing of it."""
    units = {party.institution_id: party.pk for party in parties if party.institution_id is not None}
    body = _("Sở đã ban hành văn bản kết quả kiểm tra. Đăng nhập Kiểm tra số để xem và thực hiện.")
    messages.queue_rows(
        [
            Message(
                key=f"result:{units[post.institution_id]}:{post.user_id}",
                case_id=units[post.institution_id],
                to_id=post.user_id,
                subject=_("Có văn bản kết quả kiểm tra"),
                body=body,
                queued_at=wave.now,
                queued_by=wave.by,
            )
            for post in institution_posts(units, local_day(wave.now))
            if post.institution_id is not None
        ],
        wave.jobs,
    )


def take_returned_result(wave: Wave, facts: Facts, document: Document, signer: User, on: date) -> None:
    """One of the papers came back issued: when it was the last, everything follows; else the others are waited for."""
    inspection = _inspection(wave)
    known = inspection_facts(inspection, today=local_day(wave.now))
    refusal = policies.refusal_to_sign_result(actor_of(signer, on), known)
    wave.demand([refusal] if refusal else guards.report_signed_objections(known))
    if inspection.stage not in (InspectionStage.CONDUCT_FINISHED, InspectionStage.REPORTED):
        wave.demand([_("Kết quả kiểm tra đã ban hành.")])
    papers = list(result_papers(inspection))
    if all(paper.state == DocumentState.ISSUED for paper in papers):
        put_result_in_force(wave, inspection, on=max(paper.dated_on or on for paper in papers))
    elif not any(paper.state == DocumentState.FOR_SIGNATURE for paper in papers):
        wave.turns.close(inspection, "sign_result")
        ask_for_numbers(wave, inspection)


def report_is_signed(wave: Wave, report: Document) -> None:
    """The lead signed the report: the issuer is asked to sign what follows from it, in one act."""
    inspection = report.case
    earlier = Document.objects.filter(case=inspection, kind=report.kind, state=DocumentState.ISSUED)
    earlier.exclude(pk=report.pk).update(state=DocumentState.REPLACED)
    waiting = result_papers(inspection, DocumentState.FOR_SIGNATURE).first()
    if waiting is not None and waiting.signer_id is not None:
        ask_to_sign(wave, inspection, waiting.signer_id)
