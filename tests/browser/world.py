"""The demonstration for the tests in the browser: where School A is free for a new inspection of its admissions.

Run as a program of its own before the product starts. The half-checked inspection, which the demonstration tells of
School A, is told of Centre B: the rule on overlap (NĐ 217/2025 Điều 4) would rightly refuse a second one.
"""

import os
from datetime import datetime, timedelta

import django

THEME, TITLE, INSTITUTION = "chuan-co-so", "Kiểm tra việc duy trì chuẩn tại trung tâm", "MH-02"


def load() -> None:
    """Make the tables, then load the demonstration with that one change."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.core.management import call_command

    from inspections.management.demo import cases
    from inspections.management.demo.story import Plot, Story

    def half_checked(story: Story, now: datetime) -> None:
        plot = Plot(theme=THEME, title=TITLE, codes=(INSTITUTION,))
        begun = cases.moments(now, last="gather_files", working_days_ago=3)
        case = story.tell(plot, until="gather_files", moment=begun)
        day = cases.moments(now, last="conclude_items", working_days_ago=2)("conclude_items")
        story.conclude_items(case, plot, day, share=0.5)
        for party in story.parties(case):
            story.ask(party, plot.lead, day + timedelta(hours=1), due_on=now.date())

    cases.half_checked = half_checked
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_demo", verbosity=0)


if __name__ == "__main__":
    load()
