"""Defers work to the job worker inside the deed's transaction: a rolled-back deed leaves no job."""

from dataclasses import dataclass, field

from procrastinate.contrib.django import app
from procrastinate.jobs import Job


def job(task: str, **arguments: int | str) -> Job:
    """A task by its name, ready to be queued."""
    return app.configure_task(task).make_new_job(**arguments)


@dataclass
class JobBook:
    """Jobs that one deed asks for: noted while it runs, queued in one statement at its end."""

    jobs: list[Job] = field(default_factory=list)

    def add(self, task: str, **arguments: int | str) -> None:
        """Ask for a task."""
        self.jobs.append(job(task, **arguments))

    def write(self) -> None:
        """Queue what was asked for."""
        if self.jobs:
            app.job_manager.batch_defer_jobs(self.jobs)
        self.jobs = []
