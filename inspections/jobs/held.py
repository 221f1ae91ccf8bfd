"""While a restored system stands apart the worker takes no job: they wait as they are, nothing is lost (quality.md 5)."""

from collections.abc import Iterable
from typing import Any

from procrastinate import App
from procrastinate.jobs import Job
from procrastinate.manager import JobManager

STANDS_APART = "SELECT EXISTS (SELECT 1 FROM inspections_quarantine WHERE lifted_at IS NULL) AS held"


class HoldingManager(JobManager):
    """Hands out jobs, periodic ones too, only where nothing holds them back."""

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        """The next job, or none for as long as the quarantine lasts."""
        row: Any = await self.connector.execute_query_one_async(query=STANDS_APART)
        if row["held"]:
            return None
        return await super().fetch_job(queues, worker_id)


def hold_jobs(app: App) -> None:
    """Called once when the queue is ready."""
    app.job_manager = HoldingManager(app.connector)
