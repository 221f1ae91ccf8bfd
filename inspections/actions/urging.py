"""The clock of the follow-up, and the papers it asks for: urging at -3, 0, +5 working days, then the superior (row T19).

Source: Nghị định 217/2025/NĐ-CP Điều 16. Notices name the code and the day, never what is to be mended.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

from django.db import OperationalError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import follow_up_papers, messages
from inspections.actions.party import people_of_institution
from inspections.actions.waves import Wave, deed
from inspections.kinds import PartyStage
from inspections.models import Case, Document, RemedyItem, RemedyRequest, RemedyUrging, User
from inspections.queries import remedies as queries
from inspections.queries.deadlines import work_calendar
from inspections.queries.facts import party_facts
from inspections.queries.people import local_day
from inspections.queries.remedies import EffectDue
from inspections.rules.deadlines import time_left
from inspections.rules.follow_up import UrgingDays, Waiting, urgings_due
from inspections.rules.guards import remedy_reviews as guards
from inspections.rules.policies import remedy_reviews as policies
from inspections.rules.remedies import WAITING_FOR_UNIT
from inspections.rules.working_days import WorkCalendar


def urge_remedies(*, today: date, now: datetime) -> int:
    """Give the urgings whose day has come and ask for due looks at effects; answer how many; a second run adds nothing.

    A dossier that somebody is working in is left to the next run: the clock comes again within the hour.
    """
    days, calendar = queries.urging_days(today), work_calendar(today)
    if not calendar.is_working_day(today):
        return 0
    given = 0
    for waiting in queries.waiting_for_units(today):
        if urgings_due(waiting, today=today, days=days, calendar=calendar):
            given += _in_turn(partial(_urge, waiting, days, calendar, today=today, now=now))
    for effect in queries.effects_due(today):
        given += _in_turn(partial(_ask_for_effect, effect, now=now))
    return given


def _in_turn(act: Callable[[], int]) -> int:
    try:
        return act()
    except OperationalError:
        return 0


def _urge(waiting: Waiting, days: UrgingDays, calendar: WorkCalendar, *, today: date, now: datetime) -> int:
    """One request and due day, in one deed of the clock: what was given meanwhile is not given again."""
    with deed(Case.objects.get(pk=waiting.party_id), by=None, now=now) as wave:
        request = RemedyRequest.objects.get(pk=waiting.request_id)
        items = request.items.filter(state__in=WAITING_FOR_UNIT, due_on=waiting.due_on)
        if wave.case.stage != PartyStage.REMEDYING or not items.exists():
            return 0
        done = queries.offsets_done(request.pk, waiting.due_on)
        due = urgings_due(waiting, today=today, days=days, calendar=calendar)
        fresh = [offset for offset in due if offset not in done]
        if not fresh:
            return 0
        RemedyUrging.objects.bulk_create(
            RemedyUrging(request=request, due_on=waiting.due_on, offset=offset, on=today) for offset in fresh
        )
        left = time_left(waiting.due_on, today, calendar).text
        _tell(wave, request, waiting.due_on, max(fresh), left)
        _ask_officer(wave, request, fresh, days)
        wave.tell(wave.case, "urge_remedy", detail=_told(waiting.due_on, left))
        return 1


def _told(due_on: date, left: str) -> str:
    return _("hạn khắc phục %(day)s · %(left)s") % {"day": f"{due_on:%d/%m/%Y}", "left": left}


def _tell(wave: Wave, request: RemedyRequest, due_on: date, offset: int, left: str) -> None:
    """The unit hears each time; who follows it hears from the due day on."""
    people = people_of_institution(wave.case, local_day(wave.now))
    if offset >= 0:
        officer = request.officer or wave.case.lead
        people = [*people, officer] if officer else people
    messages.queue(
        wave.case,
        people,
        key=f"urge:{request.pk}:{due_on}:{offset}",
        subject=_("Nhắc khắc phục sau kiểm tra"),
        body=_("Hồ sơ %(code)s: %(told)s. Đăng nhập Kiểm tra số để báo cáo từng yêu cầu.")
        % {"code": wave.case.code, "told": _told(due_on, left)},
        by=None,
        now=wave.now,
        jobs=wave.jobs,
    )


def _ask_officer(wave: Wave, request: RemedyRequest, fresh: Sequence[int], days: UrgingDays) -> None:
    officer = request.officer_id or wave.case.lead_id
    if days.after in fresh:
        wave.turns.open(
            wave.case,
            verb="draft_urging_letter",
            label=noop("Lập công văn đôn đốc khắc phục"),
            why=noop("Đã quá hạn khắc phục mà đơn vị chưa báo cáo; đôn đốc bằng văn bản (Đ.16)."),
            person_id=officer,
        )
    if days.superior in fresh:
        wave.turns.open(
            wave.case,
            verb="draft_superior_report",
            label=noop("Báo cáo cấp trên về việc chậm khắc phục"),
            why=noop("Đã đôn đốc mà đơn vị vẫn chưa khắc phục; báo cáo cấp trên khi cần thiết (Đ.16)."),
            person_id=officer,
        )


def _ask_for_effect(effect: EffectDue, *, now: datetime) -> int:
    """The day has come to look whether what was mended holds: who followed the unit is asked."""
    with deed(Case.objects.get(pk=effect.party_id), by=None, now=now, even_paused=True) as wave:
        wave.turns.open(
            wave.case,
            verb="check_effect",
            label=noop("Xem lại hiệu quả khắc phục"),
            why=noop("Đến ngày xem kết quả khắc phục có được duy trì không."),
            person_id=effect.officer_id,
            subject=effect.item_id,
            due_on=effect.due_on,
        )
    return 1


def _waiting(wave: Wave) -> list[RemedyItem]:
    return queries.items_with_paper(wave.case, *WAITING_FOR_UNIT)


def draft_urging_letter(case: Case, *, by: User, now: datetime, answer_by: date | None = None) -> Document:
    """The officer draws up the letter; who signs for the agency signs it, the clerk numbers and sends it."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_follow_remedy(wave.who, facts))
        wave.demand(guards.urging_letter_blockers(facts))
        if answer_by is not None and answer_by <= local_day(now):
            wave.demand([_("Ngày đề nghị báo cáo phải sau hôm nay.")])
        letter = follow_up_papers.draft_letter(wave, _waiting(wave), answer_by=answer_by)
        given = RemedyUrging.objects.filter(request__party=wave.case, offset__gt=0, document=None)
        if latest := given.order_by("-pk").first():
            latest.document = letter
            latest.save(update_fields=["document"])
        wave.turns.close(wave.case, "draft_urging_letter")
    return letter


def draft_superior_report(case: Case, *, by: User, now: datetime, proposal: str) -> Document:
    """Điều 16: what was urged in writing and still waits past its day is told to the superior head."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_follow_remedy(wave.who, facts))
        wave.demand(guards.superior_report_blockers(facts))
        today = local_day(now)
        late = [item for item in _waiting(wave) if item.due_on < today]
        if not late:
            wave.demand([_("Chưa có yêu cầu nào quá hạn.")])
        if not proposal.strip():
            wave.demand([_("Ghi đề xuất, kiến nghị với cấp trên.")])
        report = follow_up_papers.draft_report(wave, late, proposal=proposal)
        wave.turns.close(wave.case, "draft_superior_report")
    return report
