"""Two dossiers of the demonstration whose minutes are signed, played on in the browser: its report, its remedies.

The report of the first is to be drafted; the result of the second was issued to a unit whose head has an account.
"""

from datetime import datetime

from inspections.management.demo import people
from inspections.management.demo.endings import AUTUMN
from inspections.management.demo.plot import Plot
from inspections.management.demo.result_story import Ending
from inspections.management.demo.timeline import Telling, hour_of, moments
from inspections.rules.roles import Role

REPORT_TITLE = "Kiểm tra liên kết đào tạo, chờ báo cáo kết quả"
REMEDY_TITLE = "Kiểm tra cấp phát văn bằng, chờ khắc phục"
UNIT, HEAD = "MH-09", "truonge-hieutruong"
ACCOUNTS = (people.Account(HEAD, "Đàng Năng Thọ", Role.INSTITUTION_HEAD, "Hiệu trưởng", UNIT),)
TO_DRAFT = ("draft_results",)
ISSUED = tuple(AUTUMN)[: tuple(AUTUMN).index("issue_result") + 1]


def told(story: Ending, now: datetime) -> Telling:
    """Both dossiers up to where the tests take over."""
    paper = story.on_paper()
    report = Plot(theme="dang-ky-lien-ket", title=REPORT_TITLE, codes=("MH-04",))
    yield from _to_the_minutes(paper, report, now, short=1)
    remedy = Plot(theme="van-bang-chung-chi", title=REMEDY_TITLE, codes=(UNIT,), heads={UNIT: HEAD})
    yield from _to_the_minutes(paper, remedy, now, short=2)


def _to_the_minutes(story: Ending, plot: Plot, now: datetime, *, short: int) -> Telling:
    """So many items of the unit fall short; what follows is drafted, or issued where more than one does."""
    moment = moments(now, last="sign_minutes", working_days_ago=4)
    case = yield from story.deeds(plot, until="gather_files", moment=moment)
    yield moment("conclude_items")
    story.conclude_items(case, plot, moment("conclude_items"), short=short)
    for deed in ("draft_minutes", "give_opinion", "confirm_minutes", "sign_minutes"):
        yield moment(deed)
        getattr(story, deed)(case, plot, moment(deed))
    deeds = ISSUED if short > 1 else TO_DRAFT
    for place, deed in enumerate(deeds):
        at = hour_of(now, 2, 9, place * 5)
        yield at
        getattr(story, deed)(case, plot, at)
