"""The page of the minutes beyond its reading: what changed on it, answers written on it, persons concerned."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from inspections.models import Case, RelatedPerson
from inspections.steps import STEPS
from tests.crawl.table import LEAD, SCHOOL
from tests.crawl.world import FOREIGN, HOME, World

READ = ("minutes_changes",)
WRITTEN = {"settle_finding": LEAD, "explain_finding": SCHOOL, "give_opinion": SCHOOL}
Place = tuple[str, str, frozenset[str], frozenset[str]]


def keep(world: World) -> None:
    """One person concerned in the minutes at home and abroad."""
    for name, mark in (("minutes", HOME), ("foreign_minutes", FOREIGN)):
        RelatedPerson.objects.create(
            party=world.party(name),
            name=mark,
            statement=mark,
            noted_at=timezone.now(),
            noted_by=world.people["lead"],
        )


def doors_of_minutes(case: Case, sees: frozenset[str]) -> Iterator[Place]:
    """Who reads the minutes hears of changes; an answer is written by its own side alone."""
    yield "minutes_changes", reverse("minutes_changes", args=[case.pk]), sees, sees
    finding = case.findings.order_by("pk").first()  # type: ignore[attr-defined]
    for verb, may in WRITTEN.items():
        place = [case.pk, STEPS[case.kind][verb].slug]
        if verb != "give_opinion" and finding is None:
            continue
        arguments = place if verb == "give_opinion" else [*place, finding.pk]
        yield "minutes_deed", reverse("minutes_deed", args=arguments), sees, sees & may
