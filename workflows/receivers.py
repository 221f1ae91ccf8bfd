"""Listens to ``stage_moved``: one call a deed, inside its transaction."""

from typing import Any

from inspections.actions.turns import TurnBook
from inspections.models import Case
from inspections.rules.roles import Actor
from inspections.signals import stage_moved


def after_deed(
    sender: Any,
    *,
    moves: list[tuple[Case, str]],
    root_id: int,
    actor: Actor | None,
    turns: TurnBook,
    **_: Any,
) -> None:
    """First the cases that moved, then whoever waits on them."""
    from workflows.engine import Board

    board = Board(root_id, [case for case, _verb in moves], turns=turns)
    for case, verb in moves:
        board.follow(case, verb, actor=actor if case.pk == moves[0][0].pk else None)
    board.wake()
    board.write()


def connect() -> None:
    """Called once when the applications are ready."""
    stage_moved.connect(after_deed, dispatch_uid="workflows.after_deed")
