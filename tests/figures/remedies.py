"""The unit mends by forms: its plan, a draft with files, the print, a later day, then all of it handed in."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from inspections.management.demo.story import Plot
from inspections.models import Case, LaterDate
from tests.factories.orders import told_until_now
from tests.factories.remedies import ask_to_mend, items_of
from tests.figures.browsing import scan, step_url

if TYPE_CHECKING:
    from tests.figures.test_steps import Life

# The report as it came in and its receipt are two papers; an older print and the files of an older draft give way.
MOST_FOR_TWO_PAPERS = 32
WORDS = "Đã bổ sung, niêm yết."
HEAD, HEADS_CLERK, DIRECTOR = "truonga-hieutruong", "truonga-canbo", "giamdoc"


def asked_to_mend(life: "Life") -> Case:
    """A party whose request to remedy was issued just now."""
    case = told_until_now(life.cast, "sign_minutes", Plot(theme="chuan-co-so"))
    return ask_to_mend(case.children.get(), life.cast, now=timezone.now())


def mend(life: "Life", party: Case) -> None:
    """From the plan to the report of the head."""
    items = items_of(party)
    day = f"{timezone.localdate() + timedelta(days=9):%d/%m/%Y}"
    plan = {f"person_{row.pk}": WORDS for row in items} | {f"steps_{row.pk}": WORDS for row in items}
    url = step_url(party, "submit_remedy_plan")
    life.send("submit_remedy_plan", HEADS_CLERK, url, **plan, **{f"day_{row.pk}": day for row in items})
    said: dict[str, Any] = {f"measure_{row.pk}": WORDS for row in items}
    files = {f"files_{row.pk}": scan() for row in items}
    life.send("save_remedy_report", HEADS_CLERK, step_url(party, "save_remedy_report"), **said, **files)
    life.send("print_remedy_report", HEADS_CLERK, step_url(party, "print_remedy_report"), document=True)
    later = f"{items[0].due_on + timedelta(days=5):%d/%m/%Y}"
    url = step_url(party, "ask_later_date", items[0].pk)
    life.send("ask_later_date", HEADS_CLERK, url, until_on=later, reason=WORDS)
    wish = LaterDate.objects.get(item=items[0])
    life.send("decide_later_date", DIRECTOR, step_url(party, "decide_later_date", wish.pk), grant="yes")
    files = {f"files_{row.pk}": scan() for row in items}
    life.send("report_remedy", HEAD, step_url(party, "report_remedy"), document=True, **said, **files)
    statements, _most = life.counts["report_remedy"]
    life.counts["report_remedy"] = (statements, MOST_FOR_TWO_PAPERS)
