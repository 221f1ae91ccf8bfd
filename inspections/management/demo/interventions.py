"""Inspections in which something happens: extended, paused, ended for one unit, entered after the paper decision."""

from datetime import datetime, timedelta

from django.utils import timezone

from inspections.actions import diary, institutions, order_drafts, orders, referrals, sources, urgent
from inspections.enums import DispatchChannel, ExtensionGround, Ground, ReferralKind, TerminationCause
from inspections.management.demo import delivery, team_side, words
from inspections.management.demo.paper import incoming
from inspections.management.demo.plot import Plot, Unit
from inspections.management.demo.story import Story
from inspections.management.demo.timeline import MINUTES_AGO, Telling, day_before, hour_of, moments
from inspections.models import Case, NumberSeries, Order
from inspections.models.inputs import ALL_ON_SITE, ALL_REMOTE, PaperDecision, PaperPlan, UrgentMatter

TEACHERS = "Kiểm tra đội ngũ nhà giáo, cán bộ quản lý tại ba đơn vị"
MONEY = "Kiểm tra việc công khai, thu chi"
LINKS = "Kiểm tra việc đăng ký hoạt động, liên kết đào tạo"
AT_ONCE = "Kiểm tra ngay việc tuyển sinh khi chưa được cấp phép"
LEAD, OTHER_LEAD, DIRECTOR, CLERK = "truongdoan", "chuyenvien", "giamdoc", "vanthu"


def draft_extension(
    story: Story, case: Case, now: datetime, *, days: int, ground: str, reason: str, lead: str = LEAD
) -> Order:
    """The lead asks for more days."""
    return order_drafts.draft_extension(
        case, by=story.user(lead), now=now, days=days, ground=ground, reason=reason
    )


def sign(story: Story, order: Order, now: datetime) -> None:
    """The director signs."""
    story.print_to_sign(order.case, order.kind)
    orders.sign_order(order.case, by=story.user(DIRECTOR), now=now, order=order, signing=story.signing())


def issue(story: Story, order: Order, now: datetime) -> None:
    """The records clerk puts the paper in force."""
    on = timezone.localtime(now).date()
    clerk = story.user(CLERK)
    orders.issue_order(order.case, by=clerk, now=now, order=order, on=on, agency_signing=story.sealing())


def three_units(story: Story, now: datetime) -> Telling:
    """Three units under one decision, from afar, mixed and on site; extended once; a matter for others noted."""
    plot = Plot(
        theme="nha-giao",
        title=TEACHERS,
        codes=("MH-02", "MH-04", "MH-05"),
        ground_text=words.PLAN_LINE,
        units={
            "MH-02": Unit(ALL_REMOTE, 5, 6),
            "MH-04": Unit(first=6, last=7),
            "MH-05": Unit(ALL_ON_SITE, 7, 8),
        },
        seen=2,
    )
    begun = moments(now, last="begin_check", working_days_ago=4)
    case = yield from story.deeds(plot, until="begin_check", moment=begun)
    remote, mixed, _on_site = story.parties(case)
    paper = story.on_paper()

    at = hour_of(now, 3, 9)
    yield at
    ground = ExtensionGround.HARD_TO_REACH
    order = draft_extension(story, case, at, days=3, ground=ground, reason=words.FAR_APART)
    yield at + timedelta(hours=1)
    sign(paper, order, at + timedelta(hours=1))
    asked = yield from team_side.asked_by_letter(story, mixed, now)
    yield at + timedelta(hours=5)
    issue(paper, order, at + timedelta(hours=5))
    yield from team_side.own_sheets(story, case, now)
    yield hour_of(now, 2, 8)
    delivery.sent_out(story, case, DispatchChannel.QLVB, hour_of(now, 2, 8), arrived=False)
    yield from _day_out(story, case, mixed, now)
    yield from _matters_for_others(story, case, mixed, now)
    yield from team_side.answered_by_letter(story, asked, now)
    at = hour_of(now, 1, 16, 30)
    yield at
    text = words.DIARY_REMOTE % {"institution": remote.institution}
    diary.write_diary(case, by=story.user("thanhvien2"), now=at, on=day_before(now, 1), text=text)


def _day_out(story: Story, case: Case, party: Case, now: datetime) -> Telling:
    """The team goes to one unit, sees what must be seen there, and writes its diary in the evening."""
    at = hour_of(now, 2, 15)
    yield at
    seen = party.answers.select_related("item__act", "assigned_to").filter(method="on_site")
    story.judge(party, list(seen.order_by("item__position")), at, short=1)
    yield from team_side.photographed(story, party, now)
    at = hour_of(now, 2, 16, 40)
    yield at
    day = day_before(now, 2)
    for name, text in ((LEAD, words.DIARY_LEAD), ("thanhvien1", words.DIARY_MEMBER)):
        diary.write_diary(case, by=story.user(name), now=at, on=day, text=text)


