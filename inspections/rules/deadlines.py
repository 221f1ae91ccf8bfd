"""One engine for every dated limit: it counts, and says in Vietnamese how it counted.

Counting: Bộ luật Dân sự Điều 147, 148. Limits of an inspection: Nghị định 217/2025/NĐ-CP Điều 13, which says
"ngày" and is silent on the pause: both the unit and `pause_stops_clock` are settings, stated by the caller.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from inspections.rules.working_days import ONE_DAY, WorkCalendar

SOON_WITHIN = 2
INTERNAL_MARK = "[P]"
MONDAY_FIRST = (
    gettext_noop("thứ Hai"),
    gettext_noop("thứ Ba"),
    gettext_noop("thứ Tư"),
    gettext_noop("thứ Năm"),
    gettext_noop("thứ Sáu"),
    gettext_noop("thứ Bảy"),
    gettext_noop("Chủ nhật"),
)


class DayUnit(StrEnum):
    """What a limit counts: every day, or working days only (làm bù included)."""

    DAY = "day"
    WORKING_DAY = "working_day"


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """A limit as law or an internal rule states it, with its source."""

    key: str
    value: int
    unit: DayUnit
    source: str
    label: str

    @property
    def source_in_words(self) -> str:
        """The source as a reader sees it: the mark of an internal rule "[P]" is written out."""
        return _("quy định nội bộ") if self.source.startswith(INTERNAL_MARK) else self.source


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which the matter stood still, first and last day included (to today while it goes on)."""

    from_on: date
    until_on: date

    def __post_init__(self) -> None:
        """Refuse a pause that ends before it starts."""
        if self.until_on < self.from_on:
            raise ValueError(_("Ngày cuối tạm dừng phải từ ngày bắt đầu tạm dừng trở đi."))

    def covers(self, on: date) -> bool:
        """Say whether this day was paused."""
        return self.from_on <= on <= self.until_on


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of a limit: as counted, after the roll-over, and the steps in words."""

    rule: DeadlineRule
    start_on: date
    nominal_end_on: date
    end_on: date
    provisional: bool
    steps: tuple[str, ...]
    extension_days: int = 0
    paused_days: int = 0
    pauses: tuple[Pause, ...] = ()
    pause_stops_clock: bool = True
    awaited_end_on: date | None = None

    @property
    def stopping(self) -> tuple[Pause, ...]:
        """The pauses that stopped the clock: all of them or, where the setting lets the clock run, none."""
        return self.pauses if self.pause_stops_clock else ()

    @property
    def sentence(self) -> str:
        """One Vietnamese sentence: what, how long, from when, to the end of which day, by which source."""
        words = {
            "label": self.rule.label,
            "length": length_in_words(self.rule.value, self.rule.unit),
            "more": self._more(),
            "start": f"{self.start_on:%d/%m/%Y}",
            "end": f"{self.end_on:%d/%m/%Y}",
            "provisional": _(" (dự kiến, lịch làm việc chưa được xác nhận)") if self.provisional else "",
            "source": self.rule.source_in_words,
        }
        return (
            _(
                "%(label)s: %(length)s%(more)s, không tính ngày %(start)s, "
                "đến hết ngày %(end)s%(provisional)s, theo %(source)s."
            )
            % words
        )

    def _more(self) -> str:
        parts = []
        if self.extension_days:
            parts.append(
                _(", gia hạn %(length)s") % {"length": length_in_words(self.extension_days, self.rule.unit)}
            )
        if self.paused_days:
            parts.append(
                _(", cộng %(length)s tạm dừng")
                % {"length": length_in_words(self.paused_days, self.rule.unit)}
            )
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """How near a due day is, in words that need no calculation by the reader."""

    state: Literal["late", "soon", "calm"]
    text: str


def due_on(
    rule: DeadlineRule,
    start_on: date,
    *,
    calendar: WorkCalendar,
    pauses: Iterable[Pause] = (),
    extension_days: int = 0,
    pause_stops_clock: bool = True,
) -> Deadline:
    """Count a limit from the day of an event.

    The day of the event is not counted (Bộ luật Dân sự Điều 147 khoản 2). An extension adds to the original end
    and a pause adds exactly its own days, both before the roll-over. An end on a day off moves to the next
    working day (Điều 148 khoản 5).
    """
    if rule.value < 0 or extension_days < 0:
        raise ValueError(_("Thời hạn và thời gian gia hạn không được âm."))
    paused = tuple(sorted(pauses, key=lambda pause: pause.from_on))
    counted = replace(
        _count(rule, start_on, calendar, paused if pause_stops_clock else (), extension_days),
        pauses=paused,
        pause_stops_clock=pause_stops_clock,
    )
    counted = replace(counted, awaited_end_on=_awaited_end(counted, calendar))
    return replace(counted, steps=tuple(_explain(counted, calendar)))


def original_end(deadline: Deadline, calendar: WorkCalendar) -> Deadline:
    """Return the same limit as it was before its extension."""
    return due_on(
        deadline.rule,
        deadline.start_on,
        calendar=calendar,
        pauses=deadline.pauses,
        pause_stops_clock=deadline.pause_stops_clock,
    )


def may_still_extend(deadline: Deadline, on: date) -> bool:
    """Say whether a limit may be extended on this day: once, and before it has run out.

    It runs out at 24:00 of the day it was rolled to (Bộ luật Dân sự Điều 148 khoản 5, 6), so that day is still in
    time; after it nothing is left to extend (Nghị định 217/2025/NĐ-CP Điều 13 khoản 2 điểm b).
    """
    return not deadline.extension_days and on <= deadline.end_on


def same_day_later(on: date, *, years: int = 0, months: int = 0) -> date:
    """Return the corresponding day some years and months later, not rolled: how a certificate of five years ends.

    Years and months go by the calendar; a month without that day gives its last one (Bộ luật Dân sự Điều 148
    khoản 3, 4). A limit for acting then moves to a working day (khoản 5): `WorkCalendar.next_working_day`.
    """
    year, month = divmod(on.year * 12 + on.month - 1 + years * 12 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def latest_start_before(days: int, before_on: date, unit: DayUnit, calendar: WorkCalendar) -> date:
    """Return the last day to act "ít nhất N ngày trước ngày D": D minus N, earlier if that is a day off."""
    if days < 0:
        raise ValueError(_("Số ngày không được âm."))
    if unit is DayUnit.WORKING_DAY:
        return calendar.previous_working_day(calendar.add_working_days(before_on, -days))
    return calendar.previous_working_day(before_on - timedelta(days=days))


def last_day_before(on: date) -> date:
    """Return the last day of "trước ngày X": the day before X ("chậm nhất ngày X" is X itself)."""
    return on - ONE_DAY


def time_left(due_on: date, today: date, calendar: WorkCalendar) -> TimeLeft:
    """Say how much time is left or how late it is, in working days where there is at least one."""
    stamp = f"{due_on:%d/%m}" if due_on.year == today.year else f"{due_on:%d/%m/%Y}"
    if due_on == today:
        return TimeLeft("soon", _("hôm nay · %(date)s") % {"date": stamp})
    working = abs(calendar.working_days_between(today, due_on))
    unit = DayUnit.WORKING_DAY if working else DayUnit.DAY
    length = length_in_words(working or abs((due_on - today).days), unit)
    if due_on < today:
        return TimeLeft("late", _("quá hạn %(length)s · %(date)s") % {"length": length, "date": stamp})
    state: Literal["soon", "calm"] = "soon" if working <= SOON_WITHIN else "calm"
    return TimeLeft(state, _("còn %(length)s · %(date)s") % {"length": length, "date": stamp})


def _count(
    rule: DeadlineRule, start_on: date, calendar: WorkCalendar, stopping: tuple[Pause, ...], more: int
) -> Deadline:
    nominal_end_on, paused_days = _walk(start_on, rule.value + more, rule.unit, stopping, calendar)
    end_on = nominal_end_on
    while not calendar.is_working_day(end_on) or (end_on > start_on and _is_paused(end_on, stopping)):
        end_on += ONE_DAY
    return Deadline(
        rule=rule,
        start_on=start_on,
        nominal_end_on=nominal_end_on,
        end_on=end_on,
        provisional=not calendar.is_confirmed(*_each_january(start_on, end_on)),
        steps=(),
        extension_days=more,
        paused_days=paused_days,
    )


def _awaited_end(deadline: Deadline, calendar: WorkCalendar) -> date | None:
    """Where the limit would end if the days off that are awaited were in force; None when nothing changes."""
    if not any(deadline.start_on < day.on <= deadline.end_on for day in calendar.awaited_days):
        return None
    switched = calendar.with_awaited_days()
    other = _count(deadline.rule, deadline.start_on, switched, deadline.stopping, deadline.extension_days)
    return other.end_on if other.end_on != deadline.end_on else None


def _walk(
    start_on: date, count: int, unit: DayUnit, pauses: tuple[Pause, ...], calendar: WorkCalendar
) -> tuple[date, int]:
    on, paused_days = start_on, 0
    while count:
        on += ONE_DAY
        counts = unit is DayUnit.DAY or calendar.is_working_day(on)
        if counts and _is_paused(on, pauses):
            paused_days += 1
        elif counts:
            count -= 1
    return on, paused_days


def _is_paused(on: date, pauses: tuple[Pause, ...]) -> bool:
    return any(pause.covers(on) for pause in pauses)


def _each_january(start_on: date, end_on: date) -> Iterator[date]:
    return (date(year, 1, 1) for year in range(start_on.year, end_on.year + 1))


def length_in_words(days: int, unit: DayUnit) -> str:
    """Say a number of days with its unit."""
    if unit is DayUnit.DAY:
        return ngettext("%(days)s ngày", "%(days)s ngày", days) % {"days": days}
    return ngettext("%(days)s ngày làm việc", "%(days)s ngày làm việc", days) % {"days": days}


def _weekday(on: date) -> str:
    return _("%(date)s (%(weekday)s)") % {
        "date": f"{on:%d/%m/%Y}",
        "weekday": _(MONDAY_FIRST[on.weekday()]),
    }


def _explain(deadline: Deadline, calendar: WorkCalendar) -> Iterator[str]:
    rule = deadline.rule
    yield _("Ngày %(start)s không tính; đếm từ ngày liền sau.") % {"start": _weekday(deadline.start_on)}
    yield _("Thời hạn %(length)s, theo %(source)s.") % {
        "length": length_in_words(rule.value, rule.unit),
        "source": rule.source_in_words,
    }
    if deadline.extension_days:
        yield _("Gia hạn thêm %(length)s, cộng vào thời hạn ban đầu.") % {
            "length": length_in_words(deadline.extension_days, rule.unit)
        }
    yield from _explain_pauses(deadline)
    yield _("Đếm đủ vào ngày %(end)s.") % {"end": _weekday(deadline.nominal_end_on)}
    if deadline.end_on != deadline.nominal_end_on:
        yield _explain_roll_over(deadline, calendar)
    if deadline.awaited_end_on:
        yield _explain_awaited(deadline, calendar)
    if deadline.provisional:
        yield _("Lịch làm việc của năm liên quan chưa được xác nhận: ngày này là dự kiến.")


def _explain_pauses(deadline: Deadline) -> Iterator[str]:
    for pause in deadline.pauses:
        if deadline.start_on < pause.until_on and pause.from_on <= deadline.end_on:
            yield _("Tạm dừng từ ngày %(from_on)s đến hết ngày %(until_on)s.") % {
                "from_on": f"{pause.from_on:%d/%m/%Y}",
                "until_on": f"{pause.until_on:%d/%m/%Y}",
            }
    if deadline.paused_days:
        yield _("Tạm dừng %(length)s, được cộng thêm đúng số ngày đó.") % {
            "length": length_in_words(deadline.paused_days, deadline.rule.unit)
        }
    if deadline.pauses and not deadline.pause_stops_clock:
        yield _("Thời gian tạm dừng vẫn tính vào thời hạn.")


def _explain_roll_over(deadline: Deadline, calendar: WorkCalendar) -> str:
    words = {"end": _weekday(deadline.end_on)}
    special = calendar.special_day(deadline.nominal_end_on)
    rolled_over = (deadline.end_on - deadline.nominal_end_on).days
    if any(_is_paused(deadline.nominal_end_on + ONE_DAY * n, deadline.stopping) for n in range(rolled_over)):
        text = _("Không kể ngày nghỉ và ngày tạm dừng, thời hạn đến hết ngày làm việc tiếp theo: %(end)s.")
        return text % words
    if special is None:
        return _("Ngày đó không làm việc nên thời hạn đến hết ngày làm việc tiếp theo: %(end)s.") % words
    return _("Ngày đó %(kind)s (%(name)s) nên thời hạn đến hết ngày làm việc tiếp theo: %(end)s.") % {
        **words,
        "kind": special.kind.label,
        "name": special.name,
    }


def _explain_awaited(deadline: Deadline, calendar: WorkCalendar) -> str:
    days = [day for day in calendar.awaited_days if deadline.start_on < day.on <= deadline.end_on]
    named = ", ".join(f"{day.on:%d/%m/%Y} ({day.name})" for day in sorted(days, key=lambda day: day.on))
    return _(
        "Ngày %(days)s chưa có văn bản quy định là ngày nghỉ nên tính như ngày thường; nếu được quy định, thời hạn "
        "đến hết ngày %(end)s."
    ) % {"days": named, "end": _weekday(deadline.awaited_end_on or deadline.end_on)}
