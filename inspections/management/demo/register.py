"""What stands beside the inspections: the paper register of earlier years, settings being changed, an absence."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from inspections.actions import absence as absences
from inspections.actions import checklist_items, checklists, institutions, past
from inspections.management.demo import words
from inspections.management.demo.story import Story
from inspections.management.demo.timeline import MINUTES_AGO, Telling, day_before, hour_of
from inspections.models import Checklist
from inspections.rules.past import Known, PaperFacts


@dataclass(frozen=True)
class Visit:
    """One inspection of earlier years as its paper file tells it."""

    code: str
    number: int
    decided_on: date
    content: str
    ground: str = "c) Theo kế hoạch"
    findings: int | None = 0


VISITS = (
    Visit("MH-04", 41, date(2024, 3, 11), "Kiểm tra công tác tuyển sinh", findings=3),
    Visit("MH-05", 41, date(2024, 3, 11), "Kiểm tra công tác tuyển sinh", findings=1),
    Visit("MH-09", 58, date(2024, 5, 6), "Kiểm tra việc đăng ký hoạt động, liên kết đào tạo", findings=2),
    Visit("MH-06", 77, date(2024, 8, 19), "Kiểm tra công tác tuyển sinh", "a) Có dấu hiệu vi phạm", 4),
    Visit("MH-11", 90, date(2024, 10, 7), "Kiểm tra đội ngũ nhà giáo"),
    Visit("MH-12", 96, date(2024, 11, 4), "Kiểm tra việc công khai, thu chi", findings=2),
    Visit("MH-01", 15, date(2025, 2, 17), "Kiểm tra đội ngũ nhà giáo", findings=1),
    Visit("MH-02", 15, date(2025, 2, 17), "Kiểm tra đội ngũ nhà giáo"),
    Visit("MH-03", 33, date(2025, 4, 14), "Kiểm tra công tác in, cấp phát văn bằng, chứng chỉ", findings=2),
    Visit("MH-07", 52, date(2025, 6, 9), "Kiểm tra việc duy trì chuẩn", "b) Theo chỉ đạo của cấp trên"),
    Visit("MH-08", 71, date(2025, 9, 15), "Kiểm tra việc duy trì chuẩn", findings=5),
    Visit("MH-10", 84, date(2025, 11, 3), "Kiểm tra công tác tuyển sinh", findings=None),
)
TO_SGDDT = date(2025, 3, 1)


def past_inspections(story: Story, now: datetime) -> Telling:
    """The officer typed twelve visits from their paper files some days ago."""
    at = hour_of(now, 6, 16)
    yield at
    for place, visit in enumerate(VISITS):
        institution = story.cast.institutions[visit.code]
        past.record_paper(
            department=story.cast.department,
            institution=Known(institution.pk, institution.code, institution.name, institution.valid_until),
            facts=_facts(visit, place),
            by=story.user("chuyenvien"),
            now=at + timedelta(minutes=3 * place),
        )


def _facts(visit: Visit, place: int) -> PaperFacts:
    by_us = visit.decided_on >= TO_SGDDT
    return PaperFacts(
        decision_number=f"{visit.number}/QĐ-{'SGDĐT' if by_us else 'SLĐTBXH'}",
        decided_on=visit.decided_on,
        agency="Sở Giáo dục và Đào tạo (số liệu minh hoạ)" if by_us else words.FORMER_AGENCY,
        content=visit.content,
        ground_text=visit.ground,
        period_from=date(visit.decided_on.year - 1, 1, 1),
        period_to=date(visit.decided_on.year - 1, 12, 31),
        announced_on=visit.decided_on + timedelta(days=8),
        minutes_on=None if visit.findings is None else visit.decided_on + timedelta(days=18),
        lead_name=words.PAPER_LEADS[place % len(words.PAPER_LEADS)],
        finding_count=visit.findings,
        kept_at=words.KEPT_AT % {"box": 100 + place},
    )


def settings(story: Story, now: datetime) -> Telling:
    """The administrator notes an exempt business and has a new version of a checklist half written."""
    administrator = story.user("quantri")
    at = hour_of(now, 8, 10)
    yield at
    institutions.exempt_from_visits(
        story.cast.institutions["MH-07"], by=administrator, now=at, basis=words.EXEMPT
    )
    at = hour_of(now, 1, 11)
    yield at
    draft = checklists.new_version(Checklist.objects.get(code="tuyen-sinh"), by=administrator, now=at)
    checklist_items.add_item(
        draft,
        by=administrator,
        now=at,
        code="TS.13",
        group_title=words.NEW_ITEM_GROUP,
        requirement=words.NEW_ITEM,
        question=words.NEW_ITEM_QUESTION,
    )


def absence(story: Story, now: datetime) -> Telling:
    """The deputy will be away; who signs meanwhile is the director himself."""
    at = now - timedelta(minutes=MINUTES_AGO)
    yield at
    deputy = story.user("phogiamdoc")
    absences.record_absence(
        deputy,
        by=deputy,
        now=at,
        from_on=day_before(now, -2),
        until_on=day_before(now, -4),
        delegate=story.user("giamdoc"),
        note=words.ABSENCE,
    )
