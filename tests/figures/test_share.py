"""The board and the list behind it cost the same for few lượt and for many, and reading them writes nothing."""

import pytest
from django.urls import reverse

from inspections.management.demo.people import Cast
from inspections.models import Case
from tests.factories import ledger
from tests.factories.cases import case_after
from tests.figures.browsing import browser_of
from tests.figures.counting import Statements, counted

pytestmark = pytest.mark.django_db

MOST = 8
MOST_BYTES = 150_000


def fill(cast: Cast, root: Case, number: int) -> None:
    """So many lượt of each sort, in areas of their own."""
    here = cast.institutions["MH-01"]
    for place in range(number):
        for facts, party in zip(
            (ledger.ONLINE, ledger.ON_SITE, ledger.ENDED), ledger.parties(root, here, 3), strict=True
        ):
            ledger.line_of(facts, here, party=party, area=f"Phường {place}")


def test_forty_times_as_many_lượt_cost_no_statement_more(cast: Cast) -> None:
    root, browser = case_after(cast, "propose"), browser_of(cast.people["giamsat"])
    addresses = (f"{reverse('share')}?nam=2026", f"{reverse('share_lines')}?nam=2026&muc=ngoai&dieu_kien=c1")

    def opened(address: str) -> Statements:
        with counted() as statements:
            page = browser.get(address)
        assert page.status_code == 200 and len(page.content) <= MOST_BYTES, address
        return statements

    fill(cast, root, 1)
    few = [opened(address) for address in addresses]
    fill(cast, root, 40)
    many = [opened(address) for address in addresses]
    for before, after in zip(few, many, strict=True):
        assert len(before) == len(after) <= MOST, f"{before.told()}\n{after.told()}"
        assert after.writes == []
