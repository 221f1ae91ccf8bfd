"""Books of the records clerk: arrivals with their numbers, sendings with their proof (practice 2)."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone

from inspections.actions.correspondence import enter_incoming, note_dispatch, note_received, register_incoming
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.paper import PLAIN_FILE, incoming
from inspections.management.demo.people import Cast
from inspections.models import Case, Dispatch, Document, FileAccess, IncomingPaper
from inspections.queries.correspondence import day_list, outgoing_of, with_delivery
from inspections.queries.people import local_day
from inspections.rules.past_sheets import read_grid
from tests.factories.cases import case_after
from tests.factories.people import other_department
from tests.figures.browsing import browser_of

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2027-03-02T08:00:00+07:00")
DAY = date(2027, 3, 2)


def arrive(cast: Cast, *, who: str = "vanthu", now: datetime = NOW, **more: object) -> IncomingPaper:
    """One paper of a school reaches the department."""
    typed = {
        "sender": "Trường Cao đẳng Minh Hoạ",
        "summary": "Báo cáo theo yêu cầu",
        "arrived_on": local_day(now),
    }
    return register_incoming(
        department=cast.department,
        by=cast.people[who],
        now=now,
        **{**typed, **more},  # type: ignore[arg-type]
    )


def test_arrivals_are_numbered_one_after_another_and_begin_anew_each_year(cast: Cast) -> None:
    first, second = arrive(cast), arrive(cast)
    later = arrive(cast, arrival_number=40)
    after_the_gap = arrive(cast)
    new_year = arrive(cast, now=NOW + timedelta(days=365), arrived_on=date(2028, 3, 1))

    numbers = [paper.arrival_number for paper in (first, second, later, after_the_gap, new_year)]
    assert numbers == [1, 2, 40, 41, 1]


def test_a_number_of_the_book_is_given_once_a_year(cast: Cast) -> None:
    arrive(cast, arrival_number=7)
    with pytest.raises(NotReady, match="Số đến 7/2027 đã dùng"):
        arrive(cast, arrival_number=7)


def test_each_department_has_its_own_book(cast: Cast) -> None:
    arrive(cast)
    IncomingPaper.objects.create(
        department=other_department(),
        arrival_number=1,
        year=2027,
        arrived_on=DAY,
        sender="UBND xã",
        summary="Công văn",
        entered_at=NOW,
        entered_by=cast.people["vanthu"],
    )
    assert arrive(cast).arrival_number == 2


def test_everything_wrong_with_an_arrival_is_said_at_once(cast: Cast) -> None:
    with pytest.raises(NotReady) as told:
        arrive(
            cast,
            sender=" ",
            summary="",
            arrived_on=DAY + timedelta(days=1),
            their_date=DAY + timedelta(days=2),
        )
    assert len(told.value.blockers) == 4


@pytest.mark.parametrize("who", ["giamsat", "truonga-hieutruong", "quantri"])
def test_readers_schools_and_administrators_enter_no_arrivals(cast: Cast, who: str) -> None:
    with pytest.raises(Refused):
        arrive(cast, who=who)


def test_a_scan_is_kept_with_its_hash(cast: Cast) -> None:
    given = incoming("45-BC.pdf", PLAIN_FILE)
    paper = arrive(cast, scan=given)
    assert (paper.scan_name, paper.scan_sha256) == ("45-BC.pdf", given.sha256)
    with paper.scan.open("rb") as kept:
        assert kept.read() == PLAIN_FILE


def test_an_arrival_of_a_dossier_is_told_in_its_history(cast: Cast) -> None:
    party = case_after(cast, "begin_check").children.get()
    now = timezone.now()
    paper = enter_incoming(
        department=cast.department,
        by=cast.people["vanthu"],
        now=now,
        sender="Trường",
        summary="Giải trình",
        arrived_on=local_day(now),
        case=party,
    )
    assert paper.institution == party.institution
    event = party.events.get(verb="enter_incoming")
    assert event.detail == f"Số đến {paper.arrival_number}/{paper.year}"


def decision(cast: Cast) -> tuple[Case, Document]:
    """An inspection whose decision was issued."""
    case = case_after(cast, "issue_decision")
    return case, case.documents.get(kind="decision")


def send(cast: Cast, case: Case, document: Document, *, who: str = "vanthu", **more: object) -> Dispatch:
    """The decision leaves through the agency's document system, on its own date."""
    typed = {"channel": "qlvb", "receiver": "UBND tỉnh", "number": "GT-12", "sent_on": document.dated_on}
    return note_dispatch(
        case,
        by=cast.people[who],
        now=timezone.now() + timedelta(days=400),
        document_id=document.pk,
        **{**typed, **more},  # type: ignore[arg-type]
    )


