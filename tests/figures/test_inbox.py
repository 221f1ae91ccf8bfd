"""W1: the inbox costs the same for ten turns and for two hundred, and reading it writes nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inspections.management.demo.people import Cast
from inspections.models import Case, Turn, User
from tests.factories.cases import case_after
from tests.figures.browsing import browser_of
from tests.figures.counting import Statements, counted

pytestmark = pytest.mark.django_db

MOST = 8
MOST_BYTES = 150_000


def ask(user: User, case: Case, number: int) -> None:
    """Give a person that many turns of one dossier, due on different days."""
    now = timezone.now()
    Turn.objects.bulk_create(
        Turn(
            case=case,
            verb="conclude_items",
            subject=place,
            label="Kiểm tra các nội dung được phân công",
            why="Trưởng đoàn đã phân công nội dung kiểm tra cho bạn.",
            person=user,
            due_on=timezone.localdate() + timedelta(days=place % 9 - 3),
            opened_at=now,
            opened_by=user,
        )
        for place in range(1, number + 1)
    )


def opened(user: User, rows: int) -> tuple[Statements, int]:
    """The statements and the size of the inbox, and that it shows so many turns."""
    browser = browser_of(user)
    with counted() as statements:
        page = browser.get(reverse("home"))
    assert page.status_code == 200
    counts = page.context["counts"]
    assert counts["total"] >= rows, counts
    return statements, len(page.content)


@pytest.mark.parametrize("name", ["thanhvien1", "truonga-canbo"])
def test_two_hundred_turns_cost_as_many_statements_as_ten(cast: Cast, name: str) -> None:
    case = case_after(cast, "begin_check").children.get()
    user = cast.people[name]
    ask(user, case, 10)
    few, _bytes = opened(user, 10)
    Turn.objects.filter(person=user).delete()
    ask(user, case, 200)
    many, size = opened(user, 200)
    assert len(few) == len(many), f"{few.told()}\n{many.told()}"
    assert len(many) <= MOST, many.told()
    assert not many.writes, many.told()
    assert size <= MOST_BYTES


@pytest.mark.parametrize("address", ["home", "cases", "institutions", "search"])
def test_reading_a_list_writes_nothing(cast: Cast, address: str) -> None:
    case_after(cast, "issue_decision")
    browser = browser_of(cast.people["chuyenvien"])
    with counted() as statements:
        assert browser.get(reverse(address), {"q": "tuyển sinh"}).status_code == 200
    assert not statements.writes, statements.told()
