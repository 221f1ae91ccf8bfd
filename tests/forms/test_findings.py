"""A finding is said in the team's own words: ready wording with a gap is not sent."""

import pytest

from inspections.forms.conduct import FindingForm
from inspections.models import Answer
from inspections.rules.roles import Actor
from tests.factories.cases import moment_of, party_at
from tests.factories.people import make_people


@pytest.mark.django_db
def test_ready_wording_with_an_unfilled_gap_is_sent_back_with_what_to_do() -> None:
    party = party_at(make_people(), "under_check")
    answer = Answer.objects.filter(party=party).select_related("item").first()
    assert answer is not None
    typed = {
        "kind": "shortcoming",
        "text": "Đơn vị tuyển vượt … chỉ tiêu.",
        "act": answer.item.act_id,
        "locator": "Điều 12",
    }

    form = FindingForm(
        typed, case=party, actor=Actor(0, ""), today=moment_of("begin_check").date(), subject=answer
    )

    assert "ghi số liệu, tên cụ thể" in str(form.errors["text"])
