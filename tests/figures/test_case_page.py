"""W2: the page of a party costs the same for twelve items and for a hundred and twenty, on each of its tabs."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from inspections.management.demo.people import Cast
from inspections.management.demo.story import incoming
from inspections.models import Answer, Case, ChecklistItem, EvidenceFile, Finding
from inspections.views.case import INSTITUTION_TABS, TABS
from tests.factories.cases import after, case_after
from tests.figures.browsing import browser_of
from tests.figures.counting import Statements, counted

pytestmark = pytest.mark.django_db

MOST = 16
MOST_BYTES = 150_000
FEW, MANY = 12, 120


def fill(party: Case, number: int) -> None:
    """Bring a party to so many items, each with a file, and a quarter of them with a finding."""
    first = Answer.objects.select_related("item").filter(party=party).earliest("pk")
    there = Answer.objects.filter(party=party).count()
    items = [
        ChecklistItem(
            version=first.item.version,
            code=f"ND.{place:03d}",
            position=1000 + place,
            requirement=f"Nội dung kiểm tra số {place}",
            act=first.item.act,
        )
        for place in range(there, number)
    ]
    with connection.cursor() as cursor:  # set-up only: a published version takes no more items
        cursor.execute("SET LOCAL session_replication_role = replica")
        made = ChecklistItem.objects.bulk_create(items)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    Answer.objects.bulk_create(Answer(party=party, item=item, method="online") for item in made)
    for answer in Answer.objects.filter(party=party, findings=None):
        attach(party, answer)
        if answer.pk % 4 == 0:
            note(party, answer)


def attach(party: Case, answer: Answer) -> None:
    """One file of the institution, linked to the item."""
    given, moment = incoming(f"ho-so-{answer.pk}.pdf"), after("begin_check")
    row = EvidenceFile.objects.create(
        case=party,
        name=given.name,
        size=given.size,
        sha256=f"{answer.pk:064d}",
        mime=given.mime,
        blob=f"{answer.pk}",
        side="institution",
        received_at=moment,
        received_by=party.opened_by,
    )
    row.answers.add(answer)


def note(party: Case, answer: Answer) -> None:
    """One finding from the item."""
    assert answer.item.act is not None
    Finding.objects.create(
        party=party,
        answer=answer,
        code=f"X{answer.pk}",
        kind="shortcoming",
        text="Hồ sơ chưa đầy đủ.",
        act=answer.item.act,
        locator="Điều 12",
        raised_at=after("begin_check"),
        raised_by=party.opened_by,
    )


def opened(browser: Client, party: Case, tab: str) -> tuple[Statements, int]:
    """The statements and the size of one tab."""
    with counted() as statements:
        page = browser.get(reverse("case", args=[party.pk]), {"tab": tab})
    assert page.status_code == 200
    return statements, len(page.content)


@pytest.mark.parametrize(
    ("name", "tabs"), [("truongdoan", TABS["inspected_party"]), ("truonga-canbo", INSTITUTION_TABS)]
)
def test_a_hundred_and_twenty_items_cost_as_many_statements_as_twelve(
    cast: Cast, name: str, tabs: tuple[str, ...]
) -> None:
    party = case_after(cast, "gather_files").children.get()
    fill(party, FEW)
    browser = browser_of(cast.people[name])
    few = {tab: opened(browser, party, tab)[0] for tab in tabs}
    fill(party, MANY)
    for tab in tabs:
        many, size = opened(browser, party, tab)
        assert len(few[tab]) == len(many), f"{tab}{few[tab].told()}\n{many.told()}"
        assert len(many) <= MOST, f"{tab}{many.told()}"
        assert not many.writes, f"{tab}{many.told()}"
        assert size <= MOST_BYTES, f"{tab}: {size}"
