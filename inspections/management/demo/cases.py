"""The inspections of the demonstration: one at every place of the line, their days counted back from today."""

from collections.abc import Generator
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from inspections.actions import complaints
from inspections.enums import ComplaintKind, DispatchChannel, DocumentState, ExtensionGround, Ground
from inspections.management.demo import (
    delivery,
    endings,
    institution_side,
    interventions,
    register,
    team_side,
    words,
)
from inspections.management.demo.plot import Plot
from inspections.management.demo.result_story import Ending
from inspections.management.demo.story import Story
from inspections.management.demo.timeline import MINUTES_AGO, Telling, hour_of, moments, run
from inspections.models import Case, Document, Order

STANDARD = "Kiểm tra việc duy trì chuẩn cơ sở giáo dục nghề nghiệp"
DIPLOMAS = "Kiểm tra công tác in, quản lý, cấp phát văn bằng, chứng chỉ"
ADMISSION = "Kiểm tra công tác tuyển sinh"
BY_ORDER = "Công văn minh hoạ số 12 của Ủy ban nhân dân tỉnh về kiểm tra cơ sở giáo dục nghề nghiệp."
BY_PLAN = "Kế hoạch kiểm tra chuyên đề của Sở trong năm, danh mục kèm theo."


def tell_all(story: Ending, now: datetime) -> int:
    """Every inspection of the demonstration, deed after deed; returns how many there are."""
    tellings = (
        register.past_inspections,
        register.settings,
        delivery.word_template,
        institution_side.vault_of_school,
        endings.sealed_last_summer,
        endings.remedies_followed,
        endings.report_came_back,
        endings.result_for_the_director,
        signed_minutes,
        minutes_out_for_opinion,
        half_checked,
        announced,
        notified,
        plan_approved,
        plan_submitted,
        decided,
        signed_decision,
        decision_for_the_director,
        decision_for_the_deputy,
        reviewed,
        proposed,
        proposed_late,
        interventions.three_units,
        interventions.flooded,
        interventions.merged,
        interventions.entered_later,
        register.absence,
        delivery.contact_by_letter,
        delivery.arrivals,
    )
    run(telling(story, now) for telling in tellings)
    _print_what_waits(story)
    delivery.leave_news_unread(story)
    return Case.objects.roots().count()


def _print_what_waits(story: Story) -> None:
    """Papers that somebody is about to sign; the job worker prints those that are only read."""
    drafts = Document.objects.filter(body_sha256="", state=DocumentState.FOR_SIGNATURE)
    papers = drafts.filter(kind__in=("decision", "conduct_plan")) | drafts.filter(
        pk__in=Order.objects.values("document")
    )
    for number in papers.values_list("pk", flat=True):
        story.printer(number)


def _plot(theme: str, title: str, *codes: str, ground: str = Ground.PLAN, **rest: str) -> Plot:
    text = BY_PLAN if ground == Ground.PLAN else BY_ORDER
    return Plot(theme=theme, title=title, codes=codes, ground=ground, ground_text=text, **rest)  # type: ignore[arg-type]


def _tell(story: Story, now: datetime, plot: Plot, until: str, days: int) -> Generator[datetime, None, Case]:
    return story.deeds(plot, until=until, moment=moments(now, last=until, working_days_ago=days))


def proposed(story: Story, now: datetime) -> Telling:
    """A proposal whose review is late."""
    yield from _tell(story, now, _plot("tuyen-sinh", ADMISSION, "MH-04", "MH-05"), "propose", 7)


def proposed_late(story: Story, now: datetime) -> Telling:
    """A proposal of today, by the head of the section."""
    plot = _plot("chuan-co-so", STANDARD, "MH-09", ground=Ground.ORDER, proposer="truongphong")
    yield from _tell(story, now, plot, "propose", 0)


def reviewed(story: Story, now: datetime) -> Telling:
    """The team is named; nobody but one member has declared."""
    plot = replace(_plot("chuan-co-so", STANDARD, "MH-08"), confirmed=False)
    case = yield from _tell(story, now, plot, "nominate_team", 1)
    declared_at = now - timedelta(minutes=MINUTES_AGO)
    yield declared_at
    story.declare(case, "thanhvien1", declared_at)


def decision_for_the_director(story: Story, now: datetime) -> Telling:
    """A decision waits for the director."""
    yield from _tell(story, now, _plot("van-bang-chung-chi", DIPLOMAS, "MH-08"), "draft_decision", 0)


def decision_for_the_deputy(story: Story, now: datetime) -> Telling:
    """A decision waits for the deputy."""
    plot = _plot("chuan-co-so", STANDARD, "MH-11", ground=Ground.ORDER, issuer="phogiamdoc")
    yield from _tell(story, now, plot, "draft_decision", 1)


