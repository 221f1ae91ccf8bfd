"""Signs that the record of a lượt was made up afterwards (domain 15 «Against gaming»; practice.md 6).

Each sign is one fact that the record itself shows: moments, sides, hashes, devices. None is a judgement of a person, and
none changes a class: a second officer looks at it and says whether it is explained.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from inspections.enums import SignCode

S = SignCode
FEW_SECONDS, A_MINUTE, AN_HOUR = timedelta(seconds=10), timedelta(minutes=1), timedelta(hours=1)
MANY = 5
TURNS = 4
MOST, LATE_DAYS = 0.8, timedelta(days=2)
NIGHT_FROM, NIGHT_TO = 22, 5


@dataclass(frozen=True, slots=True)
class Act:
    """One deed of the dossier: its own moment, when it was recorded, and whether the unit's side did it."""

    verb: str
    at: datetime
    recorded_at: datetime
    of_unit: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One item with a result, and the files it rests on: when each came in."""

    concluded_at: datetime
    files_at: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of the dossier."""

    received_at: datetime
    of_unit: bool = True
    opened_at: datetime | None = None
    is_photo: bool = False
    elsewhere: bool = False
    proves: bool = True


@dataclass(frozen=True, slots=True)
class Came:
    """One coming to the unit."""

    day: date
    recorded_on: date
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Traces:
    """What the record keeps of one lượt, in Vietnamese time."""

    acts: tuple[Act, ...] = ()
    items: tuple[Item, ...] = ()
    files: tuple[Kept, ...] = ()
    visits: tuple[Came, ...] = ()
    replies: tuple[tuple[datetime, datetime], ...] = ()
    signatures: tuple[tuple[datetime, bool], ...] = ()
    announced_on: date | None = None
    began_at: datetime | None = None
    minutes_drafted_at: datetime | None = None
    minutes_on: date | None = None
    unit_opened: bool = True
    shared_devices: int = 0


Check = Callable[[Traces], bool]


def _in_a_row(moments: Iterable[datetime], many: int, within: timedelta) -> bool:
    """Do so many moments lie this close together?"""
    found = sorted(moments)
    return any(later - first <= within for first, later in zip(found, found[many - 1 :], strict=False))


def _burst(traces: Traces) -> bool:
    return _in_a_row((item.concluded_at for item in traces.items), MANY, FEW_SECONDS)


def _one_sitting(traces: Traces) -> bool:
    began, ended = traces.began_at, traces.minutes_drafted_at
    return bool(began and ended and len(traces.items) >= MANY and ended - began < AN_HOUR)


def _after_minutes(traces: Traces) -> bool:
    day = traces.minutes_on
    return day is not None and any(item.concluded_at.date() > day for item in traces.items)


def _file_after_conclusion(traces: Traces) -> bool:
    return any(
        item.files_at and min(item.files_at).date() > item.concluded_at.date() for item in traces.items
    )


def _file_after_minutes(traces: Traces) -> bool:
    day = traces.minutes_on
    return day is not None and any(file.proves and file.received_at.date() > day for file in traces.files)


def _opened_at_once(traces: Traces) -> bool:
    return _in_a_row((file.opened_at for file in traces.files if file.opened_at), MANY, FEW_SECONDS)


def _entered_later(traces: Traces) -> bool:
    later = sum(act.recorded_at.date() > act.at.date() for act in traces.acts)
    return len(traces.acts) >= MANY and later > len(traces.acts) / 2


def _moment(traces: Traces, verb: str) -> Act | None:
    return next((act for act in reversed(traces.acts) if act.verb == verb), None)


def _plan_at_once(traces: Traces) -> bool:
    sent, approved = _moment(traces, "submit_conduct_plan"), _moment(traces, "approve_conduct_plan")
    return bool(sent and approved and approved.recorded_at - sent.recorded_at <= A_MINUTE)


def _recorded_after(traces: Traces, verb: str, day: date | None) -> bool:
    act = _moment(traces, verb)
    return bool(act and day and act.recorded_at.date() > day)


