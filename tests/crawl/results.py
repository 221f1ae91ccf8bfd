"""The result report of the world: its sections, and its versions that the department and the team read."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from inspections.models import ReportSection, ReportVersion, ResultReport, User
from tests.crawl.world import FOREIGN, TEAM_ONLY, World

READ = ("result_report",)
Place = tuple[str, str, frozenset[str], frozenset[str]]


def keep(world: World) -> None:
    """A report that was submitted once, at home and abroad."""
    abroad = User.objects.get(username="khac-truongdoan")
    for name, mark, person in (
        ("checked", TEAM_ONLY, world.people["lead"]),
        ("foreign_checked", FOREIGN, abroad),
    ):
        now = timezone.now()
        report = ResultReport.objects.create(
            case=world.cases[name], drafted_at=now, drafted_by=person, saved_at=now, saved_by=person
        )
        ReportSection.objects.create(report=report, key="overview", position=1, text=mark)
        told = [{"anchor": "overview", "title": "Khái quát", "party_id": None, "text": mark}]
        ReportVersion.objects.create(
            report=report, number=1, contents={"sections": told}, submitted_at=now, submitted_by=person
        )


def doors_of_reports(world: World, sees: frozenset[str]) -> Iterator[Place]:
    """The department and the team read the versions; an institution never does."""
    for name, readers in (("checked", sees), ("foreign_checked", frozenset[str]())):
        yield "result_report", reverse("result_report", args=[world.cases[name].pk]), readers, readers
