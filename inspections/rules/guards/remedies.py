"""What a plan, a report or a wish for a later day still lacks (rows T15-T18; Nghị định 217/2025/NĐ-CP Điều 16)."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from inspections.exceptions import Blocker
from inspections.rules.facts import PartyFacts
from inspections.rules.remedies import WAITING_FOR_UNIT


def waiting_blockers(facts: PartyFacts) -> list[Blocker]:
    """Something issued must still wait for the unit: what was reported or settled is not written over."""
    if facts.stage != "remedying":
        return [Blocker(_("Chưa có, hoặc không còn, yêu cầu khắc phục nào chờ đơn vị."))]
    if any(row.state in WAITING_FOR_UNIT for row in facts.remedies):
        return []
    return [Blocker(_("Không còn yêu cầu khắc phục nào chờ đơn vị; Sở đang xem xét phần đã báo cáo."))]


def plan_objections(plans: Iterable[tuple[int, str, str, date | None]], *, today: date) -> list[str]:
    """T15: every request has a person, steps and a day not in the past; ``plans`` are (place, person, steps, day)."""
    found = []
    for place, who, steps, day in plans:
        missing = [
            words
            for words, there in (
                (_("người chịu trách nhiệm"), who.strip()),
                (_("biện pháp, các bước"), steps.strip()),
                (_("ngày dự kiến xong"), day),
            )
            if not there
        ]
        if missing:
            text = _("Yêu cầu %(n)s: ghi %(missing)s.")
            found.append(text % {"n": place, "missing": ", ".join(missing)})
        elif day and day < today:
            found.append(_("Yêu cầu %(n)s: ngày dự kiến xong không thể đã qua.") % {"n": place})
    return found


def report_objections(
    place: int, *, measure: str, files: int, done_on: date | None, today: date
) -> list[str]:
    """T16: each request is answered with what was done and at least one file that shows it."""
    found = []
    if not measure.strip():
        found.append(_("Yêu cầu %(n)s: ghi việc đã làm.") % {"n": place})
    if not files:
        text = _("Yêu cầu %(n)s: kèm ít nhất một tệp chứng minh; chưa làm xong thì xin lùi thời hạn.")
        found.append(text % {"n": place})
    if done_on and done_on > today:
        found.append(_("Yêu cầu %(n)s: ngày làm xong không thể sau hôm nay.") % {"n": place})
    return found


def later_date_objections(until_on: date, *, due_on: date, today: date) -> list[str]:
    """A later day is asked for while the present one runs, and lies after it (Bộ luật Dân sự Điều 148 khoản 6)."""
    if today > due_on:
        return [_("Đã quá thời hạn khắc phục: báo cáo ngay phần đã làm và nêu lý do chậm.")]
    return granted_day_objections(until_on, due_on=due_on)


def granted_day_objections(day: date, *, due_on: date) -> list[str]:
    """What is granted lies after the day that stands."""
    if day > due_on:
        return []
    return [_("Ngày mới phải sau thời hạn hiện nay (%(day)s).") % {"day": f"{due_on:%d/%m/%Y}"}]


def first_due_on(days: Mapping[int, date], otherwise: date | None) -> date | None:
    """The day the unit is asked for: the first of what still waits, else the day of the whole report."""
    return min(days.values(), default=otherwise)
