"""A list costs the same for one row as for three, writes nothing, and stays small."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Institution
from tests.factories.cases import case_after
from tests.factories.people import make_people

THEMES = ("tuyen-sinh", "chuan-co-so", "van-bang-chung-chi")
LISTS = (
    ("home", "truongdoan", ""),
    ("home", "chuyenvien", ""),
    ("home", "truonga-hieutruong", ""),
    ("cases", "giamsat", ""),
    ("cases", "truonga-canbo", ""),
    ("search", "giamsat", "?q=tuyen"),
    ("institutions", "giamsat", "?q=minh"),
    ("institution", "giamsat", ""),
    ("sent_mail", "giamdoc", ""),
)
MAX_BYTES = 150_000


@pytest.fixture
def cast(db: None) -> Cast:
    """Reference data, the department and its people."""
    return make_people()


def statements(cast: Cast, name: str, username: str, query: str) -> list[str]:
    """What the page asks the database, the second time it is opened."""
    client = Client()
    client.force_login(cast.people[username])
    arguments = [cast.institutions["MH-01"].pk] if name == "institution" else []
    url = reverse(name, args=arguments) + query
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(url)
    assert answer.status_code == 200
    assert len(answer.content) < MAX_BYTES
    return [row["sql"] for row in seen.captured_queries]


def tell(cast: Cast, theme: str) -> None:
    """One more dossier of the same institution."""
    case_after(cast, "notify_schedule", Plot(theme, title=f"Kiểm tra {theme} tuyen"))


def counts(cast: Cast) -> Iterator[tuple[str, int]]:
    """How many statements every list costs now; none of them writes."""
    for name, username, query in LISTS:
        asked = statements(cast, name, username, query)
        assert not [sql for sql in asked if sql.startswith(("INSERT", "UPDATE", "DELETE"))], name
        yield f"{name} as {username}", len(asked)


def test_a_list_costs_the_same_for_one_row_and_for_three(cast: Cast) -> None:
    tell(cast, THEMES[0])
    Institution.objects.exclude(code="MH-01").update(department=None)
    one = dict(counts(cast))
    tell(cast, THEMES[1])
    tell(cast, THEMES[2])
    Institution.objects.filter(is_fictional=True).update(department=cast.department)
    assert dict(counts(cast)) == one