def _matters_for_others(story: Story, case: Case, party: Case, now: datetime) -> Telling:
    """What the team may not settle itself, and what only two people may read."""
    at = hour_of(now, 1, 9, 30)
    yield at
    referrals.note_referral(
        party,
        by=story.user(LEAD),
        now=at,
        kind=ReferralKind.ASK_INSPECTORATE,
        facts_text=words.BEYOND_US,
        legal_basis=words.BEYOND_US_BASIS,
    )
    at += timedelta(hours=1)
    yield at
    reader = story.user("truongphong")
    sources.record_source(case, by=story.user(DIRECTOR), now=at, text=words.SOURCE, reader=reader)


def flooded(story: Story, now: datetime) -> Telling:
    """The road to the unit is cut off: the inspection is paused."""
    plot = Plot(
        theme="cong-khai-thu-chi",
        title=MONEY,
        codes=("MH-12",),
        ground_text=words.PLAN_LINE,
        lead=OTHER_LEAD,
    )
    paper = story.on_paper()
    begun = moments(now, last="begin_check", working_days_ago=4)
    case = yield from paper.deeds(plot, until="begin_check", moment=begun)
    at = hour_of(now, 2, 9)
    yield at
    order = order_drafts.draft_pause(
        case, by=story.user(OTHER_LEAD), now=at, from_on=day_before(now, 2), reason=words.FLOOD
    )
    yield at + timedelta(hours=1)
    sign(paper, order, at + timedelta(hours=1))
    yield at + timedelta(hours=5)
    issue(paper, order, at + timedelta(hours=5))


def merged(story: Story, now: datetime) -> Telling:
    """One of two units is merged: ended for it, more days asked for the other; the clerk has the number to give."""
    plot = Plot(
        theme="dang-ky-lien-ket",
        title=LINKS,
        codes=("MH-09", "MH-10"),
        ground=Ground.ORDER,
        ground_text=words.LINKS_ORDER,
        lead=OTHER_LEAD,
    )
    paper = story.on_paper()
    begun = moments(now, last="begin_check", working_days_ago=2)
    case = yield from paper.deeds(plot, until="begin_check", moment=begun)
    _goes_on, gone = story.parties(case)
    at = hour_of(now, 1, 8)
    yield at
    institutions.end_institution(
        story.cast.institutions["MH-10"],
        by=story.user("quantri"),
        now=at,
        from_on=day_before(now, 1),
        basis=words.MERGER,
        successor=story.cast.institutions["MH-11"],
    )
    at = hour_of(now, 1, 9)
    yield at
    end = order_drafts.draft_party_termination(
        gone, by=story.user(OTHER_LEAD), now=at, cause=TerminationCause.GONE, reason=words.MERGED
    )
    yield at + timedelta(minutes=20)
    more = draft_extension(
        story,
        case,
        at + timedelta(minutes=20),
        days=5,
        ground=ExtensionGround.COMPLEX,
        reason=words.FILES_LEFT,
        lead=OTHER_LEAD,
    )
    yield at + timedelta(hours=1)
    sign(paper, end, at + timedelta(hours=1))
    sign(story, more, at + timedelta(hours=1))
    yield at + timedelta(hours=5)
    issue(paper, end, at + timedelta(hours=5))


def entered_later(story: Story, now: datetime) -> Telling:
    """«Kiểm tra ngay»: signed on paper the working day before, entered a short while ago, as the rule allows."""
    at = now - timedelta(minutes=MINUTES_AGO)
    yield at
    decision = _paper_decision(story, at)
    urgent.open_urgent(
        by=story.user("chuyenvien"),
        now=at,
        department=story.cast.department,
        matter=_matter(story, at),
        decision=decision,
        plan=PaperPlan(decision.signed_at + timedelta(hours=1), words.SIGNS_PLACE, decision.signing),
    )


def _paper_decision(story: Story, now: datetime) -> PaperDecision:
    at = hour_of(now, 1, 15, 30)
    series = f"{story.cast.department.code}:"
    used = NumberSeries.objects.filter(name__startswith=series, year=at.year).first()
    return PaperDecision(
        signed_at=at,
        number=used.last + 1 if used else 1,
        capacity=story.cast.capacity(DIRECTOR),
        signing=story.on_paper().signing(),
    )


def _matter(story: Story, now: datetime) -> UrgentMatter:
    today = timezone.localtime(now).date()
    return UrgentMatter(
        title=AT_ONCE,
        ground_text=words.SIGNS,
        ground_files=[incoming(words.SIGNS_FILE, story.file_content)],
        institutions=[story.cast.institutions["MH-03"]],
        checklist_version=story.cast.checklists["tuyen-sinh"],
        period_from=today - timedelta(days=120),
        period_to=today - timedelta(days=1),
        limit_days=5,
        lead=story.user(LEAD),
        members=[story.user("thanhvien1")],
        conflict_free=True,
    )
