"""«Thời hạn»: one sentence and one printable timeline for each dated limit, and nothing internal for the school."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.kinds import PartyStage
from inspections.management.demo.people import Cast
from inspections.models import Case, CaseRule, InspectionDetails, InspectionPause, Order, Rule
from inspections.queries.deadlines import inspection_limit, work_calendar
from tests.actions.conftest import cast as cast
from tests.factories.cases import case_after, party_at
from tests.figures.browsing import browser_of
from tests.figures.counting import counted

pytestmark = pytest.mark.django_db

ANNOUNCED = date(2026, 11, 7)
MOST = 22


@pytest.fixture
def party(cast: Cast) -> Case:
    """A party whose draft minutes wait for its opinion."""
    return party_at(cast, PartyStage.MINUTES_DRAFTED)


def page(browser: Client, case: Case, slug: str = "") -> str:
    """The list of limits of a case, or one of them."""
    url = reverse("deadline", args=[case.pk, slug]) if slug else reverse("deadlines", args=[case.pk])
    answer = browser.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def pause(root: Case, first: date, last: date | None) -> InspectionPause:
    """A pause on record, as a decision makes it."""
    by = root.lead
    assert by is not None
    order = Order.objects.create(
        case=root, kind="pause", reason="Bão, đường bị chia cắt", drafted_at=timezone.now(), drafted_by=by
    )
    return InspectionPause.objects.create(
        case=root, from_on=first, until_on=last, reason="Bão, đường bị chia cắt", order=order
    )


def details_of(party: Case) -> InspectionDetails:
    assert party.parent is not None
    return party.parent.inspection_details


def test_the_list_tells_every_limit_of_a_party_in_one_sentence_each(cast: Cast, party: Case) -> None:
    text = page(browser_of(cast.people["truongdoan"]), party)
    for label in (
        "Thời hạn kiểm tra",
        "Thông báo lịch trước ngày công bố quyết định",
        "Nộp báo cáo theo đề cương",
        "Trả lời phiếu yêu cầu số 1",
        "Đơn vị giải trình, nêu ý kiến về dự thảo biên bản",
    ):
        assert f">{label}</a>" in text
    end_on = details_of(party).limit_end_on
    assert f"đến hết ngày {end_on:%d/%m/%Y}, theo khoản 2 Điều 13 Nghị định 217/2025/NĐ-CP." in text


def test_the_list_tells_every_limit_of_the_inspection(cast: Cast, party: Case) -> None:
    root = party.parent
    assert root is not None
    text = page(browser_of(cast.people["truongdoan"]), root)
    for label in (
        "Thời hạn kiểm tra",
        "Rà soát trùng lặp",
        "Trình kế hoạch tiến hành kiểm tra sau khi ban hành quyết định",
        "Phê duyệt kế hoạch tiến hành kiểm tra",
    ):
        assert f">{label}</a>" in text


def test_the_school_sees_the_limit_and_its_own_due_days_but_no_internal_day(cast: Cast, party: Case) -> None:
    browser = browser_of(cast.people["truonga-hieutruong"])
    text = page(browser, party)
    assert "Thời hạn kiểm tra" in text and "Trả lời phiếu yêu cầu số 1" in text
    assert "Thông báo lịch trước" not in text
    assert browser.get(reverse("deadline", args=[party.pk, "thong-bao-lich"])).status_code == 404
    assert "Hồ sơ giữ" not in page(browser, party, "kiem-tra")


def test_a_limit_has_its_steps_its_days_and_both_readings_of_the_word_day(cast: Cast, party: Case) -> None:
    text = page(browser_of(cast.people["truongdoan"]), party, "kiem-tra")
    limit = inspection_limit(details_of(party), [], work_calendar(ANNOUNCED))
    for step in limit.steps:
        assert step in text
    assert "Tính mọi ngày, kể cả ngày nghỉ" in text and "Tính ngày làm việc" in text
    assert '<td class="day-start">' in text and '<td class="day-end">' in text
    assert "ngày 10" in text


def test_an_extension_and_a_pause_are_printed_with_the_days_they_add(cast: Cast, party: Case) -> None:
    details = details_of(party)
    details.extension_days = 5
    details.save()
    assert party.parent is not None and details.announced_on is not None
    stood = pause(party.parent, date(2026, 11, 9), date(2026, 11, 11))
    limit = inspection_limit(details, [stood], work_calendar(details.announced_on))
    text = page(browser_of(cast.people["truongdoan"]), party, "kiem-tra")
    assert "gia hạn 5 ngày, cộng 3 ngày tạm dừng" in text
    assert f"Đến hết ngày {limit.end_on:%d/%m/%Y}" in text
    assert "Đủ thời hạn ban đầu" in text and "Đủ thời hạn đã gia hạn" in text
    assert '<td class="day-paused">' in text


def test_trap_07_where_the_case_keeps_the_rule_that_the_clock_runs_the_pause_adds_nothing(
    cast: Cast, party: Case
) -> None:
    assert party.parent is not None
    pause(party.parent, date(2026, 11, 9), date(2026, 11, 11))
    browser = browser_of(cast.people["truongdoan"])
    stopped = page(browser, party, "kiem-tra")
    CaseRule.objects.filter(case=party.parent, key="inspection.pause_stops_clock").update(value="false")
    running = page(browser, party, "kiem-tra")
    assert "cộng 3 ngày tạm dừng" in stopped
    assert "cộng 3 ngày tạm dừng" not in running
    assert "Thời gian tạm dừng vẫn tính vào thời hạn." in running


def test_a_rule_changed_after_the_decision_is_shown_beside_the_one_the_case_keeps(
    cast: Cast, party: Case
) -> None:
    Rule.objects.filter(key="inspection.limit").update(value="12")
    browser = browser_of(cast.people["truongdoan"])
    text = page(browser, party, "kiem-tra")
    assert "10 ngày" in text and "12 ngày" in text and "đã đổi" in text
    assert "hồ sơ giữ quy định cũ" in page(browser, party)


def test_a_limit_that_does_not_run_yet_says_so(cast: Cast) -> None:
    case = case_after(cast, "issue_decision")
    text = page(browser_of(cast.people["chuyenvien"]), case)
    assert "chưa công bố nên chưa chạy" in text
    assert page(browser_of(cast.people["chuyenvien"]), case, "kiem-tra")


def test_a_proposal_has_only_the_limit_of_its_review(cast: Cast) -> None:
    case = case_after(cast, "propose")
    text = page(browser_of(cast.people["chuyenvien"]), case)
    assert "Rà soát trùng lặp" in text
    assert "Thời hạn kiểm tra" not in text.partition("<main")[2]


def test_an_unknown_limit_is_not_found(cast: Cast, party: Case) -> None:
    answer = browser_of(cast.people["truongdoan"]).get(reverse("deadline", args=[party.pk, "khong-co"]))
    assert answer.status_code == 404


def test_a_year_that_nobody_confirmed_is_marked_as_provisional(cast: Cast, party: Case) -> None:
    details = details_of(party)
    details.announced_on, details.limit_end_on = date(2026, 12, 28), date(2027, 1, 7)
    details.save()
    assert "dự kiến" in page(browser_of(cast.people["truongdoan"]), party)


def test_the_case_page_leads_here_and_tells_the_same_end(cast: Cast, party: Case) -> None:
    details = details_of(party)
    details.extension_days = 5
    details.save()
    assert details.announced_on is not None
    limit = inspection_limit(details, [], work_calendar(details.announced_on))
    text = browser_of(cast.people["truongdoan"]).get(reverse("case", args=[party.pk])).content.decode()
    assert reverse("deadlines", args=[party.pk]) in text
    assert limit.sentence in text


def test_ten_requests_cost_as_many_statements_as_one(cast: Cast, party: Case) -> None:
    browser = browser_of(cast.people["truongdoan"])
    url = reverse("deadlines", args=[party.pk])
    browser.get(url)
    with counted() as few:
        browser.get(url)
    first = party.requests.get()
    for number in range(2, 11):
        first.pk, first.sequence = None, number
        first.save()
    with counted() as many:
        assert browser.get(url).content.decode().count("Trả lời phiếu yêu cầu số") >= 10
    assert len(few) == len(many), f"{few.told()}\n{many.told()}"
    assert len(many) <= MOST, many.told()
    assert not many.writes


def test_a_pause_that_goes_on_is_counted_to_the_present_day() -> None:
    details = InspectionDetails(announced_on=date(2026, 11, 12), limit_days=10, day_unit="day")
    going_on = InspectionPause(from_on=date(2026, 11, 16))
    counted_to = {
        day: inspection_limit(details, [going_on], work_calendar(day), today=day).end_on
        for day in (date(2026, 11, 16), date(2026, 11, 18))
    }
    assert counted_to == {date(2026, 11, 16): date(2026, 11, 23), date(2026, 11, 18): date(2026, 11, 25)}


def test_a_moment_before_seven_in_the_morning_belongs_to_the_day_in_vietnam(cast: Cast, party: Case) -> None:
    early = timezone.make_aware(datetime(2026, 11, 3, 6, 30))
    InspectionDetails.objects.filter(case=party.parent_id).update(plan_submitted_at=early)
    assert party.parent is not None
    text = page(browser_of(cast.people["truongdoan"]), party.parent, "phe-duyet-ke-hoach")
    assert "không tính ngày 03/11/2026" in text
