"""The cast of the records, a party under check, and the fixed moments around it."""

from datetime import datetime, timedelta

import pytest

from inspections.kinds import PartyStage
from inspections.management.demo import words
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Answer, Case
from tests.factories.cases import after, party_at
from tests.factories.people import make_people

NOW = after("begin_check", hours=4)


@pytest.fixture
def cast(db: None) -> Cast:
    """Reference data, the department and its people."""
    return make_people()


@pytest.fixture(autouse=True)
def a_theme_without_anything_on_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """The story can also tell an inspection of teachers, all of it remote."""
    monkeypatch.setitem(words.SCOPES, "nha-giao", "Việc chấp hành quy định về nhà giáo, cán bộ quản lý.")


@pytest.fixture
def party(cast: Cast) -> Case:
    """A party under check, with one item that must be seen on site."""
    return party_at(cast, PartyStage.UNDER_CHECK, Plot())


@pytest.fixture
def now() -> datetime:
    """Some hours after the check began."""
    return NOW


@pytest.fixture
def hour() -> timedelta:
    """One hour."""
    return timedelta(hours=1)


@pytest.fixture
def must_see(party: Case) -> Answer:
    """The item that is bound to be seen."""
    return party.answers.select_related("item", "party").get(item__on_site_only=True)


@pytest.fixture
def remote(party: Case) -> Answer:
    """An item planned as remote."""
    found = party.answers.select_related("item", "party").filter(method="online").order_by("pk").first()
    assert found is not None
    return found
