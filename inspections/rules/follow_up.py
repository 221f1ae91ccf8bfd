"""Following requests to remedy to their end: how much is mended, when it is urged, how long a returned item may take.

Source: Nghị định 217/2025/NĐ-CP Điều 16 (the head directs monitoring and urging and, if needed, reports to the superior
head); domain table 12.1.2, rows T17-T19. The numbers of days are internal rules of the agency ("[P] nội bộ").
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from inspections.enums import RemedyOutcome
from inspections.rules.reminders import reminder_day
from inspections.rules.working_days import WorkCalendar

URGE_BEFORE = "inspection.remedy_urge_before"
URGE_AFTER = "inspection.remedy_urge_after"
SUPERIOR_AFTER = "inspection.remedy_superior_after"
RETURN_DAYS = "inspection.remedy_return_days"
EFFECT_DAYS = "inspection.remedy_effect_days"
# Asks of the department that end when the institution has reported, or has been given a later day.
URGING_TURNS = ("draft_urging_letter", "draft_superior_report")


@dataclass(frozen=True)
class Judgement:
    """What the officer found of one item: mended, in part, or not; why, and until when it is to be put right."""

    outcome: str
    text: str = ""
    new_due_on: date | None = None

    @property
    def is_accepted(self) -> bool:
        """Only what is mended is accepted; a part of it goes back (row T17)."""
        return self.outcome == RemedyOutcome.FIXED


@dataclass(frozen=True)
class UrgingDays:
    """How many working days before and after a due day something happens (row T19)."""

    before: int = 3
    after: int = 5
    superior: int = 10

    @property
    def offsets(self) -> tuple[int, ...]:
        """From the first urging to the report to the superior, each once."""
        return tuple(sorted({-self.before, 0, self.after, self.superior}))


@dataclass(frozen=True)
class Waiting:
    """Items of one request that share a due day and wait for the institution, and when they were urged."""

    request_id: int
    party_id: int
    due_on: date
    issued_on: date
    done: frozenset[int] = field(default_factory=frozenset)


def urgings_due(
    waiting: Waiting, *, today: date, days: UrgingDays, calendar: WorkCalendar
) -> tuple[int, ...]:
    """The urgings whose day has come and that were not given; none on a day off, none from before the request.

    What a standing machine missed is made up for by the next one that runs, on that day and once.
    """
    if not calendar.is_working_day(today):
        return ()
    return tuple(
        offset
        for offset in days.offsets
        if offset not in waiting.done
        and waiting.issued_on < reminder_day(waiting.due_on, offset, calendar) <= today
    )


def percent_fixed(fixed: int, asked: int) -> int:
    """«% đã khắc phục»: what was accepted of all that was asked; what was ended otherwise is not mended."""
    return round(100 * fixed / asked) if asked else 0


def latest_return_day(due_on: date, by_rule: date | None) -> date | None:
    """Until when the officer may let an item be put right; a later day is the issuer's to give (row T17)."""
    return max(due_on, by_rule) if by_rule else None


def judgement_objections(
    name: str, judgement: Judgement | None, *, today: date, latest_on: date | None
) -> list[str]:
    """What is wrong with the judgement of one item, as sentences that name it."""
    if judgement is None or judgement.outcome not in RemedyOutcome.values:
        return [_("%(item)s: chọn kết quả xem xét.") % {"item": name}]
    if judgement.is_accepted:
        return []
    found = []
    if not judgement.text.strip():
        found.append(_("%(item)s: ghi lý do chưa chấp nhận.") % {"item": name})
    return found + _day_objections(name, judgement.new_due_on, today=today, latest_on=latest_on)


def _day_objections(name: str, day: date | None, *, today: date, latest_on: date | None) -> list[str]:
    if day is None:
        return [_("%(item)s: ghi thời hạn mới để đơn vị khắc phục tiếp.") % {"item": name}]
    if day <= today:
        return [_("%(item)s: thời hạn mới phải sau hôm nay.") % {"item": name}]
    if latest_on and day > latest_on:
        text = _(
            "%(item)s: thời hạn mới chậm nhất %(day)s; cần lâu hơn thì đơn vị đề nghị, người ra quyết định kiểm tra cho lùi."
        )
        return [text % {"item": name, "day": f"{latest_on:%d/%m/%Y}"}]
    return []


def item_name(position: int) -> str:
    """«Yêu cầu 2»: how an item is named wherever its text must not stand."""
    return _("Yêu cầu %(n)s") % {"n": position}


def item_names(positions: Iterable[int]) -> str:
    """«Yêu cầu 1, 3»."""
    return _("Yêu cầu %(n)s") % {"n": ", ".join(str(position) for position in sorted(positions))}


def returned_words(reasons: Mapping[int, str]) -> str:
    """Why items went back, one sentence each, for the event of the return (marked ® in table 12.1.2)."""
    return " ".join(f"{item_name(position)}: {reason}" for position, reason in sorted(reasons.items()))
