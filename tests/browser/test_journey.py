"""The whole life of one inspection, played in the browser by everybody who has a part in it."""

from pathlib import Path

import pytest

from tests.browser import closing, conduct, preparation
from tests.browser.play import Play
from tests.browser.visitor import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_an_inspection_is_proposed_decided_conducted_answered_and_signed(
    visitors: Visitors, tmp_path: Path
) -> None:
    play = Play(visitors, tmp_path)
    for scene in (
        preparation.propose,
        preparation.review_overlap,
        preparation.nominate_and_declare,
        preparation.draft_sign_issue,
        preparation.plan_and_approve,
        conduct.notify_and_report,
        conduct.announce_and_begin,
        conduct.request_papers,
        conduct.answer_papers,
        conduct.decide_on_refusal,
        conduct.conclude_on_a_phone,
        closing.draft_minutes,
        closing.explain_and_settle,
        closing.give_opinion,
        closing.confirm_both,
        closing.sign,
        closing.finished,
    ):
        scene(play)
    print("Số lần bấm:", visitors.clicks.reached)
    assert set(visitors.clicks.reached) == {"I1", "I3", "I5", "I6", "O4", "O6"}
