"""What the walks once found, each told as a short story of its own."""

import pytest
from django.urls import reverse

from inspections.actions import minutes
from inspections.exceptions import NotReady
from inspections.models import CaseEvent
from inspections.steps import STEPS
from tests.factories.cases import after, case_after
from tests.quality.filling import WORDS
from tests.quality.scenes import REASON, party_of
from tests.quality.world import Office


def test_an_opinion_before_the_draft_is_answered_by_a_sentence_not_a_traceback(office: Office) -> None:
    party = party_of(case_after(office.cast, "begin_check"))
    url = reverse("step", args=[party.pk, STEPS[party.kind]["give_opinion"].slug])
    answer = office.browser("truonga-hieutruong").post(url, {"opinion": WORDS})
    assert answer.status_code == 409
    assert "Đang kiểm tra" in answer.content.decode()


def test_an_opinion_on_a_draft_that_was_taken_back_is_not_recorded(office: Office) -> None:
    party = party_of(case_after(office.cast, "draft_minutes"))
    lead, head = office.cast.people["truongdoan"], office.cast.people["truonga-hieutruong"]
    minutes.take_up_again(party, by=lead, now=after("draft_minutes"), **REASON)
    party.refresh_from_db()
    with pytest.raises(NotReady, match="không ở bước dự thảo"):
        minutes.give_opinion(party, by=head, now=after("draft_minutes"), opinion=WORDS, no_opinion=False)


def test_a_text_that_is_not_frozen_is_not_reopened(office: Office) -> None:
    party = party_of(case_after(office.cast, "give_opinion"))
    lead = office.cast.people["truongdoan"]
    with pytest.raises(NotReady, match="chưa khóa"):
        minutes.reopen_minutes(party, by=lead, now=after("give_opinion"), **REASON)
    assert not CaseEvent.objects.filter(case=party, verb="reopen_minutes").exists()
