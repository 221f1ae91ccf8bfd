"""Listens to ``stage_moved``: one call a deed, inside its transaction."""

from datetime import datetime
from typing import Any

from inspections.models import Case, User
from inspections.rules.roles import Actor
from inspections.signals import stage_moved


def after_deed(
    sender: Any,
    *,
    moves: list[tuple[Case, str]],
    root_id: int,
    by: User | None,
    actor: Actor | None,
    at: datetime,
    **_: Any,
) -> None:
    """First the cases that moved, then whoever waits on them."""
    from workflows import engine

    for case, verb in moves:
        engine.follow(case, verb, actor=actor if case.pk == moves[0][0].pk else None, at=at, by=by)
    engine.wake(root_id, {case.pk: case for case, _verb in moves}, at=at, by=by)


def connect() -> None:
    """Called once when the applications are ready."""
    stage_moved.connect(after_deed, dispatch_uid="workflows.after_deed")
