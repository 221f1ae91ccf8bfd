"""Requests for information, item by item; refusal as irrelevant is a right (Điều 8, 9.1c; rows T4, T5)."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import documents, messages
from inspections.actions.files import keep_files
from inspections.actions.numbers import next_number
from inspections.actions.party import people_of_institution
from inspections.actions.waves import Wave, deed
from inspections.documents.contexts import information_request_snapshot
from inspections.enums import DocumentKind, RequestItemState, Side
from inspections.models import Case, EvidenceFile, InformationRequest, Receipt, RequestItem, User
from inspections.models.inputs import Asked, Reply
from inspections.queries.facts import party_facts
from inspections.queries.people import local_day
from inspections.rules.guards import party as guards
from inspections.rules.policies import party as policies
from inspections.rules.roles import Role


def send_information_request(
    case: Case, *, by: User, now: datetime, asked: Sequence[Asked], due_on: date, contact: str, note: str = ""
) -> InformationRequest:
    """Send one request; each item names what it has to do with the content of the inspection (trap 19)."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_send_information_request(wave.who, facts))
        wave.demand(guards.send_information_request_blockers(facts))
        if not [a for a in asked if a.label.strip()]:
            wave.demand([_("Chọn hoặc ghi ít nhất một hồ sơ, tài liệu cần đơn vị cung cấp.")])
        text = _("«%(label)s»: ghi hồ sơ này liên quan đến nội dung kiểm tra nào (Đ.9.1c).")
        wave.demand(
            [
                text % {"label": a.label}
                for a in asked
                if a.label.strip() and not (a.answer or a.relevance.strip())
            ]
        )
        if due_on < local_day(now):
            wave.demand([_("Hạn trả lời không ở trong quá khứ.")])
        request = InformationRequest.objects.create(
            party=wave.case,
            sequence=wave.case.requests.count() + 1,
            note=note.strip(),
            contact=contact.strip(),
            due_on=due_on,
            sent_at=now,
            sent_by=by,
        )
        RequestItem.objects.bulk_create(
            [
                RequestItem(
                    request=request, answer=a.answer, label=a.label.strip(), relevance=a.relevance.strip()
                )
                for a in asked
                if a.label.strip()
            ]
        )
        document = documents.draft(
            wave,
            wave.case,
            DocumentKind.INFORMATION_REQUEST,
            _("Phiếu yêu cầu cung cấp thông tin số %(n)s") % {"n": request.sequence},
            information_request_snapshot(request, today=local_day(now), demo=settings.DEMO),
        )
        request.document = document
        request.save(update_fields=["document"])
        _ask_institution(wave, request)
        wave.tell(wave.case, "send_information_request", document=document, detail=str(request))
    return request


def _ask_institution(wave: Wave, request: InformationRequest) -> None:
    wave.turns.open(
        wave.case,
        verb="answer_information_request",
        label=noop("Trả lời yêu cầu cung cấp hồ sơ, tài liệu"),
        why=noop("Đoàn kiểm tra yêu cầu cung cấp thông tin, hồ sơ, tài liệu (Đ.8, Đ.9.2)."),
        role=Role.INSTITUTION_CLERK,
        institution_id=wave.case.institution_id,
        subject=request.pk,
        due_on=request.due_on,
    )
    messages.queue(
        wave.case,
        people_of_institution(wave.case, local_day(wave.now)),
        key=f"request:{request.pk}",
        subject=_("Có yêu cầu cung cấp hồ sơ, tài liệu"),
        body=_(
            "Đoàn kiểm tra gửi phiếu yêu cầu số %(n)s, hạn trả lời hết ngày %(due)s. Đăng nhập Kiểm tra số để trả lời."
        )
        % {"n": request.sequence, "due": f"{request.due_on:%d/%m/%Y}"},
        by=wave.by,
        now=wave.now,
        jobs=wave.jobs,
    )


