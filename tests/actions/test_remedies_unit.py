"""The unit mends: plan, draft, one paper, handing in by the head, a later day by the issuer (T15-T17; practice.md 5)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from inspections.actions import later_dates, remedies, remedy_reports
from inspections.actions.uploads import sweep
from inspections.enums import DocumentKind, DocumentState, MoreTimeState, RemedyState
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.paper import incoming
from inspections.management.demo.people import Cast
from inspections.models import (
    Case,
    CaseEvent,
    Document,
    EvidenceFile,
    LaterDate,
    Message,
    Receipt,
    RemedyItem,
    RemedyRequest,
    StashedFile,
    Turn,
)
from inspections.models.inputs import BY_HAND, RemedyInput, RemedyPlanInput, SigningInput
from tests.documents.example_remedies import remedy_report
from tests.factories.cases import quick_print
from tests.factories.people import make_people
from tests.factories.remedies import ISSUED, day, items_of, mending, report_all

CLERK, HEAD, ISSUER, OFFICER = "truonga-canbo", "truonga-hieutruong", "giamdoc", "chuyenvien"
NOW = ISSUED + timedelta(days=2)
PLAN = RemedyPlanInput("Trưởng phòng Đào tạo", "Rà soát, bổ sung từng hồ sơ.", day(20), "Chưa phân công.")
FILE = incoming("minh-chung.pdf", b"%PDF-1.7 minh chung")


@pytest.fixture(scope="module")
def played(
    django_db_setup: None, django_db_blocker: Any, files_in_a_temporary_folder: None
) -> Iterator[tuple[Cast, Case]]:
    """A unit that was asked to mend two things, played once; every test acts in its own savepoint."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            cast = make_people()
            yield cast, mending(cast)
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def cast(played: tuple[Cast, Case], db: None) -> Cast:
    """The people of the played dossier."""
    return played[0]


@pytest.fixture
def case(played: tuple[Cast, Case], db: None) -> Case:
    """The unit's dossier, read anew."""
    return Case.objects.get(pk=played[1].pk)


def turns(case: Case) -> dict[str, date | None]:
    """Open asks of the unit and the department about the party, with their days."""
    rows = Turn.objects.still_open().filter(case=case)
    return dict(rows.values_list("verb", "due_on"))


def save(cast: Cast, case: Case, entries: dict[int, RemedyInput], *, by: str = CLERK) -> None:
    """«Lưu nháp»."""
    remedies.save_remedy_report(case, by=cast.people[by], now=NOW, entries=entries)


def wish(
    cast: Cast, case: Case, item: RemedyItem, *, until: date, now: Any = NOW, why: str = "Chờ in sổ"
) -> LaterDate:
    """The contact person asks for a later day."""
    return later_dates.ask_later_date(
        case, by=cast.people[CLERK], now=now, item_id=item.pk, until_on=until, reason=why
    )


def test_the_plan_says_who_what_and_when_for_every_request_and_a_draft_keeps_what_there_is(
    cast: Cast,
    case: Case,
) -> None:
    first, second = items_of(case)
    assert turns(case) == {"submit_remedy_plan": day(30), "report_remedy": day(30)}
    browser = Client()
    browser.force_login(cast.people[CLERK])
    for name in ("home", "own_page"):
        assert f'href="{case.get_absolute_url()}?tab=remedy"' in browser.get(reverse(name)).content.decode()
    send = {"case": case, "by": cast.people[CLERK], "now": NOW}
    remedies.submit_remedy_plan(**send, plans={first.pk: PLAN}, draft=True)
    request = RemedyRequest.objects.get(party=case)
    assert (items_of(case)[0].plan_person, request.planned_at) == (PLAN.person, None)
    with pytest.raises(NotReady, match="Yêu cầu 2: ghi người chịu trách nhiệm, biện pháp, các bước, ngày"):
        remedies.submit_remedy_plan(**send, plans={first.pk: PLAN})
    late = RemedyPlanInput("A", "B", day(-1))
    with pytest.raises(NotReady, match="không thể đã qua"):
        remedies.submit_remedy_plan(**send, plans={first.pk: PLAN, second.pk: late})
    remedies.submit_remedy_plan(**send, plans={first.pk: PLAN, second.pk: PLAN})
    request.refresh_from_db()
    assert (request.planned_at, request.planned_by) == (NOW, cast.people[CLERK])
    assert turns(case) == {"save_remedy_report": day(30), "report_remedy": day(30)}
    told = Message.objects.get(to=cast.people[OFFICER], key__startswith="remedy-plan:")
    assert PLAN.steps not in told.body


