"""«Xin thêm thời gian»: the institution asks for a later day, the lead grants or refuses with a reason (practice.md 5).

The team's limit stays what it is: a granted day never lies beyond the last day of the inspection (Điều 13).
"""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import messages
from inspections.actions.party import people_of_institution
from inspections.actions.requests import ask_for_answer
from inspections.actions.waves import Wave, deed
from inspections.enums import MoreTimeState, RequestItemState
from inspections.models import Case, InformationRequest, MoreTime, User
from inspections.queries.facts import party_facts
from inspections.queries.people import local_day
from inspections.rules.guards.replies import day_objections
from inspections.rules.policies import party as policies

WAITING = (RequestItemState.ASKED, RequestItemState.UPHELD)


def ask_more_time(
    case: Case, *, by: User, now: datetime, request_id: int, until_on: date, reason: str
) -> MoreTime:
    """Ask before the due day has ended; one wish at a time, and the present day stands until it is answered."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_answer(wave.who, facts))
        request = InformationRequest.objects.get(pk=request_id, party=wave.case)
        if not request.items.filter(state__in=WAITING).exists():
            wave.demand([_("Phiếu yêu cầu này đã được trả lời đủ.")])
        if local_day(now) > request.due_on:
            wave.demand([_("Đã quá hạn trả lời: nộp phần đã có ngay và nêu lý do chậm trong câu trả lời.")])
        if MoreTime.objects.filter(request=request, state=MoreTimeState.ASKED).exists():
            wave.demand([_("Đơn vị đã xin thêm thời gian; chờ Trưởng đoàn trả lời.")])
        if not reason.strip():
            wave.demand([_("Ghi lý do xin thêm thời gian.")])
        wave.demand(day_objections(until_on, after=request.due_on, limit_end_on=facts.limit_end_on))
        wish = MoreTime.objects.create(
            request=request, until_on=until_on, reason=reason.strip(), asked_at=now, asked_by=by
        )
        wave.turns.open(
            wave.case,
            verb="decide_more_time",
            label=noop("Trả lời đơn vị xin thêm thời gian"),
            why=noop("Đơn vị xin trả lời phiếu yêu cầu muộn hơn hạn đã ghi."),
            person_id=wave.case.lead_id,
            subject=wish.pk,
            due_on=request.due_on,
        )
        wave.tell(wave.case, "ask_more_time", reason=reason.strip(), detail=_told(request, until_on))
        if lead := wave.case.lead:
            text = _(
                "Đơn vị xin trả lời phiếu yêu cầu số %(n)s đến hết ngày %(day)s. Mở Kiểm tra số để trả lời."
            )
            words = {"n": request.sequence, "day": f"{until_on:%d/%m/%Y}"}
            _notify(wave, [lead], f"more-time:{wish.pk}", _("Đơn vị xin thêm thời gian"), text % words)
    return wish


def decide_more_time(
    case: Case,
    *,
    by: User,
    now: datetime,
    wish_id: int,
    grant: bool,
    granted_on: date | None = None,
    decision: str = "",
) -> MoreTime:
    """The lead grants a day within the limit, or refuses with a reason; due day, turn and both sides follow."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_lead(wave.who, facts))
        wish = MoreTime.objects.select_related("request").get(pk=wish_id, request__party=wave.case)
        if wish.state != MoreTimeState.ASKED:
            wave.demand([_("Đề nghị này đã được trả lời.")])
        if not grant and not decision.strip():
            wave.demand([_("Ghi lý do không đồng ý.")])
        if grant:
            _grant(wave, wish, granted_on or wish.until_on, limit_end_on=facts.limit_end_on)
        wish.state = MoreTimeState.GRANTED if grant else MoreTimeState.REFUSED
        wish.decision, wish.decided_at, wish.decided_by = decision.strip(), now, by
        wish.save(update_fields=["state", "granted_on", "decision", "decided_at", "decided_by"])
        wave.turns.close(wave.case, "decide_more_time", subject=wish.pk)
        day = f"{wish.request.due_on:%d/%m/%Y}"
        text = (
            _("Trưởng đoàn đồng ý: hạn trả lời phiếu yêu cầu số %(n)s là hết ngày %(day)s.")
            if grant
            else _(
                "Trưởng đoàn không đồng ý thêm thời gian: hạn trả lời phiếu yêu cầu số %(n)s vẫn là hết ngày %(day)s."
            )
        )
        people = people_of_institution(wave.case, local_day(now))
        words = text % {"n": wish.request.sequence, "day": day}
        _notify(wave, people, f"more-time-answer:{wish.pk}", _("Trả lời đề nghị thêm thời gian"), words)
        wave.tell(
            wave.case,
            "decide_more_time",
            reason=decision.strip(),
            detail=_told(wish.request, wish.request.due_on),
        )
    return wish


def _grant(wave: Wave, wish: MoreTime, day: date, *, limit_end_on: date | None) -> None:
    request = wish.request
    wave.demand(day_objections(day, after=request.due_on, limit_end_on=limit_end_on))
    request.due_on = wish.granted_on = day
    request.save(update_fields=["due_on"])
    if request.items.filter(state__in=WAITING).exists():
        wave.turns.close(wave.case, "answer_information_request", subject=request.pk)
        ask_for_answer(wave, request)


def _told(request: InformationRequest, day: date) -> str:
    return _("%(request)s, đến hết ngày %(day)s") % {"request": request, "day": f"{day:%d/%m/%Y}"}


def _notify(wave: Wave, people: list[User], key: str, subject: str, body: str) -> None:
    messages.queue(
        wave.case, people, key=key, subject=subject, body=body, by=wave.by, now=wave.now, jobs=wave.jobs
    )