def answer_information_request(
    case: Case, *, by: User, now: datetime, request_id: int, replies: Mapping[int, Reply]
) -> Receipt:
    """Answer item by item with text, files or a refusal with its reason; a receipt is given for what came in."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_answer_information_request(wave.who, facts))
        waiting = RequestItem.objects.filter(request_id=request_id, request__party=wave.case)
        waiting = waiting.filter(state__in=[RequestItemState.ASKED, RequestItemState.UPHELD])
        items = list(waiting.select_related("request"))
        if not items:
            wave.demand([_("Phiếu yêu cầu này đã được trả lời đủ.")])
        request = items[0].request
        given = [(item.label, replies.get(item.pk, Reply())) for item in items]
        wave.demand(
            guards.answered_items_objections((name, r.text, r.refused, len(r.files)) for name, r in given)
        )
        receipt = _take_replies(wave, request, items, replies)
        _ask_lead_about_refusals(wave, items)
        request.answered_at, request.answered_by = now, by
        request.receipt = receipt.number
        request.save(update_fields=["answered_at", "answered_by", "receipt"])
        wave.turns.close(wave.case, "answer_information_request", subject=request.pk)
        wave.tell(wave.case, "answer_information_request", detail=f"{request} · {receipt.number}")
    return receipt


def _take_replies(
    wave: Wave, request: InformationRequest, items: Sequence[RequestItem], replies: Mapping[int, Reply]
) -> Receipt:
    digest, links = hashlib.sha256(), list[tuple[EvidenceFile, RequestItem]]()
    for item in items:
        reply = replies.get(item.pk, Reply())
        item.reply = reply.text.strip()
        item.state = RequestItemState.REFUSED if reply.refused else RequestItemState.ANSWERED
        kept = keep_files(wave.case, reply.files, side=Side.INSTITUTION, by=wave.person, now=wave.now)
        for row in kept:
            links.append((row, item))
            digest.update(row.sha256.encode())
        digest.update(f"{item.pk}|{item.state}|{item.reply}".encode())
    RequestItem.objects.bulk_update(items, ["reply", "state"])
    _link(links)
    year = local_day(wave.now).year
    number = next_number(wave.case.department_id, "receipt", year)
    return Receipt.objects.create(
        request=request,
        number=f"GXN-{year}-{number:04d}",
        issued_at=wave.now,
        issued_by=wave.person,
        file_count=len(links),
        item_count=len(items),
        sha256=digest.hexdigest(),
    )


def _link(links: Sequence[tuple[EvidenceFile, RequestItem]]) -> None:
    """Files belong to the thing that was asked, and to the item of the đề cương behind it."""
    asked, answers = EvidenceFile.request_items.through, EvidenceFile.answers.through
    asked.objects.bulk_create(asked(evidencefile=row, requestitem=item) for row, item in links)
    answers.objects.bulk_create(
        answers(evidencefile=row, answer_id=item.answer_id) for row, item in links if item.answer_id
    )


def _ask_lead_about_refusals(wave: Wave, items: Sequence[RequestItem]) -> None:
    for item in items:
        if item.state != RequestItemState.REFUSED:
            continue
        wave.turns.open(
            wave.case,
            verb="decide_refusal",
            label=noop("Xem việc đơn vị từ chối cung cấp"),
            why=noop("Đơn vị cho rằng nội dung yêu cầu không liên quan đến nội dung kiểm tra (Đ.9.1c)."),
            person_id=wave.case.lead_id,
            subject=item.pk,
        )


def decide_refusal(
    case: Case,
    *,
    by: User,
    now: datetime,
    item_id: int,
    uphold: bool,
    reason: str,
    due_on: date | None = None,
) -> RequestItem:
    """T5: the lead upholds the request (with reason and a new date) or withdraws it."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_decide_refusal(wave.who, facts))
        item = RequestItem.objects.select_related("request").get(pk=item_id, request__party=wave.case)
        if item.state != RequestItemState.REFUSED:
            wave.demand([_("Nội dung này không ở trạng thái bị từ chối.")])
        if not reason.strip():
            wave.demand([_("Ghi lý do giữ hoặc rút yêu cầu.")])
        item.state = RequestItemState.UPHELD if uphold else RequestItemState.WITHDRAWN
        item.decision = reason.strip()
        item.save(update_fields=["state", "decision"])
        wave.turns.close(wave.case, "decide_refusal", subject=item.pk)
        if uphold:
            InformationRequest.objects.filter(pk=item.request_id).update(
                answered_at=None, answered_by=None, due_on=due_on or item.request.due_on
            )
            item.request.due_on = due_on or item.request.due_on
            _ask_institution(wave, item.request)
        wave.tell(wave.case, "decide_refusal", reason=reason.strip(), detail=item.label[:200])
    return item