def test_a_draft_waits_with_its_files_prints_once_and_the_head_hands_it_in_signed(
    cast: Cast, case: Case
) -> None:
    entries = {item.pk: RemedyInput("Đã bổ sung.", day(1), [FILE]) for item in items_of(case)}
    save(cast, case, entries)
    assert not EvidenceFile.objects.filter(case=case, name=FILE.name).exists()
    sweep(now=NOW + timedelta(days=400))
    assert StashedFile.objects.filter(remedy_items__request__party=case).count() == 2
    remedy_reports.print_remedy_report(case, by=cast.people[CLERK], now=NOW)
    paper = remedy_reports.print_remedy_report(case, by=cast.people[CLERK], now=NOW)
    papers = Document.objects.filter(case=case, kind=DocumentKind.REMEDY_REPORT)
    assert [row.state for row in papers.order_by("pk")] == ["replaced", "for_signature"]
    assert set(paper.snapshot) - {"check"} == set(remedy_report()) - {"check"}
    assert (
        paper.snapshot["rows"][0]["files"] == [FILE.name]
        and paper.snapshot["agency"] == case.institution.name
    )
    quick_print(paper.pk)
    with pytest.raises(Refused, match="thủ trưởng"):
        remedy_reports.report_remedy(case, by=cast.people[CLERK], now=NOW, entries={})
    signing = SigningInput(BY_HAND, incoming("ky.pdf", b"%PDF-1.7 ky"), original_place="Văn thư trường")
    changed = {items_of(case)[0].pk: RemedyInput("Sửa lại.", None, [FILE])}
    with pytest.raises(NotReady, match="in lại báo cáo"):
        remedy_reports.report_remedy(case, by=cast.people[HEAD], now=NOW, entries=changed, signing=signing)
    remedy_reports.report_remedy(case, by=cast.people[HEAD], now=NOW, entries={}, signing=signing)
    case, paper = Case.objects.get(pk=case.pk), Document.objects.get(pk=paper.pk)
    assert (case.stage, paper.state) == ("remedy_reported", DocumentState.SIGNED)
    receipt = Receipt.objects.get(case=case, document__snapshot__what="nộp báo cáo kết quả khắc phục")
    assert (receipt.file_count, receipt.item_count) == (3, 3)
    assert {item.state for item in items_of(case)} == {RemedyState.REPORTED}
    assert all(item.files.count() == 1 and not item.held.exists() for item in items_of(case))
    assert set(turns(case)) == {"review_remedy"} and turns(case)["review_remedy"] is not None
    with pytest.raises(NotReady, match="không còn"):
        save(cast, case, entries)


def test_nothing_is_handed_in_without_what_was_done_and_a_file_that_shows_it(cast: Cast, case: Case) -> None:
    first, second = items_of(case)
    report = {"case": case, "by": cast.people[HEAD], "now": NOW}
    half = {first.pk: RemedyInput("Đã làm."), second.pk: RemedyInput("", None, [FILE])}
    with pytest.raises(NotReady) as missing:
        remedy_reports.report_remedy(**report, entries=half)
    told = [blocker.text for blocker in missing.value.blockers]
    assert told[0].startswith("Yêu cầu 1: kèm ít nhất một tệp") and told[1] == "Yêu cầu 2: ghi việc đã làm."
    with pytest.raises(NotReady, match="không thể sau hôm nay"):
        remedy_reports.report_remedy(
            **report, entries={first.pk: RemedyInput("x", day(9), [FILE])}, partial=True
        )


def test_what_is_ready_goes_in_with_a_receipt_and_the_rest_stays_a_draft(cast: Cast, case: Case) -> None:
    first, second = items_of(case)
    entries = {first.pk: RemedyInput("Đã làm.", None, [FILE]), second.pk: RemedyInput("Đang làm.", None, [])}
    remedy_reports.report_remedy(case, by=cast.people[HEAD], now=NOW, entries=entries, partial=True)
    first, second = items_of(case)
    case = Case.objects.get(pk=case.pk)
    assert (case.stage, first.state, second.state) == ("remedying", "reported", "asked")
    assert second.measure == "Đang làm." and "review_remedy" not in turns(case)
    assert CaseEvent.objects.filter(case=case, verb="report_some_remedies", detail="yêu cầu 1").exists()
    paper = Document.objects.get(case=case, kind=DocumentKind.REMEDY_REPORT)
    assert (paper.state, len(paper.snapshot["rows"])) == (DocumentState.PRINT, 1)
    assert report_all(case, cast, now=NOW, of=()).stage == "remedy_reported"


