"""The inspections of the demonstration: one at every place of the line, their days counted back from today."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from django.utils import timezone

from inspections.enums import DocumentState, Ground
from inspections.management.demo.story import DEEDS, Plot, Story
from inspections.models import Case, Document
from inspections.queries.deadlines import work_calendar

MINUTES_AGO = 30
STANDARD = "Kiểm tra việc duy trì chuẩn cơ sở giáo dục nghề nghiệp"
DIPLOMAS = "Kiểm tra công tác in, quản lý, cấp phát văn bằng, chứng chỉ"
ADMISSION = "Kiểm tra công tác tuyển sinh"
BY_ORDER = "Công văn minh hoạ số 12 của Ủy ban nhân dân tỉnh về kiểm tra cơ sở giáo dục nghề nghiệp."
BY_PLAN = "Kế hoạch kiểm tra chuyên đề của Sở trong năm, danh mục kèm theo."


def moments(now: datetime, *, last: str, working_days_ago: int) -> Callable[[str], datetime]:
    """Two deeds a working day, in the morning and the afternoon; the last one so many working days ago."""
    today = timezone.localtime(now).date()
    calendar, end = work_calendar(today), DEEDS.index(last)

    def moment(deed: str) -> datetime:
        half_days = end - DEEDS.index(deed)
        if working_days_ago == 0 and half_days == 0:
            return now - timedelta(minutes=MINUTES_AGO)
        if working_days_ago == 0:
            half_days += 1
        day = calendar.add_working_days(today, -(working_days_ago + half_days // 2))
        hour = time(9, 10) if half_days % 2 else time(14, 20)
        return timezone.make_aware(datetime.combine(day, hour))

    return moment


def tell_all(story: Story, now: datetime) -> int:
    """Every inspection of the demonstration; returns how many there are."""
    endings = (
        signed_minutes,
        minutes_out_for_opinion,
        half_checked,
        announced,
        notified,
        plan_approved,
        plan_submitted,
        decided,
        signed_decision,
        drafted_decisions,
        reviewed,
        proposed,
    )
    for ending in endings:
        ending(story, now)
    waiting = Document.objects.filter(body_sha256="").exclude(state=DocumentState.REPLACED)
    for number in waiting.values_list("pk", flat=True):
        story.printer(number)
    return Case.objects.roots().count()


def _plot(theme: str, title: str, *codes: str, ground: str = Ground.PLAN, **rest: str) -> Plot:
    text = BY_PLAN if ground == Ground.PLAN else BY_ORDER
    return Plot(theme=theme, title=title, codes=codes, ground=ground, ground_text=text, **rest)  # type: ignore[arg-type]


def _tell(story: Story, now: datetime, plot: Plot, until: str, days: int) -> Case:
    return story.tell(plot, until=until, moment=moments(now, last=until, working_days_ago=days))


def proposed(story: Story, now: datetime) -> None:
    """Two proposals: one whose review is late, one of today by the head of the section."""
    _tell(story, now, _plot("tuyen-sinh", ADMISSION, "MH-04", "MH-05"), "propose", 7)
    late = _plot("chuan-co-so", STANDARD, "MH-11", ground=Ground.ORDER, proposer="truongphong")
    _tell(story, now, late, "propose", 0)


def reviewed(story: Story, now: datetime) -> None:
    """The team is named; nobody but one member has declared."""
    plot = replace(_plot("chuan-co-so", STANDARD, "MH-08"), confirmed=False)
    case = _tell(story, now, plot, "nominate_team", 1)
    story.declare(case, "thanhvien1", now - timedelta(minutes=MINUTES_AGO))


def drafted_decisions(story: Story, now: datetime) -> None:
    """One decision waits for the director, one for the deputy."""
    _tell(story, now, _plot("van-bang-chung-chi", DIPLOMAS, "MH-12"), "draft_decision", 0)
    second = _plot("chuan-co-so", STANDARD, "MH-10", ground=Ground.ORDER, issuer="phogiamdoc")
    _tell(story, now, second, "draft_decision", 1)


def signed_decision(story: Story, now: datetime) -> None:
    """The records clerk numbers and issues today."""
    _tell(story, now, _plot("tuyen-sinh", ADMISSION, "MH-06", ground=Ground.ORDER), "sign_decision", 1)


def decided(story: Story, now: datetime) -> None:
    """The lead is about to submit the conduct plan."""
    _tell(story, now, _plot("chuan-co-so", STANDARD, "MH-07"), "issue_decision", 4)


def plan_submitted(story: Story, now: datetime) -> None:
    """A conduct plan waits for approval since two working days."""
    _tell(story, now, _plot("chuan-co-so", STANDARD, "MH-05", "MH-04"), "submit_conduct_plan", 2)


def plan_approved(story: Story, now: datetime) -> None:
    """The lead notifies the schedule."""
    _tell(story, now, _plot("van-bang-chung-chi", DIPLOMAS, "MH-03"), "approve_conduct_plan", 1)


def notified(story: Story, now: datetime) -> None:
    """Both institutions with accounts have a report to hand in."""
    _tell(story, now, _plot("van-bang-chung-chi", DIPLOMAS, "MH-01", "MH-02"), "notify_schedule", 1)


def announced(story: Story, now: datetime) -> None:
    """The decision was announced yesterday; items are to be shared out."""
    _tell(story, now, _plot("tuyen-sinh", ADMISSION, "MH-09"), "announce_decision", 1)


def half_checked(story: Story, now: datetime) -> None:
    """School A: half of the items concluded, one finding, and a request whose answer is due today."""
    plot = _plot("tuyen-sinh", ADMISSION, "MH-01")
    case = _tell(story, now, plot, "gather_files", 3)
    day = moments(now, last="conclude_items", working_days_ago=2)("conclude_items")
    story.conclude_items(case, plot, day, share=0.5)
    for party in story.parties(case):
        story.ask(party, "truongdoan", day + timedelta(hours=1), due_on=timezone.localtime(now).date())


def minutes_out_for_opinion(story: Story, now: datetime) -> None:
    """Centre B reads the draft minutes with two findings."""
    plot = _plot("tuyen-sinh", ADMISSION, "MH-02")
    case = _tell(story, now, plot, "gather_files", 3)
    day = moments(now, last="draft_minutes", working_days_ago=1)
    story.conclude_items(case, plot, day("conclude_items"), short=2)
    story.draft_minutes(case, plot, day("draft_minutes"))


def signed_minutes(story: Story, now: datetime) -> None:
    """A finished inspection, with everything in its place."""
    _tell(story, now, _plot("chuan-co-so", STANDARD, "MH-01"), "sign_minutes", 12)
