"""Nhật ký Đoàn: one line a day a person, mended by its author until the end of the next working day (practice 5)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from inspections.actions.waves import deed
from inspections.enums import RecordedVia
from inspections.models import Case, DiaryLine, User
from inspections.queries.deadlines import work_calendar
from inspections.queries.facts import inspection_facts
from inspections.queries.people import local_day
from inspections.rules.guards import records as guards
from inspections.rules.policies import records as policies
from inspections.rules.working_days import ONE_DAY


def write_diary(case: Case, *, by: User, now: datetime, on: date, text: str) -> DiaryLine:
    """Write one's own line of a day; a day remembered later is marked so."""
    today = local_day(now)
    with deed(case, by=by, now=now) as wave:
        facts = inspection_facts(wave.case, today=today)
        wave.require(policies.refusal_to_write_diary(wave.who, facts))
        since = wave.case.inspection_details.decided_on
        wave.demand(guards.diary_objections(on=on, today=today, since=since, text=text))
        if DiaryLine.objects.filter(case=wave.case, on=on, written_by=by).exists():
            wave.demand([_("Bạn đã ghi nhật ký ngày này; sửa dòng đã ghi nếu còn trong hạn.")])
        next_day = work_calendar(on).next_working_day(on + ONE_DAY)
        line = DiaryLine.objects.create(
            case=wave.case,
            on=on,
            text=text.strip(),
            open_until=max(next_day, today),
            written_at=now,
            written_by=by,
            recorded_via=RecordedVia.LIVE if on == today else RecordedVia.ENTERED_LATER,
        )
        wave.tell(wave.case, "write_diary", detail=f"{on:%d/%m/%Y}")
    return line


def change_diary_line(case: Case, *, by: User, now: datetime, line_id: int, text: str) -> DiaryLine:
    """Mend one's own line while it is open; the old words stay in its history."""
    today = local_day(now)
    with deed(case, by=by, now=now) as wave:
        facts = inspection_facts(wave.case, today=today)
        wave.require(policies.refusal_to_change_diary_line(wave.who, facts))
        line = DiaryLine.objects.get(pk=line_id, case=wave.case)
        own = line.written_by_id == by.pk
        wave.demand(
            guards.diary_change_objections(own=own, open_until=line.open_until, today=today, text=text)
        )
        line.text, line.changed_at, line.changed_by = text.strip(), now, by
        line.save(update_fields=["text", "changed_at", "changed_by"])
        wave.tell(wave.case, "change_diary_line", detail=f"{line.on:%d/%m/%Y}")
    return line
