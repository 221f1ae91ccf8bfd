"""«Xin lùi thời hạn khắc phục»: the unit asks for a later day for one request, the issuer grants or refuses (row T17).

The day that stands goes on until it is answered; what is granted moves the due day and whose turn it is by when.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import messages
from inspections.actions.party import people_of_institution
from inspections.actions.remedies import ask_unit, follower_of
from inspections.actions.waves import Wave, deed
from inspections.enums import MoreTimeState
from inspections.models import Case, LaterDate, RemedyItem, User
from inspections.queries.facts import party_facts
from inspections.queries.people import local_day
from inspections.rules.facts import PartyFacts
from inspections.rules.follow_up import URGING_TURNS
from inspections.rules.guards import remedies as guards
from inspections.rules.policies import remedies as policies
from inspections.rules.remedies import SETTLED, WAITING_FOR_UNIT
from inspections.rules.roles import Role


def ask_later_date(
    case: Case, *, by: User, now: datetime, item_id: int, until_on: date, reason: str
) -> LaterDate:
    """Ask before the due day has ended; one wish for a request at a time, its reason is for the issuer."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_ask_later_date(wave.who, facts))
        wave.demand(guards.waiting_blockers(facts))
        item = RemedyItem.objects.select_related("request").get(pk=item_id, request__party=wave.case)
        known = facts.remedy(item.pk)
        if item.state not in WAITING_FOR_UNIT:
            wave.demand([_("Yêu cầu này đã được báo cáo hoặc đã kết thúc.")])
        if known and known.asked_later:
            wave.demand([_("Đơn vị đã xin lùi thời hạn yêu cầu này; chờ người ra quyết định trả lời.")])
        if not reason.strip():
            wave.demand([_("Ghi lý do xin lùi thời hạn.")])
        wave.demand(guards.later_date_objections(until_on, due_on=item.due_on, today=local_day(now)))
        wish = LaterDate.objects.create(
            item=item, until_on=until_on, reason=reason.strip(), asked_at=now, asked_by=by
        )
        _ask_issuer(wave, wish, facts.issuer_id)
        wave.tell(wave.case, "ask_later_date", reason=reason.strip(), detail=_told(item, until_on))
    return wish


def _ask_issuer(wave: Wave, wish: LaterDate, issuer_id: int | None) -> None:
    wave.turns.open(
        wave.case,
        verb="decide_later_date",
        label=noop("Trả lời đơn vị xin lùi thời hạn khắc phục"),
        why=noop("Đơn vị xin khắc phục muộn hơn thời hạn đã ghi; thời hạn do người ra quyết định cho lùi."),
        person_id=issuer_id,
        role=Role.DIRECTOR,
        subject=wish.pk,
        due_on=wish.item.due_on,
    )
    words = {"n": wish.item.position, "day": f"{wish.until_on:%d/%m/%Y}", "name": wave.case.institution}
    text = _(
        "%(name)s xin lùi thời hạn khắc phục yêu cầu %(n)s đến hết ngày %(day)s. Mở Kiểm tra số để trả lời."
    )
    _notify(
        wave,
        User.objects.filter(pk=issuer_id) if issuer_id else [],
        f"later-date:{wish.pk}",
        _("Đơn vị xin lùi thời hạn khắc phục"),
        text % words,
    )


def decide_later_date(
    case: Case,
    *,
    by: User,
    now: datetime,
    wish_id: int,
    grant: bool,
    granted_on: date | None = None,
    decision: str = "",
) -> LaterDate:
    """The issuer grants a day or refuses with a reason; the due day, the turns and both sides follow."""
    with deed(case, by=by, now=now) as wave:
        wave.require(policies.refusal_to_decide_later_date(wave.who, party_facts(wave.case)))
        wish = LaterDate.objects.select_related("item__request__officer").get(
            pk=wish_id, item__request__party=wave.case
        )
        item = wish.item
        if wish.state != MoreTimeState.ASKED:
            wave.demand([_("Đề nghị này đã được trả lời.")])
        if item.state in SETTLED:
            wave.demand([_("Yêu cầu này đã được chấp nhận hoặc đã kết thúc theo dõi.")])
        if not grant and not decision.strip():
            wave.demand([_("Ghi lý do không đồng ý.")])
        if grant:
            _grant(wave, wish, granted_on or wish.until_on)
        wish.state = MoreTimeState.GRANTED if grant else MoreTimeState.REFUSED
        wish.decision, wish.decided_at, wish.decided_by = decision.strip(), now, by
        wish.save(update_fields=["state", "granted_on", "decision", "decided_at", "decided_by"])
        wave.turns.close(wave.case, "decide_later_date", subject=wish.pk)
        _tell_unit(wave, wish, grant=grant)
        wave.tell(wave.case, "decide_later_date", reason=decision.strip(), detail=_told(item, item.due_on))
    return wish


def _grant(wave: Wave, wish: LaterDate, day: date) -> None:
    item = wish.item
    wave.demand(guards.granted_day_objections(day, due_on=item.due_on))
    item.due_on = wish.granted_on = day
    item.save(update_fields=["due_on"])
    ask_unit(wave, wave.case, item.request, RemedyItem.objects.filter(request=item.request))
    wave.turns.close(wave.case, *URGING_TURNS)


def _tell_unit(wave: Wave, wish: LaterDate, *, grant: bool) -> None:
    text = (
        _("Người ra quyết định kiểm tra đồng ý: thời hạn khắc phục yêu cầu %(n)s là hết ngày %(day)s.")
        if grant
        else _(
            "Người ra quyết định kiểm tra không đồng ý lùi: thời hạn khắc phục yêu cầu %(n)s vẫn là hết ngày %(day)s."
        )
    )
    words = text % {"n": wish.item.position, "day": f"{wish.item.due_on:%d/%m/%Y}"}
    people = people_of_institution(wave.case, local_day(wave.now))
    subject = _("Trả lời đề nghị lùi thời hạn khắc phục")
    officer = follower_of(wave.case, wish.item.request)
    _notify(wave, [*people, *([officer] if officer else [])], f"later-date-answer:{wish.pk}", subject, words)


def lapse_wishes(wave: Wave, facts: PartyFacts, items: Iterable[RemedyItem]) -> None:
    """Once a request is reported its open wish needs no answer any more: the ask of the issuer goes with it."""
    known = [facts.remedy(item.pk) for item in items]
    asked = [row.item_id for row in known if row and row.asked_later]
    if not asked:
        return
    for wish in LaterDate.objects.filter(item_id__in=asked, state=MoreTimeState.ASKED):
        wish.state, wish.decision = MoreTimeState.LAPSED, _("Đơn vị đã báo cáo kết quả khắc phục.")
        wish.decided_at, wish.decided_by = wave.now, wave.by
        wish.save(update_fields=["state", "decision", "decided_at", "decided_by"])
        wave.turns.close(wave.case, "decide_later_date", subject=wish.pk)


def _told(item: RemedyItem, day: date) -> str:
    return _("yêu cầu %(n)s, đến hết ngày %(day)s") % {"n": item.position, "day": f"{day:%d/%m/%Y}"}


def _notify(wave: Wave, people: Iterable[User], key: str, subject: str, body: str) -> None:
    messages.queue(
        wave.case, people, key=key, subject=subject, body=body, by=wave.by, now=wave.now, jobs=wave.jobs
    )