def test_the_issuer_grants_a_later_day_and_due_day_turns_and_unit_follow(cast: Cast, case: Case) -> None:
    first, second = items_of(case)
    wishes = [wish(cast, case, item, until=day(40)) for item in (first, second)]
    asked = Turn.objects.still_open().filter(case=case, verb="decide_later_date")
    assert {(turn.person, turn.due_on) for turn in asked} == {(cast.people[ISSUER], day(30))}
    with pytest.raises(NotReady, match="chờ người ra quyết định"):
        wish(cast, case, first, until=day(50))
    answer = {"by": cast.people[ISSUER], "now": NOW}
    later_dates.decide_later_date(case, **answer, wish_id=wishes[0].pk, grant=True, granted_on=day(35))
    assert turns(case)["report_remedy"] == day(30)  # the second request still runs to its day
    later_dates.decide_later_date(case, **answer, wish_id=wishes[1].pk, grant=True)
    assert [item.due_on for item in items_of(case)] == [day(35), day(40)]
    assert {item.first_due_on for item in items_of(case)} == {day(30)}
    assert turns(case) == {"submit_remedy_plan": day(35), "report_remedy": day(35)}
    told = Message.objects.filter(to=cast.people[CLERK], key__startswith="later-date-answer:").latest("pk")
    assert f"{day(40):%d/%m/%Y}" in told.body and "Chờ in sổ" not in told.body
    with pytest.raises(NotReady, match="đã được trả lời"):
        later_dates.decide_later_date(case, **answer, wish_id=wishes[0].pk, grant=True)


def test_a_refusal_has_its_reason_and_leaves_the_day(cast: Cast, case: Case) -> None:
    item, _other = items_of(case)
    for until, why, sentence in (
        (day(30), "x", "phải sau thời hạn hiện nay"),
        (day(31), " ", "Ghi lý do xin lùi"),
    ):
        with pytest.raises(NotReady, match=sentence):
            wish(cast, case, item, until=until, why=why)
    with pytest.raises(NotReady, match="Đã quá thời hạn"):
        wish(cast, case, item, until=day(60), now=ISSUED + timedelta(days=31))
    row = wish(cast, case, item, until=day(40))
    refuse = {"now": NOW, "wish_id": row.pk, "grant": False}
    for name in ("truongdoan", OFFICER, CLERK, "truongphong"):
        with pytest.raises(Refused):
            later_dates.decide_later_date(case, by=cast.people[name], **refuse, decision="x")
    with pytest.raises(NotReady, match="Ghi lý do không đồng ý"):
        later_dates.decide_later_date(case, by=cast.people[ISSUER], **refuse)
    later_dates.decide_later_date(case, by=cast.people[ISSUER], **refuse, decision="Đủ thời gian")
    row.refresh_from_db()
    item, _other = items_of(case)
    assert (row.state, item.due_on, turns(case)["report_remedy"]) == (MoreTimeState.REFUSED, day(30), day(30))


def test_a_wish_for_a_later_day_lapses_with_its_ask_once_the_request_is_reported(
    cast: Cast, case: Case
) -> None:
    first, second = items_of(case)
    wishes = [wish(cast, case, item, until=day(40)) for item in (first, second)]
    entries = {first.pk: RemedyInput("Đã bổ sung.", day(1), [FILE])}
    head = cast.people[HEAD]
    remedy_reports.report_remedy(case, by=head, now=NOW, entries=entries, partial=True)
    rows = [LaterDate.objects.get(pk=row.pk) for row in wishes]
    assert [row.state for row in rows] == [MoreTimeState.LAPSED, MoreTimeState.ASKED]
    assert (rows[0].decided_by, rows[0].state_words) == (head, "Không còn phải trả lời")
    asked = Turn.objects.still_open().filter(case=case, verb="decide_later_date")
    assert [turn.subject for turn in asked] == [wishes[1].pk]


@pytest.mark.parametrize("name", ["truongdoan", ISSUER, "trungtamb-giamdoc"])
def test_nobody_else_plans_or_reports_for_the_unit(cast: Cast, case: Case, name: str) -> None:
    with pytest.raises(Refused):
        remedies.submit_remedy_plan(case, by=cast.people[name], now=NOW, plans={})
    with pytest.raises(Refused):
        save(cast, case, {}, by=name)
    with pytest.raises(Refused):
        remedy_reports.report_remedy(case, by=cast.people[name], now=NOW, entries={})


def test_the_unit_reads_its_letter_and_the_department_no_draft(cast: Cast, case: Case) -> None:
    first, second = items_of(case)
    save(cast, case, {first.pk: RemedyInput("Bản nháp riêng của trường", None, [FILE])})
    wish(cast, case, second, until=day(40))
    unit, officer = Client(), Client()
    unit.force_login(cast.people[HEAD])
    officer.force_login(cast.people[OFFICER])
    read = unit.get(case.get_absolute_url() + "?tab=remedy").content.decode()
    assert first.text in read and "Chờ người ra quyết định trả lời" in read
    assert "nop-bao-cao-khac-phuc" in read and "Bản nháp riêng" not in read
    page = unit.get(reverse("step", args=[case.pk, "nop-bao-cao-khac-phuc"])).content.decode()
    assert "Bản nháp riêng của trường" in page and f"Bỏ tệp {FILE.name}" in page
    told = officer.get(reverse("follow_up_unit", args=[case.pk])).content.decode()
    assert first.text in told and "Bản nháp riêng" not in told and FILE.name not in told
