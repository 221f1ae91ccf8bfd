"""The demonstration for the tests in the browser: where School A is free for a new inspection of its admissions.

Run as a program of its own before the product starts. The half-checked inspection, which the demonstration tells of
School A, is told of Centre B: the rule on overlap (NĐ 217/2025 Điều 4) would rightly refuse a second one. Beside it
stand three units under check (to be extended and paused), three units whose plan is to be written, an officer with nine
dossiers who falls ill, and the dossiers of ``schools`` and ``results``.
"""

import os
from datetime import datetime, timedelta

import django

THEME, TITLE, INSTITUTION = "chuan-co-so", "Kiểm tra việc duy trì chuẩn tại trung tâm", "MH-02"

UNDER_CHECK, TO_PLAN = "Kiểm tra đội ngũ nhà giáo", "Kiểm tra việc công khai, thu chi tại ba đơn vị"
SICK, NINE = "chuyenvien2", "Kiểm tra đăng ký hoạt động, liên kết đào tạo"


def load() -> None:
    """Make the tables, then load the demonstration with that one change."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.core.management import call_command

    from inspections.management.demo import cases, people
    from inspections.management.demo.result_story import Ending
    from inspections.management.demo.story import Plot, Story
    from inspections.management.demo.timeline import Telling, moments
    from tests.browser import results, schools

    def half_checked(story: Story, now: datetime) -> Telling:
        plot = Plot(theme=THEME, title=TITLE, codes=(INSTITUTION,))
        begun = moments(now, last="gather_files", working_days_ago=3)
        case = yield from story.deeds(plot, until="gather_files", moment=begun)
        day = moments(now, last="conclude_items", working_days_ago=2)("conclude_items")
        yield day
        story.conclude_items(case, plot, day, share=0.5)
        for party in story.parties(case):
            story.ask(party, plot.lead, day + timedelta(hours=1), due_on=now.date())

    told_so_far = cases.proposed

    def proposed(story: Ending, now: datetime) -> Telling:
        yield from told_so_far(story, now)
        paper = story.on_paper()
        three = Plot(theme="nha-giao", title=UNDER_CHECK, codes=("MH-08", "MH-09", "MH-12"))
        paper.tell(three, until="begin_check", moment=moments(now, last="begin_check", working_days_ago=2))
        others = Plot(theme="cong-khai-thu-chi", title=TO_PLAN, codes=("MH-05", "MH-08", "MH-09"))
        paper.tell(
            others, until="issue_decision", moment=moments(now, last="issue_decision", working_days_ago=1)
        )
        for number in range(1, 10):
            one = Plot(theme="dang-ky-lien-ket", title=NINE, codes=(f"MH-{number:02}",), proposer=SICK)
            story.propose(one, now - timedelta(hours=number))
        yield from schools.told(story, now)
        yield from results.told(story, now)

    sick = people.Account(SICK, "Lương Thị Thanh Bình", "officer", "Chuyên viên")
    people.ACCOUNTS = (*people.ACCOUNTS, sick, *schools.ACCOUNTS, *results.ACCOUNTS)  # type: ignore[assignment]
    cases.half_checked, cases.proposed = half_checked, proposed
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_demo", verbosity=0)


if __name__ == "__main__":
    load()
