"""The department judges what was mended: accepts, returns, ends, confirms, looks again later (rows T17, T18; Điều 16).

A judgement names what the unit reported at that moment and is never overwritten; the new day of a returned item lies
within the rule of the agency, a later one is the issuer's to give.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import follow_up_papers, messages
from inspections.actions.corrections import ask_to_sign
from inspections.actions.endings import ask_to_close
from inspections.actions.party import people_of_institution
from inspections.actions.remedies import PLAN, PREPARE, REPORT, ask_unit
from inspections.actions.waves import Wave, deed
from inspections.enums import MoreTimeState, RemedyState
from inspections.kinds import PartyStage
from inspections.models import Case, LaterDate, RemedyItem, RemedyReview, User
from inspections.queries.deadlines import due_by_rule, due_for_turn
from inspections.queries.facts import party_facts
from inspections.queries.people import local_day
from inspections.queries.remedies import items_with_paper
from inspections.rules import follow_up
from inspections.rules.facts import PartyFacts
from inspections.rules.follow_up import EFFECT_DAYS, RETURN_DAYS, URGING_TURNS, Judgement
from inspections.rules.guards import remedy_reviews as guards
from inspections.rules.policies import remedy_reviews as policies
from inspections.rules.remedies import SETTLED, WAITING_FOR_UNIT
from inspections.rules.roles import Role

OF_THE_UNIT = (PLAN, PREPARE, REPORT)
OF_THE_DEPARTMENT = ("review_remedy", "confirm_remedy", "decide_later_date", *URGING_TURNS)
JUDGED = ("state", "outcome", "judgement", "due_on", "judged_at", "judged_by")


def review_remedy(
    case: Case,
    *,
    by: User,
    now: datetime,
    judgements: Mapping[int, Judgement],
    letter: bool = False,
) -> Case:
    """Judge everything that was reported, at once: what is mended is accepted, the rest goes back with its reason.

    ``letter`` also draws up the letter that asks to go on, for the items that went back.
    """
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_follow_remedy(wave.who, facts))
        wave.demand(guards.review_blockers(facts))
        items = items_with_paper(wave.case, RemedyState.REPORTED)
        wave.demand(_objections(wave, items, judgements))
        for item in items:
            _judge(wave, item, judgements[item.pk])
        RemedyItem.objects.bulk_update(items, JUDGED)
        RemedyReview.objects.bulk_create(_review(wave, item, judgements[item.pk]) for item in items)
        wave.turns.close(wave.case, "review_remedy")
        accepted = [item for item in items if item.state == RemedyState.ACCEPTED]
        returned = [item for item in items if item.state == RemedyState.RETURNED]
        if accepted:
            numbers = follow_up.item_names(item.position for item in accepted)
            wave.tell(wave.case, "accept_remedy", detail=numbers)
        if returned:
            _give_back(wave, returned)
        else:
            _ask_to_confirm(wave)
        _tell_unit(wave, accepted, returned)
        if letter and returned:
            follow_up_papers.draft_letter(wave, returned, returned=True)
    return wave.case


def _objections(wave: Wave, items: Sequence[RemedyItem], judgements: Mapping[int, Judgement]) -> list[str]:
    today = local_day(wave.now)
    given = [judgements.get(item.pk) for item in items]
    by_rule: date | None = None
    if any(judgement and not judgement.is_accepted for judgement in given):
        found = due_by_rule(wave.case, RETURN_DAYS, from_on=today)
        by_rule = found.end_on if found else None
    return [
        sentence
        for item, judgement in zip(items, given, strict=True)
        for sentence in follow_up.judgement_objections(
            follow_up.item_name(item.position),
            judgement,
            today=today,
            latest_on=follow_up.latest_return_day(item.due_on, by_rule),
        )
    ]


def _judge(wave: Wave, item: RemedyItem, judgement: Judgement) -> None:
    item.outcome, item.judgement = judgement.outcome, judgement.text.strip()
    item.judged_at, item.judged_by = wave.now, wave.person
    item.state = RemedyState.ACCEPTED if judgement.is_accepted else RemedyState.RETURNED
    if not judgement.is_accepted:
        assert judgement.new_due_on is not None
        item.due_on = judgement.new_due_on


def _review(wave: Wave, item: RemedyItem, judgement: Judgement) -> RemedyReview:
    return RemedyReview(
        item=item,
        outcome=judgement.outcome,
        measure=item.measure,
        text=judgement.text.strip(),
        new_due_on=None if judgement.is_accepted else judgement.new_due_on,
        reviewed_at=wave.now,
        reviewed_by=wave.person,
    )


def _give_back(wave: Wave, returned: Sequence[RemedyItem]) -> None:
    """T17: the unit goes on with what was not accepted, by the first of the new days."""
    reasons = {item.position: item.judgement for item in returned}
    words = follow_up.returned_words(reasons)
    if wave.case.stage == PartyStage.REMEDY_REPORTED:
        wave.move(wave.case, "return_remedy", reason=words)
    else:  # the rest was ended before all of it was reported: the unit never left this stage
        wave.tell(wave.case, "return_remedy", reason=words)
    ask_unit(wave, wave.case, returned[0].request, returned)


def _tell_unit(wave: Wave, accepted: Sequence[RemedyItem], returned: Sequence[RemedyItem]) -> None:
    words = _("Sở đã xem xét báo cáo khắc phục: %(done)s yêu cầu được chấp nhận.") % {"done": len(accepted)}
    if returned:
        text = _("%(n)s yêu cầu cần khắc phục tiếp, hạn gần nhất %(day)s.")
        day = f"{min(item.due_on for item in returned):%d/%m/%Y}"
        words = f"{words} {text % {'n': len(returned), 'day': day}}"
    _notify_unit(wave, f"remedy-review:{wave.case.pk}:{wave.now.isoformat()}", words)


def _notify_unit(wave: Wave, key: str, words: str) -> None:
    messages.queue(
        wave.case,
        people_of_institution(wave.case, local_day(wave.now)),
        key=key,
        subject=_("Kết quả xem xét việc khắc phục"),
        body=f"{words} {_('Đăng nhập Kiểm tra số để xem.')}",
        by=wave.by,
        now=wave.now,
        jobs=wave.jobs,
    )


def end_remedy_item(case: Case, *, by: User, now: datetime, item_id: int, reason: str) -> RemedyItem:
    """® The issuer ends the follow-up of one item that is not mended: handed over, or closed as it is, and why."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_end_remedy(wave.who, facts))
        item = RemedyItem.objects.get(pk=item_id, request__party=wave.case)
        if item.state in SETTLED:
            wave.demand([_("Yêu cầu này đã được giải quyết xong.")])
        if not reason.strip():
            wave.demand([_("Ghi lý do kết thúc theo dõi.")])
        item.state, item.ended_reason = RemedyState.ENDED, reason.strip()
        item.ended_at, item.ended_by = now, by
        item.save(update_fields=["state", "ended_reason", "ended_at", "ended_by"])
        _answer_wishes(wave, item)
        left = [row for row in facts.remedies if row.item_id != item.pk and row.state not in SETTLED]
        _ask_what_is_left(wave, facts, [row.state for row in left])
        name = follow_up.item_name(item.position)
        wave.tell(wave.case, "end_remedy_item", reason=item.ended_reason, detail=name)
        text = _("Sở kết thúc theo dõi %(item)s.") % {"item": name[:1].lower() + name[1:]}
        _notify_unit(wave, f"remedy-end:{item.pk}", text)
    return item


