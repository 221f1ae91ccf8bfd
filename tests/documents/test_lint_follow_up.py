"""Each rule that looks for a contradiction in a paper of the follow-up finds the one planted for it, and no other."""

from collections.abc import Callable
from typing import Any

import pytest

from inspections.documents.lint_follow_up import lint_follow_up
from tests.documents.example_follow_up import FOLLOW_UP

Paper = dict[str, Any]


@pytest.mark.parametrize("kind", FOLLOW_UP)
def test_papers_that_agree_are_left_in_peace(kind: str) -> None:
    assert lint_follow_up(FOLLOW_UP[kind]()) == []


@pytest.mark.parametrize(
    ("kind", "words", "change"),
    [
        ("urging_letter", "văn bản yêu cầu khắc phục", lambda paper: paper["asked"].update(number="")),
        ("superior_report", "quyết định kiểm tra", lambda paper: paper["decision"].update(signed_on="")),
        ("completion_notice", "chưa nêu yêu cầu", lambda paper: paper["items"].clear()),
        ("urging_letter", "Yêu cầu 2 bị trả lại", lambda paper: paper["items"][0].update(note="")),
        ("urging_letter", "Ngày đơn vị báo cáo (01/10/2026)", lambda p: p.update(reported_on="2026-10-01")),
        ("superior_report", "Ngày văn bản đôn đốc", lambda p: p["letters"][0].update(dated_on="2026-10-01")),
        ("completion_notice", "muộn hơn", lambda paper: paper.update(reported_on="2027-02-01")),
        ("superior_report", "chưa nêu văn bản đôn đốc", lambda paper: paper["letters"].clear()),
        ("superior_report", "đề xuất", lambda paper: paper.update(proposal="")),
        ("completion_notice", "Không dùng", lambda p: p["items"][0].update(note="Theo kết luận kiểm tra")),
    ],
)
def test_a_planted_contradiction_is_told(kind: str, words: str, change: Callable[[Paper], None]) -> None:
    paper = FOLLOW_UP[kind]()
    change(paper)
    found = [contradiction.text for contradiction in lint_follow_up(paper)]
    assert len(found) == 1
    assert words in found[0]