def test_a_sending_is_kept_with_its_receiver_number_and_proof(cast: Cast) -> None:
    case, document = decision(cast)
    row = send(cast, case, document, proof=incoming("truc.pdf", PLAIN_FILE))
    assert row.proof_sha256
    assert case.events.get(verb="note_dispatch").document == document
    day = f"{document.dated_on:%d/%m/%Y}"
    assert case.events.get(verb="note_dispatch").detail == (
        f"Hệ thống quản lý văn bản của cơ quan, đến UBND tỉnh, ngày {day} · GT-12"
    )


def test_the_receivers_confirmation_is_noted_once(cast: Cast) -> None:
    case, document = decision(cast)
    assert document.dated_on is not None
    row = send(cast, case, document)
    given = {"by": cast.people["vanthu"], "now": timezone.now() + timedelta(days=400), "dispatch_id": row.pk}
    with pytest.raises(NotReady, match="trước ngày gửi"):
        note_received(case, received_on=document.dated_on - timedelta(days=1), **given)  # type: ignore[arg-type]
    note_received(case, received_on=document.dated_on, **given)  # type: ignore[arg-type]
    with pytest.raises(NotReady, match="đã có ngày"):
        note_received(case, received_on=document.dated_on, **given)  # type: ignore[arg-type]


def test_only_issued_papers_leave_and_not_before_their_date(cast: Cast) -> None:
    case, document = decision(cast)
    assert document.dated_on is not None
    with pytest.raises(NotReady, match="trước ngày ban hành"):
        send(cast, case, document, sent_on=document.dated_on - timedelta(days=1))


def test_a_draft_cannot_leave(cast: Cast) -> None:
    unsigned = case_after(cast, "draft_decision")
    with pytest.raises(NotReady, match="chưa phát hành"):
        send(cast, unsigned, unsigned.documents.get(kind="decision"), sent_on=DAY)


@pytest.mark.parametrize("who", ["giamdoc", "chuyenvien", "truonga-hieutruong"])
def test_only_the_records_clerk_notes_sendings(cast: Cast, who: str) -> None:
    case, document = decision(cast)
    with pytest.raises(Refused):
        send(cast, case, document, who=who)


def test_the_book_of_papers_out_shows_where_each_went_and_who_opened_it(cast: Cast) -> None:
    case, document = decision(cast)
    send(cast, case, document)
    FileAccess.objects.create(
        case=case, document=document, way="opened", at=NOW, by=cast.people["truonga-hieutruong"]
    )
    assert document.year is not None
    [listed] = outgoing_of(frozenset({cast.department.pk}), document.year)
    assert [sent["receiver"] for sent in listed.sendings] == ["UBND tỉnh"]  # type: ignore[attr-defined]
    [shown] = with_delivery(Document.objects.filter(pk=document.pk))
    assert len(shown.openings) == 1  # type: ignore[attr-defined]


def test_the_day_list_names_what_is_unsent_and_forgets_what_was_sent(cast: Cast) -> None:
    case, document = decision(cast)
    assert document.dated_on is not None
    places = frozenset({cast.department.pk})
    assert [row.pk for row in day_list(places, document.dated_on).to_send] == [document.pk]
    sent = send(cast, case, document)
    after = day_list(places, document.dated_on)
    assert (after.to_send, [row.pk for row in after.unconfirmed]) == ([], [sent.pk])


def test_the_clerk_works_through_the_pages(cast: Cast) -> None:
    case, document = decision(cast)
    browser = browser_of(cast.people["vanthu"])
    page = browser.get(reverse("enter_incoming"))
    assert "lấy số tiếp theo là 1" in page.content.decode()
    typed = {
        "arrived_on": f"{timezone.localdate():%d/%m/%Y}",
        "sender": "Trường Cao đẳng Minh Hoạ",
        "summary": "Công văn đề nghị",
        "case": case.code.lower(),
        "once": page.context["form"].once,
    }
    assert browser.post(reverse("enter_incoming"), typed).status_code == 302
    book = browser.get(reverse("incoming_book")).content.decode()
    assert "Công văn đề nghị" in book and case.code in book
    tab = browser.get(f"{case.get_absolute_url()}?tab=documents").content.decode()
    assert "Ghi lần gửi" in tab
    assert (
        document.full_number
        in browser.get(f"{reverse('outgoing_book')}?nam={document.year}").content.decode()
    )
    assert browser.get(reverse("daily_papers")).status_code == 200


def test_the_books_leave_as_workbooks_whose_words_are_never_formulas(cast: Cast) -> None:
    paper = arrive(cast, now=timezone.now(), sender="=1+1", arrived_on=timezone.localdate())
    browser = browser_of(cast.people["vanthu"])
    answer = browser.get(reverse("book_export", args=["den", paper.year]))
    grid = read_grid(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert "=1+1" in [str(cell) for cell in grid.rows[1]]
    assert browser.get(reverse("daily_papers_export")).status_code == 200