def _answer_wishes(wave: Wave, item: RemedyItem) -> None:
    """A wish for a later day of an item that has ended has its answer too."""
    for wish in LaterDate.objects.filter(item=item, state=MoreTimeState.ASKED):
        wish.state, wish.decision = MoreTimeState.REFUSED, item.ended_reason
        wish.decided_at, wish.decided_by = wave.now, wave.person
        wish.save(update_fields=["state", "decision", "decided_at", "decided_by"])
        wave.turns.close(wave.case, "decide_later_date", subject=wish.pk)


def _ask_what_is_left(wave: Wave, facts: PartyFacts, left: Sequence[str]) -> None:
    """With nothing left to mend the officer judges what was reported; with nothing left at all the section confirms."""
    if RemedyState.REPORTED not in left:
        wave.turns.close(wave.case, "review_remedy")
    if any(state in WAITING_FOR_UNIT for state in left):
        return
    wave.turns.close(wave.case, *OF_THE_UNIT, *URGING_TURNS)
    if not left:
        _ask_to_confirm(wave)
    elif wave.case.stage == PartyStage.REMEDYING:
        wave.turns.open(
            wave.case,
            verb="review_remedy",
            label=noop("Xem xét báo cáo khắc phục"),
            why=noop(
                "Các yêu cầu còn lại đã được đơn vị báo cáo; chấp nhận hoặc trả lại từng yêu cầu (Đ.16)."
            ),
            person_id=facts.follow_up_officer_id or facts.lead_id,
            due_on=due_for_turn(wave.case, "inspection.remedy_review", from_on=wave.now),
        )