def _decision_later(traces: Traces) -> bool:
    return _recorded_after(traces, "issue_decision", traces.announced_on)


def _announced_later(traces: Traces) -> bool:
    return _recorded_after(traces, "announce_decision", traces.announced_on)


def _reply_at_once(traces: Traces) -> bool:
    return any(answered - sent <= A_MINUTE for sent, answered in traces.replies)


def _silent_school(traces: Traces) -> bool:
    """Files said to come from the unit, whose people never did or opened anything."""
    sent = any(file.of_unit and file.proves for file in traces.files)
    return sent and not traces.unit_opened and not any(act.of_unit for act in traces.acts)


def _files_by_team(traces: Traces) -> bool:
    proving = [file for file in traces.files if file.proves]
    return len(proving) >= MANY and not any(file.of_unit for file in proving)


def _same_file(traces: Traces) -> bool:
    return any(file.elsewhere for file in traces.files)


def _night(traces: Traces) -> bool:
    dark = sum(act.recorded_at.hour >= NIGHT_FROM or act.recorded_at.hour < NIGHT_TO for act in traces.acts)
    return len(traces.acts) >= MANY and dark >= MOST * len(traces.acts)


def _signed_together(traces: Traces) -> bool:
    ours = [at for at, of_unit in traces.signatures if not of_unit]
    theirs = [at for at, of_unit in traces.signatures if of_unit]
    return any(abs(one - other) <= A_MINUTE for one in ours for other in theirs)


def _visit_later(traces: Traces) -> bool:
    return any(came.recorded_on - came.day > LATE_DAYS for came in traces.visits)


def _visit_withdrawn(traces: Traces) -> bool:
    return any(came.withdrawn for came in traces.visits)


def _photo_without_visit(traces: Traces) -> bool:
    standing = any(not came.withdrawn for came in traces.visits)
    return not standing and any(file.is_photo and not file.of_unit for file in traces.files)


def _hand_in_hand(traces: Traces) -> bool:
    """So many changes of side in a row, each within a minute of the other."""
    acts = sorted(traces.acts, key=lambda act: act.recorded_at)
    row = 0
    for before, after in zip(acts, acts[1:], strict=False):
        turned = before.of_unit != after.of_unit and after.recorded_at - before.recorded_at <= A_MINUTE
        row = row + 1 if turned else 0
        if row >= TURNS:
            return True
    return False


def _minutes_later(traces: Traces) -> bool:
    act = _moment(traces, "sign_minutes")
    return bool(act and traces.minutes_on and act.recorded_at.date() - traces.minutes_on > LATE_DAYS)


CHECKS: dict[SignCode, Check] = {
    S.BURST: _burst,
    S.ONE_SITTING: _one_sitting,
    S.AFTER_MINUTES: _after_minutes,
    S.FILE_AFTER_CONCLUSION: _file_after_conclusion,
    S.FILE_AFTER_MINUTES: _file_after_minutes,
    S.OPENED_AT_ONCE: _opened_at_once,
    S.ENTERED_LATER: _entered_later,
    S.PLAN_AT_ONCE: _plan_at_once,
    S.DECISION_LATER: _decision_later,
    S.ANNOUNCED_LATER: _announced_later,
    S.REPLY_AT_ONCE: _reply_at_once,
    S.SILENT_SCHOOL: _silent_school,
    S.FILES_BY_TEAM: _files_by_team,
    S.SAME_FILE: _same_file,
    S.NIGHT: _night,
    S.SIGNED_TOGETHER: _signed_together,
    S.VISIT_LATER: _visit_later,
    S.VISIT_WITHDRAWN: _visit_withdrawn,
    S.PHOTO_WITHOUT_VISIT: _photo_without_visit,
    S.ONE_DEVICE: lambda traces: traces.shared_devices > 0,
    S.HAND_IN_HAND: _hand_in_hand,
    S.MINUTES_LATER: _minutes_later,
}


def signs_of(traces: Traces) -> Sequence[SignCode]:
    """Every sign that the record shows, in the order of the list above."""
    return [code for code, check in CHECKS.items() if check(traces)]
