"""«Nhập thay»: from a numbered paper, always shown as such, never the institution's act, and the class is lower."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.actions import paper_replies
from inspections.enums import Origin, Side
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.management.demo.story import incoming
from inspections.models import Case, CaseEvent, EvidenceFile, IncomingPaper, InformationRequest, Turn
from inspections.models.inputs import PaperInput, Reply
from inspections.rules.origin import origin_of
from tests.factories.cases import after, party_at, story_of

NOW = after("begin_check")


def asked(cast: Cast) -> tuple[Case, InformationRequest]:
    """A request of the lead."""
    case = party_at(cast, "under_check")
    return case, story_of(cast).ask(case, "truongdoan", NOW, due_on=NOW.date() + timedelta(days=2))


def paper(number: int = 57) -> PaperInput:
    """A paper of the institution that arrived today."""
    return PaperInput(
        arrival_number=number,
        arrived_on=NOW.date(),
        their_number="12/CV-TCĐ",
        their_date=NOW.date(),
        scan=incoming("cong-van.pdf"),
    )


def entered(cast: Cast, case: Case, request: InformationRequest, by: str, **more: Any) -> IncomingPaper:
    """Somebody enters the answer."""
    replies = {item.pk: Reply("Theo công văn 12") for item in request.items.all()}
    given = {"paper": paper(), "replies": replies, **more}
    return paper_replies.enter_paper_answer(case, by=cast.people[by], now=NOW, request_id=request.pk, **given)


@pytest.mark.parametrize("name", ["truongdoan", "chuyenvien", "vanthu"])
def test_an_answer_on_paper_is_the_teams_file_with_its_number(cast: Cast, name: str) -> None:
    case, request = asked(cast)
    row = entered(cast, case, request, name)
    item = request.items.get()
    assert (item.paper, item.state, row.arrival_number) == (row, "answered", 57)
    file = EvidenceFile.objects.get(case=case, paper=row)
    assert (file.side, file.sha256, list(file.request_items.all())) == (Side.TEAM, row.scan_sha256, [item])
    assert not Turn.objects.still_open().filter(case=case, verb="answer_information_request").exists()
    assert not request.receipts.exists()
    told = CaseEvent.objects.get(case=case, verb="enter_paper_answer")
    assert told.by == cast.people[name] and "57" in told.detail


def test_its_origin_is_the_team_not_the_party(cast: Cast) -> None:
    case, request = asked(cast)
    entered(cast, case, request, "vanthu")
    answer = request.items.get().answer
    assert answer is not None
    sides = list(answer.files.values_list("side", flat=True))
    assert sides == [Side.TEAM]
    assert origin_of(has_party_file=Side.INSTITUTION in sides, file_count=len(sides)) == Origin.TEAM


def test_everybody_reads_from_which_paper_it_was_entered(cast: Cast) -> None:
    case, request = asked(cast)
    entered(cast, case, request, "vanthu")
    words = f"Nhập thay từ văn bản đến số 57/{NOW.year}"
    for name in ("truongdoan", "truonga-canbo"):
        browser = Client()
        browser.force_login(cast.people[name])
        assert words in browser.get(reverse("case", args=[case.pk]) + "?tab=exchange").content.decode()
    browser.force_login(cast.people["truongdoan"])
    answer = request.items.get().answer_id
    page = browser.get(reverse("item", args=[case.pk, answer])).content.decode()
    assert words in page and "Theo báo cáo của đơn vị: Theo công văn 12" not in page


def test_a_paper_of_the_register_is_chosen_and_serves_again(cast: Cast) -> None:
    case, request = asked(cast)
    row = entered(cast, case, request, "vanthu")
    again = story_of(cast).ask(case, "truongdoan", NOW, due_on=NOW.date())
    other = entered(cast, case, again, "truongdoan", paper=PaperInput(known_id=row.pk))
    assert other == row and IncomingPaper.objects.count() == 1


@pytest.mark.parametrize("missing", [{"scan": None}, {"arrival_number": 0}, {"arrived_on": None}])
def test_without_number_day_and_scan_nothing_is_entered(cast: Cast, missing: dict[str, Any]) -> None:
    case, request = asked(cast)
    whole = paper()
    lacking = PaperInput(**{**vars(whole), **missing})
    with pytest.raises(NotReady, match="số đến, ngày đến và kèm bản quét"):
        entered(cast, case, request, "vanthu", paper=lacking)
    assert not EvidenceFile.objects.filter(case=case, side=Side.TEAM).exists()


@pytest.mark.parametrize("name", ["truonga-canbo", "giamsat", "trungtamb-canbo", "quantri"])
def test_the_institution_and_onlookers_enter_nothing(cast: Cast, name: str) -> None:
    case, request = asked(cast)
    with pytest.raises(Refused):
        entered(cast, case, request, name)


def test_the_form_enters_it_with_its_scan(cast: Cast) -> None:
    from tests.figures.browsing import scan

    case, request = asked(cast)
    browser = Client()
    browser.force_login(cast.people["vanthu"])
    url = reverse("step", args=[case.pk, "nhap-thay", request.pk])
    page = browser.get(url)
    assert page.status_code == 200
    item = request.items.get()
    day = f"{page.context['form'].today:%d/%m/%Y}"
    sent = {"arrival_number": "58", "arrived_on": day, "scan": scan(), f"text_{item.pk}": "Có"}
    answer = browser.post(url, {**sent, "once": page.context["form"].once})
    assert answer.status_code == 302, answer.context["form"].errors
    assert IncomingPaper.objects.get().arrival_number == 58
