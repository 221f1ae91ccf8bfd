"""The calendar of a person: whose dates, what it tells, how its address ends."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from inspections.actions import notices
from inspections.enums import TerminationCause
from inspections.management.demo.people import Cast
from inspections.models import Case, InspectedPartyDetails, Turn
from tests.factories.cases import after, case_after
from tests.factories.orders import Desk
from tests.factories.people import make_people
from tests.figures.browsing import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_asked_before() -> None:
    """Misses of another test are forgotten."""
    cache.clear()


@pytest.fixture
def cast() -> Cast:
    """Reference data, the department and its people."""
    return make_people()


@pytest.fixture
def party(cast: Cast) -> Case:
    """A party that was told of its session in three days."""
    found = case_after(cast, "notify_schedule").children.get()
    held_on(found)
    return found


def held_on(party: Case) -> None:
    """The session takes place in three days at half past eight."""
    session = timezone.localtime().replace(hour=8, minute=30, second=0, microsecond=0) + timedelta(days=3)
    InspectedPartyDetails.objects.filter(pk=party.pk).update(session_at=session)


def entries(cast: Cast, name: str) -> dict[str, object]:
    """The calendar as a phone reads it: UID and entry."""
    token = notices.new_feed(cast.people[name], now=timezone.now())
    answer = Client().get(reverse("calendar_feed", args=[token]))
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.content)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


@pytest.mark.parametrize("name", ["truongdoan", "truonga-hieutruong"])
def test_the_session_stands_in_the_calendar_of_the_team_and_of_the_institution(
    cast: Cast, party: Case, name: str
) -> None:
    event = entries(cast, name)[f"buoi-{party.pk}@kiemtraso"]
    begins = event["dtstart"]  # type: ignore[index]
    assert (begins.dt.hour, begins.dt.minute, begins.params["TZID"]) == (8, 30, "Asia/Ho_Chi_Minh")
    assert party.code in str(event["summary"])  # type: ignore[index]


def test_what_is_asked_stands_on_its_day_with_the_code_and_no_more(cast: Cast, party: Case) -> None:
    turn = Turn.objects.still_open().filter(case=party, due_on__isnull=False).first()
    assert turn is not None
    name = "truonga-hieutruong" if turn.institution_id else "truongdoan"
    event = entries(cast, name)[f"viec-{turn.pk}@kiemtraso"]
    assert event["dtstart"].dt == turn.due_on  # type: ignore[index]
    assert party.code in str(event["summary"])  # type: ignore[index]


def test_the_calendar_names_no_institution_no_person_and_no_place(cast: Cast, party: Case) -> None:
    token = notices.new_feed(cast.people["truongdoan"], now=timezone.now())
    text = Client().get(reverse("calendar_feed", args=[token])).content.decode()
    assert party.institution is not None
    unfolded = text.replace("\r\n ", "")
    for word in (party.institution.name, party.title, party.party_details.session_channel):
        assert word and word not in unfolded
    assert not any(person.full_name in unfolded for person in cast.people.values())


def test_who_has_nothing_to_do_with_it_has_an_empty_calendar(cast: Cast, party: Case) -> None:
    assert not [uid for uid in entries(cast, "trungtamb-giamdoc") if uid.startswith("buoi-")]


def test_a_session_of_a_party_that_fell_away_leaves_the_calendar(cast: Cast) -> None:
    found = case_after(cast, "begin_check").children.get()
    held_on(found)
    assert f"buoi-{found.pk}@kiemtraso" in entries(cast, "truongdoan")
    reason = "Đơn vị giải thể theo quyết định của UBND tỉnh."
    Desk(cast).carry(
        "party_termination", found, after("begin_check"), cause=TerminationCause.GONE, reason=reason
    )
    assert f"buoi-{found.pk}@kiemtraso" not in entries(cast, "truongdoan")


def test_a_new_address_ends_the_old_one_and_it_can_be_taken_back(cast: Cast) -> None:
    user = cast.people["truongdoan"]
    old = notices.new_feed(user, now=timezone.now())
    new = notices.new_feed(user, now=timezone.now())
    assert Client().get(reverse("calendar_feed", args=[old])).status_code == 404
    assert Client().get(reverse("calendar_feed", args=[new])).status_code == 200
    browser_of(user).post(reverse("feed_ended"))
    assert Client().get(reverse("calendar_feed", args=[new])).status_code == 404


def test_a_locked_account_has_no_calendar(cast: Cast) -> None:
    user = cast.people["truongdoan"]
    token = notices.new_feed(user, now=timezone.now())
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert Client().get(reverse("calendar_feed", args=[token])).status_code == 404


def test_a_phone_that_asks_again_learns_that_nothing_changed(cast: Cast, party: Case) -> None:
    token = notices.new_feed(cast.people["truongdoan"], now=timezone.now())
    url = reverse("calendar_feed", args=[token])
    first = Client().get(url)
    again = Client().get(url, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert "no-store" in first["Cache-Control"]


def test_the_address_is_made_on_the_page_and_shown_there(cast: Cast) -> None:
    browser = browser_of(cast.people["truongdoan"])
    page = browser.post(reverse("feed_made"), follow=True).content.decode()
    address = next(line for line in page.split("<") if ".ics" in line)
    assert "/lich/" in address
