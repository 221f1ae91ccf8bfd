"""Twenty-two kinds of records made up afterwards are all found; honest ones, of whatever pace, are not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import pytest

from inspections.enums import SignCode
from inspections.rules.backfilling import Act, Came, Item, Kept, Traces, signs_of

DAY, MINUTE, SECOND = timedelta(days=1), timedelta(minutes=1), timedelta(seconds=1)
START = datetime(2026, 3, 2, 8, 0)


def office(moment: datetime) -> datetime:
    """The same moment, or the next morning: honest people sleep."""
    if moment.hour >= 19:
        return (moment + DAY).replace(hour=8)
    return moment.replace(hour=8) if moment.hour < 7 else moment


def honest(luck: Random) -> Traces:
    """An inspection at some pace: planned, announced, answered, concluded item by item, signed."""
    start = START + timedelta(days=luck.randrange(200), minutes=luck.randrange(0, 120))
    sent, approved = start, office(start + timedelta(minutes=luck.randrange(30, 3000)))
    decided = start - DAY
    announced = approved + timedelta(days=luck.randrange(1, 4))
    asked = office(announced + timedelta(hours=luck.randrange(1, 5)))
    answered = office(asked + timedelta(hours=luck.randrange(2, 60)))
    began = announced + timedelta(hours=2)
    files, items, moment = [], [], answered
    for _number in range(luck.randrange(5, 15)):
        opened = office(moment + timedelta(minutes=luck.randrange(2, 40)))
        moment = opened + timedelta(minutes=luck.randrange(1, 30))
        files.append(Kept(answered, opened_at=opened))
        items.append(Item(moment, (answered,)))
    drafted = office(moment + timedelta(hours=luck.randrange(1, 20)))
    signed = office(drafted + timedelta(hours=luck.randrange(4, 40)))
    visits: tuple[Came, ...] = ()
    if luck.random() < 0.4:
        visits = (Came(began.date(), began.date() + DAY * luck.randrange(0, 2)),)
        files.append(Kept(began, of_unit=False, is_photo=True))
    acts = [
        ("issue_decision", decided, False), ("submit_conduct_plan", sent, False),
        ("approve_conduct_plan", approved, False), ("announce_decision", announced, False),
        ("begin_check", began, False), ("send_information_request", asked, False),
        ("answer_information_request", answered, True), ("draft_minutes", drafted, False),
        ("confirm_minutes", drafted + timedelta(hours=2), True), ("sign_minutes", signed, False),
    ]  # fmt: skip
    return Traces(
        acts=tuple(Act(verb, at, at, of_unit) for verb, at, of_unit in acts),
        items=tuple(items),
        files=tuple(files),
        visits=visits,
        replies=((asked, answered),),
        signatures=((signed, False), (signed - timedelta(minutes=luck.randrange(5, 90)), True)),
        announced_on=announced.date(),
        began_at=began,
        minutes_drafted_at=drafted,
        minutes_on=signed.date(),
    )


def concluded_in_a_burst(was: Traces) -> Traces:
    at = was.items[0].concluded_at
    return replace(was, items=tuple(Item(at + SECOND * n, one.files_at) for n, one in enumerate(was.items)))


def done_in_one_sitting(was: Traces) -> Traces:
    return replace(was, began_at=(was.minutes_drafted_at or START) - MINUTE * 40)


def concluded_after_signing(was: Traces) -> Traces:
    late = datetime.combine((was.minutes_on or date.max) + DAY, START.time())
    return replace(was, items=(*was.items[:-1], Item(late, was.items[-1].files_at)))


def filed_after_concluding(was: Traces) -> Traces:
    first = was.items[0]
    return replace(was, items=(Item(first.concluded_at, (first.concluded_at + DAY,)), *was.items[1:]))


def filed_after_signing(was: Traces) -> Traces:
    late = datetime.combine((was.minutes_on or date.max) + DAY, START.time())
    return replace(was, files=(*was.files, Kept(late)))


def opened_together(was: Traces) -> Traces:
    at = was.files[0].opened_at
    return replace(was, files=tuple(replace(one, opened_at=at) for one in was.files))


def recorded(was: Traces, verbs: Callable[[str], bool], later: timedelta) -> Traces:
    """These deeds were entered so much later."""
    return replace(
        was,
        acts=tuple(
            replace(act, recorded_at=act.recorded_at + later) if verbs(act.verb) else act for act in was.acts
        ),
    )


def entered_later(was: Traces) -> Traces:
    return recorded(
        was, lambda verb: verb not in ("issue_decision", "announce_decision", "sign_minutes"), DAY
    )


def approved_at_once(was: Traces) -> Traces:
    sent = next(act for act in was.acts if act.verb == "submit_conduct_plan")
    at = sent.recorded_at + SECOND * 20
    return replace(
        was,
        acts=tuple(replace(a, recorded_at=at) if a.verb == "approve_conduct_plan" else a for a in was.acts),
    )


def decided_later(was: Traces) -> Traces:
    return recorded(was, lambda verb: verb == "issue_decision", DAY * 40)


def announced_later(was: Traces) -> Traces:
    return recorded(was, lambda verb: verb == "announce_decision", DAY)


def replied_at_once(was: Traces) -> Traces:
    asked, _answered = was.replies[0]
    return replace(was, replies=((asked, asked + SECOND * 30),))


def school_was_silent(was: Traces) -> Traces:
    acts = tuple(replace(act, of_unit=False) for act in was.acts)
    return replace(was, acts=acts, unit_opened=False)


def team_filed_everything(was: Traces) -> Traces:
    return replace(was, files=tuple(replace(one, of_unit=False) for one in was.files))


def file_of_another_school(was: Traces) -> Traces:
    return replace(was, files=(replace(was.files[0], elsewhere=True), *was.files[1:]))


def worked_at_night(was: Traces) -> Traces:
    dark = tuple(replace(act, recorded_at=act.recorded_at.replace(hour=23)) for act in was.acts)
    return replace(was, acts=dark)


def signed_together(was: Traces) -> Traces:
    at = was.signatures[0][0]
    return replace(was, signatures=((at, False), (at + SECOND * 20, True)))


def visit_told_late(was: Traces) -> Traces:
    day = was.announced_on or date.min
    return replace(was, visits=(*was.visits, Came(day, day + DAY * 5)))


def visit_taken_back(was: Traces) -> Traces:
    day = was.announced_on or date.min
    return replace(was, visits=(*was.visits, Came(day, day, withdrawn=True)))


def photo_without_a_visit(was: Traces) -> Traces:
    return replace(was, visits=(), files=(*was.files, Kept(was.files[0].received_at, False, is_photo=True)))


def on_one_device(was: Traces) -> Traces:
    return replace(was, shared_devices=1)


def hand_in_hand(was: Traces) -> Traces:
    at = was.acts[-1].recorded_at - DAY
    told = tuple(
        Act("explain_finding", at + SECOND * 20 * n, at + SECOND * 20 * n, bool(n % 2)) for n in range(6)
    )
    return replace(was, acts=(*was.acts, *told))


def minutes_told_late(was: Traces) -> Traces:
    return recorded(was, lambda verb: verb == "sign_minutes", DAY * 5)


FAKES: dict[SignCode, Callable[[Traces], Traces]] = {
    SignCode.BURST: concluded_in_a_burst,
    SignCode.ONE_SITTING: done_in_one_sitting,
    SignCode.AFTER_MINUTES: concluded_after_signing,
    SignCode.FILE_AFTER_CONCLUSION: filed_after_concluding,
    SignCode.FILE_AFTER_MINUTES: filed_after_signing,
    SignCode.OPENED_AT_ONCE: opened_together,
    SignCode.ENTERED_LATER: entered_later,
    SignCode.PLAN_AT_ONCE: approved_at_once,
    SignCode.DECISION_LATER: decided_later,
    SignCode.ANNOUNCED_LATER: announced_later,
    SignCode.REPLY_AT_ONCE: replied_at_once,
    SignCode.SILENT_SCHOOL: school_was_silent,
    SignCode.FILES_BY_TEAM: team_filed_everything,
    SignCode.SAME_FILE: file_of_another_school,
    SignCode.NIGHT: worked_at_night,
    SignCode.SIGNED_TOGETHER: signed_together,
    SignCode.VISIT_LATER: visit_told_late,
    SignCode.VISIT_WITHDRAWN: visit_taken_back,
    SignCode.PHOTO_WITHOUT_VISIT: photo_without_a_visit,
    SignCode.ONE_DEVICE: on_one_device,
    SignCode.HAND_IN_HAND: hand_in_hand,
    SignCode.MINUTES_LATER: minutes_told_late,
}


@pytest.mark.parametrize("code", SignCode)
def test_each_kind_of_fake_is_found(code: SignCode) -> None:
    for seed in range(25):
        was = honest(Random(seed))
        assert code not in signs_of(was), seed
        assert code in signs_of(FAKES[code](was)), seed


def test_five_hundred_honest_inspections_of_every_pace_show_nothing() -> None:
    flagged = {seed: signs_of(honest(Random(seed))) for seed in range(500)}
    assert {seed: found for seed, found in flagged.items() if found} == {}


def test_an_empty_record_shows_nothing() -> None:
    assert signs_of(Traces()) == []
