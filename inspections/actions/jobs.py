"""Defers work to the job worker inside the deed's transaction: a rolled-back deed leaves no job."""

from procrastinate.contrib.django import app


def defer(task: str, *, queueing_lock: str | None = None, **arguments: int | str) -> None:
    """Queue a task by its name; a second request with the same ``queueing_lock`` is not queued twice."""
    from procrastinate.exceptions import AlreadyEnqueued

    try:
        app.configure_task(task, queueing_lock=queueing_lock).defer(**arguments)
    except AlreadyEnqueued:
        return
