"""«Nhập thay»: an answer that came as a numbered paper is entered from it, shown as such, and lowers the class.

Source: practice.md 5, «an officer never signs in as a school»; NĐ 30/2020/NĐ-CP Điều 20-24 for the paper itself.
"""

import mimetypes
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from inspections.actions import messages
from inspections.actions.correspondence import register_incoming
from inspections.actions.files import ask_for_check
from inspections.actions.party import people_of_institution
from inspections.actions.requests import chosen_items, close_request, link_files, take_replies, waiting_items
from inspections.actions.waves import Wave, deed
from inspections.enums import Side
from inspections.models import Case, EvidenceFile, IncomingPaper, RequestItem, User
from inspections.models.inputs import PaperInput, Reply
from inspections.queries.facts import party_facts
from inspections.queries.people import local_day
from inspections.rules.guards import party as guards
from inspections.rules.policies.replies import refusal_to_enter_paper_answer


def enter_paper_answer(
    case: Case, *, by: User, now: datetime, request_id: int, paper: PaperInput, replies: Mapping[int, Reply]
) -> IncomingPaper:
    """Enter what the institution answered on paper; files are the team's, the scan belongs to every item it answers."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(refusal_to_enter_paper_answer(wave.who, facts))
        wave.demand(guards.conduct_blockers(facts))
        items = waiting_items(wave, request_id)
        given = chosen_items(wave, items, _on_paper(replies), partial=True)
        row = _paper(wave, paper)
        take_replies(wave, given, _on_paper(replies), side=Side.TEAM, paper=row)
        _link_scan(wave, row, given)
        request = items[0].request
        if len(given) == len(items):
            close_request(wave, request)
            request.save(update_fields=["answered_at", "answered_by"])
        messages.queue(
            wave.case,
            people_of_institution(wave.case, local_day(now)),
            key=f"paper-answer:{row.pk}:{request.pk}",
            subject=_("Đã nhập câu trả lời bằng văn bản của đơn vị"),
            body=_("Câu trả lời phiếu yêu cầu số %(n)s được nhập thay từ văn bản của đơn vị (%(paper)s).")
            % {"n": request.sequence, "paper": row},
            by=by,
            now=now,
            jobs=wave.jobs,
        )
        wave.tell(wave.case, "enter_paper_answer", detail=f"{request} · {row}")
    return row


def _on_paper(replies: Mapping[int, Reply]) -> dict[int, Reply]:
    """Nothing of the vault is handed in for the institution by somebody else."""
    return {number: Reply(r.text, r.refused, r.files) for number, r in replies.items()}


def _paper(wave: Wave, typed: PaperInput) -> IncomingPaper:
    case = wave.case
    if typed.known_id is not None:
        known = IncomingPaper.objects.filter(
            pk=typed.known_id, department_id=case.department_id, institution_id=case.institution_id or 0
        ).first()
        if known is None or not known.scan:
            wave.demand([_("Chọn văn bản đến của đơn vị này, đã có bản quét.")])
        assert known is not None
        if known.case_id is None:
            known.case = case
            known.save(update_fields=["case"])
        return known
    if typed.scan is None or typed.arrived_on is None or not typed.arrival_number:
        wave.demand([_("Ghi số đến, ngày đến và kèm bản quét của văn bản.")])
    assert typed.arrived_on is not None and case.institution is not None
    return register_incoming(
        department=case.department,
        by=wave.person,
        now=wave.now,
        sender=case.institution.name,
        summary=typed.summary or _("Trả lời yêu cầu cung cấp hồ sơ, tài liệu"),
        arrived_on=typed.arrived_on,
        their_number=typed.their_number,
        their_date=typed.their_date,
        arrival_number=typed.arrival_number,
        scan=typed.scan,
        case=case,
        institution=case.institution,
    )


def _link_scan(wave: Wave, paper: IncomingPaper, items: Sequence[RequestItem]) -> None:
    """The scan stands once in the dossier, by reference, and under every item that the paper answers."""
    row = EvidenceFile.objects.create(
        case=wave.case,
        name=paper.scan_name,
        size=paper.scan.size,
        sha256=paper.scan_sha256,
        mime=mimetypes.guess_type(paper.scan_name)[0] or "application/octet-stream",
        blob=paper.scan.name,
        side=Side.TEAM,
        as_of=paper.their_date,
        received_at=wave.now,
        received_by=wave.person,
        paper=paper,
    )
    link_files([(row, item) for item in items])
    ask_for_check(wave.case, wave.jobs)
