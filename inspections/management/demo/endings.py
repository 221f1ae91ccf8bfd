"""Inspections of the demonstration after their minutes: result, remedies, sealed dossier; days counted back from today."""

from collections.abc import Callable, Generator, Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone

from inspections.actions import later_dates, remedy_reports, remedy_reviews, urging
from inspections.enums import RemedyOutcome
from inspections.management.demo import result_words as words
from inspections.management.demo.plot import Plot
from inspections.management.demo.result_story import Ending
from inspections.management.demo.timeline import MINUTES_AGO, Telling, hour_of, moments
from inspections.models import Case
from inspections.models.inputs import RemedyInput
from inspections.rules.follow_up import Judgement

SUMMER: Mapping[str, int] = {
    "draft_results": 95,
    "draft_result_report": 95,
    "submit_result_report": 94,
    "approve_result_report": 93,
    "sign_result_report": 92,
    "sign_result": 91,
    "issue_result": 90,
    "submit_remedy_plan": 87,
    "report_remedy": 77,
    "review_remedy": 75,
    "confirm_remedy": 73,
    "propose_closing": 71,
    "seal_dossier": 69,
}
AUTUMN: Mapping[str, int] = {
    "draft_results": 39,
    "draft_result_report": 39,
    "submit_result_report": 38,
    "approve_result_report": 37,
    "sign_result_report": 36,
    "sign_result": 35,
    "issue_result": 34,
    "submit_remedy_plan": 31,
}
LATELY: Mapping[str, int] = {
    "draft_results": 6,
    "draft_result_report": 6,
    "submit_result_report": 5,
    "return_result_report": 4,
}
OF_THE_DAY: Mapping[str, int] = {
    "draft_results": 5,
    "draft_result_report": 5,
    "submit_result_report": 4,
    "approve_result_report": 2,
    "sign_result_report": 1,
}


def _days(now: datetime, ago: Mapping[str, int]) -> Callable[[str], datetime]:
    """Each deed on its working day before today; deeds of one day follow each other."""
    places = list(ago)

    def moment(deed: str) -> datetime:
        return hour_of(now, ago[deed], 9, places.index(deed) * 2)

    return moment


def _until_minutes(
    story: Ending, now: datetime, plot: Plot, *, days: int, short: int = 1
) -> Generator[datetime, None, Case]:
    """To the signed minutes; so many items of each unit fall short."""
    moment = moments(now, last="sign_minutes", working_days_ago=days)
    case = yield from story.deeds(plot, until="gather_files", moment=moment)
    yield moment("conclude_items")
    story.conclude_items(case, plot, moment("conclude_items"), short=short)
    for deed in ("draft_minutes", "give_opinion", "confirm_minutes", "sign_minutes"):
        yield moment(deed)
        getattr(story, deed)(case, plot, moment(deed))
    return case


def sealed_last_summer(story: Ending, now: datetime) -> Telling:
    """School A mended what was found; every paper is printed and the dossier is sealed."""
    plot = Plot(theme="nha-giao", codes=("MH-01",), title="Kiểm tra việc sử dụng nhà giáo, cán bộ quản lý")
    told = story.on_paper()
    case = yield from _until_minutes(told, now, plot, days=97)
    moment = _days(now, SUMMER)
    yield from told.end(case, plot, until="confirm_remedy", moment=moment)
    yield moment("propose_closing")
    story.print_dossier(case)
    for deed in ("propose_closing", "seal_dossier"):
        yield moment(deed)
        getattr(told, deed)(case, plot, moment(deed))


def remedies_followed(story: Ending, now: datetime) -> Telling:
    """School A mends in part, centre B has reported, a third unit is late and was urged."""
    title = "Kiểm tra việc công khai, thu chi"
    plot = Plot(theme="cong-khai-thu-chi", codes=("MH-01", "MH-02", "MH-04"), title=title)
    told = story.on_paper()
    case = yield from _until_minutes(told, now, plot, days=40, short=2)
    yield from told.end(case, plot, until="submit_remedy_plan", moment=_days(now, AUTUMN))
    school, centre, late = told.parties(case)
    yield from _later_date(told, school, now)
    yield from _handed_in(told, school, now, ago=16)
    yield hour_of(now, 13, 10)
    _mended_in_part(told, school, now)
    yield from _handed_in(told, centre, now, ago=2)
    urged_at = hour_of(now, 1, 7, 5)
    yield urged_at
    urging.urge_remedies(today=timezone.localtime(urged_at).date(), now=urged_at)


def _later_date(story: Ending, school: Case, now: datetime) -> Telling:
    """The school asked for a later day for its second item, and was granted it."""
    asked_at, item = hour_of(now, 25, 9), story.items_of(school)[1]
    yield asked_at
    until = item.due_on + timedelta(days=60)
    head, director = story.user("truonga-hieutruong"), story.user("giamdoc")
    later_dates.ask_later_date(
        school, by=head, now=asked_at, item_id=item.pk, until_on=until, reason=words.LATER_REASON
    )
    yield asked_at + timedelta(hours=5)
    wish = item.later_dates.get()
    later_dates.decide_later_date(
        school,
        by=director,
        now=asked_at + timedelta(hours=5),
        wish_id=wish.pk,
        grant=True,
        granted_on=until,
        decision=words.LATER_GRANTED,
    )


def _handed_in(story: Ending, unit: Case, now: datetime, *, ago: int) -> Telling:
    """The head hands in what the unit did about everything."""
    at = hour_of(now, ago, 15)
    yield at
    head = story.user({"MH-01": "truonga-hieutruong", "MH-02": "trungtamb-giamdoc"}[story.code_of(unit)])
    done: date = timezone.localtime(at).date()
    entries = {item.pk: RemedyInput(words.MEASURE, done, [story.proof()]) for item in story.items_of(unit)}
    remedy_reports.report_remedy(unit, by=head, now=at, entries=entries)


def _mended_in_part(story: Ending, school: Case, now: datetime) -> None:
    at = hour_of(now, 13, 10)
    first, second = story.items_of(school)[:2]
    due = timezone.localtime(now).date() + timedelta(days=9)
    judgements = {
        first.pk: Judgement(RemedyOutcome.FIXED, words.FIXED),
        second.pk: Judgement(RemedyOutcome.PARTLY, words.PARTLY, max(due, second.due_on)),
    }
    remedy_reviews.review_remedy(school, by=story.user("chuyenvien"), now=at, judgements=judgements)


def report_came_back(story: Ending, now: datetime) -> Telling:
    """The lead has two remarks to answer."""
    plot = Plot(theme="chuan-co-so", codes=("MH-12",), title="Kiểm tra việc duy trì chuẩn cơ sở (cộng đồng)")
    told = story.on_paper()
    case = yield from _until_minutes(told, now, plot, days=7)
    moment = _days(now, LATELY)
    yield from told.end(case, plot, until="submit_result_report", moment=moment)
    yield moment("return_result_report")
    told.return_result_report(case, plot, moment("return_result_report"))


def result_for_the_director(story: Ending, now: datetime) -> Telling:
    """Notices and requests wait for one signature of the director."""
    plot = Plot(codes=("MH-05", "MH-08"), title="Kiểm tra công tác tuyển sinh (giáo dục thường xuyên)")
    told = story.on_paper()
    case = yield from _until_minutes(told, now, plot, days=6)
    yield from told.end(case, plot, until="sign_result_report", moment=_days(now, OF_THE_DAY))
    yield now - timedelta(minutes=MINUTES_AGO)
    story.print_for_signing(case)
