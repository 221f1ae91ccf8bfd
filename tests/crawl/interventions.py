"""Interventions of the world: one waits for its signature, one for its number, one stands in a foreign dossier."""

from collections.abc import Iterator

from django.urls import reverse

from inspections.management.demo.people import Cast
from inspections.models import Case, Department, Order, User
from tests.crawl.world import World
from tests.factories.cases import after
from tests.factories.orders import Desk


def keep(world: World) -> None:
    """A draft and a signed paper on the decided inspection, a draft abroad."""
    home, abroad = _desk(world.cases["decided"], ""), _desk(world.cases["foreign_checked"], "khac-")
    case, now = world.cases["decided"], after("issue_decision")
    home.draft("amendment", case, now, scope="Chỉ tuyển sinh")
    home.sign(home.draft("pause", case, now, from_on=now.date()), now)
    abroad.draft("amendment", world.cases["foreign_checked"], after("conclude_items"), scope="Chỉ tuyển sinh")


def _desk(case: Case, prefix: str) -> Desk:
    department = Department.objects.get(pk=case.department_id)
    names = ("truongdoan", "giamdoc", "vanthu")
    people = {name: User.objects.get(username=f"{prefix}{name}") for name in names}
    return Desk(Cast(department, people, {}, {}))


def foreign_orders(world: World) -> Iterator[str]:
    """The number of somebody else's paper under one's own dossier."""
    stranger = Order.objects.filter(case=world.cases["foreign_checked"]).latest("pk")
    for slug in ("ky-van-ban", "rut-du-thao"):
        yield reverse("step", args=[world.cases["decided"].pk, slug, stranger.pk])