def _ask_to_confirm(wave: Wave) -> None:
    """Everything is settled: the flow asks the section to confirm, or the ask is opened where the flow still waits."""
    if wave.case.stage == PartyStage.REMEDY_REPORTED:
        wave.wakes = True
        return
    wave.turns.open(
        wave.case,
        verb="confirm_remedy",
        label=noop("Xác nhận hoàn thành khắc phục"),
        why=noop("Không còn yêu cầu nào phải theo dõi; xác nhận để kết thúc theo dõi đơn vị (Đ.16)."),
        role=Role.SECTION_HEAD,
        due_on=due_for_turn(wave.case, "inspection.remedy_confirmation", from_on=wave.now),
    )


def confirm_remedy(case: Case, *, by: User, now: datetime) -> Case:
    """T18: the follow-up of the unit is over; its notice is drawn up to be signed, effects are looked at later."""
    with deed(case, by=by, now=now, verb="confirm_remedy") as wave:
        facts: PartyFacts = party_facts(wave.case)
        wave.require(policies.refusal_to_confirm_remedy(wave.who, facts))
        wave.demand(guards.confirm_blockers(facts))
        today = local_day(now)
        if found := due_by_rule(wave.case, EFFECT_DAYS, from_on=today):
            accepted = RemedyItem.objects.filter(request__party=wave.case, state=RemedyState.ACCEPTED)
            accepted.update(effect_due_on=found.end_on)
        notice = follow_up_papers.draft_notice(wave)
        wave.move(wave.case, "confirm_remedy", document=notice)
        wave.turns.close(wave.case, *OF_THE_UNIT, *OF_THE_DEPARTMENT)
        follow_up_papers.drop_unsigned_letters(wave)
        ask_to_sign(wave, notice)
        assert wave.case.parent is not None
        ask_to_close(wave, wave.case.parent)
        _notify_unit(
            wave, f"remedy-done:{wave.case.pk}", _("Sở xác nhận đơn vị đã hoàn thành việc khắc phục.")
        )
    return wave.case


def check_effect(
    case: Case, *, by: User, now: datetime, item_id: int, holds: bool, note: str = ""
) -> RemedyItem:
    """After a set time: does what was mended hold? What does not is for the next inspection (recurrence)."""
    with deed(case, by=by, now=now, even_paused=True) as wave:
        wave.require(policies.refusal_to_follow_remedy(wave.who, party_facts(wave.case)))
        item = RemedyItem.objects.get(pk=item_id, request__party=wave.case)
        if wave.case.stage != PartyStage.COMPLETED or item.state != RemedyState.ACCEPTED:
            wave.demand(
                [_("Chỉ xem lại hiệu quả của yêu cầu đã được chấp nhận, sau khi xác nhận hoàn thành.")]
            )
        if item.effect_checked_at is not None:
            wave.demand([_("Yêu cầu này đã được xem lại hiệu quả.")])
        if not holds and not note.strip():
            wave.demand([_("Ghi nhận xét: kết quả khắc phục không duy trì ở điểm nào.")])
        item.effect_holds, item.effect_note = holds, note.strip()
        item.effect_checked_at, item.effect_checked_by = now, by
        item.save(update_fields=["effect_holds", "effect_note", "effect_checked_at", "effect_checked_by"])
        wave.turns.close(wave.case, "check_effect", subject=item.pk)
        result = _("được duy trì") if holds else _("không được duy trì")
        name = follow_up.item_name(item.position)
        wave.tell(wave.case, "check_effect", reason=item.effect_note, detail=f"{name}: {result}")
    return item
