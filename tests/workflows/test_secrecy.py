"""Where secrecy is asked for, nothing is notified beforehand (row T1, ground a)."""

import pytest

from inspections.enums import Ground
from inspections.management.demo.paper import PLAIN_FILE, incoming
from inspections.management.demo.story import Plot
from inspections.models import Turn
from tests.factories.cases import case_after
from tests.factories.people import make_people


@pytest.mark.django_db
def test_in_a_secret_inspection_the_lead_is_asked_to_announce_not_to_notify() -> None:
    plot = Plot(
        ground=Ground.SIGNS,
        ground_text="Dấu hiệu tuyển sinh vượt chỉ tiêu (minh hoạ).",
        secrecy=True,
        ground_files=[incoming("dau-hieu.pdf", PLAIN_FILE)],
    )
    party = case_after(make_people(), "approve_conduct_plan", plot).children.get()

    asked = Turn.objects.still_open().filter(case=party).values_list("verb", flat=True)

    assert list(asked) == ["announce_decision"]