def signed_decision(story: Story, now: datetime) -> Telling:
    """The records clerk numbers and issues today."""
    plot = _plot("tuyen-sinh", ADMISSION, "MH-06", ground=Ground.ORDER)
    yield from _tell(story, now, plot, "sign_decision", 1)


def decided(story: Story, now: datetime) -> Telling:
    """The lead is about to submit the conduct plan."""
    plot = _plot("chuan-co-so", STANDARD, "MH-07")
    yield from _tell(story.on_paper(), now, plot, "issue_decision", 4)


def plan_submitted(story: Story, now: datetime) -> Telling:
    """A conduct plan waits for approval since two working days."""
    plot = _plot("chuan-co-so", STANDARD, "MH-05", "MH-04")
    yield from _tell(story.on_paper(), now, plot, "submit_conduct_plan", 2)


def plan_approved(story: Story, now: datetime) -> Telling:
    """The lead notifies the schedule."""
    plot = _plot("van-bang-chung-chi", DIPLOMAS, "MH-03")
    yield from _tell(story.on_paper(), now, plot, "approve_conduct_plan", 1)


def notified(story: Story, now: datetime) -> Telling:
    """Both institutions with accounts have a report to hand in, and have begun it."""
    plot = _plot("van-bang-chung-chi", DIPLOMAS, "MH-01", "MH-02")
    case = yield from _tell(story.on_paper(), now, plot, "notify_schedule", 1)
    school, centre = story.parties(case)
    yield from institution_side.reports_begun(story, school, centre, now)


def announced(story: Story, now: datetime) -> Telling:
    """The decision was announced yesterday; items are to be shared out."""
    plot = _plot("tuyen-sinh", ADMISSION, "MH-09")
    yield from _tell(story.on_paper(), now, plot, "announce_decision", 1)


def half_checked(story: Story, now: datetime) -> Telling:
    """School A: half of the items concluded, one finding, a request due today, an extension to be signed."""
    plot = _plot("tuyen-sinh", ADMISSION, "MH-01")
    case = yield from _tell(story, now, plot, "gather_files", 3)
    asked_at = hour_of(now, 3, 15, 30)
    yield asked_at
    ground = ExtensionGround.COMPLEX
    interventions.draft_extension(story, case, asked_at, days=5, ground=ground, reason=words.TWO_REGISTERS)
    day = moments(now, last="conclude_items", working_days_ago=2)("conclude_items")
    yield day
    story.conclude_items(case, plot, day, share=0.5)
    yield day + timedelta(hours=1)
    [party] = story.parties(case)
    due = story.ask(party, "truongdoan", day + timedelta(hours=1), due_on=timezone.localtime(now).date())
    yield day + timedelta(hours=2)
    six = institution_side.asked_for_six(story, party, plot, day + timedelta(hours=2))
    yield from institution_side.reused_once(story, party, plot, now)
    yield from institution_side.shared_out(story, six, now)
    yield from _petitioned(story, party, now)
    yield from institution_side.files_changed(story, party, now)
    yield from institution_side.asked_for_more_time(story, due, now)


def _petitioned(story: Story, party: Case, now: datetime) -> Telling:
    petitioned_at = hour_of(now, 1, 15, 30)
    yield petitioned_at
    complaints.hand_in_complaint(
        party,
        by=story.user("truonga-hieutruong"),
        now=petitioned_at,
        kind=ComplaintKind.PETITION,
        summary=words.PETITION,
    )


def minutes_out_for_opinion(story: Story, now: datetime) -> Telling:
    """Centre B reads the draft minutes with two findings."""
    plot = _plot("tuyen-sinh", ADMISSION, "MH-02")
    case = yield from _tell(story.on_paper(), now, plot, "gather_files", 3)
    day = moments(now, last="draft_minutes", working_days_ago=1)
    yield day("conclude_items")
    story.conclude_items(case, plot, day("conclude_items"), short=2)
    yield day("draft_minutes")
    story.draft_minutes(case, plot, day("draft_minutes"))
    yield from team_side.meeting(story, story.parties(case)[0], now)


def signed_minutes(story: Story, now: datetime) -> Telling:
    """A finished inspection, with everything in its place; a parent's remark on it is to be answered soon."""
    case = yield from _tell(story, now, _plot("chuan-co-so", STANDARD, "MH-01"), "sign_minutes", 12)
    received_at = hour_of(now, 9, 10, 20)
    yield received_at
    complaints.record_complaint(
        story.parties(case)[0],
        by=story.user("chuyenvien"),
        now=received_at,
        kind=ComplaintKind.FEEDBACK,
        number_in=words.INCOMING_NUMBER,
        received_on=timezone.localtime(received_at).date(),
        from_whom=words.A_PARENT,
        summary=words.FEEDBACK,
    )
    yield hour_of(now, 8, 8)
    delivery.sent_out(story, case, DispatchChannel.AXIS, hour_of(now, 8, 8), arrived=True)
    yield from team_side.correction(story, story.parties(case)[0], now)
