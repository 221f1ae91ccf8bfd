"""Dates that move with an extension or a pause: the limit, what is due by it, and replies that were awaited."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import F, Q

from inspections.actions.waves import Wave
from inspections.models import InformationRequest, InspectionPause, Turn
from inspections.queries.deadlines import due_by_rule
from inspections.queries.orders import ended_pauses, limit_with, pause_clock
from inspections.queries.people import local_day
from inspections.rules.working_days import WorkCalendar

DUE_BY_THE_LIMIT = ("draft_minutes", "sign_minutes", "conclude_items", "confirm_minutes")
OWN_CLOCK = ("answer_complaint",)  # the law on complaints goes on while an inspection stands still
CAPPED_BY_THE_LIMIT = ("explain_finding", "give_opinion")


def _open_turns(wave: Wave) -> Q:
    return (Q(case=wave.case) | Q(case__root=wave.case)) & Q(closed_at__isnull=True)


def move_limit(wave: Wave, *, calendar: WorkCalendar | None = None, also: Sequence[str] = ()) -> date:
    """Count the limit again with what is on record now; what was due by it is due by the new end.

    ``also`` names other columns of the inspection that the deed has changed and that are saved with it.
    """
    details = wave.case.inspection_details
    assert details.announced_on is not None
    clock = pause_clock(wave.case, local_day(wave.now))
    limit = limit_with(details, ended_pauses(wave.case), stops_clock=clock.stops, calendar=calendar)
    before, details.limit_end_on = details.limit_end_on, limit.end_on
    details.save(update_fields=[*also, "limit_end_on", "extension_days", "extended_at", "extended_by"])
    Turn.objects.filter(_open_turns(wave), verb__in=DUE_BY_THE_LIMIT).update(due_on=limit.end_on)
    _lift_caps(wave, before=before, end_on=limit.end_on)
    return limit.end_on


def _lift_caps(wave: Wave, *, before: date | None, end_on: date) -> None:
    """An opinion that was cut short by the old end gets the days of its own rule, up to the new end."""
    capped = Turn.objects.filter(_open_turns(wave), verb__in=CAPPED_BY_THE_LIMIT, due_on=before)
    for turn in capped.select_related("case") if before else ():
        own = due_by_rule(turn.case, "inspection.explanation", from_on=local_day(turn.opened_at))
        turn.due_on = min(own.end_on, end_on) if own else end_on
        turn.save(update_fields=["due_on"])


def stop_clocks(wave: Wave) -> None:
    """While the matter stands still nothing is due: the asks stay open without a date, the record keeps its own."""
    standing = Turn.objects.filter(_open_turns(wave), due_on__isnull=False).exclude(verb__in=OWN_CLOCK)
    standing.update(paused_due_on=F("due_on"), due_on=None)


def shift_after_pause(wave: Wave, pause: InspectionPause, calendar: WorkCalendar) -> None:
    """A reply that was awaited when the pause began gets back exactly the working days it had left."""
    assert pause.until_on is not None
    limit, last_paused = wave.case.inspection_details.limit_end_on, pause.until_on

    def moved(due_on: date) -> date:
        if due_on < pause.from_on:
            return due_on
        left = calendar.working_days_between(pause.from_on - timedelta(days=1), due_on)
        return calendar.add_working_days(last_paused, max(left, 1))

    turns = list(Turn.objects.filter(_open_turns(wave), paused_due_on__isnull=False))
    for turn in turns:
        assert turn.paused_due_on is not None
        turn.due_on = limit if turn.verb in DUE_BY_THE_LIMIT and limit else moved(turn.paused_due_on)
        turn.paused_due_on = None
    Turn.objects.bulk_update(turns, ["due_on", "paused_due_on"])
    waiting = InformationRequest.objects.filter(party__root=wave.case, answered_at__isnull=True)
    requests = list(waiting.filter(due_on__gte=pause.from_on))
    for request in requests:
        request.due_on = moved(request.due_on)
    InformationRequest.objects.bulk_update(requests, ["due_on"])
