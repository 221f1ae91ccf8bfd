"""Requests for information, item by item; refusal as irrelevant is a right (Điều 8, 9.1c; rows T4, T5)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import documents, messages, vault
from inspections.actions.files import keep_files
from inspections.actions.party import people_of_institution
from inspections.actions.receipts import give_receipt
from inspections.actions.waves import Wave, deed
from inspections.documents.contexts import information_request_snapshot
from inspections.documents.contexts_replies import HandedRow
from inspections.enums import DocumentKind, RequestItemState, Side
from inspections.models import (
    Case,
    EvidenceFile,
    IncomingPaper,
    InformationRequest,
    Receipt,
    RequestItem,
    User,
)
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
    ask_for_answer(wave, request)
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


def ask_for_answer(wave: Wave, request: InformationRequest) -> None:
    """Ask the institution's contact person to answer by the day that stands on the request."""
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


def waiting_items(wave: Wave, request_id: int) -> list[RequestItem]:
    """What the request still asks; nothing left is told."""
    rows = RequestItem.objects.filter(request_id=request_id, request__party=wave.case)
    waiting = rows.filter(state__in=[RequestItemState.ASKED, RequestItemState.UPHELD])
    items = list(waiting.select_related("request"))
    if not items:
        wave.demand([_("Phiếu yêu cầu này đã được trả lời đủ.")])
    return items


def answer_information_request(
    case: Case,
    *,
    by: User,
    now: datetime,
    request_id: int,
    replies: Mapping[int, Reply],
    partial: bool = False,
) -> Receipt:
    """Answer item by item with text, files or a refusal with its reason; a receipt is given for what came in.

    ``partial`` hands in what is there; what has no answer yet stays asked, with its due day (bar.md O7).
    """
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_answer_information_request(wave.who, facts))
        items = waiting_items(wave, request_id)
        given = chosen_items(wave, items, replies, partial=partial)
        request = items[0].request
        rows = take_replies(wave, given, replies, side=Side.INSTITUTION)
        receipt = give_receipt(
            wave,
            what=_("trả lời %(request)s") % {"request": request},
            rows=rows,
            due_on=request.due_on,
            request=request,
        )
        _ask_lead_about_refusals(wave, given)
        request.receipt = receipt.number
        if len(given) == len(items):
            close_request(wave, request)
        request.save(update_fields=["answered_at", "answered_by", "receipt"])
        wave.tell(wave.case, "answer_information_request", detail=f"{request} · {receipt.number}")
    return receipt


def chosen_items(
    wave: Wave, items: Sequence[RequestItem], replies: Mapping[int, Reply], *, partial: bool
) -> list[RequestItem]:
    """The items that are handed in now: all of them, or those with an answer; what is wrong with them is told."""
    given = [item for item in items if not (partial and replies.get(item.pk, Reply()).is_empty)]
    if not given:
        wave.demand(
            [_("Chưa có nội dung nào để nộp. Ghi câu trả lời hoặc kèm tệp cho ít nhất một nội dung.")]
        )
    told = [(item.label, replies.get(item.pk, Reply())) for item in given]
    wave.demand(guards.answered_items_objections((name, r.text, r.refused, r.file_count) for name, r in told))
    return given


def close_request(wave: Wave, request: InformationRequest) -> None:
    """Everything asked was answered: nobody is asked any more."""
    request.answered_at, request.answered_by = wave.now, wave.person
    wave.turns.close(wave.case, "answer_information_request", subject=request.pk)


def take_replies(
    wave: Wave,
    items: Sequence[RequestItem],
    replies: Mapping[int, Reply],
    *,
    side: str,
    paper: IncomingPaper | None = None,
) -> list[HandedRow]:
    """Write the answers and their files; ``paper`` is the numbered paper they were entered from."""
    rows, links = list[HandedRow](), list[tuple[EvidenceFile, RequestItem]]()
    reused = vault.reuse(wave, [r.reused for r in replies.values() if r.reused is not None])
    for item in items:
        reply = replies.get(item.pk, Reply())
        item.reply, item.paper = reply.text.strip(), paper
        item.state = RequestItemState.REFUSED if reply.refused else RequestItemState.ANSWERED
        files = keep_files(
            wave.case,
            reply.files,
            side=side,
            by=wave.person,
            now=wave.now,
            as_of=reply.as_of,
            paper=paper,
            jobs=wave.jobs,
        )
        if reply.reused is not None:
            files.append(reused[reply.reused])
        links += [(row, item) for row in files]
        rows.append(HandedRow(item.label, str(RequestItemState(item.state).label), files))
    RequestItem.objects.bulk_update(items, ["reply", "state", "paper"])
    link_files(links)
    return rows


def add_to_answer(
    case: Case, *, by: User, now: datetime, request_id: int, additions: Mapping[int, Reply]
) -> Receipt:
    """Until the due day has ended an answered item may be added to; nothing that was handed in changes (Điều 9)."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_answer_information_request(wave.who, facts))
        rows = RequestItem.objects.filter(request_id=request_id, request__party=wave.case)
        items = list(rows.filter(state=RequestItemState.ANSWERED, pk__in=additions).select_related("request"))
        given = [item for item in items if not additions[item.pk].is_empty]
        if not given:
            wave.demand([_("Ghi nội dung hoặc chọn tệp bổ sung cho ít nhất một nội dung đã trả lời.")])
        request = given[0].request
        if local_day(now) > request.due_on:
            text = _("Đã hết hạn bổ sung (%(day)s). Liên hệ Đoàn kiểm tra nếu còn tài liệu cần nộp.")
            wave.demand([text % {"day": f"{request.due_on:%d/%m/%Y}"}])
        receipt = give_receipt(
            wave,
            what=_("bổ sung %(request)s") % {"request": request},
            rows=_add(wave, given, additions),
            due_on=request.due_on,
            request=request,
        )
        messages.queue(
            wave.case,
            [request.sent_by],
            key=f"addition:{receipt.pk}",
            subject=_("Đơn vị bổ sung hồ sơ, tài liệu"),
            body=_("Đơn vị đã bổ sung cho phiếu yêu cầu số %(n)s. Mở hồ sơ trong Kiểm tra số để xem.")
            % {"n": request.sequence},
            by=by,
            now=now,
            jobs=wave.jobs,
        )
        wave.tell(wave.case, "add_to_answer", detail=f"{request} · {receipt.number}")
    return receipt


def _add(wave: Wave, items: Sequence[RequestItem], additions: Mapping[int, Reply]) -> list[HandedRow]:
    moment = timezone.localtime(wave.now).strftime("%H:%M ngày %d/%m/%Y")
    rows, links = list[HandedRow](), list[tuple[EvidenceFile, RequestItem]]()
    for item in items:
        addition = additions[item.pk]
        if text := addition.text.strip():
            line = _("Bổ sung lúc %(moment)s: %(text)s") % {"moment": moment, "text": text}
            item.reply = f"{item.reply}\n{line}".strip()
        files = keep_files(
            wave.case,
            addition.files,
            side=Side.INSTITUTION,
            by=wave.person,
            now=wave.now,
            as_of=addition.as_of,
            jobs=wave.jobs,
        )
        links += [(row, item) for row in files]
        rows.append(HandedRow(item.label, _("Bổ sung"), files))
    RequestItem.objects.bulk_update(items, ["reply"])
    link_files(links)
    return rows


def link_files(links: Sequence[tuple[EvidenceFile, RequestItem]]) -> None:
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
