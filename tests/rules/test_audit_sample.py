"""The audit of the figure: all of few, a sample anybody can draw again, the interval, a second person."""

import pytest

from inspections.rules.audit_sample import Looked, drawn, may_audit, outcome, wilson

ONLINE = (2, 3)


def test_sixty_are_all_looked_at_and_sixty_one_are_sampled() -> None:
    assert drawn(range(1, 61), seed="2026", size=10, all_up_to=60) == tuple(range(1, 61))
    assert len(drawn(range(1, 62), seed="2026", size=10, all_up_to=60)) == 10


def test_the_same_seed_draws_the_same_lines_in_any_order() -> None:
    lines = list(range(1, 301))
    first = drawn(lines, seed="abc", size=40, all_up_to=60)
    assert drawn(reversed(lines), seed="abc", size=40, all_up_to=60) == first
    assert drawn(lines, seed="abd", size=40, all_up_to=60) != first
    assert set(first) < set(drawn(lines, seed="abc", size=80, all_up_to=60))


def test_every_line_is_drawn_about_as_often() -> None:
    times = dict.fromkeys(range(100), 0)
    for seed in range(400):
        for line in drawn(times, seed=str(seed), size=25, all_up_to=60):
            times[line] += 1
    assert sum(times.values()) == 400 * 25
    assert 55 < min(times.values()) and max(times.values()) < 150


@pytest.mark.parametrize(
    ("online", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_wilsons(online: int, of: int, low: float, high: float) -> None:
    found = wilson(online, of)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize(("online", "of"), [(0, 0), (3, 2), (-1, 2)])
def test_no_interval_of_nothing(online: int, of: int) -> None:
    with pytest.raises(ValueError, match="share"):
        wilson(online, of)


def test_a_whole_audit_has_no_interval_and_a_sample_has_one() -> None:
    rows = [Looked(1, 3, 3), Looked(2, 2, 1), Looked(3, 0, 0)]
    whole = outcome(rows, [1, 2, 3], whole=3, classes=ONLINE)
    assert (whole.online, whole.looked_at, whole.complete, whole.interval) == (1, 3, True, None)
    assert [row.line_id for row in whole.differing] == [2]
    assert outcome(rows, [1, 2, 3], whole=100, classes=ONLINE).interval == wilson(1, 3)


def test_an_audit_not_finished_says_so_and_lines_not_drawn_do_not_count() -> None:
    found = outcome([Looked(1, 3, 3), Looked(9, 3, 3)], [1, 2], whole=100, classes=ONLINE)
    assert (found.online, found.looked_at, found.complete) == (1, 1, False)
    assert outcome([], [1], whole=100, classes=ONLINE).interval is None
    with pytest.raises(ValueError, match="once"):
        outcome([Looked(1, 3, 3), Looked(1, 3, 0)], [1], whole=1, classes=ONLINE)


def test_the_auditor_is_neither_of_the_team_nor_who_froze_the_figure() -> None:
    assert may_audit(7, team={1, 2}, taken_by=3)
    assert may_audit(7, team=(), taken_by=None)
    assert not may_audit(2, team={1, 2}, taken_by=3)
    assert not may_audit(3, team={1, 2}, taken_by=3)
