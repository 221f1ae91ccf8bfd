"""Each rule that looks for a contradiction in the result papers finds the one planted for it, and no other."""

from collections.abc import Callable
from typing import Any

import pytest

from inspections.documents.lint_results import changes_between, lint_result
from tests.documents.example_results_party import remedy_request, result_notice

Paper = dict[str, Any]
Change = Callable[[Paper, Paper], None]


def say(line: str) -> Change:
    """Write a line into the summary."""
    return lambda notice, request: notice["summary"].append(line)


def on_both(change: Callable[[Paper], None]) -> Change:
    """The same in the notice and in the request."""

    def both(notice: Paper, request: Paper) -> None:
        change(notice)
        change(request)

    return both


def test_papers_that_agree_are_left_in_peace() -> None:
    assert lint_result(result_notice(), remedy_request()) == []


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("chưa có phần tóm tắt", lambda notice, request: notice["summary"].clear()),
        ("Phần tóm tắt ghi 3 tồn tại, biên bản ghi 1", say("Còn 3 tồn tại.")),
        ("khác văn bản yêu cầu", lambda notice, request: request["items"].pop()),
        ("TT01 phải khắc phục", on_both(lambda paper: paper["items"].pop(0))),
        ("sớm hơn thời hạn khắc phục cuối cùng", on_both(lambda p: p.update(report_due_on="2027-01-02"))),
        ("sớm hơn ngày ký biên bản", on_both(lambda p: p["items"][0].update(due_on="2026-11-24"))),
        ("Không dùng «kết luận kiểm tra»", say("Theo kết luận kiểm tra số 3.")),
    ],
)
def test_a_planted_contradiction_is_told(words: str, change: Change) -> None:
    notice, request = result_notice(), remedy_request()
    change(notice, request)
    found = [contradiction.text for contradiction in lint_result(notice, request)]
    assert len(found) == 1
    assert words in found[0]


def test_a_request_without_its_letter_is_told() -> None:
    assert [found.code for found in lint_result(result_notice(), None)] == ["items"]


def test_what_changed_since_the_paper_was_first_put_forward_is_shown_line_by_line() -> None:
    before, after = result_notice(), result_notice()
    assert list(changes_between(before, after)) == []
    after["summary"][0] = "Đơn vị thực hiện tốt."
    told = list(changes_between(before, after))
    assert told == [("-", before["summary"][0]), ("+", "Đơn vị thực hiện tốt.")]
