"""The doors of the follow-up: its list and its pages are the department's."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from inspections.models import Case, RemedyItem, RemedyRequest, User
from tests.crawl.table import DEPARTMENT, NO_ONE, SCHOOL, TEAM
from tests.crawl.world import FOREIGN, HOME, World

READ = ("follow_up", "follow_up_unit")
Place = tuple[str, str, frozenset[str], frozenset[str]]


def keep(world: World) -> None:
    """Something to mend in a dossier at home and in one abroad, each marked; asked early, to have what to look at."""
    officer, foreign = world.people["officer"], User.objects.get(username="khac-chuyenvien")
    for party, by, mark in (
        (world.party("checked"), officer, HOME),
        (world.party("foreign_checked"), foreign, FOREIGN),
    ):
        _ask(party, by, mark)


def _ask(party: Case, by: User, mark: str) -> None:
    now = timezone.now()
    due = timezone.localdate() + timedelta(days=20)
    request, _made = RemedyRequest.objects.get_or_create(
        party=party, defaults={"drafted_at": now, "drafted_by": by, "officer": by}
    )
    request.issued_at, request.issued_by, request.issued_on = now, by, timezone.localdate()
    request.save()
    for place, state in enumerate(("asked", "accepted"), start=1):
        RemedyItem.objects.get_or_create(
            request=request,
            position=place,
            defaults={
                "text": f"Bổ sung sổ gốc {mark}",
                "first_due_on": due,
                "due_on": due,
                "state": state,
                "outcome": "fixed" if state == "accepted" else "",
            },
        )


def doors_of_follow_up(world: World) -> Iterator[Place]:
    """One unit's page: the department and the team; the school sees its dossier and is refused here."""
    inside = DEPARTMENT | TEAM
    for name, sees, may in (("checked", inside | SCHOOL, inside), ("foreign_checked", NO_ONE, NO_ONE)):
        party = world.party(name)
        yield "follow_up_unit", reverse("follow_up_unit", args=[party.pk]), sees, may
