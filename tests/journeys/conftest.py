"""The cast, the clock and the town of the journeys; papers are printed by a quick stand-in or by the real printer."""

import pytest

from inspections.actions.documents import render_body
from inspections.management.demo.people import Cast
from inspections.models import Membership, User
from inspections.rules.roles import Role
from tests.factories.cases import quick_print
from tests.factories.people import PASSWORD, make_people
from tests.journeys.clock import Clock
from tests.journeys.people import Town

HEADS = {f"MH-{number:02}": f"thutruong{number}" for number in range(3, 9)}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """One clock for every page and deed."""
    return Clock(monkeypatch)


@pytest.fixture
def cast(db: None) -> Cast:
    """Reference data, the department and its people."""
    return make_people()


@pytest.fixture
def town(cast: Cast, clock: Clock) -> Town:
    """Everybody before their browsers; papers are printed in no time."""
    return Town(cast, clock, quick_print)


@pytest.fixture
def printing_town(cast: Cast, clock: Clock) -> Town:
    """The same, with the real printer."""
    return Town(cast, clock, render_body)


@pytest.fixture
def heads(cast: Cast) -> dict[str, str]:
    """Every school of the journeys has a head with an account."""
    known = {"MH-01": "truonga-hieutruong", "MH-02": "trungtamb-giamdoc"}
    since = Membership.objects.get(user=cast.people["truonga-hieutruong"]).valid_from
    for code, username in HEADS.items():
        user = User.objects.create_user(
            username, PASSWORD, full_name=f"Thủ trưởng {code}", email=f"{username}@example.vn"
        )
        Membership.objects.create(
            user=user,
            role=Role.INSTITUTION_HEAD,
            title="Hiệu trưởng",
            institution=cast.institutions[code],
            valid_from=since,
            appointment_ref="Quyết định minh hoạ",
        )
    return {**known, **HEADS}
