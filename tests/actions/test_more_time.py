"""«Xin thêm thời gian»: asked before the due day ends, granted within the limit, refused with a reason (practice.md 5)."""

from datetime import date, timedelta

import pytest

from inspections.actions import more_time, requests
from inspections.enums import MoreTimeState
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.models import Case, CaseEvent, InformationRequest, InspectionDetails, Message, MoreTime, Turn
from inspections.models.inputs import Reply
from tests.factories.cases import after, party_at, story_of

NOW = after("begin_check")
TODAY = NOW.date()
CLERK, LEAD = "truonga-canbo", "truongdoan"


def wished(cast: Cast, case: Case, request: InformationRequest, *, days: int = 3) -> MoreTime:
    """The contact person asks for more days."""
    return more_time.ask_more_time(
        case,
        by=cast.people[CLERK],
        now=NOW,
        request_id=request.pk,
        until_on=TODAY + timedelta(days=days),
        reason="Sổ gốc ở cơ sở 2",
    )


def due_of_turn(case: Case) -> date | None:
    """The day on the institution's open turn."""
    row = Turn.objects.still_open().get(case=case, verb="answer_information_request")
    return row.due_on


def asked(cast: Cast) -> tuple[Case, InformationRequest]:
    """A request due tomorrow."""
    case = party_at(cast, "under_check")
    return case, story_of(cast).ask(case, LEAD, NOW, due_on=TODAY + timedelta(days=1))


def test_the_wish_is_the_leads_turn_and_the_day_stands_until_he_answers(cast: Cast) -> None:
    case, request = asked(cast)
    wish = wished(cast, case, request)
    turn = Turn.objects.still_open().get(case=case, verb="decide_more_time")
    assert (turn.person, turn.subject) == (cast.people[LEAD], wish.pk)
    assert due_of_turn(case) == request.due_on
    assert Message.objects.filter(to=cast.people[LEAD], key__startswith="more-time:").exists()


def test_granting_moves_due_day_and_turn_and_tells_the_institution(cast: Cast) -> None:
    case, request = asked(cast)
    wish, day = wished(cast, case, request), TODAY + timedelta(days=2)
    more_time.decide_more_time(
        case, by=cast.people[LEAD], now=NOW, wish_id=wish.pk, grant=True, granted_on=day, decision="Một ngày"
    )
    request.refresh_from_db()
    assert (request.due_on, due_of_turn(case)) == (day, day)
    told = Message.objects.get(to=cast.people[CLERK], key__startswith="more-time-answer:")
    assert f"{day:%d/%m/%Y}" in told.body and "Sổ gốc" not in told.body
    assert not Turn.objects.still_open().filter(case=case, verb="decide_more_time").exists()
    assert CaseEvent.objects.filter(case=case, verb="decide_more_time", reason="Một ngày").exists()


def test_refusing_needs_a_reason_and_leaves_the_day(cast: Cast) -> None:
    case, request = asked(cast)
    wish = wished(cast, case, request)
    answer = {"by": cast.people[LEAD], "now": NOW, "wish_id": wish.pk, "grant": False}
    with pytest.raises(NotReady, match="Ghi lý do không đồng ý"):
        more_time.decide_more_time(case, **answer)
    more_time.decide_more_time(case, **answer, decision="Thời hạn kiểm tra ngắn")
    wish.refresh_from_db()
    before = request.due_on
    request.refresh_from_db()
    assert (wish.state, request.due_on, due_of_turn(case)) == (MoreTimeState.REFUSED, before, before)
    with pytest.raises(NotReady, match="đã được trả lời"):
        more_time.decide_more_time(case, **answer, decision="x")


def test_no_day_beyond_the_limit_of_the_inspection(cast: Cast) -> None:
    case, request = asked(cast)
    end = InspectionDetails.objects.get(case_id=case.parent_id).limit_end_on
    assert end is not None
    far = (end - TODAY).days + 1
    with pytest.raises(NotReady, match="trong thời hạn kiểm tra"):
        wished(cast, case, request, days=far)
    wish = wished(cast, case, request)
    with pytest.raises(NotReady, match="trong thời hạn kiểm tra"):
        more_time.decide_more_time(
            case,
            by=cast.people[LEAD],
            now=NOW,
            wish_id=wish.pk,
            grant=True,
            granted_on=end + timedelta(days=1),
        )


def test_what_cannot_be_wished_is_said(cast: Cast) -> None:
    case, request = asked(cast)
    with pytest.raises(NotReady, match="phải sau hạn hiện nay"):
        wished(cast, case, request, days=1)
    common = {"by": cast.people[CLERK], "request_id": request.pk, "until_on": TODAY + timedelta(days=4)}
    with pytest.raises(NotReady, match="Ghi lý do xin thêm"):
        more_time.ask_more_time(case, now=NOW, reason=" ", **common)
    with pytest.raises(NotReady, match="Đã quá hạn trả lời"):
        more_time.ask_more_time(case, now=NOW + timedelta(days=2), reason="x", **common)
    wished(cast, case, request)
    with pytest.raises(NotReady, match="chờ Trưởng đoàn trả lời"):
        wished(cast, case, request)


def test_an_answered_request_needs_no_more_time(cast: Cast) -> None:
    case, request = asked(cast)
    replies = {item.pk: Reply("Có") for item in request.items.all()}
    requests.answer_information_request(
        case, by=cast.people[CLERK], now=NOW, request_id=request.pk, replies=replies
    )
    with pytest.raises(NotReady, match="đã được trả lời đủ"):
        wished(cast, case, request)


@pytest.mark.parametrize("name", ["thanhvien1", CLERK, "giamdoc"])
def test_only_the_lead_answers_the_wish(cast: Cast, name: str) -> None:
    case, request = asked(cast)
    wish = wished(cast, case, request)
    with pytest.raises(Refused):
        more_time.decide_more_time(case, by=cast.people[name], now=NOW, wish_id=wish.pk, grant=True)


def test_the_team_does_not_ask_for_the_institution(cast: Cast) -> None:
    case, request = asked(cast)
    with pytest.raises(Refused):
        more_time.ask_more_time(
            case,
            by=cast.people[LEAD],
            now=NOW,
            request_id=request.pk,
            until_on=TODAY + timedelta(days=2),
            reason="x",
        )
