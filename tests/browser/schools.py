"""Three dossiers of the demonstration that the tests of the institution's side play on to the end.

A school that has just heard its schedule and has no contact person yet; a school under check whose vault holds two
standing documents; a decision that the director signs outside the product.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from inspections.actions import vault
from inspections.management.demo import people
from inspections.management.demo.paper import incoming
from inspections.management.demo.plot import Plot
from inspections.management.demo.story import Story
from inspections.management.demo.timeline import Telling, moments
from inspections.models.inputs import VaultInput
from inspections.rules.roles import Role

SMALL, SMALL_HEAD, SMALL_TITLE = "MH-12", "truongc-hieutruong", "Kiểm tra tuyển sinh tại trung tâm nhỏ"
LARGE, LARGE_HEAD, LARGE_CLERK = "MH-08", "truongd-hieutruong", "truongd-canbo"
LARGE_TITLE = "Kiểm tra tuyển sinh tại trung tâm lớn"
OUTSIDE_TITLE = "Kiểm tra văn bằng, quyết định ký ngoài hệ thống"
IN_VAULT = (
    "Quyết định ban hành kèm quy chế tuyển sinh",
    "Quyết định thành lập hội đồng tuyển sinh và các ban",
)
ACCOUNTS = (
    people.Account(SMALL_HEAD, "K'Brệl Thị Hồng", Role.INSTITUTION_HEAD, "Hiệu trưởng", SMALL),
    people.Account(LARGE_HEAD, "Trương Thị Mỹ Dung", Role.INSTITUTION_HEAD, "Hiệu trưởng", LARGE),
    people.Account(LARGE_CLERK, "Lâm Quốc Bảo", Role.INSTITUTION_CLERK, "Trưởng phòng Đào tạo", LARGE),
)
HEADS = {SMALL: SMALL_HEAD, LARGE: LARGE_HEAD}


def told(story: Story, now: datetime) -> Telling:
    """The three dossiers up to where the tests take over."""
    paper = story.on_paper()
    small = Plot(theme="tuyen-sinh", title=SMALL_TITLE, codes=(SMALL,), heads=HEADS)
    yield from paper.deeds(
        small, until="notify_schedule", moment=moments(now, last="notify_schedule", working_days_ago=0)
    )
    large = Plot(theme="tuyen-sinh", title=LARGE_TITLE, codes=(LARGE,), heads=HEADS)
    begun = moments(now, last="begin_check", working_days_ago=1)
    yield from paper.deeds(large, until="begin_check", moment=begun)
    _fill_vault(story, now)
    outside = Plot(theme="van-bang-chung-chi", title=OUTSIDE_TITLE, codes=("MH-04",))
    drafted = moments(now, last="draft_decision", working_days_ago=1)
    yield from story.deeds(outside, until="draft_decision", moment=drafted)


def _fill_vault(story: Story, now: datetime) -> None:
    today = timezone.localtime(now).date()
    for title in IN_VAULT:
        vault.keep_in_vault(
            story.cast.institutions[LARGE],
            by=story.user(LARGE_CLERK),
            now=now,
            typed=VaultInput(
                title, "18/QĐ (minh hoạ)", today - timedelta(days=200), today + timedelta(days=400)
            ),
            file=incoming(f"{title}.pdf", story.file_content),
        )
